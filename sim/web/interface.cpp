#include "web/interface.hpp"

#include <cmath>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/build_info.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
#include "core/problem_json.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/film.hpp"
#include "observe/group_course.hpp"
#include "run/simulate.hpp"
#include "web/digest.hpp"
#include "web/gathered_comparison.hpp"
#include "web/open_scenario.hpp"
#include "web/story.hpp"

#ifdef __EMSCRIPTEN__
#define AYNI_EXPORT __attribute__((used, visibility("default")))
#else
#define AYNI_EXPORT
#endif

namespace {

using ayni::Json;

constexpr int abi = 1;   // of interface.hpp: rises when a call changes
constexpr int link = 1;  // of what links of the page hold: rises when an old one would mean something else

enum Status { done = 0, senseless = 1, invalid = 3, broken = 4, out_of_memory = 5 };

struct MadeRun {
  ayni::Catalogue catalogue;
  ayni::Results results;
};

}  // namespace

struct AyniCore {
  std::string text;
  std::vector<double> numbers;
  ayni::Texts texts;
  std::map<std::size_t, ayni::OpenScenario> scenarios;
  std::map<std::size_t, ayni::GatheredComparison> comparisons;
  std::size_t next = 0;  ///< number of the next scenario or comparison
  std::optional<MadeRun> run;
};

