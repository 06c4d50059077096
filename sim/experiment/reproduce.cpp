#include "experiment/reproduce.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/error.hpp"

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

}  // namespace

Reproduction reproduce_file(const FileSummary& original, std::size_t threads, const std::string& command_line,
                            const std::atomic<bool>& stop, Reporter& reporter) {
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
  execution.threads = threads;
  execution.command_line = command_line;
  Reproduction again;
  again.executed = execute(simulation, execution, stop, reporter, [](Results&&) {});
  if (again.executed.done == again.executed.runs) {
    again.differences = compare_files(original.path, execution.output);
  }
  return again;
}

}  // namespace ayni
