// Observers watch and do not touch; the months allocate nothing.

#include <catch2/catch.hpp>

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
  const Scenario s = bolivia(0.3);
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
  s.alliance.buyer_failure_per_year = GENERATE(0.01, 0.9);
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
