// Reads a scenario and simulates it with ayni as a library.

#include <cstdio>

#include "experiment/disk_reader.hpp"
#include "observe/catalogue_of.hpp"
#include "run/simulate.hpp"
#include "scenario/reader.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const ayni::Resolved resolved =
      ayni::read_scenario({argv[1], {}, {"scale.size=0.02", "run.horizon_months=12"}}, ayni::read_from_disk);
  const ayni::Catalogue catalogue = ayni::catalogue_of(resolved.scenario);
  const ayni::Results results = ayni::simulate(resolved.scenario, catalogue, 1, 0, ayni::Intervention::on);
  std::printf("%zu measures\n", results.values.size());
  return results.values.size() == catalogue.measures.size() ? 0 : 1;
}
