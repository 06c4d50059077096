#pragma once
// Whole runs and their columns by name, for tests that link ayni_run.

#include <cstring>
#include <numeric>
#include <string_view>
#include <vector>

#include "observe/catalogue_of.hpp"
#include "run/simulate.hpp"
#include "support/small_scenario.hpp"

namespace ayni {

/// Runs of one scenario with its catalogue.
class Runs {
 public:
  explicit Runs(Scenario scenario) : scenario_{std::move(scenario)}, catalogue_{catalogue_of(scenario_)} {}

  [[nodiscard]] Results run(std::size_t replicate = 0, Intervention intervention = Intervention::on) const {
    return simulate(scenario_, catalogue_, static_cast<std::uint64_t>(scenario_.run.seed), replicate, intervention);
  }
  [[nodiscard]] const std::vector<double>& column(const Results& results, std::string_view measure) const {
    return results.values[catalogue_.measure(measure)];
  }
  [[nodiscard]] double sum(const Results& results, std::string_view measure) const {
    const std::vector<double>& values = column(results, measure);
    return std::accumulate(values.begin(), values.end(), 0.0);
  }
  [[nodiscard]] const Rows& rows(const Results& results, std::string_view table) const {
    return results.tables[catalogue_.table(table)];
  }
  [[nodiscard]] const std::vector<double>& cells(const Results& results, std::string_view table,
                                                 std::string_view column) const {
    const Table& columns = catalogue_.tables[catalogue_.table(table)];
    for (std::size_t k = 0; k < columns.columns.size(); ++k) {
      if (columns.columns[k].name == column) return rows(results, table).columns[k];
    }
    throw std::out_of_range{"no column " + std::string{column}};
  }
  [[nodiscard]] const Scenario& scenario() const noexcept { return scenario_; }
  [[nodiscard]] const Catalogue& catalogue() const noexcept { return catalogue_; }

 private:
  Scenario scenario_;
  Catalogue catalogue_;
};

/// Bit by bit, so that NaN equals itself and 0 differs from -0.
[[nodiscard]] inline bool same_bytes(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

[[nodiscard]] inline bool same_bytes(const Results& a, const Results& b) {
  if (a.values.size() != b.values.size() || a.tables.size() != b.tables.size()) return false;
  for (std::size_t m = 0; m < a.values.size(); ++m) {
    if (!same_bytes(a.values[m], b.values[m])) return false;
  }
  for (std::size_t t = 0; t < a.tables.size(); ++t) {
    for (std::size_t c = 0; c < a.tables[t].columns.size(); ++c) {
      if (!same_bytes(a.tables[t].columns[c], b.tables[t].columns[c])) return false;
    }
  }
  return true;
}

}  // namespace ayni
