#include "observe/alliance_series.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace ayni {
namespace {

struct State {
  const char* name;
  const char* long_name;
  const char* meaning;
};

constexpr std::array<State, 6> state_measures{{
    {"funded", "Alliances funded so far", "groups that have received a first disbursement"},
    {"first_buyer", "Alliances with their first buyer",
     "funded groups that sell to the buyer they signed with; a return to it counts"},
    {"new_buyer", "Groups with a new buyer", "funded groups allied to another buyer than the first"},
    {"free_market", "Groups on the free market", "funded groups that work without an agreement"},
    {"dissolved", "Groups dissolved", "funded groups that fell apart; the report counts them as free market"},
    {"members", "Members of funded groups", "households that belong to a funded group now"},
}};

// NaN for a mean of nothing.
double mean(double sum, double count) noexcept {
  return count > 0.0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void AllianceSeries::declare(Catalogue& catalogue) {
  for (const State& state : state_measures) {
    const std::string name = state.name;
    catalogue.measures.push_back(
        {name, {Axis::time, Axis::region}, Storage::int32, "1", state.long_name, state.meaning});
    catalogue.measures.push_back({name + "_by_product",
                                  {Axis::time, Axis::product},
                                  Storage::int32,
                                  "1",
                                  std::string{state.long_name} + ", by product",
                                  state.meaning});
  }
  catalogue.measures.push_back({"trust",
                                {Axis::time, Axis::region},
                                Storage::real32,
                                "1",
                                "Trust of groups in their buyers",
                                "mean over groups with an agreement; NaN without any"});
  catalogue.measures.push_back({"buyer_trust",
                                {Axis::time, Axis::region},
                                Storage::real32,
                                "1",
                                "Trust of buyers in groups",
                                "mean over groups with an agreement; NaN without any"});
  catalogue.measures.push_back({"trust_distribution",
                                {Axis::time, Axis::bin},
                                Storage::int32,
                                "1",
                                "Agreements by trust of the group",
                                "number of agreements in each tenth of the range 0 to 1"});
  catalogue.measures.push_back({"side_selling",
                                {Axis::time, Axis::region},
                                Storage::real32,
                                "1",
                                "Share side-sold",
                                "mean over the settlements of the month of the share of what members could deliver "
                                "that they sold elsewhere; NaN without any"});
  catalogue.measures.push_back({"cohesion",
                                {Axis::time, Axis::region},
                                Storage::real32,
                                "1",
                                "Cohesion of funded groups",
                                "mean; NaN without any"});
  for (std::size_t k = 1; k < causes; ++k) {
    catalogue.measures.push_back({std::string{"ended_by_"} + cause_names[k],
                                  {Axis::time},
                                  Storage::int32,
                                  "1",
                                  std::string{"Agreements that ended this month: "} + cause_names[k],
                                  "first and later agreements; the table `alliance` tells of first ones alone"});
  }
}

AllianceSeries::AllianceSeries(const Catalogue& catalogue, Results& results)
    : regions_{catalogue.axis(Axis::region).size}, products_{catalogue.axis(Axis::product).size}, sums_(regions_) {
  const auto column = [&](const std::string& name) { return results.values[catalogue.measure(name)].data(); };
  for (std::size_t k = 0; k < states; ++k) {
    by_region_[k] = column(state_measures[k].name);
    by_product_[k] = column(std::string{state_measures[k].name} + "_by_product");
  }
  trust_ = column("trust");
  buyer_trust_ = column("buyer_trust");
  trust_bins_ = column("trust_distribution");
  side_selling_ = column("side_selling");
  cohesion_ = column("cohesion");
  for (std::size_t k = 1; k < causes; ++k) breakups_[k] = column(std::string{"ended_by_"} + cause_names[k]);
}

// Groups of one cell stand together, so what is counted is carried on in registers until the cell changes.
void AllianceSeries::count(const World& world, std::size_t month) {
  const Groups& group = world.group;
  std::array<std::int64_t, trust_bins> in_bin{};
  for (auto g = world.funded.begin(); g != world.funded.end();) {
    const Cell& cell = world.cells[group.cell[*g]];
    Sums sums = sums_[cell.region];
    std::array<std::int64_t, states> number{};
    for (; g != world.funded.end() && *g < cell.end; ++g) {
      ++number[static_cast<std::size_t>(group.agreement.outlet[*g])];
      number[5] += group.membership.members[*g];
      sums.cohesion += static_cast<double>(group.membership.cohesion[*g]);
      if (!allied(group.agreement.outlet[*g])) continue;
      const double belief = ayni::trust(group.trust.good[*g], group.trust.bad[*g]);
      sums.trust += belief;
      sums.buyer_trust += ayni::trust(group.trust.buyer_good[*g], group.trust.buyer_bad[*g]);
      ++in_bin[std::min(static_cast<std::size_t>(belief * static_cast<double>(trust_bins)), trust_bins - 1)];
    }
    sums.allied += static_cast<double>(number[1] + number[2]);
    number[0] += number[1] + number[2] + number[3] + number[4];
    sums.funded += static_cast<double>(number[0]);
    sums_[cell.region] = sums;
    for (std::size_t k = 0; k < states; ++k) {
      by_region_[k][month * regions_ + cell.region] += static_cast<double>(number[k]);
      by_product_[k][month * products_ + cell.product] += static_cast<double>(number[k]);
    }
  }
  for (std::size_t k = 0; k < trust_bins; ++k) trust_bins_[month * trust_bins + k] = static_cast<double>(in_bin[k]);
  for (const Index g : world.settled) {
    sums_[group.region[g]].side_selling += static_cast<double>(group.settlement.side_selling[g]);
    sums_[group.region[g]].settled += 1.0;
  }
}

void AllianceSeries::observe(const World& world, Month t) {
  const auto month = static_cast<std::size_t>(t);
  sums_.assign(regions_, Sums{});
  count(world, month);
  for (std::size_t r = 0; r < regions_; ++r) {
    const Sums& sums = sums_[r];
    const std::size_t at = month * regions_ + r;
    trust_[at] = mean(sums.trust, sums.allied);
    buyer_trust_[at] = mean(sums.buyer_trust, sums.allied);
    cohesion_[at] = mean(sums.cohesion, sums.funded);
    side_selling_[at] = mean(sums.side_selling, sums.settled);
  }
  for (const Breakup& breakup : world.breakups) breakups_[static_cast<std::size_t>(breakup.cause)][month] += 1.0;
}

}  // namespace ayni
