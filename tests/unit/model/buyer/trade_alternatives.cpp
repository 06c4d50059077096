// A second buyer that stands ready, and a plant of the group's own.

#include <catch2/catch.hpp>

#include "trade_fixture.hpp"

using namespace ayni;

namespace {

/// A shock leaves the buyer room for half of the delivery; another one stands ready at nine tenths of the index, less 2 Bs of
/// freight. The spot market pays 85 for what a buyer did not take.
struct TwoBuyers : Settlement {
  Index second = nobody;

  explicit TwoBuyers(const Scenario& s) : Settlement{s, maize} {
    for (Index other = 0; other < world.buyer.count; ++other) {
      if (other != b && world.buyer.product[other] == maize) second = other;
    }
    REQUIRE(second != nobody);
    world.buyer.room[b] = 0.5;
    world.buyer.open[second] = 1;
    world.buyer.outlet_margin[second] = 0.1F;
    world.buyer.free_capacity[second] = 1e6;
    world.firm.cash[world.buyer.firm[second]] = 100'000'000'000;
    Agreements& agreement = world.group.agreement;
    agreement.standby[g] = second;
    agreement.standby_terms[g] = 0.9F;
    agreement.standby_freight[g] = 2.0F;
  }
  /// Share of the delivery that either buyer took.
  double taken() {
    settle();
    return static_cast<double>(world.goods[cell].accepted) / static_cast<double>(members_harvest());
  }
};

}  // namespace

TEST_CASE("What the first buyer has no outlet for the second takes at its own price and pays at once") {
  TwoBuyers one{loyal()};
  CHECK(one.taken() == Approx(1.0).epsilon(1e-4));
  const auto harvest = static_cast<double>(one.members_harvest());
  CHECK(one.flow(Account::buyer, Account::group) == Approx(harvest * (0.5 * 100.0 + 0.5 * 90.0)).epsilon(1e-4));
  CHECK(one.flow(Account::group, Account::outside) == Approx(harvest * 0.5 * 2.0).epsilon(1e-3));
  CHECK(one.flow(Account::group, Account::household) == Approx(harvest * (0.5 * 100.0 + 0.5 * 88.0)).epsilon(1e-3));
  CHECK(one.world.firm.year.purchases[one.world.buyer.firm[one.second]] ==
        Approx(harvest * 0.01 * 0.5 * 90.0).epsilon(1e-4));
}

TEST_CASE(
    "The second buyer takes no more than it has room for and can pay, and nothing at a loss or below the spot price") {
  SECTION("room") {
    TwoBuyers one{loyal()};
    one.world.buyer.free_capacity[one.second] = 0.25 * static_cast<double>(one.members_harvest()) * hundredth;
    CHECK(one.taken() == Approx(0.75).epsilon(1e-3));
  }
  SECTION("money") {
    TwoBuyers one{loyal()};
    one.world.firm.cash[one.world.buyer.firm[one.second]] = one.members_harvest() * 9;  // a tenth of it at 90
    CHECK(one.taken() == Approx(0.6).epsilon(1e-3));
    CHECK(one.world.firm.cash[one.world.buyer.firm[one.second]] >= 0);
  }
  SECTION("a loss") {
    TwoBuyers one{loyal()};
    one.world.buyer.outlet_margin[one.second] = -0.2F;
    CHECK(one.taken() == Approx(0.5).epsilon(1e-3));
  }
  SECTION("a loss by its costs") {
    Scenario s = loyal();
    for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->handling_cost_share = 0.25;
    TwoBuyers one{s};
    one.world.buyer.outlet_margin[one.b] = 1.0F;  // the first earns all the same
    CHECK(one.taken() == Approx(0.5).epsilon(1e-3));
  }
  SECTION("too little") {
    TwoBuyers one{loyal()};
    one.world.group.agreement.standby_terms[one.g] = 0.86F;
    CHECK(one.taken() == Approx(0.5).epsilon(1e-3));
  }
  SECTION("closed") {
    TwoBuyers one{loyal()};
    one.world.buyer.open[one.second] = 0;
    CHECK(one.taken() == Approx(0.5).epsilon(1e-3));
  }
}

