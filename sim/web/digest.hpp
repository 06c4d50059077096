#pragma once

#include "core/json.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// {"all", "measures": {name: digest}, "tables": {name: digest}}: the SHA-256 of values as little-endian doubles. Every NaN
/// counts as the same one, since a browser may give it any sign and payload.
[[nodiscard]] Json digest_json(const Catalogue& catalogue, const Results& results);

}  // namespace ayni
