#include "observe/alliance_series.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ayni {
namespace {

using Region = MonthSums::OfRegion;
using InCell = MonthSums::OfCell;
using Number = std::int64_t(const InCell&);

std::int64_t funded(const InCell& cell) {
  std::int64_t sum = 0;
  for (const std::int64_t number : cell.at_outlet) sum += number;
  return sum;
}

std::int64_t members(const InCell& cell) { return cell.members; }

template <Outlet outlet>
std::int64_t at(const InCell& cell) {
  return cell.at_outlet[static_cast<std::size_t>(outlet)];
}

template <Number number, std::uint16_t Cell::*part>
void count(const SeenMonth& seen, std::span<double> values) {
  std::fill(values.begin(), values.end(), 0.0);
  for (std::size_t c = 0; c < seen.sums.cell.size(); ++c) {
    values[seen.world.cells[c].*part] += static_cast<double>(number(seen.sums.cell[c]));
  }
}

/// NaN for a mean of nothing.
template <double Region::*sum, double Region::*over>
void mean(const SeenMonth& seen, std::span<double> values) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t r = 0; r < values.size(); ++r) {
    const Region& region = seen.sums.region[r];
    values[r] = region.*over > 0.0 ? region.*sum / region.*over : nothing;
  }
}

template <Cause cause>
void ended(const SeenMonth& seen, std::span<double> values) {
  values[0] = static_cast<double>(std::count_if(seen.world.breakups.begin(), seen.world.breakups.end(),
                                                [](const Breakup& breakup) { return breakup.cause == cause; }));
}

template <Number number>
void add_number(MonthlyMeasures& list, const std::string& name, const std::string& long_name, const char* meaning) {
  list.push_back(
      {{name, {Axis::time, Axis::region}, Storage::int32, "1", long_name, meaning}, count<number, &Cell::region>});
  list.push_back(
      {{name + "_by_product", {Axis::time, Axis::product}, Storage::int32, "1", long_name + ", by product", meaning},
       count<number, &Cell::product>});
}

template <std::size_t... k>
void add_causes(MonthlyMeasures& list, std::index_sequence<k...> /*of all causes but none*/) {
  (list.push_back({{std::string{"ended_by_"} + cause_names[k + 1],
                    {Axis::time},
                    Storage::int32,
                    "1",
                    std::string{"Agreements that ended this month: "} + cause_names[k + 1],
                    "first and later agreements; the table `alliance` tells of first ones alone"},
                   ended<static_cast<Cause>(k + 1)>}),
   ...);
}

MonthlyMeasures all() {
  MonthlyMeasures list;
  add_number<funded>(list, "funded", "Alliances funded so far", "groups that have received a first disbursement");
  add_number<at<Outlet::first_buyer>>(list, "first_buyer", "Alliances with their first buyer",
                                      "funded groups that sell to the buyer they signed with; a return to it counts");
  add_number<at<Outlet::new_buyer>>(list, "new_buyer", "Groups with a new buyer",
                                    "funded groups allied to another buyer than the first");
  add_number<at<Outlet::free_market>>(list, "free_market", "Groups on the free market",
                                      "funded groups that work without an agreement");
  add_number<at<Outlet::dissolved>>(list, "dissolved", "Groups dissolved",
                                    "funded groups that fell apart; the report counts them as free market");
  add_number<members>(list, "members", "Members of funded groups", "households that belong to a funded group now");
  const std::vector<Axis> by_region{Axis::time, Axis::region};
  list.push_back({{"trust", by_region, Storage::real32, "1", "Trust of groups in their buyers",
                   "mean over groups with an agreement; NaN without any"},
                  mean<&Region::trust, &Region::allied>});
  list.push_back({{"buyer_trust", by_region, Storage::real32, "1", "Trust of buyers in groups",
                   "mean over groups with an agreement; NaN without any"},
                  mean<&Region::buyer_trust, &Region::allied>});
  list.push_back({{"trust_distribution",
                   {Axis::time, Axis::bin},
                   Storage::int32,
                   "1",
                   "Agreements by trust of the group",
                   "number of agreements in each tenth of the range 0 to 1"},
                  [](const SeenMonth& seen, std::span<double> values) {
                    std::copy(seen.sums.trust_bin.begin(), seen.sums.trust_bin.end(), values.begin());
                  }});
  list.push_back({{"side_selling", by_region, Storage::real32, "1", "Share side-sold",
                   "mean over the settlements of the month of the share of what members could deliver that they sold "
                   "elsewhere; NaN without any"},
                  mean<&Region::side_selling, &Region::settlements>});
  list.push_back({{"cohesion", by_region, Storage::real32, "1", "Cohesion of funded groups", "mean; NaN without any"},
                  mean<&Region::cohesion, &Region::funded>});
  add_causes(list, std::make_index_sequence<causes - 1>{});
  return list;
}

}  // namespace

const MonthlyMeasures& alliance_series() {
  static const MonthlyMeasures list = all();
  return list;
}

}  // namespace ayni
