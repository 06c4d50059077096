#include "model/population.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/distributions.hpp"
#include "model/scenario.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

/// The draws of one group's households, a number for each.
struct Draws {
  std::vector<double> farm, other_income, thrift, herd;

  void draw(Engine rng, std::size_t people) {
    farm.resize(people);
    other_income.resize(people);
    thrift.resize(people);
    herd.resize(people);
    for (std::size_t k = 0; k < people; ++k) {
      farm[k] = uniform(rng);
      other_income[k] = uniform(rng);
      thrift[k] = uniform(rng);
    }
    for (double& animals : herd) animals = uniform(rng);
    normal_quantiles(farm);
    normal_quantiles(other_income);
  }
};

/// Turns standard normals into lognormal numbers of a given mean.
void to_lognormal(std::vector<double>& normals, double mean, double sigma) {
  const double median = mean * portable_exp(-0.5 * sigma * sigma);
  for (double& value : normals) value = median * portable_exp(sigma * value);
}

struct Counts {
  std::size_t members, neighbours, people;  // each includes the one before
};

Counts count_people(const Scenario& s, const Groups& group, Index g) {
  const auto members = static_cast<double>(group.membership.at_start[g]);
  // A control community has nobody outside a group: those asked there are as many as the members of a group.
  const double community = group.kind[g] == GroupKind::potential ? s.membership.community_ratio : 1.0;
  return {static_cast<std::size_t>(group.membership.at_start[g]),
          static_cast<std::size_t>(rounded(members * community)),
          static_cast<std::size_t>(rounded(members * (community + s.region[group.region[g]].migrant_share)))};
}

void lay_out_blocks(World& world, const Scenario& s) {
  Groups& group = world.group;
  std::size_t slots = 0;
  for (Index g = 0; g < group.count; ++g) {
    const std::size_t people = count_people(s, group, g).people;
    group.first[g] = static_cast<Index>(slots);
    group.slots[g] = static_cast<Index>((people + lane - 1) / lane * lane);
    slots += group.slots[g];
  }
  start(world.household, slots);
}

/// Land or herd, other income and savings of each household of a block.
void settle_block(World& world, const Scenario& s, Index g, Draws& draws) {
  Households& household = world.household;
  const Groups& group = world.group;
  const ProductParameters& product = s.product[group.product[g]];
  // Bs a year: at the prices of the base year, and at those of now.
  const double index = world.price_index;
  const double net = product.price.level * (1.0 - product.cost_share);
  const double net_now =
      product.price.level * (portable_pow(index, product.price.inflation_pass_through) - product.cost_share * index);
  const double other_share = s.region[group.region[g]].other_income_share;
  const auto wealth = static_cast<double>(group.trait.wealth[g]);
  const double farm = product.farm_units_mean * wealth;
  const double of_mean_farm = product.usual_sales(product.farm_units_mean, s.household.persons) * net;
  const double other = of_mean_farm * other_share / (1.0 - other_share) * wealth;
  const Counts counts = count_people(s, group, g);
  draws.draw(world.streams(Process::population, group.identity[g]), counts.people);
  to_lognormal(draws.farm, farm, std::hypot(product.farm_units_sigma, s.production.ability_sigma));
  to_lognormal(draws.other_income, other, s.household.other_income_sigma);
  const std::size_t first = group.first[g];
  const double* const farm_units = draws.farm.data();
  const double* const other_income = draws.other_income.data();
  const double* const thrift = draws.thrift.data();
  float* const capacity = household.capacity.data() + first;
  float* const other_base = household.other_income_base.data() + first;
  float* const expected = household.expected_income.data() + first;
  std::int32_t* const cash = household.cash.data() + first;
  std::int32_t* const animals = household.animals.data() + first;
  for (std::size_t k = 0; k < counts.people; ++k) {
    capacity[k] = static_cast<float>(farm_units[k]);
    other_base[k] = static_cast<float>(other_income[k] / 12.0);
    expected[k] = static_cast<float>(product.usual_sales(farm_units[k], s.household.persons) * net_now);
  }
  // Enough to live on until the first sale, and savings that differ from household to household.
  const int now = s.calendar().month_of_year(0);
  double wait = 0.0;
  while (wait < 12.0 &&
         product.sold_by_month[(static_cast<std::size_t>(now) + static_cast<std::size_t>(wait)) % 12] <= 0.0)
    wait += 1.0;
  const double savings = 2.0 * s.household.savings_months;
  for (std::size_t k = 0; k < counts.neighbours; ++k) {
    const double sold_income = std::max(static_cast<double>(expected[k]), 0.0);
    const double monthly = 100.0 * (sold_income + other_income[k] * index) / 12.0;
    const double until_sale = 100.0 * wait * sold_income / 12.0;
    cash[k] = static_cast<std::int32_t>(
        std::min(until_sale + savings * thrift[k] * monthly, static_cast<double>(household_limit)));
    animals[k] = static_cast<std::int32_t>(std::min(2.0 * s.household.animals_months * draws.herd[k] * monthly / index,
                                                    static_cast<double>(household_limit)));
  }
  const auto fill = [&](auto& column, std::size_t from, std::size_t to) {
    std::fill(column.begin() + static_cast<std::ptrdiff_t>(first + from),
              column.begin() + static_cast<std::ptrdiff_t>(first + to), 1);
  };
  fill(household.lives, 0, counts.people);
  if (group.kind[g] == GroupKind::potential) fill(household.member, 0, counts.members);
  fill(household.migrant, counts.neighbours, counts.people);
  fill(household.away, counts.neighbours, counts.people);
}

}  // namespace

double expected_households(const Scenario& scenario) {
  const ScaleParameters& scale = scenario.scale;
  double of_a_group = 0.0;
  double control = 0.0;
  for (const RegionParameters& region : scenario.region) {
    const double members = region.share_of_groups * region.members_mean;
    of_a_group += members * (scenario.membership.community_ratio + region.migrant_share);
    control += members * (1.0 + region.migrant_share);
  }
  return scale.size * (scale.potential_groups * of_a_group + scale.control_groups * control);
}

void settle_households(World& world, const Scenario& scenario) {
  lay_out_blocks(world, scenario);
  Draws draws;
  for (Index g = 0; g < world.group.count; ++g) settle_block(world, scenario, g, draws);
}

}  // namespace ayni
