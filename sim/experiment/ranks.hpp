#pragma once
// Several processes, perhaps on several machines, that carry out one plan together. Which process carries out a run is
// no input of it.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <vector>

namespace ayni {

/// What ends a rank because another one failed, which says why.
class FailedElsewhere : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "another rank failed"; }
};

/// The processes that mpirun or srun started as one program, or this one alone. To be used from one thread; every rank
/// that has one must come to its destructor.
class Ranks {
 public:
  /// Finds the others. Throws std::runtime_error when there are some and the program was built without MPI.
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  [[nodiscard]] std::size_t rank() const noexcept { return rank_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool alone() const noexcept { return size_ == 1; }

  using Numbers = std::vector<std::uint64_t>;
  struct Message {
    std::size_t from = 0;
    Numbers numbers;
  };
  void send(std::size_t to, const Numbers& numbers) const;
  /// A message that has arrived, those of one rank in the order of their sending. Does not wait.
  [[nodiscard]] std::optional<Message> receive() const;

  /// The sum of every rank's number. Waits until all have come here.
  [[nodiscard]] std::uint64_t sum(std::uint64_t number) const;

  /// Does a step that may fail and waits until all have come here. Throws what the step threw, or FailedElsewhere when
  /// it failed on other ranks only; so all go on, or none.
  template <class Step>
  void together(const Step& step) const {
    std::exception_ptr error;
    try {
      step();
    } catch (...) {
      error = std::current_exception();
    }
    const bool all_well = sum(error ? 1 : 0) == 0;
    if (error) std::rethrow_exception(error);
    if (!all_well) throw FailedElsewhere{};
  }

 private:
  std::size_t rank_ = 0;
  std::size_t size_ = 1;
};

}  // namespace ayni
