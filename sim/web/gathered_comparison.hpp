#pragma once
// A comparison of open scenarios whose runs are made anywhere: in this instance, or in those of other workers.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/json.hpp"
#include "observe/comparison_values.hpp"
#include "observe/outcome.hpp"
#include "web/open_scenario.hpp"

namespace ayni {

class GatheredComparison {
 public:
  /// What a request of ayni_compare names; `arms` are the scenarios behind its numbers, and may be closed afterwards. Throws
  /// InvalidInput for arms that cannot be compared, and for outcomes and curves that are none.
  GatheredComparison(const Json& request, const std::vector<const OpenScenario*>& arms);

  GatheredComparison(const GatheredComparison&) = delete;
  GatheredComparison& operator=(const GatheredComparison&) = delete;

  [[nodiscard]] Json facts() const;
  /// How many numbers a run adds: the outcomes', then the curves'.
  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  /// What a run of one of the arms adds.
  [[nodiscard]] std::vector<double> row(const Results& results) const;
  /// Throws std::invalid_argument for an arm that is none and a row of another length.
  void add(std::size_t arm, std::size_t replicate, std::span<const double> row);
  /// The first replicates that all arms have.
  [[nodiscard]] std::size_t told() const noexcept { return told_; }

  [[nodiscard]] Json report(Language language) const;
  /// [arm][mean, low, high, count][position], then the same of each other arm's differences from the base.
  [[nodiscard]] std::vector<double> curve(std::size_t n) const;

 private:
  [[nodiscard]] std::size_t length_of(const Outcome& curve) const;
  /// Of the replicates told, the numbers at one place of their rows.
  [[nodiscard]] std::vector<double> at(std::size_t arm, std::size_t place) const;

  Catalogue catalogue_;
  std::vector<std::string> names_;
  std::vector<std::vector<ParameterDifference>> differences_;
  std::uint64_t seed_ = 0;
  double confidence_ = usual_confidence;
  bool historical_ = false;
  std::vector<BrokenBy> by_;
  std::vector<Outcome> outcomes_;
  std::vector<Outcome> curves_;
  ComparisonValues asked_;   // of no replicates: what a row holds
  std::size_t scalars_ = 0;  // numbers of a row before the curves'
  std::size_t width_ = 0;
  std::vector<std::vector<std::vector<double>>> rows_;  // [arm][replicate]; empty: not there yet
  std::size_t told_ = 0;
};

}  // namespace ayni
