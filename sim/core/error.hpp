#pragma once
// Errors by whose fault they are; the program's exit code follows from the type (see sim/app).

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace ayni {

/// One thing wrong with the user's input: where, what, why, and what would be right.
struct Problem {
  std::string where;                 ///< "file:line:column", or the option that set it
  std::string message;               ///< one or more lines
  std::string file{};                ///< that part of `where`; empty for an option
  std::size_t line = 0, column = 0;  ///< from 1, in code points; 0: the file as a whole, or an option
  std::vector<std::string> near{};   ///< names that may have been meant, which the message proposes too
};

/// Values that contradict each other, or that no range can tell.
struct Inconsistency {
  std::string key;  ///< path of the parameter or table that it is told of, unless one of `values` was written last
  std::string message;
  std::vector<std::string> values;  ///< paths of all parameters that have a part in it; none: `key` alone
};

/// The scenario or design is invalid. Carries every problem found in one pass. Exit code 3.
class InvalidInput : public std::runtime_error {
 public:
  explicit InvalidInput(std::vector<Problem> problems);
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// An identity of the model does not hold (the ledger, goods, members, loans). Exit code 4.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A file cannot be read or written. Exit code 5.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The machine, or a limit set for this program, does not give the memory or the threads that are needed. Exit code 5.
class OutOfResources : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is said of std::bad_alloc where runs are made on threads.
inline constexpr const char* out_of_memory_text =
    "there is not enough memory; fewer --threads or a smaller scale.size need less";

}  // namespace ayni
