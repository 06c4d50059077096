#pragma once
// Factors that say nothing but their parameter take what is worth trying of it, where it is a lever.

#include "design/sweep_parameters.hpp"

namespace ayni {

/// Fills range, values or levels of each factor that gives none of them and varies a lever, as its design wants them: a
/// list gets the two ends, a grid whole numbers of a count that has fewer than points. Points of a table need none.
void take_lever_ranges(SweepParameters& sweep);

}  // namespace ayni
