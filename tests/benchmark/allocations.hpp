#pragma once
// Counts calls of operator new in this program, which replaces it.

#include <cstdint>

namespace ayni {

/// Allocations since the start, by every thread.
[[nodiscard]] std::uint64_t allocations() noexcept;

}  // namespace ayni