namespace {

void reply(AyniCore& core, const Json& json) { core.text = json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void say(AyniCore& core, const char* message) { reply(core, Json{{"message", message}}); }

/// Carries a call out, and turns what it throws into a status and a reply.
template <class Act>
int answered(AyniCore* core, const Act& act) noexcept {
  core->text.clear();
  core->numbers.clear();
  try {
    act(*core);
    return done;
  } catch (const ayni::InvalidInput& error) {
    reply(*core, Json{{"problems", ayni::json_of(error.problems())}});
    return invalid;
  } catch (const ayni::BrokenInvariant& error) {
    say(*core, error.what());
    return broken;
  } catch (const std::bad_alloc&) {
    core->run.reset();
    say(*core, "there is not enough memory");
    return out_of_memory;
  } catch (const std::exception& error) {
    say(*core, error.what());
    return senseless;
  }
}

template <class Value>
Value& at(std::map<std::size_t, Value>& all, std::size_t number, const char* what) {
  const auto found = all.find(number);
  if (found == all.end()) throw std::out_of_range(std::string{what} + " " + std::to_string(number) + " is not open");
  return found->second;
}

ayni::OpenScenario& scenario_at(AyniCore& core, std::size_t number) { return at(core.scenarios, number, "scenario"); }

ayni::GatheredComparison& comparison_at(AyniCore& core, std::size_t number) {
  return at(core.comparisons, number, "comparison");
}

const MadeRun& run_of(const AyniCore& core) {
  if (!core.run) throw std::logic_error("no run has been made");
  return *core.run;
}

void simulate(AyniCore& core, const ayni::OpenScenario& open, const ayni::Scenario& scenario, std::size_t replicate,
              const ayni::EachMonth& look = {}) {
  core.run.reset();  // before the next one takes its memory
  ayni::Catalogue catalogue = ayni::catalogue_of(scenario);
  ayni::Results results = ayni::simulate(scenario, catalogue, static_cast<std::uint64_t>(scenario.run.seed), replicate,
                                         open.intervention, look);
  core.run = MadeRun{std::move(catalogue), std::move(results)};
}

std::vector<double> column_of(const MadeRun& run, std::string_view name) {
  const std::size_t dot = name.find('.');
  const std::size_t table = run.catalogue.table(name.substr(0, dot));
  const std::string_view column = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
  return run.results.tables[table].columns[run.catalogue.tables[table].column(column)];
}

template <class Names>
Json listed(const Names& names) {
  Json json = Json::array();
  for (const auto& name : names) json.push_back(name);
  return json;
}

Json about() {
  Json json;
  json["version"] = ayni::program_version();
  json["commit"] = ayni::git_commit();
  json["dirty"] = ayni::git_dirty();
  json["compiler"] = ayni::compiler();
  json["abi"] = abi;
  json["link"] = link;
  json["schemaVersion"] = ayni::Scenario{}.schema_version;
  return json;
}

}  // namespace

extern "C" {

AYNI_EXPORT AyniCore* ayni_new() { return std::make_unique<AyniCore>().release(); }
AYNI_EXPORT void ayni_delete(AyniCore* core) { const std::unique_ptr<AyniCore> owned{core}; }

AYNI_EXPORT const char* ayni_text(const AyniCore* core) { return core->text.data(); }
AYNI_EXPORT std::size_t ayni_text_size(const AyniCore* core) { return core->text.size(); }
AYNI_EXPORT const double* ayni_numbers(const AyniCore* core) { return core->numbers.data(); }
AYNI_EXPORT std::size_t ayni_numbers_size(const AyniCore* core) { return core->numbers.size(); }

AYNI_EXPORT int ayni_about(AyniCore* core) {
  return answered(core, [](AyniCore& own) { reply(own, about()); });
}

AYNI_EXPORT int ayni_put(AyniCore* core, const char* name, std::size_t name_size, const char* text,
                         std::size_t text_size) {
  return answered(core, [&](AyniCore& own) {
    const std::filesystem::path path{std::string{name, name_size}};
    own.texts[path.lexically_normal().generic_string()] = std::string{text, text_size};
  });
}

AYNI_EXPORT int ayni_open(AyniCore* core, const char* request, std::size_t size) {
  return answered(core, [&](AyniCore& own) {
    ayni::OpenScenario open = ayni::open_scenario(Json::parse(std::string_view{request, size}), own.texts);
    Json facts = ayni::facts_of(open);
    facts["scenario"] = own.next;
    own.scenarios.emplace(own.next++, std::move(open));
    reply(own, facts);
  });
}

AYNI_EXPORT int ayni_close(AyniCore* core, std::size_t scenario) {
  return answered(core, [&](AyniCore& own) { own.scenarios.erase(scenario); });
}

AYNI_EXPORT int ayni_parameters(AyniCore* core, std::size_t scenario) {
  return answered(core, [&](AyniCore& own) { reply(own, ayni::parameters_json(scenario_at(own, scenario))); });
}

AYNI_EXPORT int ayni_toml(AyniCore* core, std::size_t scenario) {
  return answered(core, [&](AyniCore& own) { own.text = scenario_at(own, scenario).resolved.as_resolved; });
}

AYNI_EXPORT int ayni_catalogue(AyniCore* core, std::size_t scenario) {
  return answered(core, [&](AyniCore& own) { reply(own, ayni::catalogue_json(scenario_at(own, scenario).catalogue)); });
}

AYNI_EXPORT int ayni_run(AyniCore* core, std::size_t scenario, std::size_t replicate) {
  return answered(core, [&](AyniCore& own) {
    const ayni::OpenScenario& open = scenario_at(own, scenario);
    simulate(own, open, open.resolved.scenario, replicate);
  });
}

AYNI_EXPORT int ayni_measure(AyniCore* core, const char* name, std::size_t size) {
  return answered(core, [&](AyniCore& own) {
    const MadeRun& run = run_of(own);
    own.numbers = run.results.values[run.catalogue.measure(std::string_view{name, size})];
  });
}

AYNI_EXPORT int ayni_column(AyniCore* core, const char* name, std::size_t size) {
  return answered(core, [&](AyniCore& own) { own.numbers = column_of(run_of(own), std::string_view{name, size}); });
}

AYNI_EXPORT int ayni_digest(AyniCore* core) {
  return answered(core, [&](AyniCore& own) {
    const MadeRun& run = run_of(own);
    reply(own, ayni::digest_json(run.catalogue, run.results));
  });
}

AYNI_EXPORT int ayni_film(AyniCore* core, std::size_t scenario, std::size_t replicate) {
  return answered(core, [&](AyniCore& own) {
    const ayni::OpenScenario& open = scenario_at(own, scenario);
    ayni::Scenario detailed = open.resolved.scenario;
    detailed.output.detail = true;
    ayni::Film film;
    simulate(own, open, detailed, replicate, [&film](const ayni::World& world, ayni::Month) { film.observe(world); });
    own.numbers = film.frames();
    reply(own, Json{{"months", film.months()},
                    {"groups", film.groups()},
                    {"buyers", film.buyers()},
                    {"outletNames", listed(ayni::outlet_names)},
                    {"causeNames", listed(ayni::cause_names)},
                    {"catalogue", ayni::catalogue_json(own.run->catalogue)}});
  });
}

AYNI_EXPORT int ayni_story(AyniCore* core, std::size_t scenario, std::size_t replicate, std::size_t group) {
  return answered(core, [&](AyniCore& own) {
    const ayni::OpenScenario& open = scenario_at(own, scenario);
    ayni::GroupCourse course{static_cast<ayni::Index>(group)};
    simulate(own, open, open.resolved.scenario, replicate,
             [&course](const ayni::World& world, ayni::Month) { course.observe(world); });
    reply(own, ayni::story_json(own.run->catalogue, own.run->results, course));
  });
}

AYNI_EXPORT int ayni_compare(AyniCore* core, const char* request, std::size_t size) {
  return answered(core, [&](AyniCore& own) {
    const Json asked = Json::parse(std::string_view{request, size});
    std::vector<const ayni::OpenScenario*> arms;
    for (const Json& arm : asked.at("arms")) arms.push_back(&scenario_at(own, arm.get<std::size_t>()));
    const auto made = own.comparisons.try_emplace(own.next, asked, arms).first;
    Json facts = made->second.facts();
    facts["comparison"] = own.next++;
    reply(own, facts);
  });
}

AYNI_EXPORT int ayni_end_comparison(AyniCore* core, std::size_t comparison) {
  return answered(core, [&](AyniCore& own) { own.comparisons.erase(comparison); });
}

AYNI_EXPORT int ayni_row(AyniCore* core, std::size_t comparison) {
  return answered(core, [&](AyniCore& own) { own.numbers = comparison_at(own, comparison).row(run_of(own).results); });
}

AYNI_EXPORT int ayni_add(AyniCore* core, std::size_t comparison, std::size_t arm, std::size_t replicate,
                         const double* values, std::size_t size) {
  return answered(core, [&](AyniCore& own) {
    ayni::GatheredComparison& gathered = comparison_at(own, comparison);
    gathered.add(arm, replicate, {values, size});
    reply(own, Json{{"told", gathered.told()}});
  });
}

AYNI_EXPORT int ayni_report(AyniCore* core, std::size_t comparison, const char* request, std::size_t size) {
  return answered(core, [&](AyniCore& own) {
    const Json asked = Json::parse(std::string_view{request, size});
    const bool spanish = asked.at("language").get<std::string>() == "es";
    reply(own, comparison_at(own, comparison).report(spanish ? ayni::Language::es : ayni::Language::en));
  });
}

AYNI_EXPORT int ayni_curve(AyniCore* core, std::size_t comparison, std::size_t curve) {
  return answered(core, [&](AyniCore& own) { own.numbers = comparison_at(own, comparison).curve(curve); });
}

}  // extern "C"
