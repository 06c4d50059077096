#include "observe/film.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "observe/group_course.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

TEST_CASE("A frame of the film shows each group's outlet and partner, and which buyers are open") {
  Laboratory lab{small_scenario()};
  const Index g = lab.group_of(milk);
  const Index b = lab.buyer_of(milk);
  Film film;
  film.observe(lab.world);
  lab.ally(g, b);
  lab.world.buyer.open[b] = 0;
  film.observe(lab.world);
  const std::size_t groups = lab.world.group.count;
  const std::size_t buyers = lab.world.buyer.count;
  const std::vector<double> frames = film.frames();
  REQUIRE(frames.size() == 2 * (2 * groups + buyers));
  CHECK(frames[g] == static_cast<double>(Outlet::unfunded));
  CHECK(frames[groups + g] == static_cast<double>(Outlet::first_buyer));
  CHECK(frames[2 * groups + g] == -1.0);
  CHECK(frames[3 * groups + g] == static_cast<double>(b));
  CHECK(frames[4 * groups + b] == 1.0);
  CHECK(frames[4 * groups + buyers + b] == 0.0);
}

TEST_CASE("The course of a group has no prices before its first settlement and trust from its first agreement on") {
  Laboratory lab{small_scenario()};
  const Index g = lab.group_of(milk);
  GroupCourse course{g};
  course.observe(lab.world);
  lab.ally(g, lab.buyer_of(milk));
  course.observe(lab.world);
  lab.world.group.settlement.contract_price[g] = 2.5F;
  lab.world.group.settlement.spot_price[g] = 3.0F;
  course.observe(lab.world);
  const std::vector<GroupMonth>& months = course.months();
  CHECK(std::isnan(months[0].trust));
  CHECK(months[0].buyer == nobody);
  CHECK(months[1].trust > 0.0);
  CHECK(std::isnan(months[1].contract_price));
  CHECK(months[2].contract_price == 2.5);
  CHECK(months[2].spot_price == 3.0);
  CHECK_THROWS_AS(GroupCourse{1'000'000}.observe(lab.world), std::out_of_range);
}
