#pragma once
// exp, log and the logistic function with the same bits on every machine. The C library's versions may use fused
// multiply-add where the processor has it, so their last bit differs between machines; these use only additions,
// multiplications and one division (build with -ffp-contract=off). Relative error below 4e-16 in the range used. Without
// branches and with whole numbers of 32 bits, so that loops over many numbers take several at once.

#include <cstdint>
#include <cstring>
#include <limits>

namespace ayni {

/// e^x; 0 below -708, infinity above 709.
[[nodiscard]] inline double portable_exp(double x) noexcept {
  constexpr double lowest = -708.0;
  constexpr double highest = 709.0;
  constexpr double log2_e = 1.4426950408889634074;
  constexpr double ln2_high = 6.93147180369123816490e-01;
  constexpr double ln2_low = 1.90821492927058770002e-10;
  const double inside = x < lowest ? lowest : (x > highest ? highest : x);
  const double scaled = inside * log2_e;
  const auto power = static_cast<std::int32_t>(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5);
  const auto k = static_cast<double>(power);
  const double r = (inside - k * ln2_high) - k * ln2_low;
  // Taylor to the 13th power on |r| <= ln(2)/2, grouped (Estrin) to shorten the chain of dependent operations.
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double r8 = r4 * r4;
  const double a = (1.0 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
  const double b = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
  const double c = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
  const double d = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
  const double mantissa = a + r4 * b + r8 * (c + r4 * d);
  const std::uint64_t bits = static_cast<std::uint64_t>(power + 1023) << 52;
  double scale;
  std::memcpy(&scale, &bits, sizeof scale);
  const double value = mantissa * scale;
  return x < lowest ? 0.0 : (x > highest ? std::numeric_limits<double>::infinity() : value);
}

/// Natural logarithm of a positive, finite, normal number; minus infinity for anything not above zero.
[[nodiscard]] inline double portable_log(double x) noexcept {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  // The mantissa is brought into [sqrt(1/2), sqrt(2)), where the series below converges fastest.
  const std::uint64_t shifted = bits - 0x3fe6a09e667f3bcdULL;
  const std::int32_t exponent = static_cast<std::int32_t>(shifted >> 32) >> 20;
  bits -= static_cast<std::uint64_t>(exponent) << 52;
  double m;
  std::memcpy(&m, &bits, sizeof m);
  // log m = 2 atanh(s), s = (m - 1) / (m + 1).
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double a = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
  const double b = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
  const double c = 1.0 / 19 + z * (1.0 / 21);
  const double series = 2.0 * s + 2.0 * s * z * (a + z4 * (b + z4 * c));
  constexpr double ln2_high = 6.93147180369123816490e-01;
  constexpr double ln2_low = 1.90821492927058770002e-10;
  const auto k = static_cast<double>(exponent);
  const double value = k * ln2_high + (series + k * ln2_low);
  return x > 0.0 ? value : -std::numeric_limits<double>::infinity();
}

/// 1 / (1 + e^-x).
[[nodiscard]] inline double logistic(double x) noexcept { return 1.0 / (1.0 + portable_exp(-x)); }

/// base^exponent for a base and an exponent of at least 0, or any exponent of a base above 0; 0^0 is 1.
[[nodiscard]] inline double portable_pow(double base, double exponent) noexcept {
  if (base == 0.0) return exponent == 0.0 ? 1.0 : 0.0;
  return portable_exp(exponent * portable_log(base));
}

}  // namespace ayni
