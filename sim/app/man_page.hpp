#pragma once

#include <string>
#include <string_view>

#include "app/options.hpp"

namespace ayni {

/// The page of the manual, section 1, that `man ayni-COMMAND` shows, or `man ayni` where the command is empty: from the
/// options and the help of a command line, in troff's macros man(7).
[[nodiscard]] std::string man_page_of(const CLI::App& app, std::string_view command);

}  // namespace ayni
