#pragma once
// Review, breakup, rematching and dissolution.
//
// Once a year, and after a settlement with damage above a threshold, a group compares staying with its best other option:
//   stay       trust_value (T - trust_neutral) + noise
//   new buyer  price_value (search_spread max_n N + price_drift ln(P / C) + offer_weight x (offer less freight of the
//              best candidate over the present buyer's)) - switching_cost;  n open buyers within reach with capacity left
//   spot       price_value g - spot_risk
//   other crop price_value crop_discount (spread max_m N + imitation x share of peers that changed) - crop_cost;
//              m crops the land could carry
// and leaves when the best exceeds staying. The buyer leaves when its trust falls below a bound. Agreements are not
// legally binding, so nothing else holds them (a self-enforcing agreement). Functional form and first values: prototype.
//
// Members meet to sell together. A group without an agreement, and so without a levy on sales, is the more likely to cease the
// longer it has none, less so when it buys inputs or lends together: in 2018 nearly all groups of Lago that were still
// active had their first buyer, while most of Tropico's had found others (report, chapter 6 and table D.6).

#include <vector>

#include "model/buyer/alliance_parameters.hpp"
#include "model/world.hpp"
#include "network/matching.hpp"

namespace ayni {

struct ProductParameters;

/// Months after the anniversary of funding. Assumption: between the yearly reviews, so that not all happens at once.
inline constexpr Month search_month = 6;       ///< a group without agreement looks around
inline constexpr Month dissolution_month = 3;  ///< a group may cease to meet

class Alliance {
 public:
  Alliance(const AllianceParameters& parameters, const std::vector<ProductParameters>& products, const World& world);

  /// Once a year buyers may close; groups of a closed buyer lose it at their next review, this month.
  void close_buyers(Buyers& buyer, const Streams& streams, Month t) const;
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
  void end(World& world, Index g, Cause cause, Month t) const;
  [[nodiscard]] double dissolution_chance(const Groups& group, Index g, Month t) const;
  std::uint32_t rank_candidates(const World& world, Index g, std::uint32_t pair, Month t);
  void sign(World& world, Index g, Index b, Month t) const;

  struct Crops {
    std::int64_t alternatives;
    double volatility, freight_per_hour, perennial;
  };
  AllianceParameters p_;
  std::vector<Crops> crops_;  // by product
  DeferredAcceptance matching_;
  std::vector<std::uint32_t> first_, candidate_, assignment_;
  std::vector<double> score_, preference_, demand_;
};

}  // namespace ayni
