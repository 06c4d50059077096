#include "model/buyer/alliance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "support/alliance_fixture.hpp"

using namespace ayni;

TEST_CASE("A group that trusts and gains stays, and its price is fixed anew at the yearly renewal") {
  Reviewed one{decided_by_state()};
  one.trusts(0.9F);
  one.world.group.agreement.fixed_price[one.g] = 77.0F;
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  CHECK(one.world.breakups.empty());
  CHECK(one.world.group.agreement.fixed_price[one.g] == Approx(100.0));
}

TEST_CASE("A price that is renegotiated every third year stays as it is in the years between") {
  Scenario s = decided_by_state();
  s.alliance.price_renewal_years = 3;
  Reviewed one{s};
  one.trusts(0.9F);
  one.world.group.agreement.fixed_price[one.g] = 77.0F;
  for (const Month t : {12, 24}) {
    one.model.alliances->review(one.world, t);
    CHECK(one.world.group.agreement.fixed_price[one.g] == Approx(77.0));
  }
  one.model.alliances->review(one.world, 36);
  CHECK(one.outlet() == Outlet::first_buyer);
  CHECK(one.world.group.agreement.fixed_price[one.g] == Approx(100.0));
}

TEST_CASE("A spot price that is worth the risk takes the group to the free market") {
  Reviewed one{decided_by_state()};
  one.trusts(0.4F);                                       // staying is worth 0
  one.world.group.settlement.spot_price[one.g] = 114.0F;  // 2 x 0.14 < 0.3
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.group.settlement.spot_price[one.g] = 116.0F;  // 2 x 0.16 > 0.3
  one.model.alliances->review(one.world, 24);
  CHECK(one.outlet() == Outlet::free_market);
  CHECK(one.cause() == Cause::spot_price);
  CHECK(one.states(Reason::price_below_spot));
  CHECK(one.world.group.agreement.ended[one.g] == 24);
  CHECK(one.world.group.agreement.buyer[one.g] == nobody);
}

TEST_CASE("A buyer that offers enough more takes the group away, and the group says that the price was too low") {
  Scenario s = decided_by_state();
  s.alliance.switching_cost = 0.1;
  Reviewed one{s};
  one.trusts(0.4F);  // staying is worth 0
  one.world.buyer.offer.assign(one.world.buyer.count, 0.0F);
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.world.group.transport.freight_buyer[one.g] = 0.0F;
  one.world.buyer.offer[one.b] = -0.08F;  // 2 x half of 0.08 < 0.1
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.buyer.offer[one.b] = -0.12F;
  one.model.alliances->review(one.world, 24);
  CHECK(one.cause() == Cause::better_buyer);
  CHECK(one.states(Reason::price_below_spot));
  CHECK(one.world.seeking == std::vector<Index>{one.g});
}

TEST_CASE("A group that leaves although the spot promises no gain leaves for want of trust") {
  Scenario s = decided_by_state();
  s.alliance.trust_value = 2.0;
  Reviewed one{s};
  one.trusts(0.2F);  // staying is worth -0.4, the spot -0.3
  one.model.alliances->review(one.world, 12);
  CHECK(one.cause() == Cause::low_trust);
  CHECK_FALSE(one.states(Reason::price_below_spot));
}

TEST_CASE("A buyer without trust gives the group up, whatever the group would like") {
  Reviewed one{decided_by_state()};
  one.trusts(0.95F);
  one.world.group.trust.buyer_good[one.g] = 0.29F;
  one.world.group.trust.buyer_bad[one.g] = 0.71F;
  one.model.alliances->review(one.world, 12);
  CHECK(one.cause() == Cause::buyer_withdrew);
  CHECK(one.world.seeking.empty());
}

TEST_CASE("A group that its buyer gave up looks around at once, among the open buyers other than that one") {
  Scenario s = decided_by_state();
  s.alliance.rematch_chance = 1.0;
  for (const bool others : {true, false}) {
    Reviewed one{s};
    for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.open[b] = others || b == one.b ? 1 : 0;
    one.world.group.trust.buyer_good[one.g] = 0.0F;
    one.model.alliances->review(one.world, 12);
    CHECK(one.cause() == Cause::buyer_withdrew);
    CHECK(one.world.seeking == (others ? std::vector<Index>{one.g} : std::vector<Index>{}));
  }
}

TEST_CASE("Half a year after its anniversary a group without an agreement looks around again") {
  Scenario s = decided_by_state();
  s.alliance.rematch_chance = 1.0;
  Reviewed one{s};
  part_from_buyer(one.world, one.g);
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  for (const Month t : {36, 41, 43}) one.model.alliances->review(one.world, t);
  CHECK(one.world.seeking.empty());
  one.model.alliances->review(one.world, 42);
  CHECK(one.world.seeking == std::vector<Index>{one.g});
}

