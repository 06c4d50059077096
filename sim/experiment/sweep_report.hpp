#pragma once
// What a sweep found: outcomes at the points, averaged over replicates.

#include <cstddef>
#include <vector>

#include "core/moments.hpp"
#include "core/report.hpp"
#include "experiment/experiment.hpp"

namespace ayni {

/// Gathers run by run the outcomes of which a run has one value. Grows with the points, not with the replicates.
class SweepTable {
 public:
  /// Both must outlive it.
  SweepTable(const Experiment& experiment, const Catalogue& catalogue);

  void add(const Results& results);

  [[nodiscard]] const Experiment& experiment() const noexcept { return experiment_; }
  [[nodiscard]] std::size_t points() const noexcept { return experiment_.points.points(); }
  [[nodiscard]] std::size_t outcomes() const noexcept { return measures_.size(); }
  [[nodiscard]] const Measure& outcome(std::size_t k) const { return catalogue_.measures[measures_[k]]; }
  [[nodiscard]] const Moments& at(std::size_t arm, std::size_t point, std::size_t outcome) const {
    return moments_[(arm * points() + point) * measures_.size() + outcome];
  }

 private:
  const Experiment& experiment_;
  const Catalogue& catalogue_;
  std::vector<std::size_t> measures_;  ///< places in the catalogue
  std::vector<Moments> moments_;       ///< [arm][point][outcome]
};

/// A row for every point, for programs alone where there are many; people then read where each outcome is lowest and highest.
[[nodiscard]] Report report_of(const SweepTable& table);

}  // namespace ayni
