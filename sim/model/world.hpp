#pragma once
// The state of one run: structs of arrays, plain data. Submodels change it; observers read it as const.
// The tables of groups and households are in model/group/group_state.hpp and model/household/household_state.hpp.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/calendar.hpp"
#include "core/index.hpp"
#include "core/lanes.hpp"
#include "core/money.hpp"
#include "core/random.hpp"
#include "model/buyer/buyer_state.hpp"
#include "model/column.hpp"
#include "model/group/group_state.hpp"
#include "model/household/household_state.hpp"
#include "model/ledger.hpp"
#include "network/relations.hpp"
#include "network/roads.hpp"

namespace ayni {

/// Who bring groups and buyers together.
struct Brokers {
  std::size_t count = 0;
  AgentColumn<std::uint64_t> identity;         ///< [broker] keys the broker's draws
  AgentColumn<Index> municipality, catchment;  ///< [broker]
  AgentColumn<float> skill;                    ///< [broker] 1 is the average

  static auto columns(auto& broker, auto&& use) {
    return use(broker.identity, broker.municipality, broker.catchment, broker.skill);
  }
};

/// Municipal budgets and what is done with them.
struct Municipalities {
  std::size_t count = 0;
  AgentColumn<std::uint16_t> region;       ///< [municipality]
  AgentColumn<Index> catchment;            ///< [municipality]
  AgentColumn<std::uint8_t> budget_month;  ///< [municipality] 0 = January
  AgentColumn<float> need;                 ///< [municipality] index of unmet basic needs
  AgentColumn<float> favour;               ///< [municipality] political weight in a biased appraisal
  AgentColumn<Centavos> account;           ///< [municipality] centavos
  AgentColumn<Centavos> yearly_budget;     ///< [municipality] centavos of transfers a year
  AgentColumn<double, 1> transfers;        ///< [municipality] what a shock multiplies them by
  AgentColumn<Centavos> cofinanced;        ///< [municipality] centavos put into works since the start
  AgentColumn<Month, never> works_end;     ///< [municipality] when the works are finished; never: none has begun

  static auto columns(auto& municipality, auto&& use) {
    return use(municipality.region, municipality.catchment, municipality.budget_month, municipality.need,
               municipality.favour, municipality.account, municipality.yearly_budget, municipality.transfers,
               municipality.cofinanced, municipality.works_end);
  }
};

/// Banks: what they lend to members comes out of an account; what buyers draw on their credit lines they refund
/// outside.
struct Banks {
  Centavos account = 0;
  Centavos lent = 0, repaid = 0, written_off = 0;  ///< to and by members
  Centavos commercial = 0;                         ///< interest received from buyers
  Centavos commercial_lost = 0;                    ///< debts of buyers that closed
};

/// Animals of all households since the start, centavos at the prices of the base year.
struct Herds {
  Centavos at_start = 0, bought = 0, sold = 0, died = 0;

  [[nodiscard]] Centavos left() const noexcept { return at_start + bought - sold - died; }
};

/// Neighbouring groups and buyers within reach, fixed at the start; CSR: entries of group g are [begin[g], begin[g+1]).
struct Ties {
  std::vector<Index> reach_begin, reach;
  std::vector<Index> peers_begin, peers;
  std::vector<Index> broker;  ///< of each group; `nobody` without
  std::vector<Index> rank;    ///< of each group among all, by catchment: its number in the ties
  AgentRanges ranges;
  std::vector<Tie> acquaintances;
};

/// Groups of one region and product: [begin, end).
struct Cell {
  std::uint16_t region, product;
  Index begin, end;
  double price_basis;  ///< regional over national price
};

/// Physical goods of one cell in one month, hundredths of the product unit; produced = home + lost + delivered + spot.
struct Goods {
  Hundredths produced = 0, home = 0, lost = 0, delivered = 0, spot = 0, accepted = 0;
  Hundredths of_members = 0;  ///< of what is sellable
  double processed = 0.0;     ///< of what buyers did not take, by groups' plants

