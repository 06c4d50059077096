#include "model/scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

bool complains_of(const Scenario& scenario, const std::string& key) {
  const auto found = inconsistencies(scenario);
  return std::any_of(found.begin(), found.end(), [&](const Inconsistency& one) { return one.key == key; });
}

}  // namespace

TEST_CASE("A consistent scenario has no inconsistencies") { CHECK(inconsistencies(small_scenario()).empty()); }

TEST_CASE("A country needs a region") {
  Scenario s = small_scenario();
  s.region.clear();
  CHECK(complains_of(s, "region"));
}

TEST_CASE("Shares of groups and of municipalities add up to 1, and so do those of a region's products") {
  Scenario s = small_scenario();
  s.region[0].share_of_groups = 0.4;
  CHECK(complains_of(s, "region.altiplano.share_of_groups"));
  s = small_scenario();
  s.region[1].municipalities_share = 0.6;
  CHECK(complains_of(s, "region.altiplano.municipalities_share"));
  s = small_scenario();
  s.region[1].product[0].share = 0.5;
  CHECK(complains_of(s, "region.llanos.product"));
}

TEST_CASE("Two regions or products whose names hash alike are refused, as they would share all draws") {
  const std::string one = "7mohtcOFVz", other = "c1E51sSEyx";  // a known pair
  REQUIRE(key_of_name(one) == key_of_name(other));
  Scenario s = small_scenario();
  s.region[0].name = one;
  s.region[1].name = other;
  CHECK(complains_of(s, "region.c1E51sSEyx"));
  s = small_scenario();
  s.product[0].name = s.region[1].product[0].name = one;
  s.product[1].name = s.region[0].product[0].name = other;
  CHECK(complains_of(s, "product.c1E51sSEyx"));
  s.product[1].name = s.region[0].product[0].name = "milk";
  CHECK(inconsistencies(s).empty());
}

TEST_CASE("Groups need a municipality to live in") {
  Scenario s = small_scenario();
  s.region[0].municipalities_share = 0.0;
  s.region[1].municipalities_share = 1.0;
  CHECK(complains_of(s, "region.altiplano.municipalities_share"));
}

TEST_CASE("Young and old groups together are all groups at most") {
  Scenario s = small_scenario();
  s.region[0].group_young_share = 0.6;
  s.region[0].group_old_share = 0.5;
  CHECK(complains_of(s, "region.altiplano.group_young_share"));
}

TEST_CASE("A floor above the ceiling, a buyer without outlet and a project that gives nothing are all told at once") {
  Scenario s = small_scenario();
  s.trade.price_floor_share = 1.1;
  CHECK(inconsistencies(s).empty());  // there is no ceiling
  s.trade.price_ceiling_share = 1.05;
  s.buyer.dairy.outlet_margin = -0.5;
  s.buyer.dairy.handling_cost_share = 0.5;
  s.buyer.exporter.handling_cost_share = 5.0;  // nothing here is sold to exporters
  s.project.requires_buyer = false;
  s.project.grant_factor = 0.0;
  CHECK(complains_of(s, "trade.price_floor_share"));
  CHECK(complains_of(s, "buyer.dairy.outlet_margin"));
  CHECK(complains_of(s, "project.requires_buyer"));
  CHECK(inconsistencies(s).size() == 3);
}

TEST_CASE("A region grows only products that exist") {
  Scenario s = small_scenario();
  s.region[0].product[0].name = "mango";
  CHECK(complains_of(s, "region.altiplano.product.mango"));
}

TEST_CASE("A product is sold in twelve months of which one at least counts, and something is left to sell") {
  Scenario s = small_scenario();
  s.product[maize].sold_by_month = {1.0};
  CHECK(complains_of(s, "product.maize.sold_by_month"));
  s.product[maize].sold_by_month.assign(12, 0.0);
  CHECK(complains_of(s, "product.maize.sold_by_month"));
  s = small_scenario();
  s.product[maize].home_consumption = 300.0;
  CHECK(complains_of(s, "product.maize.home_consumption"));
}

TEST_CASE("Problems of prices are found under the product's name") {
  Scenario s = small_scenario();
  s.product[maize].price.anchor_years = {2010.0, 2009.0};
  s.product[maize].price.anchor_prices = {1.0, 2.0};
  const auto found = inconsistencies(s);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().key.find("product.maize.price") == 0);
}

TEST_CASE("A project has calls, in the order of time, each with a share, and some money in them") {
  Scenario s = small_scenario();
  s.project.call_months.clear();
  s.project.call_shares.clear();
  CHECK(complains_of(s, "project.call_months"));
  s.project.enabled = false;
  CHECK(inconsistencies(s).empty());
  s = small_scenario();
  s.project.call_months = {5.0, 3.0};
  s.project.call_shares = {0.5, 0.5};
  CHECK(complains_of(s, "project.call_months"));
  s.project.call_shares = {0.5};
  CHECK(complains_of(s, "project.call_shares"));
  s = small_scenario();
  s.project.call_shares = {0.0};
  CHECK(complains_of(s, "project.call_shares"));
}

TEST_CASE("A country too large for memory is refused before it is built") {
  Scenario s = small_scenario();
  s.scale.potential_groups = 1e6;
  s.scale.size = 1000.0;
  CHECK(complains_of(s, "scale.size"));
  s = small_scenario();
  s.municipality.count = 100'000;
  s.scale.size = 100.0;
  CHECK(complains_of(s, "municipality.count"));
  s = small_scenario();
  s.municipality.count = 90'000;
  s.scale.municipalities_per_catchment = 1.0;
  s.scale.brokers_per_catchment = 1000.0;
  CHECK(complains_of(s, "scale.brokers_per_catchment"));
}

TEST_CASE("All inconsistencies are told in one pass, each with what to do") {
  Scenario s = small_scenario();
  s.region[0].share_of_groups = 0.4;
  s.product[maize].home_consumption = 300.0;
  s.project.call_shares = {0.0};
  const auto found = inconsistencies(s);
  CHECK(found.size() == 3);
  for (const Inconsistency& one : found) CHECK(one.message.size() > 30);
}
