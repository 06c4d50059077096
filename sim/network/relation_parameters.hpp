#pragma once
// What decides who knows whom.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [relations]
struct RelationParameters {
  static constexpr bool fixed_at_start = true;

  std::int64_t broker_reach_hops = 2;
  double broker_presence = 1.0;
  double broker_contact_share = 0.6;
  double broker_service_share = 0.8;
  double broker_range_hours = 1.5;
  double collection_range_hours = 0.7;
  double search_range_hours = 2.0;
  std::int64_t peers_named = 2;
  double peer_range_hours = 1.0;
  double cross_product_weight = 0.25;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("broker_reach_hops", p.broker_reach_hops,
                {"ties", 0.0, 10.0,
                 "acquaintances from a broker within which groups learn of the buyers it knows; 0 means "
                 "that brokers introduce nobody",
                 "assumption"});
    visit.number("broker_presence", p.broker_presence,
                 {"1", 0.0, 1.0,
                  "share of brokers in business; without them groups know only the buyers who collect in "
                  "their municipality and those they find by themselves",
                  "assumption"});
    visit.number("broker_contact_share", p.broker_contact_share,
                 {"1", 0.0, 1.0, "share of its catchment's buyers that a broker of skill 1 knows", "assumption"});
    visit.number("broker_service_share", p.broker_service_share,
                 {"1", 0.0, 1.0, "share of the groups of its own municipality that a broker serves", "assumption"});
    visit.number("broker_range_hours", p.broker_range_hours,
                 {"h", 0.01, 1000.0, "road time over which the share of groups a broker serves falls by a factor e",
                  "assumption"});
    visit.number(
        "collection_range_hours", p.collection_range_hours,
        {"h", 0.01, 1000.0, "road time over which the chance that a buyer collects falls by a factor e", "assumption"});
    visit.number("search_range_hours", p.search_range_hours,
                 {"h", 0.01, 1000.0,
                  "road time over which the chance that a group finds a buyer of its product by itself falls by a "
                  "factor e; from its municipality to the buyer's",
                  "assumption: a day's way there and back; report, chapter 6 (brokers seldom opened markets)"});
    visit.count(
        "peers_named", p.peers_named,
        {"ties", 0.0, 50.0, "other groups each group names as acquaintances; ties hold both ways", "assumption"});
    visit.number(
        "peer_range_hours", p.peer_range_hours,
        {"h", 0.01, 1000.0, "road time over which the weight of another group falls by a factor e", "assumption"});
    visit.number("cross_product_weight", p.cross_product_weight,
                 {"1", 0.0, 1.0, "weight of groups of another product among possible peers", "assumption"});
  }
};

}  // namespace ayni
