#pragma once

#include <string>

namespace ayni {

/// The shortest decimal text that reads back to the same finite double, as std::to_chars writes it: "0.1", "1e+23", "120".
/// Its own, since not every standard library writes floating-point numbers; only for some powers of two is it a digit longer.
[[nodiscard]] std::string shortest_text(double value);

}  // namespace ayni
