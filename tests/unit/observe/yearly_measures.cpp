// Measures of agricultural years, snapshots and the end of a run by their names, on a world made by hand.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "network/measures.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr Month june_2008 = 17;
constexpr Month june_2009 = 29;
constexpr std::size_t year_2008 = 1;  // seasons from July 2006
constexpr std::size_t year_2009 = 2;

/// A run of three years of which two Junes are looked at. Households of funded groups, of controls and of the others all
/// earn the same within their kind, in the first June and then in the second.
struct Years : Laboratory {
  Catalogue catalogue;
  Recorder recorder;
  Index funded;

  Years()
      : Laboratory{scenario_of_three_years()},
        catalogue{catalogue_of(scenario)},
        recorder{scenario, catalogue, world},
        funded{group_of(milk)} {
    ally(funded, buyer_of(milk));
    std::fill(world.household.away.begin(), world.household.away.end(), 0);
  }
  static Scenario scenario_of_three_years() {
    Scenario s = small_scenario();
    s.run.horizon_months = 36;
    s.household.persons = 4.0;
    s.household.moderate_line_bs = 1000.0;  // 4,000 Bs a household
    s.household.extreme_line_bs = 500.0;    // 2,000
    return s;
  }
  struct Income {
    float product;
    std::int32_t other;  ///< centavos a month: 100,000 are 12,000 Bs a year
  };
  void earn(Income member, Income control, Income applicant) {
    const Groups& group = world.group;
    for (Index g = 0; g < group.count; ++g) {
      const Income income = group.kind[g] == GroupKind::control ? control : g == funded ? member : applicant;
      for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
        world.household.product_income[i] = income.product;
        world.household.other_income[i] = income.other;
      }
    }
  }
};

double value(const Catalogue& catalogue, const Results& results, const std::string& measure, std::size_t position) {
  return results.values[catalogue.measure(measure)].at(position);
}

}  // namespace

TEST_CASE("Incomes, poverty and quintiles are those of the party and of the line that their names say") {
  Years years;
  years.earn({0.0F, 0}, {0.0F, 0}, {0.0F, 0});
  years.recorder.observe(years.world, june_2008);
  years.earn({6000.0F, 100000}, {1000.0F, 12500}, {1000.0F, 0});  // 18,000, 2,500 and 1,000 Bs
  years.recorder.observe(years.world, june_2009);
  const Results results = years.recorder.finish(years.world);
  const auto of = [&](const char* measure) { return value(years.catalogue, results, measure, year_2009); };
  CHECK(of("member_product_income") == 6000.0);
  CHECK(of("member_income") == Approx(18000.0));
  CHECK(of("member_moderate_poverty") == 0.0);
  CHECK(of("member_extreme_poverty") == 0.0);
  CHECK(of("member_poverty_gap") == 0.0);
  CHECK(of("control_product_income") == 1000.0);
  CHECK(of("control_income") == Approx(2500.0));
  CHECK(of("control_moderate_poverty") == 1.0);
  CHECK(of("control_extreme_poverty") == 0.0);
  CHECK(of("control_poverty_gap") == Approx(1500.0 / 4000.0));
  CHECK(of("applicant_product_income") == 1000.0);
  CHECK(of("applicant_income") == Approx(1000.0));
  CHECK(of("applicant_moderate_poverty") == 1.0);
  CHECK(of("applicant_extreme_poverty") == 1.0);
  CHECK(of("applicant_poverty_gap") == Approx(3000.0 / 4000.0));
  for (std::size_t fifth = 0; fifth < 5; ++fifth) {
    CHECK(value(years.catalogue, results, "member_income_by_quintile", fifth) == Approx(18000.0));
    CHECK(value(years.catalogue, results, "control_income_by_quintile", fifth) == Approx(2500.0));
    CHECK(value(years.catalogue, results, "applicant_income_by_quintile", fifth) == Approx(1000.0));
  }
  CHECK(std::isnan(value(years.catalogue, results, "member_income", 0)));  // the half year at the start
}

