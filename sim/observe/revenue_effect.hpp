#pragma once
// What the project did to the revenue of all groups that could apply, against the twin of the same replicate.

#include <array>
#include <cstddef>
#include <vector>

#include "core/report.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// Of one replicate: the change of revenue in the last full year as a share of the revenue without the project, then its
/// Shapley parts, which add up to it. NaN when there is no such year.
struct RevenueShares {
  double revenue, volume, quality, trading_terms;
};

/// What of the revenue's change came from what, as files name it; in analysis/terms.toml effect_NAME of the section headline.
struct RevenuePart {
  const char* name;
  const char* meaning;
  double RevenueShares::*share;
};
inline constexpr std::array<RevenuePart, 4> revenue_parts{
    {{"revenue",
      "change of revenue by the project in the last full year, as a share of the revenue without it, of all groups "
      "that "
      "could apply, over the products that are sold with and without it; NaN where the replicate failed or nothing was "
      "sold",
      &RevenueShares::revenue},
     {"volume",
      "how much of it came from volume (Shapley: what a factor adds, averaged over the orders in which the three can "
      "change)",
      &RevenueShares::volume},
     {"quality", "how much of it came from quality: premium and label", &RevenueShares::quality},
     {"trading_terms", "how much of it came from the terms of trade", &RevenueShares::trading_terms}}};

class RevenueEffect {
 public:
  explicit RevenueEffect(const Catalogue& catalogue) : catalogue_{catalogue} {}

  /// Takes note of one run that did not fail; arms of a replicate come one after the other, the project first. True
  /// when a replicate is complete.
  bool add(const Results& results);

  /// One a replicate, up to the last that is complete; NaN for those that are not.
  [[nodiscard]] const std::vector<RevenueShares>& replicates() const noexcept { return replicates_; }

 private:
  struct Trade {
    double volume, revenue, premium;
  };
  /// Of each product; none without a full year.
  [[nodiscard]] std::vector<Trade> last_full_year(const Results& results) const;

  const Catalogue& catalogue_;
  std::vector<Trade> with_project_;
  std::size_t with_project_run_ = static_cast<std::size_t>(-1);
  std::vector<RevenueShares> replicates_;
};

/// The effect of so many replicates, one by one.
[[nodiscard]] Report report_of(const RevenueEffect& effect, std::size_t replicates);

}  // namespace ayni
