#pragma once
// ayni evidence: the figures of the report beside those of the runs in a results file.

#include <filesystem>
#include <optional>
#include <string>

#include "app/command.hpp"
#include "observe/evidence_judgement.hpp"

namespace ayni {

struct EvidenceOptions : TableOptions {
  std::filesystem::path file;
  std::optional<std::filesystem::path> figures;  ///< default: the project's, as they were when the program was built
  std::string arm;                               ///< default: the first
  Format format = Format::text;
  Existing existing = Existing::keep;  ///< tables
  Extent extent = Extent::full;
  Language language = Language::en;
};

void add_evidence(CLI::App& app, EvidenceOptions& options);
ExitCode evidence(const EvidenceOptions& options);

}  // namespace ayni
