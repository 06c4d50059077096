// Who finds a buyer, and what is signed.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "model/buyer/alliance.hpp"
#include "support/alliance_fixture.hpp"

using namespace ayni;

TEST_CASE("Who seeks is matched to a buyer within reach, which reserves what the group expects to deliver") {
  Reviewed one{decided_by_state()};
  one.world.seeking = {one.g};
  one.world.group.agreement.buyer[one.g] = nobody;
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  one.world.group.agreement.left_buyer[one.g] = one.b;
  one.world.group.agreement.left_cause[one.g] = Cause::low_trust;
  one.world.group.agreement.last_break[one.g] = 30;
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.model.alliances->match(one.world, 30);
  REQUIRE(one.world.agreed == std::vector<Index>{one.g});
  const Index b = one.world.group.agreement.buyer[one.g];
  CHECK(b != one.b);  // the one just left is no candidate
  CHECK(one.outlet() == Outlet::new_buyer);
  const Ties& ties = one.world.ties;
  const auto begin = ties.reach.begin() + ties.reach_begin[one.g];
  CHECK(std::count(begin, ties.reach.begin() + ties.reach_begin[one.g + 1], b) == 1);
  CHECK(one.world.group.agreement.contracted[one.g] == std::round(one.world.group.crop.expected_volume[one.g]));
  const double left = one.world.buyer.capacity[b] - one.world.group.agreement.contracted[one.g];
  CHECK(one.world.buyer.free_capacity[b] == Approx(std::max(left, 0.0)).margin(1e-9));
  CHECK(one.world.seeking.empty());
}

TEST_CASE("A group likes a buyer as well whoever else is within its reach") {
  Scenario s = decided_by_state();
  s.alliance.trade_preference_noise = 100.0;  // nothing else counts
  s.region[1].product[0].buyers_per_catchment = 8.0;
  s.region[1].product[0].buyer_capacity = 100.0;
  Laboratory lab{s};
  lab.look_at_markets();
  World& world = lab.world;
  const auto choice = [&](Index g) {
    world.buyer.free_capacity = world.buyer.capacity;
    world.seeking = {g};
    world.agreed.clear();
    lab.model.alliances->match(world, 30);
    return world.group.agreement.buyer[g];
  };
  int unmoved = 0;
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.product[g] != maize || world.group.kind[g] != GroupKind::potential) continue;
    const Index first = world.ties.reach[world.ties.reach_begin[g]];
    const Index chosen = choice(g);
    if (chosen == first) continue;
    ++world.ties.reach_begin[g];  // the first buyer is out of its reach
    CHECK(choice(g) == chosen);
    --world.ties.reach_begin[g];
    ++unmoved;
  }
  CHECK(unmoved >= 3);
}

TEST_CASE("A return to the first buyer counts as the same buyer") {
  Scenario s = decided_by_state();
  s.alliance.avoidance_months = 24;
  Reviewed one{s};
  one.world.seeking = {one.g};
  one.world.group.agreement.buyer[one.g] = nobody;
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  one.world.group.agreement.left_buyer[one.g] = one.b;
  one.world.group.agreement.left_cause[one.g] = Cause::low_trust;
  one.world.group.agreement.last_break[one.g] = 30;
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.open[b] = b == one.b ? 1 : 0;
  one.model.alliances->match(one.world, 53);  // within two years nobody goes back
  CHECK(one.outlet() == Outlet::free_market);
  one.world.seeking = {one.g};
  one.model.alliances->match(one.world, 54);
  CHECK(one.outlet() == Outlet::first_buyer);
}

