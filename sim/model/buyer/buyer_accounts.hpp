#pragma once
// Buyers' money: their customers pay, they pay groups and interest, owners take dividends, firms close and open.
//
//   own funds   K = cash + due from customers - debt - owed to groups;   debt <= credit_limit K+
//   of a month's deliveries a buyer pays the share  min(1, (cash + credit left) / (contracted for the month at its price))
//   at once, and owes the rest: a buyer pays late because it is short, not by chance
//   it closes when K < - sunk_share K(start) at two year's ends on end; its debts are then paid from what is left
//   one opens where  (v - w) q >= entry_cost / entry_years,  q the volume of groups without a buyer there for each buyer
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
  /// be; says what share of this month's deliveries each buyer can pay at once.
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
  static void begin_year(Buyers& buyer);
  void collect_sales(World& world, Month t) const;
  void pay_debts(World& world);
  void do_other_business(World& world, Month t) const;
  void plan_payments(World& world, Month t);
  void pay_dividend(World& world, Index b) const;
  void close(World& world, Index b) const;
  void open_where_unserved(World& world);
  [[nodiscard]] double entrant_margin(const World& world, Index b) const;

  BuyerParameters p_;
  std::vector<Kind> kind_;                 // by product
  std::vector<Index> cell_;                // by region and product; nobody: none
  std::vector<double> share_, expected_;   // by buyer, this month
  std::vector<double> unserved_, rivals_;  // by catchment and product
};

}  // namespace ayni
