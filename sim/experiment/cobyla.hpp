#pragma once
// Minimising under constraints without derivatives: Powell's COBYLA (1994, Advances in Optimization and Numerical
// Analysis), which fits linear functions to values at the corners of a simplex that it moves and shrinks, as NLopt has it
// (Johnson, The NLopt nonlinear-optimization package). The same values bring the same path.

#include <cstddef>
#include <functional>
#include <vector>

namespace ayni {

/// What a place is worth. All numbers are finite.
struct PlaceValue {
  double loss = 0.0;           ///< to be minimised
  std::vector<double> excess;  ///< of each constraint, met where at most 0
};

/// Tries places in the unit cube, one after the other, until the simplex is smaller than `tolerance`. What is found is
/// for the caller to remember, who sees all places and ends the search early by an exception, which passes.
void minimise_in_cube(std::vector<double> start, double first_step, double tolerance, std::size_t constraints,
                      const std::function<PlaceValue(const std::vector<double>&)>& value_at);

}  // namespace ayni
