#pragma once
// The buyers of a country at the start of a run, and the firms that they belong to.
//
// The k-th buyers of a product in catchments that follow each other belong to one firm, `firm_catchments` of its kind at most:
// those whose (i + k) / firm_catchments is the same whole number, i counting the catchments where the product is grown. So
// firms overlap rather than share their borders, and nothing is drawn. Those that are not there yet are counted apart.
// A firm's wealth, owners and habit of giving advances are those drawn for its first buyer.

#include <span>

#include "network/roads.hpp"

namespace ayni {

struct Scenario;
struct World;

/// Gives `world` its buyers and firms, and groups what they expect to sell. Groups must have their households already.
void place_buyers(World& world, const Scenario& scenario, std::span<const CatchmentSite> sites);

}  // namespace ayni
