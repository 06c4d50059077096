#pragma once
// The values of the evidence's figures in a results file.

#include <filesystem>
#include <string>
#include <vector>

#include "observe/evidence_judgement.hpp"

namespace ayni {

/// One row for each part, in their order, from the runs of one arm (its name; the first when empty). A figure that the
/// file cannot give says why, in the language. Throws FileError when the file cannot be read or has no such arm or no runs.
[[nodiscard]] std::vector<EvidenceRow> hold_against(const std::filesystem::path& results,
                                                    const std::vector<FigurePart>& figures, const std::string& arm,
                                                    Language language = Language::en);

}  // namespace ayni
