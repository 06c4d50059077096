#include "model/buyer/buyer_accounts.hpp"

#include <algorithm>
#include <numeric>

#include "model/buyer/unit_value.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

constexpr std::uint8_t lean_years_borne = 2;  // on end, by a firm that has lost more than is sunk in it; assumption

}  // namespace

BuyerAccounts::BuyerAccounts(const BuyerParameters& parameters, const std::vector<ProductParameters>& products,
                             const World& world)
    : p_{parameters},
      cell_(world.regions * world.products, nobody),
      share_(world.firm.count),
      expected_(world.firm.count),
      unserved_(world.roads.catchments() * products.size()),
      rivals_(unserved_.size()) {
  for (const ProductParameters& product : products) {
    const double sum = std::accumulate(product.sold_by_month.begin(), product.sold_by_month.end(), 0.0);
    Kind kind{p_.of(product.buyer_kind), product.price.level, product.price.process == PriceProcess::administered,
              product.sold_by_month};
    for (double& share : kind.month_share) share /= sum;
    kind_.push_back(std::move(kind));
  }
  for (Index c = 0; c < world.cells.size(); ++c)
    cell_[world.cells[c].region * world.products + world.cells[c].product] = c;
}

void BuyerAccounts::begin_month(World& world, Month t) {
  if (world.calendar.month_of_season(t) == 0) begin_year(world.firm);
  see_who_is_open(world);
  collect_sales(world, t);
  do_other_business(world, t);
  pay_debts(world);
  plan_payments(world, t);
}

void BuyerAccounts::begin_year(Firms& firm) {
  for (Index f = 0; f < firm.count; ++f) firm.year.earlier_profit[f] += firm.profit(f);
  for (auto* column : {&firm.year.sales, &firm.year.purchases, &firm.year.costs, &firm.year.interest}) {
    std::fill(column->begin(), column->end(), 0.0);
  }
}

// A shock may have shut some of a firm's buyers, or all.
void BuyerAccounts::see_who_is_open(World& world) {
  std::fill(world.firm.open.begin(), world.firm.open.end(), std::uint8_t{0});
  for (Index b = 0; b < world.buyer.count; ++b) world.firm.open[world.buyer.firm[b]] |= world.buyer.open[b];
}

// Handling and interest are paid whatever is in the till; what is missing is borrowed, if need be beyond the line.
void BuyerAccounts::collect_sales(World& world, Month t) const {
  Firms& firm = world.firm;
  const std::size_t slot = static_cast<std::size_t>(t) % outlet_slots;
  const double rate = p_.interest_per_year / 12.0;
  for (Index f = 0; f < firm.count; ++f) {
    Centavos& sales = firm.sales[slot * firm.count + f];
    Centavos& costs = firm.costs[slot * firm.count + f];
    firm.cash[f] += sales;
    consumers_pay(world, Account::buyer, sales);
    world.outside += costs;
    world.ledger.post(Account::buyer, Account::outside, costs);
    const Centavos interest = rounded(static_cast<double>(firm.debt[f]) * rate);
    firm.cash[f] -= costs + interest;
    world.bank.commercial += interest;
    world.ledger.post(Account::buyer, Account::bank, interest);
    firm.year.interest[f] += bolivianos(interest);
    sales = 0;
    costs = 0;
    if (firm.cash[f] < 0) borrow_for_firm(world, f, -firm.cash[f]);
    firm.limit[f] = rounded(kind_[firm.product[f]].of_buyer.credit_limit *
                            static_cast<double>(std::max<Centavos>(firm.own_funds(f), 0)));
  }
}

