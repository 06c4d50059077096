#include "observe/headline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace ayni {
namespace {

struct Row {
  const char* name;
  const char* unit;
};

constexpr std::array<Row, 15> rows_of_arm{{{"alliances funded", ""},
                                           {"still with the first buyer", "%"},
                                           {"with a new buyer", "%"},
                                           {"on the free market or dissolved", "%"},
                                           {"breakups within a year of funding", "%"},
                                           {"first buyer kept, 84 months after funding", "%"},
                                           {"product income of members", "Bs/year"},
                                           {"product income of controls", "Bs/year"},
                                           {"moderate poverty of members", "%"},
                                           {"moderate poverty of controls", "%"},
                                           {"extreme poverty of members", "%"},
                                           {"extreme poverty of controls", "%"},
                                           {"rate of return", "%"},
                                           {"spent by the project", "million Bs"},
                                           {"public money per lasting alliance", "Bs"}}};

constexpr std::array<Row, 4> rows_of_effect{{{"revenue of groups that could apply", "%"},
                                             {"of which through volume", "%"},
                                             {"of which through quality and label", "%"},
                                             {"of which through trading terms", "%"}}};

HeadlineRow row_of(const Moments& moments, std::string name, std::string unit) {
  return {std::move(name), std::move(unit), moments.mean(), moments.standard_deviation()};
}

}  // namespace

Headline::Headline(const Catalogue& catalogue, std::size_t arms)
    : catalogue_{catalogue},
      moments_(arms, std::vector<Moments>(rows_of_arm.size())),
      revenue_{catalogue},
      effect_(arms > 1 ? rows_of_effect.size() : 0) {}

// The last month's value, summed over the measure's other axis.
double Headline::last(const Results& results, std::size_t measure) const {
  const auto& values = results.values[measure];
  const std::size_t width = values.size() / catalogue_.axis(Axis::time).size;
  double sum = 0.0;
  for (std::size_t k = values.size() - width; k < values.size(); ++k) sum += values[k];
  return sum;
}

double Headline::last_full_year(const Results& results, const char* name) const {
  const auto& values = results.values[catalogue_.measure(name)];
  for (std::size_t k = values.size(); k-- > 0;) {
    if (!std::isnan(values[k])) return values[k];
  }
  return std::numeric_limits<double>::quiet_NaN();
}

void Headline::add_states(const Results& results, std::vector<Moments>& rows) {
  const double funded = last(results, catalogue_.measure("funded"));
  rows[0].add(funded);
  if (funded <= 0.0) return;
  rows[1].add(100.0 * last(results, catalogue_.measure("first_buyer")) / funded);
  rows[2].add(100.0 * last(results, catalogue_.measure("new_buyer")) / funded);
  const double outside =
      last(results, catalogue_.measure("free_market")) + last(results, catalogue_.measure("dissolved"));
  rows[3].add(100.0 * outside / funded);
  rows[4].add(100.0 * results.values[catalogue_.measure("breakups_in_first_year")][0]);
  const auto& kept = results.values[catalogue_.measure("kaplan_meier")];
  constexpr std::size_t seven_years = 84;
  if (kept.size() > seven_years) rows[5].add(100.0 * kept[seven_years]);
}

void Headline::add(const Results& results) {
  std::vector<Moments>& rows = moments_[results.arm];
  add_states(results, rows);
  rows[6].add(last_full_year(results, "member_product_income"));
  rows[7].add(last_full_year(results, "control_product_income"));
  rows[8].add(100.0 * last_full_year(results, "member_moderate_poverty"));
  rows[9].add(100.0 * last_full_year(results, "control_moderate_poverty"));
  rows[10].add(100.0 * last_full_year(results, "member_extreme_poverty"));
  rows[11].add(100.0 * last_full_year(results, "control_extreme_poverty"));
  rows[12].add(100.0 * results.values[catalogue_.measure("rate_of_return")][0]);
  rows[13].add(last(results, catalogue_.measure("project_spent")) / 1e6);
  rows[14].add(results.values[catalogue_.measure("cost_per_lasting_alliance")][0]);
  if (effect_.empty() || !revenue_.add(results)) return;
  for (std::size_t k = 0; k < effect_.size(); ++k) effect_[k].add(100.0 * revenue_.replicates().back()[k]);
}

std::vector<HeadlineRow> Headline::rows(std::size_t arm) const {
  std::vector<HeadlineRow> rows;
  for (std::size_t k = 0; k < rows_of_arm.size(); ++k) {
    rows.push_back(row_of(moments_[arm][k], rows_of_arm[k].name, rows_of_arm[k].unit));
  }
  return rows;
}

std::vector<HeadlineRow> Headline::effect() const {
  std::vector<HeadlineRow> rows;
  for (std::size_t k = 0; k < effect_.size(); ++k) {
    rows.push_back(row_of(effect_[k], rows_of_effect[k].name, rows_of_effect[k].unit));
  }
  return rows;
}

}  // namespace ayni
