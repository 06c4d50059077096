#include "observe/confidence_sequence.hpp"

#include <cmath>
#include <limits>

namespace ayni {
namespace {

/// The u = n rho^2 at which the half-width at n is smallest: the root of u = log((u + 1) / alpha^2), by iteration, which
/// contracts as its slope is 1 / (u + 1).
double best_mixture(double alpha) {
  constexpr int steps = 200;  // more than any confidence needs
  double u = 1.0;
  for (int i = 0; i < steps; ++i) u = std::log((u + 1.0) / (alpha * alpha));
  return u;
}

}  // namespace

ConfidenceSequence::ConfidenceSequence(double confidence)
    : alpha_{1.0 - confidence}, rho_squared_{best_mixture(alpha_) / static_cast<double>(target)} {}

double ConfidenceSequence::half_width(std::size_t n, double standard_deviation) const {
  if (n < 2) return std::numeric_limits<double>::quiet_NaN();
  const auto number = static_cast<double>(n);
  const double u = number * rho_squared_;
  return standard_deviation * std::sqrt((u + 1.0) / (number * u) * std::log((u + 1.0) / (alpha_ * alpha_)));
}

}  // namespace ayni
