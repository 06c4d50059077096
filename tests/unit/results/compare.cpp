#include "results/compare.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "results/writer.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

using namespace ayni;

namespace {

using Change = std::function<void(Results&)>;

/// Writes 40 runs of two arms, each changed by `change`.
void write(const std::filesystem::path& path, const Provenance& provenance, const Change& change) {
  const Catalogue catalogue = made_up::catalogue();
  ResultsWriter file{path, {catalogue, made_up::shape(40), provenance}};
  for (std::size_t run = 0; run < 40; ++run) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
      Results results = made_up::results(arm, run, catalogue);
      change(results);
      file.append(results);
    }
  }
  file.finish(Status::complete);
}

/// What differs between the made-up file and one with this provenance and this change.
std::vector<Difference> differences(const Provenance& provenance, const Change& change) {
  const TemporaryFolder folder;
  write(folder.path() / "a.h5", made_up::provenance(), [](Results&) {});
  write(folder.path() / "b.h5", provenance, change);
  return compare_files(folder.path() / "a.h5", folder.path() / "b.h5");
}

void nothing(Results&) {}

}  // namespace

TEST_CASE("files of the same results do not differ, wherever and whenever they were made") {
  Provenance elsewhere = made_up::provenance();
  elsewhere.host = "another";
  elsewhere.started = "1999-01-01T00:00:00Z";
  elsewhere.command_line = "another";
  CHECK(differences(elsewhere, nothing).empty());
}

TEST_CASE("NaN equals NaN, of whatever sign") {
  const auto turn = [](Results& results) {
    for (double& value : results.values[6]) value = std::isnan(value) ? -value : value;
  };
  CHECK(differences(made_up::provenance(), turn).empty());
}

TEST_CASE("one value that differs is found, with its place") {
  const auto change = [](Results& results) {
    if (results.run == 37 && results.arm == 1) results.values[0][5 * 9 + 2 * 3 + 1] += 0.5;
  };
  const std::vector<Difference> found = differences(made_up::provenance(), change);
  REQUIRE(found.size() == 1);
  CHECK(found[0].object == "price");
  CHECK(found[0].index == std::vector<std::size_t>{1, 37, 5, 2, 1});
  CHECK(to_text(found[0]) == "price[1, 37, 5, 2, 1]: 37152 in the first file, 37152.5 in the second");
}

TEST_CASE("a row more is a table of another length") {
  const auto change = [](Results& results) {
    if (results.run != 39 || results.arm != 1) return;
    for (std::vector<double>& column : results.tables[0].columns) column.push_back(0.0);
  };
  const std::vector<Difference> found = differences(made_up::provenance(), change);
  std::vector<std::string> names;
  for (const Difference& difference : found) names.push_back(difference.object);
  CHECK(names == std::vector<std::string>{"alliance", "alliance_rows", "alliance_run", "alliance_arm", "alliance_start",
                                          "alliance_cause", "alliance_trust"});
}

TEST_CASE("another seed or scenario is a difference") {
  Provenance other = made_up::provenance();
  other.seed = "1";
  other.scenario_source += "\n";
  const std::vector<Difference> found = differences(other, nothing);
  REQUIRE(found.size() == 2);
  CHECK(found[0].object == ":seed");
  CHECK(found[1].object == "scenario_source");
}
