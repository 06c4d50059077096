#pragma once
// Delivery and settlement: members deliver or side-sell, the buyer takes, rejects and pays, the group pays its members.
//
// Contract price  C = w F + (1 - w) P + premium, at least the floor; F fixed at signing or renewal, P this month's index.
// Gap             g = (S - C) / C, both net of the freight the group bears.
// Side-selling    s = 1 / (1 + exp(-(g - tolerance - b_T (T - 1/2) - b_C (cohesion - 1/2) - b_A [advance]) / scale))
// of what members could deliver; a household that is short of cash side-sells more, since traders pay on the spot.
// Sources: reports' account of side-selling in chapter 6; logistic form and first values from a prototype fit.

#include <cstdint>
#include <vector>

#include "model/buyer/trade_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// Lowest price net of freight, as a share of the contract price, so that the gap is finite however far the buyer is.
inline constexpr double lowest_net_share = 0.05;

class Trade {
 public:
  Trade(const TradeParameters& parameters, const std::vector<ProductParameters>& products);

  /// Price, fault chances and freight of a group and the buyer it has just been matched with.
  void agree(Groups& group, Index g, const Market& market) const;
  /// Freight and transport faults from the present hours to market and buyer.
  void set_freight(Groups& group, Index g) const;

  /// Pays out what buyers owed from last month.
  void collect_debts(World& world) const;
  /// Sells what the group's households have in World::sellable, `sellable` in all; a group whose buyer takes a delivery
  /// joins World::settled. Where the roads are closed all of it is lost, and a group with a buyer joins World::stranded.
  void settle(World& world, Index g, Month t, Hundredths sellable) const;

 private:
  struct Kind {
    double unit_cost, freight_per_hour, by_product_gain, label_premium, export_share;
    bool administered;
  };
  struct Faults;
  struct Offer;

  void strand(World& world, Index g) const;
  [[nodiscard]] float unit_cost(const World& world, Index g) const;
  void sell_all_on_spot(World& world, Index g, Hundredths sold) const;
  void deliver(World& world, Index g, Month t, Hundredths sellable) const;
  [[nodiscard]] Offer offer(const World& world, Index g, std::size_t c) const;
  static void owe(World& world, Index g, Index b, Centavos amount);
  [[nodiscard]] double quota_of(const Market& market, std::size_t product) const;
  [[nodiscard]] Hundredths split_deliveries(World& world, Index g, double side_selling) const;
  [[nodiscard]] double take_delivery(World& world, Index g, std::size_t c, const Offer& offer, const Faults& faults,
                                     Hundredths delivered) const;
  void record(World& world, Index g, const Offer& offer, const Faults& faults, double side_selling) const;

  TradeParameters p_;
  std::vector<Kind> kind_;  // by product
};

}  // namespace ayni
