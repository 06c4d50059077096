#pragma once
// What the user sees while the program works: messages and progress on standard error, data on standard output. What
// controls a terminal is replaced in all of it, since names and texts come from files that others wrote.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace ayni {

/// Whether ordinary messages and progress are shown; errors always are.
enum class Verbosity { normal, quiet };

/// How the program can be called here: `ayni` where that is what the PATH has, else as it was called.
[[nodiscard]] std::string own_name();

/// The message with that name in the commands it offers: behind "Next:" and "Try:", and those in backquotes.
[[nodiscard]] std::string pasteable(std::string_view message);

/// A line for the user on standard error, its commands ready to be pasted.
void say(std::string_view message);

/// "error: ..." on standard error, in colour where the terminal has it and NO_COLOR is not set.
void say_error(std::string_view message);

/// Every problem, in the order given, each with its place.
void say_problems(const InvalidInput& invalid);

/// Data, on standard output. Throws FileError when it cannot be written.
void print(std::string_view data);

/// Writes out what `print` holds back. Throws FileError when it cannot be written, for example to a full disk.
void flush_output();

/// Duration as people say it: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min".
[[nodiscard]] std::string spoken(double seconds);

/// "1 run", "2 runs".
[[nodiscard]] std::string counted(std::size_t number, const std::string& thing);

/// The word as an argument that a shell reads back unchanged.
[[nodiscard]] std::string shell_word(std::string_view word);

/// Shows how far the runs are: on a terminal a bar with rate and remaining time, elsewhere a line per tenth.
class Progress {
 public:
  /// `already` of the runs need no time.
  Progress(std::size_t runs, std::size_t already, Verbosity verbosity);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `done` of all runs are finished, those counted that failed. Cheap to call after every run.
  void show(std::size_t done, std::size_t failed);

 private:
  using Clock = std::chrono::steady_clock;
  enum class Form { none, bar, lines };

  [[nodiscard]] std::string state(std::size_t done, std::size_t failed, double seconds) const;
  void draw_bar(std::size_t done, std::size_t failed, double seconds);

  std::size_t runs_;
  std::size_t already_;
  Form form_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_;
  std::size_t tenths_ = 0;
  bool bar_open_ = false;
};

}  // namespace ayni
