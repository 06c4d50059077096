#include "observe/household_series.hpp"

#include <algorithm>
#include <limits>

#include "core/lanes.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr Month lean_month_of_steady_sales = 11;  // of the season: who sells every month has no leaner one than another

template <double LeanSums::*sum>
void mean(const LeanYear& year, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const LeanSums& lean = year.lean[p];
    values[p] = lean.households > 0.0 ? lean.*sum / lean.households : nothing;
  }
}

/// A sum over the groups of each product.
template <auto amount>
double of_product(const World& world, std::size_t product) {
  double sum = 0.0;
  for (const Cell& cell : world.cells) {
    if (cell.product != product) continue;
    for (Index g = cell.begin; g < cell.end; ++g) sum += static_cast<double>((world.group.crop.*amount)[g]);
  }
  return sum;
}

template <auto amount>
void per_household(const LeanYear& year, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double households = of_product<&GroupCrop::households>(year.world, p);
    values[p] = households > 0.0 ? of_product<amount>(year.world, p) / households : nothing;
  }
}

void inputs_bought(const LeanYear& year, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const double asked = of_product<&GroupCrop::inputs_asked>(year.world, p);
    values[p] = asked > 0.0 ? of_product<&GroupCrop::inputs_bought>(year.world, p) / asked : nothing;
  }
}

template <auto amount>
void sum_of(const LeanYear& year, std::span<double> values) {
  for (std::size_t p = 0; p < values.size(); ++p) values[p] = of_product<amount>(year.world, p);
}

const MeasureEntries<LeanYear>& all() {
  const std::vector<Axis> by_product{Axis::season, Axis::product};
  static const MeasureEntries<LeanYear> list{
      {{"lean_cash", by_product, Storage::real32, "months", "Households' cash before the harvest",
        "in months of spending: mean over households that live in groups that could apply, at the end of the month "
        "before the product is sold again after its longest gap; June for what is sold every month"},
       mean<&LeanSums::cash_months>},
      {{"lean_short", by_product, Storage::real32, "1", "Share of households with less than a month's spending in cash",
        "the same households and month", Better::lower},
       mean<&LeanSums::short_of_cash>},
      {{"lean_animals", by_product, Storage::real32, "months", "Animals that households could sell, before the harvest",
        "in months of spending, at what they bring undisturbed; the same households and month"},
       mean<&LeanSums::animal_months>},
      {{"inputs_bought_share", by_product, Storage::real32, "1", "Share of the season's inputs that were bought",
        "over what the farms ask for, before the harvest; NaN without any such inputs", Better::higher},
       inputs_bought},
      {{"inputs_advanced", by_product, Storage::real64, "1", "Inputs bought with buyers' advances, Bs a year",
        "nominal"},
       sum_of<&GroupCrop::inputs_advanced>},
      {{"area", by_product, Storage::real32, "1", "Land or herd of a household, farm units",
        "mean over the households at home when the season begins, members, their neighbours and controls, with what "
        "goods "
        "add; NaN without any"},
       per_household<&GroupCrop::units>},
      {{"family_days", by_product, Storage::real32, "1", "Work of the family on the product, days a household and year",
        "the same mean"},
       per_household<&GroupCrop::family_days>},
      {{"hired_days", by_product, Storage::real32, "1", "Work of hired hands on the product, days a household and year",
        "the same mean"},
       per_household<&GroupCrop::hired_days>}};
  return list;
}

/// What `LeanSums` holds, while eight households at a time are added.
struct EightSums {
  Ints households{}, short_of_cash{};
  double cash_months = 0.0, animal_months = 0.0;

  /// Who is away or spends nothing adds 0.
  void add(const Households& household, std::size_t i, double price_index) noexcept {
    const Ints spending = load(&household.spending[i]);
    const Ints counts = (spending > 0) & (load(&household.away[i]) == 0);  // all bits set where both hold
    const Ints cash = load(&household.cash[i]);
    const Ints held = cash & counts;
    const Ints herd = load(&household.animals[i]) & counts;
    const Ints spends = counts != 0 ? spending : Ints{} + 1;
    const Doubles first = first_half(spends);
    const Doubles second = second_half(spends);
    households += counts & 1;
    short_of_cash += counts & (cash < spending) & 1;
    cash_months = sum(first_half(held) / first, second_half(held) / second, cash_months);
    animal_months =
        sum(first_half(herd) * price_index / first, second_half(herd) * price_index / second, animal_months);
  }
};

}  // namespace

void HouseholdSeries::declare(Catalogue& catalogue) { ayni::declare(catalogue, all()); }

HouseholdSeries::HouseholdSeries(const Catalogue& catalogue, Results& results, const World& world)
    : lean_(world.products),
      longest_(world.products),
      waited_(world.products),
      writer_{all(), catalogue, results, Axis::season} {}

LeanSums HouseholdSeries::look(const World& world, std::size_t product) const {
  const Groups& group = world.group;
  EightSums sums;
  for (const Cell& cell : world.cells) {
    if (cell.product != product) continue;
    for (Index g = cell.begin; g < cell.end; ++g) {
      if (group.kind[g] == GroupKind::control) continue;
      for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; i += lane) {
        sums.add(world.household, i, world.price_index);
      }
    }
  }
  return {.households = static_cast<double>(total(sums.households)),
          .short_of_cash = static_cast<double>(total(sums.short_of_cash)),
          .cash_months = sums.cash_months,
          .animal_months = sums.animal_months};
}

void HouseholdSeries::observe_month(const World& world, Month t) {
  for (std::size_t p = 0; p < world.products; ++p) {
    const int wait = world.market.months_to_sale[p];
    int& gap = longest_[p];
    gap = std::max(gap, wait);
    const bool steady = gap == 1 && world.calendar.month_of_season(t) == lean_month_of_steady_sales;
    const bool lean = gap > 1 && wait == 1 && waited_[p] == gap;
    waited_[p] = wait > 1 ? std::max(waited_[p], wait) : 0;
    if (steady || lean) lean_[p] = look(world, p);
  }
}

void HouseholdSeries::observe_year(const World& world, Month t) const {
  writer_.fill({world, lean_}, static_cast<std::size_t>(world.calendar.season(t)));
}

}  // namespace ayni
