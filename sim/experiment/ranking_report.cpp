#include "experiment/ranking_report.hpp"

#include <algorithm>
#include <utility>

#include "core/report_entry.hpp"

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

/// A value that a lever was set to.
struct TriedSetting {
  const SearchLever& lever;
  const RankedValue& value;
  Language language;

  [[nodiscard]] const CostOfEffect& cost() const { return value.cost; }
  [[nodiscard]] bool priced() const { return gains_surely(cost()) && cost().cost.mean > 0.0; }
};

ReportEntries<TriedSetting> entries_of(const Outcome& outcome, Language language) {
  return {{{"lever", term("search.lever", language), CellKind::text, "", "path of the parameter"},
           [](const TriedSetting& row) { return row.lever.parameter; }},
          {{"now", term("search.now", language), CellKind::text, "", "in the scenario as it stands"},
           [](const TriedSetting& row) { return setting_text(row.lever, row.lever.now); }},
          {{"value", said("set_to", language), CellKind::text, "", "an end of what is worth trying, or a choice"},
           [](const TriedSetting& row) { return setting_text(row.lever, row.value.value); }},
          {{"gain",
            term("comparison.gain", language),
            difference_kind(outcome),
            unit_of(outcome),
            "of the outcome towards what is better, over pairs of replicates",
            {Beside::interval, Beside::standard_error}},
           [](const TriedSetting& row) { return number_of(row.cost().effect); }},
          {{"money",
            said("money", language),
            CellKind::difference,
            "1",
            "beyond that of the scenario as it stands",
            {Beside::interval}},
           [](const TriedSetting& row) { return number_of(row.cost().cost); }},
          {{"money_per_gain",
            said("for_each", language),
            CellKind::number,
            "1",
            "public money for one unit gained; unknown where no gain is sure or it needs no more money",
            {Beside::interval}},
           [](const TriedSetting& row) { return row.priced() ? price_of(row.cost()) : ReportNumber{}; }},
          {{"remark", "", CellKind::text, "", "", {}, Readers::people},
           [](const TriedSetting& row) { return price_text(row.cost(), row.language); }}};
}

ReportTable table_of(const std::string& name, const ReportEntries<TriedSetting>& entries, Language language) {
  ReportTable table;
  table.name = name;
  table.title = said(name, language);
  table.called = said(name + "_called", language);
  add_columns(table, entries);
  return table;
}

ReportSection tables_of(const RankRequest& request, const LeverRanking& found, Language language) {
  const ReportEntries<TriedSetting> entries = entries_of(request.outcome, language);
  ReportTable by_gain = table_of("by_gain", entries, language);
  ReportTable by_money = table_of("by_money", entries, language);
  ReportTable all;
  all.name = "all";
  all.title = "Every value";
  all.columns = by_gain.columns;
  all.readers = Readers::programs;
  const auto best_of = [language](const RankedLever& ranked) {
    return TriedSetting{ranked.lever, ranked.values[*ranked.best], language};
  };
  for (const RankedLever& ranked : found.levers) {
    if (ranked.best) add_row(by_gain, entries, best_of(ranked));
    for (const RankedValue& value : ranked.values) {
      if (value.unfit.empty()) add_row(all, entries, {ranked.lever, value, language});
    }
  }
  for (const std::size_t k : found.by_money) add_row(by_money, entries, best_of(found.levers[k]));
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
