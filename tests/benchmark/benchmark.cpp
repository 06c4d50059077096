// How fast is ayni, and against what? usage: benchmark AYNI SCENARIO [--quick], or
// benchmark AYNI SCENARIO --sweeps RUNS [AYNI_WITH_MPI]

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "allocations.hpp"
#include "bare_loop.hpp"
#include "commands.hpp"
#include "experiment/disk_reader.hpp"
#include "model/build.hpp"
#include "model/step.hpp"
#include "model/submodels.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/recorder.hpp"
#include "processor_time.hpp"
#include "run/simulate.hpp"
#include "scenario/reader.hpp"
#include "sweeps.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t households_at_size_one = 28'896;
constexpr std::uint64_t seed = 1;

/// On one processor, so that repetitions meet the same caches.
void stay_on_one_processor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(std::max(0, sched_getcpu())), &one);
  sched_setaffinity(0, sizeof one, &one);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Scenario at_size(const fs::path& file, double size) {
  return read_scenario({file, {}, {fmt::format("scale.size={}", size)}}, read_from_disk).scenario;
}

double household_months(double size, const Scenario& scenario) {
  return size * households_at_size_one * static_cast<double>(scenario.run.horizon_months);
}

void against_bare_loop(const Scenario& scenario, std::size_t repetitions) {
  const Catalogue catalogue = catalogue_of(scenario);
  const auto months = static_cast<std::uint32_t>(scenario.run.horizon_months);
  std::vector<double> ours;
  std::vector<double> bare;
  std::uint64_t kept = 0;
  // In turns, so that a busy machine slows both alike. The first turn warms up and is dropped.
  for (std::size_t i = 0; i <= repetitions; ++i) {
    const double loop = processor_seconds([&] { kept += bare_loop(seed + i, households_at_size_one, months); });
    const double run =
        processor_seconds([&] { kept += simulate(scenario, catalogue, seed, i, Intervention::on).values.size(); });
    if (i == 0) continue;
    bare.push_back(loop);
    ours.push_back(run);
  }
  if (kept == 0) std::abort();  // the work must not be left out
  const auto [fastest, slowest] = std::minmax_element(ours.begin(), ours.end());
  fmt::print("full-size replicate   {:8.1f} ms of the processor ({:.1f} to {:.1f}, {} repetitions)\n",
             1e3 * median(ours), 1e3 * *fastest, 1e3 * *slowest, repetitions);
  fmt::print("bare loop             {:8.1f} ms\n", 1e3 * median(bare));
  const double ratio = median(ours) / median(bare);
  fmt::print("ratio                 {:8.2f}\n", ratio);
  const World world = build(scenario, seed, 0, true);
  const auto households = std::count(world.household.lives.begin(), world.household.lives.end(), 1);
  fmt::print("ratio a household     {:8.2f} ({} live there, {} in the bare loop)\n\n",
             ratio * households_at_size_one / static_cast<double>(households), households, households_at_size_one);
}

void cost_by_size(const fs::path& file, const std::vector<std::pair<double, std::size_t>>& sizes) {
  double first = 0.0;
  for (const auto& [size, repetitions] : sizes) {
    const Scenario scenario = at_size(file, size);
    const Catalogue catalogue = catalogue_of(scenario);
    std::vector<double> times;
    for (std::size_t i = 0; i < repetitions; ++i) {
      times.push_back(
          processor_seconds([&, i = i] { (void)simulate(scenario, catalogue, seed, i, Intervention::on); }));
    }
    const double cost = 1e9 * median(times) / household_months(size, scenario);
    if (first == 0.0) first = cost;
    fmt::print("size {:<6g} {:8.2f} ns a household-month, {:.2f} of that at size {:g}\n", size, cost, cost / first,
               sizes.front().first);
  }
}

void monthly_allocations(const Scenario& scenario) {
  const Catalogue catalogue = catalogue_of(scenario);
  World world = build(scenario, seed, 0, true);
  Submodels model{scenario, world};
  Recorder recorder{scenario, catalogue, world};
  std::uint64_t in_steps = 0;
  std::uint64_t in_observation = 0;
  for (Month t = 0; t < scenario.run.horizon_months; ++t) {
    const std::uint64_t before = allocations();
    step(world, model, t);
    const std::uint64_t stepped = allocations();
    recorder.observe(world, t);
    in_steps += stepped - before;
    in_observation += allocations() - stepped;
  }
  fmt::print("allocations in {} months: {} in steps, {} in observation\n\n", scenario.run.horizon_months, in_steps,
             in_observation);
}

void as_commands(const std::string& ayni, const fs::path& file, std::size_t repetitions) {
  const fs::path output = fs::temp_directory_path() / fmt::format("ayni-benchmark-{}.h5", getpid());
  const std::vector<std::string> one_run{ayni, "run",     file.string(), "-n",           "1", "-t", "1",
                                         "-q", "--force", "-o",          output.string()};
  fmt::print("peak memory of `ayni run -n 1`: {:.1f} MiB\n", cost_of(one_run).peak_mebibytes);
  std::vector<std::string> small = one_run;
  small.insert(small.end(), {"--set", "scale.size=0.05"});
  std::vector<double> clock;
  std::vector<double> processor;
  for (std::size_t i = 0; i < repetitions; ++i) {
    const CommandCost cost = cost_of(small);
    clock.push_back(cost.seconds);
    processor.push_back(cost.processor_seconds);
  }
  fmt::print("size 0.05, command to finished file: {:.0f} ms, {:.0f} ms of the processor\n", 1e3 * median(clock),
             1e3 * median(processor));
  std::error_code ignored;
  fs::remove(output, ignored);
}

void benchmark(const std::string& ayni, const fs::path& file, bool quick) {
  // First, while this program is small: a new program's peak begins with that of the one that starts it.
  as_commands(ayni, file, quick ? 5 : 15);
  const Scenario scenario = at_size(file, 1.0);
  stay_on_one_processor();
  monthly_allocations(scenario);
  against_bare_loop(scenario, quick ? 5 : 15);
  using Sizes = std::vector<std::pair<double, std::size_t>>;
  cost_by_size(file, quick ? Sizes{{1.0, 5}, {10.0, 1}} : Sizes{{1.0, 9}, {10.0, 3}, {100.0, 1}});
}

}  // namespace
}  // namespace ayni

int main(int argc, char** argv) {
  const bool quick = argc == 4 && std::strcmp(argv[3], "--quick") == 0;
  const bool sweeps = (argc == 5 || argc == 6) && std::strcmp(argv[3], "--sweeps") == 0;
  if (argc != 3 && !quick && !sweeps) {
    fmt::print(stderr, "usage: benchmark AYNI SCENARIO [--quick | --sweeps RUNS [AYNI_WITH_MPI]]\n");
    return 2;
  }
  try {
    if (sweeps) {
      ayni::measure_sweeps({argv[1], argc == 6 ? argv[5] : "", std::filesystem::absolute(argv[2]),
                            static_cast<std::size_t>(std::max(20L, std::atol(argv[4])))});
    } else {
      ayni::benchmark(argv[1], argv[2], quick);
    }
  } catch (const std::exception& e) {
    fmt::print(stderr, "error: {}\n", e.what());
    return 1;
  }
}
