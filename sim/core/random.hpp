#pragma once
// Random numbers by identity: the stream of a draw is found by hashing who draws, for what and when; the order of
// execution never matters. Policies that share a seed therefore share every shock that still applies to both.

#include <cstdint>
#include <pcg_random.hpp>

namespace ayni {

/// The use a draw is put to. Numbers are part of the reproducibility contract: add at the end, never reuse or renumber.
enum class Process : std::uint32_t {
  product_price = 1,
  powder_price = 2,
  price_regime = 3,
  spot_noise = 4,
  drought = 6,
  frost = 7,
  flood = 8,
  population = 9,
  group_traits = 10,
  buyer_traits = 11,
  broker_traits = 12,
  municipality_traits = 13,
  roads = 14,
  acquaintance = 15,
  yield_noise = 16,
  settlement = 17,
  review = 18,
  buyer_exit = 19,
  dissolution = 20,
  application = 21,
  appraisal = 22,
  tranche = 23,
  adoption = 24,
  facilities = 25,
  fund_birth = 26,
  fund_repayment = 27,
  bank_loan = 28,
  membership = 29,
  match_quality = 32,
  survey_2015 = 33,
  survey_2018 = 34,
  impact_survey = 35,
  rematch = 37,
  labelling = 39,
  latin_hypercube = 40,
  sobol_scrambling = 41,
  trajectory = 42,
};

using Engine = pcg64;

/// splitmix64's finaliser: a bijection of 64-bit words in which every input bit changes half the output bits.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/// All streams of one run. Copyable, two words large; holds no mutable state.
class Streams {
 public:
  Streams(std::uint64_t seed, std::uint64_t replicate) noexcept
      : first_{mix(seed + golden) ^ mix(replicate + 2 * golden)}, second_{mix(first_ ^ mix(replicate ^ ~seed))} {}

  /// The stream of (process, agent, month), from its beginning.
  [[nodiscard]] Engine operator()(Process process, std::uint64_t agent, std::uint64_t month = 0) const noexcept {
    const std::uint64_t who = mix(first_ + golden * (agent + 1));
    const std::uint64_t what = mix(second_ + golden * (month + 1) + (static_cast<std::uint64_t>(process) << 40));
    const std::uint64_t key = mix(who ^ (what + (what << 1)));
    const auto wide = [](std::uint64_t high, std::uint64_t low) {
      return (static_cast<pcg128>(high) << 64) | static_cast<pcg128>(low);
    };
    return Engine{wide(mix(key + golden), who + what), wide(mix(key + 2 * golden), key)};
  }

 private:
  using pcg128 = pcg64::state_type;
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
  std::uint64_t first_;
  std::uint64_t second_;
};

}  // namespace ayni
