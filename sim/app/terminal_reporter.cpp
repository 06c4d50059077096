#include "app/terminal_reporter.hpp"

#include <fmt/format.h>

#include "app/interrupt.hpp"
#include "app/report_text.hpp"

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

ExitCode describe(Report plan, const ExecutionOptions& options, const fs::path& output) {
  const bool exists = fs::exists(output);
  plan.facts.push_back({"output", output.string(), ""});
  plan.facts.push_back({"output_exists", exists, ""});
  plan.conclusions.push_back(fmt::format("would be written to {}{}", output.string(),
                                         !exists ? ""
                                         : options.existing == Existing::replace
                                             ? " (which exists and would be overwritten)"
                                             : " (which exists: --force would be needed)"));
  print(rendered(plan, options.format));
  return ExitCode::ok;
}

void prepare_outputs(const ExecutionOptions& options, const fs::path& output) {
  make_parent(output);
  if (!options.tables) return;
  if (options.resume == Resume::no) require_room(output, options.existing);
  make_room_for_tables(*options.tables, options.resume == Resume::yes ? Existing::replace : options.existing);
}

void print_found(Report found, const ExecutionOptions& options, const fs::path& output) {
  found.facts.push_back({"output", output.string(), "results file"});
  if (options.verbosity == Verbosity::normal || options.format == Format::json) print(rendered(found, options.format));
  flush_output();  // before what is said next, where both go to one place
  if (!options.tables) return;
  const std::vector<CsvTable> tables = csv_of(found, options.csv_style);
  write_tables(tables, *options.tables);
  if (options.verbosity == Verbosity::normal) {
    say(fmt::format("Wrote {} to {}", counted(tables.size(), "table"), options.tables->string()));
  }
}

void say_written(const ExecutionOptions& options, const fs::path& output, const std::string& next) {
  if (options.verbosity == Verbosity::normal) say(fmt::format("Wrote {}\nNext: {}", output.string(), next));
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
