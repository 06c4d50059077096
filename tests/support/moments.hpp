#pragma once
// Running mean and variance of a sample (Welford), for statistical tests.

#include <cmath>

class Moments {
 public:
  void add(double x) noexcept {
    n_ += 1.0;
    const double step = x - mean_;
    mean_ += step / n_;
    squares_ += step * (x - mean_);
  }
  [[nodiscard]] double mean() const noexcept { return mean_; }
  [[nodiscard]] double standard_deviation() const noexcept { return std::sqrt(squares_ / (n_ - 1.0)); }
  /// Of the mean, for independent observations.
  [[nodiscard]] double standard_error() const noexcept { return standard_deviation() / std::sqrt(n_); }

 private:
  double n_ = 0.0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};
