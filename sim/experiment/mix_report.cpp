#include "experiment/mix_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/report_entry.hpp"
#include "observe/measure_words.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_shown = 10;  ///< of the mixes tried, to people

/// A text of the terms' section search.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("search." + key, language, values);
}

const TriedValue& best_of(const SearchReport& found) { return found.tried[found.ranked.front()]; }
const TriedValue& now_of(const SearchReport& found) { return found.tried[*found.now]; }

std::string range_text(const SearchLever& lever, Language language) {
  if (lever.is_range()) {
    return said("tried_range", language,
                {{"low", fmt::format("{:.10g}", lever.range.low)}, {"high", fmt::format("{:.10g}", lever.range.high)}});
  }
  const auto sought = lever.levels.begin() + static_cast<std::ptrdiff_t>(lever.levels_sought);
  if (!lever.levels.empty()) return fmt::format("{}", fmt::join(lever.levels.begin(), sought, ", "));
  return fmt::format("{:.10g}", fmt::join(lever.values, ", "));
}

ReportNumber number_of(const RiskEstimate& goal) { return {goal.value, goal.interval.low, goal.interval.high}; }

/// Yes or no.
ReportColumn met_column(std::string meaning, Language language) {
  ReportColumn column{"met", said("met", language), CellKind::text, "", std::move(meaning)};
  column.labels = "report_text";
  return column;
}

/// A goal, and what comes of it as things stand and in the best mix.
struct GoalRow {
  const SearchRequest& request;
  const SearchGoal& goal;
  const RiskEstimate& now;
  const RiskEstimate& best;
  Language language;
};

/// Goals are of several kinds, so people read them as words and programs as numbers.
ReportEntries<GoalRow> goal_entries(Language language) {
  return {{{"goal", "", CellKind::text, "", "", {}, Readers::programs},
           [](const GoalRow& row) { return goal_text(row.request, row.goal); }},
          {{"goal", said("goal_column", language), CellKind::text, "", "", {}, Readers::people},
           [](const GoalRow& row) { return goal_text(row.request, row.goal, row.language); }},
          {{"now_text", said("now", language), CellKind::text, "", "", {}, Readers::people},
           [](const GoalRow& row) { return goal_value(row.goal, row.now, row.language); }},
          {{"best_text", said("best_mix", language), CellKind::text, "", "", {}, Readers::people},
           [](const GoalRow& row) { return goal_value(row.goal, row.best, row.language); }},
          {met_column("yes or no, by the best mix", language),
           [](const GoalRow& row) { return row.goal.goal.met_by(row.best.value) ? "yes" : "no"; }},
          {{"outcome", "outcome", CellKind::text, "", "", {}, Readers::programs},
           [](const GoalRow& row) { return row.goal.outcome.text; }},
          {{"threshold", "threshold", CellKind::number, "1", "a change where the goal is one", {}, Readers::programs},
           [](const GoalRow& row) { return ReportNumber{row.goal.goal.threshold}; }},
          {{"now", "now", CellKind::number, "1", "in the scenario as it stands", {Beside::interval}, Readers::programs},
           [](const GoalRow& row) { return number_of(row.now); }},
          {{"best", "best mix", CellKind::number, "1", "of the best mix", {Beside::interval}, Readers::programs},
           [](const GoalRow& row) { return number_of(row.best); }}};
}

ReportSection goals_section(const SearchRequest& request, const SearchReport& found, Language language) {
  const ReportEntries<GoalRow> entries = goal_entries(language);
  ReportTable table;
  add_columns(table, entries);
  for (std::size_t k = 0; k < request.goals.size(); ++k) {
    add_row(table, entries, {request, request.goals[k], now_of(found).goals[k], best_of(found).goals[k], language});
  }
  return {"goals", "", {}, {std::move(table)}};
}

/// An outcome, and what the best mix changes in it.
struct GainRow {
  const Outcome& outcome;
  const PairedDifference& gain;
  Language language;
};

std::string mean_text(const GainRow& row, double PairedDifference::*mean) {
  return value_text(row.gain.*mean, kind_of(row.outcome), row.language);
}

