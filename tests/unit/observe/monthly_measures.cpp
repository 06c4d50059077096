// Every monthly measure by its name, on a world made by hand in which no two things it could be taken for are equal.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "observe/account_series.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr std::size_t altiplano = 0;  // grows milk, product 1
constexpr std::size_t llanos = 1;     // grows maize, product 0

/// Eleven alliances of the altiplano and one of the llanos: one with its first buyer, two with a new one, three on the
/// free market, four dissolved, one suspended; in the llanos one with its first buyer.
struct Country : Laboratory {
  std::vector<Index> milkers, growers;

  explicit Country(Scenario s) : Laboratory{std::move(s)} {
    for (Index g = 0; g < world.group.count; ++g) {
      if (world.group.kind[g] != GroupKind::potential) continue;
      (world.group.product[g] == milk ? milkers : growers).push_back(g);
    }
    alliances();
    settlements();
    markets();
    accounts();
  }

  void alliances() {
    Groups& group = world.group;
    constexpr Outlet states[]{Outlet::first_buyer, Outlet::new_buyer,   Outlet::new_buyer, Outlet::free_market,
                              Outlet::free_market, Outlet::free_market, Outlet::dissolved, Outlet::dissolved,
                              Outlet::dissolved,   Outlet::dissolved,   Outlet::suspended};
    for (std::size_t k = 0; k < std::size(states); ++k) {
      const Index g = milkers.at(k);
      ally(g, buyer_of(milk));
      group.agreement.outlet[g] = states[k];
      group.membership.members[g] = 7;
      group.membership.cohesion[g] = 0.25F;
      group.trust.good[g] = 3.0F;  // 0.75
      group.trust.bad[g] = 1.0F;
      group.trust.buyer_good[g] = 1.0F;  // 0.125
      group.trust.buyer_bad[g] = 7.0F;
    }
    const Index g = growers.front();
    ally(g, buyer_of(maize));
    group.membership.members[g] = 9;
    group.membership.cohesion[g] = 0.5F;
    group.trust.good[g] = group.trust.bad[g] = 1.0F;
    group.trust.buyer_good[g] = 5.0F;  // 0.625
    group.trust.buyer_bad[g] = 3.0F;
    for (std::size_t cause = 1; cause < causes; ++cause) {
      world.breakups.insert(world.breakups.end(), cause, {milkers[0], nobody, static_cast<Cause>(cause)});
    }
  }

  void settlements() {
    world.settled = {milkers[0], milkers[1], growers[0]};
    GroupSettlement& last = world.group.settlement;
    last.contract_price[milkers[0]] = 2.0F;
    last.contract_price[milkers[1]] = 4.0F;
    last.contract_price[growers[0]] = 90.0F;
    last.side_selling[milkers[0]] = 0.25F;
    last.side_selling[milkers[1]] = 0.5F;
    last.side_selling[growers[0]] = 0.125F;
    last.unpaid[milkers[0]] = 0.25F;
    last.refused[milkers[1]] = 0.5F;
    last.refused[growers[0]] = 0.75F;
    last.renegotiated[growers[0]] = 1;
    world.buyer.open.assign(world.buyer.count, 0);
    world.buyer.open[buyer_of(milk)] = world.buyer.open[buyer_of(milk) + 1] = world.buyer.open[buyer_of(maize)] = 1;
  }

