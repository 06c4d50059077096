#pragma once
// Going on from where an earlier attempt at an output ended: what it left beside it, and what of it can be used again.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "experiment/reporter.hpp"
#include "results/header.hpp"
#include "results/reader.hpp"
#include "results/summary.hpp"
#include "results/writer.hpp"

namespace ayni {

/// FILE.rank-N, whose FILE.rank-N.partial is written by one of several processes.
[[nodiscard]] std::filesystem::path rank_file(const std::filesystem::path& output, std::size_t rank);

/// What of an output lies beside it under another name: FILE.partial, FILE.earlier-1.partial, FILE.rank-3.partial, in
/// the order of their names.
[[nodiscard]] std::vector<std::filesystem::path> parts_of(const std::filesystem::path& output);

/// Whether two files are of the same shard, if they are of one.
enum class ShardCheck { same, any };

/// Problems that keep a file from being joined with what is told by this provenance: another program, seed, scenario,
/// design. Empty when there are none.
[[nodiscard]] std::vector<std::string> mismatches(const FileSummary& file, const Provenance& provenance,
                                                  ShardCheck shards);

/// Throws InvalidInput when an output that is complete is not what is told by this provenance.
void require_asked_for(const std::filesystem::path& output, const FileSummary& file, const Provenance& provenance);

/// For an output that is begun anew: throws FileError when parts other than FILE.partial are in the way and `existing`
/// protects them, else removes them.
void make_way(const std::filesystem::path& output, Existing existing);

/// Removes the parts of an output that is complete, but for those of something else and those in use.
void remove_parts_of(const std::filesystem::path& output, const Provenance& provenance);

/// Whether parts were written by an earlier attempt, or by this one with its own hands.
enum class Written { before, now };

/// The runs in parts; a run may be in several.
class Checkpoint {
 public:
  Checkpoint() = default;
  /// Parts that are damaged are told and left aside; those written before are read to the end to find it out. Throws
  /// InvalidInput for those that do not fit the header, FileError for those in use by another process.
  Checkpoint(const std::vector<std::filesystem::path>& parts, const FileHeader& header, Written written,
             Reporter& reporter);

  /// Gives the parts of an output names under which nothing new is written. Throws FileError.
  void set_aside(const std::filesystem::path& output);

  [[nodiscard]] bool holds(std::size_t n) const { return holder(n) != nullptr; }
  /// A run that is held; fastest in rising order.
  [[nodiscard]] Results read(std::size_t n) const { return holder(n)->read(n); }

  /// Removes all of them, unless one holds a run of the plan from the n-th on: those before are in another file by now.
  /// Damaged ones stay until there is no run from the n-th on.
  void remove_unless_needed(std::size_t n, const Plan& plan);

 private:
  [[nodiscard]] ResultsReader* holder(std::size_t n) const;

  struct Part {
    std::filesystem::path path;
    std::unique_ptr<ResultsReader> reader;  ///< none for a damaged one
  };
  std::vector<Part> parts_;
};

}  // namespace ayni
