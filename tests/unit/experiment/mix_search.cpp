#include "experiment/mix_search.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>

using namespace ayni;

namespace {

using Mix = std::vector<double>;

const double none = std::nan("");
const MixLever share{{0.0, 1.0, false, 0.01}, 0};

MixEvaluation only(double loss) { return {{}, loss}; }

double squares(const Mix& mix, const Mix& centre) {
  double sum = 0.0;
  for (std::size_t k = 0; k < mix.size(); ++k) sum += (mix[k] - centre[k]) * (mix[k] - centre[k]);
  return sum;
}

const Mix& best(const MixSearch& found) { return found.tried[found.ranked.front()].mix; }

constexpr std::size_t enough = 300;

}  // namespace

TEST_CASE("The lowest place of a bowl in three levers is found to a hundredth of each range") {
  const Mix centre{0.31, 0.62, 0.17};
  const MixSearch found = search_mix({share, share, share}, {0.5, 0.5, 0.5}, enough,
                                     [&](const Mix& mix) { return only(squares(mix, centre)); });
  REQUIRE(found.found);
  CHECK(found.neighbours_tried);
  CHECK_FALSE(found.out_of_evaluations);
  for (std::size_t k = 0; k < 3; ++k) CHECK(best(found)[k] == Approx(centre[k]).margin(0.01));
  CHECK(found.tried.size() < 120);
}

TEST_CASE("A goal that binds holds the best at its edge, and one that does not bind changes nothing") {
  // The nearest to the origin on x + y + z >= 1.5 is half of each.
  const auto at_least = [](double bound) {
    return [bound](const Mix& mix) {
      return MixEvaluation{{bound - mix[0] - mix[1] - mix[2]}, squares(mix, {0.0, 0.0, 0.0})};
    };
  };
  const MixSearch binds = search_mix({share, share, share}, {0.9, 0.9, 0.9}, enough, at_least(1.5));
  REQUIRE(binds.found);
  CHECK(binds.tried[binds.ranked.front()].evaluation.loss == Approx(0.75).margin(0.03));
  CHECK(binds.tried[binds.ranked.front()].evaluation.excess[0] <= 0.0);
  for (const double x : best(binds)) CHECK(x == Approx(0.5).margin(0.1));
  const MixSearch free = search_mix({share, share, share}, {0.9, 0.9, 0.9}, enough, at_least(-1.0));
  for (const double x : best(free)) CHECK(x == Approx(0.0).margin(0.01));
}

TEST_CASE("Two goals that bind at once fix the best in two levers") {
  // Most of x + 2 y with 2 x + y <= 1 and x + 3 y <= 1.2: at x = 0.36, y = 0.28.
  const MixSearch found = search_mix({share, share}, {0.1, 0.1}, enough, [](const Mix& mix) {
    return MixEvaluation{{2.0 * mix[0] + mix[1] - 1.0, mix[0] + 3.0 * mix[1] - 1.2}, -mix[0] - 2.0 * mix[1]};
  });
  REQUIRE(found.found);
  CHECK(best(found)[0] == Approx(0.36).margin(0.02));
  CHECK(best(found)[1] == Approx(0.28).margin(0.02));
}

TEST_CASE("Ranges of other sizes and places bring the same accuracy") {
  const std::vector<MixLever> levers{{{-20000.0, 80000.0, false, 1.0}, 0}, {{0.001, 0.002, false, 1.0}, 0}};
  const MixSearch found = search_mix(levers, {0.0, 0.001}, enough, [](const Mix& mix) {
    return only(squares({mix[0] / 1e5, mix[1] * 1e3}, {0.3, 1.4}));
  });
  CHECK(best(found)[0] == Approx(30000.0).margin(1000.0));
  CHECK(best(found)[1] == Approx(0.0014).margin(0.00001));
}

TEST_CASE("Where most of the ranges are a plateau, the valley that the spread points see is found") {
  const MixSearch found = search_mix({share, share}, {0.1, 0.1}, enough, [](const Mix& mix) {
    return only(std::min(0.2, squares(mix, {0.7, 0.3})));
  });
  CHECK(best(found)[0] == Approx(0.7).margin(0.01));
  CHECK(best(found)[1] == Approx(0.3).margin(0.01));
  const MixSearch flat = search_mix({share, share}, {0.1, 0.1}, enough, [](const Mix&) { return only(1.0); });
  CHECK(flat.found);
  CHECK_FALSE(flat.out_of_evaluations);
}

TEST_CASE("Of two valleys the deeper one is found, though the scenario stands in the other") {
  const MixSearch found = search_mix({share, share}, {0.15, 0.2}, enough, [](const Mix& mix) {
    return only(std::min(squares(mix, {0.15, 0.2}) + 0.1, 2.0 * squares(mix, {0.85, 0.7})));
  });
  CHECK(best(found)[0] == Approx(0.85).margin(0.01));
  CHECK(best(found)[1] == Approx(0.7).margin(0.01));
  CHECK(found.descents >= 1);
}

TEST_CASE("Steps as of events do not keep the search from the lowest place") {
  const MixSearch found = search_mix({share, share, share}, {0.5, 0.5, 0.5}, enough, [](const Mix& mix) {
    return only(std::floor(200.0 * squares(mix, {0.3, 0.6, 0.2})) / 200.0);
  });
  CHECK(squares(best(found), {0.3, 0.6, 0.2}) < 0.005);
}

