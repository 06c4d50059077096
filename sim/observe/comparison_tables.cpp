#include "observe/comparison_tables.hpp"

#include <cmath>
#include <utility>

namespace ayni {
namespace {

std::string percent(double share) { return value_text(share, CellKind::share); }

std::string direction(const Outcome& outcome) {
  if (!outcome.better) return "say :higher or :lower for regret";
  return *outcome.better == Better::higher ? "higher is better" : "lower is better";
}

std::vector<std::string> introduction(const ComparisonReport& found) {
  const std::optional<UntilNarrow>& until = found.until;
  std::vector<std::string> notes{
      std::to_string(found.replicates) + " replicates of " + std::to_string(found.arms.size()) +
      " arms under the same shocks, seed " + std::to_string(found.seed) + "; intervals of " +
      percent(found.confidence) + ", " +
      (until ? "valid whenever one stops (confidence sequences)." : "Student's t over replicates.")};
  if (until) {
    notes.push_back(until->outcome.text + " was to be known within " +
                    value_text(until->half_width, difference_kind(until->outcome)) + ": " +
                    (until->reached ? "reached." : "not reached with so many runs."));
  }
  for (std::size_t k = 0; k < found.differences.size(); ++k) {
    if (found.differences[k].empty()) {
      notes.push_back(found.arms[k + 1] + " is the same as " + found.arms.front() + '.');
    }
  }
  return notes;
}

std::vector<ReportFact> facts_of(const ComparisonReport& found) {
  std::vector<ReportFact> facts{{"arms", found.arms, "the base first"},
                                {"replicates", std::uint64_t{found.replicates}, "runs of each arm"},
                                {"seed", found.seed, ""},
                                {"confidence", found.confidence, "of the intervals"},
                                {"interval", std::string{interval_name(found)}, "how intervals are made"},
                                {"historical_prices", found.historical_prices, "then runs are not price futures"},
                                {"until", {}, "outcome that was to be known closely enough"},
                                {"until_half_width", {}, "how closely"},
                                {"until_reached", {}, ""}};
  if (found.until) {
    facts[6].value = found.until->outcome.text;
    facts[7].value = found.until->half_width;
    facts[8].value = found.until->reached;
  }
  return facts;
}

ReportSection changes_of(const ComparisonReport& found) {
  const auto shown = [](const std::string& value) { return value.empty() ? std::string{"(nothing)"} : value; };
  ReportTable table;
  table.name = "changed";
  table.columns = {{"changed", "parameter", CellKind::text, "",
                    "parameter that an arm changes; there is none when arms are the same"},
                   {"changed_in", "arm", CellKind::text, "", "arm that changes it"},
                   {"changed_from", "in the base", CellKind::text, "", "the base's value, as TOML"},
                   {"changed_to", "in the arm", CellKind::text, "", "the arm's value, as TOML"}};
  for (std::size_t k = 0; k < found.differences.size(); ++k) {
    for (const ParameterDifference& each : found.differences[k]) {
      table.rows.push_back({each.path, found.arms[k + 1], shown(each.a), shown(each.b)});
    }
  }
  return {"changes", "What the arms change", introduction(found), {std::move(table)}};
}

std::vector<ReportColumn> outcome_columns(const OutcomeComparison& one) {
  const CellKind kind = kind_of(one.outcome);
  const CellKind apart = difference_kind(one.outcome);
  const CellKind lost = kind == CellKind::share ? CellKind::share_distance : CellKind::number;
  const std::string unit = kind == CellKind::share ? "1" : one.outcome.unit;
  const std::string better = one.outcome.better ? "P(better)" : "P(higher)";
  return {
      {"arm", "arm", CellKind::text, "", "arm; the base comes first"},
      {"mean", "mean", kind, unit,
       "mean over replicates: of an arm over its pairs with the base, of the base over all its values where these "
       "pairs "
       "differ"},
      {"base_mean", "base", kind, unit, "mean of the base over the pairs", {}, Readers::programs},
      {"difference",
       "difference",
       apart,
       unit,
       "mean difference from the base, over replicates with a value in both",
       {Beside::interval, Beside::standard_error, Beside::count}},
      {"relative_difference", "relative", CellKind::change, "1",
       "difference over the size of the base's mean; unknown when that is zero"},
      {"probability_better",
       better,
       CellKind::share,
       "1",
       "share of pairs in which the arm is better than the base, ties half; better is higher where nobody says; "
       "intervals are Wilson's",
       {Beside::interval}},
      {"variance_reduction", "saved", CellKind::share, "1",
       "share of the difference's variance between independent runs that pairing them has saved; unknown when "
       "neither arm varies"},
      {"regret",
       "regret",
       lost,
       unit,
       "what the arm loses against the best arm of the same replicate, mean; unknown where nobody says what is better",
       {},
       Readers::all,
       "regret"},
      {"regret_worst_tenth",
       "worst tenth",
       lost,
       unit,
       "regret, mean over the worst tenth of replicates",
       {},
       Readers::all,
       "regret"},
      {"regret_largest", "largest", lost, unit, "regret, the largest", {}, Readers::all, "regret"},
      {"left_out", "left out", CellKind::number, "1", "replicates without a pair", {}, Readers::programs},
      {"remark", "", CellKind::text, "", "", {}, Readers::people}};
}

/// The base's mean over the pairs of all arms where these are the same, otherwise over all its values.
double shown_base_mean(const OutcomeComparison& one) {
  double shown = ReportNumber::unknown;
  for (const PairedDifference& found : one.others) {
    if (std::isnan(found.base_mean)) continue;
    if (!std::isnan(shown) && found.base_mean != shown) return one.base.mean;
    shown = found.base_mean;
  }
  return std::isnan(shown) ? one.base.mean : shown;
}

/// How many pairs are left out, and the base's mean over the others unless it is the one shown.
std::string left_out(const OutcomeComparison& one, const PairedDifference& found) {
  if (found.left_out == 0) return {};
  const bool other_base = !std::isnan(found.base_mean) && found.base_mean != shown_base_mean(one);
  return std::to_string(found.left_out) + " without a value" +
         (other_base ? "; base " + value_text(found.base_mean, kind_of(one.outcome)) + " in the others" : "");
}

std::vector<ReportCell> outcome_row(const std::string& arm, const OutcomeComparison& one, std::size_t place) {
  const Regret none{ReportNumber::unknown, ReportNumber::unknown, ReportNumber::unknown};
  const Regret regret = one.regrets.empty() ? none : one.regrets[place];
  const std::vector<ReportCell> regrets{ReportNumber{regret.mean}, ReportNumber{regret.worst_tenth},
                                        ReportNumber{regret.maximum}};
  std::vector<ReportCell> row{arm};
  if (place == 0) {
    row.insert(row.end(), {ReportNumber{shown_base_mean(one)}, ReportNumber{}, ReportNumber{}, ReportNumber{},
                           ReportNumber{}, ReportNumber{}});
  } else {
    const PairedDifference& found = one.others[place - 1];
    row.insert(row.end(), {ReportNumber{found.other_mean}, ReportNumber{found.base_mean}, number_of(found.difference),
                           ReportNumber{found.relative},
                           ReportNumber{found.better, found.better_interval.low, found.better_interval.high},
                           ReportNumber{found.variance_reduction}});
  }
  row.insert(row.end(), regrets.begin(), regrets.end());
  if (place == 0) {
    row.insert(row.end(), {ReportNumber{}, std::string{}});
  } else {
    const PairedDifference& found = one.others[place - 1];
    row.insert(row.end(), {ReportNumber{static_cast<double>(found.left_out)}, left_out(one, found)});
  }
  return row;
}

ReportTable table_of(const ComparisonReport& found, const OutcomeComparison& one) {
  ReportTable table;
  table.name = one.outcome.text;
  table.title = one.long_name + "; " + direction(one.outcome);
  table.facts = {{"long_name", one.long_name, "the measure in words"},
                 {"unit", one.outcome.unit, "unit of the outcome; share: a part of a whole, between 0 and 1"},
                 {"better", {}, "higher or lower, if anybody says"},
                 {"least_regret", {}, "arm whose largest regret is the smallest"}};
  if (one.outcome.better) table.facts[2].value = *one.outcome.better == Better::higher ? "higher" : "lower";
  if (one.minimax) {
    table.facts[3].value = found.arms[*one.minimax];
    table.notes.push_back("The largest regret is smallest with " + found.arms[*one.minimax] + '.');
  }
  table.columns = outcome_columns(one);
  for (std::size_t arm = 0; arm < found.arms.size(); ++arm)
    table.rows.push_back(outcome_row(found.arms[arm], one, arm));
  return table;
}

ReportSection outcomes_of(const ComparisonReport& found) {
  ReportSection section;
  section.name = "outcomes";
  section.title = "Outcomes, held against " + found.arms.front();
  section.notes = {
      "P(better): share of replicates in which the arm is better than the base, ties half. saved: share of "
      "the variance of a difference between independent runs that pairing them has saved.",
      "regret: what an arm loses against the best arm of the same replicate: mean, mean of the worst tenth of "
      "replicates, largest."};
  if (found.historical_prices) {
    section.notes.emplace_back(
        "Prices are the historical ones in every run; prices.mode = \"stochastic\" gives each its own future.");
  }
  section.dimension = "outcome";
  section.meaning = "a measure and its selection";
  for (const OutcomeComparison& one : found.outcomes) section.tables.push_back(table_of(found, one));
  return section;
}

std::string remark_on(const CostOfEffect& found) {
  if (std::isnan(found.effect.mean) || std::isnan(found.cost.mean)) return {};
  if (!(found.effect.mean > 0.0)) return "no gain";
  if (found.cost.mean <= 0.0) return "a gain, at no more money";
  return found.interval ? "" : "the gain may be none";
}

ReportSection costs_of(const ComparisonReport& found) {
  ReportSection section;
  section.name = "public_money";
  section.title = "Public money beyond that of " + found.arms.front() + ", and what one unit gained by it costs";
  section.dimension = "gained";
  section.meaning = "what public money should bring";
  for (const CostComparison& cost : found.costs) {
    ReportTable table;
    table.name = cost.what;
    table.columns = {
        {"arm", "arm", CellKind::text, "", ""},
        {"money", "money", CellKind::difference, "Bs", "public money beyond the base's, mean", {Beside::interval}},
        {"gain",
         "gain",
         CellKind::difference,
         "1",
         "gain beyond the base, mean, in what is gained",
         {Beside::interval}},
        {"money_per_gain",
         "for each",
         CellKind::number,
         "Bs",
         "money for one unit gained; unknown without a gain, its interval also when the gain may be none",
         {Beside::interval}},
        {"remark", "", CellKind::text, "", "", {}, Readers::people}};
    for (std::size_t k = 0; k < cost.others.size(); ++k) {
      const CostOfEffect& one = cost.others[k];
      ReportNumber price{one.ratio};
      if (one.interval) {
        price.low = one.interval->low;
        price.high = one.interval->high;
      }
      table.rows.push_back({found.arms[k + 1], number_of(one.cost), number_of(one.effect), price, remark_on(one)});
    }
    section.tables.push_back(std::move(table));
  }
  return section;
}

}  // namespace

Report report_of(const ComparisonReport& found, ComparisonExtent extent, Language language) {
  Report report;
  report.name = "comparison";
  report.facts = facts_of(found);
  const FindingsOf of{found.arms, 0, found.replicates, found.confidence};
  ReportSection outcomes = outcomes_of(found);
  ReportSection costs = costs_of(found);
  if (extent == ComparisonExtent::summary) outcomes.readers = Readers::programs;
  if (extent != ComparisonExtent::all) {
    costs.readers = Readers::programs;
    report.conclusions = {"All tables: the same command with --resume --all, which runs nothing again."};
  }
  report.sections = {section_of(found.findings, of, language), changes_of(found)};
  for (ReportSection& section : sections_of(found.by_parts, found.arms)) report.sections.push_back(std::move(section));
  report.sections.push_back(std::move(outcomes));
  report.sections.push_back(std::move(costs));
  return report;
}

ComparisonReport comparison_sample() {
  ComparisonReport sample;
  sample.arms = {"base", "other"};
  sample.differences = {{{"a", "0", "1"}}};
  sample.findings = {{"lasting", {}, {MeanEstimate{}, MeanEstimate{}}, {PairedDifference{}, PairedDifference{}}}};
  sample.outcomes = {{{}, "", {}, {PairedDifference{}}, {}, {}}};
  sample.costs = {{"", {CostOfEffect{}}}};
  return sample;
}

}  // namespace ayni
