#pragma once
// The figures of the report beside those of the runs in a result file.
//
// z = (mean - report) / sqrt(e^2 + s^2 / runs), s the standard deviation across runs and e the report's standard error,
// or half of tolerance times the figure where that is larger or no error is known. The spread s itself is not in the
// denominator: where the model's figure comes from a survey operator it holds the sampling error of the same survey
// once more, and a model should not look better for being noisier. s^2 / runs is what the mean still lacks in precision.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "scenario/evidence_figures.hpp"

namespace ayni {

/// good: |z| below 1.5; fair: below 2.
enum class Verdict { good, fair, poor, unavailable };
[[nodiscard]] const char* to_text(Verdict verdict) noexcept;

/// Counts as two standard errors where neither an error nor a tolerance is known.
inline constexpr double default_tolerance = 0.2;

struct EvidenceRow {
  FigurePart figure;
  double model = 0.0;     ///< mean across runs; NaN when not available
  double model_sd = 0.0;  ///< standard deviation across runs; NaN for one run
  double z = 0.0;
  Verdict verdict = Verdict::unavailable;
  std::string note;  ///< why there is no value
};

/// z and verdict of a mean over `runs` runs.
[[nodiscard]] EvidenceRow judge(const FigurePart& figure, double mean, double spread, std::size_t runs);

/// One row for each part, in their order, from the runs of one arm (its name; the first when empty). A figure that the
/// file cannot give says why. Throws FileError when the file cannot be read or has no such arm or no runs.
[[nodiscard]] std::vector<EvidenceRow> hold_against(const std::filesystem::path& results,
                                                    const std::vector<FigurePart>& figures, const std::string& arm);

}  // namespace ayni
