#include "model/step.hpp"

#include <numeric>
#include <string>

#include "core/elementary.hpp"
#include "core/error.hpp"
#include "model/buyer/alliance.hpp"
#include "model/buyer/buyer_accounts.hpp"
#include "model/buyer/support.hpp"
#include "model/buyer/trade.hpp"
#include "model/buyer/trust.hpp"
#include "model/group/assistance.hpp"
#include "model/group/fund.hpp"
#include "model/group/membership.hpp"
#include "model/group/technology.hpp"
#include "model/household/credit.hpp"
#include "model/household/household.hpp"
#include "model/household/inputs.hpp"
#include "model/household/labour.hpp"
#include "model/household/production.hpp"
#include "model/market/prices.hpp"
#include "model/market/town_market.hpp"
#include "model/market/weather.hpp"
#include "model/project/municipality.hpp"
#include "model/project/project.hpp"
#include "model/shocks.hpp"
#include "model/submodels.hpp"
#include "model/world.hpp"

namespace ayni {
namespace {

void read_weather(World& world, const Weather& weather, Month t) {
  const int season = world.calendar.season(t);
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    world.climate.yield[c] = weather.yield_factor(world.cells[c].region, world.cells[c].product, season);
  }
  for (std::size_t r = 0; r < world.regions; ++r) {
    world.climate.drought[r] = weather.drought(r, season);
    world.climate.frost[r] = weather.frost(r, season);
    world.climate.flood[r] = weather.flood(r, season);
  }
  world.climate.wet = weather.wet(t);
}

// Months until each product is sold again, after this month.
void read_calendar(World& world, const Production& production, Month t) {
  for (std::size_t p = 0; p < world.products; ++p) {
    int months = 1;
    while (months < 12 && !production.sells(p, world.calendar.month_of_year(t + months))) ++months;
    world.market.months_to_sale[p] = months;
  }
}

void read_prices(World& world, const Prices& prices, Month t) {
  Market& market = world.market;
  market.general_prices = prices.index(t);
  market.day_wage = prices.day_wage(t);
  market.exchange_rate = prices.exchange_rate(t);
  market.powder = prices.powder(t);
  market.import_parity = prices.import_parity(t);
  for (std::size_t p = 0; p < world.products; ++p) {
    market.reference[p] = prices.reference(p, t);
    market.quota[p] = prices.quota(p, t);
    market.over_quota[p] = prices.over_quota_price(p, t);
    market.export_open[p] = prices.export_open(p, t) ? 1 : 0;
    market.boom[p] = prices.boom(p, t);
    market.regime[p] = prices.in_boom(p, t) ? 1 : 0;
    if (t == 0) market.reference_at_start[p] = market.reference[p] / world.price_index;
  }
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    market.index[c] = market.reference[cell.product] * cell.price_basis;
    market.spot[c] = prices.spot(cell.region, cell.product, t);
  }
}

// A year's books are closed at the end of June; groups without an alliance yet take the year, if it was whole, as their
// baseline.
void close_year(Groups& group, double volume_memory, bool whole) {
  for (Index g = 0; g < group.count; ++g) {
    if (whole && group.cycle.funded[g] == never) {
      group.year.baseline_net_income[g] = group.year.net_income[g];
    }
    if (group.year.volume[g] > 0.0)
      group.crop.expected_volume[g] =
          volume_memory * group.crop.expected_volume[g] + (1.0 - volume_memory) * group.year.volume[g];
    group.year.net_income[g] = 0.0;
    group.year.volume[g] = 0.0;
    group.year.revenue[g] = 0.0;
    group.year.premium[g] = 0.0;
  }
}

// Who found a buyer last month has settled nothing with it yet. Until now the price of an earlier agreement stood, for
// it may have been that of a settlement of the same month.
void forget_earlier_prices(World& world) {
  for (const Index g : world.agreed) world.group.settlement.contract_price[g] = 0.0F;
}

// A group's harvest is sold before the next one's is brought in.
void produce_and_sell(World& world, const Submodels& model, Month t) {
  model.buyers->begin_month(world, t);
  model.trade->collect_debts(world);
  const int month_of_year = world.calendar.month_of_year(t);
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    world.goods[c] = Goods{};
    if (!model.production->sells(cell.product, month_of_year)) continue;
    for (Index g = cell.begin; g < cell.end; ++g) {
      const Goods reaped = model.production->reap(world, g, t);
      if (reaped.produced > 0) model.trade->settle(world, g, t, reaped);
    }
  }
}

// Of groups whose ways are longer or shorter than they were.
void set_freights(World& world, const Trade& trade) {
  for (const Index g : world.moved) trade.set_way(world.group, g);
  world.moved.clear();
}

