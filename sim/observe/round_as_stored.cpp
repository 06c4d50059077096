#include "observe/round_as_stored.hpp"

namespace ayni {
namespace {

void round(std::vector<double>& values, Storage storage) {
  if (storage != Storage::real32) return;
  for (double& value : values) value = static_cast<double>(static_cast<float>(value));
}

}  // namespace

void round_as_stored(Results& results, const Catalogue& catalogue) {
  for (std::size_t m = 0; m < results.values.size(); ++m) round(results.values[m], catalogue.measures[m].storage);
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    std::vector<std::vector<double>>& columns = results.tables[t].columns;
    for (std::size_t c = 0; c < columns.size(); ++c) round(columns[c], catalogue.tables[t].columns[c].storage);
  }
}

}  // namespace ayni
