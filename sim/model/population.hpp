#pragma once
// The households of a country at the start of a run: farms, other income, savings, members, neighbours and migrants.
//
// Farm and other income are lognormal among the households of a group, whose means follow the group's wealth; savings are
// uniform up to twice the mean in months of income. Spreads and shares: assumptions, see their parameters.

namespace ayni {

struct Scenario;
struct World;

/// How many households there will be, about: members, neighbours and migrants of all groups.
[[nodiscard]] double expected_households(const Scenario& scenario);

/// Gives every group of `world` its block of households. Groups must have their traits already.
void settle_households(World& world, const Scenario& scenario);

}  // namespace ayni
