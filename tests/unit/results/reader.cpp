#include "results/reader.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <list>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "results/compare.hpp"
#include "results/writer.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace ayni;
using Catch::Matchers::Contains;

namespace {

Results nth(std::size_t n, const Catalogue& catalogue) { return made_up::results(n % 2, n / 2, catalogue); }

/// Equal, NaN included.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) return false;
  }
  return true;
}

/// The first `runs` of a plan of 2 x 70 runs, `failing` among them.
fs::path beginning(const fs::path& path, std::size_t runs, std::size_t failing = 1000) {
  const Catalogue catalogue = made_up::catalogue();
  ResultsWriter file{path, {catalogue, made_up::shape(70), made_up::provenance()}};
  for (std::size_t n = 0; n < runs; ++n) {
    Results results = nth(n, catalogue);
    if (n == failing) results.failure = "the ledger is off by 1 centavo";
    file.append(results);
  }
  file.finish(runs == 140 ? Status::complete : Status::interrupted);
  return runs == 140 ? path : file.partial_path();
}

}  // namespace

TEST_CASE("runs are read back as they were written, in any order") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  ResultsReader reader{beginning(folder.path() / "a.h5", 101), {catalogue, made_up::shape(70), {}}};
  CHECK(reader.runs() == 101);
  CHECK(reader.holds(100));
  CHECK_FALSE(reader.holds(101));
  for (const std::size_t n : {0U, 1U, 63U, 64U, 100U, 2U}) {
    INFO(n);
    const Results found = reader.read(n);
    const Results wanted = nth(n, catalogue);
    CHECK(found.arm == wanted.arm);
    CHECK(found.run == wanted.run);
    REQUIRE(found.values.size() == wanted.values.size());
    for (std::size_t m = 0; m < wanted.values.size(); ++m) CHECK(same(found.values[m], wanted.values[m]));
    REQUIRE(found.tables.size() == wanted.tables.size());
    for (std::size_t t = 0; t < wanted.tables.size(); ++t) {
      REQUIRE(found.tables[t].columns.size() == wanted.tables[t].columns.size());
      for (std::size_t c = 0; c < wanted.tables[t].columns.size(); ++c) {
        CHECK(same(found.tables[t].columns[c], wanted.tables[t].columns[c]));
      }
    }
  }
}

TEST_CASE("a file that is continued from what was read back has the bytes of an undisturbed one") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  const fs::path whole = beginning(folder.path() / "whole.h5", 140, 17);
  for (const std::size_t left : {1U, 50U, 64U, 127U}) {
    INFO(left);
    const fs::path part = beginning(folder.path() / ("part" + std::to_string(left)), left, 17);
    ResultsReader reader{part, {catalogue, made_up::shape(70), {}}};
    const fs::path again = folder.path() / ("again" + std::to_string(left));
    ResultsWriter file{again, {catalogue, made_up::shape(70), made_up::provenance()}};
    for (std::size_t n = 0; n < 140; ++n) {
      Results results = reader.holds(n) ? reader.read(n) : nth(n, catalogue);
      if (n == 17) results.failure = "again";
      file.append(results);
    }
    file.finish(Status::complete);
    CHECK(compare_files(whole, again).empty());
    CHECK(fs::file_size(whole) == fs::file_size(again));
  }
}

TEST_CASE("a failed run is told as such, and has no values") {
  const TemporaryFolder folder;
  ResultsReader reader{beginning(folder.path() / "a.h5", 30, 4), {made_up::catalogue(), made_up::shape(70), {}}};
  CHECK_FALSE(reader.read(4).failure.empty());
  CHECK(reader.read(4).values.empty());
  CHECK(reader.read(5).failure.empty());
}

TEST_CASE("a run that a file lacks is told as damage") {
  const TemporaryFolder folder;
  ResultsReader reader{beginning(folder.path() / "a.h5", 30), {made_up::catalogue(), made_up::shape(70), {}}};
  CHECK_NOTHROW(static_cast<void>(reader.read(29)));
  CHECK_THROWS_WITH(static_cast<void>(reader.read(30)), Contains("a.h5.partial is damaged: it lacks runs"));
}

TEST_CASE("shards hold their runs only, and together make the bytes of one file") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  const fs::path whole = beginning(folder.path() / "whole.h5", 140);
  FileShape part = made_up::shape(70);
  part.coverage = Coverage::part;
  std::list<ResultsReader> readers;
  for (std::size_t number = 1; number <= 3; ++number) {
    const fs::path path = folder.path() / ("shard" + std::to_string(number));
    ResultsWriter file{path, {catalogue, part, made_up::provenance()}};
    for (std::size_t n = 0; n < 140; ++n) {
      if (belongs(n, Shard{number, 3}, order_of(part))) file.append(nth(n, catalogue));
    }
    file.finish(Status::complete);
    readers.emplace_back(path, FileHeader{catalogue, part, {}});
  }
  ResultsWriter joined{folder.path() / "joined.h5", {catalogue, made_up::shape(70), made_up::provenance()}};
  for (std::size_t n = 0; n < 140; ++n) {
    std::size_t holders = 0;
    for (ResultsReader& reader : readers) {
      if (!reader.holds(n)) continue;
      if (++holders == 1) joined.append(reader.read(n));
    }
    CHECK(holders == 1);
  }
  joined.finish(Status::complete);
  CHECK(compare_files(whole, folder.path() / "joined.h5").empty());
}

TEST_CASE("a file of another shape or catalogue is not read") {
  const TemporaryFolder folder;
  const fs::path path = beginning(folder.path() / "a.h5", 140);
  CHECK_THROWS_WITH((ResultsReader{path, {made_up::catalogue(), made_up::shape(71), {}}}),
                    Contains("was made for other runs"));
  Catalogue more = made_up::catalogue();
  more.measures.push_back({"extra", {}, Storage::real32, "1", "extra", "Not there."});
  CHECK_THROWS_AS((ResultsReader{path, {more, made_up::shape(70), {}}}), FileError);
}
