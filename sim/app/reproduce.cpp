// ayni reproduce: does this program make the same file again?

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/build_info.hpp"
#include "app/commands.hpp"
#include "app/ensemble_setup.hpp"
#include "app/interrupt.hpp"
#include "io/results_compare.hpp"
#include "io/results_summary.hpp"
#include "observe/catalogue_of.hpp"

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

ExitCode verdict(const ReproduceOptions& options, const FileSummary& original, std::vector<Difference> differences) {
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
  const FileSummary original = read_summary(options.file);
  if (original.status != to_text(Status::complete)) {
    throw FileError(fmt::format("{} is {}, {} of {} runs; only a complete file can be reproduced", original.path,
                                original.status, original.runs_complete, original.runs));
  }
  const Resolved resolved = read_scenario_text(original.provenance.scenario_resolved, original.path + " (scenario)");
  const Plan plan = plan_of(original.arms, resolved.scenario.run);
  const Catalogue catalogue = catalogue_of(resolved.scenario);
  Provenance provenance = provenance_of(resolved, options.command_line);
  provenance.scenario_source = original.provenance.scenario_source;

  const std::atomic<bool>& stop = catch_interrupts();
  const TemporaryFolder folder;
  const fs::path again = folder.path() / "again.h5";
  ResultsFile file{again, catalogue, provenance, file_shape(plan, resolved.scenario)};
  std::size_t done = 0;
  {
    Progress progress{plan.runs(), options.verbosity};
    carry_out(plan, threads_for(options.threads), stop, simulation_of(plan, resolved.scenario, catalogue),
              [&](Results&& results) {
                file.append(results);
                progress.show(++done);
              });
  }
  if (done < plan.runs()) {
    say("Interrupted; nothing was compared and nothing was left behind");
    return interrupt_exit_code();
  }
  file.finish(Status::complete);
  return verdict(options, original, compare_files(options.file, again));
}

}  // namespace ayni
