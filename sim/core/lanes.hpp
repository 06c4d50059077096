#pragma once
// Eight numbers side by side, for sums over households. Floating-point numbers: a compiler may not reorder such a sum to use
// vector instructions, so its order is written down here. Whole numbers: they are summed in 32 bits as long as they fit.
// The same bits on every machine, whatever its vectors are.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace ayni {

inline constexpr std::size_t lane = 8;

using Floats = float __attribute__((vector_size(4 * lane)));
using Ints = std::int32_t __attribute__((vector_size(4 * lane)));
// Half as many of 64 bits: what does not fit one vector register is moved through memory, piece by piece.
inline constexpr std::size_t half_lane = lane / 2;
using Doubles = double __attribute__((vector_size(8 * half_lane)));
using FourFloats = float __attribute__((vector_size(4 * half_lane)));
using FourInts = std::int32_t __attribute__((vector_size(4 * half_lane)));
using Pairs = std::uint64_t __attribute__((vector_size(4 * lane)));

/// So many numbers below 2^28 can be added up in `Ints` before they have to be summed.
inline constexpr std::size_t stretch = 8 * lane;

// The same where numbers stand in a column, at any multiple of four bytes. Not copied with memcpy: a compiler would have to
// assume that what is copied may be a column's address, and read all addresses again for every eight households.
using FloatsOfColumn = float __attribute__((vector_size(4 * lane), aligned(4)));
using IntsOfColumn = std::int32_t __attribute__((vector_size(4 * lane), aligned(4)));

/// The eight numbers from `from` on.
[[nodiscard]] inline Floats load(const float* from) noexcept { return *reinterpret_cast<const FloatsOfColumn*>(from); }
[[nodiscard]] inline Ints load(const std::int32_t* from) noexcept {
  return *reinterpret_cast<const IntsOfColumn*>(from);
}

/// The same from numbers of 8 bits without sign.
[[nodiscard]] inline Ints load(const std::uint8_t* from) noexcept {
#if defined(__AVX2__) && !defined(__clang__)
  // g++ 12 makes eight instructions of the conversion, where the processor has one.
  using SixteenBytes = char __attribute__((vector_size(16)));
  using TwoLongs = long long __attribute__((vector_size(16)));
  long long eight;
  std::memcpy(&eight, from, sizeof eight);
  return reinterpret_cast<Ints>(__builtin_ia32_pmovzxbd256(reinterpret_cast<SixteenBytes>(TwoLongs{eight, 0})));
#elif defined(__wasm__)
  using SixteenBytes = char __attribute__((vector_size(16)));
  using TwoLongs = long long __attribute__((vector_size(16)));
  long long eight;
  std::memcpy(&eight, from, sizeof eight);
  const auto bytes = reinterpret_cast<SixteenBytes>(TwoLongs{eight, 0});
  return reinterpret_cast<Ints>(__builtin_shufflevector(bytes, bytes, 0, 8, 8, 8, 1, 8, 8, 8, 2, 8, 8, 8, 3, 8, 8, 8, 4,
                                                        8, 8, 8, 5, 8, 8, 8, 6, 8, 8, 8, 7, 8, 8, 8));
#else
  using Bytes = std::uint8_t __attribute__((vector_size(lane)));
  Bytes eight;
  std::memcpy(&eight, from, sizeof eight);
  return __builtin_convertvector(eight, Ints);
#endif
}

inline void store(Floats numbers, float* to) noexcept { *reinterpret_cast<FloatsOfColumn*>(to) = numbers; }
inline void store(Ints numbers, std::int32_t* to) noexcept { *reinterpret_cast<IntsOfColumn*>(to) = numbers; }

// g++ 12 makes four instructions of each of these conversions, where the processor has one.
#if defined(__AVX__) && !defined(__clang__)
[[nodiscard]] inline Doubles widened(FourFloats numbers) noexcept { return __builtin_ia32_cvtps2pd256(numbers); }
[[nodiscard]] inline Doubles widened(FourInts numbers) noexcept { return __builtin_ia32_cvtdq2pd256(numbers); }
#else
[[nodiscard]] inline Doubles widened(FourFloats numbers) noexcept { return __builtin_convertvector(numbers, Doubles); }
[[nodiscard]] inline Doubles widened(FourInts numbers) noexcept { return __builtin_convertvector(numbers, Doubles); }
#endif

