#include "observe/breakdown.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "observe/comparison_report.hpp"

namespace ayni {
namespace {

/// What is asked of each part; "{}" stands for its label, "{84}" for 84 months or as many as the run has.
struct Figure {
  BrokenBy by;
  const char* outcome;
};
constexpr Figure figures[] = {{BrokenBy::region, "funded[time=last,region={}]"},
                              {BrokenBy::region, "kaplan_meier_by_region[region={},duration={84}]"},
                              {BrokenBy::region, "members[time=last,region={}]"},
                              {BrokenBy::region, "side_selling[time=mean,region={}]"},
                              {BrokenBy::product, "funded_by_product[time=last,product={}]"},
                              {BrokenBy::product, "kaplan_meier_by_product[product={},duration={84}]"},
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
  const char* title;
  std::optional<Axis> axis;  ///< none: groups of households
};
Parts parts_of(BrokenBy by) {
  switch (by) {
    case BrokenBy::region:
      return {"region", "By region", Axis::region};
    case BrokenBy::product:
      return {"product", "By product", Axis::product};
    case BrokenBy::quintile:
      return {"quintile", "By fifth of income", Axis::quintile};
    case BrokenBy::group:
      break;
  }
  return {
      "group", "By group of households: members, matched non-participants, members of groups without an alliance", {}};
}

std::string with(std::string text, const std::string& sign, const std::string& value) {
  const std::size_t at = text.find(sign);
  return at == std::string::npos ? text : text.replace(at, sign.size(), value);
}

/// What a figure is called, which names no part of it.
std::string title_of(const FigureByPart& figure, const Catalogue& catalogue) {
  const std::string& name = catalogue.measures[figure.outcomes.front().measure].long_name;
  const std::string of_part = " of members of funded groups";
  return figure.by == BrokenBy::group ? with(name, of_part, "") : name;
}

ReportTable table_of(const FigureByPart& figure, const std::vector<std::string>& arms) {
  const Outcome& outcome = figure.outcomes.front();
  const std::string unit = kind_of(outcome) == CellKind::share ? "1" : outcome.unit;
  const std::string part_name = parts_of(figure.by).name;
  with(outcome.text, figure.parts.front(), figure.by == BrokenBy::group ? "GROUP" : "...");
  // Without a project nobody is a member, and there is nothing to differ from.
  const bool base_incomplete = std::any_of(figure.base.begin(), figure.base.end(),
                                           [](const MeanEstimate& mean) { return std::isnan(mean.mean); });
  const std::string mean = "mean over replicates";
  ReportTable table;
  table.name = with(outcome.text, figure.parts.front(), figure.by == BrokenBy::group ? "GROUP" : "...");
  table.title = figure.title;
  table.columns = {{part_name, part_name, CellKind::text},
                   {arms.front(), arms.front(), kind_of(outcome), unit, mean, {Beside::interval}}};
  if (arms.size() > 1) table.columns.back().beside.clear();
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    const std::string name = arms[arm] + ", mean";
    if (base_incomplete) table.columns.push_back({name, name, kind_of(outcome), unit, mean});
    table.columns.push_back({arms[arm],
                             arms[arm],
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

std::vector<FigureByPart> figures_by(const std::vector<BrokenBy>& by, const Catalogue& catalogue) {
  const std::size_t months = std::min<std::size_t>(84, catalogue.axis(Axis::duration).size - 1);
  std::vector<FigureByPart> all;
  for (const BrokenBy each : by) {
    const std::optional<Axis> axis = parts_of(each).axis;
    for (const Figure& figure : figures) {
      if (figure.by != each) continue;
      FigureByPart one{each, "", {}, {}, {}, {}, {}};
      one.parts = axis ? catalogue.axis(*axis).labels : std::vector<std::string>{"member", "control", "applicant"};
      std::vector<std::string> texts;
      for (const std::string& part : one.parts) {
        texts.push_back(with(with(figure.outcome, "{}", part), "{84}", std::to_string(months)));
      }
      one.outcomes = parse_outcomes(texts, catalogue, OutcomeShape::scalar);
      one.title = title_of(one, catalogue);
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

std::vector<ReportSection> sections_of(const std::vector<FigureByPart>& figures, const std::vector<std::string>& arms) {
  std::vector<ReportSection> sections;
  for (const FigureByPart& figure : figures) {
    const Parts parts = parts_of(figure.by);
    const std::string name = std::string{"by_"} + parts.name;
    if (sections.empty() || sections.back().name != name) {
      const std::string note = "Means of " + arms.front() + (arms.size() > 1 ? ", and differences from it." : ".");
      sections.push_back({name, parts.title, {note}});
    }
    sections.back().tables.push_back(table_of(figure, arms));
  }
  return sections;
}

}  // namespace ayni
