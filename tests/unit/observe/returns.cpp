// What an alliance and all of them together returned, by name, on books made by hand.

#include <catch2/catch.hpp>
#include <cmath>

#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Value at a rate of ten yearly benefits of one boliviano.
double worth_of_ten_years(double rate) { return (1.0 - std::pow(1.0 + rate, -10.0)) / rate; }

}  // namespace

TEST_CASE("Returns solve for the rate at which benefits are worth the plan, and those called low, for lower benefits") {
  Scenario s = small_scenario();
  s.run.start_year = 2011;
  s.run.start_month = 6;  // years end in months 12 and 24, the Junes of 2012 and 2013
  s.run.horizon_months = 25;
  s.evaluation.years = 10;
  s.evaluation.lower_benefits = 0.75;
  Laboratory lab{s};
  World& world = lab.world;
  Groups& group = world.group;
  const Index g = lab.group_of(maize);
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, world};
  const auto end_year = [&](Month t, double income) {
    group.year.net_income.assign(group.count, 50.0);  // controls earn the same every year
    group.year.net_income[g] = income;
    recorder.observe(world, t);
  };
  group.year.baseline_net_income[g] = 100.0;
  end_year(12, 100.0);
  lab.ally(g, lab.buyer_of(maize));
  group.cycle.funded[g] = 12;
  group.investment.total[g] = 20'000;  // 200 Bs
  world.cofinanced_works = 3;
  end_year(24, 160.0);
  const Results results = recorder.finish(world);
  const auto of = [&](const char* measure) { return results.values[catalogue.measure(measure)][0]; };
  for (const char* const rate : {"rate_of_return", "economic_rate_of_return"}) {
    CAPTURE(rate);
    CHECK(60.0 * worth_of_ten_years(of(rate)) == Approx(200.0).epsilon(1e-4));
  }
  for (const char* const low : {"rate_of_return_low", "economic_rate_of_return_low"}) {
    CAPTURE(low);
    CHECK(0.75 * 60.0 * worth_of_ten_years(of(low)) == Approx(200.0).epsilon(1e-4));
  }
  CHECK(of("works_per_alliance") == 3.0);
}
