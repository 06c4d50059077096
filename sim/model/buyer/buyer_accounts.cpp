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
      share_(world.buyer.count),
      expected_(world.buyer.count),
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
  if (world.calendar.month_of_season(t) == 0) begin_year(world.buyer);
  collect_sales(world, t);
  do_other_business(world, t);
  pay_debts(world);
  plan_payments(world, t);
}

void BuyerAccounts::begin_year(Buyers& buyer) {
  for (Index b = 0; b < buyer.count; ++b) buyer.year.earlier_profit[b] += buyer.profit(b);
  for (auto* column : {&buyer.year.sales, &buyer.year.purchases, &buyer.year.costs, &buyer.year.interest}) {
    std::fill(column->begin(), column->end(), 0.0);
  }
}

// Handling and interest are paid whatever is in the till; what is missing is borrowed, if need be beyond the line.
void BuyerAccounts::collect_sales(World& world, Month t) const {
  Buyers& buyer = world.buyer;
  BuyerFinance& finance = buyer.finance;
  const std::size_t slot = static_cast<std::size_t>(t) % outlet_slots;
  const double rate = p_.interest_per_year / 12.0;
  for (Index b = 0; b < buyer.count; ++b) {
    Centavos& sales = finance.sales[slot * buyer.count + b];
    Centavos& costs = finance.costs[slot * buyer.count + b];
    finance.cash[b] += sales;
    consumers_pay(world, Account::buyer, sales);
    world.outside += costs;
    world.ledger.post(Account::buyer, Account::outside, costs);
    const Centavos interest = rounded(static_cast<double>(finance.debt[b]) * rate);
    finance.cash[b] -= costs + interest;
    world.bank.commercial += interest;
    world.ledger.post(Account::buyer, Account::bank, interest);
    buyer.year.interest[b] += bolivianos(interest);
    sales = 0;
    costs = 0;
    if (finance.cash[b] < 0) borrow_for_buyer(world, b, -finance.cash[b]);
    finance.limit[b] = rounded(kind_[buyer.product[b]].of_buyer.credit_limit *
                               static_cast<double>(std::max<Centavos>(buyer.own_funds(b), 0)));
  }
}

// Overheads, and the margin on what others than groups supply; a loss there is a cost.
void BuyerAccounts::do_other_business(World& world, Month t) const {
  Buyers& buyer = world.buyer;
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
    buyer.finance.cash[b] += gain;
    consumers_pay(world, Account::buyer, gain);
    world.outside += cost;
    take_from_buyer(world, b, cost);
    world.ledger.post(Account::buyer, Account::outside, cost);
    buyer.year.sales[b] += bolivianos(gain);
    buyer.year.costs[b] += bolivianos(cost);
  }
}

// All that a buyer owes is paid in the same proportion.
void BuyerAccounts::pay_debts(World& world) {
  Buyers& buyer = world.buyer;
  BuyerFinance& finance = buyer.finance;
  for (Index b = 0; b < buyer.count; ++b) {
    const Centavos can = buyer.open[b] != 0 ? buyer.liquidity(b) : finance.cash[b];
    share_[b] = finance.owed[b] > can ? static_cast<double>(can) / static_cast<double>(finance.owed[b]) : 1.0;
  }
  for (Debt& debt : world.owed) {
    const Index b = debt.buyer;
    debt.paid = share_[b] < 1.0 ? static_cast<Centavos>(static_cast<double>(debt.amount) * share_[b]) : debt.amount;
    take_from_buyer(world, b, debt.paid);
    finance.owed[b] -= buyer.open[b] != 0 ? debt.paid : debt.amount;
  }
  for (Index b = 0; b < buyer.count; ++b) {
    if (finance.debt[b] > 0 && finance.cash[b] > 0)
      repay_for_buyer(world, b, std::min(finance.debt[b], finance.cash[b]));
  }
}

void BuyerAccounts::plan_payments(World& world, Month t) {
  const Groups& group = world.group;
  Buyers& buyer = world.buyer;
  const auto month = static_cast<std::size_t>(world.calendar.month_of_year(t));
  std::fill(expected_.begin(), expected_.end(), 0.0);
  for (std::size_t c = 0; c < world.cells.size(); ++c) {
    const Cell& cell = world.cells[c];
    const double part = kind_[cell.product].month_share[month];
    if (part <= 0.0) continue;
    const double price = 100.0 * world.market.index[c];
    for (Index g = cell.begin; g < cell.end; ++g) {
      if (allied(group.agreement.outlet[g])) {
        expected_[group.agreement.buyer[g]] += part * price * group.agreement.contracted[g];
      }
    }
  }
  for (Index b = 0; b < buyer.count; ++b) {
    const auto can = static_cast<double>(buyer.liquidity(b));
    const bool at_once = kind_[buyer.product[b]].of_buyer.outlet_months == 0 || expected_[b] <= can;
    buyer.finance.pays[b] = static_cast<float>(at_once ? 1.0 : can / expected_[b]);
  }
}

