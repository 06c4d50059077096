#pragma once
// The state of one run: structs of arrays, plain data. Submodels change it; observers read it as const.
//
// Households stand in blocks, one a group: the members at the start, then neighbours and migrants who may join. Blocks
// are padded with empty slots to a multiple of `lane` so that the loops over households have no remainders; an empty
// slot has no land, no income and no cash, and so changes no sum. Groups of one region and product stand together and
// form a cell; observers sum over cells.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/calendar.hpp"
#include "core/lanes.hpp"
#include "core/money.hpp"
#include "core/random.hpp"
#include "model/ledger.hpp"
#include "network/relations.hpp"
#include "network/roads.hpp"

namespace ayni {

using Index = std::uint32_t;
inline constexpr Index nobody = 0xffffffffU;
inline constexpr Month never = -1;

/// Amounts of one household are held in 32 bits; no single receipt or loan is larger than this (1.5 million Bs), so
/// that all that can come in during a month fits on top of the largest savings (see model/household.cpp).
inline constexpr std::int32_t household_limit = 150'000'000;

enum class GroupKind : std::uint8_t { potential, control };

/// Where a group stands in the project cycle.
enum class Stage : std::uint8_t {
  outside,    ///< has not applied
  forming,    ///< becoming a legal entity
  preparing,  ///< writing the proposal with a broker and a buyer
  submitted,  ///< waiting for appraisal and a place in the budget
  signed_,    ///< agreement signed, first counterpart due
  executing,  ///< between the first and the last tranche
  completed,  ///< all tranches paid
  rejected,   ///< not eligible, not approved, or no budget left
  withdrawn   ///< gave up before the first disbursement
};

/// Why a group that could have had an alliance has none.
enum class Refusal : std::uint8_t { none, did_not_apply, no_buyer, not_eligible, no_budget, no_counterpart };

/// Whom a group with a signed agreement sells to; `unfunded` has none.
enum class Outlet : std::uint8_t { unfunded, first_buyer, new_buyer, free_market, dissolved };

/// Why an alliance with the first buyer ended (competing risks).
enum class Cause : std::uint8_t {
  none,
  counterpart_failure,  ///< the group could not pay a tranche of its counterpart
  low_trust,            ///< the group left for want of trust
  better_buyer,         ///< the group left for another buyer
  spot_price,           ///< the group left for the spot market
  product_change,       ///< the group changed to another crop
  buyer_withdrew,       ///< the buyer lost trust in the group
  buyer_failed,         ///< the buyer closed or left the region
  dissolution           ///< the group fell apart
};
inline constexpr std::size_t causes = 9;

/// Reasons a group would state for dropping its buyer; several may hold at once (table D.7).
enum class Reason : std::uint8_t { price_below_spot, late_delivery, product_change, transport, quantity, quality };
inline constexpr std::size_t reasons = 6;

/// Nature of the support an alliance gets: the producers', the buyer's processing too, or the buyer's marketing too.
enum class AllianceModel : std::uint8_t { producers = 1, processing = 2, marketing = 3 };

/// Mean of a Beta belief.
[[nodiscard]] inline double trust(float good, float bad) noexcept {
  return static_cast<double>(good) / (static_cast<double>(good) + static_cast<double>(bad));
}

/// Whether a group has an agreement with a buyer.
[[nodiscard]] inline bool allied(Outlet outlet) noexcept {
  return outlet == Outlet::first_buyer || outlet == Outlet::new_buyer;
}

/// Columns that loops over households read together are all of 32 bits, so that vector instructions take equal numbers of
/// each.
struct Households {
  std::size_t count = 0;  ///< slots, padding included
  // Persistent traits.
  std::vector<float> capacity;           ///< farm units times ability: output in normal years over the base yield
  std::vector<float> other_income_base;  ///< Bs a month at the prices of the start
  std::vector<std::int32_t> lives;       ///< 0 for padding
  // This agricultural year.
  std::vector<float> harvest;              ///< capacity times the year's luck, 0 while away
  std::vector<std::int32_t> other_income;  ///< centavos a month
  std::vector<std::int32_t> spending;      ///< centavos a month the household means to spend
  std::vector<float> product_income;       ///< Bs, net, in the agricultural year so far
  // Running state.
  std::vector<std::int32_t> cash;       ///< centavos
  std::vector<std::int32_t> member;     ///< 1 or 0
  std::vector<std::int32_t> migrant;    ///< 1: has land rights, lives elsewhere unless a boom calls
  std::vector<std::int32_t> away;       ///< 1: migrated, the land lies idle or is lent
  std::vector<std::int32_t> fund_debt;  ///< centavos owed to the group's revolving fund
  std::vector<std::int32_t> fund_instalment;
  std::vector<std::int32_t> bank_debt;     ///< centavos owed to the bank
  std::vector<std::uint8_t> bank_years;    ///< harvests after which a bank loan was still owed
  std::vector<std::int32_t> peer_balance;  ///< centavos other members owe this one (negative: it owes)
  std::vector<std::uint8_t> arrears;       ///< meetings a fund loan is overdue
  // Memory.
  std::vector<float> expected_income;  ///< Bs a year of net product income the household counts on
  std::vector<float> last_income;      ///< Bs, net product income of the last full agricultural year
};

/// What a group is by nature.
struct GroupTraits {
  std::vector<float> wealth;                         ///< [group] households' land over the product's mean
  std::vector<float> management;                     ///< [group] standard deviations from the average
  std::vector<float> age_years;                      ///< [group]
  std::vector<float> women_share, indigenous_share;  ///< [group] of the members
  std::vector<std::uint8_t> young;                   ///< [group] 1: no legal entity at the start
};

/// Who belongs to a group, and how well it holds together.
struct GroupMembership {
  std::vector<std::int32_t> members;        ///< [group] households
  std::vector<std::int32_t> at_start;       ///< [group] households that belonged to it at the start
  std::vector<std::int32_t> migrants_home;  ///< [group] migrants with land rights who live here for the time being
  std::vector<float> cohesion;              ///< [group] 0 none .. 1
};

/// What a group owns and knows: shares added to the base yield, and the share of output that meets the specification.
struct GroupTechnology {
  std::vector<float> equipment, skill;                       ///< [group] share of the base yield added
  std::vector<float> quality;                                ///< [group] share of output to specification
  std::vector<float> baseline_quality;                       ///< [group] the same at the start
  std::vector<std::uint8_t> warehouse, processing, vehicle;  ///< [group] 1: owns one
  std::vector<std::uint8_t> labelled;                        ///< [group] 1: sells under a label
  std::vector<float> goods_stock;                            ///< [group] Bs, depreciated
};

/// What members do together.
struct GroupPractices {
  std::vector<std::uint8_t> buys_inputs, negotiates, hires_advice;  ///< [group] 1: does
  std::vector<std::uint8_t> pays_advice;  ///< [group] 1: has decided to hire advice this agricultural year
};

/// The crop a group grows.
struct GroupCrop {
  std::vector<float> price;             ///< [group] price of the group's crop over its class, 1 at the start
  std::vector<std::uint8_t> changed;    ///< [group] 1: has changed to another crop at least once
  std::vector<float> area_growth;       ///< [group] share added to the area of the start
  std::vector<double> expected_volume;  ///< [group] product units a year the group thinks it can deliver
};

/// The group's own bank account, and what it is owed and owes.
struct GroupAccounts {
  std::vector<Centavos> balance;           ///< [group] centavos in the account
  std::vector<Centavos> receivable;        ///< [group] centavos owed for deliveries taken, by one buyer or several
  std::vector<Centavos> freight_advanced;  ///< [group] centavos of freight of those deliveries, paid from the account
  std::vector<Index> latest_debt;          ///< [group] place in World::owed of the debt made last; nobody: none
  std::vector<Centavos> advance;           ///< [group] centavos owed to the buyer
};

/// Where a group stands in the project cycle; months from the start of the run.
struct ProjectCycle {
  std::vector<Stage> stage;      ///< [group]
  std::vector<Refusal> refusal;  ///< [group]
  std::vector<Month> call;       ///< [group] when the call it hears of is held
  std::vector<Month> due;        ///< [group] when its next act is due
  std::vector<Month> prepared;   ///< [group] when the proposal is written
  std::vector<Month> awaited;    ///< [group] when the next disbursement comes; never: a counterpart is due
  std::vector<Month> signed_month, funded, completed;  ///< [group] never: not yet
  std::vector<std::uint8_t> tranche;                   ///< [group] tranches disbursed
  std::vector<std::uint8_t> retries;                   ///< [group] boards and searches for a buyer in vain
  std::vector<std::uint8_t> failed_tranches;           ///< [group] times a counterpart was missing beyond patience
  std::vector<std::uint8_t> counterpart_failed;        ///< [group] 1: this month a tranche was given up
  std::vector<float> score;                            ///< [group] standard deviations, at the last appraisal
};

/// What a proposal costs and who pays; centavos.
struct GroupInvestment {
  std::vector<Centavos> total;                 ///< [group] counterpart and grant
  std::vector<Centavos> counterpart, in_kind;  ///< [group] in_kind: the part given as labour and materials
  std::vector<Centavos> grant, disbursed;      ///< [group]
  std::vector<Centavos> assistance_left;       ///< [group] of the grant, for technical assistance
  std::vector<Centavos> counterpart_paid;      ///< [group]
  std::vector<AllianceModel> model;            ///< [group]
};

/// The agreement with a buyer, and how the one with the first buyer ended.
struct Agreements {
  std::vector<Outlet> outlet;                      ///< [group]
  std::vector<Index> first_buyer, buyer;           ///< [group] nobody: none
  std::vector<float> match_quality;                ///< [group] standard deviations
  std::vector<double> contracted;                  ///< [group] product units a year the buyer reserves, whole
  std::vector<float> fixed_price;                  ///< [group] Bs a unit agreed at signing or renewal
  std::vector<float> late_chance, quality_chance;  ///< [group] chance of each fault at a settlement
  std::vector<Month> ended;                  ///< [group] when the alliance with the first buyer did; never: not yet
  std::vector<Month> last_break;             ///< [group] when the latest alliance ended; never: none did
  std::vector<Index> left_buyer;             ///< [group] the one it left last; nobody: none
  std::vector<Cause> cause;                  ///< [group] why the first alliance ended
  std::vector<std::uint8_t> stated_reasons;  ///< [group] bit k: Reason k, when the alliance ended
  std::vector<float> grievance;              ///< [reason][group] moving average of each reason, 0 .. 1
};

/// Beta parameters of the belief that the next settlement goes well: the group's in the buyer, the buyer's in the group.
struct GroupTrust {
  std::vector<float> good, bad;              ///< [group] settlements
  std::vector<float> buyer_good, buyer_bad;  ///< [group] settlements
};

/// The ways to the market town and to the buyer.
struct GroupTransport {
  std::vector<float> hours_market, hours_buyer;      ///< [group] hours
  std::vector<float> freight_market, freight_buyer;  ///< [group] Bs a product unit
  std::vector<float> fault_chance;                   ///< [group] chance that a delivery fails on the way to the buyer
};

/// The last settlement.
struct GroupSettlement {
  std::vector<float> contract_price, spot_price;  ///< [group] Bs a product unit; 0: nothing settled yet
  std::vector<float> side_selling;                ///< [group] share of what members could deliver
  std::vector<float> damage, buyer_damage;        ///< [group] to the group's trust and the buyer's, 0 none .. 1 total
  std::vector<float> volume_taken;                ///< [group] share of the delivery that the buyer accepted
};

/// The revolving fund of a group.
struct GroupFund {
  std::vector<std::uint8_t> open;              ///< [group] 1: has one at work
  std::vector<Month> started, ended;           ///< [group] never: not yet
  std::vector<Centavos> cash, lent, overdue;   ///< [group] centavos; overdue: of what is lent
  std::vector<Centavos> written_off, savings;  ///< [group] centavos since the start; savings: paid in by members
  std::vector<Centavos> issued, repaid;        ///< [group] centavos, principal since the start
};

/// Members' bank loans.
struct GroupBankLoans {
  std::vector<std::uint8_t> helps_members;    ///< [group] 1: presents members to the bank and vouches for them
  std::vector<std::uint8_t> incentive;        ///< [group] 1: a bank has lent what was missing of a counterpart
  std::vector<Centavos> issued, written_off;  ///< [group] centavos since the start
};

/// Books of the agricultural year, for evaluation.
struct YearBooks {
  std::vector<double> volume;                         ///< [group] product units sold this year
  std::vector<double> revenue, premium, net_income;   ///< [group] Bs, this year
  std::vector<double> last_revenue, last_net_income;  ///< [group] Bs, of the last full year
  std::vector<double> baseline_net_income;  ///< [group] Bs, of the last full year before the first disbursement
};

/// Producer groups: who and where each is, and a part for each thing it is or has.
struct Groups {
  std::size_t count = 0;
  std::vector<std::uint64_t> identity;         ///< [group] keys the group's draws: the same at any size of the country
  std::vector<std::uint16_t> region, product;  ///< [group]
  std::vector<GroupKind> kind;                 ///< [group]
  std::vector<Index> municipality, catchment, cell;  ///< [group]
  std::vector<Index> first, slots;                   ///< [group] the household block and its length
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
};

struct Buyers {
  std::size_t count = 0;
  std::vector<std::uint64_t> identity;  ///< keys the buyer's draws
  std::vector<std::uint16_t> region, product;
  std::vector<Index> municipality, catchment;
  std::vector<float> margin, offer;  ///< offer: log price the buyer pays over its rivals
  std::vector<std::uint8_t> gives_advances, open;
  std::vector<double> capacity, free_capacity;  ///< product units a year, whole
  std::vector<Centavos> capital;                ///< own funds at the start
  std::vector<Centavos> cash;
};

struct Brokers {
  std::vector<Index> municipality, catchment;
  std::vector<float> skill;  ///< 1 is the average
};

struct Municipalities {
  std::size_t count = 0;
  std::vector<std::uint16_t> region;
  std::vector<Index> catchment;
  std::vector<std::uint8_t> budget_month;  ///< 0 = January
  std::vector<float> need, favour;         ///< favour: political weight in a biased appraisal
  std::vector<Centavos> account, yearly_budget, cofinanced;
  std::vector<Month> works_end;
};

struct ProjectUnit {
  bool on = true;
  Centavos account = 0;
  Centavos budget = 0, committed = 0;
  Centavos grants = 0, assistance = 0, brokers = 0, administration = 0;
};

struct Banks {
  Centavos account = 0;
  Centavos lent = 0, repaid = 0, written_off = 0;
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

