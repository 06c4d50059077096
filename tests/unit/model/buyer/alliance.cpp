#include "model/buyer/alliance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "model/project/project.hpp"
#include "support/alliance_fixture.hpp"

using namespace ayni;

TEST_CASE("A group that trusts and gains stays") {
  Reviewed one{decided_by_state()};
  one.trusts(0.9F);
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  CHECK(one.world.breakups.empty());
}

TEST_CASE("The price is fixed anew in the product's month of each season, and stays in every other month") {
  Scenario s = decided_by_state();
  s.product[maize].price_fixed_month = 10;
  Reviewed one{s};  // begins in January
  float& fixed = one.world.group.agreement.fixed_price[one.g];
  for (Month t = 1; t < 24; ++t) {
    fixed = 77.0F;
    one.model.alliances->renew(one.world, t);
    CHECK(fixed == Approx(t % 12 == 9 ? 100.0 : 77.0));
  }
}

TEST_CASE("Who first signs with a group has it certified, and the next buyer only three years after the break") {
  Scenario s = decided_by_state();
  s.product[maize].price_fixed_month = 10;
  Reviewed one{s};  // begins in January
  Agreements& agreement = one.world.group.agreement;
  CHECK(agreement.certifier[one.g] == nobody);
  part_from_buyer(one.world, one.g);
  one.world.seeking = {one.g};
  one.model.alliances->match(one.world, 0);
  const Index first = agreement.buyer[one.g];
  REQUIRE(first != nobody);
  CHECK(agreement.certifier[one.g] == first);

  const Index next = first == one.b ? one.b + 1 : one.b;
  agreement.buyer[one.g] = next;
  agreement.last_break[one.g] = 9;
  for (Month t = 9; t < 9 + 36; ++t) {
    one.model.alliances->renew(one.world, t);
    CHECK(agreement.certifier[one.g] == first);
  }
  one.model.alliances->renew(one.world, 9 + 36);
  CHECK(agreement.certifier[one.g] == next);
}

TEST_CASE("A price that is renegotiated every third year stays as it is in the seasons between") {
  Scenario s = decided_by_state();
  s.alliance.price_renewal_years = 3;
  s.product[maize].price_fixed_month = 10;
  Reviewed one{s};
  float& fixed = one.world.group.agreement.fixed_price[one.g];
  int renewed = 0;
  for (Month t = 9; t < 9 + 12 * 9; t += 12) {
    fixed = 77.0F;
    one.model.alliances->renew(one.world, t);
    renewed += fixed > 77.0F ? 1 : 0;
  }
  CHECK(renewed == 3);
}

TEST_CASE("A spot price that is worth the risk takes the group to the free market") {
  Reviewed one{decided_by_state()};
  one.trusts(0.4F);                                            // staying is worth 0
  one.world.market.spot[one.world.group.cell[one.g]] = 114.0;  // 2 x 0.14 < 0.3
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.market.spot[one.world.group.cell[one.g]] = 116.0;  // 2 x 0.16 > 0.3
  one.model.alliances->review(one.world, 24);
  CHECK(one.outlet() == Outlet::free_market);
  CHECK(one.cause() == Cause::spot_price);
  CHECK(one.states(Reason::price_below_spot));
  CHECK(one.world.group.agreement.ended[one.g] == 24);
  CHECK(one.world.group.agreement.buyer[one.g] == nobody);
}

TEST_CASE("A boom that is over tempts nobody: the spot price is the day's, as offers are") {
  Reviewed one{decided_by_state()};
  one.trusts(0.9F);
  one.world.group.settlement.spot_price[one.g] = 300.0F;  // at the last harvest
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
}