  void markets() {
    world.market.reference = {101.0, 3.5};
    world.market.quota = {0.5, 0.75};
    world.market.boom = {0.375, 0.625};
    world.market.regime = {1, 0};
    world.climate.drought = {0.0625, 0.875};
    world.climate.frost = {0.1875, 0.3125};
    world.climate.flood = {0.4375, 0.5625};
    world.market.general_prices = 1.125;
    world.market.day_wage = 55.0;
    world.market.exchange_rate = 7.125;
    world.market.powder = 3100.0;
    world.market.import_parity = 2.75;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
      const bool dairy = world.cells[c].product == milk;
      world.market.spot[c] = dairy ? 2.5 : 80.0;
      if (dairy) world.goods[c] = {1100, 100, 200, 300, 500, 250};
    }
  }

  void accounts() {
    world.project.grants = 100;
    world.project.assistance = 200;
    world.project.brokers = 400;
    world.project.administration = 800;
    world.bank.lent = 9000;
    world.bank.repaid = 2000;
    world.bank.written_off = 1500;
    world.cofinanced_works = 17;
    const Index g = milkers[0];
    Groups& group = world.group;
    group.investment.counterpart_paid[g] = 1100;
    group.fund.open[g] = group.fund.open[milkers[1]] = 1;
    group.fund.cash[g] = 1200;
    group.fund.lent[g] = 1300;
    group.fund.overdue[g] = 1400;
    group.fund.written_off[g] = 1600;
    group.fund.issued[g] = 1800;
    group.fund.issued_for_inputs[g] = 1900;
    group.bank.issued[g] = 2100;
    group.account.advance[g] = 1700;
  }
};

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What each measure must show for the month: altiplano, llanos; maize, milk; or as many values as it has.
std::map<std::string, std::vector<double>> expected() {
  std::map<std::string, std::vector<double>> all{
      {"funded", {11, 1}},
      {"first_buyer", {1, 1}},
      {"new_buyer", {2, 0}},
      {"free_market", {3, 0}},
      {"suspended", {1, 0}},
      {"dissolved", {4, 0}},
      {"members", {77, 9}},
      {"trust", {0.75, 0.5}},
      {"buyer_trust", {0.125, 0.625}},
      {"trust_distribution", {0, 0, 0, 0, 0, 1, 0, 3, 0, 0}},
      {"side_selling", {0.375, 0.125}},
      {"cohesion", {0.25, 0.5}},
      {"reference_price", {101.0, 3.5}},
      {"quota", {0.5, 0.75}},
      {"boom", {0.375, 0.625}},
      {"regime", {1, 0}},
      {"contract_price", {90, 3}},
      {"settlements", {1, 2}},
      {"buyers_open", {1, 2}},
      {"unpaid_share", {0, 0.125}},
      {"refused_share", {0.75, 0.25}},
      {"renegotiated_share", {1, 0}},
      {"spot_price", {nothing, 2.5, 80.0, nothing}},
      {"drought", {0.0625, 0.875}},
      {"frost", {0.1875, 0.3125}},
      {"flood", {0.4375, 0.5625}},
      {"general_prices", {1.125}},
      {"day_wage", {55}},
      {"exchange_rate", {7.125}},
      {"powder_price", {3100}},
      {"import_parity", {2.75}},
      {"produced", {0, 11}},
      {"eaten", {0, 1}},
      {"lost", {0, 2}},
      {"delivered", {0, 3}},
      {"accepted", {0, 2.5}},
      {"sold_on_spot", {0, 5}},
      {"project_spent", {1, 2, 4, 8}},
      {"counterpart_paid", {11}},
      {"funds", {2}},
      {"fund_cash", {12}},
      {"fund_lent", {13}},
      {"fund_overdue", {14}},
      {"fund_written_off", {16}},
      {"fund_issued", {18}},
      {"fund_issued_for_inputs", {19}},
      {"bank_issued", {21}},
      {"bank_debt", {55}},
      {"bank_written_off", {15}},
      {"advances", {17}},
      {"municipal_works", {17}},
      {"disbursed_million_usd", {15 / 1e6 / 8.0}},
      {"ended_by_counterpart_failure", {1}},
      {"ended_by_low_trust", {2}},
      {"ended_by_better_buyer", {3}},
      {"ended_by_spot_price", {4}},
      {"ended_by_product_change", {5}},
      {"ended_by_buyer_withdrew", {6}},
      {"ended_by_buyer_failed", {7}},
      {"ended_by_dissolution", {8}},
  };
  // Products come in another order than the regions that grow them.
  for (const char* const name :
       {"funded", "first_buyer", "new_buyer", "free_market", "suspended", "dissolved", "members"}) {
    const std::vector<double>& by_region = all[name];
    all[std::string{name} + "_by_product"] = {by_region[llanos], by_region[altiplano]};
  }
  return all;
}

}  // namespace

TEST_CASE("Each monthly measure shows what its name says and nothing else of the world") {
  Scenario s = small_scenario();
  s.project.bolivianos_per_usd = 8.0;
  s.scale.potential_groups = 24.0;  // eleven for the altiplano, and more
  Country country{s};
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, country.world};
  constexpr Month month = 3;
  recorder.observe(country.world, month);
  const Results results = recorder.finish(country.world);
  std::map<std::string, std::vector<double>> missing = expected();
  for (const Measure& measure : catalogue.measures) {
    if (measure.axes.empty() || measure.axes.front() != Axis::time) continue;
    CAPTURE(measure.name);
    REQUIRE(missing.count(measure.name) == 1);  // a new measure is said here what it must show
    const std::vector<double> wanted = missing.extract(measure.name).mapped();
    const std::vector<double>& values = results.values[catalogue.measure(measure.name)];
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      CAPTURE(k);
      const double value = values[month * wanted.size() + k];
      CHECK((std::isnan(wanted[k]) ? std::isnan(value) : value == wanted[k]));
    }
    CHECK(values.size() == wanted.size() * catalogue.axis(Axis::time).size);
  }
  CHECK(missing.empty());
}

TEST_CASE("The components of what the project spent are all it spent") {
  ProjectUnit project;
  project.grants = 1;
  project.assistance = 10;
  project.brokers = 100;
  project.administration = 1000;
  Centavos sum = 0;
  for (const ProjectComponent& component : project_components) sum += project.*component.spent;
  CHECK(project.spent() == 1111);
  CHECK(sum == project.spent());
}
