#include "experiment/search.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace ayni;

namespace {

const double none = std::nan("");

/// Evaluations of closed functions; the interval is 0.1 to both sides.
template <class Function>
Evaluate goal_of(const Function& f) {
  return [f](double x) { return Evaluation{x, f(x), {f(x) - 0.1, f(x) + 0.1}, none}; };
}

template <class Function>
Evaluate objective_of(const Function& f) {
  return [f](double x) { return Evaluation{x, none, {none, none}, f(x)}; };
}

using Verdict = GoalSearch::Verdict;
const LeverRange unit{0.0, 1.0, false, 0.001};

}  // namespace

TEST_CASE("Bisection finds where a rising function reaches the goal, from the side that fails to the side that meets") {
  const auto line = [](double x) { return 2.0 * x; };
  const GoalSearch found = search_goal(unit, {Better::higher, 0.7}, Prefer::low, goal_of(line));
  CHECK(found.verdict == Verdict::found);
  CHECK(found.answer == Approx(0.35).margin(0.001));
  CHECK(found.answer >= 0.35);
  CHECK(found.beyond < 0.35);
  CHECK(found.answer - found.beyond <= 0.001);
  CHECK(found.one_sided);
  CHECK(found.monotone);
  CHECK(found.evaluations.size() < 5 + 9);
  // The interval's ends reach the goal at 0.3 and 0.4; between values tried, a line is exact.
  REQUIRE((found.low && found.high));
  CHECK(*found.low == Approx(0.3));
  CHECK(*found.high == Approx(0.4));
}

TEST_CASE("The largest value that meets the goal is found as well, and goals may be upper bounds") {
  const auto line = [](double x) { return 2.0 * x; };
  const GoalSearch found = search_goal(unit, {Better::lower, 0.7}, Prefer::high, goal_of(line));
  CHECK(found.verdict == Verdict::found);
  CHECK(found.answer <= 0.35);
  CHECK(found.answer == Approx(0.35).margin(0.001));
  CHECK(found.beyond > 0.35);
  REQUIRE((found.low && found.high));
  CHECK(*found.low == Approx(0.3));
  CHECK(*found.high == Approx(0.4));
}

TEST_CASE("A goal that no value meets is said to be met nowhere, and one that all meet, everywhere") {
  const auto line = [](double x) { return x; };
  const GoalSearch never = search_goal(unit, {Better::higher, 2.0}, Prefer::low, goal_of(line));
  CHECK(never.verdict == Verdict::nowhere);
  CHECK(std::isnan(never.answer));
  CHECK(never.evaluations.size() == 5);
  CHECK(never.evaluations.back().lever == 1.0);
  const GoalSearch always = search_goal(unit, {Better::higher, -1.0}, Prefer::high, goal_of(line));
  CHECK(always.verdict == Verdict::everywhere);
  CHECK(always.answer == 1.0);
  const GoalSearch at_end = search_goal(unit, {Better::higher, 0.6}, Prefer::high, goal_of(line));
  CHECK(at_end.verdict == Verdict::at_end);
  CHECK(at_end.answer == 1.0);
}

TEST_CASE("A goal that is met only in the middle is found, and said not to be one-sided") {
  const auto hill = [](double x) { return 1.0 - std::abs(x - 0.5); };
  const GoalSearch found = search_goal(unit, {Better::higher, 0.8}, Prefer::low, goal_of(hill));
  CHECK(found.verdict == Verdict::found);
  CHECK(found.answer == Approx(0.3).margin(0.001));
  CHECK_FALSE(found.one_sided);
  CHECK_FALSE(found.monotone);
}

TEST_CASE("A goal that is met only between the values tried first is found where its own peak is") {
  const auto hill = [](double x) { return 1.0 - std::abs(x - 0.4); };
  const GoalSearch found = search_goal(unit, {Better::higher, 0.97}, Prefer::high, goal_of(hill));
  CHECK(found.verdict == Verdict::found);
  CHECK(found.answer == Approx(0.43).margin(0.001));
  CHECK_FALSE(found.one_sided);
  const GoalSearch never = search_goal(unit, {Better::higher, 1.01}, Prefer::high, goal_of(hill));
  CHECK(never.verdict == Verdict::nowhere);
  CHECK_FALSE(never.monotone);
  double highest = 0.0;
  for (const Evaluation& one : never.evaluations) highest = std::max(highest, one.goal);
  CHECK(highest == Approx(1.0).margin(0.001));
}