std::string difference_text(const GainRow& row) {
  const MeanEstimate& found = row.gain.difference;
  const CellKind kind = difference_kind(row.outcome);
  return fmt::format("{} ({})", value_text(found.mean, kind, row.language),
                     interval_text(found.interval.low, found.interval.high, kind, row.language));
}

ReportNumber difference_of(const GainRow& row) {
  const MeanEstimate& found = row.gain.difference;
  return {found.mean, found.interval.low, found.interval.high};
}

ReportEntries<GainRow> gain_entries(Language language) {
  return {{{"outcome", said("outcome", language), CellKind::text}, [](const GainRow& row) { return row.outcome.text; }},
          {{"now_text", said("now", language), CellKind::text, "", "", {}, Readers::people},
           [](const GainRow& row) { return mean_text(row, &PairedDifference::base_mean); }},
          {{"best_text", said("best_mix", language), CellKind::text, "", "", {}, Readers::people},
           [](const GainRow& row) { return mean_text(row, &PairedDifference::other_mean); }},
          {{"difference_text", said("difference", language), CellKind::text, "", "", {}, Readers::people},
           [](const GainRow& row) { return difference_text(row); }},
          {{"now", "now", CellKind::number, "1", "mean of the scenario as it stands", {}, Readers::programs},
           [](const GainRow& row) { return ReportNumber{row.gain.base_mean}; }},
          {{"best", "best mix", CellKind::number, "1", "mean of the best mix", {}, Readers::programs},
           [](const GainRow& row) { return ReportNumber{row.gain.other_mean}; }},
          {{"difference",
            "difference",
            CellKind::number,
            "1",
            "over pairs of replicates",
            {Beside::interval},
            Readers::programs},
           [](const GainRow& row) { return difference_of(row); }}};
}

ReportSection outcomes_section(const SearchReport& found, Language language) {
  const ReportEntries<GainRow> entries = gain_entries(language);
  ReportTable table;
  add_columns(table, entries);
  for (std::size_t k = 0; k < found.outcomes.size(); ++k) {
    add_row(table, entries, {found.outcomes[k], found.gains[k], language});
  }
  return {"outcomes", "", {}, {std::move(table)}};
}