  [[nodiscard]] Hundredths sellable() const noexcept { return produced - home - lost; }
};

/// Prices of this month, Bs a product unit.
struct Market {
  std::vector<double> reference;           ///< [product] national or administered price
  std::vector<double> reference_at_start;  ///< [product] the same in the first month
  std::vector<double> index;               ///< [cell] reference price with the region's basis
  std::vector<double> spot;                ///< [cell] paid at the market town
  std::vector<double> quota;               ///< [product] share of normal volume taken at the full price
  std::vector<std::uint8_t> export_open;   ///< [product] 0 during an export ban
  std::vector<double> over_quota;          ///< [product] price beyond the quota
  std::vector<double> boom;                ///< [product] 0 normal .. 1 boom
};

/// Weather of this month.
struct Climate {
  std::vector<double> yield;    ///< [cell] factor on the year's yield
  std::vector<double> drought;  ///< [region] severity, 0 none .. 1
  bool wet = false;             ///< rainy season: roads are bad
};

/// The end of one alliance, this month.
struct Breakup {
  Index group, buyer;
  Cause cause;
};

/// What a buyer owes a group for deliveries it took.
struct Debt {
  Index group, buyer;
  Centavos amount;
};

struct World {
  Streams streams{0, 0};
  Calendar calendar;
  std::size_t regions = 0, products = 0;
  double price_index = 1.0;  ///< general prices since the start
  Households household;
  Groups group;
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
  Centavos outside = 0;  ///< account of the outside world
  std::vector<Cell> cells;
  std::vector<Goods> goods;  ///< one a cell, this month
  /// What the households of the group whose harvest is at hand have to sell, and what of it they deliver to the group;
  /// the rest they sell on the spot. Hundredths, [slot of the block].
  std::vector<std::int32_t> sellable, delivered;
  std::vector<Index> funded;          ///< groups that have had a first disbursement, in the order of their numbers
  std::vector<Index> settled;         ///< groups whose buyer took a delivery this month
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

/// Share of the groups a group knows for which a flag is set; 0 for a group that knows none.
[[nodiscard]] double share_of_peers(const World& world, Index g, const std::vector<std::uint8_t>& flag) noexcept;

/// What the agents hold, summed over them, for the audit.
struct Holdings {
  Balances balances{};  ///< money by class of accounts
  std::int64_t members = 0;
  Centavos fund_debt = 0, bank_debt = 0;  ///< of households
};
/// Whose debts are summed: most groups have never lent or vouched for a loan, and their households owe nothing.
enum class Debtors { all, of_groups_that_lent };
[[nodiscard]] Holdings holdings(const World& world, Centavos household_cash, Debtors debtors) noexcept;
/// Centavos, counted from the households.
[[nodiscard]] Centavos household_cash(const World& world) noexcept;
/// Everything, counted anew.
[[nodiscard]] inline Holdings holdings(const World& world) noexcept {
  return holdings(world, household_cash(world), Debtors::all);
}

}  // namespace ayni
