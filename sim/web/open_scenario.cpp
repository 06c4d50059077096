#include "web/open_scenario.hpp"

#include <vector>

#include "core/error.hpp"
#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "model/population.hpp"
#include "observe/catalogue_of.hpp"

namespace ayni {
namespace {

FileReader reader_of(const Texts& texts) {
  return [&texts](const std::filesystem::path& file, std::size_t) -> FileText {
    const std::string name = file.lexically_normal().generic_string();
    const auto found = texts.find(name);
    if (found != texts.end()) return {found->second, {}};
    std::vector<std::string> names;
    for (const auto& [known, text] : texts) names.push_back(known);
    return {{}, printable(name, 200) + ": there is no such text" + did_you_mean(closest_names(name, names))};
  };
}

std::vector<std::string> texts_at(const Json& request, const char* key) {
  return request.contains(key) ? request.at(key).get<std::vector<std::string>>() : std::vector<std::string>{};
}

Resolved resolved(const Json& request, const Texts& texts) {
  const auto file = request.at("file").get<std::string>();
  ScenarioSource source{file, {}, texts_at(request, "settings")};
  for (const std::string& overlay : texts_at(request, "overlays")) source.overlays.emplace_back(overlay);
  try {
    return read_scenario(source, reader_of(texts));
  } catch (const FileError& error) {
    throw InvalidInput{{{file, error.what(), file}}};
  }
}

template <class Named>
Json names_of(const std::vector<Named>& all) {
  Json names = Json::array();
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

}  // namespace

OpenScenario open_scenario(const Json& request, const Texts& texts) {
  OpenScenario open;
  open.resolved = resolved(request, texts);
  if (!request.value("project", true)) open.intervention = Intervention::off;
  open.catalogue = catalogue_of(open.resolved.scenario);
  return open;
}

Json facts_of(const OpenScenario& open) {
  const Scenario& scenario = open.resolved.scenario;
  Json facts;
  facts["name"] = scenario.name;
  facts["question"] = scenario.question;
  facts["questionEs"] = scenario.question_es;
  facts["seed"] = scenario.run.seed;
  facts["runs"] = scenario.run.runs;
  facts["months"] = scenario.run.horizon_months;
  facts["startYear"] = scenario.run.start_year;
  facts["startMonth"] = scenario.run.start_month;
  facts["regions"] = names_of(scenario.region);
  facts["products"] = names_of(scenario.product);
  facts["project"] = open.intervention == Intervention::on;
  facts["groups"] = (scenario.scale.potential_groups + scenario.scale.control_groups) * scenario.scale.size;
  facts["households"] = expected_households(scenario);
  facts["changes"] = Json::array();
  for (const RuleChange& change : scenario.change) {
    facts["changes"].push_back(Json{{"name", change.name}, {"month", change.month}});
  }
  facts["shocks"] = Json::array();
  for (const Shock& shock : scenario.shock) {
    facts["shocks"].push_back(Json{{"name", shock.name},
                                   {"target", shock_targets[static_cast<std::size_t>(shock.target)]},
                                   {"startMonth", shock.start_month},
                                   {"months", shock.months}});
  }
  return facts;
}

}  // namespace ayni
