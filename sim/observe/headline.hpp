#pragma once
// The few numbers a user wants first, gathered run by run as results pass by.

#include <cstddef>
#include <string>
#include <vector>

#include "core/moments.hpp"
#include "core/report.hpp"
#include "core/terms.hpp"
#include "observe/breakdown.hpp"
#include "observe/catalogue.hpp"
#include "observe/comparison_report.hpp"
#include "observe/results.hpp"
#include "observe/revenue_effect.hpp"

namespace ayni {

class Headline {
 public:
  /// A second arm is the first one's twin without the project. Tables by parts follow for each of `by`.
  Headline(const Catalogue& catalogue, std::size_t arms, std::size_t replicates, const std::vector<BrokenBy>& by);

  /// Takes note of one run.
  void add(const Results& results);

  /// A summary in words, against the twin where there is one. Then means and standard deviations across runs, a column an
  /// arm, without the values that are NaN; with a twin also what the project did to the revenue of all groups that could
  /// apply: change in the last full year, and how much of it (Shapley) came from volume, quality and trading terms.
  /// By parts there are means, with a twin its own and differences from it.
  [[nodiscard]] Report report(const std::vector<std::string>& arms, Language language) const;

  /// The effect replicate by replicate.
  [[nodiscard]] const RevenueEffect& revenue_effect() const noexcept { return revenue_; }

 private:
  [[nodiscard]] bool too_short(std::size_t months) const;
  [[nodiscard]] std::vector<ReportSection> by_parts(std::vector<std::string> arms, std::size_t reference,
                                                    const IntervalRule& rule, Language language) const;

  const Catalogue& catalogue_;
  OutcomeValues findings_;
  std::vector<FigureByPart> figures_by_part_;
  OutcomeValues by_parts_;
  std::vector<std::vector<Moments>> moments_;  // [arm][row]
  RevenueEffect revenue_;                      // only with a second arm
  std::vector<Moments> effect_;                // [revenue part]
};

}  // namespace ayni
