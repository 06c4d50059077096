#include "observe/appraisal.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "observe/catalogue_of.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// A country whose first month is July, so that years end at months 11, 23 and so on; one alliance and its controls.
struct Books {
  Laboratory lab;
  Catalogue catalogue;
  Appraisal appraisal;
  Index g;

  explicit Books(double inflation = 0.0)
      : lab{scenario(inflation)},
        catalogue{catalogue_of(lab.scenario)},
        appraisal{lab.scenario, catalogue, lab.world},
        g{lab.group_of(maize)} {}

  static Scenario scenario(double inflation) {
    Scenario s = small_scenario();
    s.run.start_month = 7;
    s.run.horizon_months = 60;
    s.prices.inflation_per_year = inflation;
    return s;
  }
  /// Ends a year in which the group earned `income` and each control community `control`.
  void end_year(Month t, double income, double control, double price_index = 1.0) {
    Groups& group = lab.world.group;
    for (Index k = 0; k < group.count; ++k) {
      group.year.net_income[k] = group.kind[k] == GroupKind::control ? control : 0.0;
    }
    group.year.net_income[g] = income;
    if (group.cycle.funded[g] == never) group.year.baseline_net_income[g] = income;
    lab.world.price_index = price_index;
    appraisal.observe(lab.world, t);
  }
};

double rate_of(const Appraisal& appraisal, const InvestmentPlan& plan, double benefit_factor) {
  Returns found{};
  appraisal.returns({&plan, 1}, benefit_factor, {&found, 1});
  return found.rate_of_return;
}

}  // namespace

TEST_CASE("A benefit is income with the project less what the baseline would have become as the controls' did") {
  Books books;
  books.end_year(11, 100.0, 50.0);
  start_funding(books.lab.world, books.g, 12);
  books.end_year(23, 180.0, 60.0);
  CHECK(books.appraisal.has_baseline(books.g));
  CHECK(books.appraisal.benefit(books.lab.world, books.g) == Approx(180.0 - 100.0 * 60.0 / 50.0));
}

TEST_CASE("Where no control earned anything the baseline moves with general prices") {
  Books books;
  books.end_year(11, 100.0, 0.0, 1.0);
  start_funding(books.lab.world, books.g, 12);
  books.end_year(23, 180.0, 0.0, 1.1);
  CHECK(books.appraisal.inflation(books.g) == Approx(1.1));
  CHECK(books.appraisal.benefit(books.lab.world, books.g) == Approx(180.0 - 110.0));
}

TEST_CASE("A rise of all prices alike is no benefit, and a plan's return does not depend on it") {
  const auto rate = [](double rise) {
    Books books;
    books.end_year(11, 100.0, 50.0, 1.0);
    start_funding(books.lab.world, books.g, 12);
    books.lab.world.group.investment.total[books.g] = centavos(200.0 * rise);
    books.end_year(23, 160.0 * rise, 50.0 * rise, rise);
    return rate_of(books.appraisal, books.appraisal.plan(books.lab.world, books.g), 1.0);
  };
  CHECK(rate(1.0) == Approx(rate(1.5)));
  CHECK(rate(1.0) == Approx(0.2732).margin(1e-3));  // 60 a year for ten years on 200
}

TEST_CASE("A plan's return counts what the family works more than before, at half the wage, and its income does not") {
  Books books;
  World& world = books.lab.world;
  world.day_wage = 10.0;
  world.group.crop.family_days[books.g] = 50.0F;
  books.end_year(11, 100.0, 50.0);
  start_funding(world, books.g, 12);
  world.group.investment.total[books.g] = 20'000;
  world.group.crop.family_days[books.g] = 54.0F;
  books.end_year(23, 180.0, 50.0);
  CHECK(books.appraisal.benefit(world, books.g) == Approx(80.0));
  CHECK(books.appraisal.plan(world, books.g).benefit[0] == Approx(80.0 - 0.5 * 10.0 * 4.0));
}

TEST_CASE("A year that ends within six months of funding is one of preparation") {
  Books books;
  books.end_year(11, 100.0, 50.0);
  start_funding(books.lab.world, books.g, 20);
  books.lab.world.group.investment.total[books.g] = 20'000;
  books.end_year(23, 500.0, 50.0);
  CHECK(std::isnan(rate_of(books.appraisal, books.appraisal.plan(books.lab.world, books.g), 1.0)));
}

TEST_CASE("The first year of benefits is the one that ends six months after funding") {
  for (const Month funded : {17, 18}) {
    CAPTURE(funded);
    Books books;
    books.end_year(11, 100.0, 50.0);
    start_funding(books.lab.world, books.g, funded);
    books.end_year(23, 180.0, 60.0);
    const double benefit = books.appraisal.benefit(books.lab.world, books.g);
    if (23 - funded >= 6) {
      CHECK(benefit == Approx(180.0 - 100.0 * 60.0 / 50.0));
    } else {
      CHECK(std::isnan(benefit));
    }
  }
}

TEST_CASE("Plans together return what their benefits together are on their costs together") {
  Books books;
  books.end_year(11, 100.0, 50.0);
  start_funding(books.lab.world, books.g, 12);
  books.lab.world.group.investment.total[books.g] = 20'000;
  books.end_year(23, 160.0, 50.0);
  const std::vector<Index> twice{books.g, books.g};
  const double alone = rate_of(books.appraisal, books.appraisal.plan(books.lab.world, books.g), 0.8);
  CHECK(rate_of(books.appraisal, books.appraisal.plan(books.lab.world, twice), 0.8) == Approx(alone));
}

TEST_CASE("Plans together leave out alliances funded before a full year was seen") {
  Books books;
  start_funding(books.lab.world, books.g, 2);
  books.lab.world.group.investment.total[books.g] = 20'000;
  books.end_year(11, 160.0, 50.0);
  books.end_year(23, 160.0, 50.0);
  const std::vector<Index> one{books.g};
  CHECK(books.appraisal.plan(books.lab.world, books.g).years > 0);
  CHECK(books.appraisal.plan(books.lab.world, one).investment == 0.0);
}

TEST_CASE("What a group earned in the latest full year is known from its last month on, and not before") {
  Books books;
  CHECK(std::isnan(books.appraisal.latest_income(books.g)));
  books.end_year(11, 100.0, 50.0);
  CHECK(books.appraisal.latest_income(books.g) == 100.0);
}
