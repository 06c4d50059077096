#include "observe/measure_entry.hpp"

namespace ayni {

Results unclaimed_results(const Catalogue& catalogue) {
  Results results;
  results.values.resize(catalogue.measures.size());
  results.tables.resize(catalogue.tables.size());
  return results;
}

std::span<double> claim(const Catalogue& catalogue, Results& results, std::string_view measure, double unseen) {
  const std::size_t position = catalogue.measure(measure);
  std::vector<double>& values = results.values[position];
  if (!values.empty()) throw std::logic_error("two observers fill the measure '" + std::string{measure} + "'");
  values.assign(catalogue.size(catalogue.measures[position]), unseen);
  return values;
}

void require_all_claimed(const Catalogue& catalogue, const Results& results) {
  for (std::size_t m = 0; m < catalogue.measures.size(); ++m) {
    if (results.values[m].empty() && catalogue.size(catalogue.measures[m]) > 0) {
      throw std::logic_error("nobody fills the measure '" + catalogue.measures[m].name + "'");
    }
  }
  for (std::size_t t = 0; t < catalogue.tables.size(); ++t) {
    if (results.tables[t].columns.empty()) {
      throw std::logic_error("nobody fills the table '" + catalogue.tables[t].name + "'");
    }
  }
}

}  // namespace ayni
