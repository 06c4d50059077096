// What went before: trade of earlier years, and buyers that belong to producers.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "model/buyer/alliance.hpp"
#include "model/buyer/offer.hpp"
#include "model/buyer/trust.hpp"
#include "model/history.hpp"
#include "support/alliance_fixture.hpp"

using namespace ayni;

namespace {

Scenario with_history(double years_of_maize) {
  Scenario s = decided_by_state();
  s.scale.potential_groups = 400.0;
  s.product[maize].earlier_trade_years = years_of_maize;
  return s;
}

std::vector<float> years_of(const World& world, std::size_t product) {
  std::vector<float> years;
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.product[g] == product) years.push_back(world.group.trust.earlier_years[g]);
  }
  return years;
}

double mean_of(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE(
    "Groups have traded for the product's mean time with a buyer of theirs within reach, and those of others not at "
    "all") {
  const Laboratory lab{with_history(3.0)};
  const World& world = lab.world;
  // 200 groups: the mean of exponential times lies within 4.5 standard errors; false alarms 7e-6.
  const auto years = years_of(world, maize);
  CHECK(mean_of(years) == Approx(3.0).margin(4.5 * 3.0 / std::sqrt(static_cast<double>(years.size()))));
  CHECK(mean_of(years_of(world, milk)) == 0.0);
  for (Index g = 0; g < world.group.count; ++g) {
    const Index known = world.group.agreement.left_buyer[g];
    CHECK((known == nobody) == (world.group.trust.earlier_years[g] == 0.0F));
    if (known == nobody) continue;
    CHECK(world.buyer.product[known] == maize);
    CHECK(std::count(world.ties.reach.begin() + world.ties.reach_begin[g],
                     world.ties.reach.begin() + world.ties.reach_begin[g + 1], known) == 1);
  }
}

TEST_CASE("A history of milk leaves that of maize as it is") {
  Scenario s = with_history(3.0);
  const Laboratory one{s};
  s.product[milk].earlier_trade_years = 5.0;
  const Laboratory other{s};
  CHECK(years_of(one.world, maize) == years_of(other.world, maize));
  CHECK(mean_of(years_of(other.world, milk)) > 0.0);
}

TEST_CASE("Years of earlier trade have taught both sides, the older ones less, until they part under an agreement") {
  Scenario s = decided_by_state();
  s.trust.prior_strength = 2.0;
  s.trust.prior_mean = 0.4;
  s.trust.loss_weight = 1.5;
  s.trust.frequency_discount = 0.0;
  s.relationship.trust_memory = 0.5;
  s.relationship.earlier_damage = 0.1;
  Laboratory lab{s};
  Groups& group = lab.world.group;
  const Index g = lab.group_of(maize);  // sold once a year
  group.agreement.buyer[g] = group.agreement.left_buyer[g] = lab.buyer_of(maize);
  group.trust.earlier_years[g] = 2.0F;
  lab.model.trust->begin(group, g, 30);
  CHECK(group.trust.good[g] == Approx(0.8 + 1.5 * 0.9));
  CHECK(group.trust.bad[g] == Approx(1.2 + 1.5 * 1.5 * 0.1));
  CHECK(group.trust.buyer_good[g] == group.trust.good[g]);
  CHECK(group.trust.buyer_bad[g] == group.trust.bad[g]);
  group.agreement.left_cause[g] = Cause::low_trust;  // since then they have parted: what they remember of that counts
  group.agreement.last_break[g] = 30;
  lab.model.trust->begin(group, g, 30);
  CHECK(group.trust.good[g] == 0.0F);
}

TEST_CASE("A year of earlier trade in what is sold every month taught as much as its twelve settlements do") {
  Scenario s = decided_by_state();
  s.trust.prior_strength = 2.0;
  s.trust.prior_mean = 0.4;
  s.trust.frequency_discount = 0.5;
  s.relationship.trust_memory = 0.5;
  s.relationship.earlier_damage = 0.0;
  Laboratory lab{s};
  Groups& group = lab.world.group;
  const Index g = lab.group_of(milk);
  group.agreement.buyer[g] = group.agreement.left_buyer[g] = lab.buyer_of(milk);
  group.trust.earlier_years[g] = 3.0F;
  lab.model.trust->begin(group, g, 30);
  CHECK(group.trust.good[g] == Approx(0.8 + 1.75 * 12.0 / std::sqrt(12.0)));
}

TEST_CASE("Who traded for years has left partners that did not suit: such a match is better, and always the same") {
  Scenario s = decided_by_state();
  s.alliance.match_spread_quality = 1.0;
  s.alliance.management_quality = 0.0;
  s.alliance.broker_quality = 0.0;
  s.alliance.inexperience_penalty = 0.0;
  const auto quality = [&s](float years, Month t) {
    Reviewed one{s};
    part_from_buyer(one.world, one.g);
    Groups& group = one.world.group;
    group.agreement.outlet[one.g] = Outlet::free_market;
    group.agreement.left_buyer[one.g] = one.b;
    group.trust.earlier_years[one.g] = years;
    for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.open[b] = b == one.b ? 1 : 0;
    one.world.buyer.free_capacity = one.world.buyer.capacity;
    one.world.seeking = {one.g};
    one.model.alliances->match(one.world, t);
    REQUIRE(group.agreement.buyer[one.g] == one.b);
    return group.agreement.match_quality[one.g];
  };
  CHECK(quality(5.0F, 30) > quality(1.0F, 30));
  CHECK(quality(1.0F, 30) > quality(0.0F, 30));
  CHECK(quality(1.0F, 30) == quality(1.0F, 42));
}

TEST_CASE(
    "A buyer that belongs to producers pays what a unit is worth to it less its reserve, however few its rivals") {
  Scenario s = decided_by_state();
  s.buyer.owners_reserve_share = 0.05;
  s.buyer.conduct = 1.0;
  Laboratory lab{s};
  lab.look_at_markets();
  const Offers offers{s.buyer, s.product};
  const Index g = lab.group_of(maize);
  const Index b = lab.world.ties.reach[lab.world.ties.reach_begin[g]];
  lab.world.buyer.outlet_margin[b] = 0.5F;
  lab.world.market.spot[lab.world.group.cell[g]] = 10.0;
  const double private_price = offers.price(lab.world, g, b, 1.0);
  lab.world.buyer.owned[b] = 1;
  const double index = lab.world.market.index[lab.world.group.cell[g]];
  CHECK(offers.price(lab.world, g, b, 1.0) == Approx(offers.value(lab.world, g, b) - 0.05 * index));
  CHECK(offers.price(lab.world, g, b, 1.0) > private_price);
}

TEST_CASE("A buyer gives up a group that delivers badly, unless it belongs to producers") {
  for (const bool owned : {false, true}) {
    Reviewed one{decided_by_state()};
    one.trusts(0.9F);
    one.world.group.trust.buyer_good[one.g] = 0.1F;
    one.world.group.trust.buyer_bad[one.g] = 10.0F;
    one.world.buyer.owned[one.b] = owned ? 1 : 0;
    one.model.alliances->review(one.world, 12);
    CHECK(one.outlet() == (owned ? Outlet::first_buyer : Outlet::free_market));
  }
}
