#include "model/shocks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/identities.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

Shock shock_of(const char* name, ShockTarget target, double size, std::int64_t start_month, std::int64_t months) {
  Shock shock;
  shock.name = name;
  shock.target = target;
  shock.size = size;
  shock.start_month = start_month;
  shock.months = months;
  return shock;
}

/// The small country with one shock, beside the one without it.
struct Pair {
  Laboratory calm, shocked;

  explicit Pair(const Shock& shock, const Scenario& scenario = small_scenario())
      : calm{scenario}, shocked{with(scenario, shock)} {}
  static Scenario with(Scenario scenario, const Shock& shock) {
    scenario.shock = {shock};
    return scenario;
  }
  void run_to(Month end) {
    calm.run_to(end);
    shocked.run_to(end);
  }
};

std::size_t cell_of(const World& world, std::size_t product) {
  const auto found = std::find_if(world.cells.begin(), world.cells.end(),
                                  [product](const Cell& cell) { return cell.product == product; });
  return static_cast<std::size_t>(found - world.cells.begin());
}

std::int64_t groups_with_a_buyer(const World& world, std::size_t product) {
  std::int64_t n = 0;
  for (Index g = 0; g < world.group.count; ++g)
    n += world.group.product[g] == product && world.group.agreement.buyer[g] != nobody ? 1 : 0;
  return n;
}

/// Months by which nearly every group of the small country that will be funded is.
constexpr Month settled_in = 24;

}  // namespace

TEST_CASE("a yield shock scales the harvests of its product in its months and no others") {
  Shock drought = shock_of("hail", ShockTarget::yield, -0.25, 2, 3);
  drought.product = "milk";
  Pair pair{drought};
  for (Month t = 0; t < 8; ++t) {
    pair.run_to(t + 1);
    const std::size_t dairy = cell_of(pair.calm.world, milk);
    const std::size_t grain = cell_of(pair.calm.world, maize);
    const auto before = static_cast<double>(pair.calm.world.goods[dairy].produced);
    const auto after = static_cast<double>(pair.shocked.world.goods[dairy].produced);
    CAPTURE(t);
    CHECK(after == Approx(before * (t >= 2 && t < 5 ? 0.75 : 1.0)).epsilon(0.01));
    CHECK(pair.calm.world.goods[grain].produced == pair.shocked.world.goods[grain].produced);
    CHECK(pair.shocked.world.climate.drought[0] == 0.0);
  }
}

TEST_CASE("a drought that is written down is one for households, migrants and insurance too") {
  Shock drought = shock_of("dry", ShockTarget::yield, -0.4, 6, 12);
  drought.kind = ShockKind::drought;
  drought.region = "llanos";
  Pair pair{drought};
  pair.run_to(7);  // the first July
  CHECK(pair.shocked.world.climate.drought[0] == 0.0);
  CHECK(pair.shocked.world.climate.drought[1] == 0.4);
  const Index g = pair.calm.group_of(maize);
  const std::size_t i = pair.calm.world.group.first[g];
  CHECK(pair.shocked.world.household.other_income[i] < pair.calm.world.household.other_income[i]);
  pair.run_to(19);
  CHECK(pair.shocked.world.climate.drought[1] == 0.0);
}

TEST_CASE(
    "a price shock of one region moves its index and spot price and leaves the national price and other regions") {
  Shock local = shock_of("flood of buyers", ShockTarget::price, 0.5, 3, 2);
  local.region = "altiplano";
  Pair pair{local};
  const std::size_t here = cell_of(pair.calm.world, milk);
  const std::size_t there = cell_of(pair.calm.world, maize);
  for (Month t = 0; t < 6; ++t) {
    pair.run_to(t + 1);
    const double factor = t == 3 || t == 4 ? 1.5 : 1.0;
    CAPTURE(t);
    CHECK(pair.shocked.world.market.index[here] == factor * pair.calm.world.market.index[here]);
    CHECK(pair.shocked.world.market.spot[here] == factor * pair.calm.world.market.spot[here]);
    CHECK(pair.shocked.world.market.index[there] == pair.calm.world.market.index[there]);
    CHECK(pair.shocked.world.market.reference == pair.calm.world.market.reference);
  }
}

TEST_CASE("slower roads lengthen every way and dear freights follow, until the month after the shock") {
  Shock slow = shock_of("landslide", ShockTarget::road, -0.5, settled_in, 2);
  slow.region = "altiplano";
  Pair pair{slow};
  pair.run_to(settled_in + 1);
  const auto ratio = [&pair](Index g, const auto& column) {
    return static_cast<double>(column(pair.shocked.world.group.transport)[g]) /
           static_cast<double>(column(pair.calm.world.group.transport)[g]);
  };
  const auto hours = [](const GroupTransport& way) -> const auto& { return way.hours_market; };
  const auto freight = [](const GroupTransport& way) -> const auto& { return way.freight_market; };
  const Index near = pair.calm.group_of(milk);
  const Index far = pair.calm.group_of(maize);
  CHECK(ratio(near, hours) == Approx(2.0));
  CHECK(ratio(near, freight) == Approx(2.0));
  CHECK(ratio(far, hours) == 1.0);
  pair.run_to(settled_in + 3);
  CHECK(ratio(near, hours) == 1.0);
  CHECK(ratio(near, freight) == 1.0);
}

