#pragma once
// Random numbers by identity: the stream of a draw is found by hashing who draws, for what and when; the order of
// execution never matters. Policies that share a seed therefore share every shock that still applies to both.
//
// Who draws is known by names: a region and a product by the hash of its name, everybody else by a number within what
// they belong to (the third buyer of milk in the second catchment of Lago). So what is added beside them, or sorted
// before them, moves none of their draws.
//
// A replicate starts some hundred thousand streams, most of them for one draw or a few, so what counts is the start. The
// engine is PCG's RXS-M-XS on one word of state, pcg_engines::oneseq_rxs_m_xs_64_64: all streams are stretches of one
// sequence of 2^64 numbers, each begun at a hashed place. That no number comes twice in this sequence cannot be felt in
// streams of some hundred draws (200 random words repeat with chance 1e-15), and among 1e5 streams of 200 draws any two
// overlap with chance 1e-7. tests/statistical/random.cpp tests starts, streams and neighbours; sim/MODEL.md, 7.2, tells
// what else was tried.

#include <cstdint>
#include <pcg_random.hpp>
#include <string_view>

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
  peers = 15,  // whom a group names
  yield_noise = 16,
  settlement = 17,
  review = 18,
  dissolution = 20,
  application = 21,
  appraisal = 22,
  tranche = 23,
  adoption = 24,
  facilities = 25,
  fund_birth = 26,
  fund_repayment = 27,
  bank_loan = 28,  // which members ask for one
  membership = 29,
  match_quality = 32,  // of a signing
  survey_2015 = 33,
  survey_2018 = 34,
  rematch = 37,  // whether a group that looks around meets a buyer
  labelling = 39,
  latin_hypercube = 40,
  sobol_scrambling = 41,
  trajectory = 42,
  country_price = 43,    // the part of a month's price shocks that all products share
  country_drought = 44,  // the part of a season's hazard that all regions share, likewise the next two
  country_frost = 45,
  country_flood = 46,
  number_of_buyers = 47,  // in one catchment, of one product
  trunk_road = 48,
  collection = 49,  // in which municipalities a buyer collects
  broker_presence = 50,
  broker_contact = 51,    // whether a broker knows a buyer
  broker_service = 52,    // whether a broker serves a group
  counterpart_loan = 54,  // whether a bank lends members what is missing of a tranche
  bank_helper = 55,       // whether a group comes to vouch for its members at a bank
  buyer_taste = 56,       // how a group likes one buyer, beside price and way
  survey_attendance = 57,
  practices = 58,      // what a group was taught to do together
  earlier_trade = 59,  // with whom a group traded before the project, and for how long
  buyer_owners = 60,   // whether a buyer belongs to producers
  word_of_mouth = 61,  // whether a group hears of a call from others
  buyer_search = 62,   // whether a group finds a buyer by itself
};

using Engine = pcg_engines::oneseq_rxs_m_xs_64_64;

/// splitmix64's finaliser: a bijection of 64-bit words in which every input bit changes half the output bits.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/// The key of a region or product: its name's FNV-1a hash of 64 bits, mixed. A scenario of which two names share a key is
/// refused (inconsistencies in model/scenario.hpp).
[[nodiscard]] constexpr std::uint64_t key_of_name(std::string_view name) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
  return mix(hash);
}

/// The key of somebody within another: of the n-th buyer of a market, of a product in a region, of a group and a buyer
/// together; splitmix64 begun at the outer key. Those within one all differ; any two of 1e5 agents of different ones share
/// a key with chance 3e-10, and would then share the draws of a process, no more.
[[nodiscard]] constexpr std::uint64_t key_within(std::uint64_t outer, std::uint64_t inner) noexcept {
  return mix(outer + 0x9e3779b97f4a7c15ULL * (inner + 1));
}

/// The agent of draws of which the country has one.
inline constexpr std::uint64_t whole_country = 0;

/// All streams of one run. Copyable, one word large; holds no mutable state.
class Streams {
 public:
  Streams(std::uint64_t seed, std::uint64_t replicate) noexcept : run_{key_within(key_within(0, seed), replicate)} {}

  /// The stream of (process, agent, month), from its beginning. Months, and what is counted in their place, are below 2^32.
  [[nodiscard]] Engine operator()(Process process, std::uint64_t agent, std::uint64_t month = 0) const noexcept {
    const std::uint64_t occasion = key_within(run_, (static_cast<std::uint64_t>(process) << 32) + month);
    return Engine{mix(occasion ^ agent)};
  }

 private:
  std::uint64_t run_;
};

}  // namespace ayni
