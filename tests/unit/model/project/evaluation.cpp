#include "model/project/evaluation.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace {

using Flows = std::vector<double>;

double revenue(const ayni::RevenueFactors& f) { return f.volume * (1.0 + f.quality_premium) * f.net_price; }

/// The definition: the average over all orders of what each factor adds when its turn comes.
ayni::RevenueChange by_orders(const ayni::RevenueFactors& before, const ayni::RevenueFactors& after) {
  const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  double part[3] = {0.0, 0.0, 0.0};
  for (const auto& order : orders) {
    ayni::RevenueFactors now = before;
    for (const int factor : order) {
      const double earlier = revenue(now);
      if (factor == 0) now.volume = after.volume;
      if (factor == 1) now.quality_premium = after.quality_premium;
      if (factor == 2) now.net_price = after.net_price;
      part[factor] += (revenue(now) - earlier) / 6.0;
    }
  }
  return {part[0], part[1], part[2]};
}

/// The flows in one of four places, others beside them.
std::vector<ayni::Doubles> lots(const Flows& flows, std::size_t place = 2) {
  std::vector<ayni::Doubles> all;
  for (std::size_t t = 0; t < flows.size(); ++t) {
    const double one = t == 0 ? -1.0 : 0.3;
    const double other = t == 1 ? 2.0 : -1.0;
    ayni::Doubles lot{one, other, -flows[t], 0.0};
    lot[place] = flows[t];
    all.push_back(lot);
  }
  return all;
}

double value_of(const Flows& flows, double rate) { return ayni::net_present_values(lots(flows), rate)[2]; }

double rate_of(const Flows& flows) {
  const double rate = ayni::internal_rates_of_return(lots(flows))[2];
  const double elsewhere = ayni::internal_rates_of_return(lots(flows, 0))[0];
  CHECK((rate == elsewhere || (std::isnan(rate) && std::isnan(elsewhere))));
  return rate;
}

ayni::Returns returns_of(const ayni::EvaluationParameters& parameters, double investment, const Flows& benefits,
                         double benefit_factor) {
  ayni::InvestmentPlan plan;
  plan.investment = investment;
  plan.years = benefits.size();
  std::copy(benefits.begin(), benefits.end(), plan.benefit.begin());
  ayni::Returns returns{};
  ayni::appraise(parameters, {&plan, 1}, benefit_factor, {&returns, 1});
  return returns;
}

}  // namespace

TEST_CASE("the net present value discounts each year's flow once more") {
  CHECK(value_of(Flows{-100.0, 60.0, 72.0}, 0.2) == Approx(-100.0 + 50.0 + 50.0).margin(1e-12));
  CHECK(value_of(Flows{-100.0, 60.0, 72.0}, 0.0) == Approx(32.0));
}

TEST_CASE("the internal rate of return is the rate at which nothing is gained") {
  CHECK(rate_of(Flows{-100.0, 110.0}) == Approx(0.10));
  CHECK(rate_of(Flows{-100.0, 60.0, 72.0}) == Approx(0.2));
  CHECK(rate_of(Flows{-100.0, 50.0}) == Approx(-0.5));
  CHECK(rate_of(Flows{-100.0, 0.0, 0.0, 0.0, 800.0}) == Approx(std::pow(8.0, 0.25) - 1.0));
  CHECK(rate_of(Flows{-1.0, 10.5}) == Approx(9.5));
}

TEST_CASE("the value at the rate found is zero to rounding, whatever the flows") {
  for (int i = 1; i <= 200; ++i) {
    const Flows flows{-1000.0, 3.0 * i, 500.0 - i, 7.0 * i, -40.0, 2.0 * i, 90.0};
    const double rate = rate_of(flows);
    REQUIRE(std::isfinite(rate));
    CHECK(value_of(flows, rate) == Approx(0.0).margin(1e-8));
  }
}