TEST_CASE("behind a closed road nothing is sold: the milk is lost, both sides trust less, and nobody earns") {
  Shock blockade = shock_of("blockade", ShockTarget::road, -1.0, settled_in, 1);
  blockade.region = "altiplano";
  Scenario s = small_scenario();
  s.trade.transport_base = -20.0;
  s.alliance.review_damage = 1.0;  // nobody leaves at once
  Pair pair{blockade, s};
  pair.run_to(settled_in);
  const std::size_t dairy = cell_of(pair.calm.world, milk);
  Index g = pair.shocked.world.cells[dairy].begin;
  while (!allied(pair.shocked.world.group.agreement.outlet[g])) ++g;
  const World before = pair.shocked.world;
  pair.run_to(settled_in + 1);
  const Goods& goods = pair.shocked.world.goods[dairy];
  CHECK(goods.produced == pair.calm.world.goods[dairy].produced);
  CHECK(goods.lost == goods.produced - goods.home);
  CHECK(goods.delivered + goods.spot + goods.accepted == 0);
  const Groups& group = pair.shocked.world.group;
  CHECK(group.year.volume[g] == before.group.year.volume[g]);
  CHECK(trust(group.trust.good[g], group.trust.bad[g]) < trust(before.group.trust.good[g], before.group.trust.bad[g]));
  CHECK(trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) <
        trust(before.group.trust.buyer_good[g], before.group.trust.buyer_bad[g]));
  const auto grievance = [g](const World& world, Reason reason) {
    return world.group.agreement.grievance[static_cast<std::size_t>(reason) * world.group.count + g];
  };
  CHECK(grievance(pair.shocked.world, Reason::transport) > grievance(before, Reason::transport));
  CHECK(grievance(pair.shocked.world, Reason::price_below_spot) == grievance(before, Reason::price_below_spot));
  CHECK(pair.shocked.world.settled.size() < pair.calm.world.settled.size());
  CHECK(imbalances(pair.shocked.world).empty());
  pair.run_to(settled_in + 2);
  CHECK(pair.shocked.world.goods[dairy].delivered > 0);
}

TEST_CASE("a buyer that closes loses its groups for its own failure, and is there again after the shock") {
  Shock closes = shock_of("dairy", ShockTarget::buyer, -1.0, settled_in, 6);
  closes.product = "milk";
  Pair pair{closes};
  pair.run_to(settled_in);
  REQUIRE(groups_with_a_buyer(pair.shocked.world, milk) > 0);
  const std::int64_t others = groups_with_a_buyer(pair.shocked.world, maize);
  pair.run_to(settled_in + 1);
  CHECK(groups_with_a_buyer(pair.shocked.world, milk) == 0);
  CHECK(groups_with_a_buyer(pair.shocked.world, maize) >= others - 1);
  CHECK(pair.shocked.world.goods[cell_of(pair.calm.world, milk)].delivered == 0);
  for (const Breakup& end : pair.shocked.world.breakups) {
    if (pair.shocked.world.group.product[end.group] == milk) CHECK(end.cause == Cause::buyer_failed);
  }
  CHECK(imbalances(pair.shocked.world).empty());
  const auto open = [&pair] {
    std::int64_t n = 0;
    for (Index b = 0; b < pair.shocked.world.buyer.count; ++b)
      n += pair.shocked.world.buyer.product[b] == milk ? pair.shocked.world.buyer.open[b] : 0;
    return n;
  };
  pair.run_to(settled_in + 6);
  CHECK(open() == 0);
  pair.run_to(settled_in + 7);
  CHECK(open() > 0);
}

TEST_CASE("a buyer that has closed by itself does not come back with the others") {
  Shock closes = shock_of("dairy", ShockTarget::buyer, -1.0, 1, 1);
  closes.product = "milk";
  Pair pair{closes};
  const Index b = pair.shocked.buyer_of(milk);
  pair.shocked.world.buyer.open[b] = 0;
  pair.shocked.run_to(4);
  CHECK(pair.shocked.world.buyer.open[b] == 0);
  CHECK(pair.shocked.world.buyer.open[b + 1] == 1);
}

TEST_CASE("a buyer that loses half its capacity takes half of a delivery and has the less to offer, for the months") {
  Shock half = shock_of("half", ShockTarget::buyer, -0.5, settled_in, 2);
  half.product = "milk";
  Pair pair{half};
  pair.run_to(settled_in + 1);
  const std::size_t dairy = cell_of(pair.calm.world, milk);
  const Goods& goods = pair.shocked.world.goods[dairy];
  const Goods& usual = pair.calm.world.goods[dairy];
  const double share = static_cast<double>(goods.accepted) / static_cast<double>(goods.delivered);
  CHECK(share ==
        Approx(0.5 * static_cast<double>(usual.accepted) / static_cast<double>(usual.delivered)).epsilon(0.05));
  const Index b = pair.shocked.buyer_of(milk);
  CHECK(pair.shocked.world.buyer.capacity[b] == std::ceil(0.5 * pair.calm.world.buyer.capacity[b]));
  CHECK(imbalances(pair.shocked.world).empty());
  pair.run_to(settled_in + 3);
  CHECK(pair.shocked.world.buyer.capacity == pair.calm.world.buyer.capacity);
  CHECK(pair.shocked.world.buyer.room[b] == 1.0);
  CHECK(imbalances(pair.shocked.world).empty());
}