TEST_CASE("Who left for the price of the day or another crop may go back at once, and who lost trust only later") {
  Scenario s = decided_by_state();
  s.alliance.avoidance_months = 24;
  using Case = std::pair<Cause, bool>;
  for (const auto& [cause, at_once] : {Case{Cause::spot_price, true}, Case{Cause::product_change, true},
                                       Case{Cause::low_trust, false}, Case{Cause::buyer_withdrew, false}}) {
    for (const Month since : {1, 23, 24}) {
      CAPTURE(static_cast<int>(cause), since);
      Reviewed one{s};
      part_from_buyer(one.world, one.g);
      one.world.group.agreement.outlet[one.g] = Outlet::free_market;
      one.world.group.agreement.left_buyer[one.g] = one.b;
      one.world.group.agreement.left_cause[one.g] = cause;
      one.world.group.agreement.last_break[one.g] = 30;
      for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.open[b] = b == one.b ? 1 : 0;
      one.world.seeking = {one.g};
      one.model.alliances->match(one.world, 30 + since);
      CHECK((one.outlet() == Outlet::first_buyer) == (at_once || since == 24));
    }
  }
}

// The group has left its buyer, and all others offer a tenth more.
static void leave_for_a_tenth_more(Reviewed& one, Month when) {
  for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.outlet_margin[b] = b == one.b ? 0.0F : 0.1F;
  part_from_buyer(one.world, one.g);
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  one.world.group.agreement.left_buyer[one.g] = one.b;
  one.world.group.agreement.last_break[one.g] = when;
}

TEST_CASE("A former partner is preferred by as much as changing buyers costs") {
  Scenario s = decided_by_state();
  s.alliance.trade_preference_noise = 0.0;
  s.alliance.avoidance_months = 0;
  s.alliance.price_value = 2.0;
  for (const double cost : {0.1, 0.3}) {  // 5 and 15 percent of the price
    s.alliance.switching_cost = cost;
    Reviewed one{s};
    leave_for_a_tenth_more(one, 29);
    one.world.seeking = {one.g};
    one.model.alliances->match(one.world, 30);
    CHECK((one.world.group.agreement.buyer[one.g] == one.b) == (cost > 0.2));
  }
}

TEST_CASE("A group goes back rather to a partner whose word was good, the sooner the rather") {
  Scenario s = decided_by_state();
  s.alliance.trade_preference_noise = 0.0;
  s.alliance.avoidance_months = 0;
  s.alliance.price_value = 2.0;
  s.alliance.switching_cost = 0.0;
  s.trust.prior_mean = 0.5;
  s.relationship.trust_memory = 0.5;
  const auto returns = [&s](float good, float bad, Month years) {
    Reviewed one{s};
    leave_for_a_tenth_more(one, 30 - 12 * years);
    one.world.group.agreement.left_cause[one.g] = Cause::spot_price;
    one.world.group.trust.remembered_good[one.g] = good;
    one.world.group.trust.remembered_bad[one.g] = bad;
    one.world.seeking = {one.g};
    one.model.alliances->match(one.world, 30);
    return one.world.group.agreement.buyer[one.g] == one.b;
  };
  CHECK(returns(9.0F, 1.0F, 0));        // (0.9 - 0.5) / 2 is more than a tenth
  CHECK_FALSE(returns(1.0F, 1.0F, 0));  // no better than a stranger
  CHECK_FALSE(returns(9.0F, 1.0F, 2));  // a quarter of it is left after two years
}

TEST_CASE("Match quality is what management, brokers and experience add to chance, and none when it is off") {
  Scenario s = decided_by_state();
  s.alliance.match_spread_quality = 0.0;
  s.alliance.management_quality = 0.5;
  s.alliance.broker_quality = 0.0;
  s.alliance.inexperience_penalty = 1.0;
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  lab.world.group.trait.management[g] = 1.5F;
  lab.world.group.trait.young[g] = 1;
  lab.world.seeking = {g};
  lab.model.alliances->match(lab.world, 0);
  REQUIRE(lab.world.group.agreement.buyer[g] != nobody);
  CHECK(lab.world.group.agreement.match_quality[g] == Approx(0.75 - 1.0));

  s.alliance.latent_quality = false;
  Laboratory ablated{s};
  ablated.look_at_markets();
  ablated.world.seeking = {g};
  ablated.model.alliances->match(ablated.world, 0);
  CHECK(ablated.world.group.agreement.match_quality[g] == 0.0F);
}