TEST_CASE("Every choice is searched, and the best mix is of the best one") {
  const MixLever kind{{}, 3};
  const MixSearch found = search_mix({kind, share, share}, {0.0, 0.5, 0.5}, enough, [](const Mix& mix) {
    const Mix centres[] = {{0.1, 0.1}, {0.9, 0.2}, {0.4, 0.8}};
    const double bottom[] = {0.02, 0.0, 0.01};
    const auto n = static_cast<std::size_t>(mix[0]);
    return only(squares({mix[1], mix[2]}, centres[n]) + bottom[n]);
  });
  CHECK(found.combinations == 3);
  CHECK(best(found)[0] == 1.0);
  CHECK(best(found)[1] == Approx(0.9).margin(0.01));
  CHECK(best(found)[2] == Approx(0.2).margin(0.01));
}

TEST_CASE("With nothing but choices, each combination is tried once") {
  const MixSearch found = search_mix({{{}, 2}, {{}, 4}}, {1.0, 1.0}, enough, [](const Mix& mix) {
    return only(std::abs(mix[0] - 1.0) + std::abs(mix[1] - 2.0));
  });
  CHECK(found.tried.size() == 8);
  CHECK(best(found) == Mix{1.0, 2.0});
}

TEST_CASE("Whole levers are tried at whole numbers, and the best of them is found") {
  const MixLever months{{0.0, 24.0, true, 0.0}, 0};
  const MixSearch found = search_mix({months, share}, {12.0, 0.5}, enough, [](const Mix& mix) {
    return only(squares({mix[0] / 24.0, mix[1]}, {17.0 / 24.0, 0.4}));
  });
  CHECK(best(found)[0] == 17.0);
  CHECK(best(found)[1] == Approx(0.4).margin(0.01));
  for (const TriedMix& one : found.tried) CHECK(one.mix[0] == std::round(one.mix[0]));
}

TEST_CASE("When no mix meets the goals, the nearest to them is told") {
  const MixSearch found = search_mix({share, share}, {0.5, 0.5}, enough, [](const Mix& mix) {
    return MixEvaluation{{3.0 - mix[0] - mix[1]}, mix[0]};
  });
  CHECK_FALSE(found.found);
  CHECK(best(found)[0] == Approx(1.0));
  CHECK(best(found)[1] == Approx(1.0));
  const MixSearch never = search_mix({share, share}, {0.5, 0.5}, enough, [](const Mix&) {
    return MixEvaluation{{none}, none};
  });
  CHECK_FALSE(never.found);
}

TEST_CASE("Where a mix has no value, the search goes on with the others") {
  const MixSearch found = search_mix({share, share}, {0.1, 0.1}, enough, [](const Mix& mix) {
    return mix[0] + mix[1] > 1.2 ? MixEvaluation{{none}, none} : MixEvaluation{{-1.0}, squares(mix, {0.5, 0.6})};
  });
  REQUIRE(found.found);
  CHECK(best(found)[0] == Approx(0.5).margin(0.01));
  CHECK(best(found)[1] == Approx(0.6).margin(0.01));
}

TEST_CASE("No mix is tried twice, and the same values bring the same mixes in the same order") {
  const EvaluateMix bowl = [](const Mix& mix) {
    return MixEvaluation{{0.9 - mix[0] - mix[1]}, squares(mix, {0.3, 0.4})};
  };
  const MixSearch once = search_mix({share, share}, {0.5, 0.5}, enough, bowl);
  const MixSearch again = search_mix({share, share}, {0.5, 0.5}, enough, bowl);
  REQUIRE(once.tried.size() == again.tried.size());
  std::set<Mix> distinct;
  for (std::size_t n = 0; n < once.tried.size(); ++n) {
    CHECK(once.tried[n].mix == again.tried[n].mix);
    distinct.insert(once.tried[n].mix);
  }
  CHECK(distinct.size() == once.tried.size());
}

TEST_CASE("Mixes are told in decimals that can be set again") {
  const MixSearch found =
      search_mix({share}, {0.5}, enough, [](const Mix& mix) { return only(squares(mix, {0.123456})); });
  for (const TriedMix& one : found.tried) CHECK(std::round(one.mix[0] * 1000.0) / 1000.0 == one.mix[0]);
}

TEST_CASE("A search that is out of evaluations says so and tells the best by then") {
  const MixSearch found = search_mix({share, share, share}, {0.5, 0.5, 0.5}, 15, [](const Mix& mix) {
    return only(squares(mix, {0.3, 0.6, 0.2}));
  });
  CHECK(found.out_of_evaluations);
  CHECK_FALSE(found.neighbours_tried);
  CHECK(found.tried.size() == 15);
  CHECK(found.found);
}

TEST_CASE("An error of an evaluation ends the search and passes") {
  struct Broken {};
  std::size_t evaluations = 0;
  const EvaluateMix breaks = [&](const Mix& mix) {
    if (++evaluations > 20) throw Broken{};
    return only(squares(mix, {0.3, 0.6, 0.2}));
  };
  CHECK_THROWS_AS(search_mix({share, share, share}, {0.5, 0.5, 0.5}, enough, breaks), Broken);
  CHECK(evaluations == 21);
}
