#pragma once
// What the commands that carry out runs say of it.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/command.hpp"
#include "app/terminal.hpp"
#include "core/report.hpp"
#include "experiment/execution.hpp"
#include "experiment/reporter.hpp"

namespace ayni {

/// Progress and messages on standard error; when quiet, failures and warnings alone.
class TerminalReporter : public Reporter {
 public:
  explicit TerminalReporter(Verbosity verbosity) : verbosity_{verbosity} {}

  void begin(std::size_t runs, std::size_t already) override { progress_.emplace(runs, already, verbosity_); }
  void advance(std::size_t done, std::size_t failed) override { progress_->show(done, failed); }
  /// Tells the first few.
  void run_failed(std::string_view failure) override;
  void note(std::string_view message) override;
  void warn(std::string_view message) override { say(message); }

 private:
  Verbosity verbosity_;
  std::optional<Progress> progress_;
  std::size_t failures_ = 0;
};

/// What the options say about carrying out runs into a file.
[[nodiscard]] Execution execution_of(const ExecutionOptions& options, const std::filesystem::path& output);

/// For --dry-run: what would be done, where it would be written, and what stands in the way.
ExitCode describe(Report plan, const ExecutionOptions& options, const std::filesystem::path& output);

/// Makes the folder of the output, and that of the tables where they are asked for, which nothing must be in the way of
/// unless it may be replaced. Throws FileError.
void prepare_outputs(const ExecutionOptions& options, const std::filesystem::path& output);

/// Prints what was found, as text unless quiet, or as JSON, and writes its tables where they are asked for.
void print_found(Report found, const ExecutionOptions& options, const std::filesystem::path& output);

/// Says where the results are, and the command to look at next, unless quiet.
void say_written(const ExecutionOptions& options, const std::filesystem::path& output, const std::string& next);

/// The exit code of a command that was not interrupted; says so when runs failed.
ExitCode verdict(const Executed& executed);

/// For a command that ended early: what is left, how to look at it and how to go on. Returns the exit code.
ExitCode tell_interrupted(const Executed& executed, const std::filesystem::path& output);

}  // namespace ayni
