#pragma once
// The project's copy of the report's figures, as it was when the program was built.

#include <string_view>

namespace ayni {

/// The text of scenarios/evidence/figures.toml.
[[nodiscard]] std::string_view report_figures() noexcept;

}  // namespace ayni
