#include "observe/final_states.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/household/production.hpp"
#include "observe/project_events.hpp"

namespace ayni {
namespace {

template <auto column>
double own(const GroupRow& row) {
  return static_cast<double>((row.world.group.*column)[row.group]);
}

template <auto part, auto column>
double of(const GroupRow& row) {
  return static_cast<double>(((row.world.group.*part).*column)[row.group]);
}

double account(const GroupRow& row) { return bolivianos(row.world.group.account.balance[row.group]); }

double number_of_buyer(const GroupRow& row) {
  const Index buyer = row.world.group.agreement.buyer[row.group];
  return buyer == nobody ? -1.0 : static_cast<double>(buyer);
}

const TableEntry<GroupRow>& group_table() {
  static const TableEntry<GroupRow> entry{
      "group",
      "final state of every group and control community; only with output.detail = true",
      {{{"region", Storage::int8, "1", "Region", "", {}}, own<&Groups::region>, Axis::region},
       {{"product", Storage::int8, "1", "Product", "", {}}, own<&Groups::product>, Axis::product},
       {{"municipality", Storage::int32, "1", "Number of the municipality", "row of the run in the table place", {}},
        own<&Groups::municipality>},
       {{"control", Storage::int8, "1", "Matched non-participants", "0 or 1", {}}, own<&Groups::kind>},
       {{"stage", Storage::int8, "1", "Stage in the project cycle", "", flags(stage_names)},
        of<&Groups::cycle, &ProjectCycle::stage>},
       {{"refusal", Storage::int8, "1", "Why there is no alliance", "", flags(refusal_names)},
        of<&Groups::cycle, &ProjectCycle::refusal>},
       {{"applied", Storage::int16, "month", "Month of application", "-1: it has not applied", {}},
        [](const GroupRow& row) { return static_cast<double>(application(row.world, row.group)); }},
       {{"signed", Storage::int16, "month", "Month of signing", "of the latest alliance; -1: none was approved", {}},
        of<&Groups::cycle, &ProjectCycle::signed_month>},
       {{"funded", Storage::int16, "month", "Month of the first disbursement", "-1: none came", {}},
        of<&Groups::cycle, &ProjectCycle::funded>},
       {{"completed", Storage::int16, "month", "Month of the last disbursement", "-1: it has not come", {}},
        of<&Groups::cycle, &ProjectCycle::completed>},
       {{"management", Storage::real32, "1", "Management capability", "standard deviations", {}},
        of<&Groups::trait, &GroupTraits::management>},
       {{"cohesion", Storage::real32, "1", "Cohesion", "0 to 1", {}},
        of<&Groups::membership, &GroupMembership::cohesion>},
       {{"members", Storage::int32, "1", "Members", "", {}}, of<&Groups::membership, &GroupMembership::members>},
       {{"equipment", Storage::real32, "1", "Yield gained by goods", "share of the base yield", {}},
        of<&Groups::technology, &GroupTechnology::equipment>},
       {{"skill", Storage::real32, "1", "Yield gained by advice", "share of the base yield", {}},
        of<&Groups::technology, &GroupTechnology::skill>},
       {{"quality", Storage::real32, "1", "Share of output to specification", "", {}},
        of<&Groups::technology, &GroupTechnology::quality>},
       {{"account", Storage::real64, "1", "Account, Bs", "nominal", {}}, account},
       {{"buyer", Storage::int32, "1", "Number of the buyer", "-1 without one", {}}, number_of_buyer},
       {{"hours_to_market", Storage::real32, "hour", "Way to the market town", "loaded truck, one way", {}},
        of<&Groups::transport, &GroupTransport::hours_market>}}};
  return entry;
}

template <auto column>
double of(const HouseholdRow& row) {
  return static_cast<double>((row.world.household.*column)[row.slot]);
}

template <auto column>
double in_bolivianos(const HouseholdRow& row) {
  return bolivianos((row.world.household.*column)[row.slot]);
}

template <auto value>
double last_year(const HouseholdRow& row) {
  return static_cast<double>(row.incomes.household(row.slot).*value);
}

double area_of(const HouseholdRow& row) { return farm_units(row.world, row.group, row.slot); }

const TableEntry<HouseholdRow>& household_table() {
  static const TableEntry<HouseholdRow> entry{
      "household",
      "final state of every household; only with output.detail = true",
      {{{"group", Storage::int32, "1", "Number of the group or control community", "", {}},
        [](const HouseholdRow& row) { return static_cast<double>(row.group); }},
       {{"member", Storage::int8, "1", "Belongs to the group", "0 or 1", {}}, of<&Households::member>},
       {{"away", Storage::int8, "1", "Lives elsewhere", "0 or 1", {}}, of<&Households::away>},
       {{"capacity", Storage::real32, "1", "Farm units times ability", "", {}}, of<&Households::capacity>},
       {{"product_income",
         Storage::real32,
         "1",
         "Net product income of the last full year, Bs",
         "July to June; nominal; NaN when the run has none",
         {}},
        last_year<&HouseholdYear::product>},
       {{"home_consumption",
         Storage::real32,
         "1",
         "What of the product it ate in that year, Bs",
         "nominal; at the price at which it could have sold it; NaN as that",
         {}},
        last_year<&HouseholdYear::home>},
       {{"income",
         Storage::real32,
         "1",
         "Income of that year, Bs",
         "nominal; product, what of it was eaten, other farming and other work; NaN as that",
         {}},
        last_year<&HouseholdYear::total>},
       {{"poor",
         Storage::real32,
         "1",
         "Below the moderate poverty line in that year",
         "0 or 1; NaN as that; the line and the income are a household's",
         {}},
        last_year<&HouseholdYear::poor>},
       {{"area",
         Storage::real32,
         "1",
         "Farm units worked, goods' included",
         "land or herd in the season that the run ends in; 0 for who is away",
         {}},
        area_of},
       {{"family_days",
         Storage::real32,
         "day",
         "Days that the family worked on the product",
         "July to June; NaN as income",
         {}},
        last_year<&HouseholdYear::family_days>},
       {{"hired_days", Storage::real32, "day", "Days of hired hands", "the same", {}},
        last_year<&HouseholdYear::hired_days>},
       {{"cash", Storage::real64, "1", "Cash, Bs", "nominal", {}}, in_bolivianos<&Households::cash>},
       {{"fund_debt", Storage::real32, "1", "Owed to the revolving fund, Bs", "nominal", {}},
        in_bolivianos<&Households::fund_debt>},
       {{"bank_debt", Storage::real32, "1", "Owed to the bank, Bs", "nominal", {}},
        in_bolivianos<&Households::bank_debt>}}};
  return entry;
}

template <auto column>
double of(const BuyerRow& row) {
  return static_cast<double>((row.world.buyer.*column)[row.buyer]);
}

const TableEntry<BuyerRow>& buyer_table() {
  static const TableEntry<BuyerRow> entry{
      "buyer",
      "final state of every buyer; only with output.detail = true",
      {{{"region", Storage::int8, "1", "Region", "", {}}, of<&Buyers::region>, Axis::region},
       {{"product", Storage::int8, "1", "Product", "", {}}, of<&Buyers::product>, Axis::product},
       {{"municipality", Storage::int32, "1", "Number of the municipality", "row of the run in the table place", {}},
        of<&Buyers::municipality>},
       {{"firm", Storage::int32, "1", "Number of the firm it belongs to", "row of the run in the table firm", {}},
        of<&Buyers::firm>},
       {{"open", Storage::int8, "1", "Still in business", "0 or 1", {}}, of<&Buyers::open>},
       {{"capacity", Storage::real32, "1", "Capacity, product units a year", "", {}}, of<&Buyers::capacity>},
       {{"free_capacity", Storage::real32, "1", "Not contracted, product units a year", "", {}},
        of<&Buyers::free_capacity>}}};
  return entry;
}

template <auto column>
double of(const FirmRow& row) {
  return bolivianos((row.world.firm.*column)[row.firm]);
}

const TableEntry<FirmRow>& firm_table() {
  static const TableEntry<FirmRow> entry{
      "firm",
      "final accounts of every firm, which buys in one catchment or several; only with output.detail = true",
      {{{"cash", Storage::real64, "1", "Cash, Bs", "nominal", {}}, of<&Firms::cash>},
       {{"debt", Storage::real64, "1", "Drawn on the credit line, Bs", "nominal", {}}, of<&Firms::debt>},
       {{"owed", Storage::real64, "1", "Owed to groups for deliveries, Bs", "nominal", {}}, of<&Firms::owed>},
       {{"own_funds",
         Storage::real64,
         "1",
         "Own funds in this business, Bs",
         "cash and what customers owe, less debt and what is owed to groups; nominal",
         {}},
        [](const FirmRow& row) { return bolivianos(row.world.firm.own_funds(row.firm)); }},
       {{"own_at_start", Storage::real64, "1", "Own funds at the start or at entry, Bs", "nominal", {}},
        of<&Firms::own_at_start>}}};
  return entry;
}

double hours_to_market(const PlaceRow& row) { return row.world.roads.cost_to_market(row.municipality); }

const TableEntry<PlaceRow>& place_table() {
  static const TableEntry<PlaceRow> entry{
      "place",
      "every municipality, as seen from the market town of its catchment; only with output.detail = true",
      {{{"region", Storage::int8, "1", "Region", "", {}},
        [](const PlaceRow& row) { return static_cast<double>(row.world.municipality.region[row.municipality]); },
        Axis::region},
       {{"catchment", Storage::int32, "1", "Number of the catchment", "municipalities around one market town", {}},
        [](const PlaceRow& row) { return static_cast<double>(row.world.municipality.catchment[row.municipality]); }},
       {{"east", Storage::real32, "km", "Way east of the market town", "drawn at random; negative is west", {}},
        [](const PlaceRow& row) { return row.world.roads.location(row.municipality).east_km; }},
       {{"north", Storage::real32, "km", "Way north of the market town", "drawn at random; negative is south", {}},
        [](const PlaceRow& row) { return row.world.roads.location(row.municipality).north_km; }},
       {{"hours_to_market", Storage::real32, "hour", "Way to the market town", "loaded truck, one way", {}},
        hours_to_market}}};
  return entry;
}

/// The number of a municipality by its place in its catchment, where the market town is first.
double municipality_of(const RoadRow& row, std::uint32_t end) {
  return end == 0 ? -1.0 : static_cast<double>(row.world.roads.first_municipality(row.catchment) + end - 1);
}

const TableEntry<RoadRow>& road_table() {
  static const TableEntry<RoadRow> entry{
      "road",
      "every road between municipalities, or from one to the market town of its catchment; only with output.detail = "
      "true",
      {{{"catchment", Storage::int32, "1", "Number of the catchment", "", {}},
        [](const RoadRow& row) { return static_cast<double>(row.catchment); }},
       {{"from",
         Storage::int32,
         "1",
         "Municipality at the one end",
         "row of the run in the table place; -1: market town",
         {}},
        [](const RoadRow& row) { return municipality_of(row, row.road.from); }},
       {{"to", Storage::int32, "1", "Municipality at the other end", "as for the one end", {}},
        [](const RoadRow& row) { return municipality_of(row, row.road.to); }},
       {{"hours", Storage::real32, "hour", "Way along it", "loaded truck, one way, at the end of the run", {}},
        [](const RoadRow& row) { return row.road.hours; }}}};
  return entry;
}

std::size_t number_of_roads(const Roads& roads) {
  std::size_t number = 0;
  for (Index c = 0; c < roads.catchments(); ++c) number += roads.roads(c).size();
  return number;
}

const TableEntry<TieRow>& tie_table() {
  static const TableEntry<TieRow> entry{
      "tie",
      "who knew whom at the start, each tie once; only with output.detail = true",
      {{{"from_kind", Storage::int8, "1", "Kind of the one end", "", flags(agent_kind_names)},
        [](const TieRow& row) { return static_cast<double>(row.tie.from_kind); }},
       {{"from",
         Storage::int32,
         "1",
         "Number of the one end",
         "within its kind; of a group, row of the run in the table group",
         {}},
        [](const TieRow& row) { return static_cast<double>(row.from); }},
       {{"to_kind", Storage::int8, "1", "Kind of the other end", "", flags(agent_kind_names)},
        [](const TieRow& row) { return static_cast<double>(row.tie.to_kind); }},
       {{"to", Storage::int32, "1", "Number of the other end", "as for the one end", {}},
        [](const TieRow& row) { return static_cast<double>(row.to); }}}};
  return entry;
}

/// Numbers of the groups by their numbers in the ties.
std::vector<Index> groups_by_rank(const World& world) {
  std::vector<Index> result(world.ties.rank.size());
  for (Index g = 0; g < result.size(); ++g) result[world.ties.rank[g]] = g;
  return result;
}

}  // namespace

void FinalStates::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, group_table());
  ayni::declare(catalogue, household_table());
  ayni::declare(catalogue, buyer_table());
  ayni::declare(catalogue, firm_table());
  ayni::declare(catalogue, place_table());
  ayni::declare(catalogue, road_table());
  ayni::declare(catalogue, tie_table());
}

