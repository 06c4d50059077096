#include "experiment/merge.hpp"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "results/reader.hpp"
#include "results/sound.hpp"
#include "results/summary.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Everything that keeps the files from being joined, found before any is read in full.
void require_shards_of_one(const std::vector<FileSummary>& shards, const Provenance& provenance) {
  std::vector<Problem> problems;
  for (const FileSummary& shard : shards) {
    if (shard.provenance.shard.empty()) {
      problems.push_back({shard.path, "is no shard: it was made for all runs, so there is nothing to merge it with"});
    } else if (shard.status != to_text(Status::complete)) {
      problems.push_back({shard.path, fmt::format("is {}; finish shard {} with --resume first", shard.status,
                                                  shard.provenance.shard)});
    }
    for (const std::string& mismatch : mismatches(shard, provenance, ShardCheck::any)) {
      problems.push_back({shard.path, "does not belong to " + shards.front().path + ": " + mismatch});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

/// The shards' runs together: each once, none missing.
class Shards {
 public:
  Shards(const std::vector<FileSummary>& files, const Plan& plan, const FileHeader& header) : files_{files} {
    for (const FileSummary& file : files) {
      require_readable(file.path, header);
      readers_.push_back(std::make_unique<ResultsReader>(file.path, header));
    }
    require_each_run_once(plan);
  }

  [[nodiscard]] Results read(std::size_t n) const {
    for (const auto& reader : readers_) {
      if (reader->holds(n)) return reader->read(n);
    }
    throw std::logic_error("a run that no shard holds");
  }

 private:
  void require_each_run_once(const Plan& plan) const {
    std::vector<Problem> problems;
    std::size_t missing = 0;
    for (std::size_t n = 0; n < plan.runs(); ++n) {
      std::vector<std::size_t> holders;
      for (std::size_t k = 0; k < readers_.size(); ++k) {
        if (readers_[k]->holds(n)) holders.push_back(k);
      }
      if (holders.empty()) ++missing;
      if (holders.size() < 2) continue;
      problems.push_back(
          {files_[holders[1]].path, fmt::format("overlaps with {}: both hold {}", files_[holders[0]].path,
                                                name_of(planned_run(plan, n), plan))});
      break;
    }
    if (problems.empty() && missing > 0) {
      std::string there;
      for (const FileSummary& file : files_) there += (there.empty() ? "" : ", ") + file.provenance.shard;
      problems.push_back({files_.front().path, fmt::format("and the others lack {} of {} runs; there are the shards {}",
                                                           missing, plan.runs(), there)});
    }
    if (!problems.empty()) throw InvalidInput(std::move(problems));
  }

  const std::vector<FileSummary>& files_;
  std::vector<std::unique_ptr<ResultsReader>> readers_;
};

/// There is nothing to go on with: a beginning of what is merged is as soon made anew.
void require_no_beginning(const fs::path& output, Existing existing) {
  const fs::path partial = partial_of(output);
  if (existing == Existing::replace || !fs::exists(partial)) return;
  throw FileError{partial.string() + " is in the way, of something that did not finish or is under way; give another " +
                  "name, or --force to replace it"};
}

}  // namespace

Executed merge_shards(const std::vector<fs::path>& shards, const fs::path& output, Existing existing,
                      const std::string& command_line) {
  require_no_beginning(output, existing);
  std::vector<FileSummary> files;
  for (const fs::path& shard : shards) {
    require_sound(shard);
    files.push_back(read_summary(shard));
  }
  const Experiment experiment = experiment_of(files.front());
  const Simulation simulation{experiment};
  const FileHeader header = simulation.header(command_line, Shard{});
  require_shards_of_one(files, header.provenance);
  const Shards joined{files, simulation.plan(), header};

  make_parent(output);
  ResultsWriter file{output, header, existing};
  Executed executed{simulation.plan().runs(), 0, 0};
  for (; executed.done < executed.runs; ++executed.done) {
    const Results results = joined.read(executed.done);
    if (!results.failure.empty()) ++executed.failed;
    file.append(results);
  }
  file.finish(Status::complete);
  return executed;
}

}  // namespace ayni
