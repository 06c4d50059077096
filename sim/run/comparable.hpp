#pragma once

#include <string>
#include <vector>

namespace ayni {

struct Scenario;

/// What keeps two scenarios from being compared run by run: another length, start, list of regions or products, or other
/// tables. Empty when nothing does.
[[nodiscard]] std::vector<std::string> obstacles(const Scenario& base, const Scenario& other);

}  // namespace ayni
