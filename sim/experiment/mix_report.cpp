#include "experiment/mix_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ayni {
namespace {

constexpr std::size_t most_shown = 10;  ///< of the mixes tried, to people

const TriedValue& best_of(const SearchReport& found) { return found.tried[found.ranked.front()]; }
const TriedValue& now_of(const SearchReport& found) { return found.tried[*found.now]; }

std::string range_text(const SearchLever& lever) {
  if (lever.is_range()) return fmt::format("{:.10g} to {:.10g}", lever.range.low, lever.range.high);
  const auto sought = lever.levels.begin() + static_cast<std::ptrdiff_t>(lever.levels_sought);
  if (!lever.levels.empty()) return fmt::format("{}", fmt::join(lever.levels.begin(), sought, ", "));
  return fmt::format("{:.10g}", fmt::join(lever.values, ", "));
}

ReportNumber number_of(const RiskEstimate& goal) { return {goal.value, goal.interval.low, goal.interval.high}; }

/// Goals are of several kinds, so people read them as words and programs as numbers.
ReportSection goals_section(const SearchRequest& request, const SearchReport& found) {
  ReportTable table;
  table.columns = {
      {"goal", "goal", CellKind::text},
      {"now_text", "now", CellKind::text, "", "", {}, Readers::people},
      {"best_text", "best mix", CellKind::text, "", "", {}, Readers::people},
      {"met", "met", CellKind::text, "", "yes or no, by the best mix"},
      {"outcome", "outcome", CellKind::text, "", "", {}, Readers::programs},
      {"threshold", "threshold", CellKind::number, "1", "a change where the goal is one", {}, Readers::programs},
      {"now", "now", CellKind::number, "1", "in the scenario as it stands", {Beside::interval}, Readers::programs},
      {"best", "best mix", CellKind::number, "1", "of the best mix", {Beside::interval}, Readers::programs}};
  for (std::size_t k = 0; k < request.goals.size(); ++k) {
    const SearchGoal& goal = request.goals[k];
    const RiskEstimate& now = now_of(found).goals[k];
    const RiskEstimate& best = best_of(found).goals[k];
    table.rows.push_back({goal_text(request, goal), goal_value(goal, now), goal_value(goal, best),
                          goal.goal.met_by(best.value) ? "yes" : "no", goal.outcome.text,
                          ReportNumber{goal.goal.threshold}, number_of(now), number_of(best)});
  }
  return {"goals", "", {}, {std::move(table)}};
}

ReportSection outcomes_section(const SearchReport& found) {
  ReportTable table;
  table.columns = {{"outcome", "outcome", CellKind::text},
                   {"now_text", "now", CellKind::text, "", "", {}, Readers::people},
                   {"best_text", "best mix", CellKind::text, "", "", {}, Readers::people},
                   {"difference_text", "difference", CellKind::text, "", "", {}, Readers::people},
                   {"now", "now", CellKind::number, "1", "mean of the scenario as it stands", {}, Readers::programs},
                   {"best", "best mix", CellKind::number, "1", "mean of the best mix", {}, Readers::programs},
                   {"difference",
                    "difference",
                    CellKind::number,
                    "1",
                    "over pairs of replicates",
                    {Beside::interval},
                    Readers::programs}};
  for (std::size_t k = 0; k < found.outcomes.size(); ++k) {
    const CellKind kind = kind_of(found.outcomes[k]);
    const CellKind apart = difference_kind(found.outcomes[k]);
    const PairedDifference& gain = found.gains[k];
    const Interval& interval = gain.difference.interval;
    table.rows.push_back({found.outcomes[k].text, value_text(gain.base_mean, kind), value_text(gain.other_mean, kind),
                          fmt::format("{} ({})", value_text(gain.difference.mean, apart),
                                      interval_text(interval.low, interval.high, apart)),
                          ReportNumber{gain.base_mean}, ReportNumber{gain.other_mean},
                          ReportNumber{gain.difference.mean, interval.low, interval.high}});
  }
  return {"outcomes", "", {}, {std::move(table)}};
}

std::vector<ReportColumn> tried_columns(const SearchRequest& request, const SearchReport& found) {
  std::vector<ReportColumn> columns{{"place", "place", CellKind::number, "1", "the best mix has the first"}};
  for (const SearchLever& lever : request.levers) {
    const bool number = lever.levels.empty();
    columns.push_back({lever.parameter, lever.parameter, number ? CellKind::setting : CellKind::text,
                       number ? lever.unit : std::string{}, lever.meaning});
  }
  if (!request.goals.empty()) columns.push_back({"met", "met", CellKind::text, "", "whether it meets all goals"});
  for (const Outcome& outcome : found.outcomes) {
    columns.push_back({outcome.text,
                       outcome.text,
                       kind_of(outcome),
                       outcome.unit,
                       "mean over replicates",
                       {Beside::interval, Beside::standard_error, Beside::count}});
  }
  columns.push_back({"failed", "failed", CellKind::number, "1", "runs", {}, Readers::programs});
  return columns;
}

std::vector<ReportCell> tried_row(const SearchRequest& request, const TriedValue& value, std::size_t place) {
  std::vector<ReportCell> row{ReportNumber{static_cast<double>(place + 1)}};
  for (std::size_t k = 0; k < request.levers.size(); ++k) {
    if (request.levers[k].levels.empty()) {
      row.emplace_back(ReportNumber{value.levers[k]});
    } else {
      row.emplace_back(setting_text(request.levers[k], value.levers[k]));
    }
  }
  if (!request.goals.empty()) row.emplace_back(value.meets(request) ? "yes" : "no");
  for (const MeanEstimate& outcome : value.outcomes) row.emplace_back(number_of(outcome));
  row.emplace_back(ReportNumber{static_cast<double>(value.failed)});
  return row;
}

/// People see the best, programs all.
ReportSection tried_section(const SearchRequest& request, const SearchReport& found) {
  ReportTable all;
  all.columns = tried_columns(request, found);
  for (std::size_t place = 0; place < found.ranked.size(); ++place) {
    all.rows.push_back(tried_row(request, found.tried[found.ranked[place]], place));
  }
  ReportTable shown = all;
  shown.name = "best";
  shown.readers = Readers::people;
  shown.title = "The best of the mixes tried";
  shown.rows.resize(std::min(most_shown, shown.rows.size()));
  all.name = "all";
  all.readers = Readers::programs;
  return {"tried", "", {}, {std::move(shown), std::move(all)}};
}

void add_facts(std::vector<ReportFact>& facts, const MixSearch& mix) {
  facts.push_back({"verdict", std::string{mix.found ? "found" : "nowhere"}, ""});
  facts.push_back({"evaluations", std::uint64_t{mix.tried.size()}, "mixes tried"});
  facts.push_back({"combinations", std::uint64_t{mix.combinations}, "of choices"});
  facts.push_back({"spread", std::uint64_t{mix.spread}, "mixes tried first, all over the ranges"});
  facts.push_back({"descents", std::uint64_t{mix.descents}, "times that COBYLA closed in from one of them"});
  facts.push_back({"neighbours_tried", mix.neighbours_tried, "none beside the best is better"});
  facts.push_back({"out_of_evaluations", mix.out_of_evaluations, ""});
}

/// What was done, so that one knows what may have been missed.
std::string way_of(const SearchRequest& request, const MixSearch& mix) {
  std::string text = fmt::format("Tried: {} mixes", mix.tried.size());
  if (mix.descents > 0) {
    text += fmt::format(", {} of them spread over the ranges{}; then COBYLA closed in from {} of these", mix.spread,
                        mix.combinations > 1 ? fmt::format(" of {} combinations of choices", mix.combinations) : "",
                        mix.descents);
    if (mix.neighbours_tried) text += "; beside the best, a hundredth of each range away, none is better";
  } else if (!mix.out_of_evaluations) {
    text += ", all there are";
  }
  if (mix.out_of_evaluations) {
    return text + fmt::format(
                      ". The search was not through when its {} evaluations were used up, so a better mix may "
                      "have been missed: give more (--evaluations), or fewer levers.",
                      request.most_evaluations);
  }
  return text + (mix.descents > 0 ? ". Another peak may still have been missed." : ".");
}

/// The nearest mix, and how far it is from each goal that it misses.
void add_cannot(std::vector<std::string>& lines, const SearchRequest& request, const TriedValue& best) {
  lines.push_back(fmt::format("The {} cannot be met by these levers in these ranges. The nearest mix tried is {}.",
                              request.goals.size() > 1 ? "goals" : "goal", settings_text(request.levers, best.levers)));
  for (std::size_t k = 0; k < request.goals.size(); ++k) {
    if (std::isnan(best.goals[k].value)) {
      lines.push_back(request.goals[k].outcome.text + " has no value there in any run.");
    } else if (!request.goals[k].goal.met_by(best.goals[k].value)) {
      lines.push_back(missed_text(request.goals[k], best.goals[k]));
    }
  }
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& found,
              const MixSearch& mix) {
  const TriedValue& best = best_of(found);
  if (mix.found) {
    const char* const meets = request.goals.empty()      ? ""
                              : request.goals.size() > 1 ? " that meets all goals"
                                                         : " that meets the goal";
    const char* const which = request.objective           ? "best mix"
                              : request.levers.size() > 1 ? "least changed mix"
                                                          : "preferred value";
    lines.push_back(fmt::format("The {} tried{} is {}.", which, meets, settings_text(request.levers, best.levers)));
  } else if (request.goals.empty()) {
    lines.emplace_back("The objective has no value anywhere in these ranges.");
  } else {
    add_cannot(lines, request, best);
  }
  const auto unfit = std::find_if(found.tried.begin(), found.tried.end(),
                                  [](const TriedValue& value) { return !value.unfit.empty(); });
  if (unfit != found.tried.end()) {
    lines.push_back(fmt::format("Some mixes do not fit together and were not run, such as {}: {}.",
                                settings_text(request.levers, unfit->levers), unfit->unfit));
  }
  lines.push_back(way_of(request, mix));
}

}  // namespace

