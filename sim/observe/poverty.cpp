#include "observe/poverty.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/lanes.hpp"

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double mean(std::span<const float> income) {
  double sum = 0.0;
  for (const float x : income) sum += static_cast<double>(x);
  return income.empty() ? undefined : sum / static_cast<double>(income.size());
}

}  // namespace

IncomeSums& IncomeSums::operator+=(const IncomeSums& other) noexcept {
  households += other.households;
  product += other.product;
  total += other.total;
  moderately_poor += other.moderately_poor;
  extremely_poor += other.extremely_poor;
  shortfall += other.shortfall;
  return *this;
}

IncomeSums income_sums(std::span<const float> product, std::span<const std::int32_t> other,
                       std::span<const std::int32_t> counted, const PovertyLines& lines) noexcept {
  assert(product.size() % lane == 0 && other.size() == product.size() && counted.size() == product.size());
  const auto moderate = static_cast<float>(lines.moderate);
  const auto extreme = static_cast<float>(lines.extreme);
  Ints households{}, moderately_poor{}, extremely_poor{};
  Floats from_product{}, total{}, shortfall{};  // blocks are short enough for single precision
  for (std::size_t k = 0; k < product.size(); k += lane) {
    const Ints counts = load(&counted[k]);
    const Floats weight = to_floats(counts);
    const Floats product_income = load(&product[k]);
    const Floats income = yearly_income(product_income, to_floats(load(&other[k])));
    const Floats gap = moderate - income;
    households += counts;
    from_product += weight * product_income;
    total += weight * income;
    moderately_poor += counts & (income <= moderate);  // a comparison has all bits set where it holds
    extremely_poor += counts & (income <= extreme);
    shortfall += gap > 0.0F ? weight * gap : Floats{};
  }
  return {sum(households), sum(from_product), sum(total), sum(moderately_poor), sum(extremely_poor), sum(shortfall)};
}

std::array<double, 5> quintile_means(std::span<float> income) {
  const std::size_t n = income.size();
  std::array<double, 5> means{};
  std::size_t first = 0;
  for (std::size_t fifth = 0; fifth < means.size(); ++fifth) {
    const std::size_t end = ((fifth + 1) * n + 4) / 5;
    const auto cut = income.begin() + static_cast<std::ptrdiff_t>(end);
    if (end < n) std::nth_element(income.begin() + static_cast<std::ptrdiff_t>(first), cut, income.end());
    means[fifth] = mean(income.subspan(first, end - first));
    first = end;
  }
  return means;
}

}  // namespace ayni
