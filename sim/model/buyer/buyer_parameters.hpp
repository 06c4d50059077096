#pragma once
// Buyers as firms: what each kind of them earns, what it costs to collect from groups, how it is financed.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

enum class BuyerKind { dairy, exporter, wholesaler, processor, local_trader };

inline const ChoiceNames buyer_kinds{"dairy", "exporter", "wholesaler", "processor", "local_trader"};

/// Longest delay with which a buyer's own customers pay, in months.
inline constexpr std::int64_t longest_outlet_delay = 6;

/// [buyer.<kind>]. Shares of capital are of what the part of the firm that buys from groups needs; `firm_capital_bs` is
/// the whole firm, other business included.
struct BuyerKindParameters {
  double outlet_margin = 0.155;
  double handling_cost_share = 0.06;
  double trip_cost_bs = 150.0;
  double working_capital_share = 0.25;
  double credit_limit = 1.5;
  std::int64_t outlet_months = 1;
  double sunk_share = 0.3;
  double firm_capital_bs = 1.0e6;
  double entry_cost_bs = 0.0;
  double presold_share = 0.0;
  double overhead_share = 0.03;
  double least_investment_bs = 100000.0;
  std::int64_t firm_catchments = 1;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "outlet_margin", p.outlet_margin,
        at_start(About{"1", -0.9, 10.0, "what the buyer's own outlet pays over the index, as a share of the index",
                       "assumption: so that a buyer among the usual number of rivals pays about the index"}));
    visit.number("handling_cost_share", p.handling_cost_share,
                 {"1", 0.0, 5.0,
                  "cost of cleaning, processing and selling a unit as a share of the price level at the start; rises "
                  "with general prices",
                  "assumption"});
    visit.number(
        "trip_cost_bs", p.trip_cost_bs,
        {"Bs a settlement", 0.0, 1e6,
         "fixed cost of each collection from a group, prices of the base year: makes small and scattered groups dear",
         "assumption"});
    visit.number(
        "working_capital_share", p.working_capital_share,
        at_start(About{"1", 0.0, 10.0, "own funds at the start as a share of a year's purchases at capacity; median",
                       "assumption"}));
    visit.number("credit_limit", p.credit_limit,
                 {"1", 0.0, 20.0, "most a buyer can borrow, as a multiple of its own funds",
                  "assumption: 1 to 3, what banks lend against a small firm's capital"});
    visit.count("outlet_months", p.outlet_months,
                {"months", 0, static_cast<double>(longest_outlet_delay),
                 "how long the buyer's own customers take to pay", "assumption"});
    visit.number(
        "sunk_share", p.sunk_share,
        {"1", 0.0, 100.0,
         "losses beyond its own funds with which a buyer still goes on, as a share of those of the start: what is "
         "sunk in plant and brand",
         "assumption; the largest dairy lost USD 6.3 million in a year and stayed (press)"});
    visit.number(
        "firm_capital_bs", p.firm_capital_bs,
        at_start(About{"Bs", 0.0, 1e12,
                       "median own funds of the whole firm, beside which the support of models 2 and 3 is weighed",
                       "assumption: far above what those models offered (report, chapter 4)"}));
    visit.number(
        "entry_cost_bs", p.entry_cost_bs,
        at_start(About{"Bs", 0.0, 1e9, "cost of opening where volume is unserved; 0: buyers of this kind never enter",
                       "assumption: 10,000 to 30,000 for a trader"}));
    visit.number(
        "presold_share", p.presold_share,
        {"1", 0.0, 1.0,
         "share of what it buys at a fixed price that it has sold on at a price fixed at the same time, so that it "
         "cannot follow a boom",
         "assumption: exporters and processors deliver against orders"});
    visit.number(
        "overhead_share", p.overhead_share,
        {"1/year", 0.0, 5.0,
         "costs that do not depend on what it buys, as a share of a year's purchases at capacity in the prices of "
         "the start; rise with general prices",
         "assumption: what the usual margin on the usual volume leaves little of"});
    visit.number(
        "least_investment_bs", p.least_investment_bs,
        {"Bs", 0.0, 1e12,
         "smallest plant, or entry to a market, worth building at the size of such a firm, prices of the base year",
         "assumption: USD 1 million for a dairy, 0.3 million for an exporter, little for a small processor"});
    visit.count("firm_catchments", p.firm_catchments,
                at_start(About{"catchments", 1, 1e6,
                               "most catchments, neighbours in the order of the regions, in which a firm buys with one "
                               "pool of capital",
                               "assumption: the largest dairy has plants in three regions, others in one or two"}));
  }
};

