#include "results/writer.hpp"

#include <csignal>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "results/compare.hpp"
#include "results/summary.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace ayni;
using Catch::Matchers::Contains;

namespace {

/// Appends runs `first` to `last` - 1 of every arm.
void append(ResultsWriter& file, const Catalogue& catalogue, std::size_t first, std::size_t last) {
  for (std::size_t run = first; run < last; ++run) {
    for (std::size_t arm = 0; arm < 2; ++arm) file.append(made_up::results(arm, run, catalogue));
  }
}

void write(const fs::path& path, std::size_t runs) {
  const Catalogue catalogue = made_up::catalogue();
  ResultsWriter file{path, {catalogue, made_up::shape(runs), made_up::provenance()}};
  append(file, catalogue, 0, runs);
  file.finish(Status::complete);
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string message_of(const fs::path& path, Existing existing = Existing::keep) {
  try {
    const ResultsWriter file{path, {made_up::catalogue(), made_up::shape(1), made_up::provenance()}, existing};
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a finished file has its final name, all its runs and no partial file beside it") {
  const TemporaryFolder folder;
  write(folder.path() / "a.h5", 70);
  CHECK_FALSE(fs::exists(folder.path() / "a.h5.partial"));
  const FileSummary summary = read_summary(folder.path() / "a.h5");
  CHECK(summary.status == "complete");
  CHECK(summary.shape.total_runs() == 140);
  CHECK(summary.runs_complete == 140);
  CHECK(summary.provenance.ended >= summary.provenance.started);
}

TEST_CASE("an interrupted file keeps the partial name and every run it was given") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  ResultsWriter file{folder.path() / "a.h5", {catalogue, made_up::shape(70), made_up::provenance()}};
  append(file, catalogue, 0, 37);
  file.finish(Status::interrupted);
  CHECK_FALSE(fs::exists(folder.path() / "a.h5"));
  const FileSummary summary = read_summary(file.partial_path());
  CHECK(summary.status == "interrupted");
  CHECK(summary.runs_complete == 74);
  CHECK(summary.shape.total_runs() == 140);
}

TEST_CASE("the same results make the same bytes") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  Provenance provenance = made_up::provenance();
  for (const char* name : {"a.h5", "b.h5"}) {
    ResultsWriter file{folder.path() / name, {catalogue, made_up::shape(50), provenance}};
    append(file, catalogue, 0, 49);
    file.finish(Status::interrupted);
  }
  std::string a = bytes_of(folder.path() / "a.h5.partial");
  std::string b = bytes_of(folder.path() / "b.h5.partial");
  const std::string ended = read_summary(folder.path() / "a.h5.partial").provenance.ended;
  const std::string other = read_summary(folder.path() / "b.h5.partial").provenance.ended;
  a.replace(a.rfind(ended), ended.size(), other);
  CHECK(a == b);
}

TEST_CASE("nothing is overwritten unless asked for") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "a.h5";
  std::ofstream{path} << "precious";
  CHECK_THAT(message_of(path), Contains("exists already") && Contains("--force"));
  CHECK(bytes_of(path) == "precious");
  {
    const Catalogue catalogue = made_up::catalogue();
    ResultsWriter file{path, {catalogue, made_up::shape(1), made_up::provenance()}, Existing::replace};
    append(file, catalogue, 0, 1);
    CHECK(bytes_of(path) == "precious");
    file.finish(Status::complete);
  }
  CHECK(read_summary(path).status == "complete");

  std::ofstream{folder.path() / "b.h5.partial"} << "precious";
  CHECK_THAT(message_of(folder.path() / "b.h5"), Contains("b.h5.partial is in the way"));
  CHECK(bytes_of(folder.path() / "b.h5.partial") == "precious");
}

TEST_CASE("a path that cannot be written says why") {
  const TemporaryFolder folder;
  CHECK_THAT(message_of(folder.path() / "none" / "a.h5"), Contains("there is no folder"));
  CHECK_THAT(message_of(folder.path()), Contains("is a folder"));
  CHECK_THAT(message_of("/proc/a.h5"), Contains("cannot create /proc/a.h5.partial"));
}

TEST_CASE("a disk that fills up ends in an error that says so, and leaves nothing under the final name") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  std::string message;
  {
    ResultsWriter file{folder.path() / "a.h5", {catalogue, made_up::shape(320), made_up::provenance()}};
    const rlimit small{fs::file_size(file.partial_path()) + 20'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    try {
      append(file, catalogue, 0, 320);
      file.finish(Status::complete);
    } catch (const FileError& error) {
      message = error.what();
    }
    // Now HDF5 can close the file; it leaks what it cannot close, which the sanitizer would report.
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
  }
  CHECK_THAT(message, Contains("cannot write") && Contains("a.h5.partial: File too large"));
  CHECK_FALSE(fs::exists(folder.path() / "a.h5"));
}

TEST_CASE("results that do not fit the file are refused") {
  const TemporaryFolder folder;
  const Catalogue catalogue = made_up::catalogue();
  ResultsWriter file{folder.path() / "a.h5", {catalogue, made_up::shape(2), made_up::provenance()}};
  CHECK_THROWS_AS(file.append(made_up::results(1, 0, catalogue)), std::invalid_argument);
  CHECK_THROWS_AS(file.append(made_up::results(0, 1, catalogue)), std::invalid_argument);
  Results results = made_up::results(0, 0, catalogue);
  results.values[0].pop_back();
  CHECK_THROWS_AS(file.append(results), std::invalid_argument);
  results = made_up::results(0, 0, catalogue);
  results.values[catalogue.measure("worst")][0] = 128.0;
  CHECK_THROWS_WITH(file.append(results), Contains("'worst': 128"));
  CHECK_THROWS_AS(file.finish(Status::complete), std::logic_error);
}

TEST_CASE("a catalogue that no file can be made of is refused before anything is written") {
  const TemporaryFolder folder;
  const auto refused = [&folder](const Catalogue& catalogue, const FileShape& shape) {
    CHECK_THROWS_AS((ResultsWriter{folder.path() / "a.h5", {catalogue, shape, made_up::provenance()}}),
                    std::invalid_argument);
    CHECK(fs::is_empty(folder.path()));
  };
  Catalogue catalogue = made_up::catalogue();
  catalogue.measures.push_back(catalogue.measures.front());
  refused(catalogue, made_up::shape(1));
  catalogue = made_up::catalogue();
  catalogue.axes[1].size = 0;
  catalogue.axes[1].labels.clear();
  refused(catalogue, made_up::shape(1));
  catalogue = made_up::catalogue();
  catalogue.tables[0].columns[1].storage = Storage::int16;
  refused(catalogue, made_up::shape(1));
  refused(made_up::catalogue(), made_up::shape(0));
  FileShape without_arms = made_up::shape(1);
  without_arms.arms.clear();
  refused(made_up::catalogue(), without_arms);
}
