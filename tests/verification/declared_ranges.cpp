// Any scenario whose values lie within their declared ranges, and do not contradict each other, runs to its end: the audit
// of every month holds, and every number that comes out is finite, or NaN where its declaration tells of a case without a
// value. Scenarios are drawn: Bolivia, small, with some of its values replaced by others from anywhere in their ranges.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "core/distributions.hpp"
#include "scenario/parameter_table.hpp"
#include "support/identities.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

namespace {

/// Values that decide how long a run takes rather than what may happen in it stay as they are.
bool is_size(const Parameter& parameter) {
  static const std::set<std::string> paths{"schema_version",
                                           "run.seed",
                                           "run.runs",
                                           "run.horizon_months",
                                           "scale.size",
                                           "scale.members_min",
                                           "scale.potential_groups",
                                           "scale.control_groups",
                                           "membership.community_ratio",
                                           "scale.members_sigma",
                                           "municipality.count",
                                           "output.detail"};
  static const std::set<std::string_view> names{"members_mean", "municipalities_share", "share_of_groups", "share"};
  const bool shock = parameter.path.rfind("shock.", 0) == 0 && parameter.name != "size";  // else it would hit nothing
  return paths.count(parameter.path) > 0 || names.count(parameter.name) > 0 || shock;
}

/// The same for the upper end of a range.
double highest(const Parameter& parameter) {
  const bool agents = parameter.name == "buyers_per_catchment" || parameter.name == "brokers_per_catchment";
  return agents ? 40.0 : parameter.high;
}

/// A value from the range: one of its ends, or any other, over orders of magnitude where the range has several.
double drawn_between(double low, double high, double now, Engine& engine) {
  const double where = uniform(engine);
  if (!std::isfinite(low) || !std::isfinite(high)) return now;
  if (where < 0.2) return low;
  if (where < 0.4) return high;
  const double u = (where - 0.4) / 0.6;
  if (low > 0.0 && high / low > 1e3) return low * std::exp(u * std::log(high / low));
  if (low == 0.0 && high > 1e3) return std::expm1(u * std::log1p(high));
  return low + u * (high - low);
}

void draw_anew(const Parameter& parameter, Engine& engine) {
  switch (parameter.kind) {
    case ParameterKind::number:
      parameter.assign(drawn_between(parameter.low, highest(parameter), std::get<double>(parameter.value), engine));
      break;
    case ParameterKind::count: {
      const auto now = static_cast<double>(std::get<std::int64_t>(parameter.value));
      parameter.assign(std::llround(drawn_between(parameter.low, highest(parameter), now, engine)));
      break;
    }
    case ParameterKind::flag:
      parameter.assign(bernoulli(engine, 0.5));
      break;
    case ParameterKind::choice:
      parameter.assign(std::string{parameter.choices[index_below(engine, parameter.choices.size())]});
      break;
    case ParameterKind::text:
    case ParameterKind::numbers:
    case ParameterKind::texts:
    case ParameterKind::assignments:
      break;
  }
}

/// The scenario with so large a part of its values drawn anew, or of those of prices only.
Scenario drawn_scenario(const Scenario& base, double part, bool prices_only, Engine& engine) {
  Scenario scenario = base;
  const ParameterTable table = parameters_of(scenario);
  for (const Parameter* const parameter : flattened(table)) {
    const bool of_price = parameter->path.find("price") != std::string::npos;
    if (prices_only && !of_price) continue;
    if (!is_size(*parameter) && bernoulli(engine, part)) draw_anew(*parameter, engine);
  }
  return scenario;
}

/// Whether a number may stand under a declaration.
bool may_be(double value, const std::string& declared) {
  return std::isnan(value) ? declared.find("NaN") != std::string::npos : std::isfinite(static_cast<float>(value));
}

/// What a measure and its axes say of cases without a value.
std::string declaration(const Catalogue& catalogue, const Measure& measure) {
  std::string text = measure.meaning;
  for (const Axis axis : measure.axes) text += ' ' + catalogue.axis(axis).meaning;
  return text;
}

/// The measures and columns with a value that their declaration does not speak of.
std::set<std::string> wrong_values(const Catalogue& catalogue, const Results& results) {
  std::set<std::string> wrong;
  for (std::size_t m = 0; m < results.values.size(); ++m) {
    const Measure& measure = catalogue.measures[m];
    const std::string declared = declaration(catalogue, measure);
    for (const double value : results.values[m]) {
      if (!may_be(value, declared)) wrong.insert(measure.name + " " + std::to_string(value));
    }
  }
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    const Table& table = catalogue.tables[t];
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      for (const double value : results.tables[t].columns[c]) {
        if (!may_be(value, column.meaning)) wrong.insert(table.name + "." + column.name + " " + std::to_string(value));
      }
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("Random scenarios within the declared ranges keep every identity and give no infinity") {
  const Scenario base =
      bolivia(0.01, {"run.horizon_months=108", "output.detail=true", "shock.price.start_month=40",
                     "shock.yield.target=yield", "shock.road.target=road", "shock.road.start_month=50",
                     "shock.buyer.target=buyer", "shock.transfer.target=transfer"});
  std::size_t consistent = 0;
  for (std::uint64_t k = 0; k < 1000; ++k) {
    Engine engine = Streams{k, 0}(Process::population, 0);
    constexpr double parts[]{0.03, 0.1, 1.0};
    const Scenario scenario = drawn_scenario(base, parts[k % 3], k % 3 == 2, engine);
    if (!inconsistencies(scenario).empty()) continue;
    ++consistent;
    const Runs runs{scenario};
    CAPTURE(k);
    Results results;
    CHECK_NOTHROW(results = runs.run());
    CHECK(wrong_values(runs.catalogue(), results) == std::set<std::string>{});
  }
  CHECK(consistent > 300);
}
