#pragma once
// Numbers of single precision as whole numbers in the same order.

#include <cstdint>
#include <cstring>

namespace ayni {

inline constexpr int bits_of_float = 32;

/// The bits of a number, turned so that they rise with it; -0 is below 0. No branches.
[[nodiscard]] inline std::uint32_t rising_bits(float number) noexcept {
  constexpr std::uint32_t sign = std::uint32_t{1} << (bits_of_float - 1);
  std::uint32_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  return bits ^ ((0U - (bits >> (bits_of_float - 1))) | sign);
}

}  // namespace ayni