void BuyerAccounts::close_year(World& world, Month t) {
  Buyers& buyer = world.buyer;
  BuyerFinance& finance = buyer.finance;
  if (world.calendar.month_of_season(t) != last_month_of_season) return;
  open_where_unserved(world);  // before others close, so that none closes and opens again at once
  for (Index b = 0; b < buyer.count; ++b) {
    if (buyer.open[b] != 0) {
      const double sunk = kind_[buyer.product[b]].of_buyer.sunk_share * static_cast<double>(finance.own_at_start[b]);
      const bool lean = static_cast<double>(buyer.own_funds(b)) < -sunk;
      finance.lean_years[b] = lean ? static_cast<std::uint8_t>(finance.lean_years[b] + 1) : std::uint8_t{0};
      if (finance.lean_years[b] >= lean_years_borne) {
        close(world, b);
      } else {
        pay_dividend(world, b);
      }
    } else if (finance.owed[b] == 0 && finance.cash[b] > 0) {
      world.outside += finance.cash[b];
      world.ledger.post(Account::buyer, Account::outside, finance.cash[b]);
      finance.cash[b] = 0;
    }
  }
}

// Owners take a part of what the business has beyond what they put in, kept up with general prices.
void BuyerAccounts::pay_dividend(World& world, Index b) const {
  BuyerFinance& finance = world.buyer.finance;
  const double beyond =
      static_cast<double>(world.buyer.own_funds(b)) - static_cast<double>(finance.own_at_start[b]) * world.price_index;
  const Centavos dividend = std::min(rounded(p_.dividend_share * std::max(beyond, 0.0)), finance.cash[b]);
  finance.cash[b] -= dividend;
  world.outside += dividend;
  world.ledger.post(Account::buyer, Account::outside, dividend);
}

// The bank loses what it has lent; groups are paid next month, as far as the till goes.
void BuyerAccounts::close(World& world, Index b) const {
  BuyerFinance& finance = world.buyer.finance;
  world.buyer.open[b] = 0;
  world.bank.commercial_lost += finance.debt[b];
  finance.debt[b] = 0;
  finance.lean_years[b] = 0;
}

// Bs a unit that an entrant would earn beside the buyers there, at the price it would pay.
double BuyerAccounts::entrant_margin(const World& world, Index b) const {
  const Buyers& buyer = world.buyer;
  const std::size_t product = buyer.product[b];
  const std::size_t market = buyer.catchment[b] * kind_.size() + product;
  const double value =
      unit_value(brings_buyer(buyer, b, world.market.reference[product]),
                 kind_[product].of_buyer.handling_cost_share * kind_[product].price_level, world.price_index);
  const double markdown = p_.conduct / ((rivals_[market] + 1.0) * p_.supply_elasticity);
  return std::max(value, 0.0) * markdown / (1.0 + markdown) * (1.0 - p_.bargaining_base);
}

void BuyerAccounts::open_where_unserved(World& world) {
  Buyers& buyer = world.buyer;
  BuyerFinance& finance = buyer.finance;
  const Groups& group = world.group;
  std::fill(unserved_.begin(), unserved_.end(), 0.0);
  std::fill(rivals_.begin(), rivals_.end(), 0.0);
  for (const Index g : world.funded) {
    if (group.agreement.outlet[g] != Outlet::free_market) continue;
    unserved_[group.catchment[g] * kind_.size() + group.product[g]] += group.crop.expected_volume[g];
  }
  for (Index b = 0; b < buyer.count; ++b) {
    if (buyer.open[b] != 0) rivals_[buyer.catchment[b] * kind_.size() + buyer.product[b]] += 1.0;
  }
  for (Index b = 0; b < buyer.count; ++b) {
    const double cost = kind_[buyer.product[b]].of_buyer.entry_cost_bs * world.price_index;
    if (buyer.open[b] != 0 || buyer.shut[b] != 0 || cost <= 0.0 || finance.owed[b] > 0) continue;
    const std::size_t market = buyer.catchment[b] * kind_.size() + buyer.product[b];
    const double volume = std::min(unserved_[market], buyer.capacity[b]);
    if (volume <= 0.0 || entrant_margin(world, b) * volume < cost / p_.entry_years) continue;
    buyer.open[b] = 1;
    buyer.free_capacity[b] = buyer.capacity[b];
    // What a firm that closed there still had goes to its owners; the new one begins with its own.
    world.outside += finance.cash[b] - finance.own_at_start[b];
    world.ledger.post(Account::buyer, Account::outside, finance.cash[b]);
    world.ledger.post(Account::outside, Account::buyer, finance.own_at_start[b]);
    finance.cash[b] = finance.own_at_start[b];
    unserved_[market] -= volume;
    rivals_[market] += 1.0;
  }
}

}  // namespace ayni
