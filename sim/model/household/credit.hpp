#pragma once
// Bank loans to members, given before planting against the group's guarantee and record, repaid after the harvest.
//
// A group that helps its members (report, appendix D: one in two) presents those short of cash; the bank lends up to a
// limit while fewer than a bound of the group's earlier loans went wrong. A household repays what its cash allows; what is
// still owed after a number of harvests is written off, less the guarantee the group has in its account.

#include <vector>

#include "model/household/credit_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// Month of the season in which groups start to help.
inline constexpr int helping_month = 0;

class Credit {
 public:
  Credit(const CreditParameters& parameters, const std::vector<ProductParameters>& products);

  /// Loans for the inputs of this month, before they are bought: what is lent earlier would in part be eaten.
  void lend_for_inputs(World& world, Month t) const;
  /// Repayment once the harvest is sold; new groups that help in July.
  void advance(World& world, Month t) const;

 private:
  void lend(World& world, Index g, Month t) const;
  void collect(World& world, Index g) const;
  void find_helpers(World& world, Month t) const;

  CreditParameters p_;
  std::vector<int> due_;  // month of the year, 0 January, by product
};

}  // namespace ayni
