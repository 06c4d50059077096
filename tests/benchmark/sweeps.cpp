#include "sweeps.hpp"
#include "experiment/disk_reader.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "observe/catalogue_of.hpp"
#include "processor_time.hpp"
#include "run/simulate.hpp"
#include "scenario/reader.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// A folder for designs and results that goes with everything in it.
class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / fmt::format("ayni-benchmark-{}", getpid())} {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

class Measurement {
 public:
  explicit Measurement(const SweepBenchmark& what) : what_{what} {
    std::ofstream{folder_.file("design.toml")}
        << "scenario = \"" << what.scenario.string() << "\"\n"
        << "outcomes = [\"kaplan_meier[duration=84]\", \"rate_of_return\", \"cost_per_lasting_alliance\"]\n"
        << "[factor.counterpart]\nparameter = \"project.counterpart_share\"\nvalues = [0.3]\n";
  }

  [[nodiscard]] CommandCost sweep(std::size_t runs, std::size_t threads, double size) const {
    return cost_of(sweep_command({what_.ayni}, runs, threads, size));
  }
  [[nodiscard]] CommandCost sweep_on_ranks(std::size_t runs, std::size_t ranks) const {
    return cost_of(sweep_command(
        {"/usr/bin/mpirun", "--allow-run-as-root", "-n", std::to_string(ranks), what_.ayni_mpi}, runs, 1, 1.0));
  }
  [[nodiscard]] CommandCost run(std::size_t runs, double size) const {
    return cost_of({what_.ayni, "run", what_.scenario.string(), "-n", std::to_string(runs), "-t", "1", "-q", "--force",
                    "-o", folder_.file("run.h5"), "--set", fmt::format("scale.size={}", size)});
  }

 private:
  [[nodiscard]] std::vector<std::string> sweep_command(std::vector<std::string> start, std::size_t runs,
                                                       std::size_t threads, double size) const {
    const std::vector<std::string> rest{
        "sweep", folder_.file("design.toml"), "-n",    std::to_string(runs),
        "-t",    std::to_string(threads),     "-q",    "--force",
        "-o",    folder_.file("sweep.h5"),    "--set", fmt::format("scale.size={}", size)};
    start.insert(start.end(), rest.begin(), rest.end());
    return start;
  }

  const SweepBenchmark& what_;
  Folder folder_;
};

/// Processor time of a loop that only simulates.
double simulating(const fs::path& file, std::size_t runs, double size) {
  const Scenario scenario = read_scenario({file, {}, {fmt::format("scale.size={}", size)}}, read_from_disk).scenario;
  const Catalogue catalogue = catalogue_of(scenario);
  const auto seed = static_cast<std::uint64_t>(scenario.run.seed);
  return processor_seconds([&] {
    for (std::size_t k = 0; k < runs; ++k) (void)simulate(scenario, catalogue, seed, k, Intervention::on);
  });
}

/// The share of a command's processor time that is not simulation; the two in turns, so that a busy machine slows both.
template <class Command>
double share_outside(const fs::path& file, std::size_t runs, double size, const Command& command) {
  constexpr std::size_t turns = 4;
  double ours = 0.0;
  double bare = 0.0;
  for (std::size_t turn = 0; turn < turns; ++turn) {
    bare += simulating(file, runs / turns, size);
    ours += command(runs / turns).processor_seconds;
  }
  return 1.0 - bare / ours;
}

}  // namespace

void measure_sweeps(const SweepBenchmark& what) {
  const Measurement measure{what};
  const std::size_t runs = what.runs;
  const std::size_t small = 5 * runs;

  const CommandCost one = measure.sweep(runs, 1, 1.0);
  const CommandCost two = measure.sweep(runs, 2, 1.0);
  fmt::print("{} full-size runs: {:.1f} s on 1 thread, {:.1f} s on 2: {:.3f} of it\n", runs, one.seconds, two.seconds,
             two.seconds / one.seconds);
  fmt::print("peak memory: {:.1f} MiB for {} runs, {:.1f} MiB for {}\n",
             measure.sweep(runs / 10, 1, 1.0).peak_mebibytes, runs / 10, one.peak_mebibytes, runs);
  const auto swept = [&](double size) { return [&measure, size](std::size_t n) { return measure.sweep(n, 1, size); }; };
  // Of as many runs as the whole, or the start of a program would weigh too much.
  fmt::print("outside simulation, few outcomes kept: {:.1f}% of the processor's time\n",
             100.0 * share_outside(what.scenario, runs, 1.0, swept(1.0)));
  fmt::print("outside simulation, everything kept:   {:.1f}%\n",
             100.0 * share_outside(what.scenario, runs, 1.0, [&](std::size_t n) { return measure.run(n, 1.0); }));
  fmt::print("{} runs at size 0.05: {:.1f}% of the throughput of a loop that only simulates\n", small,
             100.0 * (1.0 - share_outside(what.scenario, small, 0.05, swept(0.05))));
  if (what.ayni_mpi.empty()) return;
  const double ranks = measure.sweep_on_ranks(runs, 2).seconds;
  const double threads = measure.sweep(runs, 2, 1.0).seconds;
  fmt::print("2 ranks of MPI take {:.1f} s, {:.3f} of the time of 2 threads\n", ranks, ranks / threads);
}

}  // namespace ayni
