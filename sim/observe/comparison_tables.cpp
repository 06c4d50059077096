#include "observe/comparison_tables.hpp"

#include <cmath>
#include <utility>

#include "observe/measure_words.hpp"

namespace ayni {
namespace {

/// A text of the terms' section comparison.
std::string said(const std::string& key, Language language, TermValues values = {}) {
  return term("comparison." + key, language, values);
}

std::string direction(const Outcome& outcome, Language language) {
  if (!outcome.better) return said("no_direction", language);
  return said(*outcome.better == Better::higher ? "higher_is_better" : "lower_is_better", language);
}

std::vector<std::string> introduction(const ComparisonReport& found, Language language) {
  const std::optional<UntilNarrow>& until = found.until;
  std::vector<std::string> notes{said("introduction", language,
                                      {{"replicates", std::to_string(found.replicates)},
                                       {"arms", std::to_string(found.arms.size())},
                                       {"seed", std::to_string(found.seed)},
                                       {"confidence", value_text(found.confidence, CellKind::share, language)},
                                       {"rule", said(until ? "confidence_sequences" : "students_t", language)}})};
  if (until) {
    notes.push_back(said(until->reached ? "until_reached" : "until_not_reached", language,
                         {{"outcome", until->outcome.text},
                          {"width", value_text(until->half_width, difference_kind(until->outcome), language)}}));
  }
  for (std::size_t k = 0; k < found.differences.size(); ++k) {
    if (found.differences[k].empty()) {
      notes.push_back(said("same_arm", language, {{"arm", found.arms[k + 1]}, {"base", found.arms.front()}}));
    }
  }
  return notes;
}

/// A fact's value, or none.
template <class Value>
decltype(ReportFact::value) fact_if(bool known, Value value) {
  if (!known) return std::monostate{};
  return value;
}

std::vector<ReportFact> facts_of(const ComparisonReport& found) {
  const bool until = found.until.has_value();
  const UntilNarrow narrow = found.until.value_or(UntilNarrow{});
  return {{"arms", found.arms, "the base first"},
          {"replicates", std::uint64_t{found.replicates}, "runs of each arm"},
          {"seed", found.seed, ""},
          {"confidence", found.confidence, "of the intervals"},
          {"interval", std::string{interval_name(found)}, "how intervals are made"},
          {"historical_prices", found.historical_prices, "then runs are not price futures"},
          {"until", fact_if(until, narrow.outcome.text), "outcome that was to be known closely enough"},
          {"until_half_width", fact_if(until, narrow.half_width), "how closely"},
          {"until_reached", fact_if(until, narrow.reached), ""}};
}

ReportSection changes_of(const ComparisonReport& found, Language language) {
  const auto shown = [language](const std::string& value) { return value.empty() ? said("nothing", language) : value; };
  ReportTable table;
  table.name = "changed";
  table.columns = {{"changed", said("parameter", language), CellKind::text, "",
                    "parameter that an arm changes; there is none when arms are the same"},
                   {"changed_in", said("arm", language), CellKind::text, "", "arm that changes it"},
                   {"changed_from", said("in_base", language), CellKind::text, "", "the base's value, as TOML"},
                   {"changed_to", said("in_arm", language), CellKind::text, "", "the arm's value, as TOML"}};
  for (std::size_t k = 0; k < found.differences.size(); ++k) {
    for (const ParameterDifference& each : found.differences[k]) {
      table.rows.push_back({each.path, found.arms[k + 1], shown(each.a), shown(each.b)});
    }
  }
  return {"changes", said("changes", language), introduction(found, language), {std::move(table)}};
}

std::vector<ReportColumn> outcome_columns(const OutcomeComparison& one, Language language) {
  const CellKind kind = kind_of(one.outcome);
  const CellKind apart = difference_kind(one.outcome);
  const CellKind lost = kind == CellKind::share ? CellKind::share_distance : CellKind::number;
  const std::string unit = kind == CellKind::share ? "1" : one.outcome.unit;
  const std::string better = said(one.outcome.better ? "p_better" : "p_higher", language);
  return {
      {"arm", said("arm", language), CellKind::text, "", "arm; the base comes first"},
      {"mean", said("mean", language), kind, unit,
       "mean over replicates: of an arm over its pairs with the base, of the base over all its values where these "
       "pairs "
       "differ"},
      {"base_mean", said("base", language), kind, unit, "mean of the base over the pairs", {}, Readers::programs},
      {"difference",
       said("difference", language),
       apart,
       unit,
       "mean difference from the base, over replicates with a value in both",
       {Beside::interval, Beside::standard_error, Beside::count}},
      {"relative_difference", said("relative", language), CellKind::change, "1",
       "difference over the size of the base's mean; unknown when that is zero"},
      {"probability_better",
       better,
       CellKind::share,
       "1",
       "share of pairs in which the arm is better than the base, ties half; better is higher where nobody says; "
       "intervals are Wilson's",
       {Beside::interval}},
      {"variance_reduction", said("saved", language), CellKind::share, "1",
       "share of the difference's variance between independent runs that pairing them has saved; unknown when "
       "neither arm varies"},
      {"regret",
       said("regret", language),
       lost,
       unit,
       "what the arm loses against the best arm of the same replicate, mean; unknown where nobody says what is better",
       {},
       Readers::all,
       "regret"},
      {"regret_worst_tenth",
       said("worst_tenth", language),
       lost,
       unit,
       "regret, mean over the worst tenth of replicates",
       {},
       Readers::all,
       "regret"},
      {"regret_largest", said("largest", language), lost, unit, "regret, the largest", {}, Readers::all, "regret"},
      {"left_out",
       said("left_out", language),
       CellKind::number,
       "1",
       "replicates without a pair",
       {},
       Readers::programs},
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
std::string left_out(const OutcomeComparison& one, const PairedDifference& found, Language language) {
  if (found.left_out == 0) return {};
  const bool other_base = !std::isnan(found.base_mean) && found.base_mean != shown_base_mean(one);
  return said(other_base ? "left_out_other_base" : "left_out_same_base", language,
              {{"count", std::to_string(found.left_out)},
               {"base", value_text(found.base_mean, kind_of(one.outcome), language)}});
}

std::vector<ReportCell> outcome_row(const std::string& arm, const OutcomeComparison& one, std::size_t place,
                                    Language language) {
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
    row.insert(row.end(), {ReportNumber{static_cast<double>(found.left_out)}, left_out(one, found, language)});
  }
  return row;
}

ReportTable table_of(const ComparisonReport& found, const OutcomeComparison& one, Language language) {
  ReportTable table;
  table.name = one.outcome.text;
  const std::string measure = one.outcome.text.substr(0, one.outcome.text.find('['));
  table.title = measure_in_words(measure, one.long_name, language) + "; " + direction(one.outcome, language);
  const std::string better = one.outcome.better == Better::lower ? "lower" : "higher";
  table.facts = {{"long_name", one.long_name, "the measure in words"},
                 {"unit", one.outcome.unit, "unit of the outcome; share: a part of a whole, between 0 and 1"},
                 {"better", fact_if(one.outcome.better.has_value(), better), "higher or lower, if anybody says"},
                 {"least_regret", fact_if(one.minimax.has_value(), found.arms[one.minimax.value_or(0)]),
                  "arm whose largest regret is the smallest"}};
  if (one.minimax) {
    table.notes.push_back(said("least_regret", language, {{"arm", found.arms[*one.minimax]}}));
  }
  table.columns = outcome_columns(one, language);
  for (std::size_t arm = 0; arm < found.arms.size(); ++arm)
    table.rows.push_back(outcome_row(found.arms[arm], one, arm, language));
  return table;
}

ReportSection outcomes_of(const ComparisonReport& found, Language language) {
  ReportSection section;
  section.name = "outcomes";
  section.title = said("outcomes", language, {{"base", found.arms.front()}});
  section.notes = {said("about_columns", language), said("about_regret", language)};
  if (found.historical_prices) section.notes.push_back(said("historical_prices", language));
  section.dimension = "outcome";
  section.meaning = "a measure and its selection";
  for (const OutcomeComparison& one : found.outcomes) section.tables.push_back(table_of(found, one, language));
  return section;
}

std::string remark_on(const CostOfEffect& found, Language language) {
  if (std::isnan(found.effect.mean) || std::isnan(found.cost.mean)) return {};
  if (!(found.effect.mean > 0.0)) return said("no_gain", language);
  if (found.cost.mean <= 0.0) return said("gain_for_nothing", language);
  return found.interval ? "" : said("gain_may_be_none", language);
}

ReportSection costs_of(const ComparisonReport& found, Language language) {
  ReportSection section;
  section.name = "public_money";
  section.title = said("public_money", language, {{"base", found.arms.front()}});
  section.dimension = "gained";
  section.meaning = "what public money should bring";
  for (const CostComparison& cost : found.costs) {
    ReportTable table;
    table.name = cost.what;
    if (has_term("gained." + cost.key)) table.called = term("gained." + cost.key, language);
    table.columns = {{"arm", said("arm", language), CellKind::text, "", ""},
                     {"money",
                      said("money", language),
                      CellKind::difference,
                      "Bs",
                      "public money beyond the base's, mean",
                      {Beside::interval}},
                     {"gain",
                      said("gain", language),
                      CellKind::difference,
                      "1",
                      "gain beyond the base, mean, in what is gained",
                      {Beside::interval}},
                     {"money_per_gain",
                      said("for_each", language),
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
      table.rows.push_back(
          {found.arms[k + 1], number_of(one.cost), number_of(one.effect), price, remark_on(one, language)});
    }
    section.tables.push_back(std::move(table));
  }
  return section;
}

}  // namespace

Report report_of(const ComparisonReport& found, ComparisonExtent extent, Language language) {
  Report report;
  report.name = "comparison";
  report.language = language;
  report.facts = facts_of(found);
  const FindingsOf of{found.arms, 0, found.replicates, found.confidence};
  ReportSection outcomes = outcomes_of(found, language);
  ReportSection costs = costs_of(found, language);
  if (extent == ComparisonExtent::summary) outcomes.readers = Readers::programs;
  if (extent != ComparisonExtent::all) {
    costs.readers = Readers::programs;
    report.conclusions = {said("all_tables", language)};
  }
  report.sections = {section_of(found.findings, of, language), changes_of(found, language)};
  for (ReportSection& section : sections_of(found.by_parts, found.arms, language))
    report.sections.push_back(std::move(section));
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
  sample.costs = {{"", "", {CostOfEffect{}}}};
  return sample;
}

}  // namespace ayni
