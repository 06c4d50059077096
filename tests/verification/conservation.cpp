// What is no money is conserved too: a household's animals come and go by purchase, sale and drought alone, goods wait, bear or
// have worn out, the hours that farms ask for are worked by the family, by hands, or by nobody, and land stays whose it is.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "support/scenario_files.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

using Herd = std::vector<std::int32_t>;

/// Centavos; a larger herd is rounded to single precision when a season begins and those that a drought killed are taken off.
constexpr std::int32_t exact_below = 1 << 24;

const std::vector<std::string> nothing_for_animals{
    "household.restocking_share=0", "household.consumption_floor_share=0", "household.animals_for_counterpart=0"};

Herd herd(const World& world) { return {world.household.animals.begin(), world.household.animals.end()}; }

/// Bolivia, small, with further settings.
Scenario country(std::vector<std::string> settings, const std::vector<std::string>& further = {}) {
  settings.insert(settings.end(), further.begin(), further.end());
  settings.push_back("run.horizon_months=84");
  return bolivia(0.05, std::move(settings));
}

/// Runs a world and shows each household's animals before and after each month.
template <class Look>
void each_month(Laboratory& lab, Look&& look) {
  for (Month t = 0; t < static_cast<Month>(lab.scenario.run.horizon_months); ++t) {
    const Herd before = herd(lab.world);
    lab.run_to(t + 1);
    look(before, herd(lab.world), t);
  }
}

bool season_begins(const World& world, Month t) { return t == 0 || world.calendar.month_of_season(t) == 0; }

}  // namespace

TEST_CASE("Who neither buys nor sells animals has those of the start that no drought has killed") {
  Laboratory lab{country(nothing_for_animals)};
  const auto loss = static_cast<float>(lab.scenario.household.drought_loss_animals);
  Centavos died = 0;
  std::size_t changed = 0;
  each_month(lab, [&](const Herd& before, const Herd& after, Month t) {
    for (Index g = 0; g < lab.world.group.count; ++g) {
      const auto drought = static_cast<float>(lab.world.climate.drought[lab.world.group.region[g]]);
      const float alive = season_begins(lab.world, t) ? 1.0F - loss * drought : 1.0F;
      for (std::size_t i = lab.world.group.first[g]; i < lab.world.group.first[g] + lab.world.group.slots[g]; ++i) {
        const auto counted = static_cast<std::int32_t>(static_cast<float>(before[i]) * alive);
        const std::int32_t left = season_begins(lab.world, t) ? counted : before[i];
        if (after[i] != left) ++changed;
        died += before[i] - after[i];
      }
    }
  });
  CHECK(changed == 0);
  CHECK(died > 0);
  CHECK(lab.world.herds.died == died);
  CHECK(lab.world.herds.bought == 0);
  CHECK(lab.world.herds.sold == 0);
}

TEST_CASE(
    "Without drought each household's animals fall by what is sold where none are bought, and rise where none are "
    "sold") {
  for (const bool buys : {false, true}) {
    CAPTURE(buys);
    Laboratory lab{buys ? country({"household.drought_loss_animals=0", "household.consumption_floor_share=0",
                                   "household.animals_for_counterpart=0"})
                        : country({"household.drought_loss_animals=0", "household.restocking_share=0"})};
    Centavos gained = 0, counted_anew = 0;
    bool one_way = true;
    bool of_those_here = true;
    each_month(lab, [&](const Herd& before, const Herd& after, Month t) {
      for (std::size_t i = 0; i < before.size(); ++i) {
        const std::int32_t change = buys ? after[i] - before[i] : before[i] - after[i];
        const bool rounds = before[i] > exact_below && season_begins(lab.world, t);
        counted_anew += rounds ? 1 : 0;
        one_way = one_way && change >= (rounds ? -1 : 0) && after[i] >= 0;
        of_those_here = of_those_here && (lab.world.household.lives[i] != 0 || after[i] == 0);
        gained += after[i] - before[i];
      }
    });
    CHECK(one_way);
    CHECK(of_those_here);
    CHECK((buys ? gained > 0 : gained < 0));
    CHECK(lab.world.herds.bought - lab.world.herds.sold - lab.world.herds.died == gained);
    CHECK((buys ? lab.world.herds.sold : lab.world.herds.bought) == 0);
    CHECK(std::abs(lab.world.herds.died) <= counted_anew);
  }
}

