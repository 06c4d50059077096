// Every measure and every column of every table of small scenarios against baselines kept as text, so that no change of
// results goes unseen and a difference names what changed. A baseline is one line a measure or column: its name, how many
// values it has that are not NaN, their mean, and their mean with weights that differ from place to place, so that values
// which change places show too. Means agree within a relative tolerance that forgives other compilers' rounding but no
// change of the model. To accept a change: tools/update-baselines.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <set>
#include <sstream>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"
#include "support/source_folder.hpp"

using namespace ayni;

namespace {

constexpr std::size_t replicates = 4;
constexpr double tolerance = 1e-4;

/// What is kept of the values of a measure or column, over all replicates.
struct Digest {
  double number = 0.0, mean = 0.0, weighted = 0.0;
  double size = 0.0;  ///< mean of the absolute values, which the tolerance is relative to; not kept
};

using Digests = std::map<std::string, Digest>;

const std::filesystem::path baselines = source_folder() / "tests" / "regression" / "baselines";

/// Between 1/2 and 3/2, the same at every call: multiples of the golden ratio, modulo 1.
double weight_of(std::size_t place) {
  const double turns = 0.6180339887498949 * static_cast<double>(place);
  return 0.5 + (turns - std::floor(turns));
}

/// Adds the values to sums, which `means_of` divides.
void add(Digest& sums, const std::vector<double>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    sums.number += 1.0;
    sums.mean += values[i];
    sums.weighted += weight_of(i) * values[i];
    sums.size += std::abs(values[i]);
  }
}

Digests digests_of(const Scenario& scenario) {
  const Runs runs{scenario};
  const Catalogue& catalogue = runs.catalogue();
  Digests digests;
  for (std::size_t k = 0; k < replicates; ++k) {
    const Results results = runs.run(k);
    for (std::size_t m = 0; m < catalogue.measures.size(); ++m) {
      add(digests[catalogue.measures[m].name], results.values[m]);
    }
    for (std::size_t t = 0; t < catalogue.tables.size(); ++t) {
      const Table& table = catalogue.tables[t];
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        add(digests[table.name + "." + table.columns[c].name], results.tables[t].columns[c]);
      }
    }
  }
  for (auto& [name, digest] : digests) {
    const double number = std::max(digest.number, 1.0);
    digest = {digest.number, digest.mean / number, digest.weighted / number, digest.size / number};
  }
  return digests;
}

void write(const std::filesystem::path& file, const Digests& digests) {
  std::ofstream out{file};
  for (const auto& [name, digest] : digests) {
    out << name << '\t' << std::setprecision(15) << digest.number << '\t' << std::setprecision(9) << digest.mean << '\t'
        << digest.weighted << '\n';
  }
}

Digests read(const std::filesystem::path& file) {
  Digests digests;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields{line};
    std::string name;
    Digest digest;
    fields >> name >> digest.number >> digest.mean >> digest.weighted;
    REQUIRE(fields);
    digests[name] = digest;
  }
  return digests;
}

void compare(const std::string& name, Scenario scenario) {
  scenario.output.detail = true;
  const Digests now = digests_of(scenario);
  const std::filesystem::path file = baselines / (name + ".txt");
  if (std::getenv("AYNI_UPDATE_BASELINES") != nullptr) {
    std::filesystem::create_directories(baselines);
    write(file, now);
    return;
  }
  const Digests before = read(file);
  std::set<std::string> names;
  for (const auto& [figure, digest] : now) names.insert(figure);
  for (const auto& [figure, digest] : before) names.insert(figure);
  for (const std::string& figure : names) {
    CAPTURE(figure);
    CHECK(before.count(figure) == 1);  // a new one has no baseline until the next tools/update-baselines
    CHECK(now.count(figure) == 1);
    if (before.count(figure) == 0 || now.count(figure) == 0) continue;
    const Digest& digest = now.at(figure);
    const double margin = tolerance * digest.size + 1e-9;
    CHECK(digest.number == before.at(figure).number);
    CHECK(digest.mean == Approx(before.at(figure).mean).epsilon(0.0).margin(margin));
    CHECK(digest.weighted == Approx(before.at(figure).weighted).epsilon(0.0).margin(margin));
  }
}

}  // namespace

TEST_CASE("The small country's results are those of the baseline") { compare("small", small_scenario()); }

TEST_CASE("Bolivia's results at a tenth of its size are those of the baseline") { compare("bolivia", bolivia(0.1)); }

TEST_CASE("The results under stochastic prices are those of the baseline") {
  compare("bolivia-stochastic", scenario_of(scenario_folder / "bolivia-stochastic.toml", 0.1));
}

TEST_CASE("The results of a seeded fund are those of the baseline") {
  compare("seeded-fund", scenario_of(scenario_folder / "seeded-fund.toml", 0.1));
}