FinalStates::FinalStates(const Catalogue& catalogue, Results& results, const World& world)
    : groups_{group_table(), catalogue, results, world.group.count},
      households_{household_table(), catalogue, results, world.household.count},
      buyers_{buyer_table(), catalogue, results, world.buyer.count},
      firms_{firm_table(), catalogue, results, world.firm.count},
      places_{place_table(), catalogue, results, world.municipality.count},
      roads_{road_table(), catalogue, results, number_of_roads(world.roads)},
      ties_{tie_table(), catalogue, results, world.ties.acquaintances.size()} {}

void FinalStates::write(const World& world, const YearIncomes& incomes) const {
  for (Index g = 0; g < world.group.count; ++g) {
    groups_.add({world, g});
    for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
      if (world.household.lives[i] != 0) households_.add({world, g, i, incomes});
    }
  }
  for (Index b = 0; b < world.buyer.count; ++b) buyers_.add({world, b});
  for (Index f = 0; f < world.firm.count; ++f) firms_.add({world, f});
  for (Index m = 0; m < world.municipality.count; ++m) places_.add({world, m});
  for (Index c = 0; c < world.roads.catchments(); ++c) {
    for (const Road& road : world.roads.roads(c)) roads_.add({world, road, c});
  }
  const std::vector<Index> group = groups_by_rank(world);
  for (const Tie& tie : world.ties.acquaintances) {
    ties_.add({tie, tie.from_kind == AgentKind::group ? group[tie.from] : tie.from,
               tie.to_kind == AgentKind::group ? group[tie.to] : tie.to});
  }
}

}  // namespace ayni
