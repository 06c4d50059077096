#include "experiment/ranking_report.hpp"

#include <algorithm>
#include <utility>

namespace ayni {
namespace {

/// A text of the terms' section rank.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("rank." + key, language, values);
}

ReportNumber price_of(const CostOfEffect& cost) {
  if (!cost.interval) return {cost.ratio};
  return {cost.ratio, cost.interval->low, cost.interval->high};
}

bool gains_surely(const CostOfEffect& cost) { return cost.effect.interval.low > 0.0; }

/// What one unit gained costs, in words where it is no number.
std::string price_text(const CostOfEffect& cost, Language language) {
  if (!gains_surely(cost)) {
    return term(cost.effect.mean > 0.0 ? "comparison.gain_may_be_none" : "comparison.no_gain", language);
  }
  return cost.cost.mean <= 0.0 ? term("comparison.gain_for_nothing", language) : "";
}

std::vector<ReportColumn> columns_of(const Outcome& outcome, Language language) {
  const std::string unit = outcome.unit == share_unit ? "1" : outcome.unit;
  return {{"lever", term("search.lever", language), CellKind::text, "", "path of the parameter"},
          {"now", term("search.now", language), CellKind::text, "", "in the scenario as it stands"},
          {"value", said("set_to", language), CellKind::text, "", "an end of what is worth trying, or a choice"},
          {"gain",
           term("comparison.gain", language),
           difference_kind(outcome),
           unit,
           "of the outcome towards what is better, over pairs of replicates",
           {Beside::interval, Beside::standard_error}},
          {"money",
           said("money", language),
           CellKind::difference,
           "1",
           "beyond that of the scenario as it stands",
           {Beside::interval}},
          {"money_per_gain",
           said("for_each", language),
           CellKind::number,
           "1",
           "public money for one unit gained; unknown where no gain is sure or it needs no more money",
           {Beside::interval}},
          {"remark", "", CellKind::text, "", "", {}, Readers::people}};
}

std::vector<ReportCell> row_of(const RankedLever& ranked, const RankedValue& value, Language language) {
  const bool priced = gains_surely(value.cost) && value.cost.cost.mean > 0.0;
  return {ranked.lever.parameter,
          setting_text(ranked.lever, ranked.lever.now),
          setting_text(ranked.lever, value.value),
          number_of(value.cost.effect),
          number_of(value.cost.cost),
          priced ? price_of(value.cost) : ReportNumber{},
          price_text(value.cost, language)};
}

ReportTable table_of(const std::string& name, const RankRequest& request, Language language) {
  ReportTable table;
  table.name = name;
  table.title = said(name, language);
  table.called = said(name + "_called", language);
  table.columns = columns_of(request.outcome, language);
  return table;
}

ReportSection tables_of(const RankRequest& request, const LeverRanking& found, Language language) {
  ReportTable by_gain = table_of("by_gain", request, language);
  ReportTable by_money = table_of("by_money", request, language);
  ReportTable all;
  all.name = "all";
  all.title = "Every value";
  all.columns = by_gain.columns;
  all.readers = Readers::programs;
  for (const RankedLever& lever : found.levers) {
    if (lever.best) by_gain.rows.push_back(row_of(lever, lever.values[*lever.best], language));
    for (const RankedValue& value : lever.values) {
      if (value.unfit.empty()) all.rows.push_back(row_of(lever, value, language));
    }
  }
  for (const std::size_t k : found.by_money) {
    by_money.rows.push_back(row_of(found.levers[k], found.levers[k].values[*found.levers[k].best], language));
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

Report report_of(const RankRequest& request, const LeverRanking& found, Language language) {
  const Outcome& outcome = request.outcome;
  const CellKind kind = kind_of(outcome);
  Report report;
  report.name = "ranking";
  report.language = language;
  report.title = said("title", language, {{"count", std::to_string(found.levers.size())}, {"outcome", outcome.text}});
  report.facts = facts_of(request, found.replicates, found.seed);
  report.facts.push_back({"base_mean", found.base.mean, "in the scenario as it stands"});
  report.facts.push_back({"base_public_money", found.base_money.mean, "Bs"});
  report.facts.push_back({"confidence", found.confidence, "of the intervals"});
  report.notes = {said(direction_of(outcome) == Better::higher ? "base_higher" : "base_lower", language,
                       {{"mean", value_text(found.base.mean, kind, language)},
                        {"interval", interval_text(found.base.interval.low, found.base.interval.high, kind, language)},
                        {"money", value_text(found.base_money.mean, CellKind::number, language)}}),
                  said("introduction", language,
                       {{"replicates", std::to_string(found.replicates)},
                        {"seed", std::to_string(found.seed)},
                        {"confidence", value_text(found.confidence, CellKind::share, language)}})};
  report.sections = {tables_of(request, found, language)};
  for (const RankedLever& lever : found.levers) {
    for (const RankedValue& value : lever.values) {
      if (value.unfit.empty()) continue;
      report.conclusions.push_back(said(
          "unfit", language,
          {{"lever", lever.lever.parameter}, {"value", setting_text(lever.lever, value.value)}, {"why", value.unfit}}));
    }
  }
  for (const RankedLever& lever : found.levers) {
    const bool any_run = std::any_of(lever.values.begin(), lever.values.end(),
                                     [](const RankedValue& value) { return value.unfit.empty(); });
    if (lever.best || !any_run) continue;
    report.conclusions.push_back(
        said("not_ranked", language, {{"lever", lever.lever.parameter}, {"outcome", outcome.text}}));
  }
  if (found.by_money.empty()) report.conclusions.push_back(said("none_gains", language));
  return report;
}

}  // namespace ayni
