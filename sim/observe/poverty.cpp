#include "observe/poverty.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double mean(std::span<const float> income) {
  double sum = 0.0;
  for (const float x : income) sum += static_cast<double>(x);
  return income.empty() ? undefined : sum / static_cast<double>(income.size());
}

struct Shortfall {
  std::int64_t poor;
  double missing;
};

// Eight partial sums, so that the loop can use vector instructions without reordering anything; blocks are short enough
// for single precision.
constexpr std::size_t block = 1024;

Shortfall shortfall(std::span<const float> income, float line) {
  constexpr std::size_t lanes = 8;
  std::array<std::int32_t, lanes> poor{};
  std::array<float, lanes> missing{};
  std::size_t k = 0;
  for (; k + lanes <= income.size(); k += lanes) {
    for (std::size_t l = 0; l < lanes; ++l) {
      const float gap = line - income[k + l];
      poor[l] += gap >= 0.0F ? 1 : 0;
      missing[l] += std::max(gap, 0.0F);
    }
  }
  for (std::size_t l = 0; k < income.size(); ++k, ++l) {
    poor[l] += income[k] <= line ? 1 : 0;
    missing[l] += std::max(line - income[k], 0.0F);
  }
  double sum = 0.0;
  for (const float part : missing) sum += static_cast<double>(part);
  return {std::accumulate(poor.begin(), poor.end(), std::int64_t{0}), sum};
}

}  // namespace

Poverty poverty(std::span<const float> income, double line) {
  if (income.empty()) return {undefined, undefined};
  const auto bound = static_cast<float>(line);
  std::int64_t poor = 0;
  double missing = 0.0;
  for (std::size_t begin = 0; begin < income.size(); begin += block) {
    const Shortfall part = shortfall(income.subspan(begin, std::min(block, income.size() - begin)), bound);
    poor += part.poor;
    missing += part.missing;
  }
  const auto n = static_cast<double>(income.size());
  return {static_cast<double>(poor) / n, missing / (n * line)};
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
