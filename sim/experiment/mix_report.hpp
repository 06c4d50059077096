#pragma once
// What a search over several levers found: the best mix beside the scenario as it stands, and how it was sought.

#include "experiment/search_report.hpp"

namespace ayni {

/// The levers, what is tried of them and what they are now; with `found` also the best.
[[nodiscard]] ReportSection levers_section(const SearchRequest& request, const SearchReport* found, Language language);

/// Title, facts, sections and conclusions, in the report's language.
void add_mix(Report& report, const SearchRequest& request, const SearchReport& found);

}  // namespace ayni