TEST_CASE("The run stops when an animal comes or goes unseen") {
  for (const std::int32_t unseen : {1, -1}) {
    Laboratory lab{small_scenario()};
    lab.run_to(20);
    const auto some = std::find_if(lab.world.household.animals.begin(), lab.world.household.animals.end(),
                                   [](std::int32_t animals) { return animals > 1'000; });
    REQUIRE(some != lab.world.household.animals.end());
    *some += unseen;
    CHECK_THROWS_WITH(lab.run_to(30), Catch::Contains("month 29") && Catch::Contains("animals"));
  }
}

TEST_CASE("Trees, cows and machines that are bought wait, bear or have worn out") {
  Laboratory lab{country({"run.start_month=7"})};
  const GroupTechnology& technology = lab.world.group.technology;
  double bought = 0.0, worn = 0.0;
  for (Month t = 0; t < static_cast<Month>(lab.scenario.run.horizon_months); ++t) {
    const std::vector<float> waited{technology.packages_waiting.begin(), technology.packages_waiting.end()};
    const std::vector<float> bore{technology.packages.begin(), technology.packages.end()};
    lab.run_to(t + 1);
    for (Index g = 0; g < lab.world.group.count; ++g) {
      const PackageParameters& package = lab.scenario.product[lab.world.group.product[g]].package;
      const auto waits = static_cast<double>(technology.packages_waiting[g]);
      const double all = waits / (1.0 - 1.0 / package.wait_months);  // with those bought this month
      const double begin_to_bear = all - waits;
      const double wear = static_cast<double>(bore[g]) / (12.0 * package.life_years);
      CHECK(static_cast<double>(technology.packages[g]) ==
            Approx(static_cast<double>(bore[g]) + begin_to_bear - wear).margin(1e-6));
      CHECK(all - static_cast<double>(waited[g]) > -1e-6);
      if (lab.world.group.cycle.funded[g] == never) CHECK(all == 0.0);
      bought += all - static_cast<double>(waited[g]);
      worn += wear;
    }
  }
  double there = 0.0;
  for (Index g = 0; g < lab.world.group.count; ++g) {
    there += static_cast<double>(technology.packages_waiting[g]) + static_cast<double>(technology.packages[g]);
  }
  CHECK(bought > 1.0);
  CHECK(bought == Approx(there + worn).epsilon(1e-4));
}

TEST_CASE("In every season of a run the hours that farms ask for are worked by the family, by hands, or by nobody") {
  Laboratory lab{country({"product.quinoa.price.process=ou"})};
  const World& world = lab.world;
  std::size_t seasons = 0;
  double hired = 0.0, undone = 0.0;
  for (Month t = 0; t < static_cast<Month>(lab.scenario.run.horizon_months); ++t) {
    const std::vector<std::int32_t> member{world.household.member.begin(), world.household.member.end()};
    const std::vector<std::int32_t> away{world.household.away.begin(), world.household.away.end()};
    const std::vector<float> equipment{world.group.technology.equipment.begin(),
                                       world.group.technology.equipment.end()};
    lab.run_to(t + 1);
    if (!season_begins(world, t)) continue;
    ++seasons;
    for (Index g = 0; g < world.group.count; ++g) {
      const ProductParameters& product = lab.scenario.product[world.group.product[g]];
      const auto added = static_cast<double>(equipment[g]);
      const double saved =
          std::min(product.package.labour_saved * added / (product.package.gain * product.farm_units_mean), 0.9);
      double asked = 0.0, family = 0.0;
      for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
        const bool here = world.household.lives[i] != 0 && away[i] == 0;
        const double units = static_cast<double>(world.household.capacity[i]) + (member[i] != 0 ? added : 0.0);
        const double need = here ? product.labour_days * (member[i] != 0 ? 1.0 - saved : 1.0) * units *
                                       (1.0 + static_cast<double>(world.group.crop.area_growth[g]))
                                 : 0.0;
        const auto days = static_cast<double>(world.household.family_days[i]);
        CHECK(days == Approx(std::min(need, lab.scenario.labour.family_days)).epsilon(1e-4));
        asked += need;
        family += days;
      }
      const GroupCrop& crop = world.group.crop;
      CHECK(static_cast<double>(crop.family_days[g]) == Approx(family).epsilon(1e-4));
      const double nobody_does = static_cast<double>(crop.labour_gap[g]) * asked;
      CHECK(family + static_cast<double>(crop.hired_days[g]) + nobody_does == Approx(asked).epsilon(1e-3));
      hired += static_cast<double>(crop.hired_days[g]);
      undone += nobody_does;
    }
  }
  CHECK(seasons == 8);
  CHECK(hired > 0.0);
  CHECK(undone > 0.0);
}

TEST_CASE("Whoever comes, goes or joins, a household's land stays its own, and a block's grows within what lies idle") {
  Laboratory lab{country({"membership.drought_migration=1", "membership.leave_per_year=0.5"})};
  const World& world = lab.world;
  const std::vector<float> at_start{world.household.capacity.begin(), world.household.capacity.end()};
  const ProductionParameters& production = lab.scenario.production;
  float least = 0.0F, most = 0.0F;
  for (Month t = 0; t < static_cast<Month>(lab.scenario.run.horizon_months); ++t) {
    lab.run_to(t + 1);
    for (Index g = 0; g < world.group.count; ++g) {
      const float growth = world.group.crop.area_growth[g];
      if (lab.scenario.product[world.group.product[g]].perennial_share == 1.0) CHECK(growth == 0.0F);
      least = std::min(least, growth);
      most = std::max(most, growth);
    }
  }
  CHECK(std::equal(at_start.begin(), at_start.end(), world.household.capacity.begin()));
  CHECK(world.joined > 0);
  CHECK(world.left > 0);
  CHECK(static_cast<double>(least) >= -production.area_shrinkage_limit);
  CHECK(static_cast<double>(most) <= production.area_limit);
  CHECK(most > 0.0F);
}
