#include "results/provenance.hpp"

#include <unistd.h>

#include <array>
#include <ctime>

namespace ayni {

std::span<const ProvenanceField> provenance_fields() noexcept {
  using P = Provenance;
  using enum Reproduced;
  static constexpr std::array fields{
      ProvenanceField{"program_version", &P::program_version, exactly, "version of ayni"},
      ProvenanceField{"git_commit", &P::git_commit, exactly, "commit of ayni's sources, or unknown"},
      ProvenanceField{"git_dirty", &P::git_dirty, exactly, "true when the sources differed from that commit"},
      ProvenanceField{"compiler", &P::compiler, exactly, "compiler that built the program"},
      ProvenanceField{"generator", &P::generator, exactly, "random number generator and how its streams are keyed"},
      ProvenanceField{"seed", &P::seed, exactly, "seed of all runs, as text so that no reader rounds it"},
      ProvenanceField{"scenario_sha256", &P::scenario_sha256, exactly, "SHA-256 digest of scenario_resolved"},
      ProvenanceField{"experiment_sha256", &P::experiment_sha256, exactly,
                      "SHA-256 digest of all that determines the results; files that agree in it can be joined"},
      ProvenanceField{"outcomes", &P::outcomes, exactly, "what is kept of each run, one a line; empty for everything"},
      ProvenanceField{"shard", &P::shard, exactly, "2/8 for the second of eight shares of the runs; empty for all"},
      ProvenanceField{"command_line", &P::command_line, not_at_all, "command that wrote the file"},
      ProvenanceField{"host", &P::host, not_at_all, "machine it ran on"},
      ProvenanceField{"started", &P::started, not_at_all, "start, UTC"},
      ProvenanceField{"ended", &P::ended, not_at_all, "end, UTC; empty while the file is partial"}};
  return fields;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return std::string(text.data(), length);
}

std::string host_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "unknown";
  return name.data();
}

}  // namespace ayni
