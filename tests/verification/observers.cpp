// Observers watch and do not touch; the months allocate nothing.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "benchmark/allocations.hpp"
#include "observe/recorder.hpp"
#include "support/identities.hpp"
#include "support/run_results.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

TEST_CASE("Observers change nothing in the run they watch") {
  Scenario s = bolivia(0.05);
  s.output.detail = true;
  Laboratory watched{s, 1};
  Laboratory alone{s, 1};
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, watched.world};
  for (Month t = 0; t < static_cast<Month>(s.run.horizon_months); ++t) {
    watched.run_to(t + 1);
    recorder.observe(watched.world, t);
    alone.run_to(t + 1);
    REQUIRE(digest(watched.world) == digest(alone.world));
  }
  static_cast<void>(recorder.finish(watched.world));
  CHECK(digest(watched.world) == digest(alone.world));
}

TEST_CASE("No month of a run allocates memory, in the model or in the observers") {
  Scenario s = bolivia(0.3);
  s.output.detail = true;
  Laboratory lab{s};
  const Catalogue catalogue = catalogue_of(s);
  Recorder recorder{s, catalogue, lab.world};
  const auto middle = static_cast<Month>(s.run.horizon_months / 2);  // the one snapshot of networks within a run
  for (Month t = 0; t < static_cast<Month>(s.run.horizon_months); ++t) {
    CAPTURE(t);
    const std::uint64_t before = allocations();
    lab.run_to(t + 1);
    const std::uint64_t stepped = allocations();
    recorder.observe(lab.world, t);
    const std::uint64_t observed = allocations();
    CHECK(stepped - before == 0);
    if (t != middle) CHECK(observed - stepped == 0);
  }
}

TEST_CASE("Every value of the results fits its declared storage, whatever befalls alliances") {
  Scenario s = bolivia(0.1);
  s.output.detail = true;
  if (GENERATE(false, true)) make_buyers_fail(s, 0.5);
  s.project.tranches = 1;
  const Runs runs{s};
  const Results results = runs.run();
  const auto limit = [](Storage storage) {
    switch (storage) {
      case Storage::int8:
        return 127.0;
      case Storage::int16:
        return 32767.0;
      case Storage::int32:
        return 2147483647.0;
      case Storage::int64:
      case Storage::real64:
        return 9.007e15;
      case Storage::real32:
        return 3.4e38;
    }
    return 0.0;
  };
  for (std::size_t m = 0; m < results.values.size(); ++m) {
    const Measure& measure = runs.catalogue().measures[m];
    CAPTURE(measure.name);
    CHECK(results.values[m].size() == runs.catalogue().size(measure));
    bool fits = true;
    for (const double value : results.values[m]) fits = fits && !(std::abs(value) > limit(measure.storage));
    CHECK(fits);
  }
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    for (std::size_t c = 0; c < results.tables[t].columns.size(); ++c) {
      const Column& column = runs.catalogue().tables[t].columns[c];
      CAPTURE(runs.catalogue().tables[t].name, column.name);
      bool fits = true;
      for (const double value : results.tables[t].columns[c]) fits = fits && !(std::abs(value) > limit(column.storage));
      CHECK(fits);
    }
  }
}

TEST_CASE("Every measure and every column of a table is filled: Bolivia has something to tell of each") {
  Scenario s = scenario_of(scenario_folder / "bolivia-2018.toml", 0.1);  // to the last survey
  s.output.detail = true;
  s.fund.rule = FundRule::grant_seeded;
  const Runs runs{s};
  s.credit.harvests_to_write_off = 1;
  s.project.counterpart_share = 0.9;
  const Runs impatient{s};  // its banks lose something, and some groups cannot pay
  const Catalogue& catalogue = runs.catalogue();
  const auto tells = [](const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double value) { return value != 0.0 && !std::isnan(value); });
  };
  std::set<std::string> silent;
  for (const Measure& measure : catalogue.measures) silent.insert(measure.name);
  for (const Table& table : catalogue.tables) {
    for (const Column& column : table.columns) silent.insert(table.name + "." + column.name);
  }
  for (std::size_t replicate = 0; replicate < 4; ++replicate) {
    const Results results = (replicate < 3 ? runs : impatient).run(replicate);
    for (std::size_t m = 0; m < catalogue.measures.size(); ++m) {
      if (tells(results.values[m])) silent.erase(catalogue.measures[m].name);
    }
    for (std::size_t t = 0; t < catalogue.tables.size(); ++t) {
      for (std::size_t c = 0; c < catalogue.tables[t].columns.size(); ++c) {
        if (tells(results.tables[t].columns[c])) {
          silent.erase(catalogue.tables[t].name + "." + catalogue.tables[t].columns[c].name);
        }
      }
    }
  }
  CHECK(silent == std::set<std::string>{});
}

TEST_CASE("Columns of a table have a row each for the same things, and values of a category a flag each") {
  Scenario s = small_scenario();
  s.output.detail = true;
  const Runs runs{s};
  const Results results = runs.run();
  REQUIRE(results.tables.size() == runs.catalogue().tables.size());
  for (std::size_t t = 0; t < results.tables.size(); ++t) {
    const Table& table = runs.catalogue().tables[t];
    REQUIRE(results.tables[t].columns.size() == table.columns.size());
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      CAPTURE(table.name, table.columns[c].name);
      const std::vector<double>& column = results.tables[t].columns[c];
      CHECK(column.size() == results.tables[t].columns.front().size());
      const auto flags = static_cast<double>(table.columns[c].flags.size());
      if (flags == 0.0) continue;
      CHECK(std::all_of(column.begin(), column.end(), [&](double value) { return value >= -1.0 && value < flags; }));
    }
  }
}
