#pragma once
// Where a result file comes from: all that is needed to judge it and to make it again.

#include <span>
#include <string>

namespace ayni {

/// Everything as text, as it stands in the file: attributes of the root, but for the source, which is a dataset.
struct Provenance {
  std::string program_version;
  std::string git_commit;  ///< "unknown" when built outside a repository
  std::string git_dirty;   ///< "true" when the sources differed from the commit, else "false"
  std::string compiler;
  std::string generator =
      "pcg_engines::oneseq_rxs_m_xs_64_64; streams keyed by seed, replicate, process, agent (by name) and month";
  std::string seed;  ///< decimal; as text because many readers round whole numbers above 2^53
  std::string scenario_source;
  std::string scenario_sha256;    ///< of the arms' resolved scenarios, one after the other
  std::string outcomes;           ///< what is kept of each run, one a line; empty for everything
  std::string experiment_sha256;  ///< of all that determines the results: files that agree in it can be joined
  std::string shard;              ///< "2/8" for the second of eight shares of the runs; empty for all
  std::string command_line;
  std::string host;
  std::string started;  ///< UTC, ISO 8601
  std::string ended;    ///< UTC, ISO 8601; empty until the file is finished
};

/// Whether a field may differ between two files of the same results.
enum class Reproduced { exactly, not_at_all };

/// An attribute of the file's root.
struct ProvenanceField {
  const char* name;
  std::string Provenance::*text;
  Reproduced reproduced;
  const char* meaning;
};

/// The fields that are attributes, in the file's order.
[[nodiscard]] std::span<const ProvenanceField> provenance_fields() noexcept;

/// The moment, UTC, as "2015-06-30T12:00:00Z".
[[nodiscard]] std::string utc_now();
/// The name of this machine, or "unknown".
[[nodiscard]] std::string host_name();

}  // namespace ayni
