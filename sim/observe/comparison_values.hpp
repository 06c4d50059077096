#pragma once
// What a comparison asks of every run, gathered run by run.

#include <cstddef>
#include <span>
#include <vector>

#include "observe/comparison_report.hpp"

namespace ayni {

class ComparisonValues {
 public:
  /// `asked` are scalar; the catalogue, which all arms have, outlives it.
  ComparisonValues(const Catalogue& catalogue, std::vector<Outcome> asked, const std::vector<BrokenBy>& by,
                   std::size_t arms, std::size_t replicates);

  void add(const Results& results);

  /// Length of a row.
  [[nodiscard]] std::size_t width() const noexcept;
  /// What `add` would take of a run, so that it can be made elsewhere and put in here.
  [[nodiscard]] std::vector<double> row(const Results& results) const;
  /// Puts in a row of that length.
  void put(std::size_t arm, std::size_t replicate, std::span<const double> row);

  /// Fills in what the first replicates tell: findings, parts, outcomes and costs, held against `base`, which comes first.
  void tell(ComparisonReport& report, std::size_t replicates, std::size_t base, const IntervalRule& rule) const;

 private:
  const Catalogue& catalogue_;
  std::vector<FigureByPart> figures_;
  OutcomeValues asked_, costs_, findings_, by_parts_;
};

}  // namespace ayni
