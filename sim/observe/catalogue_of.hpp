#pragma once
// The catalogue of a scenario: all that its runs leave behind.

#include "model/scenario.hpp"
#include "observe/catalogue.hpp"

namespace ayni {

[[nodiscard]] Catalogue catalogue_of(const Scenario& scenario);

}  // namespace ayni
