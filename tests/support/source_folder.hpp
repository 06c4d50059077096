#pragma once

#include <filesystem>

namespace ayni {

/// The repository that the tests were built from.
[[nodiscard]] std::filesystem::path source_folder();

}  // namespace ayni