  [[nodiscard]] Hundredths sellable() const noexcept { return produced - home - lost; }
};

/// Prices of this month, Bs a product unit.
struct Market {
  std::vector<double> reference;           ///< [product] national or administered price
  std::vector<double> reference_at_start;  ///< [product] that of the first month, at the prices of the base year
  std::vector<double> index;               ///< [cell] reference price with the region's basis
  std::vector<double> spot;                ///< [cell] paid at the market town
  double general_prices = 1.0;             ///< over those of the base year
  double day_wage = 0.0;                   ///< Bs for a day of farm work
  double exchange_rate = 0.0;              ///< Bs per USD
  double powder = 0.0;                     ///< USD a tonne of whole-milk powder
  double import_parity = 0.0;              ///< Bs a litre of milk made from it, before scripted surges
  std::vector<double> quota;               ///< [product] share of normal volume taken at the full price
  std::vector<std::uint8_t> export_open;   ///< [product] 0 during an export ban
  std::vector<double> over_quota;          ///< [product] price beyond the quota
  std::vector<double> boom;                ///< [product] 0 normal .. 1 boom
  std::vector<std::uint8_t> regime;        ///< [product] 1: the price is drawn towards its boom level
  std::vector<double> by_product_gain;     ///< [cell] what a group's plant adds to the town's price, a share
  std::vector<double> by_product_share;    ///< [cell] of its milk of which a plant makes it
  std::vector<double> by_product_made;     ///< [cell] hundredths a month, of late
  std::vector<double> town_usual;          ///< [cell] hundredths a month sold in town in the first year
  std::vector<int> months_to_sale;         ///< [product] until it is sold again after this month, 1 .. 12
};

/// Weather of this month.
struct Climate {
  std::vector<double> yield;         ///< [cell] factor on the year's yield
  std::vector<double> drought;       ///< [region] severity, 0 none .. 1
  std::vector<double> frost, flood;  ///< [region] the same
  bool wet = false;                  ///< rainy season: roads are bad
};

/// The end of one alliance, this month.
struct Breakup {
  Index group, buyer;
  Cause cause;
};

/// What a buyer owes a group for deliveries it took, and what of it the buyer pays this month.
struct Debt {
  Index group, buyer;
  Centavos amount, paid;
};

struct World {
  Streams streams{0, 0};
  Calendar calendar;
  std::size_t regions = 0, products = 0;
  double price_index = 1.0;  ///< general prices in the agricultural year's first month over those of the base year
  double day_wage = 0.0;     ///< Bs for a day of farm work, of the same month
  double wage_index = 1.0;   ///< what wages would make of price_index, had both been the same in the first month
  Households household;
  Herds herds;
  Groups group;
  Firms firm;
  Buyers buyer;
  Brokers broker;
  Municipalities municipality;
  ProjectUnit project;
  Banks bank;
  Ties ties;
  Roads roads;
  Market market;
  Climate climate;
  Ledger ledger;
  Centavos consumers = 0;  ///< account of those who buy what is sold on, in town or by buyers' outlets
  Centavos outside = 0;    ///< account of the outside world
  std::vector<Cell> cells;
  std::vector<Goods> goods;  ///< one a cell, this month
  /// What the households of the group whose harvest is at hand have to sell, and what of it they deliver to the group;
  /// the rest they sell on the spot. Hundredths, [slot of the block].
  std::vector<std::int32_t> sellable, delivered;
  std::vector<Index> approved;        ///< groups whose alliance the board approved this month
  std::vector<Index> funded;          ///< groups that have had a first disbursement, in the order of their numbers
  std::vector<Index> settled;         ///< groups whose buyer took a delivery this month
  std::vector<Index> stranded;        ///< groups whose delivery found no road to the buyer this month
  std::vector<Debt> owed;             ///< what buyers are to pay for earlier deliveries
  std::vector<Index> seeking;         ///< groups that look for a buyer this month
  std::vector<Index> moved;           ///< groups whose way to the buyer changed this month
  std::vector<Index> agreed;          ///< groups that found one this month
  std::vector<Breakup> breakups;      ///< alliances that ended this month
  std::int64_t cofinanced_works = 0;  ///< since the start
  std::int64_t founding_members = 0;
  std::int64_t joined = 0, left = 0;  ///< members since the start
};

/// The first disbursement: the clock of the group's alliance starts.
void start_funding(World& world, Index g, Month t);

/// A group and its buyer part: the capacity it had reserved is free again, and of an advance it gives back what its
/// account can; the buyer loses the rest.
void part_from_buyer(World& world, Index g) noexcept;

/// A firm draws on its credit line, or pays back, at banks.
void borrow_for_firm(World& world, Index f, Centavos amount) noexcept;
void repay_for_firm(World& world, Index f, Centavos amount) noexcept;
/// Takes from the cash of a buyer's firm what is paid to somebody else, and borrows what is missing there; the payment
/// itself is the caller's to book.
void take_from_buyer(World& world, Index b, Centavos amount) noexcept;
/// Centavos that a buyer's firm can pay now.
[[nodiscard]] inline Centavos buyer_liquidity(const World& world, Index b) noexcept {
  return world.firm.liquidity(world.buyer.firm[b]);
}
/// Consumers pay for what they buy in town or from buyers; whoever is paid has it already.
void consumers_pay(World& world, Account to, Centavos amount) noexcept;
/// Brings every group's travel times in a catchment up to date after roads changed; its groups are in World::moved.
void refresh_travel_times(World& world, Index catchment);

/// Share of the groups a group knows for which a flag is set; 0 for a group that knows none.
[[nodiscard]] double share_of_peers(const Ties& ties, Index g, const std::vector<std::uint8_t>& flag) noexcept;

/// What the agents hold, summed over them, for the audit.
struct Holdings {
  Balances balances{};  ///< money by class of accounts
  std::int64_t members = 0;
  Centavos fund_debt = 0, bank_debt = 0;  ///< of households
};
/// Whose debts are summed: most groups have never lent or vouched for a loan, and their households owe nothing.
enum class Debtors { all, of_groups_that_lent };
[[nodiscard]] Holdings holdings(const World& world, Centavos household_cash, Debtors debtors) noexcept;
/// Centavos, counted from the households; animals at the prices of the base year.
[[nodiscard]] Centavos household_cash(const World& world) noexcept;
[[nodiscard]] Centavos household_animals(const World& world) noexcept;
/// Everything, counted anew.
[[nodiscard]] inline Holdings holdings(const World& world) noexcept {
  return holdings(world, household_cash(world), Debtors::all);
}

}  // namespace ayni
