#pragma once
// A report as JSON:
//
//   { "report": name, FACT: value, ..., "notes": [...],
//     "sections": [{ "name", "title", "notes",
//                    "tables": [{ "name", "title", FACT: value, ..., "notes",
//                                 "columns": [{ "name", "title", "kind", "unit", "meaning" }],
//                                 "rows": [{ COLUMN: text or number, COLUMN_low: ..., ... }] }] }],
//     "conclusions": [...] }
//
// Numbers are as they are: a share is 0.25 where people read 25%. What is not known is null.

#include "core/json.hpp"
#include "core/report.hpp"

namespace ayni {

[[nodiscard]] Json json_of(const Report& report);

}  // namespace ayni
