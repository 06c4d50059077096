#include "model/household/labour.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "model/household/household.hpp"
#include "model/household/production.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

/// Maize that asks for 100 days a hectare, of families that have 150; a day of work earns what maize sells for less its costs.
Scenario laborious() {
  Scenario s = small_scenario();
  s.product[maize].labour_days = 100.0;
  s.labour.family_days = 150.0;
  s.labour.hire_spread = 0.1;
  s.labour.hire_margin = 0.0;
  return s;
}

struct Season : Laboratory {
  Index g;
  std::size_t i;

  explicit Season(const Scenario& s) : Laboratory{s}, g{group_of(maize)}, i{world.group.first[g]} {
    look_at_markets();
    farm(0, 1.0F);
  }
  /// The k-th household farms so many hectares.
  void farm(std::size_t k, float hectares) {
    world.household.capacity[i + k] = hectares;
    world.household.harvest[i + k] = hectares;
  }
  /// A day's work at the market's price, over the wage.
  void a_day_earns(double over_the_wage) {
    const ProductParameters& product = scenario.product[maize];
    const double unit = product.yield_per_farm_unit_year * (1.0 - product.loss_share);
    const double price = world.market.spot[world.group.cell[g]] -
                         static_cast<double>(world.group.transport.freight_market[g]) -
                         product.cost_share * product.price.level * world.price_index;
    world.day_wage = unit * price / 100.0 / over_the_wage;
  }
  void begin() { model.labour->begin_season(world); }
  [[nodiscard]] double hired_days() const {
    return static_cast<double>(world.household.wages[i]) / 100.0 / world.day_wage;
  }
};

}  // namespace

TEST_CASE("The family does what it can, and hires nobody for a small farm") {
  Season one{laborious()};
  one.a_day_earns(2.0);
  one.begin();
  CHECK(one.world.household.family_days[one.i] == Approx(100.0));
  CHECK(one.world.household.wages[one.i] == 0);
  CHECK(one.world.household.harvest[one.i] == 1.0F);
}

TEST_CASE("Hands are hired for what the family cannot do where a day earns more than its wage") {
  Season one{laborious()};
  one.a_day_earns(3.0);
  one.farm(0, 4.0F);
  one.begin();
  CHECK(one.world.household.family_days[one.i] == Approx(150.0));
  CHECK(one.hired_days() == Approx(250.0).epsilon(1e-3));
  CHECK(one.world.household.harvest[one.i] == Approx(4.0).epsilon(1e-3));
}

TEST_CASE("Land lies fallow where a day earns less than its wage") {
  Season one{laborious()};
  one.a_day_earns(0.3);
  one.farm(0, 4.0F);
  one.begin();
  CHECK(one.hired_days() == Approx(0.0).margin(0.1));
  CHECK(one.world.household.harvest[one.i] == Approx(1.5).epsilon(1e-3));  // 150 days of 400
  CHECK(one.world.group.crop.labour_gap[one.g] > 0.0F);
}

TEST_CASE("Half of the land that the family cannot work is worth a hand when a day earns just its wage") {
  Season one{laborious()};
  one.a_day_earns(1.0);
  one.farm(0, 4.0F);
  one.begin();
  CHECK(one.hired_days() == Approx(125.0).epsilon(1e-3));
}

TEST_CASE("A hand costs more than its wage: supervision and risk ask for a margin") {
  Scenario s = laborious();
  s.labour.hire_margin = 0.5;
  Season one{s};
  one.a_day_earns(1.648721270700128);  // e to the half
  one.farm(0, 4.0F);
  one.begin();
  CHECK(one.hired_days() == Approx(125.0).epsilon(1e-3));
}

TEST_CASE("Machines save members days of work, and their neighbours none") {
  Scenario s = laborious();
  s.product[maize].package.gain = 0.5;
  s.product[maize].package.labour_saved = 0.4;
  Season one{s};
  one.a_day_earns(2.0);
  one.world.household.member[one.i + 1] = 0;
  one.farm(1, 1.0F);
  const double whole = 0.5 * s.product[maize].farm_units_mean;  // farm units that a whole package adds
  one.world.group.technology.equipment[one.g] = static_cast<float>(whole);
  one.begin();
  CHECK(one.world.household.family_days[one.i] == Approx(std::min(100.0 * 0.6 * (1.0 + whole), 150.0)));
  CHECK(one.world.household.family_days[one.i + 1] == Approx(100.0));
}

TEST_CASE(
    "The hours that farms ask for are worked by the family, by hands, or by nobody, and the land they farm is theirs") {
  Season one{laborious()};
  one.a_day_earns(1.1);
  const Households& household = one.world.household;
  for (std::size_t k = 0; k < 6; ++k) one.farm(k, 0.5F + static_cast<float>(k));
  one.world.household.member[one.i + 2] = 0;
  one.world.household.away[one.i + 3] = 1;
  one.world.group.technology.equipment[one.g] = 0.25F;
  one.world.group.crop.area_growth[one.g] = 0.2F;
  one.begin();
  double units = 0.0;
  double family = 0.0;
  double hired = 0.0;
  for (std::size_t k = one.i; k < one.i + one.world.group.slots[one.g]; ++k) {
    if (household.lives[k] != 0) units += farm_units(one.world, one.g, k);
    family += static_cast<double>(household.family_days[k]);
    hired += static_cast<double>(household.wages[k]) / 100.0 / one.world.day_wage;
  }
  const GroupCrop& crop = one.world.group.crop;
  CHECK(static_cast<double>(crop.units[one.g]) == Approx(units));
  CHECK(static_cast<double>(crop.family_days[one.g]) == Approx(family));
  CHECK(static_cast<double>(crop.hired_days[one.g]) == Approx(hired).epsilon(1e-3));
  CHECK(family + hired == Approx((1.0 - static_cast<double>(crop.labour_gap[one.g])) * 100.0 * units).epsilon(1e-3));
}

TEST_CASE("Who is away works nothing and hires nobody") {
  Season one{laborious()};
  one.a_day_earns(3.0);
  one.farm(0, 4.0F);
  one.world.household.away[one.i] = 1;
  one.begin();
  CHECK(one.world.household.family_days[one.i] == 0.0F);
  CHECK(one.world.household.wages[one.i] == 0);
}

TEST_CASE("Other income follows wages in its part, and falls by paid work given up for the farm") {
  Scenario s = laborious();
  s.labour.wage_work_share = 0.5;
  s.labour.paid_work_displaced = 1.0;
  s.product[maize].package.gain = 1.0;
  Season one{s};
  Households& household = one.world.household;
  const double base = 100.0 * static_cast<double>(household.other_income_base[one.i]);
  one.a_day_earns(2.0);
  one.world.wage_index = 2.0 * one.world.price_index;
  one.begin();
  one.model.households->begin_season(one.world, 0);
  CHECK(household.other_income[one.i] == Approx(1.5 * base * one.world.price_index).epsilon(1e-4));

  one.world.group.technology.equipment[one.g] = 0.2F;
  one.begin();
  one.model.households->begin_season(one.world, 0);
  const double lost = 20.0 * one.world.day_wage * 100.0 / 12.0;
  CHECK(household.other_income[one.i] ==
        Approx(std::max(1.5 * base * one.world.price_index - lost, 0.75 * base * one.world.price_index)).epsilon(1e-4));
}
