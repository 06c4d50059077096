#include "observe/comparison_tables.hpp"

#include <cmath>
#include <utility>

#include "core/report_entry.hpp"
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

/// A parameter that an arm has otherwise than the base.
struct Changed {
  const ParameterDifference& parameter;
  const std::string& arm;
  Language language;
};

std::string shown(const std::string& value, Language language) {
  return value.empty() ? said("nothing", language) : value;
}

ReportSection changes_of(const ComparisonReport& found, Language language) {
  const ReportEntries<Changed> entries{
      {{"changed", said("parameter", language), CellKind::text, "",
        "parameter that an arm changes; there is none when arms are the same"},
       [](const Changed& row) { return row.parameter.path; }},
      {{"changed_in", said("arm", language), CellKind::text, "", "arm that changes it"},
       [](const Changed& row) { return row.arm; }},
      {{"changed_from", said("in_base", language), CellKind::text, "", "the base's value, as TOML"},
       [](const Changed& row) { return shown(row.parameter.a, row.language); }},
      {{"changed_to", said("in_arm", language), CellKind::text, "", "the arm's value, as TOML"},
       [](const Changed& row) { return shown(row.parameter.b, row.language); }}};
  ReportTable table;
  table.name = "changed";
  add_columns(table, entries);
  for (std::size_t k = 0; k < found.differences.size(); ++k) {
    for (const ParameterDifference& each : found.differences[k]) {
      add_row(table, entries, {each, found.arms[k + 1], language});
    }
  }
  return {"changes", said("changes", language), introduction(found, language), {std::move(table)}};
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

/// What an arm's row tells of: the base's own place is 0.
struct ArmRow {
  const ComparisonReport& found;
  const OutcomeComparison& one;
  std::size_t place;
  Language language;

  [[nodiscard]] const PairedDifference* pair() const { return place > 0 ? &one.others[place - 1] : nullptr; }
};

/// Unknown of the base.
ReportNumber paired(const ArmRow& row, double PairedDifference::*number) {
  return row.pair() != nullptr ? ReportNumber{row.pair()->*number} : ReportNumber{};
}

/// Unknown where nobody says what is better.
ReportNumber lost(const ArmRow& row, double Regret::*number) {
  return row.one.regrets.empty() ? ReportNumber{} : ReportNumber{row.one.regrets[row.place].*number};
}

ReportNumber probability_better(const ArmRow& row) {
  const PairedDifference* const found = row.pair();
  if (found == nullptr) return {};
  return {found->better, found->better_interval.low, found->better_interval.high};
}

void add_differences(ReportEntries<ArmRow>& entries, const OutcomeComparison& one, Language language) {
  const CellKind kind = kind_of(one.outcome);
  const std::string unit = unit_of(one.outcome);
  const std::string better = said(one.outcome.better ? "p_better" : "p_higher", language);
  entries.push_back({{"mean", said("mean", language), kind, unit,
                      "mean over replicates: of an arm over its pairs with the base, of the base over all its values "
                      "where these pairs differ"},
                     [](const ArmRow& row) {
                       return row.pair() != nullptr ? ReportNumber{row.pair()->other_mean}
                                                    : ReportNumber{shown_base_mean(row.one)};
                     }});
  entries.push_back(
      {{"base_mean", said("base", language), kind, unit, "mean of the base over the pairs", {}, Readers::programs},
       [](const ArmRow& row) { return paired(row, &PairedDifference::base_mean); }});
  entries.push_back(
      {{"difference",
        said("difference", language),
        difference_kind(one.outcome),
        unit,
        "mean difference from the base, over replicates with a value in both",
        {Beside::interval, Beside::standard_error, Beside::count}},
       [](const ArmRow& row) { return row.pair() != nullptr ? number_of(row.pair()->difference) : ReportNumber{}; }});
  entries.push_back({{"relative_difference", said("relative", language), CellKind::change, "1",
                      "difference over the size of the base's mean; unknown when that is zero"},
                     [](const ArmRow& row) { return paired(row, &PairedDifference::relative); }});
  entries.push_back({{"probability_better",
                      better,
                      CellKind::share,
                      "1",
                      "share of pairs in which the arm is better than the base, ties half; better is higher where "
                      "nobody says; intervals are Wilson's",
                      {Beside::interval}},
                     [](const ArmRow& row) { return probability_better(row); }});
  entries.push_back({{"variance_reduction", said("saved", language), CellKind::share, "1",
                      "share of the difference's variance between independent runs that pairing them has saved; "
                      "unknown when neither arm varies"},
                     [](const ArmRow& row) { return paired(row, &PairedDifference::variance_reduction); }});
}

void add_regrets(ReportEntries<ArmRow>& entries, const OutcomeComparison& one, Language language) {
  const CellKind kind = kind_of(one.outcome) == CellKind::share ? CellKind::share_distance : CellKind::number;
  const auto column = [&](const char* name, const char* title, const char* meaning) {
    return ReportColumn{name, said(title, language), kind, unit_of(one.outcome), meaning, {}, Readers::all, "regret"};
  };
  entries.push_back({column("regret", "regret",
                            "what the arm loses against the best arm of the same replicate, mean; unknown where nobody "
                            "says what is better"),
                     [](const ArmRow& row) { return lost(row, &Regret::mean); }});
  entries.push_back({column("regret_worst_tenth", "worst_tenth", "regret, mean over the worst tenth of replicates"),
                     [](const ArmRow& row) { return lost(row, &Regret::worst_tenth); }});
  entries.push_back({column("regret_largest", "largest", "regret, the largest"),
                     [](const ArmRow& row) { return lost(row, &Regret::maximum); }});
}

ReportEntries<ArmRow> outcome_entries(const OutcomeComparison& one, Language language) {
  ReportEntries<ArmRow> entries{{{"arm", said("arm", language), CellKind::text, "", "arm; the base comes first"},
                                 [](const ArmRow& row) { return row.found.arms[row.place]; }}};
  add_differences(entries, one, language);
  add_regrets(entries, one, language);
  entries.push_back({{"left_out",
                      said("left_out", language),
                      CellKind::number,
                      "1",
                      "replicates without a pair",
                      {},
                      Readers::programs},
                     [](const ArmRow& row) {
                       return row.pair() != nullptr ? ReportNumber{static_cast<double>(row.pair()->left_out)}
                                                    : ReportNumber{};
                     }});
  entries.push_back({{"remark", "", CellKind::text, "", "", {}, Readers::people}, [](const ArmRow& row) {
                       return row.pair() != nullptr ? left_out(row.one, *row.pair(), row.language) : std::string{};
                     }});
  return entries;
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
  const ReportEntries<ArmRow> entries = outcome_entries(one, language);
  add_columns(table, entries);
  for (std::size_t arm = 0; arm < found.arms.size(); ++arm) add_row(table, entries, {found, one, arm, language});
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

/// What money brought in an arm.
struct PaidArm {
  const std::string& arm;
  const CostOfEffect& found;
  Language language;
};

ReportNumber price_of(const CostOfEffect& found) {
  ReportNumber price{found.ratio};
  if (found.interval) {
    price.low = found.interval->low;
    price.high = found.interval->high;
  }
  return price;
}

ReportEntries<PaidArm> cost_entries(Language language) {
  return {{{"arm", said("arm", language), CellKind::text, "", ""}, [](const PaidArm& row) { return row.arm; }},
          {{"money",
            said("money", language),
            CellKind::difference,
            "Bs",
            "public money beyond the base's, mean",
            {Beside::interval}},
           [](const PaidArm& row) { return number_of(row.found.cost); }},
          {{"gain",
            said("gain", language),
            CellKind::difference,
            "1",
            "gain beyond the base, mean, in what is gained",
            {Beside::interval}},
           [](const PaidArm& row) { return number_of(row.found.effect); }},
          {{"money_per_gain",
            said("for_each", language),
            CellKind::number,
            "Bs",
            "money for one unit gained; unknown without a gain, its interval also when the gain may be none",
            {Beside::interval}},
           [](const PaidArm& row) { return price_of(row.found); }},
          {{"remark", "", CellKind::text, "", "", {}, Readers::people},
           [](const PaidArm& row) { return remark_on(row.found, row.language); }}};
}

ReportSection costs_of(const ComparisonReport& found, Language language) {
  ReportSection section;
  section.name = "public_money";
  section.title = said("public_money", language, {{"base", found.arms.front()}});
  section.dimension = "gained";
  section.meaning = "what public money should bring";
  const ReportEntries<PaidArm> entries = cost_entries(language);
  for (const CostComparison& cost : found.costs) {
    ReportTable table;
    table.name = cost.what;
    if (has_term("gained." + cost.key)) table.called = term("gained." + cost.key, language);
    add_columns(table, entries);
    for (std::size_t k = 0; k < cost.others.size(); ++k) {
      add_row(table, entries, {found.arms[k + 1], cost.others[k], language});
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