TEST_CASE("Where the interval never leaves the goal, the answer is open to that side") {
  const auto flat = [](double x) { return 0.7 + 0.01 * (x - 0.5); };
  const GoalSearch found = search_goal(unit, {Better::higher, 0.7}, Prefer::low, goal_of(flat));
  CHECK(found.verdict == Verdict::found);
  CHECK_FALSE(found.low);
  CHECK_FALSE(found.high);
}

TEST_CASE("Whole levers are tried at whole numbers only, each once, and answered exactly") {
  std::vector<double> tried;
  const Evaluate steps = [&tried](double x) {
    tried.push_back(x);
    return Evaluation{x, x, {x, x}, none};
  };
  const LeverRange months{0.0, 24.0, true, 0.0};
  const GoalSearch found = search_goal(months, {Better::higher, 6.5}, Prefer::low, steps);
  CHECK(found.answer == 7.0);
  CHECK(found.beyond == 6.0);
  for (const double x : tried) CHECK(x == std::round(x));
  std::sort(tried.begin(), tried.end());
  CHECK(std::adjacent_find(tried.begin(), tried.end()) == tried.end());

  const LeverRange few{1.0, 2.0, true, 0.0};
  CHECK(search_goal(few, {Better::higher, 1.5}, Prefer::low, steps).answer == 2.0);
}

TEST_CASE("Values without a result do not meet the goal") {
  const auto partly = [](double x) { return x < 0.4 ? none : 1.0; };
  const GoalSearch found = search_goal(unit, {Better::higher, 0.5}, Prefer::low, goal_of(partly));
  CHECK(found.answer == Approx(0.4).margin(0.001));
  CHECK(search_goal(unit, {Better::higher, 0.5}, Prefer::low, goal_of([](double) { return none; })).verdict ==
        Verdict::nowhere);
}

TEST_CASE("Golden section finds the top of a hill and the bottom of a valley") {
  const auto valley = [](double x) { return (x - 0.37) * (x - 0.37); };
  const BestSearch low = search_best(unit, {}, Better::lower, objective_of(valley));
  CHECK(low.found);
  CHECK(low.answer == Approx(0.37).margin(0.001));
  CHECK(low.low < 0.37);
  CHECK(low.high > 0.37);
  CHECK(low.high - low.low <= 0.002);
  CHECK(low.one_peak);
  CHECK(low.evaluations.size() < 40);
  const BestSearch high = search_best(unit, {}, Better::higher, objective_of([&](double x) { return -valley(x); }));
  CHECK(high.answer == low.answer);
}

TEST_CASE("The best at an end of the range is found there") {
  const BestSearch rising = search_best(unit, {}, Better::higher, objective_of([](double x) { return x; }));
  CHECK(rising.answer == 1.0);
  CHECK(rising.one_peak);
  const BestSearch flat = search_best(unit, {}, Better::higher, objective_of([](double) { return 1.0; }));
  CHECK(flat.found);
}

TEST_CASE("The best among values that meet a goal lies on its edge when the goal binds") {
  const Evaluate both = [](double x) { return Evaluation{x, 2.0 * x, {2.0 * x, 2.0 * x}, 10.0 * x}; };
  const BestSearch cheapest = search_best(unit, Goal{Better::higher, 0.7}, Better::lower, both);
  CHECK(cheapest.found);
  CHECK(cheapest.answer >= 0.35);
  CHECK(cheapest.answer == Approx(0.35).margin(0.001));
  CHECK(cheapest.one_peak);
  const BestSearch impossible = search_best(unit, Goal{Better::higher, 3.0}, Better::lower, both);
  CHECK_FALSE(impossible.found);
  CHECK(std::isnan(impossible.answer));
}

TEST_CASE("Several peaks are noticed") {
  const auto waves = [](double x) { return std::cos(4.0 * 3.14159265358979 * x); };
  CHECK_FALSE(search_best(unit, {}, Better::higher, objective_of(waves)).one_peak);
}

TEST_CASE("The best whole number is found among whole numbers") {
  const LeverRange months{0.0, 60.0, true, 0.0};
  for (const double best : {0.0, 1.0, 17.0, 44.0, 60.0}) {
    const BestSearch found =
        search_best(months, {}, Better::lower, objective_of([best](double x) { return std::abs(x - best); }));
    CHECK(found.answer == best);
    for (const Evaluation& one : found.evaluations) CHECK(one.lever == std::round(one.lever));
  }
}
