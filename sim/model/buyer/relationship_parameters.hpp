#pragma once
// What a relationship between a group and its buyer is worth to each, and how long what was learnt of a partner lasts.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [relationship]
struct RelationshipParameters {
  double discount_per_year = 0.8;
  double value_to_group = 0.015;
  double value_to_buyer = 0.02;
  double value_of_advances = 0.03;
  double grant_pull = 0.05;
  double rent_memory = 0.7;
  double rent_limit = 0.25;
  double trust_memory = 0.8;
  double earlier_damage = 0.1;
  std::int64_t suspension_months = 12;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("discount_per_year", p.discount_per_year,
                 {"1/year", 0.0, 0.99, "what a boliviano of next year is worth today to groups and buyers",
                  "assumption: 0.7 to 0.9"});
    visit.number(
        "value_to_group", p.value_to_group,
        {"1", -1.0, 1.0,
         "what an agreement is worth to a group beside its price, as a share of a year's sales: an outlet that is "
         "sure, no search",
         "analysis/fit.py, to the survival figures"});
    visit.number("value_to_buyer", p.value_to_buyer,
                 {"1", -1.0, 1.0, "the same to the buyer: a supply that is sure and known", "assumption"});
    visit.number("value_of_advances", p.value_of_advances,
                 {"1", 0.0, 1.0, "what it is worth in addition to a group whose buyer gives advances", "assumption"});
    visit.number(
        "grant_pull", p.grant_pull,
        {"1", 0.0, 5.0,
         "what it is worth in addition to a group whose whole grant is still to come, less the discount for the "
         "months it takes",
         "assumption: some agreements were signed for the grant's sake"});
    visit.number("rent_memory", p.rent_memory,
                 {"1", 0.0, 0.999,
                  "weight of the past in what each side expects to gain over its other options, a year", "assumption"});
    visit.number(
        "rent_limit", p.rent_limit,
        {"1", 0.0, 10.0, "largest yearly gain or loss either side expects, as a share of the price", "assumption"});
    visit.number("trust_memory", p.trust_memory,
                 {"1/year", 0.0, 1.0, "share of what was learnt of a former partner that is left after a year",
                  "assumption: 0.7 to 0.9"});
    visit.number("earlier_damage", p.earlier_damage,
                 {"1", 0.0, 1.0, "mean damage of a settlement in trade before the project that lasted until then",
                  "assumption: well below that of new alliances"});
    visit.count(
        "suspension_months", p.suspension_months,
        {"months", 1, 1200, "how long an agreement may be suspended before it is at an end", "assumption: a season"});
  }
};

}  // namespace ayni
