#pragma once
// Distributions by inversion: one draw a variate, monotone in the draw, so that two policies that share a draw keep
// their variates in the same order (common random numbers), and the same bits under every compiler.

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/elementary.hpp"
#include "core/random.hpp"

namespace ayni {

/// Uniform on the open interval (0, 1), 53 bits.
[[nodiscard]] inline double uniform(Engine& engine) noexcept {
  return (static_cast<double>(engine() >> 11) + 0.5) * 0x1.0p-53;
}

/// The same from 32 random bits, 24 of them used: on [0, 1) in single precision, for loops over households.
[[nodiscard]] constexpr float unit_float(std::uint32_t bits) noexcept {
  return static_cast<float>(static_cast<std::int32_t>(bits >> 8)) * 0x1.0p-24F;
}

/// Numbers drawn at once into a buffer on the stack by loops over households; a free choice, even.
inline constexpr std::size_t draws_at_once = 64;

/// Fills with uniform numbers on [0, 1), two to a draw of 64 bits.
void unit_floats(Engine& engine, std::span<float> numbers) noexcept;

[[nodiscard]] inline bool bernoulli(Engine& engine, double probability) noexcept {
  return uniform(engine) < probability;
}

/// Inverse of the standard normal distribution function at 0 < p < 1. Wichura (1988), Algorithm AS 241, PPND16.
[[nodiscard]] double normal_quantile(double p) noexcept;

/// Puts in place of each probability its quantile, with the same bits as one by one.
void normal_quantiles(std::span<double> p) noexcept;

/// Standard normal.
[[nodiscard]] inline double normal(Engine& engine) noexcept { return normal_quantile(uniform(engine)); }

/// Exponential with mean one.
[[nodiscard]] inline double exponential(Engine& engine) noexcept { return -portable_log(uniform(engine)); }

/// Uniform on 0 .. bound - 1. The bias is below bound / 2^53.
[[nodiscard]] inline std::uint64_t index_below(Engine& engine, std::uint64_t bound) noexcept {
  return static_cast<std::uint64_t>(uniform(engine) * static_cast<double>(bound));
}

}  // namespace ayni
