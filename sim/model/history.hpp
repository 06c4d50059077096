#pragma once
// Earlier trade is an input: some groups sold to their buyer for years before the project came. They know each other, so the
// trust learnt in those years is there at signing, and partners that did not suit have been left before.

namespace ayni {

struct Scenario;
struct World;

/// Draws for every group how many years it has traded with a buyer within its reach, exponential with the product's mean,
/// and with whom: the larger and nearer a buyer, the likelier. The buyer stands as the one the group knows.
void draw_earlier_trade(World& world, const Scenario& scenario);

}  // namespace ayni
