#pragma once
// Revolving funds: members' savings, a share of the grant, or both, lent to members who are short of cash, in a queue.
// A loan buys inputs: it raises what is still to be harvested in the agricultural year.
//
// Meetings every few months: savings are paid in, instalments fall due, new loans are given while cash stays above the
// reserve. A household pays when its cash allows; it also withholds when others default (runs) and cohesion is low:
//   P(withhold) = logistic(withhold_base + run_effect x share overdue - cohesion_effect (cohesion - 1/2) - own savings share).
// Loans overdue for more than a number of meetings are written off; a fund with nothing left to lend dies and what it holds
// goes back to the members. Under savings_first a fund begins before its group applies for the project and saves for the
// counterpart: until the last tranche is paid it lends nothing and shares nothing out (goal saving: Ashraf, Karlan and Yin
// 2006). Source: report, appendix D (a fifth of groups) and microfinance practice (portfolio at risk).

#include "model/group/fund_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

/// Places by which the queue for loans begins later each month, so that no household is always first. Assumption: a prime,
/// which few groups have as a divisor of their size.
inline constexpr Month queue_step = 7;

class RevolvingFund {
 public:
  explicit RevolvingFund(const FundParameters& parameters) : p_{parameters} {}

  /// New funds, and this month's meetings of those there are.
  void advance(World& world, Month t) const;

 private:
  [[nodiscard]] bool before_applying(const World& world, Index g, Month t) const;
  void promote(World& world, Index g, Month t) const;
  [[nodiscard]] bool may_found(const World& world, Index g) const;
  void found(World& world, Index g, Month t) const;
  void meet(World& world, Index g, Month t) const;
  void save(World& world, Index g) const;
  void collect(World& world, Index g, Month t) const;
  void share_out(World& world, Index g) const;
  void lend(World& world, Index g, Month t) const;
  void close(World& world, Index g, Month t) const;

  FundParameters p_;
};

}  // namespace ayni
