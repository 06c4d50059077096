#pragma once
// Names of files while they are written, and when they are whole.

#include <filesystem>
#include <string_view>

namespace ayni {

inline constexpr std::string_view partial_ending = ".partial";

/// FILE.partial, under which FILE is written.
[[nodiscard]] std::filesystem::path partial_of(std::filesystem::path output);

/// The folder that a file is in, "." where its name has none.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& file);

/// Throws FileError.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace ayni
