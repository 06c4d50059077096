#include "app/reproduce.hpp"

#include "app/options.hpp"
#include "experiment/reproduce.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/interrupt.hpp"
#include "app/terminal_reporter.hpp"
#include "core/build_info.hpp"
#include "results/sound.hpp"

namespace ayni {
namespace {

/// Differences of origin are told apart from those of results: another build may well give the same values.
bool of_program(const Difference& difference) {
  constexpr std::array<std::string_view, 4> attributes{":program_version", ":git_commit", ":git_dirty", ":compiler"};
  return std::find(attributes.begin(), attributes.end(), difference.object) != attributes.end();
}

ExitCode judge(const ReproduceOptions& options, const FileSummary& original, std::vector<Difference> differences) {
  const auto results = std::stable_partition(differences.begin(), differences.end(), of_program);
  const bool other_program = results != differences.begin();
  const std::string program = other_program
                                  ? fmt::format(" (it was written by ayni {}, commit {}; this is ayni {}, commit {})",
                                                original.provenance.program_version, original.provenance.git_commit,
                                                program_version(), git_commit())
                                  : "";
  differences.erase(differences.begin(), results);
  if (differences.empty()) {
    if (options.verbosity == Verbosity::normal) say(fmt::format("{} is reproduced exactly{}", original.path, program));
    return ExitCode::ok;
  }
  for (const Difference& difference : differences) print(to_text(difference) + '\n');
  say_error(fmt::format("{} is not reproduced: {} differ{}", original.path,
                        differences.size() == 1 ? "1 dataset or attribute"
                                                : fmt::format("{} datasets and attributes", differences.size()),
                        program));
  return ExitCode::broken_invariant;
}

}  // namespace

void add_reproduce(CLI::App& app, ReproduceOptions& options) {
  CLI::App& command = *app.add_subcommand("reproduce", "Run a results file's scenario again and compare every value");
  command.add_option("FILE", options.file, "Results file (HDF5)")->required()->type_name(" ");
  add_threads(command, options.threads);
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  command.footer(
      "Example:\n"
      "  ayni reproduce results/bolivia.h5\n"
      "\n"
      "Exit code 0 when every value is the same, 4 when not.");
}

ExitCode reproduce(const ReproduceOptions& options) {
  require_sound(options.file, [&options] {
    static_cast<void>(read_summary(options.file));
    static_cast<void>(compare_files(options.file, options.file));  // all values
  });
  const FileSummary original = read_summary(options.file);
  TerminalReporter reporter{options.verbosity};
  Reproduction again =
      reproduce_file(original, threads_for(options.threads), options.command_line, catch_interrupts(), reporter);
  if (again.executed.done < again.executed.runs) {
    say("Interrupted; nothing was compared and nothing was left behind");
    return interrupt_exit_code();
  }
  return judge(options, original, std::move(again.differences));
}

}  // namespace ayni
