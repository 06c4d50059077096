#pragma once
// What models 2 and 3 build for a buyer, what that earns and costs, and what a buyer asks of it.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [support]
struct SupportParameters {
  double share_most = 0.7;
  double plant_cost_share = 0.6;
  double plant_gain = 0.10;
  double market_cost_share = 0.3;
  double market_gain = 0.08;
  double market_strictness = 1.5;
  std::int64_t market_delay_months = 2;
  double paperwork_bs = 20000.0;
  std::int64_t life_years = 8;
  double return_wanted = 0.15;
  double least_share_of_capital = 0.05;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "share_most", p.share_most,
        {"1", 0.0, 1.0, "most of what a plant or a market costs that the project pays; the owner pays the rest",
         "assumption: producers' plans were paid to 70 percent"});
    visit.number("plant_cost_share", p.plant_cost_share,
                 {"1", 0.0, 100.0, "cost of a plant for what a group has agreed, over the value of a year of it",
                  "assumption: 0.3 to 1"});
    visit.number("plant_gain", p.plant_gain,
                 {"1", 0.0, 10.0,
                  "what a unit processed there brings in addition, less the running cost, as a share of the index",
                  "assumption: 0.05 to 0.2"});
    visit.number("market_cost_share", p.market_cost_share,
                 {"1", 0.0, 100.0,
                  "cost of reaching a better market (certificates, samples, cold chain), over the value of a year of "
                  "what a group has agreed",
                  "assumption: 0.1 to 0.6"});
    visit.number(
        "market_gain", p.market_gain,
        {"1", 0.0, 10.0, "what a unit brings in addition there, as a share of the index", "assumption: 0.05 to 0.2"});
    visit.number("market_strictness", p.market_strictness,
                 {"1", 1.0, 100.0, "what a buyer turns away for that market over what it turns away for the usual one",
                  "assumption: 1 to 3"});
    visit.count("market_delay_months", p.market_delay_months,
                {"months", 0, 6, "how much later that market pays than the buyer's usual one", "assumption: 1 to 3"});
    visit.number("paperwork_bs", p.paperwork_bs,
                 {"Bs", 0.0, 1e9, "what plan, audited accounts and inspections cost the buyer, prices of the base year",
                  "assumption: USD 1,000 to 5,000"});
    visit.count("life_years", p.life_years,
                {"years", 1, 100, "how long a plant or a market lasts", "assumption: 5 to 12"});
    visit.number("return_wanted", p.return_wanted,
                 {"1/year", 0.0, 2.0, "at which a buyer discounts what it earns later",
                  "assumption: what its credit costs, 12 to 18 percent"});
    visit.number(
        "least_share_of_capital", p.least_share_of_capital,
        {"1", 0.0, 10.0, "least gain, over own funds of the whole firm, for which an owner bothers with the project",
         "assumption; the models found no takers among buyers with much capital (report, chapter 4)"});
  }
};

}  // namespace ayni