TEST_CASE("where no rate between -99% and 1000% clears the flows there is no rate of return") {
  CHECK(std::isnan(rate_of(Flows{-100.0, -5.0, 0.0})));
  CHECK(std::isnan(rate_of(Flows{100.0, 5.0})));
  CHECK(std::isnan(rate_of(Flows{0.0, 0.0})));
  CHECK(std::isnan(rate_of(Flows{})));
  CHECK(std::isnan(rate_of(Flows{-1.0, 11.5})));
  CHECK(std::isnan(rate_of(Flows{-1000.0, 9.0})));
  CHECK(std::isnan(rate_of(Flows{-1.0, std::nan(""), 3.0})));
}

TEST_CASE("of several rates of return the one nearest to zero is given") {
  // -(1 - 1.1 x)(1 - 1.5 x) 100: the rates are 10% and 50%.
  CHECK(rate_of(Flows{-100.0, 260.0, -165.0}) == Approx(0.10));
}

TEST_CASE("yearly benefits of 0.28 of the investment return 25% over ten years, and 18 to 19% with a fifth less") {
  const ayni::EvaluationParameters parameters;
  const Flows benefits(10, 0.28);
  CHECK(returns_of(parameters, 1.0, benefits, 1.0).rate_of_return == Approx(0.25).margin(0.005));
  const auto lower = returns_of(parameters, 1.0, benefits, parameters.lower_benefits);
  CHECK(lower.rate_of_return > 0.18);
  CHECK(lower.rate_of_return < 0.19);
  // Present value of an annuity of ten years at 12% is 5.6502.
  CHECK(lower.net_present_value == Approx(0.8 * 0.28 * 5.6502230 - 1.0));
}

TEST_CASE("years not yet seen repeat the last one, and years after the tenth do not count") {
  const ayni::EvaluationParameters parameters;
  Flows seen{10.0, 20.0, 30.0};
  const auto few = returns_of(parameters, 100.0, seen, 1.0);
  seen.resize(10, 30.0);
  const auto ten = returns_of(parameters, 100.0, seen, 1.0);
  seen.resize(12, 1e6);
  const auto twelve = returns_of(parameters, 100.0, seen, 1.0);
  CHECK(few.net_present_value == ten.net_present_value);
  CHECK(twelve.net_present_value == ten.net_present_value);
  CHECK(few.rate_of_return == ten.rate_of_return);
  CHECK(std::isnan(returns_of(parameters, 100.0, {}, 1.0).net_present_value));
}

TEST_CASE("Shapley parts are the averages over the six orders, and sum to the change of revenue") {
  for (int i = 0; i < 50; ++i) {
    const ayni::RevenueFactors before{100.0 + 3.0 * i, 0.01 * (i % 7), 3.2};
    const ayni::RevenueFactors after{140.0 - i, 0.3 - 0.01 * i, 2.5 + 0.05 * i};
    const auto parts = ayni::shapley(before, after);
    const auto expected = by_orders(before, after);
    CHECK(parts.volume == Approx(expected.volume).margin(1e-9));
    CHECK(parts.quality == Approx(expected.quality).margin(1e-9));
    CHECK(parts.trading_terms == Approx(expected.trading_terms).margin(1e-9));
    CHECK(parts.volume + parts.quality + parts.trading_terms == Approx(revenue(after) - revenue(before)).margin(1e-9));
  }
}

TEST_CASE("Shapley parts change sign when the years are exchanged, and a factor that stays has none") {
  const ayni::RevenueFactors before{100.0, 0.1, 3.0};
  const ayni::RevenueFactors after{130.0, 0.1, 2.0};
  const auto forth = ayni::shapley(before, after);
  const auto back = ayni::shapley(after, before);
  CHECK(forth.quality == 0.0);
  CHECK(forth.volume == Approx(-back.volume));
  CHECK(forth.trading_terms == Approx(-back.trading_terms));
}

TEST_CASE("Shapley treats factors alike: exchanging the values of two exchanges their parts") {
  const auto parts = ayni::shapley({2.0, 0.0, 3.0}, {5.0, 0.5, 4.0});
  const auto exchanged = ayni::shapley({3.0, 0.0, 2.0}, {4.0, 0.5, 5.0});
  CHECK(parts.volume == Approx(exchanged.trading_terms));
  CHECK(parts.trading_terms == Approx(exchanged.volume));
  CHECK(parts.quality == Approx(exchanged.quality));
}
