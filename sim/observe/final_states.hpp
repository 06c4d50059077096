#pragma once
// The state of every agent at the end of a run, on request (`output.detail = true`).

#include "model/world.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

void declare_final_states(Catalogue& catalogue);
void write_final_states(const World& world, const Catalogue& catalogue, Results& results);

}  // namespace ayni
