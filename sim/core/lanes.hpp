#pragma once
// Eight numbers side by side, for sums of floating-point numbers over households: a compiler may not reorder such a sum to
// use vector instructions, so its order is written down here. The same bits on every machine, whatever its vectors are.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ayni {

inline constexpr std::size_t lane = 8;

using Floats = float __attribute__((vector_size(4 * lane)));
using Doubles = double __attribute__((vector_size(8 * lane)));
using Ints = std::int32_t __attribute__((vector_size(4 * lane)));

/// The eight numbers from `from` on.
[[nodiscard]] inline Floats load(const float* from) noexcept {
  Floats all;
  std::memcpy(&all, from, sizeof all);
  return all;
}
[[nodiscard]] inline Ints load(const std::int32_t* from) noexcept {
  Ints all;
  std::memcpy(&all, from, sizeof all);
  return all;
}

[[nodiscard]] inline Doubles to_doubles(Floats numbers) noexcept { return __builtin_convertvector(numbers, Doubles); }
[[nodiscard]] inline Floats to_floats(Ints numbers) noexcept { return __builtin_convertvector(numbers, Floats); }

/// The sum of the eight, in double precision.
template <class Lanes>
[[nodiscard]] double sum(Lanes numbers) noexcept {
  double all = 0.0;
  for (std::size_t l = 0; l < lane; ++l) all += static_cast<double>(numbers[l]);
  return all;
}

}  // namespace ayni