// Overheads, and the margin on what others than groups supply; a loss there is a cost.
void BuyerAccounts::do_other_business(World& world, Month t) const {
  const Buyers& buyer = world.buyer;
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  for (Index b = 0; b < buyer.count; ++b) {
    const Index c = cell_[buyer.region[b] * world.products + buyer.product[b]];
    if (buyer.open[b] == 0 || c == nobody) continue;
    const Kind& kind = kind_[buyer.product[b]];
    const double bought = p_.other_suppliers_share * buyer.capacity[b] * kind.month_share[month];
    const double price = kind.administered ? world.market.index[c] : world.market.spot[c];
    const double value = unit_value(brings_buyer(buyer, b, world.market.index[c]),
                                    kind.of_buyer.handling_cost_share * kind.price_level, world.price_index);
    const double margin = (value - price) * bought;
    const double overhead =
        kind.of_buyer.overhead_share * kind.price_level * buyer.capacity[b] * world.price_index / 12.0;
    const Centavos gain = centavos(std::max(margin, 0.0));
    const Centavos cost = centavos(overhead + std::max(-margin, 0.0));
    const Index f = buyer.firm[b];
    world.firm.cash[f] += gain;
    consumers_pay(world, Account::buyer, gain);
    world.outside += cost;
    take_from_buyer(world, b, cost);
    world.ledger.post(Account::buyer, Account::outside, cost);
    world.firm.year.sales[f] += bolivianos(gain);
    world.firm.year.costs[f] += bolivianos(cost);
  }
}

// All that a firm owes is paid in the same proportion.
void BuyerAccounts::pay_debts(World& world) {
  Firms& firm = world.firm;
  for (Index f = 0; f < firm.count; ++f) {
    const Centavos can = firm.open[f] != 0 ? firm.liquidity(f) : firm.cash[f];
    share_[f] = firm.owed[f] > can ? static_cast<double>(can) / static_cast<double>(firm.owed[f]) : 1.0;
  }
  for (Debt& debt : world.owed) {
    const Index f = world.buyer.firm[debt.buyer];
    debt.paid = share_[f] < 1.0 ? static_cast<Centavos>(static_cast<double>(debt.amount) * share_[f]) : debt.amount;
    take_from_buyer(world, debt.buyer, debt.paid);
    firm.owed[f] -= firm.open[f] != 0 ? debt.paid : debt.amount;
  }
  for (Index f = 0; f < firm.count; ++f) {
    if (firm.debt[f] > 0 && firm.cash[f] > 0) repay_for_firm(world, f, std::min(firm.debt[f], firm.cash[f]));
  }
}

void BuyerAccounts::plan_payments(World& world, Month t) {
  const Groups& group = world.group;
  Firms& firm = world.firm;
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  std::fill(expected_.begin(), expected_.end(), 0.0);
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    const double part = kind_[cell.product].month_share[month];
    if (part <= 0.0) continue;
    const double price = 100.0 * world.market.index[c];
    for (Index g = cell.begin; g < cell.end; ++g) {
      if (allied(group.agreement.outlet[g])) {
        expected_[world.buyer.firm[group.agreement.buyer[g]]] += part * price * group.agreement.contracted[g];
      }
    }
  }
  for (Index f = 0; f < firm.count; ++f) {
    const auto can = static_cast<double>(firm.liquidity(f));
    const bool at_once = kind_[firm.product[f]].of_buyer.outlet_months == 0 || expected_[f] <= can;
    firm.pays[f] = static_cast<float>(at_once ? 1.0 : can / expected_[f]);
  }
}

void BuyerAccounts::close_year(World& world, Month t) {
  Firms& firm = world.firm;
  if (world.calendar.month_of_season(t) != last_month_of_season) return;
  open_where_unserved(world);  // before others close, so that none closes and opens again at once
  for (Index f = 0; f < firm.count; ++f) {
    if (firm.open[f] != 0) {
      const double sunk = kind_[firm.product[f]].of_buyer.sunk_share * static_cast<double>(firm.own_at_start[f]);
      const bool lean = static_cast<double>(firm.own_funds(f)) < -sunk;
      firm.lean_years[f] = lean ? static_cast<std::uint8_t>(firm.lean_years[f] + 1) : std::uint8_t{0};
      if (firm.lean_years[f] >= lean_years_borne) {
        close(world, f);
      } else {
        pay_dividend(world, f);
      }
    } else if (firm.owed[f] == 0 && firm.cash[f] > 0) {
      world.outside += firm.cash[f];
      world.ledger.post(Account::buyer, Account::outside, firm.cash[f]);
      firm.cash[f] = 0;
    }
  }
}

