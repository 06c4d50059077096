#pragma once
// Delivery and settlement: members deliver or side-sell, the buyer takes, rejects and pays, the group pays its members.
//
// Agreed price    C = phi F + (1 - phi) m P, not below floor F nor above ceiling F, and a premium; F the season's fixed price,
//                 m the price at signing over the index, P this month's index; phi by product, less where indexed
// What is paid    C, or the nearest price that both sides honour (relationship.hpp); where there is none, nothing is delivered
// Gap             g = (S - C) / C, both net of the freight the group bears
// Side-selling    s = 1 / (1 + exp(-(g - bound) / scale)) of what members could deliver, with
//                 bound = T d / (1 - d) R n + b_C (cohesion - 1/2) + b_A [advance] + enforcement x penalty
// Own plant:      a group with a plant processes what the agreement leaves it, beyond (1 - tolerance) of the volume, where that
//                 pays more than the buyer; without agreement all that it can
// Standing ready: what the buyer has no outlet for, a second one that stands ready takes at its own price, as far as it has room,
//                 earns on it and can pay at once; what it would pay is also what the group compares its price with
// Of what it receives the group keeps a levy and pays a tax on sales; members get the rest.
// A household that is short of cash side-sells more, since traders pay on the spot.
// The group's faults, each by  logit P = base - management - vehicle - store + hours + wet - match quality:  late, poor quality,
// lost on the way; and what it delivers short of what was agreed. The buyer's: what it refuses of what was agreed, what
// it does not pay in time, a price below the market's. Each damages the trust of the other side.
// Sources: the report's account of side-selling and of reasons for dropping buyers (chapter 6, table D.7).

#include <cstdint>
#include <vector>

#include "model/buyer/buyer_parameters.hpp"
#include "model/buyer/payment.hpp"
#include "model/buyer/relationship_parameters.hpp"
#include "model/buyer/trade_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;

/// Lowest price net of freight, as a share of the contract price, so that the gap is finite however far the buyer is.
inline constexpr double lowest_net_share = 0.05;

class Trade {
 public:
  Trade(const TradeParameters& parameters, const RelationshipParameters& relationship, const BuyerParameters& buyers,
        const std::vector<ProductParameters>& products);

  /// Freight from the present hours to market and buyer, and the odds of faults under the present agreement.
  void set_way(Groups& group, Index g) const;

  /// Passes on to members what buyers pay of their debts this month.
  void collect_debts(World& world) const;
  /// Sells what the group's households have in World::sellable, as it was reaped; a group whose buyer takes a delivery
  /// joins World::settled. Where the roads are closed all of it is lost, and a group with a buyer joins
  /// World::stranded.
  void settle(World& world, Index g, Month t, const Goods& reaped) const;

 private:
  struct Kind {
    double unit_cost, freight_per_hour, label_premium, certificate, export_share, settlements, rent_memory;
    double handling, trip, presold;  // of its buyers, Bs at the prices of the base year; a share
    std::size_t outlet_months;
    bool administered;
    std::vector<double> month_share;
  };
  struct Faults;
  struct Terms;
  struct Taken;
  struct Sold {
    Hundredths units = 0;
    Centavos received = 0;  ///< after freight
  };

  void strand(World& world, Index g) const;
  void pay_tax(World& world, Index g, Centavos received) const;
  void remember(Groups& group, Index g, Reason reason, bool happened) const;
  [[nodiscard]] static double sell_in_town(World& world, Index g, double quantity, double spot);
  [[nodiscard]] Hundredths beyond_quota(const World& world, Index g, const Terms& terms, Hundredths taken) const;
  [[nodiscard]] bool buys_together(const Groups& group, Index g) const;
  [[nodiscard]] UnitPrices unit_prices(const World& world, Index g, double from_group, double on_spot) const;
  [[nodiscard]] static Hundredths on_the_books(const Groups& group, Index g, const Goods& reaped);
  static void book_spot_sales(YearBooks& year, Index g, Hundredths sold, const UnitPrices& unit);
  void reckon_inputs(World& world, Index g, Hundredths sold) const;
  void sell_all_on_spot(World& world, Index g, Month t, const Goods& reaped) const;
  void deliver(World& world, Index g, Month t, const Terms& terms, const Goods& reaped) const;
  [[nodiscard]] Terms terms_of(const World& world, Index g, Month t) const;
  [[nodiscard]] double agreed_price(const World& world, Index g) const;
  void hold(const World& world, Index g, Month t, Terms& terms) const;
  [[nodiscard]] Faults draw_faults(const World& world, Index g, Month t) const;
  static void owe(World& world, Index g, Index b, Centavos amount);
  [[nodiscard]] double quota_of(const Market& market, std::size_t product) const;
  [[nodiscard]] Hundredths split_deliveries(World& world, Index g, double side_selling) const;
  [[nodiscard]] double good_share(const Groups& group, Index g, const Faults& faults) const;
  [[nodiscard]] Hundredths accepted(const World& world, Index g, const Terms& terms, double good) const;
  void sell_on(World& world, Index g, Month t, const Terms& terms, Hundredths accepted, double quota,
               Centavos due) const;
  static void book_sales(World& world, Index b, Month t, std::size_t delay, Centavos sales, Centavos costs);
  [[nodiscard]] double plant_capacity(const World& world, Index g, Month t) const;
  [[nodiscard]] static double plant_price(const World& world, Index g, double spot);
  [[nodiscard]] Hundredths keep_for_plant(const World& world, Index g, Month t, const Terms& terms,
                                          Hundredths delivered) const;
  [[nodiscard]] double standby_price(const World& world, Index g) const;
  [[nodiscard]] Sold sell_to_standby(World& world, Index g, Month t, Hundredths left, double least_net) const;
  [[nodiscard]] Taken take_delivery(World& world, Index g, Month t, const Terms& terms, const Faults& faults,
                                    Hundredths delivered) const;
  void record(World& world, Index g, const Terms& terms, const Faults& faults, const Taken& taken,
              double side_selling) const;
  void expect(World& world, Index g, const Terms& terms) const;

  TradeParameters p_;
  double members_share_;  // of what a group receives, after its levy and the tax
  RelationshipParameters r_;
  struct Odds {
    double late, quality, transport, vehicle, store, wet;
  } odds_;                  // of a fault of the average group in the same place; factors on them
  std::vector<Kind> kind_;  // by product
};

}  // namespace ayni
