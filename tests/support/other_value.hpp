#pragma once
// Another value than a parameter has, for tests of what a parameter reaches.

#include <algorithm>
#include <cmath>
#include <string>

#include "scenario/parameter_table.hpp"

namespace ayni {

[[nodiscard]] inline double other_number(const Parameter& parameter, double now) {
  const double high = std::min(parameter.high, 2.0 * std::abs(now) + 1.0);
  return now + 0.37 * ((high - now > now - parameter.low ? high : parameter.low) - now);
}

/// Within its range; texts, lists of texts and assignments as they are.
[[nodiscard]] inline ParameterValue other_value(const Parameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::number:
      return other_number(parameter, std::get<double>(parameter.value));
    case ParameterKind::count: {
      const std::int64_t now = std::get<std::int64_t>(parameter.value);
      return static_cast<double>(now) < parameter.high ? now + 1 : now - 1;
    }
    case ParameterKind::flag:
      return !std::get<bool>(parameter.value);
    case ParameterKind::choice:
      return std::string{parameter.choices.front() == std::get<std::string>(parameter.value)
                             ? parameter.choices.back()
                             : parameter.choices.front()};
    case ParameterKind::numbers: {
      std::vector<double> values = std::get<std::vector<double>>(parameter.value);
      if (!values.empty()) values.front() = other_number(parameter, values.front());
      return values;
    }
    case ParameterKind::text:
    case ParameterKind::texts:
    case ParameterKind::assignments:
      break;
  }
  return parameter.value;
}

}  // namespace ayni
