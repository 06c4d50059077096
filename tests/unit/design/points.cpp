#include "design/points.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace ayni;

namespace {

constexpr Wholeness real = Wholeness::real;
constexpr Wholeness whole = Wholeness::whole;

FactorParameters range(std::string name, double low, double high, Spacing spacing = Spacing::linear) {
  return {std::move(name), "some.parameter", {low, high}, spacing, {}, {}};
}

FactorParameters values(std::string name, std::vector<double> numbers) {
  return {std::move(name), "some.parameter", {}, Spacing::linear, std::move(numbers), {}};
}

FactorParameters levels(std::string name, std::vector<std::string> texts) {
  return {std::move(name), "some.parameter", {}, Spacing::linear, {}, std::move(texts)};
}

SweepParameters sweep(DesignKind kind, std::int64_t points, std::vector<FactorParameters> factors) {
  SweepParameters s;
  s.design = kind;
  s.points = points;
  s.factor = std::move(factors);
  return s;
}

/// The points, whatever their order.
std::set<std::vector<double>> rows_of(const PointTable& table) {
  std::set<std::vector<double>> rows;
  const std::size_t width = table.factors.size();
  for (std::size_t p = 0; p < table.points(); ++p) {
    const auto row = table.values.begin() + static_cast<std::ptrdiff_t>(p * width);
    rows.emplace(row, row + static_cast<std::ptrdiff_t>(width));
  }
  return rows;
}

}  // namespace

TEST_CASE("a place on a range is a value, even in itself or in its logarithm, ends included") {
  CHECK(value_at(range("x", 2.0, 4.0), real, 0.0) == 2.0);
  CHECK(value_at(range("x", 2.0, 4.0), real, 0.25) == 2.5);
  CHECK(value_at(range("x", 0.1, 0.7), real, 1.0) == 0.7);
  CHECK(value_at(range("x", 0.01, 100.0, Spacing::log), real, 0.0) == 0.01);
  CHECK(value_at(range("x", 0.01, 100.0, Spacing::log), real, 0.5) == Approx(1.0));
  CHECK(value_at(range("x", 0.01, 100.0, Spacing::log), real, 1.0) == 100.0);
}

TEST_CASE("whole numbers of a range have equal shares of it") {
  std::map<double, int> seen;
  for (int i = 0; i < 4000; ++i) ++seen[value_at(range("x", -1.0, 2.0), whole, (i + 0.5) / 4000.0)];
  CHECK(seen == std::map<double, int>{{-1.0, 1000}, {0.0, 1000}, {1.0, 1000}, {2.0, 1000}});
  CHECK(value_at(range("x", -1.0, 2.0), whole, 0.0) == -1.0);
  CHECK(value_at(range("x", -1.0, 2.0), whole, 1.0) == 2.0);
  CHECK(value_at(range("x", 1.0, 100.0, Spacing::log), whole, 0.0) == 1.0);
  CHECK(value_at(range("x", 1.0, 100.0, Spacing::log), whole, 1.0) == 100.0);
}

TEST_CASE("a grid crosses steps of ranges, values and levels") {
  const SweepParameters s = sweep(DesignKind::grid, 3, {range("a", 0, 1), values("b", {7, 5}), levels("c", {"x"})});
  CHECK(number_of_points(s) == 6.0);
  const PointTable table = design_points(s, {real, real, real}, 1);
  CHECK(rows_of(table) ==
        std::set<std::vector<double>>{{0, 7, 0}, {0, 5, 0}, {0.5, 7, 0}, {0.5, 5, 0}, {1, 7, 0}, {1, 5, 0}});
  CHECK(table.points() == 6);
  CHECK(table.factors == std::vector<std::string>{"a", "b", "c"});
  CHECK(table.levels[2] == std::vector<std::string>{"x"});
  CHECK(rows_of(design_points(sweep(DesignKind::grid, 5, {range("n", 0, 4)}), {whole}, 1)) ==
        std::set<std::vector<double>>{{0}, {1}, {2}, {3}, {4}});
  CHECK(design_points(sweep(DesignKind::grid, 1, {range("a", 0, 4)}), {real}, 1).values == std::vector<double>{2});
}

TEST_CASE("any beginning of a grid covers each factor evenly") {
  const PointTable table =
      design_points(sweep(DesignKind::grid, 10, {range("a", 0, 1), range("b", 0, 1)}), {real, real}, 1);
  for (const std::size_t begun : {20U, 30U, 50U, 80U}) {
    for (const std::size_t factor : {0U, 1U}) {
      double sum = 0.0;
      for (std::size_t p = 0; p < begun; ++p) sum += table.values[2 * p + factor];
      CHECK(sum / static_cast<double>(begun) == Approx(0.5).margin(0.1));
    }
  }
}

TEST_CASE("a list pairs the n-th values") {
  const SweepParameters s = sweep(DesignKind::list, 16, {values("a", {3, 1, 2}), levels("b", {"x", "y", "x"})});
  CHECK(number_of_points(s) == 3.0);
  CHECK(design_points(s, {real, real}, 1).values == std::vector<double>{3, 0, 1, 1, 2, 2});
}

TEST_CASE("samples cover ranges, and values and levels in equal parts") {
  const DesignKind kind = GENERATE(DesignKind::latin_hypercube, DesignKind::sobol);
  const SweepParameters s =
      sweep(kind, 64, {range("a", 10, 20), values("b", {1, 3}), levels("c", {"w", "x", "y", "z"})});
  const PointTable table = design_points(s, {real, real, real}, 1);
  REQUIRE(table.points() == 64);
  std::map<double, int> b, c;
  for (std::size_t point = 0; point < 64; ++point) {
    CHECK(table.values[3 * point] >= 10.0);
    CHECK(table.values[3 * point] <= 20.0);
    ++b[table.values[3 * point + 1]];
    ++c[table.values[3 * point + 2]];
  }
  CHECK(b == std::map<double, int>{{1.0, 32}, {3.0, 32}});
  CHECK(c == std::map<double, int>{{0.0, 16}, {1.0, 16}, {2.0, 16}, {3.0, 16}});
}

TEST_CASE("every Morris step changes a factor's value, whole numbers and levels too") {
  SweepParameters s = sweep(DesignKind::morris, 16,
                            {range("a", 0, 1), range("n", 3, 4), values("b", {5, 6, 7}), levels("c", {"x", "y"})});
  s.trajectories = 50;
  s.levels = GENERATE(2, 4, 8);
  const PointTable table = design_points(s, {real, whole, real, real}, 1);
  CHECK(number_of_points(s) == 250.0);
  REQUIRE(table.points() == 250);
  for (std::size_t row = 0; row < 250; ++row) {
    if (row % 5 == 4) continue;
    int changed = 0;
    for (std::size_t f = 0; f < 4; ++f) changed += table.values[4 * row + f] != table.values[4 * row + 4 + f];
    CHECK(changed == 1);
  }
}

TEST_CASE("the number of points is known before any is made, however large") {
  SweepParameters s = sweep(DesignKind::saltelli, 8, {range("a", 0, 1), range("b", 0, 1)});
  CHECK(number_of_points(s) == 32.0);
  CHECK(design_points(s, {real, real}, 1).points() == 32);
  s.second_order = true;
  CHECK(number_of_points(s) == 48.0);
  CHECK(design_points(s, {real, real}, 1).points() == 48);
  CHECK(number_of_points(sweep(DesignKind::grid, 10'000'000, std::vector<FactorParameters>(40, range("a", 0, 1)))) ==
        Approx(1e280));
  CHECK(number_of_points(sweep(DesignKind::grid, 4, {})) == 0.0);
}
