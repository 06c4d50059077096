#pragma once
// Firms' money: their customers pay, they pay groups and interest, owners take dividends, firms close and open. A firm has
// one buyer in each catchment where it buys, and one pool of capital behind them.
//
//   own funds   K = cash + due from customers - debt - owed to groups;   debt <= credit_limit K+
//   of a month's deliveries a firm pays the share  min(1, (cash + credit left) / (contracted for the month at its price))
//   at once, and owes the rest: a firm pays late because it is short, not by chance
//   it closes, everywhere, when K < - sunk_share K(start) at two year's ends on end; its debts are then paid from what is left
//   one opens where  sum (v - w) q >= entry_cost / entry_years,  over its catchments, q the volume of groups without a buyer
//   there for each buyer
//
// Working capital and credit lines: the usual balance sheet of a trading firm. Late payment by buyers that are short:
// Casaburi and Macchiavello 2019. Banks behind the credit lines refund themselves outside the model.

#include <vector>

#include "model/buyer/buyer_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

class BuyerAccounts {
 public:
  BuyerAccounts(const BuyerParameters& parameters, const std::vector<ProductParameters>& products, const World& world);

  /// Customers pay what falls due; interest; what is owed for earlier deliveries, World::owed, is paid as far as it can
  /// be; says what share of this month's deliveries each firm can pay at once.
  void begin_month(World& world, Month t);
  /// At the end of the agricultural year: dividends, closures, entries.
  void close_year(World& world, Month t);

 private:
  struct Kind {
    BuyerKindParameters of_buyer;
    double price_level;
    bool administered;
    std::vector<double> month_share;  // of the year's sales, by calendar month
  };
  static void begin_year(Firms& firm);
  static void see_who_is_open(World& world);
  void collect_sales(World& world, Month t) const;
  void pay_debts(World& world);
  void do_other_business(World& world, Month t) const;
  void plan_payments(World& world, Month t);
  void pay_dividend(World& world, Index f) const;
  static void close(World& world, Index f);
  void open_where_unserved(World& world);
  void open(World& world, Index f);
  [[nodiscard]] double entrant_margin(const World& world, Index b) const;
  [[nodiscard]] std::size_t market_of(const Buyers& buyer, Index b) const noexcept;
  [[nodiscard]] double unserved_for(const Buyers& buyer, Index b) const noexcept;

  BuyerParameters p_;
  std::vector<Kind> kind_;                 // by product
  std::vector<Index> cell_;                // by region and product; nobody: none
  std::vector<double> share_, expected_;   // by firm, this month
  std::vector<double> unserved_, rivals_;  // by catchment and product
};

}  // namespace ayni
