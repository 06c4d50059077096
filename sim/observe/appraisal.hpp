#pragma once
// What each alliance earns because of the project, year by year, as an economic analysis counts it: net product income of
// all its members with the project less that without it, at constant prices. A rate of return also counts what the family
// works more than in the year before funding, at a shadow wage.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "model/project/evaluation.hpp"
#include "model/world.hpp"
#include "observe/catalogue.hpp"

namespace ayni {

struct Scenario;

/// The baseline is the last full agricultural year before the first disbursement, or what households expected at the start
/// where the run has seen none. Without the project it would have changed as the income of the control communities of
/// the region and product did (of the product where the region has none; as general prices where nobody is left to
/// compare with), so that neither a boom nor a drought counts as a benefit or a loss. Amounts are in the prices of the
/// baseline's year: deflated by the index that moves other incomes, costs and poverty lines, the investment from the year
/// of the first disbursement, each benefit from its own.
class Appraisal {
 public:
  Appraisal(const Scenario& scenario, const Catalogue& catalogue, const World& world);

  /// Remembers the year when month t is its last. Allocates nothing.
  void observe(const World& world, Month t);

  /// Whether a full year was seen before the first disbursement.
  [[nodiscard]] bool has_baseline(Index g) const noexcept { return baseline_season_[g] >= 0; }
  /// Bs, what a group earned and its revenue in the latest full agricultural year seen; NaN before the first.
  [[nodiscard]] double latest_income(Index g) const noexcept { return latest_income_[g]; }
  [[nodiscard]] double latest_revenue(Index g) const noexcept { return latest_revenue_[g]; }
  /// Bs above what it would have earned without the project in the latest year seen.
  [[nodiscard]] double benefit(const World& world, Index g) const { return benefit(world, g, latest_season_); }
  /// What net product income would have been multiplied by since the baseline without the project, as the controls'.
  [[nodiscard]] double growth_without(const World& world, Index g) const {
    return growth_without(world, g, latest_season_);
  }
  /// The agricultural year that a completion report tells of: the first that begins when the last tranche is paid, once it
  /// has ended; none without.
  [[nodiscard]] std::optional<int> reported_season(const World& world, Index g) const;
  /// The same, or where the plan is not completed the first that begins a year after its funding: when a report was due.
  [[nodiscard]] std::optional<int> due_season(const World& world, Index g) const;
  /// Bs, what a group earned in a year after funding, and what of it the project added.
  [[nodiscard]] double income(Index g, int season) const { return income_[g * seasons_ + at(season)]; }
  [[nodiscard]] double benefit(const World& world, Index g, int season) const;
  /// Prices of the latest year seen over those of the baseline's.
  [[nodiscard]] double inflation(Index g) const { return inflation(g, latest_season_); }
  /// One alliance's plan, all sources, with the years seen so far that ended first_benefit_months after funding or later.
  [[nodiscard]] InvestmentPlan plan(const World& world, Index g) const;
  /// Together the plans of those with a full year before their funding, at the prices of the run's start: what they cost
  /// against what they gain, each year after its own funding, missing years as the last. Without such a year it cannot be
  /// told from the controls' what they would have earned.
  [[nodiscard]] InvestmentPlan plan(const World& world, std::span<const Index> groups) const;
  /// Returns of up to half_lane plans.
  void returns(std::span<const InvestmentPlan> plans, double benefit_factor, std::span<Returns> returns) const {
    appraise(evaluation_, plans, benefit_factor, returns);
  }

 private:
  static std::size_t at(int season) noexcept { return static_cast<std::size_t>(season); }
  [[nodiscard]] std::optional<int> ended(int season) const noexcept {
    return season <= latest_season_ ? std::optional{season} : std::nullopt;
  }
  [[nodiscard]] double inflation(Index g, int season) const;
  [[nodiscard]] double growth_without(const World& world, Index g, int season) const;
  [[nodiscard]] double compared(std::size_t place, int season) const { return control_[place * seasons_ + at(season)]; }

  EvaluationParameters evaluation_;
  std::size_t groups_, seasons_;
  int latest_season_ = 0;
  std::vector<std::size_t> compared_with_;  // [cell] place of its controls: cells, then products
  std::vector<int> baseline_season_;        // [group] -1 before a full year is seen
  std::vector<double> index_;               // [season] general prices
  std::vector<double> control_;             // [place][season] Bs, net product income of control communities
  std::vector<double> income_;              // [group][season] Bs; NaN in years without a benefit
  std::vector<double> labour_;              // [group][season] Bs, of the family's work beyond the baseline's
  std::vector<float> baseline_days_;        // [group] days the families worked in the year before funding
  std::vector<double> latest_income_, latest_revenue_;  // [group] Bs
};

}  // namespace ayni
