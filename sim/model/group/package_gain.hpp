#pragma once
// What goods for the families add to their output: for the technology they become, and for those who weigh whether to
// apply. Calculations that change nothing.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "model/group/technology_parameters.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {

/// Decreasing returns: nothing without a package, the whole gain with one, twice that at the most.
template <class Real>
[[nodiscard]] Real package_returns(Real packages) noexcept {
  return Real{2} * packages / (Real{1} + packages);
}

class PackageGain {
 public:
  /// `bolivianos_per_usd`: what prices in USD are reckoned at.
  PackageGain(const TechnologyParameters& parameters, const std::vector<ProductParameters>& products,
              double bolivianos_per_usd)
      : p_{parameters} {
    for (const ProductParameters& product : products)
      package_.push_back({product.package.cost_usd * bolivianos_per_usd, product.package.gain});
  }

  /// Bs at the prices of the base year, for one family.
  [[nodiscard]] double cost(std::size_t product) const noexcept { return package_[product].cost; }

  /// Share of a mean farm's output that goods of so many Bs a family add once they bear, before they wear, to a group of
  /// this management that has learnt all that advice can teach.
  [[nodiscard]] double of_goods(std::size_t product, double goods_bs, double management) const noexcept {
    const double reach = std::clamp(p_.reach_base + p_.reach_management * management + p_.reach_skill, 0.0, 1.0);
    return package_[product].gain * package_returns(goods_bs / package_[product].cost) * reach;
  }

 private:
  struct Package {
    double cost;  // Bs
    double gain;  // share of a mean farm that a whole one adds
  };
  TechnologyParameters p_;
  std::vector<Package> package_;  // by product
};

}  // namespace ayni
