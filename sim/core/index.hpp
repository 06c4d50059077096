#pragma once
// How agents are numbered within their table.

#include <cstdint>

namespace ayni {

using Index = std::uint32_t;
inline constexpr Index nobody = 0xffffffffU;

}  // namespace ayni
