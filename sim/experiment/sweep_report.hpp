#pragma once
// What a sweep found: outcomes at the points, averaged over replicates.

#include <cstddef>
#include <vector>

#include "core/moments.hpp"
#include "core/report.hpp"
#include "experiment/experiment.hpp"

namespace ayni {

/// Gathers run by run, in the plan's order, the outcomes of which a run has one value, and their differences within each
/// replicate, which has the same shocks at all points and in all arms. Grows with the points, not with the replicates.
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
    return moments_[place(arm, point, outcome)];
  }
  /// Against the design's first point, in the same arm.
  [[nodiscard]] const Moments& from_first_point(std::size_t arm, std::size_t point, std::size_t outcome) const {
    return from_first_point_[place(arm, point, outcome)];
  }
  /// Against the first arm, at the same point.
  [[nodiscard]] const Moments& from_first_arm(std::size_t arm, std::size_t point, std::size_t outcome) const {
    return from_first_arm_[place(arm, point, outcome)];
  }

 private:
  /// What one run brought, which later ones of its replicate are held against.
  struct Reference {
    std::size_t run = 0;
    std::size_t point = 0;
    std::vector<double> values;  ///< none before there is one
  };

  [[nodiscard]] std::size_t place(std::size_t arm, std::size_t point, std::size_t outcome) const {
    return (arm * points() + point) * measures_.size() + outcome;
  }

  const Experiment& experiment_;
  const Catalogue& catalogue_;
  std::vector<std::size_t> measures_;  ///< places in the catalogue
  std::vector<Moments> moments_;       ///< [arm][point][outcome]
  std::vector<Moments> from_first_point_;
  std::vector<Moments> from_first_arm_;
  std::vector<Reference> first_points_;  ///< [arm]
  Reference first_arm_;
};

/// A row for every point, for programs alone where there are many; people then read where each outcome is lowest and highest.
[[nodiscard]] Report report_of(const SweepTable& table, Language language = Language::en);

}  // namespace ayni
