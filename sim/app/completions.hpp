#pragma once

#include <string>
#include <string_view>

#include "app/options.hpp"

namespace ayni {

/// A script that completes the commands and options of a command line in a shell: "bash", "zsh" or "fish".
[[nodiscard]] std::string completions_of(const CLI::App& app, std::string_view shell);

}  // namespace ayni
