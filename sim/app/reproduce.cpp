// ayni reproduce: does this program make the same file again?

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/commands.hpp"
#include "app/execution.hpp"
#include "app/interrupt.hpp"
#include "results/build_info.hpp"
#include "results/compare.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that goes with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "ayni-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw FileError(fmt::format("cannot make a temporary folder {}: {}", name, std::strerror(errno)));
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

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

ExitCode reproduce(const ReproduceOptions& options) {
  require_sound(options.file, [&options] {
    static_cast<void>(read_summary(options.file));
    static_cast<void>(compare_files(options.file, options.file));  // all values
  });
  const FileSummary original = read_summary(options.file);
  if (original.status != to_text(Status::complete) || !original.provenance.shard.empty()) {
    throw FileError(fmt::format("{} is {}, {} of {} runs; only a complete file can be reproduced", original.path,
                                original.provenance.shard.empty() ? original.status : "a shard", original.runs_complete,
                                original.shape.total_runs()));
  }
  const Experiment experiment = experiment_of(original);
  const Simulation simulation{experiment};
  const TemporaryFolder folder;
  Execution execution;
  execution.output = folder.path() / "again.h5";
  execution.threads = threads_for(options.threads);
  execution.verbosity = options.verbosity;
  execution.command_line = options.command_line;
  const Executed executed = execute(simulation, execution, [](Results&&) {});
  if (executed.done < executed.runs) {
    say("Interrupted; nothing was compared and nothing was left behind");
    return interrupt_exit_code();
  }
  return judge(options, original, compare_files(options.file, execution.output));
}

}  // namespace ayni
