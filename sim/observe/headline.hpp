#pragma once
// The few numbers a user wants first, gathered run by run as results pass by.

#include <cstddef>
#include <string>
#include <vector>

#include "core/moments.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"
#include "observe/revenue_effect.hpp"

namespace ayni {

/// Mean and standard deviation across the runs of an arm; NaN values are left out.
struct HeadlineRow {
  std::string name;
  std::string unit;
  double mean = 0.0;
  double spread = 0.0;
};

class Headline {
 public:
  Headline(const Catalogue& catalogue, std::size_t arms);

  /// Takes note of one run.
  void add(const Results& results);

  /// Rows of one arm, in a fixed order.
  [[nodiscard]] std::vector<HeadlineRow> rows(std::size_t arm) const;

  /// What the project did to the revenue of all groups that could apply, by the twin: change in the last full year in
  /// percent, and how much of it (Shapley) came from volume, quality and trading terms. Empty without a second arm.
  [[nodiscard]] std::vector<HeadlineRow> effect() const;
  /// The same replicate by replicate.
  [[nodiscard]] const RevenueEffect& revenue_effect() const noexcept { return revenue_; }

 private:
  const Catalogue& catalogue_;
  std::vector<std::vector<Moments>> moments_;  // [arm][row]
  RevenueEffect revenue_;                      // only with a second arm
  std::vector<Moments> effect_;                // [revenue part]
};

}  // namespace ayni
