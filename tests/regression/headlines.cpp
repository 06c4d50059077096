// The headline figures of small scenarios against baselines kept as text, so that no change of results goes unseen. A
// baseline is one line a figure: its name and its mean over replicates. Figures agree within a relative tolerance that
// forgives other compilers' rounding but no change of the model. To accept a change: tools/update-baselines.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>

#include "support/run_results.hpp"
#include "support/scenario_files.hpp"
#include "support/source_folder.hpp"

using namespace ayni;

namespace {

constexpr std::size_t replicates = 4;
constexpr double tolerance = 1e-4;

using Figures = std::map<std::string, double>;

const std::filesystem::path baselines = source_folder() / "tests" / "regression" / "baselines";

/// Every monthly and yearly series summed over regions and products and averaged over time, so that any month that changes
/// shows; single figures as they are; curves at one, three and seven years; the number of rows of every table.
void add_figures(const Runs& runs, const Results& results, Figures& figures) {
  for (std::size_t m = 0; m < results.values.size(); ++m) {
    const Measure& measure = runs.catalogue().measures[m];
    const std::vector<double>& values = results.values[m];
    const auto add = [&](const std::string& name, double value) {
      if (!std::isnan(value)) figures[name] += value / static_cast<double>(replicates);
    };
    if (measure.axes.empty()) {
      add(measure.name, values[0]);
    } else if (measure.axes[0] == Axis::time || measure.axes[0] == Axis::season) {
      const std::size_t width = values.size() / runs.catalogue().axis(measure.axes[0]).size;
      double sum = 0.0;
      for (const double value : values) sum += std::isnan(value) ? 0.0 : value;
      add(measure.name, sum / static_cast<double>(values.size() / width));
    } else if (measure.axes.back() == Axis::duration && measure.axes.size() == 1) {
      for (const std::size_t month : {12U, 36U, 84U}) {
        if (month < values.size()) add(measure.name + "_" + std::to_string(month), values[month]);
      }
    }
  }
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    const auto rows = static_cast<double>(results.tables[t].columns.front().size());
    figures["rows of " + runs.catalogue().tables[t].name] += rows / static_cast<double>(replicates);
  }
}

Figures figures_of(const Scenario& scenario) {
  const Runs runs{scenario};
  Figures figures;
  for (std::size_t k = 0; k < replicates; ++k) add_figures(runs, runs.run(k), figures);
  return figures;
}

void write(const std::filesystem::path& file, const Figures& figures) {
  std::ofstream out{file};
  out << std::setprecision(9);
  for (const auto& [name, value] : figures) out << name << '\t' << value << '\n';
}

Figures read(const std::filesystem::path& file) {
  Figures figures;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    figures[line.substr(0, tab)] = std::stod(line.substr(tab + 1));
  }
  return figures;
}

void compare(const std::string& name, const Scenario& scenario) {
  const Figures now = figures_of(scenario);
  const std::filesystem::path file = baselines / (name + ".txt");
  if (std::getenv("AYNI_UPDATE_BASELINES") != nullptr) {
    std::filesystem::create_directories(baselines);
    write(file, now);
    return;
  }
  const Figures before = read(file);
  REQUIRE_FALSE(before.empty());
  for (const auto& [figure, value] : before) {  // a new figure has no baseline until the next update
    CAPTURE(figure);
    REQUIRE(now.count(figure) == 1);
    CHECK(now.at(figure) == Approx(value).epsilon(tolerance).margin(1e-6));
  }
}

}  // namespace

TEST_CASE("The small country's headlines are those of the baseline") { compare("small", small_scenario()); }

TEST_CASE("Bolivia's headlines at a tenth of its size are those of the baseline") { compare("bolivia", bolivia(0.1)); }

TEST_CASE("The headlines under stochastic prices are those of the baseline") {
  compare("bolivia-stochastic", scenario_of(scenario_folder / "bolivia-stochastic.toml", 0.1));
}

TEST_CASE("The headlines of a seeded fund are those of the baseline") {
  compare("seeded-fund", scenario_of(scenario_folder / "seeded-fund.toml", 0.1));
}