TEST_CASE("A buyer that offers enough more takes the group away, and the group says that the price was too low") {
  Scenario s = decided_by_state();
  s.alliance.switching_cost = 0.1;
  Reviewed one{s};
  one.trusts(0.4F);  // staying is worth 0
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.world.group.transport.freight_buyer[one.g] = 0.0F;
  one.world.buyer.outlet_margin[one.b] = -0.08F;  // 2 x half of 0.083 < 0.1
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
  one.world.buyer.outlet_margin[one.b] = -0.12F;
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

TEST_CASE("The buyer it left last is one to meet again, unless one of the two lost trust not long ago") {
  Scenario s = decided_by_state();
  s.alliance.rematch_chance = 1.0;
  s.alliance.avoidance_months = 24;
  const auto looks = [&s](Cause cause, Month left) {
    Reviewed one{s};
    for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.open[b] = b == one.b ? 1 : 0;
    part_from_buyer(one.world, one.g);
    one.world.group.agreement.outlet[one.g] = Outlet::free_market;
    one.world.group.agreement.left_buyer[one.g] = one.b;
    one.world.group.agreement.left_cause[one.g] = cause;
    one.world.group.agreement.last_break[one.g] = left;
    one.model.alliances->review(one.world, 42);
    return !one.world.seeking.empty();
  };
  CHECK(looks(Cause::spot_price, 36));
  CHECK_FALSE(looks(Cause::low_trust, 36));
  CHECK(looks(Cause::low_trust, 18));
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
  one.world.market.spot[one.world.group.cell[one.g]] = 200.0;
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
  one.world.market.spot[one.world.group.cell[one.g]] = 1000.0;
  one.model.alliances->review(one.world, 12);
  CHECK(one.outlet() == Outlet::first_buyer);
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
    "Both the group and the buyer may end an agreement before it is funded, and the project looks for another buyer") {
  Reviewed one{decided_by_state()};
  one.forget_funding(one.g);
  one.world.group.cycle.stage[one.g] = Stage::signed_;
  one.world.group.trust.buyer_good[one.g] = 0.0F;
  one.model.alliances->review(one.world, 12);
  CHECK(one.world.group.agreement.broken_unfunded[one.g] == 12);
  CHECK(one.world.group.agreement.cause_unfunded[one.g] == Cause::buyer_withdrew);
  CHECK(one.outlet() == Outlet::unfunded);
  CHECK(one.world.group.agreement.buyer[one.g] == nobody);
  CHECK(one.world.group.agreement.ended[one.g] == never);  // no alliance was funded yet
  CHECK(one.world.breakups.empty());
  one.model.project->advance(one.world, 13);
  CHECK(one.world.group.cycle.stage[one.g] != Stage::signed_);
}

TEST_CASE("Who ended an alliance is told apart from why") {
  const auto side = [](auto change) {
    Reviewed one{decided_by_state()};
    one.trusts(0.4F);
    change(one);
    one.model.alliances->review(one.world, 24);
    REQUIRE(one.outlet() == Outlet::free_market);
    return one.world.group.agreement.ended_by[one.g];
  };
  CHECK(side([](Reviewed& one) { one.world.market.spot[one.world.group.cell[one.g]] = 200.0; }) == EndedBy::group);
  CHECK(side([](Reviewed& one) { one.world.group.trust.buyer_good[one.g] = 0.0F; }) == EndedBy::buyer);
  CHECK(side([](Reviewed& one) { one.world.buyer.open[one.b] = 0; }) == EndedBy::neither);
  CHECK(side([](Reviewed& one) {
          one.world.group.agreement.outlet[one.g] = Outlet::suspended;
          one.world.group.agreement.suspended[one.g] = 12;
        }) == EndedBy::both);
}

TEST_CASE("A suspended agreement ends for the spot price after its months, and not before") {
  Scenario s = decided_by_state();
  s.relationship.suspension_months = 9;
  Reviewed one{s};
  one.world.group.agreement.outlet[one.g] = Outlet::suspended;
  one.world.group.agreement.suspended[one.g] = 20;
  for (Month t = 20; t < 29; ++t) one.model.alliances->review(one.world, t);
  CHECK(one.outlet() == Outlet::suspended);
  CHECK(one.world.group.agreement.buyer[one.g] == one.b);
  one.model.alliances->review(one.world, 29);
  CHECK(one.outlet() == Outlet::free_market);
  CHECK(one.cause() == Cause::spot_price);
  CHECK(one.states(Reason::price_below_spot));
}

TEST_CASE("An enforced penalty keeps a group that would leave for the spot market") {
  Scenario s = decided_by_state();
  s.trade.non_delivery_penalty = 0.3;
  for (const bool enforced : {false, true}) {
    s.trade.contract_enforcement = enforced ? 0.5 : 0.0;
    Reviewed one{s};
    one.trusts(0.4F);
    one.world.market.spot[one.world.group.cell[one.g]] = 120.0;
    one.model.alliances->review(one.world, 12);
    CHECK(one.outlet() == (enforced ? Outlet::first_buyer : Outlet::free_market));
  }
}

namespace {

/// Whether the group exists after so many reckonings in which members gained `benefit_bs` each by it.
bool lasts(const Scenario& s, double benefit_bs, int years, Outlet outlet = Outlet::first_buyer) {
  Reviewed one{s};
  Groups& group = one.world.group;
  group.membership.cohesion[one.g] = 0.5F;
  group.agreement.outlet[one.g] = outlet;
  for (int year = 1; year <= years; ++year) {
    group.membership.gain[one.g] = static_cast<float>(benefit_bs);
    one.model.alliances->dissolve(one.world, 12 * year + dissolution_month);
  }
  return one.outlet() != Outlet::dissolved;
}

}  // namespace

TEST_CASE("A group in which members gain what their days are worth never falls apart, with a buyer or without") {
  Scenario s = decided_by_state();
  s.prices.day_wage_bs = {35.0};
  s.alliance.meeting_days = 4.0;
  s.alliance.poor_years_borne = 2;
  for (const Outlet outlet : {Outlet::first_buyer, Outlet::suspended, Outlet::free_market}) {
    CHECK(lasts(s, 140.0, 30, outlet));
    CHECK(lasts(s, 139.0, 1, outlet));
    CHECK_FALSE(lasts(s, 139.0, 2, outlet));
  }
}

TEST_CASE("Good company is worth days of meetings to members, and bad company costs as many") {
  Scenario s = decided_by_state();
  s.alliance.meeting_days = 4.0;
  s.alliance.company_days = 4.0;
  const auto lasts_with = [&s](float cohesion) {
    Reviewed one{s};
    for (int year = 1; year <= 5; ++year) {
      one.world.group.membership.cohesion[one.g] = cohesion;
      one.world.group.membership.gain[one.g] = 0.0F;
      one.model.alliances->dissolve(one.world, 12 * year + dissolution_month);
    }
    return one.outlet() != Outlet::dissolved;
  };
  CHECK(lasts_with(1.0F));
  CHECK_FALSE(lasts_with(0.9F));
}

TEST_CASE("One good year starts the count of poor ones anew, and nobody falls apart while tranches are to come") {
  Scenario s = decided_by_state();
  s.alliance.poor_years_borne = 2;
  Reviewed one{s};
  Groups& group = one.world.group;
  group.membership.cohesion[one.g] = 0.5F;
  for (int year = 1; year <= 20; ++year) {
    group.membership.gain[one.g] = year % 2 == 0 ? 1e5F : -1e5F;
    one.model.alliances->dissolve(one.world, 12 * year + dissolution_month);
  }
  CHECK(one.outlet() == Outlet::first_buyer);
  group.cycle.stage[one.g] = Stage::executing;
  for (int year = 21; year <= 30; ++year) {
    group.membership.gain[one.g] = -1e5F;
    one.model.alliances->dissolve(one.world, 12 * year + dissolution_month);
  }
  CHECK(one.outlet() == Outlet::first_buyer);
}
