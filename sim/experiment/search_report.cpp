#include "experiment/search_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "experiment/mix_report.hpp"
#include "observe/measure_words.hpp"

namespace ayni {
namespace {

/// A text of the terms' section search.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("search." + key, language, values);
}

std::string lever_text(double value, Language language) { return value_text(value, CellKind::setting, language); }

/// What is sought without an objective.
std::string wanted(const SearchRequest& request) {
  if (request.levers.size() > 1) return "smallest change";
  return request.prefer == Prefer::low ? "smallest" : "largest";
}

std::vector<std::string> aim_of(const SearchRequest& request, Language language) {
  std::vector<std::string> lines;
  for (const SearchGoal& goal : request.goals) {
    lines.push_back(said("goal", language, {{"goal", goal_text(request, goal, language)}}));
  }
  if (request.objective) {
    const bool lower = request.better == Better::lower;
    lines.push_back(said(lower ? "wanted_lowest" : "wanted_highest", language, {{"outcome", request.objective->text}}));
    return lines;
  }
  const std::string what = request.levers.size() > 1 ? "change" : wanted(request);
  lines.push_back(said("wanted_" + what + (request.goals.size() > 1 ? "_all" : "_it"), language));
  return lines;
}

std::vector<ReportFact> facts_of(const SearchRequest& request, std::size_t replicates, std::uint64_t seed) {
  std::vector<ReportFact> facts;
  if (request.is_line()) {
    const SearchLever& lever = request.levers.front();
    facts = {{"lever", lever.parameter, "path of the parameter"},
             {"unit", lever.unit, ""},
             {"range_low", lever.range.low, ""},
             {"range_high", lever.range.high, ""}};
    for (const SearchGoal& goal : request.goals) {
      facts.push_back({"goal", goal_text(request, goal), ""});
      facts.push_back({"goal_outcome", goal.outcome.text, ""});
      facts.push_back({"goal_threshold", goal.goal.threshold, ""});
    }
  }
  if (request.objective) {
    facts.push_back({request.better == Better::lower ? "minimise" : "maximise", request.objective->text, ""});
  } else {
    facts.push_back({"wanted", wanted(request), ""});
  }
  facts.push_back({"replicates", std::uint64_t{replicates}, "runs of each value"});
  facts.push_back({"seed", seed, ""});
  return facts;
}

void add(std::vector<ReportFact>& facts, const GoalSearch& found) {
  constexpr const char* names[] = {"found", "at_end", "everywhere", "nowhere"};
  const double none = ReportNumber::unknown;
  facts.push_back({"verdict", std::string{names[static_cast<std::size_t>(found.verdict)]}, ""});
  facts.push_back({"answer", found.answer, ""});
  facts.push_back({"beyond", found.beyond, "on its preferred side, does not meet the goal"});
  facts.push_back({"low", found.low.value_or(none), "of the answer's interval"});
  facts.push_back({"high", found.high.value_or(none), ""});
  facts.push_back({"one_sided", found.one_sided, ""});
  facts.push_back({"monotone", found.monotone, ""});
}

void add(std::vector<ReportFact>& facts, const BestSearch& found) {
  facts.push_back({"verdict", std::string{found.found ? "found" : "nowhere"}, ""});
  facts.push_back({"answer", found.answer, ""});
  facts.push_back({"low", found.low, "its neighbour tried"});
  facts.push_back({"high", found.high, ""});
  facts.push_back({"one_peak", found.one_peak, ""});
}

ReportTable table_of(const SearchRequest& request, const SearchReport& found, Language language) {
  ReportTable table;
  const SearchLever& lever = request.levers.front();
  table.columns.push_back({"value", said("value", language), CellKind::setting, lever.unit, lever.meaning});
  for (const SearchGoal& goal : request.goals) {
    table.columns.push_back({"goal",
                             said("goal_column", language),
                             goal_kind(goal),
                             goal.relative ? "1" : goal.outcome.unit,
                             goal_text(request, goal),
                             {Beside::interval}});
    ReportColumn meets{"meets_goal", said("met", language), CellKind::text, "", "yes or no"};
    meets.labels = "report_text";
    table.columns.push_back(std::move(meets));
  }
  for (const Outcome& outcome : found.outcomes) {
    table.columns.push_back({outcome.text,
                             outcome.text,
                             kind_of(outcome),
                             outcome.unit,
                             "mean over replicates",
                             {Beside::interval, Beside::standard_error, Beside::count},
                             Readers::all,
                             outcome.text});
    table.columns.push_back({outcome.text + "_from_lowest",
                             said("from_lowest", language),
                             difference_kind(outcome),
                             outcome.unit,
                             "difference from the lowest value of the lever, over pairs of replicates",
                             {Beside::interval, Beside::standard_error, Beside::count},
                             Readers::all,
                             outcome.text});
  }
  table.columns.push_back({"failed", "failed", CellKind::number, "1", "runs", {}, Readers::programs});
  for (const TriedValue& value : found.tried) {
    std::vector<ReportCell> row{ReportNumber{value.levers.front()}};
    for (const RiskEstimate& goal : value.goals) {
      row.emplace_back(ReportNumber{goal.value, goal.interval.low, goal.interval.high});
      row.emplace_back(value.meets(request) ? "yes" : "no");
    }
    for (std::size_t k = 0; k < value.outcomes.size(); ++k) {
      row.emplace_back(number_of(value.outcomes[k]));
      const bool lowest = &value == &found.tried.front();
      row.emplace_back(lowest ? ReportNumber{} : number_of(value.from_low[k]));
    }
    row.emplace_back(ReportNumber{static_cast<double>(value.failed)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// The value that comes nearest to the goal.
const TriedValue& nearest(const SearchGoal& goal, const SearchReport& found) {
  return *std::min_element(found.tried.begin(), found.tried.end(), [&](const TriedValue& a, const TriedValue& b) {
    const auto distance = [&](const TriedValue& one) {
      const double value = one.goals.front().value;
      return std::isnan(value) ? HUGE_VAL : std::abs(value - goal.goal.threshold);
    };
    return distance(a) < distance(b);
  });
}

void add_cannot(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& found,
                Language language) {
  const SearchGoal& goal = request.goals.front();
  const TriedValue& best = nearest(goal, found);
  if (std::isnan(best.goals.front().value)) {
    lines.push_back(said("no_value_anywhere", language, {{"outcome", goal.outcome.text}}));
    return;
  }
  lines.push_back(said("line_cannot", language,
                       {{"value", goal_value(goal, best.goals.front(), language)},
                        {"lever", lever_text(best.levers.front(), language)}}));
  lines.push_back(missed_text(goal, best.goals.front(), language));
}

/// Whether every value brought the same.
bool is_inert(const SearchReport& found) {
  return std::all_of(found.tried.begin(), found.tried.end(), [&](const TriedValue& value) {
    const auto same = [](const MeanEstimate& a, const MeanEstimate& b) {
      return a.mean == b.mean || (std::isnan(a.mean) && std::isnan(b.mean));
    };
    return std::equal(value.outcomes.begin(), value.outcomes.end(), found.tried.front().outcomes.begin(), same);
  });
}

std::string bounds_text(const SearchReport& report, const GoalSearch& found, Language language) {
  const auto has_interval = [](const TriedValue& value) { return !std::isnan(value.goals.front().interval.low); };
  if (std::none_of(report.tried.begin(), report.tried.end(), has_interval)) {
    return said("few_runs", language);
  }
  const auto bound = [language](const std::optional<double>& value, const char* none) {
    return value ? lever_text(*value, language) : said(none, language);
  };
  return said("bounds", language,
              {{"confidence", value_text(report.confidence, CellKind::share, language)},
               {"low", bound(found.low, "bound_lower_end")},
               {"high", bound(found.high, "bound_upper_end")}});
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& report,
              const GoalSearch& found, Language language) {
  const std::string which = request.prefer == Prefer::low ? "smallest" : "largest";
  const std::string answer = lever_text(found.answer, language);
  switch (found.verdict) {
    case GoalSearch::Verdict::found:
      lines.push_back(
          said("found_" + which, language, {{"answer", answer}, {"beyond", lever_text(found.beyond, language)}}));
      lines.push_back(bounds_text(report, found, language));
      break;
    case GoalSearch::Verdict::at_end:
      lines.push_back(said("at_end_" + which, language, {{"answer", answer}}));
      break;
    case GoalSearch::Verdict::everywhere:
      lines.push_back(said("everywhere", language, {{"answer", answer}}));
      break;
    case GoalSearch::Verdict::nowhere:
      add_cannot(lines, request, report, language);
      break;
  }
  if (!found.one_sided) {
    lines.push_back(said("two_sided", language));
  } else if (!found.monotone) {
    lines.push_back(said("not_monotone", language));
  }
}

/// The values tried on either side of the best, of which there is one at an end of the range.
std::string neighbours(const BestSearch& found, Language language) {
  if (found.low < found.answer && found.answer < found.high) {
    return said("neighbours", language,
                {{"low", lever_text(found.low, language)}, {"high", lever_text(found.high, language)}});
  }
  return said("end_of_range", language,
              {{"neighbour", lever_text(found.low < found.answer ? found.low : found.high, language)}});
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& report,
              const BestSearch& found, Language language) {
  if (!found.found && !request.goals.empty()) return add_cannot(lines, request, report, language);
  if (!found.found) {
    lines.push_back(said("no_objective_line", language));
    return;
  }
  const auto best = std::find_if(report.tried.begin(), report.tried.end(),
                                 [&](const TriedValue& one) { return one.levers.front() == found.answer; });
  const auto objective = std::find_if(report.outcomes.begin(), report.outcomes.end(),
                                      [&](const Outcome& outcome) { return outcome.text == request.objective->text; });
  const MeanEstimate& mean = best->outcomes[static_cast<std::size_t>(objective - report.outcomes.begin())];
  const CellKind kind = kind_of(*request.objective);
  lines.push_back(said(request.goals.empty() ? "best_value" : "best_value_meeting", language,
                       {{"answer", lever_text(found.answer, language)},
                        {"mean", value_text(mean.mean, kind, language)},
                        {"interval", interval_text(mean.interval.low, mean.interval.high, kind, language)},
                        {"neighbours", neighbours(found, language)}}));
  if (!found.one_peak) lines.push_back(said("several_peaks", language));
}

/// Of a search along one lever.
void add_line(Report& report, const SearchRequest& request, const SearchReport& found) {
  const SearchLever& lever = request.levers.front();
  const Language language = report.language;
  const std::string unit = shown_unit({"", "", CellKind::setting, lever.unit}, language);
  report.title = said("line", language,
                      {{"lever", lever.parameter},
                       {"low", lever_text(lever.range.low, language)},
                       {"high", lever_text(lever.range.high, language)},
                       {"unit", unit.empty() ? "" : ' ' + unit},
                       {"meaning", parameter_in_words(lever.parameter, lever.meaning, language)}});
  report.sections = {{"tried", "", {}, {table_of(request, found, language)}}};
  if (const auto* const goal = std::get_if<GoalSearch>(&found.found)) {
    add(report.facts, *goal);
    conclude(report.conclusions, request, found, *goal, language);
  } else {
    const auto& best = std::get<BestSearch>(found.found);
    add(report.facts, best);
    conclude(report.conclusions, request, found, best, language);
  }
  if (!is_inert(found)) return;
  report.conclusions.push_back(
      said("inert", language, {{"table", lever.parameter.substr(0, lever.parameter.find('.'))}}));
}

}  // namespace

CellKind goal_kind(const SearchGoal& goal) { return goal.relative ? CellKind::change : kind_of(goal.outcome); }

std::string goal_value(const SearchGoal& goal, const RiskEstimate& estimate, Language language) {
  const CellKind kind = goal_kind(goal);
  return fmt::format("{} ({})", value_text(estimate.value, kind, language),
                     interval_text(estimate.interval.low, estimate.interval.high, kind, language));
}

std::string missed_text(const SearchGoal& goal, const RiskEstimate& estimate, Language language) {
  const double sign = goal.goal.better == Better::higher ? 1.0 : -1.0;
  const auto missed_by = [&](double value) { return sign * (goal.goal.threshold - value); };
  // A distance is of the kind of the values, but has no sign.
  const CellKind kind = goal.relative ? CellKind::share : kind_of(goal.outcome);
  const double first = missed_by(estimate.interval.low);
  const double last = missed_by(estimate.interval.high);
  std::string text = said("missed", language,
                          {{"outcome", goal.outcome.text},
                           {"distance", value_text(missed_by(estimate.value), kind, language)},
                           {"interval", interval_text(std::min(first, last), std::max(first, last), kind, language)}});
  if (estimate.interval.low <= goal.goal.threshold && goal.goal.threshold <= estimate.interval.high) {
    text += said("missed_perhaps", language);
  }
  return text;
}

std::string goal_text(const SearchRequest& request, const SearchGoal& goal, Language language) {
  const std::string& outcome = goal.outcome.text;
  const std::string bound = goal.goal.better == Better::higher ? "least" : "most";
  if (goal.relative) {
    return said("goal_change_" + bound, language,
                {{"outcome", outcome}, {"value", value_text(goal.goal.threshold, CellKind::change, language)}});
  }
  const std::string share = value_text(request.risk.share, CellKind::share, language);
  std::string of;
  switch (request.risk.kind) {
    case RiskMeasure::Kind::mean:
      of = said("goal_of_mean", language, {{"outcome", outcome}});
      break;
    case RiskMeasure::Kind::worst:
      of = said("goal_of_worst", language, {{"outcome", outcome}, {"share", share}});
      break;
    case RiskMeasure::Kind::quantile:
      of = said("goal_of_quantile", language, {{"outcome", outcome}, {"share", share}});
      break;
  }
  return said("goal_" + bound, language,
              {{"of", of}, {"value", value_text(goal.goal.threshold, kind_of(goal.outcome), language)}});
}

std::string settings_text(const std::vector<SearchLever>& levers, const std::vector<double>& values) {
  std::string text;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    text += (k > 0 ? ", " : "") + levers[k].parameter + " = " + setting_text(levers[k], values[k]);
  }
  return text;
}

std::string tried_text(const SearchRequest& request, const TriedValue& value) {
  std::string text = "tried " + settings_text(request.levers, value.levers);
  if (!value.unfit.empty()) return text + ": does not fit together (" + value.unfit + ")";
  for (std::size_t k = 0; k < value.goals.size(); ++k) {
    text += (k > 0 ? "; " : ": ") + goal_value(request.goals[k], value.goals[k]);
  }
  if (request.goals.empty()) return text;
  const std::string goals = request.goals.size() > 1 ? "goals" : "goal";
  return text + (value.meets(request) ? ", meets the " + goals : ", does not");
}

Report report_of(const SearchRequest& request, const Experiment& experiment) {
  Report report;
  report.name = "plan";
  report.facts = facts_of(request, experiment.replicates, experiment.seed);
  report.notes = aim_of(request, report.language);
  if (!request.is_line()) report.sections = {levers_section(request, nullptr, report.language)};
  return report;
}

Report report_of(const SearchRequest& request, const SearchReport& found, Language language) {
  Report report;
  report.name = "search";
  report.language = language;
  report.facts = facts_of(request, found.replicates, found.seed);
  report.facts.push_back({"confidence", found.confidence, "of the intervals"});
  report.facts.push_back({"historical_prices", found.historical_prices, "then runs are not price futures"});
  report.notes = aim_of(request, language);
  report.notes.push_back(said("introduction", language,
                              {{"replicates", std::to_string(found.replicates)},
                               {"seed", std::to_string(found.seed)},
                               {"confidence", value_text(found.confidence, CellKind::share, language)}}));
  if (found.historical_prices && request.risk.kind != RiskMeasure::Kind::mean) {
    report.notes.push_back(said("historical_prices", language));
  }
  std::size_t failed = 0;
  for (const TriedValue& value : found.tried) failed += value.failed;
  if (failed > 0) report.conclusions.push_back(said("failed", language, {{"count", std::to_string(failed)}}));
  request.is_line() ? add_line(report, request, found) : add_mix(report, request, found);
  return report;
}

}  // namespace ayni
