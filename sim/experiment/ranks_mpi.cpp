// The only file that knows MPI.

#include <mpi.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "experiment/ranks.hpp"

namespace ayni {
namespace {

constexpr int message_tag = 1;

/// MPI itself takes its time to start, and without a launcher there is nobody to find.
bool launched() {
  for (const char* const name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "SLURM_STEP_NUM_TASKS"}) {
    if (std::getenv(name) != nullptr) return true;
  }
  return false;
}

bool joined() {
  int yes = 0;
  MPI_Initialized(&yes);
  return yes != 0;
}

void require(int code, const char* what) {
  if (code != MPI_SUCCESS) throw std::runtime_error(std::string{"MPI cannot "} + what);
}

}  // namespace

Ranks::Ranks() {
  if (!launched()) return;
  int provided = 0;
  // Only the thread that makes this object ever calls MPI.
  require(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided), "start");
  if (provided < MPI_THREAD_FUNNELED) throw std::runtime_error("this MPI does not allow threads");
  int rank = 0;
  int size = 1;
  require(MPI_Comm_rank(MPI_COMM_WORLD, &rank), "tell this process its rank");
  require(MPI_Comm_size(MPI_COMM_WORLD, &size), "count the ranks");
  rank_ = static_cast<std::size_t>(rank);
  size_ = static_cast<std::size_t>(size);
  const char* const tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  if (size == 1 && tasks != nullptr && std::atol(tasks) > 1) {
    throw std::runtime_error("srun started several processes, but MPI finds only one; try srun --mpi=pmix, or mpirun");
  }
}

Ranks::~Ranks() {
  if (joined()) MPI_Finalize();
}

void Ranks::send(std::size_t to, const Numbers& numbers) const {
  require(MPI_Send(numbers.data(), static_cast<int>(numbers.size()), MPI_UINT64_T, static_cast<int>(to), message_tag,
                   MPI_COMM_WORLD),
          "send");
}

std::optional<Ranks::Message> Ranks::receive() const {
  if (alone()) return std::nullopt;
  int here = 0;
  MPI_Status status;
  require(MPI_Iprobe(MPI_ANY_SOURCE, message_tag, MPI_COMM_WORLD, &here, &status), "look for messages");
  if (here == 0) return std::nullopt;
  int length = 0;
  require(MPI_Get_count(&status, MPI_UINT64_T, &length), "measure a message");
  Message message{static_cast<std::size_t>(status.MPI_SOURCE), Numbers(static_cast<std::size_t>(length))};
  require(MPI_Recv(message.numbers.data(), length, MPI_UINT64_T, status.MPI_SOURCE, message_tag, MPI_COMM_WORLD,
                   MPI_STATUS_IGNORE),
          "receive");
  return message;
}

std::uint64_t Ranks::sum(std::uint64_t number) const {
  if (alone()) return number;
  std::uint64_t total = 0;
  require(MPI_Allreduce(&number, &total, 1, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD), "add up");
  return total;
}

}  // namespace ayni
