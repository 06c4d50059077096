#pragma once
// One number of the evidence that the model is held against: read in scenario, judged in observe.

#include <string>

namespace ayni {

/// One number of a figure. Texts are empty where the file says nothing.
struct FigurePart {
  std::string id;
  std::string part;        ///< "norte", "2" (the second of a list), "lago.2"; empty for a figure of one number
  std::string use;         ///< "input", "calibrate", ...
  double report = 0.0;     ///< NaN where the report has words
  double report_se = 0.0;  ///< NaN when the figure is neither a share of a known sample nor a count
  double tolerance = 0.0;  ///< part of the figure that counts as two standard errors; NaN when not stated
  std::string statistic, sample, filter;
  std::string unavailable;     ///< why the model has no such value
  std::string unavailable_es;  ///< the same in Spanish
  std::string parameter;  ///< instead of a statistic: what the scenario sets for it (scenario/setting_arithmetic.hpp)
  /// What a study meant to find: the measures that hold the truth of those it found and of all it was drawn from (of the
  /// sample `truth_sample`, where that is another than the study's).
  std::string truth_found, truth, truth_sample;
  bool count = false;  ///< a number of things counted, so the report rounds it to a whole one
};

}  // namespace ayni
