#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

#include "experiment/ensemble.hpp"
#include "experiment/ranks.hpp"
#include "experiment/reporter.hpp"
#include "experiment/simulation.hpp"

namespace ayni {

/// Carries out some runs of the simulation's plan on `threads` threads of every rank. Rank 0 hands out the numbers it is
/// given in `runs`, in rising order, as ranks become free; what other ranks are given is not looked at. Each rank's sink
/// takes what this rank carried out, in rising order. Rank 0's reporter is told of the runs finished on any rank, with
/// `already` added. Stops when `stop` turns true on any rank; a failure with OnFailure::stop, or an error of a sink, stops
/// all ranks and is thrown on the rank it happened on. All ranks must call it.
void share_out(const Ranks& ranks, const Simulation& simulation, const std::vector<std::size_t>& runs,
               std::size_t already, std::size_t threads, const std::atomic<bool>& stop, OnFailure on_failure,
               const ResultsSink& sink, Reporter& reporter);

}  // namespace ayni
