#include "observe/survey.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace {

// Alphabetical: Chaco, Lago, Norte, Salar, Tropico, Valles.
const std::vector<ayni::RegionSurvey> places{{8, 0}, {16, 26}, {16, 0}, {15, 21}, {17, 32}, {14, 29}};

/// Groups that are all eligible, operating and intact, spread over regions and the funding years 2006 to 2013.
struct Population {
  explicit Population(std::size_t count) : eligible(count, 1), operating(count, 1), intact(count, 1) {
    for (std::size_t g = 0; g < count; ++g) {
      identity.push_back(1000 + g);
      region.push_back(static_cast<std::uint16_t>(g % 6));
      funding_year.push_back(static_cast<std::int32_t>(2006 + (g / 6) % 8));
    }
  }

  [[nodiscard]] ayni::SurveyFrame frame() const {
    return {identity, region, funding_year, eligible, operating, intact};
  }

  std::vector<std::uint64_t> identity;
  std::vector<std::uint16_t> region;
  std::vector<std::int32_t> funding_year;
  std::vector<std::uint8_t> eligible, operating, intact;
};

using Sample = std::vector<std::uint32_t>;

Sample sample_of(const Population& all, const ayni::Streams& streams) {
  ayni::SurveyOperator surveys{{}, places, all.region.size()};
  Sample sampled;
  surveys.sample_2015(all.frame(), streams, sampled);
  return sampled;
}

struct Workshops {
  Sample invited, attended;
};

Workshops workshops_of(const Population& all, const ayni::Streams& streams,
                       const ayni::SurveyParameters& parameters = {}) {
  ayni::SurveyOperator surveys{parameters, places, all.region.size()};
  Workshops result;
  surveys.workshops_2018(all.frame(), streams, result.invited, result.attended);
  return result;
}

template <class Value>
std::vector<int> counts(const Sample& sample, const std::vector<Value>& of, Value first, std::size_t size) {
  std::vector<int> result(size);
  for (const auto g : sample) ++result[static_cast<std::size_t>(of[g] - first)];
  return result;
}

bool rising(const Sample& sample) {
  return std::adjacent_find(sample.begin(), sample.end(), std::greater_equal<>{}) == sample.end();
}

const ayni::Streams streams{7, 3};

}  // namespace

TEST_CASE("the sample of 2015 fills the places of every region with different groups") {
  const Population all{768};
  const auto sampled = sample_of(all, streams);
  CHECK(sampled.size() == 86);
  CHECK(rising(sampled));
  CHECK(counts<std::uint16_t>(sampled, all.region, 0, 6) == std::vector<int>{8, 16, 16, 15, 17, 14});
}

TEST_CASE("groups that are not eligible are not sampled") {
  Population all{768};
  for (std::size_t g = 0; g < 768; g += 2) all.eligible[g] = 0;
  for (const auto g : sample_of(all, streams)) CHECK(all.eligible[g] == 1);
  for (const auto g : workshops_of(all, streams).invited) CHECK(all.eligible[g] == 1);
}

TEST_CASE("a region with fewer groups than places gives all it has") {
  const Population all{30};
  const auto sampled = sample_of(all, streams);
  CHECK(counts<std::uint16_t>(sampled, all.region, 0, 6) == std::vector<int>(6, 5));
}

TEST_CASE("a sampled group that drops out is replaced by the next in line and nobody else changes") {
  Population all{768};
  const auto before = sample_of(all, streams);
  const auto gone = before[10];
  all.eligible[gone] = 0;
  const auto after = sample_of(all, streams);
  Sample lost, won;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(lost));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(won));
  CHECK(lost == Sample{gone});
  REQUIRE(won.size() == 1);
  CHECK(all.region[won[0]] == all.region[gone]);
}

TEST_CASE("the draw belongs to the group's identity, not to its place in the arrays") {
  const Population all{768};
  Population reversed = all;
  std::reverse(reversed.identity.begin(), reversed.identity.end());
  std::reverse(reversed.region.begin(), reversed.region.end());
  std::reverse(reversed.funding_year.begin(), reversed.funding_year.end());
  auto there = sample_of(reversed, streams);
  for (auto& g : there) g = 767 - g;
  std::reverse(there.begin(), there.end());
  CHECK(there == sample_of(all, streams));
}

