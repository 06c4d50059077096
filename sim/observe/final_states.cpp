#include "observe/final_states.hpp"

namespace ayni {
namespace {

const std::vector<std::string> stage_names{"outside",   "forming",   "preparing", "submitted", "signed",
                                           "executing", "completed", "rejected",  "withdrawn"};
const std::vector<std::string> refusal_names{"none",         "did_not_apply", "no_buyer",
                                             "not_eligible", "no_budget",     "no_counterpart"};

void add_row(Rows& rows, std::initializer_list<double> cells) {
  std::size_t column = 0;
  for (const double cell : cells) rows.columns[column++].push_back(cell);
}

}  // namespace

void declare_final_states(Catalogue& catalogue) {
  const auto& regions = catalogue.axis(Axis::region).labels;
  const auto& products = catalogue.axis(Axis::product).labels;
  catalogue.tables.push_back(
      {"group",
       "final state of every group and control community; only with output.detail = true",
       {{"region", Storage::int8, "1", "Region", "", regions},
        {"product", Storage::int8, "1", "Product", "", products},
        {"control", Storage::int8, "1", "Matched non-participants", "0 or 1", {}},
        {"stage", Storage::int8, "1", "Stage in the project cycle", "", stage_names},
        {"refusal", Storage::int8, "1", "Why there is no alliance", "", refusal_names},
        {"management", Storage::real32, "1", "Management capability", "standard deviations", {}},
        {"cohesion", Storage::real32, "1", "Cohesion", "0 to 1", {}},
        {"members", Storage::int32, "1", "Members", "", {}},
        {"equipment", Storage::real32, "1", "Yield gained by goods", "share of the base yield", {}},
        {"skill", Storage::real32, "1", "Yield gained by advice", "share of the base yield", {}},
        {"quality", Storage::real32, "1", "Share of output to specification", "", {}},
        {"account", Storage::real64, "1", "Account, Bs", "", {}},
        {"buyer", Storage::int32, "1", "Number of the buyer", "-1 without one", {}},
        {"hours_to_market", Storage::real32, "hour", "Way to the market town", "loaded truck, one way", {}}}});
  catalogue.tables.push_back(
      {"household",
       "final state of every household; only with output.detail = true",
       {{"group", Storage::int32, "1", "Number of the group or control community", "", {}},
        {"member", Storage::int8, "1", "Belongs to the group", "0 or 1", {}},
        {"away", Storage::int8, "1", "Lives elsewhere", "0 or 1", {}},
        {"capacity", Storage::real32, "1", "Farm units times ability", "", {}},
        {"product_income", Storage::real32, "1", "Net product income of the last full year, Bs", "", {}},
        {"cash", Storage::real64, "1", "Cash, Bs", "", {}},
        {"fund_debt", Storage::real32, "1", "Owed to the revolving fund, Bs", "", {}},
        {"bank_debt", Storage::real32, "1", "Owed to the bank, Bs", "", {}}}});
  catalogue.tables.push_back({"buyer",
                              "final state of every buyer; only with output.detail = true",
                              {{"region", Storage::int8, "1", "Region", "", regions},
                               {"product", Storage::int8, "1", "Product", "", products},
                               {"open", Storage::int8, "1", "Still in business", "0 or 1", {}},
                               {"capacity", Storage::real32, "1", "Capacity, product units a year", "", {}},
                               {"free_capacity", Storage::real32, "1", "Not contracted, product units a year", "", {}},
                               {"cash", Storage::real64, "1", "Cash, Bs", "", {}}}});
}

void write_final_states(const World& world, const Catalogue& catalogue, Results& results) {
  const Groups& group = world.group;
  const Households& household = world.household;
  Rows& groups = results.tables[catalogue.table("group")];
  Rows& households = results.tables[catalogue.table("household")];
  Rows& buyers = results.tables[catalogue.table("buyer")];
  for (Index g = 0; g < group.count; ++g) {
    add_row(groups, {double(group.region[g]), double(group.product[g]), double(group.kind[g]),
                     double(group.cycle.stage[g]), double(group.cycle.refusal[g]), double(group.trait.management[g]),
                     double(group.membership.cohesion[g]), double(group.membership.members[g]),
                     double(group.technology.equipment[g]), double(group.technology.skill[g]),
                     double(group.technology.quality[g]), bolivianos(group.account.balance[g]),
                     group.agreement.buyer[g] == nobody ? -1.0 : double(group.agreement.buyer[g]),
                     double(group.transport.hours_market[g])});
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g]; ++i) {
      if (household.lives[i] == 0) continue;
      add_row(households,
              {double(g), double(household.member[i]), double(household.away[i]), double(household.capacity[i]),
               double(household.last_income[i]), bolivianos(household.cash[i]), bolivianos(household.fund_debt[i]),
               bolivianos(household.bank_debt[i])});
    }
  }
  const Buyers& buyer = world.buyer;
  for (Index b = 0; b < buyer.count; ++b) {
    add_row(buyers, {double(buyer.region[b]), double(buyer.product[b]), double(buyer.open[b]), buyer.capacity[b],
                     buyer.free_capacity[b], bolivianos(buyer.cash[b])});
  }
}

}  // namespace ayni