TEST_CASE("Another crop that pays more ends the alliance as a product change, stated as such") {
  Scenario s = decided_by_state();
  s.product[maize].alternative_crops = 50;
  s.product[maize].alternative_volatility = 2.0;
  s.alliance.crop_discount = 1.0;
  Reviewed one{s};
  one.trusts(0.9F);
  one.model.alliances->review(one.world, 12);
  CHECK(one.cause() == Cause::product_change);
  CHECK(one.states(Reason::product_change));
  CHECK(one.world.group.crop.price[one.g] > 1.0F);
}

TEST_CASE("An orchard cannot change its crop") {
  Scenario s = decided_by_state();
  s.product[maize].alternative_crops = 50;
  s.product[maize].alternative_volatility = 2.0;
  s.product[maize].perennial_share = 1.0;
  Reviewed one{s};
  one.trusts(0.9F);
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
}

TEST_CASE("A closed buyer and a failed counterpart end the alliance at once") {
  Reviewed closed{decided_by_state()};
  closed.world.buyer.open[closed.b] = 0;
  closed.model.alliances->review(closed.world, 5);
  CHECK(closed.cause() == Cause::buyer_failed);
  CHECK(closed.world.seeking == std::vector<Index>{closed.g});

  Reviewed failed{decided_by_state()};
  failed.world.group.cycle.counterpart_failed[failed.g] = 1;
  failed.model.alliances->review(failed.world, 5);
  CHECK(failed.cause() == Cause::counterpart_failure);
  CHECK(failed.world.seeking.empty());
}

TEST_CASE("Between renewals a group reviews only after a settlement with enough damage") {
  Scenario s = decided_by_state();
  s.alliance.review_damage = 0.5;
  Reviewed one{s};
  one.trusts(0.1F);
  one.world.group.settlement.spot_price[one.g] = 200.0F;
  one.model.alliances->review(one.world, 7);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.settled = {one.g};
  one.world.group.settlement.damage[one.g] = 0.49F;
  one.model.alliances->review(one.world, 7);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.group.settlement.damage[one.g] = 0.5F;
  one.model.alliances->review(one.world, 7);
  CHECK(one.outlet() == Outlet::free_market);
}

TEST_CASE("Nothing is compared before the first settlement") {
  Reviewed one{decided_by_state()};
  one.world.group.settlement.contract_price[one.g] = 0.0F;
  one.world.group.settlement.spot_price[one.g] = 1000.0F;
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
}

TEST_CASE("The group states every grievance above the bound when it ends, and the first end alone is recorded") {
  Scenario s = decided_by_state();
  s.alliance.reason_bound = 0.3;
  Reviewed one{s};
  Groups& group = one.world.group;
  group.agreement.grievance[static_cast<std::size_t>(Reason::late_delivery) * group.count + one.g] = 0.4F;
  group.agreement.grievance[static_cast<std::size_t>(Reason::quality) * group.count + one.g] = 0.31F;
  group.agreement.grievance[static_cast<std::size_t>(Reason::transport) * group.count + one.g] = 0.29F;
  group.trust.buyer_good[one.g] = 0.0F;
  one.model.alliances->review(one.world, 12);
  const unsigned late = 1U << static_cast<unsigned>(Reason::late_delivery);
  const unsigned quality = 1U << static_cast<unsigned>(Reason::quality);
  CHECK(group.agreement.stated_reasons[one.g] == (late | quality));
  group.agreement.outlet[one.g] = Outlet::new_buyer;
  group.agreement.buyer[one.g] = one.b;
  group.trust.buyer_good[one.g] = 0.9F;
  group.settlement.spot_price[one.g] = 200.0F;
  one.model.alliances->review(one.world, 24);
  CHECK(group.agreement.ended[one.g] == 12);
  CHECK(one.cause() == Cause::buyer_withdrew);
  CHECK(group.agreement.stated_reasons[one.g] == (late | quality));
  CHECK(one.world.breakups.size() == 2);
}

TEST_CASE("An end frees the buyer's capacity, no more than it has, and settles the advance out of the account") {
  Reviewed one{decided_by_state()};
  one.world.buyer.capacity[one.b] = 100.0;  // the group is larger than its buyer
  one.world.buyer.free_capacity[one.b] = 0.0;
  one.world.group.agreement.contracted[one.g] = 150.0;
  one.world.group.account.balance[one.g] = 300;
  one.world.group.account.advance[one.g] = 1000;
  one.world.group.settlement.spot_price[one.g] = 200.0F;
  const Centavos before = one.world.buyer.cash[one.b];
  one.model.alliances->review(one.world, 12);
  REQUIRE(one.outlet() == Outlet::free_market);
  CHECK(one.world.buyer.free_capacity[one.b] == 100.0);
  CHECK(one.world.buyer.cash[one.b] == before + 300);
  CHECK(one.world.group.account.balance[one.g] == 0);
  CHECK(one.world.group.account.advance[one.g] == 0);
  CHECK(one.world.ledger.flow(Account::group, Account::buyer) == 300);
}

