#pragma once
// What decides how agreements are reviewed, broken and made anew.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [alliance]
struct AllianceParameters {
  double match_spread_quality = 0.8;
  double management_quality = 0.4;
  double inexperience_penalty = 2.0;
  double broker_quality = 1.0;
  bool latent_quality = true;
  double review_damage = 0.15;
  std::int64_t price_renewal_years = 1;
  double trust_value = 1.45;
  double trust_neutral = 0.5;
  double review_noise = 0.18;
  double management_loyalty = 0.1;
  double price_value = 2.07;
  double search_spread = 0.046;
  double switching_cost = 0.068;
  double spot_risk = 0.0;
  double crop_discount = 0.8;
  double crop_cost = 0.1;
  double crop_persistence = 0.5;
  double crop_imitation = 0.4;
  double buyer_trust_bound = 0.74;
  double meeting_days = 1.65;
  double company_days = 4.0;
  double benefit_noise_days = 4.0;
  std::int64_t poor_years_borne = 2;
  double rematch_chance = 0.39;
  bool standby_buyer = false;
  std::int64_t minimum_members = 8;
  double reason_bound = 0.9;
  double trade_preference_noise = 0.1;
  double candidate_capacity_share = 0.5;
  double offer_weight = 0.5;
  double crop_advantage_limit = 0.5;
  std::int64_t avoidance_months = 24;
  double signing_discount = 0.1;
  double signing_discount_for_grant = 0.15;
  double score_management = 0.2;
  double score_hours = 0.05;
  double volume_memory = 0.5;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("match_spread_quality", p.match_spread_quality,
                 {"standard deviations", 0.0, 5.0, "spread of the match quality that nobody knows at signing",
                  "first fit to the survival figures, from the prototype"});
    visit.number(
        "management_quality", p.management_quality,
        {"standard deviations", 0.0, 5.0, "match quality gained for each standard deviation of the group's management",
         "first fit to the survival figures, from the prototype"});
    visit.number("inexperience_penalty", p.inexperience_penalty,
                 {"standard deviations", 0.0, 5.0, "match quality lost by groups younger than a year",
                  "set by hand before the fit; report, chapter 6 (no experience with the product)"});
    visit.number("broker_quality", p.broker_quality,
                 {"standard deviations", 0.0, 5.0, "match quality gained for each unit of the broker's skill above 1",
                  "assumption"});
    visit.flag("latent_quality", p.latent_quality,
               {"whether matches differ in quality; off for ablations", "assumption"});
    visit.number("review_damage", p.review_damage,
                 {"1", 0.0, 1.0, "damage in one settlement from which the group reviews the alliance at once",
                  "first fit to the survival figures, from the prototype"});
    visit.count("price_renewal_years", p.price_renewal_years,
                {"years", 1, 100,
                 "years from one renegotiation of the fixed price to the next, at a yearly review; in between it "
                 "stays as it is",
                 "1: assumption", 1, 5});
    visit.number("trust_value", p.trust_value,
                 {"utility", 0.0, 100.0, "value of trust to a group that considers leaving",
                  "analysis/fit.py, to the survival figures"});
    visit.number("trust_neutral", p.trust_neutral,
                 {"1", 0.0, 1.0, "trust at which staying is worth nothing in itself",
                  "first fit to the survival figures, from the prototype"});
    visit.number("review_noise", p.review_noise,
                 {"utility", 0.0, 10.0, "spread of what else weighs in a review", "set by hand before the fit"});
    visit.number("management_loyalty", p.management_loyalty,
                 {"utility", 0.0, 10.0, "value of staying for each standard deviation of management",
                  "first fit to the survival figures, from the prototype"});
    visit.number("price_value", p.price_value,
                 {"utility", 0.0, 100.0, "value of a price advantage of one, that is of the whole price",
                  "first fit to the survival figures, from the prototype"});
    visit.number("search_spread", p.search_spread,
                 {"1", 0.0, 2.0, "spread of other buyers' first offers",
                  "first fit to the survival figures, from the prototype"});
    visit.number("switching_cost", p.switching_cost,
                 {"utility", -10.0, 100.0, "cost of changing the buyer",
                  "set by hand to an earlier short fit to the survival figures"});
    visit.number("spot_risk", p.spot_risk,
                 {"utility", -10.0, 100.0, "cost of selling without an agreement",
                  "set by hand after the first fit, to the survival figures"});
    visit.number("crop_discount", p.crop_discount,
                 {"1", 0.0, 5.0, "share of another crop's margin that survives the change",
                  "first fit to the survival figures, from the prototype"});
    visit.number("crop_cost", p.crop_cost,
                 {"utility", -10.0, 100.0, "cost of changing the crop",
                  "first fit to the survival figures, from the prototype"});
    visit.number(
        "crop_imitation", p.crop_imitation,
        {"1", 0.0, 2.0, "margin a group expects in addition when all the groups it knows have changed their crop",
         "assumption: imitation of 0.4 (Bass 1969), as by word of mouth; all changes of table D.7 in one "
         "municipality"});
    visit.number(
        "crop_persistence", p.crop_persistence,
        {"1/year", 0.0, 1.0, "share of another crop's price advantage that is left after a year", "assumption"});
    visit.number(
        "buyer_trust_bound", p.buyer_trust_bound,
        {"1", 0.0, 2.0, "trust below which a buyer gives the group up, over the trust at signing (trust.prior_mean)",
         "analysis/fit.py, to the survival figures"});
    visit.number("meeting_days", p.meeting_days,
                 {"days/year", 0.0, 365.0, "days a year that a group takes of each member",
                  "analysis/fit.py, to the survival figures"});
    visit.number(
        "company_days", p.company_days,
        {"days/year", 0.0, 365.0,
         "days that a fully cohesive group is worth to a member for itself; one without cohesion costs as many",
         "assumption"});
    visit.number("benefit_noise_days", p.benefit_noise_days,
                 {"days/year", 0.0, 365.0, "spread of what else weighs when members ask whether the group is worth it",
                  "assumption"});
    visit.count("poor_years_borne", p.poor_years_borne,
                {"years", 1, 100, "years on end not worth the time after which a group ceases to meet", "assumption"});
    visit.flag(
        "standby_buyer", p.standby_buyer,
        {"whether a group agrees with a second buyer, who takes what the first refuses and to whom it can turn at once",
         "report, chapter 6: groups had one buyer", Lever::yes});
    visit.number("rematch_chance", p.rematch_chance,
                 {"1/year", 0.0, 1.0, "chance that a group without an alliance meets any one buyer within reach again",
                  "analysis/fit.py, to the survival figures"});
    visit.count("minimum_members", p.minimum_members,
                {"households", 1, 1000, "members below which a group cannot go on", "assumption"});
    visit.number("reason_bound", p.reason_bound,
                 {"1", 0.0, 1.0, "moving average of a grievance from which the group would state it as a reason",
                  "analysis/fit.py, to the survival figures"});
    visit.number("trade_preference_noise", p.trade_preference_noise,
                 {"1", 0.0, 5.0, "spread of a group's preference among buyers that offer the same", "assumption"});
    visit.number("candidate_capacity_share", p.candidate_capacity_share,
                 {"1", 0.0, 1.0,
                  "free capacity from which another buyer is an option in a review, as a share of what the group has "
                  "contracted",
                  "assumption"});
    visit.number(
        "offer_weight", p.offer_weight,
        {"1", 0.0, 5.0, "weight of the best other buyer's offer over the present one's, each less freight, in a review",
         "assumption"});
    visit.number(
        "crop_advantage_limit", p.crop_advantage_limit,
        {"log price", 0.0, 5.0, "most that one change of crop moves a group's price, up or down", "assumption"});
    visit.count("avoidance_months", p.avoidance_months,
                {"months", 0, 1200, "how long a group does not ally again with a buyer one of the two lost trust in",
                 "assumption"});
    visit.number(
        "signing_discount", p.signing_discount,
        {"1", 0.0, 1.0,
         "how far below the spot price a group signs all the same, for a sure outlet; a group offered less does "
         "not sign",
         "assumption"});
    visit.number("signing_discount_for_grant", p.signing_discount_for_grant,
                 {"1", 0.0, 1.0, "how much further it goes for an agreement that brings the grant", "assumption"});
    visit.number("score_management", p.score_management,
                 {"1", 0.0, 10.0,
                  "score with buyers gained for each standard deviation of management; quality counts as its share",
                  "assumption"});
    visit.number("score_hours", p.score_hours,
                 {"1/hour", 0.0, 10.0, "score with a buyer lost for each hour of road to it", "assumption"});
    visit.number(
        "volume_memory", p.volume_memory,
        {"1", 0.0, 1.0, "weight of the past in the yearly volume a group expects and contracts", "assumption"});
  }
};

}  // namespace ayni
