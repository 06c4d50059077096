#pragma once
// What a sweep found, for the terminal and as JSON: outcomes at the points, averaged over replicates.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/moments.hpp"
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

/// The value of a factor at a point, as the design would write it.
[[nodiscard]] std::string factor_text(const PointTable& points, std::size_t point, std::size_t factor);

/// A line for every point of a small design; for a larger one where each outcome is lowest and highest.
[[nodiscard]] std::string sweep_text(const SweepTable& table);
[[nodiscard]] std::string sweep_json(const SweepTable& table, const std::filesystem::path& output);

}  // namespace ayni
