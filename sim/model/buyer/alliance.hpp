#pragma once
// Terms, review, breakup, rematching and dissolution.
//
// Once a year from signing on, and after a settlement with damage above a threshold, a group compares staying with its
// best other option:
//   stay       trust_value (T - trust_neutral) + noise + management_loyalty x management
//   new buyer  price_value (search_spread max_n N + offer_weight ln(best offer / the partner's next) - penalty)
//              - switching_cost;  n open buyers within reach with capacity left
//   spot       price_value ((S - next) / next - penalty) - spot_risk
//   other crop price_value crop_discount (1 - perennial share) (spread max_m N + imitation x share of peers that changed)
//              - crop_cost;  m crops the land could carry
// and leaves when the best exceeds staying. The buyer leaves when its trust falls below a share of what it has in a
// stranger; an agreement suspended for too long is at an end. Functional form and first values: prototype.
//
// With standby_buyer a group agrees each season with the best other buyer within reach, too: that one takes what the first
// has no outlet for (trade.hpp), and a group that its buyer gave up seeks at once.
//
// A group falls apart when, years on end, what its members gain over selling alone (terms, services) is not worth the
// days it takes of them, with a buyer or without.

#include <vector>

#include "model/buyer/alliance_parameters.hpp"
#include "model/buyer/offer.hpp"
#include "model/buyer/relationship_parameters.hpp"
#include "model/buyer/trade_parameters.hpp"
#include "model/buyer/trust_parameters.hpp"
#include "model/world.hpp"
#include "network/matching.hpp"

namespace ayni {

struct ProductParameters;

/// Months after the anniversary of funding. Assumption: between the yearly reviews, so that not all happens at once.
inline constexpr Month search_month = 6;  ///< a group without agreement looks around
inline constexpr Month conversion_months =
    36;  ///< until the next buyer has had it certified: organic rules say 2 to 3 years
inline constexpr Month dissolution_month = 3;  ///< a group may cease to meet

class Alliance {
 public:
  Alliance(const AllianceParameters& parameters, const BuyerParameters& buyers,
           const RelationshipParameters& relationship, const TrustParameters& trust, const TradeParameters& trade,
           const std::vector<ProductParameters>& products, const World& world);

  /// What is agreed at signing and at each renewal, and holds until the next: price, and the rule that it is paid by.
  void set_terms(World& world, Index g) const;
  /// In the month in which a product's season price is fixed: terms for another season, where a renewal is due.
  void renew(World& world, Month t) const;
  /// Ends the alliances of failed counterparts, then reviews those that are due; groups that want another buyer seek.
  void review(World& world, Month t) const;
  /// Matches all that seek a buyer, in one stable matching; those that find one are in World::agreed.
  void match(World& world, Month t);
  /// Groups too small or fallen apart are dissolved.
  void dissolve(World& world, Month t) const;

 private:
  struct Options {
    double stay, new_buyer, spot, crop;
  };
  [[nodiscard]] Options weigh(const World& world, Index g, Month t) const;
  void review_one(World& world, Index g, Month t) const;
  void end(World& world, Index g, Cause cause, EndedBy side, Month t) const;
  [[nodiscard]] bool worth_the_time(const World& world, Index g, Month t) const;
  std::uint32_t rank_candidates(const World& world, Index g, std::uint32_t pair, Month t);
  void sign(World& world, Index g, Index b) const;
  [[nodiscard]] bool is_other_option(const World& world, Index g, Index b) const;
  void set_standby(World& world, Index g, double concentration) const;
  void expect_of_terms(World& world, Index g) const;
  [[nodiscard]] double worth_of_known(const Groups& group, Index g, Month t) const;

  struct Crops {
    std::int64_t alternatives;
    double volatility, perennial;
    int fixed_month;      // of the year, 0 January
    double fixed_weight;  // of the season's price in what is paid
  };
  struct PriceRule {
    double floor_share, ceiling_share, premium_share;
  };
  AllianceParameters p_;
  Month suspension_months_;
  double rent_limit_;
  double prior_trust_, trust_memory_;  // at signing; a year
  double penalty_;                     // expected for leaving, as a share of a season's sales
  PriceRule rule_;
  Offers offers_;
  std::vector<Crops> crops_;  // by product
  DeferredAcceptance matching_;
  std::vector<std::uint32_t> first_, candidate_, assignment_;
  std::vector<double> score_, preference_, demand_;
};

}  // namespace ayni
