#include "experiment/ranking_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ayni {
namespace {

ReportNumber price_of(const CostOfEffect& cost) {
  if (!cost.interval) return {cost.ratio};
  return {cost.ratio, cost.interval->low, cost.interval->high};
}

bool gains_surely(const CostOfEffect& cost) { return cost.effect.interval.low > 0.0; }

/// What one unit gained costs, in words where it is no number.
std::string price_text(const CostOfEffect& cost) {
  if (!gains_surely(cost)) return cost.effect.mean > 0.0 ? "the gain may be none" : "no gain";
  return cost.cost.mean <= 0.0 ? "a gain, at no more money" : "";
}

std::vector<ReportColumn> columns_of(const Outcome& outcome) {
  const std::string unit = outcome.unit == share_unit ? "1" : outcome.unit;
  return {{"lever", "lever", CellKind::text, "", "path of the parameter"},
          {"now", "now", CellKind::text, "", "in the scenario as it stands"},
          {"value", "set to", CellKind::text, "", "an end of what is worth trying, or a choice"},
          {"gain",
           "gain",
           difference_kind(outcome),
           unit,
           "of the outcome towards what is better, over pairs of replicates",
           {Beside::interval, Beside::standard_error}},
          {"money",
           "public money, Bs",
           CellKind::difference,
           "1",
           "beyond that of the scenario as it stands",
           {Beside::interval}},
          {"money_per_gain",
           "Bs for a gain of 1",
           CellKind::number,
           "1",
           "public money for one unit gained; unknown where no gain is sure or it needs no more money",
           {Beside::interval}},
          {"remark", "", CellKind::text, "", "", {}, Readers::people}};
}

std::vector<ReportCell> row_of(const RankedLever& ranked, const RankedValue& value) {
  const bool priced = gains_surely(value.cost) && value.cost.cost.mean > 0.0;
  return {ranked.lever.parameter,
          setting_text(ranked.lever, ranked.lever.now),
          setting_text(ranked.lever, value.value),
          number_of(value.cost.effect),
          number_of(value.cost.cost),
          priced ? price_of(value.cost) : ReportNumber{},
          price_text(value.cost)};
}

ReportTable table_of(const char* name, const char* title, const RankRequest& request) {
  ReportTable table;
  table.name = name;
  table.title = title;
  table.columns = columns_of(request.outcome);
  return table;
}

ReportSection tables_of(const RankRequest& request, const LeverRanking& found) {
  ReportTable by_gain = table_of("by_gain", "By gain, each at the better end of what is worth trying", request);
  ReportTable by_money = table_of("by_money", "By gain for public money, of those that gain for sure", request);
  ReportTable all = table_of("all", "Every value", request);
  all.readers = Readers::programs;
  for (const RankedLever& lever : found.levers) {
    if (lever.best) by_gain.rows.push_back(row_of(lever, lever.values[*lever.best]));
    for (const RankedValue& value : lever.values) {
      if (value.unfit.empty()) all.rows.push_back(row_of(lever, value));
    }
  }
  for (const std::size_t k : found.by_money) {
    by_money.rows.push_back(row_of(found.levers[k], found.levers[k].values[*found.levers[k].best]));
  }
  ReportSection section{"levers", "", {}, {std::move(by_gain)}};
  if (!found.by_money.empty()) section.tables.push_back(std::move(by_money));
  section.tables.push_back(std::move(all));
  return section;
}

std::vector<ReportFact> facts_of(const RankRequest& request, std::size_t replicates, std::uint64_t seed) {
  return {{"outcome", request.outcome.text, ""},
          {"better", std::string{direction_of(request.outcome) == Better::higher ? "higher" : "lower"}, ""},
          {"replicates", std::uint64_t{replicates}, "runs of each value"},
          {"seed", seed, ""}};
}

}  // namespace

Report report_of(const RankRequest& request, const Experiment& experiment) {
  Report report;
  report.name = "plan";
  report.facts = facts_of(request, experiment.replicates, experiment.seed);
  ReportTable levers;
  levers.columns = {{"lever", "lever", CellKind::text, "", "path of the parameter"},
                    {"now", "now", CellKind::text, "", "in the scenario as it stands"}};
  for (const SearchLever& lever : request.levers) {
    levers.rows.push_back({lever.parameter, setting_text(lever, lever.now)});
  }
  report.sections = {{"levers", "", {}, {std::move(levers)}}};
  return report;
}

Report report_of(const RankRequest& request, const LeverRanking& found) {
  const Outcome& outcome = request.outcome;
  const CellKind kind = kind_of(outcome);
  Report report;
  report.name = "ranking";
  report.title = fmt::format("{} levers by what each by itself brings to {}", found.levers.size(), outcome.text);
  report.facts = facts_of(request, found.replicates, found.seed);
  report.facts.push_back({"base_mean", found.base.mean, "in the scenario as it stands"});
  report.facts.push_back({"base_public_money", found.base_money.mean, "Bs"});
  report.facts.push_back({"confidence", found.confidence, "of the intervals"});
  report.notes = {
      fmt::format("In the scenario as it stands it is {} ({}); {} is better. Public money is {} Bs.",
                  value_text(found.base.mean, kind),
                  interval_text(found.base.interval.low, found.base.interval.high, kind),
                  direction_of(outcome) == Better::higher ? "higher" : "lower", value_text(found.base_money.mean)),
      fmt::format("{} replicates of each value under the same shocks, seed {}; intervals of {}.", found.replicates,
                  found.seed, value_text(found.confidence, CellKind::share))};
  report.sections = {tables_of(request, found)};
  for (const RankedLever& lever : found.levers) {
    for (const RankedValue& value : lever.values) {
      if (value.unfit.empty()) continue;
      report.conclusions.push_back(fmt::format("{} = {} does not fit the scenario and was not run: {}.",
                                               lever.lever.parameter, setting_text(lever.lever, value.value),
                                               value.unfit));
    }
  }
  for (const RankedLever& lever : found.levers) {
    const bool any_run = std::any_of(lever.values.begin(), lever.values.end(),
                                     [](const RankedValue& value) { return value.unfit.empty(); });
    if (lever.best || !any_run) continue;
    report.conclusions.push_back(fmt::format("{} is not ranked: at no other value of it does {} have a value.",
                                             lever.lever.parameter, outcome.text));
  }
  if (found.by_money.empty()) report.conclusions.emplace_back("No lever by itself gains for sure with so many runs.");
  return report;
}

}  // namespace ayni
