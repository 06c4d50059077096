// A results file of a program that is killed.

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <thread>

#include "results/summary.hpp"
#include "results/writer.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

namespace fs = std::filesystem;
using namespace ayni;

namespace {

/// Appends runs `first` to `last` - 1 of every arm.
void append(ResultsWriter& file, const Catalogue& catalogue, std::size_t first, std::size_t last) {
  for (std::size_t run = first; run < last; ++run) {
    for (std::size_t arm = 0; arm < 2; ++arm) file.append(made_up::results(arm, run, catalogue));
  }
}

}  // namespace

TEST_CASE("a file abandoned by an error or killed holds the batches that were committed") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "a.h5";
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const Catalogue catalogue = made_up::catalogue();
    ResultsWriter file{path, {catalogue, made_up::shape(70), made_up::provenance()}};
    append(file, catalogue, 0, 40);  // 80 runs, a batch of 64 and the beginning of another
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});
    append(file, catalogue, 40, 70);
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  CHECK_FALSE(fs::exists(path));
  const FileSummary summary = read_summary(path.string() + ".partial");
  CHECK(summary.status == "partial");
  CHECK(summary.runs_complete == 128);
}
