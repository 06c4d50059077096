#include "observe/alliance_series.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace ayni {
namespace {

using Alliances = MonthSums::Alliances;
using Number = std::int64_t(const Alliances&);
using Region = MonthSums::OfRegion;

template <Outlet outlet>
std::int64_t at(const Alliances& alliances) {
  return alliances.at_outlet[static_cast<std::size_t>(outlet)];
}

std::int64_t funded(const Alliances& alliances) {
  return std::accumulate(alliances.at_outlet.begin(), alliances.at_outlet.end(), std::int64_t{0});
}

std::int64_t members(const Alliances& alliances) { return alliances.members; }

/// In each region, or of each product.
template <Number number, auto places>
void count(const SeenMonth& seen, std::span<double> values) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = static_cast<double>(number((seen.sums.*places)[k].alliances));
  }
}

double of_funded(const Region& region) { return static_cast<double>(funded(region.alliances)); }

double of_allied(const Region& region) {
  return static_cast<double>(at<Outlet::first_buyer>(region.alliances) + at<Outlet::new_buyer>(region.alliances));
}

double of_settlements(const Region& region) { return region.settlements; }

/// NaN for a mean of nothing.
template <double Region::*sum, double number(const Region&)>
void mean(const SeenMonth& seen, std::span<double> values) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t r = 0; r < values.size(); ++r) {
    const Region& region = seen.sums.region[r];
    values[r] = number(region) > 0.0 ? region.*sum / number(region) : nothing;
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
      {{name, {Axis::time, Axis::region}, Storage::int32, "1", long_name, meaning}, count<number, &MonthSums::region>});
  list.push_back(
      {{name + "_by_product", {Axis::time, Axis::product}, Storage::int32, "1", long_name + ", by product", meaning},
       count<number, &MonthSums::product>});
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
  add_number<at<Outlet::suspended>>(
      list, "suspended", "Agreements suspended",
      "funded groups whose agreement stands, but whose members sell on the spot until there "
      "is a price again that both sides honour");
  add_number<at<Outlet::dissolved>>(list, "dissolved", "Groups dissolved",
                                    "funded groups that fell apart; the report counts them as free market");
  add_number<members>(list, "members", "Members of funded groups", "households that belong to a funded group now");
  const std::vector<Axis> by_region{Axis::time, Axis::region};
  list.push_back({{"trust", by_region, Storage::real32, "1", "Trust of groups in their buyers",
                   "mean over groups with an agreement; NaN without any"},
                  mean<&Region::trust, of_allied>});
  list.push_back({{"buyer_trust", by_region, Storage::real32, "1", "Trust of buyers in groups",
                   "mean over groups with an agreement; NaN without any"},
                  mean<&Region::buyer_trust, of_allied>});
  list.push_back({{"trust_distribution",
                   {Axis::time, Axis::bin},
                   Storage::int32,
                   "1",
                   "Agreements by trust of the group",
                   "number of agreements in each tenth of the range 0 to 1"},
                  [](const SeenMonth& seen, std::span<double> values) {
                    std::copy(seen.sums.trust_bin.begin(), seen.sums.trust_bin.end(), values.begin());
                  }});
  list.push_back({{"side_selling", by_region, Storage::real32, share_unit, "Share side-sold",
                   "mean over the settlements of the month of the share of what members could deliver that they sold "
                   "elsewhere; NaN without any"},
                  mean<&Region::side_selling, of_settlements>});
  list.push_back({{"cohesion", by_region, Storage::real32, "1", "Cohesion of funded groups", "mean; NaN without any"},
                  mean<&Region::cohesion, of_funded>});
  add_causes(list, std::make_index_sequence<causes - 1>{});
  return list;
}

}  // namespace

const MonthlyMeasures& alliance_series() {
  static const MonthlyMeasures list = all();
  return list;
}

}  // namespace ayni
