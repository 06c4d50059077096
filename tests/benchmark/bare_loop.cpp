#include "bare_loop.hpp"

#include <pcg_random.hpp>
#include <vector>

namespace ayni {

std::uint64_t bare_loop(std::uint64_t seed, std::uint32_t households, std::uint32_t months) {
  pcg64 rng{seed};
  std::vector<std::uint64_t> units(households);
  for (std::uint32_t month = 0; month < months; ++month) {
    for (std::uint32_t household = 0; household < households; ++household) ++units[rng(households)];
  }
  std::uint64_t sum = 0;
  for (std::uint32_t household = 0; household < households; ++household) sum += units[household] * household;
  return sum;
}

}  // namespace ayni
