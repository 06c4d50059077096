#include "experiment/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "results/hdf5_journal.hpp"
#include "results/sound.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

fs::path unused_name(const fs::path& output) {
  for (std::size_t k = 1;; ++k) {
    fs::path name = output;
    name += fmt::format(".earlier-{}{}", k, partial_ending);
    if (!fs::exists(name)) return name;
  }
}

void remove_part(const fs::path& part) {
  std::error_code ignored;
  fs::remove(part, ignored);
  fs::remove(hdf5::journal_of(part), ignored);
}

}  // namespace

fs::path rank_file(const fs::path& output, std::size_t rank) {
  fs::path path = output;
  return path += fmt::format(".rank-{}", rank);
}

std::vector<fs::path> parts_of(const fs::path& output) {
  constexpr std::string_view ending = partial_ending;
  const fs::path folder = folder_of(output);
  const std::string name = output.filename().string();
  std::vector<fs::path> parts;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder, ignored}) {
    const std::string found = entry.path().filename().string();
    if (!found.starts_with(name) || !found.ends_with(ending)) continue;
    if (found.size() < name.size() + ending.size()) continue;
    const std::string between = found.substr(name.size(), found.size() - name.size() - ending.size());
    if (!between.empty() && !between.starts_with(".earlier-") && !between.starts_with(".rank-")) continue;
    parts.push_back(output.has_parent_path() ? entry.path() : fs::path{found});
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

std::vector<std::string> mismatches(const FileSummary& file, const Provenance& provenance, ShardCheck shards) {
  const Provenance& found = file.provenance;
  std::vector<std::string> problems;
  if (found.program_version != provenance.program_version || found.git_commit != provenance.git_commit) {
    problems.push_back(fmt::format("it was written by ayni {} (commit {}), this is ayni {} (commit {})",
                                   found.program_version, found.git_commit, provenance.program_version,
                                   provenance.git_commit));
  }
  if (found.seed != provenance.seed) {
    problems.push_back(fmt::format("its seed is {}, not {}", found.seed, provenance.seed));
  }
  if (found.scenario_sha256 != provenance.scenario_sha256) problems.emplace_back("its scenarios are others");
  if (found.outcomes != provenance.outcomes) problems.emplace_back("other outcomes are kept in it");
  if (shards == ShardCheck::same && found.shard != provenance.shard) {
    const auto named = [](const std::string& shard) { return shard.empty() ? "the whole" : "shard " + shard; };
    problems.push_back(fmt::format("it is {}, not {}", named(found.shard), named(provenance.shard)));
  }
  if (problems.empty() && found.experiment_sha256 != provenance.experiment_sha256) {
    problems.emplace_back("its design is another: points, number of replicates, or arms");
  }
  return problems;
}

void require_asked_for(const fs::path& output, const FileSummary& file, const Provenance& provenance) {
  const std::vector<std::string> problems = mismatches(file, provenance, ShardCheck::same);
  if (problems.empty()) return;
  throw InvalidInput({{output.string(), "is complete, but not what was asked for: " + problems.front()}});
}

void make_way(const fs::path& output, Existing existing) {
  for (const fs::path& part : parts_of(output)) {
    if (part == partial_of(output)) continue;  // the results file itself sees to that one
    if (existing == Existing::keep) {
      throw FileError(
          fmt::format("{} is in the way, the beginning of runs that did not finish; give --resume to go on with it, "
                      "or --force to replace it",
                      part.string()));
    }
    remove_part(part);
  }
}

Checkpoint::Checkpoint(const std::vector<fs::path>& parts, const FileHeader& header, Written written,
                       Reporter& reporter) {
  for (const fs::path& part : parts) {
    try {
      require_sound(part);
      std::vector<Problem> problems;
      for (const std::string& mismatch : mismatches(read_summary(part), header.provenance, ShardCheck::same)) {
        problems.push_back({part.string(), "cannot be resumed: " + mismatch});
      }
      if (!problems.empty()) throw InvalidInput(std::move(problems));
      if (written == Written::before) require_readable(part, header);
      parts_.push_back({part, std::make_unique<ResultsReader>(part, header)});
    } catch (const hdf5::FileInUse&) {
      throw FileError(fmt::format("{} is in use, perhaps by the run that is to be resumed", part.string()));
    } catch (const FileError& error) {
      reporter.warn(fmt::format("Left aside, its runs are done again: {}", error.what()));
      parts_.push_back({part, nullptr});
    }
  }
}

void Checkpoint::set_aside(const fs::path& output) {
  for (Part& part : parts_) {
    if (part.path.filename().string().find(".earlier-") != std::string::npos) continue;
    const fs::path name = unused_name(output);
    rename_file(part.path, name);
    part.path = name;
  }
}

ResultsReader* Checkpoint::holder(std::size_t n) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(),
                                  [n](const Part& part) { return part.reader && part.reader->holds(n); });
  return found == parts_.end() ? nullptr : found->reader.get();
}

void Checkpoint::remove_unless_needed(std::size_t n, const Plan& plan) {
  const bool complete = n >= plan.runs();
  for (; n < plan.runs(); ++n) {
    if (holds(n)) return;
  }
  for (const Part& part : parts_) {
    if (complete || part.reader) remove_part(part.path);
  }
  parts_.clear();
}

void remove_parts_of(const fs::path& output, const Provenance& provenance) {
  for (const fs::path& part : parts_of(output)) {
    try {
      require_sound(part);
      if (!mismatches(read_summary(part), provenance, ShardCheck::same).empty()) continue;
    } catch (const hdf5::FileInUse&) {
      continue;
    } catch (const FileError&) {
      // Killed before it held a run.
    }
    remove_part(part);
  }
}

}  // namespace ayni