TEST_CASE(
    "Everybody's income and poverty count where a group could apply, and money per gain is what was spent over it") {
  Years years;
  years.world.project.grants = centavos(1e6);
  years.earn({1000.0F, 0}, {5000.0F, 0}, {3000.0F, 0});
  years.recorder.observe(years.world, june_2008);
  years.earn({9000.0F, 0}, {6000.0F, 0}, {3000.0F, 0});
  years.recorder.observe(years.world, june_2009);
  const Results results = years.recorder.finish(years.world);
  const World& world = years.world;
  double in_funded = 0.0;
  double in_others = 0.0;
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.kind[g] == GroupKind::control) continue;
    const auto* const first = world.household.lives.data() + world.group.first[g];
    (g == years.funded ? in_funded : in_others) +=
        static_cast<double>(std::count_if(first, first + world.group.slots[g], [](std::int32_t x) { return x != 0; }));
  }
  const auto of = [&](const char* measure, std::size_t position) {
    return value(years.catalogue, results, measure, position);
  };
  CHECK(of("potential_income", year_2008) == Approx(1000.0 * in_funded + 3000.0 * in_others));
  CHECK(of("potential_income", year_2009) == Approx(9000.0 * in_funded + 3000.0 * in_others));
  CHECK(of("potential_poor", year_2008) == Approx(4.0 * (in_funded + in_others)));
  CHECK(of("potential_poor", year_2009) == Approx(4.0 * in_others));
  CHECK(of("cost_per_income_gained", 0) == Approx(1e6 / ((8000.0 - 1000.0) * in_funded)));
  CHECK(of("cost_per_person_out_of_poverty", 0) == Approx(1e6 / (4.0 * in_funded)));
}

TEST_CASE("Volume, revenue and premium of a year are told apart, by product, without controls") {
  Years years;
  Groups& group = years.world.group;
  for (Index g = 0; g < group.count; ++g) {
    const bool potential = group.kind[g] == GroupKind::potential;
    group.year.volume[g] = potential ? 1.0 : 1e9;
    group.year.revenue[g] = potential ? 100.0 : 1e9;
    group.year.premium[g] = potential ? 10.0 : 1e9;
  }
  double of_milk = 0.0;
  for (Index g = 0; g < group.count; ++g) {
    of_milk += group.kind[g] == GroupKind::potential && group.product[g] == milk ? 1.0 : 0.0;
  }
  years.recorder.observe(years.world, june_2009);
  const Results results = years.recorder.finish(years.world);
  const auto of = [&](const char* measure, std::size_t year) {
    return value(years.catalogue, results, measure, year * 2 + milk);
  };
  CHECK(of("year_volume", year_2009) == of_milk);
  CHECK(of("year_revenue", year_2009) == 100.0 * of_milk);
  CHECK(of("year_premium", year_2009) == 10.0 * of_milk);
  CHECK(of("year_volume", year_2008) == 0.0);  // not seen
}

TEST_CASE("Network measures stand under their names, of the start, the middle and the end") {
  Years years;  // whose alliance is made after the recorder has seen the start
  World& world = years.world;
  for (Month t = 0; t < 36; ++t) years.recorder.observe(world, t);
  const Results results = years.recorder.finish(world);
  const std::vector<Tie> trades{
      {AgentKind::group, AgentKind::buyer, world.ties.rank[years.funded], world.group.agreement.buyer[years.funded]}};
  std::vector<std::uint32_t> municipality(world.group.count);
  for (Index g = 0; g < world.group.count; ++g) municipality[world.ties.rank[g]] = world.group.municipality[g];
  const Connectivity ties = connectivity(world.ties.ranges, world.ties.acquaintances, trades);
  const Brokerage brokers = brokerage(world.ties.ranges, municipality, world.ties.acquaintances, trades);
  const auto at_end = [&](const char* measure) { return value(years.catalogue, results, measure, 2); };
  CHECK(at_end("group_degree") == ties.degree[static_cast<std::size_t>(AgentKind::group)].mean);
  CHECK(at_end("buyer_degree") == ties.degree[static_cast<std::size_t>(AgentKind::buyer)].mean);
  CHECK(at_end("largest_buyer_degree") == ties.degree[static_cast<std::size_t>(AgentKind::buyer)].maximum);
  CHECK(at_end("components") == ties.components);
  CHECK(at_end("largest_component") == ties.largest);
  CHECK(at_end("brokerage") == brokers.mean);
  CHECK(at_end("largest_brokerage") == brokers.maximum);
  CHECK(value(years.catalogue, results, "group_degree", 0) < at_end("group_degree"));
  CHECK(value(years.catalogue, results, "group_degree", 1) == at_end("group_degree"));
  CHECK(std::isnan(value(years.catalogue, results, "brokerage", 1)));
  CHECK(std::isnan(value(years.catalogue, results, "herfindahl", 0)));
  CHECK(value(years.catalogue, results, "herfindahl", 2 * 2) == 1.0);  // one agreement: one buyer has all
  CHECK(std::isnan(value(years.catalogue, results, "herfindahl", 2 * 2 + 1)));
}

