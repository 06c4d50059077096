#include "model/group/technology.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

constexpr double package_bs = 800.0;

/// A package of 100 USD that adds half a mean farm, bears at once and hardly wears; half of it is reached without advice.
Scenario equipped() {
  Scenario s = small_scenario();
  s.project.bolivianos_per_usd = 8.0;
  s.assistance.skill_most = 0.2;
  s.technology.reach_base = 0.5;
  s.technology.reach_management = 0.0;
  s.technology.reach_skill = 0.4;
  PackageParameters& package = s.product[maize].package;
  package.cost_usd = 100.0;
  package.gain = 0.5;
  package.wait_months = 1.0;
  package.life_years = 100.0;
  s.product[maize].farm_units_mean = 2.0;
  s.product[maize].storage_need = 1.0;
  s.product[maize].processing_need = 0.0;
  s.product[maize].vehicle_need = 1.0;
  return s;
}

/// A funded group that has bought so many packages for each family.
struct Equipped : Laboratory {
  Index g;

  explicit Equipped(const Scenario& s, double packages = 1.0) : Laboratory{s}, g{group_of(maize)} {
    look_at_markets();
    ally(g, buyer_of(maize));
    all().goods_bought[g] = packages * package_bs * world.group.membership.at_start[g];
  }
  [[nodiscard]] GroupTechnology& all() { return world.group.technology; }
  double equipment_after_a_month() {
    model.technology->advance(world, 1);
    return static_cast<double>(all().equipment[g]);
  }
};

}  // namespace

TEST_CASE("A package adds its gain of a mean farm as far as it is reached, further packages less and less") {
  CHECK(Equipped{equipped(), 0.0}.equipment_after_a_month() == 0.0);
  CHECK(Equipped{equipped(), 1.0}.equipment_after_a_month() == Approx(0.5 * 2.0 * 0.5));
  CHECK(Equipped{equipped(), 3.0}.equipment_after_a_month() == Approx(0.5 * 2.0 * 0.5 * 1.5));
  CHECK(Equipped{equipped(), 1000.0}.equipment_after_a_month() < 0.5 * 2.0 * 0.5 * 2.0);
}

TEST_CASE("A package adds as much to a small farm as to a large one") {
  Equipped small{equipped()};
  small.world.group.crop.farm_units[small.g] = 0.2F;
  Equipped large{equipped()};
  large.world.group.crop.farm_units[large.g] = 20.0F;
  CHECK(small.equipment_after_a_month() == large.equipment_after_a_month());
}

TEST_CASE("Skill and management widen the reach of goods, up to all of it and down to nothing") {
  Equipped skilled{equipped()};
  skilled.all().skill[skilled.g] = 0.2F;
  CHECK(skilled.equipment_after_a_month() == Approx(0.5 * 2.0 * 0.9));
  Scenario s = equipped();
  s.technology.reach_management = 1.0;
  for (const float management : {-5.0F, 5.0F}) {
    Equipped one{s};
    one.world.group.trait.management[one.g] = management;
    CHECK(one.equipment_after_a_month() == Approx(management < 0.0F ? 0.0 : 0.5 * 2.0));
  }
}

TEST_CASE("Goods wait before they bear, and wear out") {
  Scenario s = equipped();
  s.product[maize].package.wait_months = 10.0;
  Equipped one{s};
  one.model.technology->advance(one.world, 1);
  CHECK(one.all().packages[one.g] == Approx(0.1));
  CHECK(one.all().packages_waiting[one.g] == Approx(0.9));

  s.product[maize].package.wait_months = 1.0;
  s.product[maize].package.life_years = 1.0;
  Equipped worn{s};
  for (Month t = 1; t < 14; ++t) worn.model.technology->advance(worn.world, t);
  CHECK(worn.all().packages[worn.g] == Approx(std::pow(11.0 / 12.0, 12)));
}

TEST_CASE("Dearer goods are fewer goods") {
  Equipped one{equipped()};
  one.world.price_index = 2.0;
  one.model.technology->advance(one.world, 1);
  CHECK(one.all().packages[one.g] == Approx(0.5));
}

TEST_CASE("Facilities are planned in the order of need as far as the plan's money goes, and stand when paid for") {
  Scenario s = equipped();
  s.technology.warehouse_cost_usd = 1000.0;
  s.technology.vehicle_cost_usd = 3000.0;
  s.technology.facilities_most = 0.5;
  for (const double plan_usd : {1000.0, 4000.0, 7000.0, 8000.0}) {  // of 7,000 half buys either, not both
    Equipped one{s, 0.0};
    one.world.group.investment.total[one.g] = centavos(plan_usd * 8.0);
    one.model.technology->advance(one.world, 0);  // the month of the first disbursement
    CHECK(one.all().warehouse[one.g] == 0);
    one.all().goods_bought[one.g] = 7000.0;
    one.model.technology->advance(one.world, 1);
    CHECK(one.all().warehouse[one.g] == 0);
    one.all().goods_bought[one.g] = plan_usd * 8.0;
    one.model.technology->advance(one.world, 2);
    CHECK(one.all().warehouse[one.g] == (plan_usd < 2000.0 ? 0 : 1));
    CHECK(one.all().vehicle[one.g] == (plan_usd < 8000.0 ? 0 : 1));
    CHECK(one.all().processing[one.g] == 0);
  }
}

TEST_CASE("What applicants expect of goods is what they add once they bear, to a group that has learnt all") {
  Equipped one{equipped()};
  one.all().skill[one.g] = 0.2F;
  const double adds = one.equipment_after_a_month();
  CHECK(PackageGain{one.scenario.technology, one.scenario.product, one.scenario.project.bolivianos_per_usd}.of_goods(
            maize, package_bs, 0.0) *
            2.0 ==
        Approx(adds));
}

TEST_CASE(
    "Who joins shares the goods that were bought for the families of the start, and who leaves leaves them to nobody") {
  for (const double members : {0.5, 1.0, 2.0}) {
    Equipped one{equipped()};
    auto& number = one.world.group.membership.members[one.g];
    number = static_cast<std::int32_t>(members * one.world.group.membership.at_start[one.g]);
    const double shared = std::min(1.0, 1.0 / members);
    CHECK(one.equipment_after_a_month() == Approx(0.5 * 2.0 * 2.0 * shared / (1.0 + shared) * 0.5).epsilon(1e-5));
  }
}
