#pragma once
// Money is counted in whole centavos (1 Bs = 100 centavos), so that sums are exact and every month's audit can demand
// zero. Physical goods are counted the same way: in hundredths of the product's unit.

#include <cstdint>

namespace ayni {

using Centavos = std::int64_t;
using Hundredths = std::int64_t;  ///< of a product's physical unit (litre, quintal, head)

inline constexpr double million = 1e6;  ///< bolivianos, or dollars: what large sums are told in
inline constexpr double hundredth = 0.01;  ///< of a unit of goods, or of a boliviano

/// Largest single amount, so that sums over a whole country and run stay within 64 bits: 100 billion Bs.
inline constexpr double largest_amount = 1e13;

/// Nearest whole number, halves away from zero, within plus or minus largest_amount.
[[nodiscard]] constexpr std::int64_t rounded(double value) noexcept {
  if (value > largest_amount) return static_cast<std::int64_t>(largest_amount);
  if (value < -largest_amount) return -static_cast<std::int64_t>(largest_amount);
  return static_cast<std::int64_t>(value < 0.0 ? value - 0.5 : value + 0.5);
}

[[nodiscard]] constexpr Centavos centavos(double bolivianos) noexcept { return rounded(bolivianos * 100.0); }
/// Nearest whole number of centavos.
[[nodiscard]] constexpr Centavos share_of(Centavos amount, double share) noexcept {
  return rounded(static_cast<double>(amount) * share);
}
[[nodiscard]] constexpr double bolivianos(Centavos amount) noexcept { return static_cast<double>(amount) / 100.0; }

}  // namespace ayni
