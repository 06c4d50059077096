#pragma once
// Rules of the project cycle.

#include <cstdint>
#include <vector>

#include "core/parameter.hpp"

namespace ayni {

/// [project]
struct ProjectParameters {
  bool enabled = true;
  double budget_usd = 60e6;
  double bolivianos_per_usd = 7.5;
  double administration_share = 0.235;
  std::int64_t administration_months = 90;
  std::vector<double> call_months{-4, 8, 18, 28, 40, 52};
  std::vector<double> call_shares{0.05, 0.14, 0.19, 0.25, 0.22, 0.15};
  double campaign_reach = 0.85;
  double word_of_mouth = 0.4;
  bool requires_buyer = true;
  double counterpart_share = 0.30;
  double municipal_counterpart_share = 0.0;
  double in_kind_cap = 0.15;
  std::int64_t tranches = 3;
  std::int64_t tranche_interval_months = 4;
  bool tranches_after_sale = true;
  std::int64_t disbursement_lag_months = 1;
  double demoralisation_per_month = 0.01;
  std::int64_t patience_months = 3;
  double failure_breaks = 0.23;
  double grant_factor = 1.0;
  double assistance_share = 0.12;
  double plans_with_advice = 0.59;
  bool offer_processing = true;
  bool offer_marketing = true;
  double buyer_support_usd = 4000.0;
  double legalisation_months_max = 12.0;
  double preparation_months = 4.0;
  std::int64_t board_interval_months = 3;
  std::int64_t boards_tried = 4;
  double screening_threshold = -1.5;
  double appraisal_error = 0.6;
  double political_bias = 0.0;
  double targeting_need = 0.0;
  double eligible_hours = 3.0;
  double appraisal_return = 0.5;
  double application_spread = 0.5;
  double interest_spread = 0.25;
  double application_discount = 0.25;
  double expected_terms_gain = 0.05;
  double application_years = 8.0;
  double application_cost_bs = 150.0;
  double legalisation_cost_bs = 200.0;
  double reserve_months = 0.5;
  double solidarity_base = 0.7;
  double solidarity_cohesion = 0.5;
  double broker_fee_usd = 1200.0;
  double bank_incentive_chance = 0.02;
  double advance_share = 0.15;
  double investment_sigma = 0.35;
  double legalisation_shortest_share = 0.25;
  double preparation_spread = 0.5;
  double preparation_without_broker = 1.5;
  double inexperience_penalty = 0.3;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.flag("enabled", p.enabled, at_start(AboutText{"whether there is a project at all", "report", Lever::yes}));
    visit.number("budget_usd", p.budget_usd,
                 at_start(About{"USD", 0.0, 1e11,
                                "public money for the whole project at size one; alliances, support and administration",
                                "report, table 3.1: 79.74 million less 19.80 from beneficiaries", 30e6, 90e6}));
    visit.number("bolivianos_per_usd", p.bolivianos_per_usd,
                 at_start(About{"Bs/USD", 0.1, 1000.0, "exchange rate for budgets and plans",
                                "official rate, 8.0 in 2007 to 6.96 from 2011"}));
    visit.number("administration_share", p.administration_share,
                 {"1", 0.0, 0.9, "share of the budget for administration and institutional support",
                  "report, table 3.1: (5.14 + 8.93) / 59.94"});
    visit.count("administration_months", p.administration_months,
                {"months", 1, 1200, "months over which that is spent", "report: 2007 to mid-2014"});
    visit.numbers("call_months", p.call_months,
                  at_start(About{"months",
                                 -24.0,
                                 1200.0,
                                 "months of the calls since the start; a negative one was held before it",
                                 "report, chapter 2; dates assumption held against table A.2",
                                 untried,
                                 untried,
                                 {"[-4, 2, 8, 14, 20, 26]", "[-4, 14, 30, 46, 62, 78]"}}));
    visit.numbers("call_shares", p.call_shares,
                  at_start(About{"1",
                                 0.0,
                                 1.0,
                                 "share of the alliance money for each call",
                                 "assumption held against table A.2",
                                 untried,
                                 untried,
                                 {"[0.30, 0.25, 0.20, 0.15, 0.05, 0.05]", "[0.02, 0.06, 0.10, 0.20, 0.27, 0.35]"}}));
    visit.number("campaign_reach", p.campaign_reach,
                 at_start(About{"1", 0.0, 1.0, "share of the groups that the project's campaign tells of a call",
                                "assumption: radio and workshops reach most", 0.5, 1.0}));
    visit.number(
        "word_of_mouth", p.word_of_mouth,
        {"1", 0.0, 1.0,
         "chance that a group hears of a call from the groups it knows when all of them have a signed plan; in "
         "proportion to how many have",
         "assumption: imitation of 0.4 a year (Bass 1969)", 0.0, 1.0});
    visit.flag("requires_buyer", p.requires_buyer,
               {"whether a plan is funded only with a buyer that has signed; without, groups sell on the open market",
                "report, chapter 2: an alliance has a buyer", Lever::yes});
    visit.number(
        "municipal_counterpart_share", p.municipal_counterpart_share,
        {"1", 0.0, 1.0,
         "share of each tranche of the counterpart that the municipality pays, as far as what it has free goes",
         "0: producers paid it (report, table D.1)", 0.0, 0.5});
    visit.number("counterpart_share", p.counterpart_share,
                 {"1", 0.0, 1.0, "share of the plan the producers pay", "report, table D.1", 0.1, 0.5});
    visit.number("in_kind_cap", p.in_kind_cap,
                 {"1", 0.0, 1.0, "share of the counterpart that labour and materials may cover",
                  "report, chapter 4 (some in kind); amount assumption", 0.0, 0.5});
    visit.count(
        "tranches", p.tranches,
        {"tranches", 1, 24, "in how many parts counterpart and grant are paid", "report, chapter 4: 3 to 4", 1, 6});
    visit.count("tranche_interval_months", p.tranche_interval_months,
                {"months", 1, 24, "from one counterpart to the next", "assumption", 2, 8});
    visit.flag("tranches_after_sale", p.tranches_after_sale,
               {"whether counterparts are dated in the month after members have sold", "assumption", Lever::yes});
    visit.count("disbursement_lag_months", p.disbursement_lag_months,
                {"months", 0, 36, "from a paid counterpart to the disbursement", "assumption", 0, 18});
    visit.number("demoralisation_per_month", p.demoralisation_per_month,
                 {"1/month", 0.0, 1.0, "cohesion lost for each month a tranche hangs, whoever is late",
                  "report, chapter 6 (demoralisation); amount assumption"});
    visit.count(
        "patience_months", p.patience_months,
        {"months", 0, 36, "how long a group may be short of a tranche before the project decides", "assumption"});
    visit.number(
        "failure_breaks", p.failure_breaks,
        {"1", 0.0, 1.0, "chance that a tranche still short then ends the alliance", "prototype; fixed before fitting"});
    visit.number("grant_factor", p.grant_factor,
                 {"1", 0.0, 10.0, "size of plans against the regional mean; 0: no plan, the agreement alone",
                  "1: as it was", 0.5, 2.0});
    visit.number("assistance_share", p.assistance_share,
                 {"1", 0.0, 1.0, "share of the plan for technical assistance rather than goods",
                  "report, chapter 4 (under-bought); amount assumption", 0.0, 0.3});
    visit.number("plans_with_advice", p.plans_with_advice,
                 {"1", 0.0, 1.0,
                  "share of plans that spend it on hired advice, by management; the others buy goods for it and get "
                  "by with the project's training",
                  "report, chapter 4: 59 percent used subproject funds to hire technical assistance", 0.2, 1.0});
    visit.flag("offer_processing", p.offer_processing,
               {"model 2, which also funds the buyer's processing", "report, chapter 2", Lever::yes});
    visit.flag("offer_marketing", p.offer_marketing,
               {"model 3, which also funds the buyer's marketing", "report, chapter 2", Lever::yes});
    visit.number("buyer_support_usd", p.buyer_support_usd,
                 {"USD", 0.0, 1e7, "most that models 2 and 3 give the buyer of an alliance",
                  "report, chapter 4 (small beside the buyers' capital); amount assumption", 0.0, 40e3});
    visit.number(
        "legalisation_months_max", p.legalisation_months_max,
        {"months", 0.0, 60.0, "longest time a young group needs to become a legal entity", "report, chapter 4"});
    visit.number("preparation_months", p.preparation_months,
                 {"months", 0.0, 60.0, "mean time to prepare a proposal", "assumption"});
    visit.count("board_interval_months", p.board_interval_months,
                {"months", 1, 60, "from one board of the project to the next", "assumption"});
    visit.count("boards_tried", p.boards_tried,
                {"boards", 1, 60, "boards a proposal may wait for money or a buyer", "assumption"});
    visit.number(
        "screening_threshold", p.screening_threshold,
        {"standard deviations", -10.0, 10.0,
         "lowest score that is funded; need counts for the order only, and disfavour too", "assumption", -3.0, 0.5});
    visit.number("appraisal_error", p.appraisal_error,
                 {"standard deviations", 0.0, 10.0,
                  "error with which a group's management is appraised; the board knows it and trusts appraisals the "
                  "less the larger it is",
                  "assumption", 0.0, 2.0});
    visit.number("political_bias", p.political_bias,
                 {"standard deviations", 0.0, 10.0, "weight of a municipality's political favour in the score",
                  "0: appraisal was independent (report, chapter 4)", 0.0, 2.0});
    visit.number("targeting_need", p.targeting_need,
                 {"standard deviations", -10.0, 10.0, "weight of unmet basic needs in the score",
                  "0: the poorest were not the target (report)", 0.0, 4.0});
    visit.number(
        "eligible_hours", p.eligible_hours,
        {"h", 0.0, 1000.0,
         "road time to the market town up to which a group is eligible by the project's rules; boards approve groups "
         "beyond it with money that others leave",
         "report, chapter 6 (remote groups approved against the rules); amount assumption"});
    visit.number("appraisal_return", p.appraisal_return,
                 {"standard deviations", 0.0, 10.0,
                  "score gained for each unit of the logarithm of a plan's worth over its whole cost, as the "
                  "feasibility study sees it",
                  "report, chapter 4 (plans were studied before they were funded); amount assumption", 0.0, 2.0});
    visit.number("application_spread", p.application_spread,
                 {"1", 0.01, 10.0, "spread of groups' judgement of whether they can pay", "assumption"});
    visit.number("interest_spread", p.interest_spread,
                 {"1", 0.01, 10.0, "spread of groups' judgement of whether an alliance is worth its cost",
                  "assumption: not identified"});
    visit.number("application_discount", p.application_discount,
                 {"1/year", 0.0, 2.0, "rate at which poor households discount what a plan will bring",
                  "assumption, between a bank's and a moneylender's"});
    visit.number(
        "expected_terms_gain", p.expected_terms_gain,
        {"1", 0.0, 2.0, "what members expect a buyer's terms to add to their income from the product", "assumption"});
    visit.number("application_years", p.application_years,
                 {"years", 0.0, 50.0, "for how many years they count on it", "assumption: the life of most goods"});
    visit.number(
        "application_cost_bs", p.application_cost_bs,
        {"Bs", 0.0, 1e5,
         "what applying costs a member in days and papers with a broker's help, at the prices of the base year",
         "assumption"});
    visit.number(
        "legalisation_cost_bs", p.legalisation_cost_bs,
        {"Bs", 0.0, 1e5, "what becoming a legal entity costs a member of a young group, at the prices of the start",
         "report, chapter 4 (young groups had to be legalised); amount assumption"});
    visit.number("reserve_months", p.reserve_months,
                 {"months", 0.0, 24.0, "spending a household keeps back from a counterpart", "assumption"});
    visit.number("solidarity_base", p.solidarity_base,
                 {"1", 0.0, 2.0,
                  "share of members' spare cash a group without cohesion can raise; richer members lend to poorer ones",
                  "prototype fit"});
    visit.number("solidarity_cohesion", p.solidarity_cohesion,
                 {"1", 0.0, 2.0, "what full cohesion adds to it", "prototype fit"});
    visit.number("broker_fee_usd", p.broker_fee_usd,
                 {"USD", 0.0, 1e6, "paid to the broker of each signed alliance", "assumption"});
    visit.number(
        "advance_share", p.advance_share,
        {"1", 0.0, 1.0, "most that a buyer which gives advances lends a group, as a share of a year's deliveries",
         "assumption; report, chapter 6: 16 percent of buyers lend", 0.0, 0.3});
    visit.number("bank_incentive_chance", p.bank_incentive_chance,
                 {"1", 0.0, 1.0, "chance that a bank lends a legal group what is missing of its counterpart",
                  "report, chapter 4: 2 percent of alliances", 0.0, 0.5});
    visit.number("investment_sigma", p.investment_sigma,
                 {"1", 0.0, 3.0, "standard deviation of the logarithm of a plan's size for each member", "assumption"});
    visit.number(
        "legalisation_shortest_share", p.legalisation_shortest_share,
        {"1", 0.0, 1.0, "shortest time to become a legal entity over the longest; uniform in between", "assumption"});
    visit.number(
        "preparation_spread", p.preparation_spread,
        {"1", 0.0, 1.0, "how far the time to prepare a proposal lies from its mean at most, as a share of it; uniform",
         "assumption"});
    visit.number("preparation_without_broker", p.preparation_without_broker,
                 {"1", 0.0, 20.0, "time to prepare a proposal without a broker over that with one", "assumption"});
    visit.number("inexperience_penalty", p.inexperience_penalty,
                 {"standard deviations", 0.0, 10.0, "score lost by groups younger than a year", "assumption"});
  }
};

}  // namespace ayni
