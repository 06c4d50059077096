#include "experiment/search_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "experiment/mix_report.hpp"

namespace ayni {
namespace {

std::string lever_text(double value) { return value_text(value, CellKind::setting); }

/// What is sought without an objective.
std::string wanted(const SearchRequest& request) {
  if (request.levers.size() > 1) return "smallest change";
  return request.prefer == Prefer::low ? "smallest" : "largest";
}

std::vector<std::string> aim_of(const SearchRequest& request) {
  std::vector<std::string> lines;
  for (const SearchGoal& goal : request.goals) lines.push_back("Goal: " + goal_text(request, goal));
  const char* const met = request.goals.size() > 1 ? "all" : "it";
  if (request.objective) {
    lines.push_back(fmt::format("Wanted: the {} mean of {}", request.better == Better::lower ? "lowest" : "highest",
                                request.objective->text));
  } else if (request.levers.size() > 1) {
    lines.push_back(fmt::format("Wanted: the smallest change that meets {}, each lever's measured by its range", met));
  } else {
    lines.push_back(fmt::format("Wanted: the {} value that meets {}", wanted(request), met));
  }
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

ReportTable table_of(const SearchRequest& request, const SearchReport& found) {
  ReportTable table;
  const SearchLever& lever = request.levers.front();
  table.columns.push_back({"value", "value", CellKind::setting, lever.unit, lever.meaning});
  for (const SearchGoal& goal : request.goals) {
    table.columns.push_back({"goal",
                             "goal",
                             goal_kind(goal),
                             goal.relative ? "1" : goal.outcome.unit,
                             goal_text(request, goal),
                             {Beside::interval}});
    table.columns.push_back({"meets_goal", "met", CellKind::text, "", "yes or no"});
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
                             "from lowest",
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

void add_cannot(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& found) {
  const SearchGoal& goal = request.goals.front();
  const TriedValue& best = nearest(goal, found);
  if (std::isnan(best.goals.front().value)) {
    lines.push_back(goal.outcome.text + " has no value in any run, whatever the lever: the goal cannot be judged.");
    return;
  }
  lines.push_back(fmt::format("The goal cannot be met by this lever in this range: the nearest is {} at {}.",
                              goal_value(goal, best.goals.front()), lever_text(best.levers.front())));
  lines.push_back(missed_text(goal, best.goals.front()));
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

std::string bounds_text(const SearchReport& report, const GoalSearch& found) {
  const auto has_interval = [](const TriedValue& value) { return !std::isnan(value.goals.front().interval.low); };
  if (std::none_of(report.tried.begin(), report.tried.end(), has_interval)) {
    return "How sure that is cannot be told from so few runs; give more (-n).";
  }
  const auto bound = [](const std::optional<double>& value, const char* none) {
    return value ? lever_text(*value) : std::string{none};
  };
  return fmt::format(
      "As sure as the goal's interval ({}), it lies between {} and {}, interpolated between the values tried.",
      value_text(report.confidence, CellKind::share), bound(found.low, "the range's lower end or beyond"),
      bound(found.high, "the range's upper end or beyond"));
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& report,
              const GoalSearch& found) {
  const char* const which = request.prefer == Prefer::low ? "smallest" : "largest";
  switch (found.verdict) {
    case GoalSearch::Verdict::found:
      lines.push_back(fmt::format("The {} value that meets the goal is {}; {} does not.", which,
                                  lever_text(found.answer), lever_text(found.beyond)));
      lines.push_back(bounds_text(report, found));
      break;
    case GoalSearch::Verdict::at_end:
      lines.push_back(fmt::format("{}, the {} value of the range, meets the goal, but not all others do.",
                                  lever_text(found.answer), which));
      break;
    case GoalSearch::Verdict::everywhere:
      lines.push_back(fmt::format("Every value tried meets the goal, {} too: it does not bind in this range.",
                                  lever_text(found.answer)));
      break;
    case GoalSearch::Verdict::nowhere:
      add_cannot(lines, request, report);
      break;
  }
  if (!found.one_sided) {
    lines.emplace_back(
        "Beware: the goal is met on both sides of values that do not meet it, or the other way round. There may be "
        "other "
        "answers; look at the table, or sweep the lever.");
  } else if (!found.monotone) {
    lines.emplace_back(
        "Along the lever the goal's value goes both up and down, by chance or indeed; look at the table.");
  }
}

/// The values tried on either side of the best, of which there is one at an end of the range.
std::string neighbours(const BestSearch& found) {
  if (found.low < found.answer && found.answer < found.high) {
    return fmt::format("its neighbours tried are {} and {}", lever_text(found.low), lever_text(found.high));
  }
  return fmt::format("it is an end of the range, its neighbour tried is {}",
                     lever_text(found.low < found.answer ? found.low : found.high));
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& report,
              const BestSearch& found) {
  if (!found.found && !request.goals.empty()) return add_cannot(lines, request, report);
  if (!found.found) {
    lines.emplace_back("The objective has no value anywhere in this range.");
    return;
  }
  const auto best = std::find_if(report.tried.begin(), report.tried.end(),
                                 [&](const TriedValue& one) { return one.levers.front() == found.answer; });
  const auto objective = std::find_if(report.outcomes.begin(), report.outcomes.end(),
                                      [&](const Outcome& outcome) { return outcome.text == request.objective->text; });
  const MeanEstimate& mean = best->outcomes[static_cast<std::size_t>(objective - report.outcomes.begin())];
  const CellKind kind = kind_of(*request.objective);
  lines.push_back(fmt::format("The best value tried{} is {}, with {} ({}); {}.",
                              request.goals.empty() ? "" : " that meets the goal", lever_text(found.answer),
                              value_text(mean.mean, kind), interval_text(mean.interval.low, mean.interval.high, kind),
                              neighbours(found)));
  if (!found.one_peak) {
    lines.emplace_back(
        "Beware: the objective goes up and down more than once, so a better value may have been missed.");
  }
}

/// Of a search along one lever.
void add_line(Report& report, const SearchRequest& request, const SearchReport& found) {
  const SearchLever& lever = request.levers.front();
  report.title =
      fmt::format("{} from {} to {}{}: {}", lever.parameter, lever_text(lever.range.low), lever_text(lever.range.high),
                  lever.unit.empty() || lever.unit == "1" ? "" : " " + lever.unit, lever.meaning);
  report.sections = {{"tried", "", {}, {table_of(request, found)}}};
  if (const auto* const goal = std::get_if<GoalSearch>(&found.found)) {
    add(report.facts, *goal);
    conclude(report.conclusions, request, found, *goal);
  } else {
    const auto& best = std::get<BestSearch>(found.found);
    add(report.facts, best);
    conclude(report.conclusions, request, found, best);
  }
  if (!is_inert(found)) return;
  report.conclusions.push_back(
      "The lever changes none of these outcomes. Perhaps another setting has to switch on what it belongs to; see "
      "`ayni params " +
      lever.parameter.substr(0, lever.parameter.find('.')) + "`.");
}

}  // namespace

CellKind goal_kind(const SearchGoal& goal) { return goal.relative ? CellKind::change : kind_of(goal.outcome); }

std::string goal_value(const SearchGoal& goal, const RiskEstimate& estimate) {
  const CellKind kind = goal_kind(goal);
  return fmt::format("{} ({})", value_text(estimate.value, kind),
                     interval_text(estimate.interval.low, estimate.interval.high, kind));
}

std::string missed_text(const SearchGoal& goal, const RiskEstimate& estimate) {
  const double sign = goal.goal.better == Better::higher ? 1.0 : -1.0;
  const auto missed_by = [&](double value) { return sign * (goal.goal.threshold - value); };
  // A distance is of the kind of the values, but has no sign.
  const CellKind kind = goal.relative ? CellKind::share : kind_of(goal.outcome);
  const double first = missed_by(estimate.interval.low);
  const double last = missed_by(estimate.interval.high);
  std::string text = fmt::format("There {} misses the goal by {} ({}).", goal.outcome.text,
                                 value_text(missed_by(estimate.value), kind),
                                 interval_text(std::min(first, last), std::max(first, last), kind));
  if (estimate.interval.low <= goal.goal.threshold && goal.goal.threshold <= estimate.interval.high) {
    text += " Its interval reaches the goal, so more runs (-n) may tell otherwise.";
  }
  return text;
}

std::string goal_text(const SearchRequest& request, const SearchGoal& goal) {
  std::string of = goal.outcome.text;
  const char* const bound = goal.goal.better == Better::higher ? "least" : "most";
  if (goal.relative) {
    return fmt::format("the mean of {} changes by at {} {} against the scenario as it stands", of, bound,
                       value_text(goal.goal.threshold, CellKind::change));
  }
  const std::string share = value_text(request.risk.share, CellKind::share);
  if (request.risk.kind == RiskMeasure::Kind::mean) of = "the mean of " + of;
  if (request.risk.kind == RiskMeasure::Kind::worst) of = fmt::format("the mean of {} in the worst {}", of, share);
  if (request.risk.kind == RiskMeasure::Kind::quantile) of = fmt::format("{} in all but the worst {}", of, share);
  return fmt::format("{} is at {} {}", of, bound, value_text(goal.goal.threshold, kind_of(goal.outcome)));
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
  report.notes = aim_of(request);
  if (!request.is_line()) report.sections = {levers_section(request, nullptr)};
  return report;
}

Report report_of(const SearchRequest& request, const SearchReport& found) {
  Report report;
  report.name = "search";
  report.facts = facts_of(request, found.replicates, found.seed);
  report.facts.push_back({"confidence", found.confidence, "of the intervals"});
  report.facts.push_back({"historical_prices", found.historical_prices, "then runs are not price futures"});
  report.notes = aim_of(request);
  report.notes.push_back(fmt::format("{} replicates of each value under the same shocks, seed {}; intervals of {}",
                                     found.replicates, found.seed, value_text(found.confidence, CellKind::share)));
  if (found.historical_prices && request.risk.kind != RiskMeasure::Kind::mean) {
    report.notes.emplace_back(
        "Prices are the historical ones in every run; with --set prices.mode=stochastic each has its own future.");
  }
  std::size_t failed = 0;
  for (const TriedValue& value : found.tried) failed += value.failed;
  if (failed > 0) report.conclusions.push_back(fmt::format("{} runs failed and have no values", failed));
  request.is_line() ? add_line(report, request, found) : add_mix(report, request, found);
  return report;
}

}  // namespace ayni
