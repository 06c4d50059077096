#pragma once
// What the project did to the revenue of all groups that could apply, against the twin of the same replicate.

#include <array>
#include <cstddef>
#include <vector>

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// Of one replicate: the change of revenue in the last full year as a share of the revenue without the project, then its
/// Shapley parts, which add up to it. NaN when there is no such year.
struct RevenueShares {
  double revenue, volume, quality, trading_terms;
};

/// What of the revenue's change came from what, as files and headlines name it.
struct RevenuePart {
  const char* name;
  const char* headline;
  double RevenueShares::*share;
};
inline constexpr std::array<RevenuePart, 4> revenue_parts{
    {{"revenue", "revenue of groups that could apply", &RevenueShares::revenue},
     {"volume", "of which through volume", &RevenueShares::volume},
     {"quality", "of which through quality and label", &RevenueShares::quality},
     {"trading_terms", "of which through trading terms", &RevenueShares::trading_terms}}};

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
