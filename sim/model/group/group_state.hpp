#pragma once
// Producer groups. Groups of one region and product stand together and form a cell; observers sum over cells.

#include <cstddef>
#include <cstdint>

#include "core/calendar.hpp"
#include "core/index.hpp"
#include "core/money.hpp"
#include "model/buyer/agreement_state.hpp"
#include "model/column.hpp"
#include "model/project/project_state.hpp"

namespace ayni {

enum class GroupKind : std::uint8_t { potential, control };

/// What a group is by nature.
struct GroupTraits {
  AgentColumn<float> wealth;                         ///< [group] households' land over the product's mean
  AgentColumn<float> management;                     ///< [group] standard deviations from the average
  AgentColumn<float> age_years;                      ///< [group]
  AgentColumn<float> women_share, indigenous_share;  ///< [group] of the members
  AgentColumn<std::uint8_t> young;                   ///< [group] 1: no legal entity at the start

  static auto columns(auto& part, auto&& use) {
    return use(part.wealth, part.management, part.age_years, part.women_share, part.indigenous_share, part.young);
  }
};

/// Who belongs to a group, and how well it holds together.
struct GroupMembership {
  AgentColumn<std::uint8_t> assembly_month;  ///< [group] t modulo 12 of its assemblies
  AgentColumn<std::int32_t> members;         ///< [group] households
  AgentColumn<std::int32_t> at_start;        ///< [group] households that belonged to it at the start
  AgentColumn<std::int32_t> migrants_home;   ///< [group] migrants with land rights who live here for the time being
  AgentColumn<float> cohesion;               ///< [group] 0 none .. 1
  AgentColumn<double> benefit;           ///< [group] Bs that members gained over selling alone, since the last assembly
  AgentColumn<float> gain;               ///< [group] Bs a member of that in the year before the last assembly
  AgentColumn<std::uint8_t> poor_years;  ///< [group] reckonings on end at which it was not worth their time

  static auto columns(auto& part, auto&& use) {
    return use(part.assembly_month, part.members, part.at_start, part.migrants_home, part.cohesion, part.benefit,
               part.gain, part.poor_years);
  }
};

/// Facilities that a plan may build, as bits.
enum class Facility : std::uint8_t { warehouse = 1 << 0, plant = 1 << 1, vehicle = 1 << 2 };

/// What a group owns and knows: what goods and skill add to members' output, and the share of it that meets the
/// specification.
struct GroupTechnology {
  AgentColumn<float> equipment;                              ///< [group] farm units that goods add to a member's
  AgentColumn<float> skill;                                  ///< [group] share of the base yield added
  AgentColumn<float> quality;                                ///< [group] share of output to specification
  AgentColumn<float> baseline_quality;                       ///< [group] the same at the start
  AgentColumn<std::uint8_t> warehouse, processing, vehicle;  ///< [group] 1: owns one
  AgentColumn<std::uint8_t> labelled;                        ///< [group] 1: sells under a label
  AgentColumn<double> goods_bought;                          ///< [group] Bs of goods paid for, not yet put to use
  AgentColumn<float> packages_waiting, packages;             ///< [group] a family; those that bear, worn
  AgentColumn<double> facilities_due;                        ///< [group] Bs still to be built of what the plan asks for
  AgentColumn<std::uint8_t> facilities_planned;              ///< [group] bits of Facility
  AgentColumn<float> plant_capacity;      ///< [group] product units a year that a plant of its own can process
  AgentColumn<float> plant_value;         ///< [group] Bs, what it cost
  AgentColumn<float> plant_gain;          ///< [group] what a unit processed there brings over the spot price, a share
  AgentColumn<std::uint8_t> plant_works;  ///< [group] 1: was kept in repair this month

  static auto columns(auto& part, auto&& use) {
    return use(part.equipment, part.skill, part.quality, part.baseline_quality, part.warehouse, part.processing,
               part.vehicle, part.labelled, part.goods_bought, part.packages_waiting, part.packages,
               part.facilities_due, part.facilities_planned, part.plant_capacity, part.plant_value, part.plant_gain,
               part.plant_works);
  }
};

/// What members do together.
struct GroupPractices {
  AgentColumn<std::uint8_t> buys_inputs, negotiates, hires_advice;  ///< [group] 1: does
  AgentColumn<std::uint8_t> pays_advice;  ///< [group] 1: has decided to hire advice this agricultural year

  static auto columns(auto& part, auto&& use) {
    return use(part.buys_inputs, part.negotiates, part.hires_advice, part.pays_advice);
  }
};

/// The crop a group grows.
struct GroupCrop {
  AgentColumn<float, 1> price;        ///< [group] price of the group's crop over its class, 1 at the start
  AgentColumn<std::uint8_t> changed;  ///< [group] 1: has changed to another crop at least once
  AgentColumn<float> area_growth;     ///< [group] share added to the area of the start
  AgentColumn<float> labour_gap;      ///< [group] share of the work its farms ask for that nobody does this season
  AgentColumn<float> households;      ///< [group] that are at home when the season begins, members or not
  AgentColumn<float> units, family_days, hired_days;  ///< [group] sums over them: farm units, days of this season
  AgentColumn<double> expected_volume;                ///< [group] product units a year the group thinks it can deliver
  AgentColumn<float, 1> farm_units;                   ///< [group] mean farm of its households at the start
  AgentColumn<float> input_cost;   ///< [group] centavos of inputs before the harvest a unit of household capacity
  AgentColumn<float> input_floor;  ///< [group] months of spending a household keeps back from them
  AgentColumn<float> input_wait;   ///< [group] months from them to the next sale
  AgentColumn<double> inputs_asked, inputs_bought, inputs_advanced;  ///< [group] Bs this season; the last by the buyer
  AgentColumn<Month> inputs_month;                                   ///< [group] when the season's are bought
  AgentColumn<std::uint8_t> inputs_due;  ///< [group] 1: this season's are still to be bought