ReportSection levers_section(const SearchRequest& request, const SearchReport* found) {
  ReportTable table;
  table.columns = {{"lever", "lever", CellKind::text, "", "path of the parameter"},
                   {"tried", "tried", CellKind::text, "", "range, or values"},
                   {"now", "now", CellKind::text, "", "in the scenario as it stands"}};
  if (found != nullptr) table.columns.push_back({"best", "best mix", CellKind::text, "", "in the best mix"});
  table.columns.push_back({"unit", "unit", CellKind::text});
  for (std::size_t k = 0; k < request.levers.size(); ++k) {
    const SearchLever& lever = request.levers[k];
    std::vector<ReportCell> row{lever.parameter, range_text(lever), setting_text(lever, lever.now)};
    if (found != nullptr) row.emplace_back(setting_text(lever, best_of(*found).levers[k]));
    row.emplace_back(lever.unit == "1" ? std::string{} : lever.unit);
    table.rows.push_back(std::move(row));
  }
  return {"levers", "", {}, {std::move(table)}};
}

void add_mix(Report& report, const SearchRequest& request, const SearchReport& found) {
  const auto& mix = std::get<MixSearch>(found.found);
  report.title = request.levers.size() == 1 ? request.levers.front().parameter + ": " + request.levers.front().meaning
                                            : fmt::format("A mix of {} levers", request.levers.size());
  add_facts(report.facts, mix);
  report.sections.push_back(levers_section(request, &found));
  if (!request.goals.empty()) report.sections.push_back(goals_section(request, found));
  report.sections.push_back(outcomes_section(found));
  report.sections.push_back(tried_section(request, found));
  conclude(report.conclusions, request, found, mix);
}

}  // namespace ayni
