#pragma once
// The figures that the model is held against, from a file such as scenarios/evidence/figures.toml, which tells the fields.

#include <vector>

#include "core/evidence_figure.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

/// Standard error of a share observed in a simple random sample. Where all or none of the sample have the property it
/// is that of the share after two more successes and two more failures (Agresti & Coull 1998), as the binomial one
/// would be zero.
[[nodiscard]] double binomial_error(double share, double n);

/// Standard error of a number of things counted, as of a Poisson number; of none as of one.
[[nodiscard]] double count_error(double count);

/// All numbers of all figures in the order of the file. Throws InvalidInput with everything that is wrong.
[[nodiscard]] std::vector<FigurePart> read_figures(const Settings& settings);

}  // namespace ayni
