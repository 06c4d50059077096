// The end of an agreement: what it frees and settles, what is kept of why it came.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "model/buyer/alliance.hpp"
#include "model/project/project.hpp"
#include "support/alliance_fixture.hpp"

using namespace ayni;

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
  one.world.market.spot[group.cell[one.g]] = 200.0;
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
  one.world.market.spot[one.world.group.cell[one.g]] = 200.0;
  const Centavos before = one.world.firm.cash[one.world.buyer.firm[one.b]];
  one.model.alliances->review(one.world, 12);
  REQUIRE(one.outlet() == Outlet::free_market);
  CHECK(one.world.buyer.free_capacity[one.b] == 100.0);
  CHECK(one.world.firm.cash[one.world.buyer.firm[one.b]] == before + 300);
  CHECK(one.world.firm.year.costs[one.world.buyer.firm[one.b]] == Approx(7.0));  // of 10 Bs advanced it got 3 back
  CHECK(one.world.group.account.balance[one.g] == 0);
  CHECK(one.world.group.account.advance[one.g] == 0);
  CHECK(one.world.ledger.flow(Account::group, Account::buyer) == 300);
}

TEST_CASE("A buyer that has lost all its groups has committed nothing, to the last unit") {
  Scenario s = decided_by_state();
  s.buyer.entrants_share = 0.0;
  Laboratory lab{s};
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

TEST_CASE(
    "Behind an end stands the term that the side which ended it has suffered most from, apart from who ended it") {
  const auto of = [](bool buyer_leaves, std::vector<std::pair<Reason, float>> grievances, double spot = 100.0) {
    Reviewed one{decided_by_state()};
    Groups& group = one.world.group;
    one.trusts(buyer_leaves ? 0.95F : 0.01F);
    if (buyer_leaves) group.trust.buyer_good[one.g] = 0.0F;
    one.world.market.spot[group.cell[one.g]] = spot;
    for (const auto& [reason, grievance] : grievances)
      group.agreement.grievance[static_cast<std::size_t>(reason) * group.count + one.g] = grievance;
    one.model.alliances->review(one.world, 12);
    REQUIRE(group.agreement.ended[one.g] == 12);
    return std::string{main_reason_names[group.agreement.main_reason[one.g]]};
  };
  CHECK(of(true, {{Reason::late_delivery, 0.3F}, {Reason::quality, 0.4F}, {Reason::price_below_spot, 0.9F}}) ==
        "quality");
  CHECK(of(true, {{Reason::price_below_spot, 0.9F}}) == "none");
  CHECK(of(false, {{Reason::late_delivery, 0.9F}, {Reason::quantity, 0.2F}, {Reason::price_below_spot, 0.1F}}) ==
        "quantity");
  CHECK(of(false, {{Reason::quality, 0.9F}}, 140.0) == "price_below_spot");
}
