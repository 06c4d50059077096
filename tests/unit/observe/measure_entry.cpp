#include "observe/measure_entry.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "support/small_scenario.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

struct Moment {
  double value;
};

const MeasureEntries<Moment> entries{
    {{"pair", {Axis::time, Axis::region}, Storage::real32, "1", "two values a month", ""},
     [](const Moment& moment, std::span<double> values) {
       values[0] = moment.value;
       values[1] = -moment.value;
     }},
    {{"single", {Axis::time}, Storage::real32, "1", "one value a month", ""},
     [](const Moment& moment, std::span<double> values) { values[0] = 10.0 * moment.value; },
     7.0}};

Catalogue catalogue_of_entries() {
  Catalogue catalogue;
  catalogue.axes = {{Axis::time, "time", 3, {}, ""}, {Axis::region, "region", 2, {"a", "b"}, ""}};
  catalogue.measures.push_back({"other", {}, Storage::real32, "1", "filled by nobody", ""});
  declare(catalogue, entries);
  return catalogue;
}

}  // namespace

TEST_CASE("A list of entries fills its own measures moment by moment, wherever they stand in the catalogue") {
  const Catalogue catalogue = catalogue_of_entries();
  Results results = unclaimed_results(catalogue);
  const MeasureWriter<Moment> writer{entries, catalogue, results, Axis::time};
  writer.fill({1.0}, 0);
  writer.fill({2.0}, 2);
  const std::vector<double>& pair = results.values[catalogue.measure("pair")];
  CHECK(pair[0] == 1.0);
  CHECK(pair[1] == -1.0);
  CHECK(std::isnan(pair[2]));  // never seen
  CHECK(pair[5] == -2.0);
  CHECK(results.values[catalogue.measure("single")] == std::vector<double>{10.0, 7.0, 20.0});
}

TEST_CASE("A measure that two fill or nobody fills is found before the first month") {
  const Catalogue catalogue = catalogue_of_entries();
  Results results = unclaimed_results(catalogue);
  const MeasureWriter<Moment> writer{entries, catalogue, results, Axis::time};
  CHECK_THROWS_WITH((MeasureWriter<Moment>{entries, catalogue, results, Axis::time}),
                    Contains("two") && Contains("pair"));
  CHECK_THROWS_WITH(require_all_claimed(catalogue, results), Contains("nobody") && Contains("other"));
  CHECK_THROWS_AS((MeasureWriter<Moment>{entries, Catalogue{}, results, Axis::time}), std::out_of_range);
  CHECK_THROWS_WITH((MeasureWriter<Moment>{entries, catalogue, results, Axis::region}), Contains("first axis"));
}

TEST_CASE("A recorder refuses a catalogue with a measure or a table that it does not fill") {
  const Scenario s = small_scenario();
  const Laboratory lab{s};
  Catalogue catalogue = catalogue_of(s);
  CHECK_NOTHROW(Recorder{s, catalogue, lab.world});
  catalogue.measures.push_back({"unknown", {}, Storage::real32, "1", "made up", ""});
  CHECK_THROWS_WITH((Recorder{s, catalogue, lab.world}), Contains("unknown"));
  catalogue = catalogue_of(s);
  catalogue.tables.push_back({"strange", "made up", {{"column", Storage::int8, "1", "made up", "", {}}}});
  CHECK_THROWS_WITH((Recorder{s, catalogue, lab.world}), Contains("strange"));
}
