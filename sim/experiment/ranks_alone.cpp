// For a program that is built without MPI.

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "experiment/ranks.hpp"

namespace ayni {

Ranks::Ranks() {
  // Set for every process by Open MPI's mpirun, by those of MPICH's family, and by srun.
  for (const char* const name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    const char* const text = std::getenv(name);
    if (text == nullptr || std::atol(text) < 2) continue;
    throw std::runtime_error(
        std::string{"this program was started as "} + text + " processes (" + name +
        "), but built without MPI, so each of them would do all the work. Build it with the preset "
        "mpi (needs Debian's libopenmpi-dev), or start one process and use --shard");
  }
}

Ranks::~Ranks() = default;

void Ranks::send(std::size_t /*to*/, const Numbers& /*numbers*/) const {}
std::optional<Ranks::Message> Ranks::receive() const { return std::nullopt; }
std::uint64_t Ranks::sum(std::uint64_t number) const { return number; }

}  // namespace ayni
