#include "results/summary.hpp"

#include <hdf5.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "core/error.hpp"
#include "results/writer.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace ayni;
using Catch::Matchers::Contains;

namespace {

fs::path written(const TemporaryFolder& folder) {
  const Catalogue catalogue = made_up::catalogue();
  const fs::path path = folder.path() / "a.h5";
  ResultsWriter file{path, {catalogue, made_up::shape(3), made_up::provenance()}};
  for (std::size_t run = 0; run < 3; ++run) {
    for (std::size_t arm = 0; arm < 2; ++arm) file.append(made_up::results(arm, run, catalogue));
  }
  file.finish(Status::complete);
  return path;
}

}  // namespace

TEST_CASE("a summary gives back what the file was written with") {
  const TemporaryFolder folder;
  const FileSummary summary = read_summary(written(folder));
  const Provenance provenance = made_up::provenance();
  REQUIRE(summary.shape.arms.size() == 2);
  CHECK(summary.shape.arms[0].name == "project");
  CHECK(summary.shape.arms[0].project);
  CHECK(summary.shape.arms[0].scenario == made_up::scenario);
  CHECK(summary.shape.arms[1].name == "twin");
  CHECK_FALSE(summary.shape.arms[1].project);
  CHECK(summary.shape.runs == 3);
  CHECK(summary.shape.points == 0);
  CHECK(summary.provenance.seed == provenance.seed);
  CHECK(summary.provenance.scenario_source == provenance.scenario_source);
  CHECK(summary.provenance.scenario_sha256 == provenance.scenario_sha256);
  using Dimension = std::pair<std::string, std::size_t>;
  CHECK(summary.dimensions.front() == Dimension{"arm", 2});
  CHECK(summary.dimensions.back() == Dimension{"event", 0});
  const auto price = std::find_if(summary.variables.begin(), summary.variables.end(),
                                  [](const VariableSummary& variable) { return variable.name == "price"; });
  REQUIRE(price != summary.variables.end());
  CHECK(price->type == "float32");
  CHECK(price->dimensions == std::vector<std::string>{"arm", "run", "time", "region", "product"});
  CHECK(price->shape == std::vector<std::size_t>{2, 3, 24, 3, 3});
  CHECK(price->long_name == "price, Bs per kg");
  for (const VariableSummary& variable : summary.variables) {
    INFO(variable.name);
    CHECK_FALSE(variable.unit.empty());
    CHECK_FALSE(variable.long_name.empty());
    CHECK_FALSE(variable.description.empty());
  }
  CHECK_THAT(to_json(summary), Contains("\"status\": \"complete\"") && Contains("\"name\": \"alliance_trust\""));
}

TEST_CASE("files that are not results, or no longer whole, are refused with a reason and no noise") {
  const TemporaryFolder folder;
  const fs::path path = written(folder);
  CHECK_THROWS_WITH(read_summary(folder.path() / "none.h5"), Contains("there is no file"));
  CHECK_THROWS_WITH(read_summary(folder.path()), Contains("is a folder"));
  std::ofstream{folder.path() / "text.h5"} << "not HDF5";
  CHECK_THROWS_WITH(read_summary(folder.path() / "text.h5"), Contains("is not an HDF5 file"));
  const hid_t foreign = H5Fcreate((folder.path() / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(foreign);
  CHECK_THROWS_WITH(read_summary(folder.path() / "foreign.h5"), Contains("not one that ayni wrote"));

  for (std::uintmax_t size = fs::file_size(path); size > 0; size /= 2) {
    fs::resize_file(path, size / 2);
    CHECK_THROWS_AS(read_summary(path), FileError);
  }
}
