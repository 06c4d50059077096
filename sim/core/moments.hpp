#pragma once
// Mean and standard deviation of values that come one by one.

#include <cmath>
#include <cstddef>
#include <limits>

namespace ayni {

/// Welford's (1962) recurrence, Technometrics 4. NaN is passed over.
class Moments {
 public:
  void add(double value) noexcept {
    if (std::isnan(value)) return;
    ++n_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(n_);
    squares_ += before * (value - mean_);
  }

  [[nodiscard]] std::size_t n() const noexcept { return n_; }
  /// NaN of nothing.
  [[nodiscard]] double mean() const noexcept { return n_ > 0 ? mean_ : nothing; }
  /// Of the population the values are a sample of; NaN of fewer than two.
  [[nodiscard]] double standard_deviation() const noexcept {
    return n_ > 1 ? std::sqrt(squares_ / static_cast<double>(n_ - 1)) : nothing;
  }
  /// Of the mean.
  [[nodiscard]] double standard_error() const noexcept {
    return standard_deviation() / std::sqrt(static_cast<double>(n_));
  }

 private:
  static constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  std::size_t n_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;  ///< sum of squared distances from the mean
};

}  // namespace ayni
