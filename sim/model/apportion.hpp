#pragma once
// A whole number of things split by weights.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "core/money.hpp"

namespace ayni {

/// Splits `total`, rounded, by weights; largest remainders, ties to the first. None where all weights are 0.
[[nodiscard]] inline std::vector<std::size_t> apportion(double total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::size_t> parts(weights.size());
  std::vector<std::pair<double, std::size_t>> rest;
  const auto whole = static_cast<std::size_t>(rounded(total));
  std::size_t given = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const double exact = sum > 0.0 ? static_cast<double>(whole) * weights[k] / sum : 0.0;
    parts[k] = static_cast<std::size_t>(exact);
    given += parts[k];
    rest.emplace_back(-(exact - std::floor(exact)), k);
  }
  std::sort(rest.begin(), rest.end());
  for (std::size_t k = 0; sum > 0.0 && given < whole; ++k, ++given) ++parts[rest[k].second];
  return parts;
}

}  // namespace ayni