/// The first four, the last four.
[[nodiscard]] inline Doubles first_half(Floats numbers) noexcept {
  return widened(__builtin_shufflevector(numbers, numbers, 0, 1, 2, 3));
}
[[nodiscard]] inline Doubles second_half(Floats numbers) noexcept {
  return widened(__builtin_shufflevector(numbers, numbers, 4, 5, 6, 7));
}
[[nodiscard]] inline Doubles first_half(Ints numbers) noexcept {
  return widened(__builtin_shufflevector(numbers, numbers, 0, 1, 2, 3));
}
[[nodiscard]] inline Doubles second_half(Ints numbers) noexcept {
  return widened(__builtin_shufflevector(numbers, numbers, 4, 5, 6, 7));
}
[[nodiscard]] inline Floats to_floats(Ints numbers) noexcept { return __builtin_convertvector(numbers, Floats); }
[[nodiscard]] inline Floats to_floats(Doubles first, Doubles second) noexcept {
  return __builtin_shufflevector(__builtin_convertvector(first, FourFloats),
                                 __builtin_convertvector(second, FourFloats), 0, 1, 2, 3, 4, 5, 6, 7);
}
/// Towards zero.
[[nodiscard]] inline Ints to_ints(Floats numbers) noexcept { return __builtin_convertvector(numbers, Ints); }
[[nodiscard]] inline Ints to_ints(Doubles first, Doubles second) noexcept {
  return __builtin_shufflevector(__builtin_convertvector(first, FourInts), __builtin_convertvector(second, FourInts), 0,
                                 1, 2, 3, 4, 5, 6, 7);
}

/// The smaller, the larger of each two.
template <class Lanes>
[[nodiscard]] Lanes least(Lanes a, Lanes b) noexcept {
  return b < a ? b : a;
}
template <class Lanes>
[[nodiscard]] Lanes most(Lanes a, Lanes b) noexcept {
  return a < b ? b : a;
}

/// Whether any of the eight is not 0.
[[nodiscard]] inline bool any(Ints numbers) noexcept {
#ifdef __AVX__
  using SignedPairs = long long __attribute__((vector_size(4 * lane)));
  const auto pairs = reinterpret_cast<SignedPairs>(numbers);
  return __builtin_ia32_ptestz256(pairs, pairs) == 0;
#else
  const auto pairs = reinterpret_cast<Pairs>(numbers);
  return (pairs[0] | pairs[1] | pairs[2] | pairs[3]) != 0;
#endif
}

/// The sum of the eight, whole. Two neighbours are the halves of one number of 64 bits, both made non-negative.
[[nodiscard]] inline std::int64_t total(Ints numbers) noexcept {
  constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();
  const auto pairs = reinterpret_cast<Pairs>(numbers ^ static_cast<std::int32_t>(lowest));
  const Pairs four = (pairs & 0xffffffffU) + (pairs >> 32);
  const Pairs two = four + __builtin_shufflevector(four, four, 2, 3, 0, 1);
  return static_cast<std::int64_t>(two[0] + two[1]) + static_cast<std::int64_t>(lane) * lowest;
}

/// `total` of each of four, the four side by side; none may leave 32 bits.
[[nodiscard]] inline Doubles totals(Ints a, Ints b, Ints c, Ints d) noexcept {
  const Ints ab = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13) +
                  __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
  const Ints cd = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13) +
                  __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
  const Ints twice = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +
                     __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
  return __builtin_convertvector(
      __builtin_shufflevector(twice, twice, 0, 1, 2, 3) + __builtin_shufflevector(twice, twice, 4, 5, 6, 7), Doubles);
}

/// Sums any number of non-negative numbers of 32 bits, exactly. Two neighbours are added as one number of 64 bits, whose
/// upper half is summed once more by itself: fewer instructions than to widen each.
class WideSum {
 public:
  void add(Ints numbers) noexcept {
    Pairs two;
    std::memcpy(&two, &numbers, sizeof two);
    both_ += two;
    upper_ += two >> 32;
  }
  [[nodiscard]] std::int64_t total() const noexcept {
    std::uint64_t both = 0;
    std::uint64_t upper = 0;
    for (std::size_t l = 0; l < lane / 2; ++l) {
      both += both_[l];
      upper += upper_[l];
    }
    return static_cast<std::int64_t>(both - (upper << 32) + upper);
  }

 private:
  Pairs both_{};
  Pairs upper_{};
};

/// The sum of eight, one after the other, carried on from another.
[[nodiscard]] inline double sum(Doubles first, Doubles second, double all = 0.0) noexcept {
  for (std::size_t l = 0; l < half_lane; ++l) all += first[l];
  for (std::size_t l = 0; l < half_lane; ++l) all += second[l];
  return all;
}

/// The sum of the eight, one after the other in double precision, of each of four, the four side by side.
[[nodiscard]] inline Doubles sums(Floats a, Floats b, Floats c, Floats d) noexcept {
  // Halves are turned round: the first of all four stand together, then the second, and so on.
  const Floats ab_low = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13);
  const Floats ab_high = __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
  const Floats cd_low = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13);
  const Floats cd_high = __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
  const Floats of_lane[]{__builtin_shufflevector(ab_low, cd_low, 0, 1, 8, 9, 4, 5, 12, 13),
                         __builtin_shufflevector(ab_low, cd_low, 2, 3, 10, 11, 6, 7, 14, 15),
                         __builtin_shufflevector(ab_high, cd_high, 0, 1, 8, 9, 4, 5, 12, 13),
                         __builtin_shufflevector(ab_high, cd_high, 2, 3, 10, 11, 6, 7, 14, 15)};
  Doubles all{};
  for (const Floats& numbers : of_lane) {
    all += first_half(numbers);
  }
  for (const Floats& numbers : of_lane) {
    all += second_half(numbers);
  }
  return all;
}

}  // namespace ayni
