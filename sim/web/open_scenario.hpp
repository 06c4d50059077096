#pragma once
// A scenario that a page has opened, and what it is told of it.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/json.hpp"
#include "observe/catalogue.hpp"
#include "run/simulate.hpp"
#include "scenario/reader.hpp"

namespace ayni {

/// Texts by their names, in place of files.
using Texts = std::map<std::string, std::string, std::less<>>;

struct OpenScenario {
  Resolved resolved;
  Intervention intervention = Intervention::on;
  Catalogue catalogue;
};

/// Opens what a request of ayni_open names. Throws InvalidInput, also for a text that is not there.
[[nodiscard]] OpenScenario open_scenario(const Json& request, const Texts& texts);

/// What is told when it opens.
[[nodiscard]] Json facts_of(const OpenScenario& open);

/// Every parameter with its value, where that is from, its declaration and its table.
[[nodiscard]] Json parameters_json(const OpenScenario& open);

[[nodiscard]] Json catalogue_json(const Catalogue& catalogue);

}  // namespace ayni
