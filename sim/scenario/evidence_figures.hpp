#pragma once
// The figures that the model is held against, from a file such as scenarios/evidence/figures.toml, which tells the fields.

#include <string>
#include <vector>

#include "scenario/settings_files.hpp"

namespace ayni {

/// One number of a figure. Texts are empty where the file says nothing.
struct FigurePart {
  std::string id;
  std::string part;        ///< "norte", "2" (the second of a list), "lago.2"; empty for a figure of one number
  std::string use;         ///< "input", "calibrate", ...
  double report = 0.0;     ///< NaN where the report has words
  double report_se = 0.0;  ///< binomial; NaN when the figure is not a share or its sample is not known
  double tolerance = 0.0;  ///< part of the figure that counts as two standard errors; NaN when not stated
  std::string statistic, sample, filter;
  std::string unavailable;  ///< why the model has no such value
};

/// Standard error of a share observed in a simple random sample. Where all or none of the sample have the property it
/// is that of the share after two more successes and two more failures (Agresti & Coull 1998), as the binomial one
/// would be zero.
[[nodiscard]] double binomial_error(double share, double n);

/// All numbers of all figures in the order of the file. Throws InvalidInput with everything that is wrong.
[[nodiscard]] std::vector<FigurePart> read_figures(const Settings& settings);

}  // namespace ayni
