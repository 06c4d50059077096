#include "observe/revenue_effect.hpp"

#include <catch2/catch.hpp>

#include "observe/catalogue_of.hpp"
#include "observe/measure_entry.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

struct Sold {
  double volume, revenue, premium;
};

/// What the project did to a product of which so much was sold with it and without, in the second year of three.
RevenueShares effect_of(const Sold& with_project, const Sold& without) {
  Scenario s = small_scenario();
  const Catalogue catalogue = catalogue_of(s);
  RevenueEffect effect{catalogue};
  const std::size_t products = catalogue.axis(Axis::product).size;
  for (const std::size_t arm : {0U, 1U}) {
    Results results;
    results.values.resize(catalogue.measures.size());
    const Sold& sold = arm == 0 ? with_project : without;
    const std::pair<const char*, double> amounts[]{
        {"year_volume", sold.volume}, {"year_revenue", sold.revenue}, {"year_premium", sold.premium}};
    for (const auto& [measure, amount] : amounts) {
      std::vector<double>& values = results.values[catalogue.measure(measure)];
      values.assign(3 * products, 0.0);
      values[maize] = 1e6;  // the first year's, which is not asked for
      values[products + maize] = amount;
    }
    results.arm = arm;
    CHECK(effect.add(results) == (arm == 1));
  }
  return effect.replicates().at(0);
}

}  // namespace

TEST_CASE("More sold at the same price is all volume") {
  const RevenueShares shares = effect_of({12.0, 1200.0, 0.0}, {10.0, 1000.0, 0.0});
  CHECK(shares.revenue == Approx(0.2));
  CHECK(shares.volume == Approx(0.2));
  CHECK(shares.quality == Approx(0.0).margin(1e-12));
  CHECK(shares.trading_terms == Approx(0.0).margin(1e-12));
}

TEST_CASE("The same sold with a premium for quality is all quality, and at a better price all terms of trade") {
  const RevenueShares better = effect_of({10.0, 1100.0, 100.0}, {10.0, 1000.0, 0.0});
  CHECK(better.revenue == Approx(0.1));
  CHECK(better.quality == Approx(0.1));
  CHECK(better.trading_terms == Approx(0.0).margin(1e-12));
  const RevenueShares dearer = effect_of({10.0, 1100.0, 0.0}, {10.0, 1000.0, 0.0});
  CHECK(dearer.trading_terms == Approx(0.1));
  CHECK(dearer.quality == Approx(0.0).margin(1e-12));
}

TEST_CASE("The parts of a change add up to it, which is the change of what is sold for") {
  const RevenueShares shares = effect_of({14.0, 1850.0, 150.0}, {10.0, 1000.0, 40.0});
  CHECK(shares.revenue == Approx(0.85));
  CHECK(shares.volume + shares.quality + shares.trading_terms == Approx(shares.revenue));
}
