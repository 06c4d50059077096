#include "observe/impact.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace {

using Values = std::vector<float>;
using Clusters = std::vector<std::uint32_t>;
using Regions = std::vector<std::uint16_t>;

/// Of outcomes whose match, the same for all, has none.
ayni::Estimate mean_of(const Values& outcome, const Clusters& cluster) {
  const Values of_control{0.0F};
  return ayni::matched_contrast(outcome, cluster, of_control, std::vector<std::uint32_t>(outcome.size(), 0)).difference;
}

}  // namespace

TEST_CASE("with one unit a cluster the standard error is that of a simple random sample") {
  const auto result = mean_of({1.0F, 4.0F, 2.0F, 9.0F}, {0, 1, 2, 3});
  const double variance = (9.0 + 0.0 + 4.0 + 25.0) / 3.0;
  CHECK(result.value == Approx(4.0));
  CHECK(result.standard_error == Approx(std::sqrt(variance / 4.0)));
}

TEST_CASE("copies of a unit within its cluster add no certainty") {
  const auto once = mean_of({1.0F, 4.0F, 7.0F}, {4, 5, 6});
  const auto copies = mean_of({1.0F, 1.0F, 1.0F, 4.0F, 4.0F, 4.0F, 7.0F, 7.0F, 7.0F}, {4, 4, 4, 5, 5, 5, 6, 6, 6});
  CHECK(copies.units == 9);
  CHECK(copies.clusters == 3);
  CHECK(copies.standard_error == Approx(once.standard_error));
}

TEST_CASE("a single cluster has no standard error, and no units no estimate") {
  CHECK(std::isnan(mean_of({1.0F, 3.0F}, {3, 3}).standard_error));
  CHECK(std::isnan(mean_of({}, {}).value));
}

namespace {

/// The matches of units, and what they are held against them.
struct Matched {
  std::vector<std::uint32_t> matches;
  ayni::Contrast contrast;

  Matched(const Regions& place, const Values& size, const Values& outcome, const Clusters& cluster,
          const Regions& control_place, const Values& control_size, const Values& control_outcome)
      : matches(place.size()) {
    std::vector<ayni::MatchCandidate> scratch(control_place.size());
    ayni::match_nearest({place, size}, {control_place, control_size}, scratch, matches);
    contrast = ayni::matched_contrast(outcome, cluster, control_outcome, matches);
  }
};

}  // namespace

TEST_CASE("each unit is compared with the control of its place whose size is nearest") {
  const Matched found{{0, 1},
                      {10.0F, 30.0F},
                      {20.0F, 50.0F},
                      {1, 2},
                      {1, 0, 0, 2, 1},
                      {30.0F, 8.0F, 13.0F, 10.0F, 100.0F},
                      {31.0F, 11.0F, 99.0F, 99.0F, 105.0F}};
  CHECK(found.matches == std::vector<std::uint32_t>{1, 0});
  CHECK(found.contrast.difference.value == Approx(((20.0 - 11.0) + (50.0 - 31.0)) / 2));
  CHECK(found.contrast.difference.units == 2);
  CHECK(found.contrast.of_controls == Approx((11.0 + 31.0) / 2));
}

TEST_CASE("of equally near controls the smaller, then the first, is the match") {
  const Matched found{{4}, {10.0F}, {10.0F}, {1}, {4, 4, 4}, {12.0F, 8.0F, 8.0F}, {1.0F, 2.0F, 3.0F}};
  CHECK(found.matches == std::vector<std::uint32_t>{1});
}

TEST_CASE("units whose place has no control are left out, and controls that match nobody do not count") {
  const Matched found{{0, 7}, {10.0F, 10.0F}, {14.0F, 90.0F}, {1, 2}, {0, 0}, {10.0F, 90.0F}, {11.0F, 500.0F}};
  CHECK(found.matches == std::vector<std::uint32_t>{0, ayni::no_match});
  CHECK(found.contrast.difference.value == Approx(3.0));
  CHECK(found.contrast.difference.units == 1);
  CHECK(found.contrast.of_controls == Approx(11.0));
}

TEST_CASE("matching finds the same controls as comparing with every one of them") {
  Values size, outcome, control_size, control_outcome;
  Clusters cluster;
  Regions place, control_place;
  for (std::uint32_t i = 0; i < 300; ++i) {
    size.push_back(static_cast<float>((i * 7919) % 211));
    outcome.push_back(static_cast<float>((i * 104729) % 307));
    cluster.push_back(i / 10);
    place.push_back(static_cast<std::uint16_t>(i % 3));
    control_size.push_back(static_cast<float>((i * 6151) % 199) + 0.5F);
    control_outcome.push_back(static_cast<float>((i * 3571) % 251));
    control_place.push_back(static_cast<std::uint16_t>((i / 7) % 3));
  }
  const Matched found{place, size, outcome, cluster, control_place, control_size, control_outcome};
  for (std::size_t i = 0; i < 300; ++i) {
    std::size_t best = 300;
    for (std::size_t c = 0; c < 300; ++c) {
      if (control_place[c] != place[i]) continue;
      const auto distance = [&](std::size_t k) { return std::abs(control_size[k] - size[i]); };
      if (best == 300 || distance(c) < distance(best) ||
          (distance(c) <= distance(best) && control_size[c] < control_size[best])) {
        best = c;
      }
    }
    CHECK(found.matches[i] == best);
  }
  CHECK(found.contrast.difference.clusters == 30);
}
