#pragma once

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// Leaves of each value what a file keeps, so that figures are the same whether a run is fresh or read back.
void round_as_stored(Results& results, const Catalogue& catalogue);

}  // namespace ayni
