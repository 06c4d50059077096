#pragma once
// Models 2 and 3: the project pays a part of a plant (2), or of reaching a better market (3), for what a group delivers;
// the buyer owns it, pays the rest, and takes part only if that pays.
//
//   investment  K = max(cost share x Y, least_investment of the kind of buyer)      Y: a year of what is agreed, at the index
//   granted     S = min(buyer_support, share_most K)
//   a year's gain  G = what the buyer earns on the group with it, less what it earns without: (v - p) of offer.hpp,
//                      in model 3 on what the stricter market leaves of a delivery, less interest until it pays
//   taken if    a G - (K - S) - paperwork > least_share_of_capital x own funds of the whole firm
//               a = (1 - (1 + i)^-life) / i,  1 + i = (1 + r) (1 + h)               annuity at the return wanted r
//               h = (1 + ends) / (life + years)                                     ends of funded alliances of the product
//
// The plant is built when the group has its first disbursement, and stands idle when the agreement ends: h is the yearly chance
// of that by the alliances of the product so far, with one end in the life of a plant for a start (a gamma prior). The buyer
// takes the better of the two that are offered. The owner brings its part from outside this business. It serves what the
// group has agreed to deliver while the agreement holds and it has not worn out. Form: a firm's net present value with a
// least size; report, chapter 4: none of 768 alliances took models 2 and 3, whose funds were small beside buyers' capital.

#include <vector>

#include "model/buyer/buyer_parameters.hpp"
#include "model/buyer/offer.hpp"
#include "model/buyer/support_parameters.hpp"
#include "model/project/project_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// What a plant or a market would do for a buyer and cost it.
struct Investment {
  double gain = 0.0;              ///< a unit, as a share of the index
  double strictness = 1.0;        ///< on what is turned away
  std::int64_t delay_months = 0;  ///< until it pays
  Centavos cost = 0, granted = 0, paperwork = 0;
  double net_value = 0.0;  ///< Bs, to the buyer
};

class BuyerSupport {
 public:
  BuyerSupport(const SupportParameters& parameters, const ProjectParameters& project, const BuyerParameters& buyers,
               double rejection_strictness, const std::vector<ProductParameters>& products);

  /// Buyers of the alliances that were first paid this month decide; what has worn out ends.
  void advance(World& world, Month t);
  /// How long agreements of each product last, as buyers have seen.
  void learn(const World& world, Month t);
  /// What model 2 or 3 would be to the group's buyer.
  [[nodiscard]] Investment weigh(const World& world, Index g, AllianceModel model) const;

 private:
  void consider(World& world, Index g, Month t) const;
  void build(World& world, Index g, const Investment& investment, Month t) const;
  [[nodiscard]] double wanted(const World& world, Index g) const;

  SupportParameters p_;
  bool plants_, markets_;  // offered
  double support_bs_, interest_per_year_, rejection_strictness_;
  Offers offers_;
  std::vector<double> annuity_, ended_, years_;  // by product
  std::vector<double> least_investment_;         // by product, Bs
};

}  // namespace ayni
