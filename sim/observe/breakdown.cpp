#include "observe/breakdown.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "observe/comparison_report.hpp"
#include "observe/measure_words.hpp"
#include "observe/survival_measures.hpp"
#include "observe/table_entry.hpp"
#include "observe/welfare_series.hpp"

namespace ayni {
namespace {

/// What is asked of each part; "{}" stands for its label, "{months}" for seven years or as many months as the run has.
struct Figure {
  BrokenBy by;
  const char* outcome;
};
constexpr Figure asked_of_parts[] = {{BrokenBy::region, "funded[time=last,region={}]"},
                                     {BrokenBy::region, "kaplan_meier_by_region[region={},duration={months}]"},
                                     {BrokenBy::region, "members[time=last,region={}]"},
                                     {BrokenBy::region, "side_selling[time=mean,region={}]"},
                                     {BrokenBy::product, "funded_by_product[time=last,product={}]"},
                                     {BrokenBy::product, "kaplan_meier_by_product[product={},duration={months}]"},
                                     {BrokenBy::product, "members_by_product[time=last,product={}]"},
                                     {BrokenBy::product, "year_revenue[season=last,product={}]"},
                                     {BrokenBy::product, "year_buyer_profit[season=last,product={}]"},
                                     {BrokenBy::quintile, "member_income_by_quintile[quintile={}]"},
                                     {BrokenBy::quintile, "control_income_by_quintile[quintile={}]"},
                                     {BrokenBy::quintile, "applicant_income_by_quintile[quintile={}]"},
                                     {BrokenBy::group, "{}_income[season=last]"},
                                     {BrokenBy::group, "{}_product_income[season=last]"},
                                     {BrokenBy::group, "{}_moderate_poverty[season=last]"},
                                     {BrokenBy::group, "{}_extreme_poverty[season=last]"}};

struct Parts {
  const char* name;
  const char* labels;        ///< section of the terms that says what they are called
  std::optional<Axis> axis;  ///< none: groups of households
};
Parts parts_of(BrokenBy by) {
  const char* const name = broken_by_names[static_cast<std::size_t>(by)];
  switch (by) {
    case BrokenBy::region:
      return {name, name, Axis::region};
    case BrokenBy::product:
      return {name, name, Axis::product};
    case BrokenBy::quintile:
      return {name, name, Axis::quintile};
    case BrokenBy::group:
      break;
  }
  return {name, "who", {}};
}

std::string with(std::string text, const std::string& sign, const std::string& value) {
  const std::size_t at = text.find(sign);
  return at == std::string::npos ? text : text.replace(at, sign.size(), value);
}

/// What a figure is called, which names no part of it.
std::string title_of(const FigureByPart& figure, Language language) {
  const std::string& text = figure.outcomes.front().text;
  const std::string measure = text.substr(0, text.find('['));
  const std::string name = measure_in_words(measure, figure.long_name, language);
  if (figure.by != BrokenBy::group) return name;
  return with(name, term("comparison.of_members", language), "");
}

ReportTable table_of(const FigureByPart& figure, const std::vector<std::string>& arms, Language language) {
  const Outcome& outcome = figure.outcomes.front();
  const std::string unit = unit_of(outcome);
  const Parts parts = parts_of(figure.by);
  // Without a project nobody is a member, and there is nothing to differ from.
  const bool base_incomplete = std::any_of(figure.base.begin(), figure.base.end(),
                                           [](const MeanEstimate& mean) { return std::isnan(mean.mean); });
  const std::string mean = "mean over replicates";
  ReportTable table;
  table.name = with(outcome.text, figure.parts.front(), figure.by == BrokenBy::group ? "GROUP" : "...");
  table.title = title_of(figure, language);
  table.columns = {
      {parts.name, term(std::string{"comparison."} + parts.name, language), CellKind::text},
      {arms.front(), arm_in_words(arms.front(), language), kind_of(outcome), unit, mean, {Beside::interval}}};
  table.columns.front().labels = parts.labels;
  if (arms.size() > 1) table.columns.back().beside.clear();
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    const std::string title = term("comparison.mean_of", language, {{"arm", arm_in_words(arms[arm], language)}});
    if (base_incomplete) table.columns.push_back({arms[arm] + ", mean", title, kind_of(outcome), unit, mean});
    table.columns.push_back({arms[arm],
                             arm_in_words(arms[arm], language),
                             difference_kind(outcome),
                             unit,
                             "mean difference, over pairs of replicates",
                             {Beside::interval, Beside::standard_error}});
  }
  for (std::size_t part = 0; part < figure.parts.size(); ++part) {
    std::vector<ReportCell> row{figure.parts[part], number_of(figure.base[part])};
    for (std::size_t other = 0; other + 1 < arms.size(); ++other) {
      if (base_incomplete) row.emplace_back(number_of(figure.others[part][other]));
      row.emplace_back(number_of(figure.differences[part][other].difference));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::optional<BrokenBy> broken_by_of(std::string_view name) {
  const auto found = std::find(broken_by_names.begin(), broken_by_names.end(), name);
  if (found == broken_by_names.end()) return std::nullopt;
  return static_cast<BrokenBy>(found - broken_by_names.begin());
}

std::vector<FigureByPart> figures_by(const std::vector<BrokenBy>& by, const Catalogue& catalogue) {
  const std::string months = std::to_string(seven_years_at_most(catalogue));
  std::vector<FigureByPart> all;
  for (const BrokenBy each : by) {
    const std::optional<Axis> axis = parts_of(each).axis;
    for (const Figure& figure : asked_of_parts) {
      if (figure.by != each) continue;
      FigureByPart one{each, {}, {}, {}, {}, {}, {}};
      one.parts = axis ? catalogue.axis(*axis).labels : flags(party_names);
      std::vector<std::string> texts;
      for (const std::string& part : one.parts) {
        texts.push_back(with(with(figure.outcome, "{}", part), "{months}", months));
      }
      one.outcomes = parse_outcomes(texts, catalogue, OutcomeShape::scalar);
      one.long_name = catalogue.measures[one.outcomes.front().measure].long_name;
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::vector<Outcome> outcomes_of(const std::vector<FigureByPart>& figures) {
  std::vector<Outcome> all;
  for (const FigureByPart& figure : figures) all.insert(all.end(), figure.outcomes.begin(), figure.outcomes.end());
  return all;
}

void fill(std::vector<FigureByPart>& figures, const OutcomeValues& values, const IntervalRule& rule) {
  std::size_t place = 0;
  for (FigureByPart& figure : figures) {
    for (const Outcome& outcome : figure.outcomes) {
      const auto& arms = values.of(place++);
      figure.base.push_back(mean_estimate(arms.front(), rule));
      figure.others.emplace_back();
      figure.differences.emplace_back();
      for (std::size_t arm = 1; arm < arms.size(); ++arm) {
        figure.others.back().push_back(mean_estimate(arms[arm], rule));
        figure.differences.back().push_back(paired_difference(arms.front(), arms[arm], direction_of(outcome), rule));
      }
    }
  }
}

std::vector<ReportSection> sections_of(const std::vector<FigureByPart>& figures, const std::vector<std::string>& arms,
                                       Language language) {
  std::vector<ReportSection> sections;
  for (const FigureByPart& figure : figures) {
    const Parts parts = parts_of(figure.by);
    const std::string name = std::string{"by_"} + parts.name;
    if (sections.empty() || sections.back().name != name) {
      const std::string note = term(arms.size() > 1 ? "comparison.means_and_differences" : "comparison.means", language,
                                    {{"base", arm_in_words(arms.front(), language)}});
      sections.push_back({name, term("comparison." + name, language), {note}});
    }
    sections.back().tables.push_back(table_of(figure, arms, language));
  }
  return sections;
}

}  // namespace ayni