TEST_CASE("Survival, incidence and numbers at risk stand by region, product and cause") {
  Laboratory lab{small_scenario()};
  World& world = lab.world;
  const Catalogue catalogue = catalogue_of(lab.scenario);
  Recorder recorder{lab.scenario, catalogue, world};
  // Four alliances of milk in the altiplano, one of which ended for the spot price after 20 months and one by the
  // buyer's failure after 12, the last month of its first year; one of maize in the llanos that goes on.
  std::vector<Index> of_milk;
  for (Index g = 0; g < world.group.count && of_milk.size() < 4; ++g) {
    if (world.group.product[g] != milk || world.group.kind[g] != GroupKind::potential) continue;
    lab.ally(g, lab.buyer_of(milk));
    of_milk.push_back(g);
  }
  lab.ally(lab.group_of(maize), lab.buyer_of(maize));
  Agreements& agreement = world.group.agreement;
  agreement.ended[of_milk[0]] = 20;
  agreement.cause[of_milk[0]] = Cause::spot_price;
  agreement.ended[of_milk[1]] = 12;
  agreement.cause[of_milk[1]] = Cause::buyer_failed;
  for (const std::size_t k : {0U, 1U}) agreement.outlet[of_milk[k]] = Outlet::free_market;
  world.project.grants = centavos(900.0);
  const Results results = recorder.finish(world);
  constexpr std::size_t months = 60;
  constexpr std::size_t later = 30;
  const auto of = [&](const char* measure, std::size_t row) {
    return value(catalogue, results, measure, row * months + later);
  };
  const auto cause = [](Cause which) { return static_cast<std::size_t>(which) - 1; };
  CHECK(of("kaplan_meier", 0) == Approx(0.6));
  CHECK(of("kaplan_meier_by_region", 0) == Approx(0.5));
  CHECK(of("kaplan_meier_by_region", 1) == Approx(1.0));
  CHECK(of("kaplan_meier_by_product", milk) == Approx(0.5));
  CHECK(of("kaplan_meier_by_product", maize) == Approx(1.0));
  CHECK(of("at_risk", 0) == 2.0);
  CHECK(of("at_risk", 1) == 1.0);
  CHECK(of("cumulative_incidence", cause(Cause::spot_price)) == Approx(0.2));
  CHECK(of("cumulative_incidence", cause(Cause::buyer_failed)) == Approx(0.2));
  CHECK(of("cumulative_incidence", cause(Cause::low_trust)) == 0.0);
  CHECK(of("cumulative_incidence_by_region", cause(Cause::spot_price)) == Approx(0.25));
  CHECK(of("cumulative_incidence_by_product", milk * (causes - 1) + cause(Cause::spot_price)) == Approx(0.25));
  CHECK(of("cumulative_incidence_by_product", maize * (causes - 1) + cause(Cause::spot_price)) == 0.0);
  CHECK(value(catalogue, results, "breakups_in_first_year", 0) == 0.5);
  CHECK(value(catalogue, results, "cost_per_lasting_alliance", 0) == Approx(300.0));
}

TEST_CASE("The poverty line rises with general prices") {
  Years years;
  years.world.price_index = 1.5;  // the line of 4,000 Bs a household is then 6,000
  years.earn({5900.0F, 0}, {6100.0F, 0}, {1000.0F, 0});
  years.recorder.observe(years.world, june_2009);
  const Results results = years.recorder.finish(years.world);
  CHECK(value(years.catalogue, results, "member_moderate_poverty", year_2009) == 1.0);
  CHECK(value(years.catalogue, results, "member_poverty_gap", year_2009) == Approx(100.0 / 6000.0));
  CHECK(value(years.catalogue, results, "control_moderate_poverty", year_2009) == 0.0);
}
