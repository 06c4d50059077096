#pragma once

#include <string>

#include "observe/catalogue.hpp"

namespace ayni {

/// A Markdown page that describes the result file of a catalogue dataset by dataset: attributes of the file,
/// dimensions, series, tables. Lengths that depend on the plan are not in it.
[[nodiscard]] std::string format_page(const Catalogue& catalogue);

}  // namespace ayni