TEST_CASE("The better the broker that serves a group, the better the match, and of several it is the best") {
  Scenario s = decided_by_state();
  s.alliance.match_spread_quality = 0.0;
  s.alliance.management_quality = 0.0;
  s.alliance.broker_quality = 2.0;
  s.alliance.inexperience_penalty = 0.0;
  s.broker.skill_sigma = 0.5;
  Laboratory lab{s};
  lab.look_at_markets();
  const Index g = lab.group_of(maize);
  Index best = nobody;
  for (Index r = 0; r < lab.world.broker.count; ++r) {  // all of the catchment serve it
    if (lab.world.broker.catchment[r] != lab.world.group.catchment[g]) continue;
    if (best == nobody || lab.world.broker.skill[r] > lab.world.broker.skill[best]) best = r;
  }
  REQUIRE(lab.world.ties.broker[g] == best);
  lab.world.broker.skill[best] = 1.25F;
  lab.world.seeking = {g};
  lab.model.alliances->match(lab.world, 0);
  REQUIRE(lab.world.group.agreement.buyer[g] != nobody);
  CHECK(lab.world.group.agreement.match_quality[g] == Approx(0.5));
}

TEST_CASE("Inexperience costs a young group its first match, not the ones after it was funded, and older groups none") {
  Scenario s = decided_by_state();
  s.alliance.match_spread_quality = 0.0;
  s.alliance.management_quality = 0.5;
  s.alliance.broker_quality = 0.0;
  s.alliance.inexperience_penalty = 1.0;
  for (const bool young : {true, false}) {
    for (const bool funded : {true, false}) {
      CAPTURE(young, funded);
      Reviewed one{s};
      Groups& group = one.world.group;
      group.trait.management[one.g] = 1.5F;
      group.trait.young[one.g] = young ? 1 : 0;
      if (!funded) one.forget_funding(one.g);
      part_from_buyer(one.world, one.g);
      group.agreement.outlet[one.g] = funded ? Outlet::free_market : Outlet::unfunded;
      one.world.seeking = {one.g};
      one.model.alliances->match(one.world, 30);
      REQUIRE(group.agreement.buyer[one.g] != nobody);
      CHECK(group.agreement.match_quality[one.g] == Approx(0.5 * 1.5 - (young && !funded ? 1.0 : 0.0)));
    }
  }
}

TEST_CASE("Who is offered too little beside the spot price does not sign, but for the grant's sake takes less") {
  Scenario s = decided_by_state();
  s.alliance.signing_discount = 0.1;
  s.alliance.signing_discount_for_grant = 0.2;
  const auto signs = [&s](double outlet_margin, bool funded) {
    Reviewed one{s};
    for (Index b = 0; b < one.world.buyer.count; ++b)
      one.world.buyer.outlet_margin[b] = static_cast<float>(outlet_margin);
    one.world.buyer.free_capacity = one.world.buyer.capacity;
    one.world.market.spot[one.world.group.cell[one.g]] = 100.0;
    one.world.group.transport.freight_market[one.g] = 0.0F;
    part_from_buyer(one.world, one.g);
    one.world.group.agreement.outlet[one.g] = funded ? Outlet::free_market : Outlet::unfunded;
    if (!funded) one.forget_funding(one.g);
    one.world.seeking = {one.g};
    one.model.alliances->match(one.world, 30);
    return one.world.group.agreement.buyer[one.g] != nobody;
  };
  CHECK(signs(-0.09, true));
  CHECK_FALSE(signs(-0.11, true));
  CHECK(signs(-0.29, false));
  CHECK_FALSE(signs(-0.31, false));
}

TEST_CASE("A signing fixes the offer of the day as price and terms") {
  Reviewed one{decided_by_state()};
  for (Index b = 0; b < one.world.buyer.count; ++b) one.world.buyer.outlet_margin[b] = 0.05F;
  one.world.buyer.free_capacity = one.world.buyer.capacity;
  part_from_buyer(one.world, one.g);
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  one.world.seeking = {one.g};
  one.model.alliances->match(one.world, 30);
  REQUIRE(one.outlet() != Outlet::free_market);
  CHECK(one.world.group.agreement.fixed_price[one.g] == Approx(105.0));
  CHECK(one.world.group.agreement.terms[one.g] == Approx(1.05));
}
