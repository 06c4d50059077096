#pragma once
// What the project did to the revenue of all groups that could apply, against the twin of the same replicate.

#include <array>
#include <cstddef>
#include <vector>

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// What of the revenue's change came from what.
inline constexpr std::array<const char*, 4> revenue_parts{"revenue", "volume", "quality", "trading_terms"};

/// Of one replicate, aligned with `revenue_parts`: the change of revenue in the last full year as a share of the revenue
/// without the project, then its Shapley parts, which add up to it. NaN when there is no such year.
using RevenueShares = std::array<double, revenue_parts.size()>;

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

}  // namespace ayni