TEST_CASE("municipalities receive the less while their transfers fall") {
  Shock fall = shock_of("gas", ShockTarget::transfer, -0.6, 0, 12);
  fall.region = "llanos";
  Pair pair{fall};
  pair.run_to(12);
  for (Index m = 0; m < pair.calm.world.municipality.count; ++m) {
    const auto usual = static_cast<double>(pair.calm.world.municipality.account[m]);
    const bool there = pair.calm.world.municipality.region[m] == 1;
    CHECK(static_cast<double>(pair.shocked.world.municipality.account[m]) == Approx(usual * (there ? 0.4 : 1.0)));
  }
  pair.run_to(24);  // a second budget, in full
  CHECK(pair.shocked.world.municipality.account == pair.calm.world.municipality.account);
}

TEST_CASE("shocks at once multiply") {
  Scenario s = small_scenario();
  s.shock = {shock_of("a", ShockTarget::yield, -0.5, 0, 12), shock_of("b", ShockTarget::yield, -0.2, 0, 12)};
  Laboratory lab{s};
  lab.run_to(1);
  for (const double yield : lab.world.climate.yield) CHECK(yield == Approx(0.4));
}

TEST_CASE("all that is wrong with shocks is found at once and told with its remedy") {
  Scenario s = small_scenario();
  const auto add = [&s](const Shock& shock) { s.shock.push_back(shock); };
  const auto named = [](Shock shock, const char* product, const char* region, ShockKind kind = ShockKind::plain) {
    shock.product = product;
    shock.region = region;
    shock.kind = kind;
    return shock;
  };
  add(named(shock_of("a", ShockTarget::price, -0.1, 0, 12), "maiz", ""));
  add(named(shock_of("b", ShockTarget::yield, -0.1, 0, 12), "", "altiplan"));
  add(named(shock_of("c", ShockTarget::road, -0.1, 0, 12), "milk", ""));
  add(named(shock_of("d", ShockTarget::buyer, -1.0, 60, 12), "milk", "altiplano"));
  add(named(shock_of("e", ShockTarget::buyer, -1.0, 0, 12), "milk", "llanos"));
  add(named(shock_of("f", ShockTarget::price, -0.2, 0, 12), "milk", "", ShockKind::import_surge));
  add(named(shock_of("g", ShockTarget::price, -1.0, 0, 12), "maize", ""));
  add(named(shock_of("h", ShockTarget::yield, -0.5, 6, 3), "maize", ""));
  add(named(shock_of("i", ShockTarget::transfer, -0.5, 4, 3), "", ""));
  add(named(shock_of("j", ShockTarget::road, -0.5, 4, 3), "", "", ShockKind::boom));
  add(named(shock_of("k", ShockTarget::price, 0.5, 4, 3), "milk", "altiplano", ShockKind::boom));
  add(named(shock_of("l", ShockTarget::yield, 0.5, 4, 3), "milk", "", ShockKind::drought));
  std::string told;
  for (const Inconsistency& found : shock_inconsistencies(s)) told += found.key + ": " + found.message + '\n';
  CAPTURE(told);
  for (const char* said :
       {"shock.a.product: there is no product 'maiz', so nothing would be hit. Did you mean maize?",
        "shock.b.region: there is no region 'altiplan', so nothing would be hit. Did you mean altiplano?",
        "shock.c.product: target road knows no product", "shock.d.start_month: the run has 60 months, 0 to 59",
        "shock.e.product: region 'llanos' does not grow 'milk'", "shock.f.size: size = -0.2 is outside 0 to 0.95",
        "shock.g.size: size = -1 is below -0.95", "shock.h.months: nothing that the shock could hit is harvested",
        "shock.i.months: no municipality receives its year's transfers",
        "shock.j.kind: kind boom belongs to target price", "shock.k.region: kind boom is of the whole country",
        "shock.l.size: size = 0.5 is above 0, but a drought"}) {
    CHECK(told.find(said) != std::string::npos);
  }
  CHECK(std::count(told.begin(), told.end(), '\n') == 12);
}

TEST_CASE("shocks that together multiply a price by more than 100 are named with the month") {
  Scenario s = small_scenario();
  s.shock = {shock_of("first", ShockTarget::price, 9.0, 0, 12), shock_of("second", ShockTarget::price, 10.0, 11, 12)};
  const std::vector<Inconsistency> found = shock_inconsistencies(s);
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "shock.second.size");
  CHECK(found[0].message.find("in month 11") != std::string::npos);
  s.shock[1].start_month = 12;
  CHECK(shock_inconsistencies(s).empty());
}