TEST_CASE("The second buyer's customers pay it after their usual time, as the first's do") {
  Scenario s = loyal();
  for (BuyerKindParameters* const kind : kinds_of(s.buyer)) kind->outlet_months = 2;
  TwoBuyers one{s};
  CHECK(one.taken() == Approx(1.0).epsilon(1e-4));
  const Index firm = one.world.buyer.firm[one.second];
  const std::size_t slot = (static_cast<std::size_t>(harvest_month) + 2) % outlet_slots;
  const auto harvest = static_cast<double>(one.members_harvest());
  CHECK(one.flow(Account::consumer, Account::buyer) == 0);
  CHECK(static_cast<double>(one.world.firm.sales[slot * one.world.firm.count + firm]) ==
        Approx(harvest * 0.5 * 110.0).epsilon(1e-4));
}

TEST_CASE("A group that could turn to a second buyer does not honour a price far below that one's") {
  const auto outlet = [](float terms) {
    TwoBuyers one{frictionless()};
    one.world.buyer.room[one.b] = 1.0;
    one.world.group.agreement.standby_terms[one.g] = terms;
    one.settle();
    return one.world.group.agreement.outlet[one.g];
  };
  CHECK(outlet(1.0F) == Outlet::first_buyer);
  CHECK(outlet(1.5F) == Outlet::suspended);
}

TEST_CASE("What an agreement is worth to a group is held against what a second buyer would pay, where that is more") {
  Scenario s = loyal();
  s.relationship.rent_memory = 0.0;
  s.relationship.rent_limit = 1.0;
  TwoBuyers one{s};
  one.world.buyer.room[one.b] = 1.0;
  one.world.group.agreement.standby_terms[one.g] = 1.5F;  // 148 at the group's gate
  one.settle();
  CHECK(one.world.group.agreement.rent[one.g] == Approx(-0.48).epsilon(1e-3));
}

namespace {

/// A group whose plant could process its whole harvest, and adds half of the spot price to it.
struct Processes : Settlement {
  explicit Processes(const Scenario& s) : Settlement{s, maize} {
    GroupTechnology& technology = world.group.technology;
    technology.plant_capacity[g] = static_cast<float>(members_harvest()) * 0.01F;
    technology.plant_gain[g] = 0.5F;
    technology.plant_works[g] = 1;
  }
  double share_accepted() {
    settle();
    return static_cast<double>(world.goods[cell].accepted) / static_cast<double>(members_harvest());
  }
};

Scenario tolerant() {
  Scenario s = loyal();
  s.trade.quantity_tolerance = 0.2;
  return s;
}

}  // namespace

TEST_CASE("A group's plant takes what the agreement leaves it, and keeps its word") {
  Processes one{tolerant()};
  CHECK(one.share_accepted() == Approx(0.8).epsilon(1e-3));
  const auto harvest = static_cast<double>(one.members_harvest());
  CHECK(one.flow(Account::consumer, Account::group) == Approx(harvest * 0.2 * 150.0).epsilon(1e-3));
  CHECK(one.flow(Account::group, Account::household) == Approx(harvest * (0.8 * 100.0 + 0.2 * 150.0)).epsilon(1e-3));
}

TEST_CASE("A plant that is too small, stands still or pays less than the buyer processes as much as that") {
  Processes small{tolerant()};
  small.world.group.technology.plant_capacity[small.g] *= 0.1F;
  CHECK(small.share_accepted() == Approx(0.9).epsilon(1e-3));
  Processes still{tolerant()};
  still.world.group.technology.plant_works[still.g] = 0;
  CHECK(still.share_accepted() == Approx(1.0).epsilon(1e-3));
  Processes poor{tolerant()};
  poor.world.group.technology.plant_gain[poor.g] = 0.0F;
  CHECK(poor.share_accepted() == Approx(1.0).epsilon(1e-3));
}

TEST_CASE("Without an agreement a plant earns its gain on all that it can process") {
  Processes one{tolerant()};
  one.world.group.agreement.outlet[one.g] = Outlet::free_market;
  one.world.group.technology.plant_capacity[one.g] = static_cast<float>(one.reaped.sellable()) * 0.005F;
  one.settle();
  CHECK(one.flow(Account::consumer, Account::household) ==
        Approx(static_cast<double>(one.reaped.sellable()) * 125.0).epsilon(1e-3));
}