/// [buyer]
struct BuyerParameters {
  // outlet margin, handling, trip, working capital, credit limit, outlet months, sunk, firm capital, entry, presold,
  // overhead, least investment, catchments of a firm
  BuyerKindParameters dairy{0.45, 0.30, 60.0, 0.03, 2.0, 1, 2.0, 2.0e7, 0.0, 0.0, 0.04, 8.0e6, 3};
  BuyerKindParameters exporter{0.25, 0.10, 400.0, 0.10, 2.0, 2, 1.0, 4.0e6, 0.0, 0.5, 0.05, 2.4e6, 3};
  BuyerKindParameters wholesaler{0.155, 0.06, 150.0, 0.06, 1.5, 0, 0.3, 1.0e6, 6.0e4, 0.0, 0.03, 1.0e5};
  BuyerKindParameters processor{0.73, 0.30, 200.0, 0.10, 1.5, 1, 0.7, 1.0e6, 0.0, 0.5, 0.14, 1.0e5};
  BuyerKindParameters local_trader{0.20, 0.05, 100.0, 0.06, 1.0, 0, 0.1, 1.0e6, 2.0e4, 0.0, 0.04, 5.0e4};
  double capital_sigma = 0.8;
  double outlet_spread = 0.02;
  double interest_per_year = 0.15;
  double dividend_share = 0.5;
  double advances_share = 0.16;
  double density = 1.0;
  double capacity_spread = 0.5;
  double entrants_share = 0.5;
  double other_suppliers_share = 0.4;
  double entry_years = 5.0;
  double supply_elasticity = 1.0;
  double conduct = 1.0;
  double nearness_hours = 3.0;
  double bargaining_base = 0.1;
  double bargaining_jointly = 0.1;
  double bargaining_broker = 0.1;
  double owners_reserve_share = 0.05;

  [[nodiscard]] const BuyerKindParameters& of(BuyerKind kind) const noexcept {
    switch (kind) {
      case BuyerKind::dairy:
        return dairy;
      case BuyerKind::exporter:
        return exporter;
      case BuyerKind::processor:
        return processor;
      case BuyerKind::local_trader:
        return local_trader;
      case BuyerKind::wholesaler:
        break;
    }
    return wholesaler;
  }

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.table("dairy", p.dairy, "dairies");
    visit.table("exporter", p.exporter, "exporters");
    visit.table("wholesaler", p.wholesaler, "wholesalers");
    visit.table("processor", p.processor, "processors");
    visit.table("local_trader", p.local_trader, "local traders");
    visit.number(
        "capital_sigma", p.capital_sigma,
        at_start(About{"1", 0.0, 3.0, "standard deviation of the logarithm of buyers' own funds", "assumption"}));
    visit.number(
        "outlet_spread", p.outlet_spread,
        at_start(About{"1", 0.0, 1.0, "spread of what the outlets of buyers of a kind pay, as a share of the index",
                       "assumption"}));
    visit.number("interest_per_year", p.interest_per_year,
                 {"1/year", 0.0, 2.0, "interest on what a buyer borrows", "assumption: 12 to 18 percent"});
    visit.number("dividend_share", p.dividend_share,
                 {"1", 0.0, 1.0,
                  "share of own funds beyond those of the start, in prices of the day, that owners take out "
                  "each year",
                  "assumption"});
    visit.number("advances_share", p.advances_share,
                 at_start(About{"1", 0.0, 1.0, "share of buyers that give advances", "report, chapter 6: 16 percent",
                                0.0, 0.6}));
    visit.number(
        "density", p.density,
        at_start(About{
            "1", 0.0, 20.0,
            "buyers around a market town, for each that the region's products have (buyers_per_catchment); they share "
            "the same capacity",
            "1: as declared", 0.5, 2.0}));
    visit.number("capacity_spread", p.capacity_spread,
                 at_start(About{"1", 0.0, 1.0,
                                "how far a buyer's capacity lies from its share at most, as a share of it; uniform",
                                "assumption"}));
    visit.number(
        "entrants_share", p.entrants_share,
        at_start(About{"1", 0.0, 10.0, "buyers that could enter a catchment, for each that is there at the start",
                       "assumption"}));
    visit.number(
        "other_suppliers_share", p.other_suppliers_share,
        {"1", 0.0, 1.0,
         "share of its capacity that a buyer fills from others than groups, at the spot price or, where there is "
         "one, the administered price",
         "assumption"});
    visit.number(
        "entry_years", p.entry_years,
        {"years", 0.1, 100.0, "within how long a buyer that enters wants the cost of entry back", "assumption"});
    visit.number(
        "supply_elasticity", p.supply_elasticity,
        {"1", 0.05, 50.0, "elasticity of what groups within reach supply to their price", "assumption: 0.7 to 1.5"});
    visit.number(
        "conduct", p.conduct,
        {"1", 0.0, 10.0, "how buyers compete: 0 as price takers, 1 as Cournot oligopsonists, above as if in collusion",
         "assumption: estimates run from competition (Casaburi and Reed 2022) to collusion (Bergquist and "
         "Dinerstein 2020)",
         0.2, 2.0});
    visit.number("nearness_hours", p.nearness_hours,
                 {"hours", 0.01, 1000.0, "road at which a buyer counts half as a rival for a group", "assumption"});
    visit.number("bargaining_base", p.bargaining_base,
                 {"1", 0.0, 1.0, "share of the markdown that any group wins back", "assumption: 0 to 0.3"});
    visit.number("bargaining_jointly", p.bargaining_jointly,
                 {"1", 0.0, 1.0, "share it wins back in addition when its members negotiate together",
                  "assumption: 0.05 to 0.2"});
    visit.number("bargaining_broker", p.bargaining_broker,
                 {"1", 0.0, 1.0, "share it wins back in addition with a broker of average skill",
                  "report: brokers improved terms; amount assumption, 0.05 to 0.2"});
    visit.number(
        "owners_reserve_share", p.owners_reserve_share,
        {"1", 0.0, 1.0,
         "what a buyer that belongs to producers keeps for overheads and reserves, over the index; the rest of "
         "what a unit is worth to it is the price",
         "assumption: overheads of 3 to 5 percent of sales; pays its net value, as Helmberger and Hoos 1962"});
  }
};

}  // namespace ayni
