#pragma once
// An experiment on the processes that mpirun or srun started.

#include "experiment/execution.hpp"
#include "experiment/ranks.hpp"

namespace ayni {

/// As `execute`, which it is when there is one rank. Every rank writes what it carries out to FILE.rank-N.partial; in the
/// end rank 0 joins these to FILE, with the bytes that one process would write, and hands all results to `sink`. The
/// other ranks return the same. All ranks must call it with the same arguments; when one fails, all do. Of the
/// reporters rank 0's is told how far the runs are, every rank's which of its own failed.
Executed execute_on_ranks(const Ranks& ranks, const Simulation& simulation, const Execution& execution,
                          const std::atomic<bool>& stop, Reporter& reporter, const ResultsSink& sink);

}  // namespace ayni
