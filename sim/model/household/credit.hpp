#pragma once
// Bank loans to members, given before planting against the group's guarantee and record, repaid after the harvest.
//
// A group that helps its members (report, appendix D: one in two) presents those short of cash; the bank lends up to a
// limit while fewer than a bound of the group's earlier loans went wrong. A household repays what its cash allows; what is
// still owed after a number of harvests is written off, less the guarantee the group has in its account.

#include "model/household/credit_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

/// Month of the season in which groups start to help. Banks lend in the month before the product's inputs are bought, so not
/// for what is bought in the first month of a season; repayment is in the last.
inline constexpr int helping_month = 0;

class Credit {
 public:
  explicit Credit(const CreditParameters& parameters) : p_{parameters} {}

  /// Lending before inputs are bought, repayment in June; new groups that help in July.
  void advance(World& world, Month t) const;

 private:
  void lend(World& world, Index g, Month t) const;
  void collect(World& world, Index g) const;

  CreditParameters p_;
};

}  // namespace ayni
