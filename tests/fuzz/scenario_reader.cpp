// The scenario reader must survive any bytes: read them or refuse them, and read again what it has written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.hpp"
#include "scenario/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    const ayni::Resolved resolved = ayni::read_scenario_text(text, "fuzz.toml");
    try {
      if (ayni::read_scenario_text(resolved.as_resolved, "again.toml").as_resolved != resolved.as_resolved)
        std::abort();
      static_cast<void>(ayni::resolved_with_origins(resolved));
    } catch (const ayni::InvalidInput&) {
      std::abort();
    }
  } catch (const ayni::InvalidInput&) {
  }
  return 0;
}
