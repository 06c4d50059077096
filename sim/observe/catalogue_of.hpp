#pragma once
// The catalogue of a scenario: all that its runs leave behind.

#include "observe/catalogue.hpp"

namespace ayni {

struct Scenario;

[[nodiscard]] Catalogue catalogue_of(const Scenario& scenario);

}  // namespace ayni
