#pragma once
// The few numbers a user wants first, gathered run by run as results pass by.

#include <cstddef>
#include <string>
#include <vector>

#include "core/moments.hpp"
#include "core/report.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "observe/revenue_effect.hpp"

namespace ayni {

class Headline {
 public:
  Headline(const Catalogue& catalogue, std::size_t arms);

  /// Takes note of one run.
  void add(const Results& results);

  /// Means and standard deviations across runs, a column an arm, without the values that are NaN; with a second arm also
  /// what the project did to the revenue of all groups that could apply, by the twin: change in the last full year, and how
  /// much of it (Shapley) came from volume, quality and trading terms.
  [[nodiscard]] Report report(const std::vector<std::string>& arms, std::size_t replicates) const;

  /// The effect replicate by replicate.
  [[nodiscard]] const RevenueEffect& revenue_effect() const noexcept { return revenue_; }

 private:
  const Catalogue& catalogue_;
  std::vector<std::vector<Moments>> moments_;  // [arm][row]
  RevenueEffect revenue_;                      // only with a second arm
  std::vector<Moments> effect_;                // [revenue part]
};

}  // namespace ayni