TEST_CASE("A buyer that has lost all its groups has committed nothing, to the last unit") {
  Laboratory lab{decided_by_state()};
  lab.look_at_markets();
  Groups& group = lab.world.group;
  std::vector<Index> growers;
  for (Index g = 0; g < group.count; ++g) {
    if (group.product[g] != maize || group.kind[g] != GroupKind::potential) continue;
    group.crop.expected_volume[g] = 1.0 / (3.0 + static_cast<double>(growers.size())) + 40.0;
    growers.push_back(g);
  }
  for (const Index g : growers) lab.world.seeking.push_back(g);
  lab.model.alliances->match(lab.world, 0);
  for (const Index g : growers) {
    if (group.agreement.buyer[g] != nobody) part_from_buyer(lab.world, g);
  }
  CHECK(lab.world.buyer.free_capacity == lab.world.buyer.capacity);
}

TEST_CASE("Buyers close in January, after the first year, by chance") {
  Scenario s = decided_by_state();
  s.alliance.buyer_failure_per_year = 1.0;
  Laboratory lab{s};
  lab.model.alliances->close_buyers(lab.world.buyer, lab.world.streams, 0);
  lab.model.alliances->close_buyers(lab.world.buyer, lab.world.streams, 11);
  CHECK(std::count(lab.world.buyer.open.begin(), lab.world.buyer.open.end(), 0) == 0);
  lab.model.alliances->close_buyers(lab.world.buyer, lab.world.streams, 12);
  CHECK(std::count(lab.world.buyer.open.begin(), lab.world.buyer.open.end(), 1) == 0);
}

TEST_CASE("A group below the minimum is dissolved, and with it its alliance") {
  Scenario s = decided_by_state();
  s.alliance.minimum_members = 8;
  Reviewed one{s};
  one.world.group.membership.members[one.g] = 8;
  one.model.alliances->dissolve(one.world, 5);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.group.membership.members[one.g] = 7;
  one.model.alliances->dissolve(one.world, 5);
  CHECK(one.outlet() == Outlet::dissolved);
  CHECK(one.cause() == Cause::dissolution);
}

TEST_CASE(
    "Groups without an agreement cease to meet, more of them the longer it lasts, fewer of those that share a "
    "service") {
  Scenario s = decided_by_state();
  s.scale.potential_groups = 4000.0;
  s.alliance.idle_dissolution_per_year = 0.4;
  s.alliance.service_keeps = 0.5;
  Laboratory lab{s};
  Groups& group = lab.world.group;
  group.membership.cohesion.assign(group.count, 0.5F);  // where the chance is as given
  std::vector<Index> alone, buying, lending_too, half_a_year;
  for (Index g = 0; g < group.count; ++g) {
    if (group.kind[g] != GroupKind::potential) continue;
    start_funding(lab.world, g, 0);
    group.agreement.outlet[g] = Outlet::free_market;
    group.agreement.last_break[g] = g % 4 == 0 ? 33 : 20;
    group.practice.buys_inputs[g] = g % 4 == 1 || g % 4 == 2 ? 1 : 0;
    group.fund.open[g] = g % 4 == 1 ? 1 : 0;
    (g % 4 == 0 ? half_a_year : g % 4 == 1 ? lending_too : g % 4 == 2 ? buying : alone).push_back(g);
  }
  lab.model.alliances->dissolve(lab.world, 38);  // not the month in which it is decided
  const auto ceased = [&](const std::vector<Index>& groups) {
    const auto n = std::count_if(groups.begin(), groups.end(),
                                 [&](Index g) { return group.agreement.outlet[g] == Outlet::dissolved; });
    return static_cast<double>(n) / static_cast<double>(groups.size());
  };
  CHECK(ceased(alone) == 0.0);
  lab.model.alliances->dissolve(lab.world, 39);
  CHECK(ceased(alone) == Approx(0.4).margin(0.07));  // 4.5 standard errors of a thousand groups
  CHECK(ceased(half_a_year) == Approx(0.2).margin(0.06));
  CHECK(ceased(buying) == Approx(0.2).margin(0.06));
  CHECK(ceased(lending_too) == Approx(0.1).margin(0.05));
}