// New rules for faults hold on the ways of the agreements that are there too.
void begin_rules(World& world, const Trade& trade) {
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.agreement.buyer[g] != nobody) trade.set_way(world.group, g);
  }
}

void begin_agreements(World& world, const Submodels& model, Month t) {
  for (const Index g : world.agreed) {
    model.trust->begin(world.group, g, t);
    model.trade->set_way(world.group, g);
  }
  set_freights(world, *model.trade);
}

[[noreturn]] void broken(Month t, const std::string& what) {
  throw BrokenInvariant("month " + std::to_string(t) + ": " + what);
}

Centavos sum(const std::vector<Centavos>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), Centavos{0});
}

// What buyers owe banks and groups, against what was booked.
void audit_buyers(const World& world, Month t) {
  const Firms& firm = world.firm;
  const Centavos drawn = world.ledger.flow(Account::bank, Account::buyer);
  const Centavos repaid = world.ledger.flow(Account::buyer, Account::bank) - world.bank.commercial;  // less interest
  if (sum(firm.debt) != drawn - repaid - world.bank.commercial_lost) {
    broken(t, "what buyers owe to banks is not what they have drawn");
  }
  if (sum(firm.owed) != sum(world.group.account.receivable)) {
    broken(t, "what buyers owe to groups is not what groups are owed");
  }
}

// Money, goods, members, animals and loans, each summed from the agents and held against what was booked.
void audit(const World& world, Centavos household_cash, Month t) {
  // Household accounts are made up after everything that moves households' cash, which is counted then; once a year it
  // and all debts are counted anew, so that a payment after that, or a debt that no group knows of, is found, and animals
  // are counted.
  const bool year_ends = world.calendar.month_of_season(t) == last_month_of_season;
  const Holdings held = year_ends ? holdings(world) : holdings(world, household_cash, Debtors::of_groups_that_lent);
  world.ledger.audit(held.balances, t);
  for (const Goods& goods : world.goods) {
    if (goods.produced != goods.home + goods.lost + goods.delivered + goods.spot) {
      broken(t, "goods produced are not all eaten, lost, delivered or sold");
    }
  }
  const std::int64_t members =
      std::accumulate(world.group.membership.members.begin(), world.group.membership.members.end(), std::int64_t{0});
  if (held.members != members || members != world.founding_members + world.joined - world.left) {
    broken(t, "members of households and of groups differ, or somebody joined or left unseen");
  }
  if (year_ends && household_animals(world) != world.herds.left()) {
    broken(t, "households' animals are not those of the start and those bought, less those sold and those that died");
  }
  if (held.fund_debt != sum(world.group.fund.lent)) {
    broken(t, "what households owe to revolving funds is not what the funds have lent");
  }
  if (held.bank_debt != world.bank.lent - world.bank.repaid - world.bank.written_off) {
    broken(t, "what households owe to banks is not what the banks have lent");
  }
  audit_buyers(world, t);
}

}  // namespace

void step(World& world, Submodels& model, Month t) {
  read_weather(world, *model.weather, t);
  read_prices(world, *model.prices, t);
  read_calendar(world, *model.production, t);
  model.towns->advance(world, t);
  model.shocks->strike(world, t);
  if (t == model.from) begin_rules(world, *model.trade);
  set_freights(world, *model.trade);
  if (t == 0 || world.calendar.month_of_season(t) == 0) {
    if (t > 0) close_year(world.group, model.volume_memory, t >= 12);
    world.price_index = model.prices->index(t);
    world.day_wage = model.prices->day_wage(t);
    world.wage_index = model.prices->index(0) * world.day_wage / model.prices->day_wage(0);
    model.production->begin_season(world, t);
    model.labour->begin_season(world);
    model.households->begin_season(world, t);
    model.inputs->begin_season(world, t);
  }
  forget_earlier_prices(world);
  world.breakups.clear();
  world.agreed.clear();
  world.approved.clear();
  world.settled.clear();
  world.stranded.clear();
  model.municipalities->advance(world, t);
  model.project->advance(world, t);
  model.support->advance(world, t);
  model.technology->advance(world, t);
  model.assistance->advance(world, t);
  model.funds->advance(world, t);
  model.credit->lend_for_inputs(world, t);
  model.inputs->buy(world, t);
  model.alliances->renew(world, t);
  produce_and_sell(world, model, t);
  model.trust->learn(world.group, world.settled);
  model.trust->learn_of_failures(world.group, world.stranded);
  model.credit->advance(world, t);
  model.membership->assemble(world, t);
  const Centavos household_cash = model.households->advance(world);
  model.buyers->close_year(world, t);
  model.alliances->dissolve(world, t);
  model.alliances->review(world, t);
  model.alliances->match(world, t);
  begin_agreements(world, model, t);
  audit(world, household_cash, t);
}

}  // namespace ayni
