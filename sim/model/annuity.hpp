#pragma once
// What a payment of one at the end of each year is worth today: (1 - (1 + rate)^-years) / rate.

#include "core/elementary.hpp"

namespace ayni {

[[nodiscard]] inline double annuity(double rate, double years) noexcept {
  return rate > 0.0 ? (1.0 - portable_pow(1.0 + rate, -years)) / rate : years;
}

}  // namespace ayni
