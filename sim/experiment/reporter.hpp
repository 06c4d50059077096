#pragma once

#include <cstddef>
#include <string_view>

namespace ayni {

/// Hears what happens while an experiment is carried out, always on the calling thread. This one keeps silent; the
/// program's writes to the terminal.
class Reporter {
 public:
  Reporter() = default;
  virtual ~Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  /// `already` of so many runs are in a file of an earlier attempt and need no time.
  virtual void begin(std::size_t /*runs*/, std::size_t /*already*/) {}
  /// So many of all runs are finished, those counted that failed. Called after every run.
  virtual void advance(std::size_t /*done*/, std::size_t /*failed*/) {}
  /// A run failed; the text names it and says why.
  virtual void run_failed(std::string_view /*failure*/) {}
  /// All is as it should be, and worth a line.
  virtual void note(std::string_view /*message*/) {}
  /// Something is not as usual, and whoever started the experiment should know.
  virtual void warn(std::string_view /*message*/) {}
};

}  // namespace ayni
