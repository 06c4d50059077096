#pragma once
// The project cycle: call -> application -> legal form -> proposal with broker and buyer -> appraisal -> board ->
// agreement -> counterpart against disbursements, tranche by tranche -> completed.
//
// Without requires_buyer a group is funded by itself and sells on the open market; without a plan (grant_factor = 0) the
// agreement stands alone.
// A group applies when what it expects exceeds what it costs, and when it could raise the counterpart:
//
//   P(apply) = logistic(ln(gain / (counterpart + trouble)) / interest_spread) logistic(ln(raised / cash asked) / application_spread)
//   gain     = expected product income x (gain of the plan's goods + largest skill + expected terms - sales tax) x annuity(application_discount, years)
//   raised   = spare cash and animals now + what members can put by until the last tranche + what their fund holds
//
// Appraisal sees  merit = (management + N(0, error)) / (1 + error^2) - inexperience + return x ln(worth of the plan / its cost)
// and the board funds by  merit + bias x favour + targeting x (need - mean need),  of those with merit + bias x [favour]+ above
// the threshold, while the money of the calls so far lasts; groups beyond eligible_hours last, with what the others leave.
// Cash of a tranche: the municipality's part, if rules give it one and it has the money + savings above a reserve x (solidarity_base + solidarity_cohesion x cohesion) + what the members' fund holds +
// the buyer's advance + labour and materials up to the cap. Source: report, chapter 4 and 6 (counterpart rules, first-year failures).

#include <array>
#include <cstdint>
#include <vector>

#include "model/group/package_gain.hpp"
#include "model/household/household_parameters.hpp"
#include "model/project/project_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;
struct RegionParameters;

class Project {
 public:
  Project(const ProjectParameters& parameters, const HouseholdParameters& household, const PackageGain& package_gain,
          double skill_most, double sales_tax, const std::vector<RegionParameters>& regions,
          const std::vector<ProductParameters>& products, double size, const World& world);

  /// One month of the project: administration, calls, proposals, boards, tranches.
  void advance(World& world, Month t);
  /// How all is paid, by the rules that an agreement with the project is signed under.
  void set_terms(ProjectCycle& cycle, Index g) const;

 private:
  void administer(World& world, Month t) const;
  void spread_word(World& world, Month t);
  void invite(World& world, Index g, Month t) const;
  void legalise(World& world, Index g) const;
  void prepare(World& world, Index g, Month t) const;
  void hold_board(World& world, Month t);
  void approve(World& world, Index g, Month t) const;
  void pay_tranche(World& world, Index g, Month t) const;
  void disburse(World& world, Index g, Month t) const;
  void miss_tranche(World& world, Index g, Month t) const;
  [[nodiscard]] Centavos broker_fee(const World& world, Index g) const;
  [[nodiscard]] Centavos municipal_part(const World& world, Index g, Centavos need) const;
  static void pay_municipal_part(World& world, Index g, Centavos amount);
  struct Means {
    Ints cash, animals;  // centavos of eight members; animals at what they would bring
  };
  [[nodiscard]] Means means(const World& world, std::size_t i, int months_to_sale) const;
  Centavos sell_animals(World& world, std::size_t i, Centavos lacking) const;
  [[nodiscard]] Centavos means_of_all(const World& world, Index g) const;
  [[nodiscard]] Centavos spare_cash(const World& world, Index g) const;
  [[nodiscard]] Month after_sale(const World& world, Index g, Month from) const;
  [[nodiscard]] double planned_savings(const World& world, Index g) const;
  [[nodiscard]] double expected_gain(const World& world, Index g) const;
  [[nodiscard]] bool brokered(const World& world, Index g) const;
  [[nodiscard]] double trouble(const World& world, Index g) const;
  void collect(World& world, Index g, Centavos wanted) const;
  static void withdraw_savings(World& world, Index g, Centavos amount);
  [[nodiscard]] Centavos advance_offered(const World& world, Index g) const;
  void take_advance(World& world, Index g, Centavos advance) const;
  [[nodiscard]] bool borrow(World& world, Index g, Centavos missing) const;
  void give_up(World& world, Index g) const;
  [[nodiscard]] Centavos open_budget(const ProjectUnit& project, Month t) const;

  ProjectParameters p_;
  std::vector<std::array<bool, 12>> sells_;    // by product and calendar month
  double floor_share_, planned_saving_share_;  // of members' spending
  double ready_to_sell_, distress_price_;      // of members' animals, and what they bring over their price
  PackageGain package_gain_;                   // what plans buy
  double skill_most_;                          // what advice can teach
  double sales_tax_;                           // share of what a group sells under an agreement
  std::vector<double> mean_farm_;              // by product, farm units
  std::vector<double> investment_usd_;         // by region, a member
  std::vector<double> start_months_;           // by region, when the project comes to it
  double mean_need_ = 0.0;
  Centavos alliance_budget_ = 0;
  Centavos monthly_administration_ = 0;
  struct Proposal {
    Index group;
    bool remote, good;  // beyond the way that the rules allow; above the threshold
  };
  std::vector<Proposal> submitted_;     // scratch
  std::vector<std::uint8_t> has_plan_;  // scratch, by group
};

}  // namespace ayni
