// How often groups fail in a delivery, by what moves it. Each group of a country settles each month; bounds are 4.5
// standard errors of independent draws.

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/distributions.hpp"
#include "unit/model/buyer/trade_fixture.hpp"

using namespace ayni;

namespace {

constexpr std::size_t late = 0, quality = 1, transport = 2;

/// How often a group of milk delivers late, poor or not at all, of 4,000 times.
std::array<double, 3> fault_rates(const Scenario& s, void (*change)(Settlement&)) {
  std::array<double, 3> rates{};
  Settlement one{s, milk};
  one.world.group.trait.management[one.g] = 0.0F;
  one.world.group.agreement.match_quality[one.g] = 0.0F;
  one.world.group.transport.hours_buyer[one.g] = 0.0F;
  change(one);
  one.model.trade->set_way(one.world.group, one.g);
  constexpr int times = 4000;
  for (int k = 0; k < times; ++k) {
    one.world.group.settlement.contract_price[one.g] = 0.0F;  // nothing remembered: the grievance is this one's
    one.reap(k);
    one.settle(k);
    const auto happened = [&](Reason reason) {
      return static_cast<double>(
          one.world.group.agreement.grievance[static_cast<std::size_t>(reason) * one.world.group.count + one.g]);
    };
    rates[late] += happened(Reason::late_delivery) / times;
    rates[quality] += happened(Reason::quality) / times;
    rates[transport] += happened(Reason::transport) / times;
  }
  return rates;
}

Scenario faulty() {
  Scenario s = loyal();
  s.trade.late_base = -1.0;
  s.trade.quality_base = -1.0;
  s.trade.transport_base = -1.0;
  s.trade.fault_management = 0.8;
  s.trade.fault_match = 0.9;
  s.trade.fault_vehicle = 1.0;
  s.trade.fault_store = 1.1;
  s.trade.fault_hours = 0.5;
  s.trade.fault_wet = 0.7;
  s.trade.fault_labour = 1.5;
  return s;
}

/// Log odds expected of late deliveries, poor quality and failures on the way.
void check(void (*change)(Settlement&), std::array<double, 3> expected) {
  const std::array<double, 3> rates = fault_rates(faulty(), change);
  for (std::size_t k = 0; k < 3; ++k) {
    const double p = logistic(expected[k]);
    CAPTURE(k, rates[k], p);
    CHECK(std::abs(rates[k] - p) < 4.5 * std::sqrt(p * (1.0 - p) / 4000.0));
  }
}

}  // namespace

TEST_CASE("A group of the average, with the buyer next door, fails as often as the bases say") {
  check([](Settlement&) {}, {-1.0, -1.0, -1.0});
}

TEST_CASE("Better management and a better match lower every fault") {
  check([](Settlement& one) { one.world.group.trait.management[one.g] = 1.0F; }, {-1.8, -1.8, -1.8});
  check([](Settlement& one) { one.world.group.agreement.match_quality[one.g] = -1.0F; }, {-0.1, -0.1, -0.1});
}

TEST_CASE("A vehicle lowers lateness and failures on the way, a store lateness and poor quality") {
  check([](Settlement& one) { one.world.group.technology.vehicle[one.g] = 1; }, {-2.0, -1.0, -2.0});
  check([](Settlement& one) { one.world.group.technology.warehouse[one.g] = 1; }, {-2.1, -2.1, -1.0});
}

TEST_CASE("Where hands are missing, deliveries are late more often, and not poorer") {
  const auto half_undone = [](Settlement& one) { one.world.group.crop.labour_gap[one.g] = 0.5F; };
  const double odds = std::log(1.0 + 0.5 * faulty().trade.fault_labour);
  check(half_undone, {-1.0 + odds, -1.0, -1.0});
}

TEST_CASE("A long road and rain raise lateness and failures on the way, and leave quality alone") {
  check([](Settlement& one) { one.world.group.transport.hours_buyer[one.g] = 2.0F; }, {0.0, -1.0, 0.0});
  check([](Settlement& one) { one.world.climate.wet = true; }, {-0.3, -1.0, -0.3});
}
