#pragma once
// What it costs to carry out many runs, beside the runs themselves.

#include <filesystem>
#include <string>

namespace ayni {

struct SweepBenchmark {
  std::string ayni;                ///< the program
  std::string ayni_mpi;            ///< the program built with MPI; empty to leave ranks out
  std::filesystem::path scenario;  ///< absolute
  std::size_t runs = 1000;         ///< of full size
};

/// Prints: one thread against two; time outside of simulation, for a sweep that keeps a few outcomes and for a run that
/// keeps everything; memory by number of runs; small runs against a loop that only simulates; threads against ranks.
void measure_sweeps(const SweepBenchmark& what);

}  // namespace ayni
