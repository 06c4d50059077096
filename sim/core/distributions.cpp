#include "core/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace ayni {
namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) noexcept {
  double sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

constexpr std::array<double, 8> a{3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                  1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                  3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array<double, 8> b{1.0,
                                  4.2313330701600911252e+1,
                                  6.8718700749205790830e+2,
                                  5.3941960214247511077e+3,
                                  2.1213794301586595867e+4,
                                  3.9307895800092710610e+4,
                                  2.8729085735721942674e+4,
                                  5.2264952788528545610e+3};
constexpr std::array<double, 8> c{1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                  3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> d{1.0,
                                  2.05319162663775882187e0,
                                  1.67638483018380384940e0,
                                  6.89767334985100004550e-1,
                                  1.48103976427480074590e-1,
                                  1.51986665636164571966e-2,
                                  5.47593808499534494600e-4,
                                  1.05075007164441684324e-9};
constexpr std::array<double, 8> e{6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> f{1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

/// Half the width of the middle part, where the first of the three approximations holds.
constexpr double middle = 0.425;

// Inlined everywhere, so that loops over many numbers take several at once.
[[gnu::always_inline]] inline double middle_quantile(double q) noexcept {
  const double r = 0.180625 - q * q;  // middle squared
  return q * polynomial(a, r) / polynomial(b, r);
}

/// How far out a tail probability lies, on the scale of the approximations.
[[gnu::always_inline]] inline double depth(double p) noexcept {
  return std::sqrt(-portable_log(p < 0.5 ? p : 1.0 - p));
}

/// The quantile's distance from zero, of nearly all tail probabilities and of those deeper than 5.
[[gnu::always_inline]] inline double near_tail(double depth) noexcept {
  return polynomial(c, depth - 1.6) / polynomial(d, depth - 1.6);
}
double far_tail(double depth) noexcept { return polynomial(e, depth - 5.0) / polynomial(f, depth - 5.0); }

bool in_the_middle(double p) noexcept { return p - 0.5 >= -middle && p - 0.5 <= middle; }

}  // namespace

// Draws first, then numbers: a loop that takes several at once.
void unit_floats(Engine& engine, std::span<float> numbers) noexcept {
  std::array<std::uint32_t, draws_at_once> bits;
  for (std::size_t begin = 0; begin < numbers.size(); begin += bits.size()) {
    const std::size_t n = std::min(bits.size(), numbers.size() - begin);
    for (std::size_t i = 0; i < n; i += 2) {
      const std::uint64_t both = engine();
      bits[i] = static_cast<std::uint32_t>(both >> 32);
      bits[i + 1] = static_cast<std::uint32_t>(both);
    }
    for (std::size_t i = 0; i < n; ++i) numbers[begin + i] = unit_float(bits[i]);
  }
}

double normal_quantile(double p) noexcept {
  if (in_the_middle(p)) return middle_quantile(p - 0.5);
  const double r = depth(p);
  return std::copysign(r <= 5.0 ? near_tail(r) : far_tail(r), p - 0.5);
}

// The middle of all, then the tails of those that need one: loops without branches, which take several numbers at once.
void normal_quantiles(std::span<double> p) noexcept {
  std::array<double, 64> probability;
  std::array<std::uint32_t, 64> tail;
  std::array<double, 64> distance;
  for (std::size_t begin = 0; begin < p.size(); begin += probability.size()) {
    const std::size_t n = std::min(probability.size(), p.size() - begin);
    double* const quantile = p.data() + begin;
    std::copy_n(quantile, n, probability.begin());
    std::size_t tails = 0;
    for (std::size_t i = 0; i < n; ++i) {
      tail[tails] = static_cast<std::uint32_t>(i);
      tails += in_the_middle(probability[i]) ? 0U : 1U;
    }
    for (std::size_t i = 0; i < n; ++i) quantile[i] = middle_quantile(probability[i] - 0.5);
    for (std::size_t k = 0; k < tails; ++k) distance[k] = probability[tail[k]];
    for (std::size_t k = 0; k < tails; ++k) distance[k] = depth(distance[k]);
    for (std::size_t k = 0; k < tails; ++k) {
      quantile[tail[k]] = distance[k];
      distance[k] = near_tail(distance[k]);
    }
    for (std::size_t k = 0; k < tails; ++k) {
      double& value = quantile[tail[k]];
      value = std::copysign(value <= 5.0 ? distance[k] : far_tail(value), probability[tail[k]] - 0.5);
    }
  }
}

}  // namespace ayni
