#include "observe/survival.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace {

using Durations = std::vector<ayni::Month>;
using Causes = std::vector<std::uint8_t>;

ayni::LifeTable table_of(const Durations& duration, const Causes& cause, ayni::Month horizon, std::size_t causes) {
  ayni::LifeTable table{horizon, causes};
  ayni::tabulate({duration, cause}, table);
  return table;
}

// Six-mercaptopurine arm of Freireich et al. (1963), remission in weeks; 1 = relapse. The printed curve is in every
// textbook of survival analysis (Kaplan-Meier .857, .807, .753, .690, .627, .538, .448).
const Durations mercaptopurine{6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
const Causes relapsed{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};

}  // namespace

TEST_CASE("Kaplan-Meier and Greenwood's error reproduce the published curve of the mercaptopurine trial") {
  const auto table = table_of(mercaptopurine, relapsed, 40, 1);
  std::vector<double> survival(table.months), variance(table.months);
  ayni::kaplan_meier(table, survival, variance);
  CHECK(table.at_risk[6] == 21);
  CHECK(table.at_risk[7] == 17);
  CHECK(table.at_risk[23] == 6);
  CHECK(survival[5] == 1.0);
  CHECK(survival[6] == Approx(0.857).margin(0.0005));
  CHECK(survival[13] == Approx(0.690).margin(0.0005));
  CHECK(survival[23] == Approx(0.448).margin(0.0005));
  CHECK(std::sqrt(variance[6]) == Approx(0.0764).margin(0.0001));
  CHECK(std::sqrt(variance[23]) == Approx(0.1346).margin(0.0001));
}

TEST_CASE("a month's events come before its censorings, and S is taken after the events") {
  const auto table = table_of({3, 3, 5, 5}, {1, 0, 1, 0}, 6, 1);
  std::vector<double> survival(table.months), variance(table.months);
  ayni::kaplan_meier(table, survival, variance);
  CHECK(table.at_risk == std::vector<std::int64_t>{4, 4, 4, 4, 2, 2, 0});
  CHECK(survival == std::vector<double>{1.0, 1.0, 1.0, 0.75, 0.75, 0.375, 0.375});
}

TEST_CASE("an alliance that ends in the month of its funding counts in month zero") {
  const auto table = table_of({0, 0, 4, 4}, {1, 0, 0, 0}, 4, 1);
  std::vector<double> survival(table.months), variance(table.months);
  ayni::kaplan_meier(table, survival, variance);
  CHECK(survival[0] == 0.75);
  CHECK(table.at_risk[1] == 2);
}

TEST_CASE("spells beyond the horizon are at risk throughout and end nowhere") {
  const auto table = table_of({2, 50, 70}, {1, 1, 0}, 10, 1);
  CHECK(table.at_risk[10] == 2);
  CHECK(table.ended[2] == 1);
  CHECK(table.ended[10] == 0);
}

TEST_CASE("a table used again forgets what it held") {
  auto table = table_of({1, 2, 3}, {1, 2, 1}, 5, 2);
  const Durations duration{4};
  const Causes cause{2};
  ayni::tabulate({duration, cause}, table);
  CHECK(table.at_risk == std::vector<std::int64_t>{1, 1, 1, 1, 1, 0});
  CHECK(table.ended_by(1)[1] == 0);
  CHECK(table.ended_by(2)[4] == 1);
}

TEST_CASE("a stratum is tabulated as if its spells were alone") {
  const Durations duration{1, 4, 2, 4, 3};
  const Causes cause{1, 0, 2, 1, 0};
  const std::vector<std::uint32_t> stratum{1, 3, 4};
  ayni::LifeTable table{5, 2};
  ayni::tabulate({duration, cause}, stratum, table);
  const auto alone = table_of({4, 4, 3}, {0, 1, 0}, 5, 2);
  CHECK(table.at_risk == alone.at_risk);
  CHECK(table.ended_of_cause == alone.ended_of_cause);
}

TEST_CASE("in every month survival and the incidences of all causes sum to one") {
  const auto table = table_of({1, 1, 2, 2, 2, 3, 4, 4, 6, 7, 7}, {1, 2, 0, 3, 2, 1, 0, 1, 2, 2, 3}, 8, 3);
  std::vector<double> survival(table.months), variance(table.months);
  std::vector<double> incidence(3 * table.months), incidence_variance(3 * table.months);
  ayni::kaplan_meier(table, survival, variance);
  ayni::cumulative_incidence(table, incidence, incidence_variance);
  for (std::size_t m = 0; m < table.months; ++m) {
    const double all = incidence[m] + incidence[table.months + m] + incidence[2 * table.months + m];
    CHECK(survival[m] + all == Approx(1.0).epsilon(1e-14));
  }
  CHECK(survival[8] == 0.0);
  CHECK(variance[8] == 0.0);
}

TEST_CASE("without censoring estimates and variances are those of the binomial shares") {
  const auto table = table_of({1, 1, 2, 3, 3, 3, 5, 5, 8, 8}, {1, 2, 1, 1, 2, 2, 1, 1, 0, 0}, 8, 2);
  std::vector<double> incidence(2 * table.months), variance(2 * table.months);
  ayni::cumulative_incidence(table, incidence, variance);
  for (const auto& [month, first, second] :
       {std::tuple{2, 0.2, 0.1}, std::tuple{4, 0.3, 0.3}, std::tuple{7, 0.5, 0.3}}) {
    const auto m = static_cast<std::size_t>(month);
    CHECK(incidence[m] == Approx(first));
    CHECK(incidence[table.months + m] == Approx(second));
    CHECK(variance[m] == Approx(first * (1.0 - first) / 10.0));
    CHECK(variance[table.months + m] == Approx(second * (1.0 - second) / 10.0));
  }
}

TEST_CASE("with a single cause its incidence is the complement of survival, and has its variance") {
  const auto table = table_of(mercaptopurine, relapsed, 40, 1);
  std::vector<double> survival(table.months), variance(table.months), incidence(table.months), its(table.months);
  ayni::kaplan_meier(table, survival, variance);
  ayni::cumulative_incidence(table, incidence, its);
  for (std::size_t m = 0; m < table.months; ++m) {
    CHECK(incidence[m] == Approx(1.0 - survival[m]).margin(1e-14));
    CHECK(its[m] == Approx(variance[m]).margin(1e-15));
  }
}

TEST_CASE("with nobody observed survival is one and the numbers at risk say that nothing is known") {
  const auto table = table_of({}, {}, 3, 2);
  std::vector<double> survival(table.months), variance(table.months);
  ayni::kaplan_meier(table, survival, variance);
  CHECK(table.at_risk[0] == 0);
  CHECK(survival[3] == 1.0);
}
