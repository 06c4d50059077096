#pragma once
// The figures of the report held against those of runs.
//
// z = (mean - report) / sqrt(e^2 + s^2 / runs), s the standard deviation across runs and e the report's standard error,
// or half of tolerance times the figure where that is larger or no error is known. The spread s itself is not in the
// denominator: where the model's figure comes from a survey operator it holds the sampling error of the same survey
// once more, and a model should not look better for being noisier. s^2 / runs is what the mean still lacks in precision.
// Beside it stands (mean - report) / sqrt(e^2 + s^2), which judges nothing: how far the report lies from what one history, as
// it was one, could have brought.

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/evidence_figure.hpp"
#include "core/report.hpp"

namespace ayni {

/// What |z| is below.
inline constexpr double good_below = 1.5;
inline constexpr double fair_below = 2.0;

/// good and fair: |z| is below these. Of what the scenario sets: same, or differs beyond rounding.
enum class Verdict { good, fair, poor, same, differs, unavailable };
[[nodiscard]] const char* to_text(Verdict verdict) noexcept;

/// Counts as two standard errors where neither an error nor a tolerance is known.
inline constexpr double default_tolerance = 0.2;

struct EvidenceRow {
  FigurePart figure;
  double model = 0.0;     ///< mean across runs; NaN when not available
  double model_sd = 0.0;  ///< standard deviation across runs; NaN for one run
  double z = 0.0;
  double z_with_spread = 0.0;  ///< with the spread of one run in the place of the mean's error; z for one run
  Verdict verdict = Verdict::unavailable;
  std::string note;                                               ///< why there is no value
  double truth_found = std::numeric_limits<double>::quiet_NaN();  ///< of a study: of those it found
  double truth = std::numeric_limits<double>::quiet_NaN();        ///< of all it was drawn from
  bool by_twin = false;                                           ///< the truth comes from the twin without the project
};

/// Why no run can have a value for a figure; empty when one may.
[[nodiscard]] std::string why_never(const FigurePart& figure, Language language);

/// A figure for which the runs have no value, and why.
[[nodiscard]] EvidenceRow without_value(const FigurePart& figure, std::string why);

/// z and verdict of a mean over `runs` runs.
[[nodiscard]] EvidenceRow judge(const FigurePart& figure, double mean, double spread, std::size_t runs);
/// The same of the runs' values, of which there are some.
[[nodiscard]] EvidenceRow judge(const FigurePart& figure, std::span<const double> values);

/// What the scenario sets against what the report says. They are the same within half a percentage point of a share,
/// half a thing counted, one percent of another number: the report rounds as much.
[[nodiscard]] EvidenceRow judge_setting(const FigurePart& figure, double set);

/// The short form has only what is fitted and available.
enum class Extent { full, brief };

/// A section for each use of figures: what is available, what the scenario sets, and what is not available and why. Then
/// what the studies found beside the truth: the estimate less the truth of those found is what selection does to it, that
/// less the truth of all it was drawn from is what it does that some are not found.
[[nodiscard]] Report report_of(const std::vector<EvidenceRow>& rows, Extent extent, Language language = Language::en);

}  // namespace ayni
