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

std::span<const float> sorted(std::span<const float> income, std::span<float> scratch) {
  assert(scratch.size() == income.size());
  std::copy(income.begin(), income.end(), scratch.begin());
  std::sort(scratch.begin(), scratch.end());
  return scratch;
}

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

Inequality inequality(std::span<const float> income, std::span<float> scratch) {
  const auto x = sorted(income, scratch);
  const std::size_t n = x.size();
  Inequality result{};
  for (std::size_t fifth = 0; fifth < 5; ++fifth) {
    const std::size_t first = (fifth * n + 4) / 5;
    const std::size_t end = ((fifth + 1) * n + 4) / 5;
    result.quintile_mean[fifth] = mean(x.subspan(first, end - first));
  }
  double sum = 0.0;
  double spread = 0.0;
  for (std::size_t k = 0; k < n; ++k) {
    const auto value = static_cast<double>(x[k]);
    sum += value;
    spread += (2.0 * static_cast<double>(k) + 1.0 - static_cast<double>(n)) * value;
  }
  result.gini = sum > 0.0 ? spread / (static_cast<double>(n) * sum) : undefined;
  return result;
}

void poverty_lines(std::span<const float> control_income, std::span<const double> headcounts, std::span<float> scratch,
                   std::span<double> lines) {
  assert(control_income.size() >= 2 && lines.size() == headcounts.size());
  const auto x = sorted(control_income, scratch);
  for (std::size_t i = 0; i < headcounts.size(); ++i) {
    const auto nearest = static_cast<std::size_t>(std::lround(headcounts[i] * static_cast<double>(x.size())));
    const std::size_t poor = std::clamp<std::size_t>(nearest, 1, x.size() - 1);
    lines[i] = 0.5 * (static_cast<double>(x[poor - 1]) + static_cast<double>(x[poor]));
  }
}

}  // namespace ayni
