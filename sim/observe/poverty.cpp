#include "observe/poverty.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/lanes.hpp"
#include "core/rising_bits.hpp"

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Buckets are numbered by the sign, the exponent and five bits of the fraction: each is 3% wide.
constexpr int bits_left_out = 18;

/// Ascending with the income.
std::size_t bucket_of(float income) noexcept { return rising_bits(income) >> bits_left_out; }

}  // namespace

IncomeSums& IncomeSums::operator+=(const IncomeSums& other) noexcept {
  households += other.households;
  product += other.product;
  home += other.home;
  total += other.total;
  moderately_poor += other.moderately_poor;
  extremely_poor += other.extremely_poor;
  shortfall += other.shortfall;
  squared_shortfall += other.squared_shortfall;
  return *this;
}

ResidentSums& ResidentSums::operator+=(const ResidentSums& other) noexcept {
  households += other.households;
  total += other.total;
  moderately_poor += other.moderately_poor;
  return *this;
}

BlockSums income_sums(const IncomeBlock& block, Asked asked, const PovertyLines& lines) noexcept {
  const std::size_t slots = block.product.size();
  assert(slots % lane == 0 && block.home.size() == slots && block.other.size() == slots &&
         block.member.size() == slots);
  assert(block.lives.size() == slots && block.away.size() == slots);
  const auto moderate = static_cast<float>(lines.moderate);
  const auto extreme = static_cast<float>(lines.extreme);
  Ints households{}, moderately_poor{}, extremely_poor{}, residents{}, poor_residents{};
  Floats from_product{}, at_home{}, total{}, shortfall{}, squared{},
      of_residents{};  // blocks are short enough for single precision
  for (std::size_t k = 0; k < slots; k += lane) {
    const Ints resident = load(&block.lives[k]) & (load(&block.away[k]) ^ 1);
    const Ints counts = asked == Asked::residents ? resident : resident & load(&block.member[k]);
    const Ints included = counts > 0;  // a comparison has all bits set where it holds
    const Floats product_income = load(&block.product[k]);
    const Floats home = load(&block.home[k]);
    const Floats income = yearly_income(product_income, home, to_floats(load(&block.other[k])));
    const Floats gap = moderate - income;
    const Ints poor = income <= moderate;
    households += counts;
    residents += resident;
    from_product += included ? product_income : Floats{};
    at_home += included ? home : Floats{};
    total += included ? income : Floats{};
    of_residents += resident > 0 ? income : Floats{};
    moderately_poor += counts & poor;
    poor_residents += resident & poor;
    extremely_poor += counts & (income <= extreme);
    shortfall += included & poor ? gap : Floats{};
    squared += included & poor ? gap * gap : Floats{};
  }
  const Doubles people = totals(households, moderately_poor, extremely_poor, residents);
  const Doubles money = sums(from_product, total, shortfall, of_residents);
  const double squares = sum(first_half(squared), second_half(squared));
  const double eaten = sum(first_half(at_home), second_half(at_home));
  return {.asked = {.households = people[0],
                    .product = money[0],
                    .home = eaten,
                    .total = money[1],
                    .moderately_poor = people[1],
                    .extremely_poor = people[2],
                    .shortfall = money[2],
                    .squared_shortfall = squares},
          .residents = {.households = people[3],
                        .total = money[3],
                        .moderately_poor = static_cast<double>(ayni::total(poor_residents))}};
}

Fifths::Fifths() : buckets_(std::size_t{1} << (bits_of_float - bits_left_out)) {}

Inequality Fifths::among(std::span<float> income) {
  const std::size_t n = income.size();
  std::array<double, fifths> sums{};
  const auto fifth = [n](std::size_t rank) { return fifths * rank / n; };
  const auto first_of = [n](std::size_t f) { return (f * n + fifths - 1) / fifths; };  // its poorest
  std::size_t lowest = buckets_.size();
  std::size_t highest = 0;
  for (const float x : income) {
    const std::size_t b = bucket_of(x);
    lowest = std::min(lowest, b);
    highest = std::max(highest, b);
    buckets_[b].sum += static_cast<double>(x);
    ++buckets_[b].count;
  }
  std::size_t rank = 0;
  double total = 0.0;
  double by_rank = 0.0;  // of incomes times what their rank is above the middle's, twice
  for (std::size_t b = lowest; b <= highest && n > 0; ++b) {
    Bucket& bucket = buckets_[b];
    if (bucket.count == 0) continue;
    const std::size_t first = rank;
    rank += bucket.count;
    total += bucket.sum;
    by_rank += bucket.sum * (static_cast<double>(first + rank) - static_cast<double>(n));
    bucket.split = fifth(first) != fifth(rank - 1) ? 1 : 0;
    if (bucket.split == 0) sums[fifth(first)] += bucket.sum;
    bucket.count = static_cast<std::uint32_t>(first);  // from now on the rank of its poorest
  }
  std::size_t at_the_ends = 0;
  for (const float x : income) {
    income[at_the_ends] = x;
    at_the_ends += buckets_[bucket_of(x)].split;
  }
  const std::span ends = income.first(at_the_ends);
  std::sort(ends.begin(), ends.end());
  for (const float x : ends) sums[fifth(buckets_[bucket_of(x)].count++)] += static_cast<double>(x);
  if (n > 0) std::fill(&buckets_[lowest], &buckets_[highest] + 1, Bucket{});
  for (std::size_t f = 0; f < sums.size(); ++f) {
    const std::size_t households = first_of(f + 1) - first_of(f);
    sums[f] = households > 0 ? sums[f] / static_cast<double>(households) : undefined;
  }
  return {sums, total > 0.0 ? by_rank / (static_cast<double>(n) * total) : undefined};
}

}  // namespace ayni