  static auto columns(auto& part, auto&& use) {
    return use(part.price, part.changed, part.area_growth, part.labour_gap, part.households, part.units,
               part.family_days, part.hired_days, part.expected_volume, part.farm_units, part.input_cost,
               part.input_floor, part.input_wait, part.inputs_asked, part.inputs_bought, part.inputs_advanced,
               part.inputs_month, part.inputs_due);
  }
};

/// The group's own bank account, and what it is owed and owes.
struct GroupAccounts {
  AgentColumn<Centavos> balance;           ///< [group] centavos in the account
  AgentColumn<Centavos> receivable;        ///< [group] centavos owed for deliveries taken, by one buyer or several
  AgentColumn<Centavos> freight_advanced;  ///< [group] centavos of freight of those deliveries, paid from the account
  AgentColumn<Index, nobody> latest_debt;  ///< [group] place in World::owed of the debt made last; nobody: none
  AgentColumn<Centavos> advance;           ///< [group] centavos owed to the buyer

  static auto columns(auto& part, auto&& use) {
    return use(part.balance, part.receivable, part.freight_advanced, part.latest_debt, part.advance);
  }
};

/// The revolving fund of a group.
struct GroupFund {
  AgentColumn<std::uint8_t> open;              ///< [group] 1: has one at work
  AgentColumn<Month, never> started, ended;    ///< [group] never: not yet
  AgentColumn<Centavos> cash, lent, overdue;   ///< [group] centavos; overdue: of what is lent
  AgentColumn<Centavos> written_off, savings;  ///< [group] centavos since the start; savings: paid in by members
  AgentColumn<Centavos> issued, repaid;        ///< [group] centavos, principal since the start
  AgentColumn<Centavos> issued_for_inputs;     ///< [group] the part of it lent to buy inputs

  static auto columns(auto& part, auto&& use) {
    return use(part.open, part.started, part.ended, part.cash, part.lent, part.overdue, part.written_off, part.savings,
               part.issued, part.repaid, part.issued_for_inputs);
  }
};

/// Members' bank loans.
struct GroupBankLoans {
  AgentColumn<std::uint8_t> helps_members;    ///< [group] 1: presents members to the bank and vouches for them
  AgentColumn<std::uint8_t> incentive;        ///< [group] 1: a bank has lent what was missing of a counterpart
  AgentColumn<Centavos> issued, written_off;  ///< [group] centavos since the start
  AgentColumn<Centavos> guaranteed;           ///< [group] centavos, what it paid of that

  static auto columns(auto& part, auto&& use) {
    return use(part.helps_members, part.incentive, part.issued, part.written_off, part.guaranteed);
  }
};

/// Books of the agricultural year, for evaluation.
struct YearBooks {
  AgentColumn<double> volume;                        ///< [group] product units sold this year
  AgentColumn<double> revenue, premium, net_income;  ///< [group] Bs, this year
  AgentColumn<double> baseline_net_income;  ///< [group] Bs, of the last full year before the first disbursement

  static auto columns(auto& part, auto&& use) {
    return use(part.volume, part.revenue, part.premium, part.net_income, part.baseline_net_income);
  }
};

/// Producer groups: who and where each is, and a part for each thing it is or has.
struct Groups {
  std::size_t count = 0;
  AgentColumn<std::uint64_t> identity;               ///< [group] keys the group's draws, whatever else there is
  AgentColumn<std::uint16_t> region, product;        ///< [group]
  AgentColumn<GroupKind> kind;                       ///< [group]
  AgentColumn<Index> municipality, catchment, cell;  ///< [group]
  AgentColumn<Index> first, slots;                   ///< [group] the household block and its length
  GroupTraits trait;
  GroupMembership membership;
  GroupTechnology technology;
  GroupPractices practice;
  GroupCrop crop;
  GroupAccounts account;
  ProjectCycle cycle;
  GroupInvestment investment;
  Agreements agreement;
  GroupTrust trust;
  GroupTransport transport;
  GroupSettlement settlement;
  GroupFund fund;
  GroupBankLoans bank;
  YearBooks year;

  static auto columns(auto& group, auto&& use) {
    return use(group.identity, group.region, group.product, group.kind, group.municipality, group.catchment, group.cell,
               group.first, group.slots, group.trait, group.membership, group.technology, group.practice, group.crop,
               group.account, group.cycle, group.investment, group.agreement, group.trust, group.transport,
               group.settlement, group.fund, group.bank, group.year);
  }
};

}  // namespace ayni