TEST_CASE("another replicate draws another sample") {
  const Population all{768};
  CHECK(sample_of(all, streams) != sample_of(all, ayni::Streams{7, 4}));
}

TEST_CASE("the invitations of 2018 keep the places of both region and cohort") {
  const Population all{1536};
  const auto invited = workshops_of(all, streams).invited;
  CHECK(invited.size() == 108);
  CHECK(rising(invited));
  CHECK(counts<std::uint16_t>(invited, all.region, 0, 6) == std::vector<int>{0, 26, 0, 21, 32, 29});
  // Whoever comes last may find room in the region but not in the cohort; such places go to another cohort.
  const auto by_cohort = counts<std::int32_t>(invited, all.funding_year, 2007, 5);
  const std::vector<int> wanted{19, 20, 21, 22, 26};
  for (std::size_t c = 0; c < 5; ++c) CHECK(std::abs(by_cohort[c] - wanted[c]) <= 4);
}

TEST_CASE("a region whose groups were funded late fills its places from the late cohorts") {
  Population all{768};
  for (std::size_t g = 0; g < 768; ++g) {
    if (all.region[g] == 1) all.funding_year[g] = 2011;
  }
  CHECK(counts<std::uint16_t>(workshops_of(all, streams).invited, all.region, 0, 6)[1] == 26);
}

TEST_CASE("groups funded before the first or after the last cohort are not invited, even if places stay empty") {
  Population all{768};
  std::fill(all.funding_year.begin(), all.funding_year.end(), 2012);
  CHECK(workshops_of(all, streams).invited.empty());
}

TEST_CASE("groups that do not operate stay away, and certain attendance brings all others") {
  Population all{768};
  for (std::size_t g = 0; g < 768; g += 3) all.operating[g] = all.intact[g] = 0;
  ayni::SurveyParameters certain;
  certain.attendance_intact = certain.attendance_not_intact = 1.0;
  const auto [invited, attended] = workshops_of(all, streams, certain);
  Sample operating;
  std::copy_if(invited.begin(), invited.end(), std::back_inserter(operating),
               [&](std::uint32_t g) { return all.operating[g] == 1; });
  CHECK(operating.size() < invited.size());
  CHECK(attended == operating);
}

TEST_CASE("a group that attends without its first buyer would also have attended with it") {
  Population intact{768};
  Population broken = intact;
  std::fill(broken.intact.begin(), broken.intact.end(), std::uint8_t{0});
  ayni::SurveyParameters loyal;
  loyal.attendance_intact = 0.8;
  loyal.attendance_not_intact = 0.4;
  const auto with = workshops_of(intact, streams, loyal);
  const auto without = workshops_of(broken, streams, loyal);
  CHECK(with.invited == without.invited);
  CHECK(std::includes(with.attended.begin(), with.attended.end(), without.attended.begin(), without.attended.end()));
  CHECK(with.attended.size() > without.attended.size());
}

TEST_CASE("groups of a region that is added move nobody in the samples of the others") {
  const auto names = [](const Population& all, const Sample& sample) {
    std::vector<std::uint64_t> found;
    for (const auto g : sample) found.push_back(all.identity[g]);
    return found;
  };
  const Population before{300};
  Population after{300};
  for (std::size_t g = 0; g < 60; ++g) {  // listed before the others, in a region that nobody visits
    after.identity.insert(after.identity.begin(), 9000 + g);
    after.region.insert(after.region.begin(), std::uint16_t{6});
    after.funding_year.insert(after.funding_year.begin(), 2009);
    for (auto* column : {&after.eligible, &after.operating, &after.intact}) column->insert(column->begin(), 1);
  }
  std::vector<ayni::RegionSurvey> regions = places;
  regions.push_back({0, 0});
  ayni::SurveyOperator surveys{{}, regions, after.region.size()};
  Sample sampled, invited, attended;
  surveys.sample_2015(after.frame(), streams, sampled);
  surveys.workshops_2018(after.frame(), streams, invited, attended);
  CHECK(names(after, sampled) == names(before, sample_of(before, streams)));
  const Workshops workshops = workshops_of(before, streams);
  CHECK(names(after, invited) == names(before, workshops.invited));
  CHECK(names(after, attended) == names(before, workshops.attended));
}