std::vector<ReportColumn> tried_columns(const SearchRequest& request, const SearchReport& found, Language language) {
  std::vector<ReportColumn> columns{
      {"place", said("place", language), CellKind::number, "1", "the best mix has the first"}};
  for (const SearchLever& lever : request.levers) {
    const bool number = lever.levels.empty();
    columns.push_back({lever.parameter, lever.parameter, number ? CellKind::setting : CellKind::text,
                       number ? lever.unit : std::string{}, lever.meaning});
  }
  if (!request.goals.empty()) columns.push_back(met_column("whether it meets all goals", language));
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
ReportSection tried_section(const SearchRequest& request, const SearchReport& found, Language language) {
  ReportTable all;
  all.columns = tried_columns(request, found, language);
  for (std::size_t place = 0; place < found.ranked.size(); ++place) {
    all.rows.push_back(tried_row(request, found.tried[found.ranked[place]], place));
  }
  ReportTable shown = all;
  shown.name = "best";
  shown.readers = Readers::people;
  shown.rows.resize(std::min(most_shown, shown.rows.size()));
  all.name = "all";
  all.readers = Readers::programs;
  return {"tried", said("best_of_tried", language), {}, {std::move(shown), std::move(all)}};
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
std::string way_of(const SearchRequest& request, const MixSearch& mix, Language language) {
  std::string text = said("way_of", language, {{"count", std::to_string(mix.tried.size())}});
  if (mix.descents > 0) {
    text += said(mix.combinations > 1 ? "way_spread_choices" : "way_spread", language,
                 {{"spread", std::to_string(mix.spread)},
                  {"combinations", std::to_string(mix.combinations)},
                  {"descents", std::to_string(mix.descents)}});
    if (mix.neighbours_tried) text += said("way_neighbours", language);
  } else if (!mix.out_of_evaluations) {
    text += said("way_all", language);
  }
  if (mix.out_of_evaluations) {
    return text + said("way_out", language, {{"evaluations", std::to_string(request.most_evaluations)}});
  }
  return text + said(mix.descents > 0 ? "way_peaks" : "way_end", language);
}

/// The nearest mix, and how far it is from each goal that it misses.
void add_cannot(std::vector<std::string>& lines, const SearchRequest& request, const TriedValue& best,
                Language language) {
  lines.push_back(said(request.goals.size() > 1 ? "mix_cannot_all" : "mix_cannot", language,
                       {{"mix", settings_text(request.levers, best.levers)}}));
  for (std::size_t k = 0; k < request.goals.size(); ++k) {
    if (std::isnan(best.goals[k].value)) {
      lines.push_back(said("no_value_there", language, {{"outcome", request.goals[k].outcome.text}}));
    } else if (!request.goals[k].goal.met_by(best.goals[k].value)) {
      lines.push_back(missed_text(request.goals[k], best.goals[k], language));
    }
  }
}

void conclude(std::vector<std::string>& lines, const SearchRequest& request, const SearchReport& found,
              const MixSearch& mix, Language language) {
  const TriedValue& best = best_of(found);
  if (mix.found) {
    const std::string meets = request.goals.empty() ? "" : request.goals.size() > 1 ? "_meeting_all" : "_meeting";
    const char* const which = request.objective ? "mix_best" : request.levers.size() > 1 ? "mix_least" : "preferred";
    lines.push_back(said(which + meets, language, {{"mix", settings_text(request.levers, best.levers)}}));
  } else if (request.goals.empty()) {
    lines.push_back(said("no_objective_mix", language));
  } else {
    add_cannot(lines, request, best, language);
  }
  const auto unfit = std::find_if(found.tried.begin(), found.tried.end(),
                                  [](const TriedValue& value) { return !value.unfit.empty(); });
  if (unfit != found.tried.end()) {
    lines.push_back(
        said("unfit", language, {{"mix", settings_text(request.levers, unfit->levers)}, {"why", unfit->unfit}}));
  }
  lines.push_back(way_of(request, mix, language));
}

}  // namespace

ReportSection levers_section(const SearchRequest& request, const SearchReport* found, Language language) {
  ReportTable table;
  table.columns = {{"lever", said("lever", language), CellKind::text, "", "path of the parameter"},
                   {"tried", "", CellKind::text, "", "range, or values", {}, Readers::programs},
                   {"tried", said("tried", language), CellKind::text, "", "", {}, Readers::people},
                   {"now", said("now", language), CellKind::text, "", "in the scenario as it stands"}};
  if (found != nullptr) {
    table.columns.push_back({"best", said("best_mix", language), CellKind::text, "", "in the best mix"});
  }
  table.columns.push_back({"unit", said("unit", language), CellKind::text});
  table.columns.back().labels = "table_unit";
  for (std::size_t k = 0; k < request.levers.size(); ++k) {
    const SearchLever& lever = request.levers[k];
    std::vector<ReportCell> row{lever.parameter, range_text(lever, Language::en), range_text(lever, language),
                                setting_text(lever, lever.now)};
    if (found != nullptr) row.emplace_back(setting_text(lever, best_of(*found).levers[k]));
    row.emplace_back(lever.unit == "1" ? std::string{} : lever.unit);
    table.rows.push_back(std::move(row));
  }
  return {"levers", "", {}, {std::move(table)}};
}

void add_mix(Report& report, const SearchRequest& request, const SearchReport& found) {
  const auto& mix = std::get<MixSearch>(found.found);
  const Language language = report.language;
  const SearchLever& first = request.levers.front();
  report.title = request.levers.size() == 1
                     ? said("lever_meaning", language,
                            {{"lever", first.parameter},
                             {"meaning", parameter_in_words(first.parameter, first.meaning, language)}})
                     : said("mix", language, {{"count", std::to_string(request.levers.size())}});
  add_facts(report.facts, mix);
  report.sections.push_back(levers_section(request, &found, language));
  if (!request.goals.empty()) report.sections.push_back(goals_section(request, found, language));
  report.sections.push_back(outcomes_section(found, language));
  report.sections.push_back(tried_section(request, found, language));
  conclude(report.conclusions, request, found, mix, language);
}

}  // namespace ayni
