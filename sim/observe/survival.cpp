#include "observe/survival.hpp"

#include <algorithm>
#include <cassert>

namespace ayni {
namespace {

/// Events over those at risk; zero when nobody is.
double share(std::int64_t events, std::int64_t at_risk) {
  return at_risk > 0 ? static_cast<double>(events) / static_cast<double>(at_risk) : 0.0;
}

double reciprocal(std::int64_t at_risk) { return at_risk > 0 ? 1.0 / static_cast<double>(at_risk) : 0.0; }

/// S and its variance, carried through the months. With q the share that ends, S' = S (1 - q), so that by the delta
/// method Var S' = (1 - q)^2 Var S + S^2 q (1 - q) / n; unlike the usual sum, this needs no exception when all end.
struct Survival {
  double value = 1.0;
  double variance = 0.0;

  void pass(double q, double per_head) {
    variance = (1.0 - q) * (1.0 - q) * variance + value * value * q * (1.0 - q) * per_head;
    value *= 1.0 - q;
  }
};

void clear(LifeTable& table) {
  std::fill(table.at_risk.begin(), table.at_risk.end(), 0);
  std::fill(table.ended.begin(), table.ended.end(), 0);
  std::fill(table.ended_of_cause.begin(), table.ended_of_cause.end(), 0);
}

/// Counts a spell at its last month within the table; `accumulate` then turns last months into numbers at risk.
void add(LifeTable& table, Month duration, std::uint8_t cause) {
  assert(duration >= 0 && cause <= table.causes);
  const auto last = static_cast<std::size_t>(duration);
  ++table.at_risk[std::min(last, table.months - 1)];
  if (cause == 0 || last >= table.months) return;
  ++table.ended[last];
  ++table.ended_of_cause[(static_cast<std::size_t>(cause) - 1) * table.months + last];
}

void accumulate(LifeTable& table) {
  for (std::size_t m = table.months - 1; m > 0; --m) table.at_risk[m - 1] += table.at_risk[m];
}

}  // namespace

LifeTable::LifeTable(Month horizon, std::size_t number_of_causes)
    : months{static_cast<std::size_t>(horizon) + 1},
      causes{number_of_causes},
      at_risk(months),
      ended(months),
      ended_of_cause(months * causes) {}

void tabulate(const Spells& spells, LifeTable& table) {
  assert(spells.duration.size() == spells.cause.size());
  clear(table);
  for (std::size_t i = 0; i < spells.duration.size(); ++i) add(table, spells.duration[i], spells.cause[i]);
  accumulate(table);
}

void tabulate(const Spells& spells, std::span<const std::uint32_t> stratum, LifeTable& table) {
  assert(spells.duration.size() == spells.cause.size());
  clear(table);
  for (const std::uint32_t i : stratum) add(table, spells.duration[i], spells.cause[i]);
  accumulate(table);
}

void kaplan_meier(const LifeTable& table, std::span<double> survival, std::span<double> variance) {
  assert(survival.size() == table.months && variance.size() == table.months);
  Survival s;
  for (std::size_t m = 0; m < table.months; ++m) {
    s.pass(share(table.ended[m], table.at_risk[m]), reciprocal(table.at_risk[m]));
    survival[m] = s.value;
    variance[m] = s.variance;
  }
}

void cumulative_incidence(const LifeTable& table, std::span<double> incidence, std::span<double> variance) {
  assert(incidence.size() == table.months * table.causes && variance.size() == incidence.size());
  for (std::size_t cause = 1; cause <= table.causes; ++cause) {
    const std::size_t first = (cause - 1) * table.months;
    const auto ended_by = table.ended_by(cause);
    Survival s;
    double f = 0.0;
    double variance_f = 0.0;
    double covariance = 0.0;  // of S and F
    for (std::size_t m = 0; m < table.months; ++m) {
      // F' = F + S q_k and S' = S (1 - q), with q_k and q multinomial shares of those at risk.
      const double q = share(table.ended[m], table.at_risk[m]);
      const double q_k = share(ended_by[m], table.at_risk[m]);
      const double per_head = reciprocal(table.at_risk[m]);
      const double s2 = s.value * s.value * per_head;
      variance_f += q_k * (q_k * s.variance + 2.0 * covariance) + s2 * q_k * (1.0 - q_k);
      covariance = (1.0 - q) * (covariance + q_k * s.variance - s2 * q_k);
      f += s.value * q_k;
      s.pass(q, per_head);
      incidence[first + m] = f;
      variance[first + m] = variance_f;
    }
  }
}

}  // namespace ayni
