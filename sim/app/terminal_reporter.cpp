#include "app/terminal_reporter.hpp"

#include <fmt/format.h>

#include "app/interrupt.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t failures_told = 10;

}  // namespace

void TerminalReporter::run_failed(std::string_view failure) {
  if (++failures_ <= failures_told) say_error(failure);
}

void TerminalReporter::note(std::string_view message) {
  if (verbosity_ == Verbosity::normal) say(message);
}

Execution execution_of(const ExecutionOptions& options, const fs::path& output) {
  return {output,  threads_for(options.threads), options.existing, options.resume, options.on_failure,
          Shard{}, options.command_line};
}

std::string would_be_written(const fs::path& output, Existing existing) {
  return fmt::format("would be written to {}{}\n", output.string(),
                     !fs::exists(output)             ? ""
                     : existing == Existing::replace ? " (which exists and would be overwritten)"
                                                     : " (which exists: --force would be needed)");
}

ExitCode verdict(const Executed& executed) {
  if (executed.failed == 0) return ExitCode::ok;
  say_error(
      fmt::format("{} of {} runs failed and have no values; run_status tells which", executed.failed, executed.runs));
  return ExitCode::broken_invariant;
}

ExitCode tell_interrupted(const Executed& executed, const fs::path& output) {
  const std::string kept = shell_word(partial_of(output).string());
  say(
      fmt::format("Interrupted after {} of {} runs; what is finished is in {}.\n"
                  "Look at it:  ayni info {}\n"
                  "Go on:       the same command with --resume",
                  executed.done, executed.runs, kept, kept));
  return interrupt_exit_code();
}

}  // namespace ayni