// Owners take a part of what the business has beyond what they put in, kept up with general prices.
void BuyerAccounts::pay_dividend(World& world, Index f) const {
  Firms& firm = world.firm;
  const double beyond =
      static_cast<double>(firm.own_funds(f)) - static_cast<double>(firm.own_at_start[f]) * world.price_index;
  const Centavos dividend = std::min(rounded(p_.dividend_share * std::max(beyond, 0.0)), firm.cash[f]);
  firm.cash[f] -= dividend;
  world.outside += dividend;
  world.ledger.post(Account::buyer, Account::outside, dividend);
}

// In all its catchments. The bank loses what it has lent; groups are paid next month, as far as the till goes. What a shock
// had shut does not open again.
void BuyerAccounts::close(World& world, Index f) {
  Firms& firm = world.firm;
  for (Index b = firm.first[f]; b != nobody; b = world.buyer.next[b]) world.buyer.open[b] = world.buyer.shut[b] = 0;
  firm.open[f] = 0;
  world.bank.commercial_lost += firm.debt[f];
  firm.debt[f] = 0;
  firm.lean_years[f] = 0;
}

std::size_t BuyerAccounts::market_of(const Buyers& buyer, Index b) const noexcept {
  return buyer.catchment[b] * kind_.size() + buyer.product[b];
}

// Product units a year.
double BuyerAccounts::unserved_for(const Buyers& buyer, Index b) const noexcept {
  return std::min(unserved_[market_of(buyer, b)], buyer.capacity[b]);
}

// Bs a unit that an entrant would earn beside the buyers there, at the price it would pay.
double BuyerAccounts::entrant_margin(const World& world, Index b) const {
  const Buyers& buyer = world.buyer;
  const std::size_t product = buyer.product[b];
  const double value =
      unit_value(brings_buyer(buyer, b, world.market.reference[product]),
                 kind_[product].of_buyer.handling_cost_share * kind_[product].price_level, world.price_index);
  const double markdown = p_.conduct / ((rivals_[market_of(buyer, b)] + 1.0) * p_.supply_elasticity);
  return std::max(value, 0.0) * markdown / (1.0 + markdown) * (1.0 - p_.bargaining_base);
}

void BuyerAccounts::open_where_unserved(World& world) {
  const Buyers& buyer = world.buyer;
  const Firms& firm = world.firm;
  const Groups& group = world.group;
  std::fill(unserved_.begin(), unserved_.end(), 0.0);
  std::fill(rivals_.begin(), rivals_.end(), 0.0);
  for (const Index g : world.funded) {
    if (group.agreement.outlet[g] != Outlet::free_market) continue;
    unserved_[group.catchment[g] * kind_.size() + group.product[g]] += group.crop.expected_volume[g];
  }
  for (Index b = 0; b < buyer.count; ++b) {
    if (buyer.open[b] != 0) rivals_[market_of(buyer, b)] += 1.0;
  }
  for (Index f = 0; f < firm.count; ++f) {
    const double cost = kind_[firm.product[f]].of_buyer.entry_cost_bs * world.price_index;
    if (firm.open[f] != 0 || cost <= 0.0 || firm.owed[f] > 0) continue;
    double earns = 0.0;  // Bs a year
    bool shut = false;
    for (Index b = firm.first[f]; b != nobody; b = buyer.next[b]) {
      earns += entrant_margin(world, b) * unserved_for(buyer, b);
      shut = shut || buyer.shut[b] != 0;
    }
    if (!shut && earns >= cost / p_.entry_years) open(world, f);
  }
}

// In all its catchments. What a firm that closed there still had goes to its owners; the new one begins with its own.
void BuyerAccounts::open(World& world, Index f) {
  Firms& firm = world.firm;
  Buyers& buyer = world.buyer;
  for (Index b = firm.first[f]; b != nobody; b = buyer.next[b]) {
    buyer.open[b] = 1;
    buyer.free_capacity[b] = buyer.capacity[b];
    unserved_[market_of(buyer, b)] -= unserved_for(buyer, b);
    rivals_[market_of(buyer, b)] += 1.0;
  }
  firm.open[f] = 1;
  world.outside += firm.cash[f] - firm.own_at_start[f];
  world.ledger.post(Account::buyer, Account::outside, firm.cash[f]);
  world.ledger.post(Account::outside, Account::buyer, firm.own_at_start[f]);
  firm.cash[f] = firm.own_at_start[f];
}

}  // namespace ayni
