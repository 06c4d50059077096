#pragma once
// A report as it is printed. For people, columns are aligned beneath their titles and units; one in which nothing is known
// is left out; numbers for which a table is too wide go on beneath, the names of its rows again in front.

#include <string>

#include "core/report.hpp"

namespace ayni {

enum class Format { text, json, markdown };

[[nodiscard]] std::string rendered(const Report& report, Format format);

}  // namespace ayni
