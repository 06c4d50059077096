#pragma once

#include "core/report.hpp"
#include "experiment/lever_ranking.hpp"

namespace ayni {

/// What is to be ranked, before anything is run.
[[nodiscard]] Report report_of(const RankRequest& request, const Experiment& experiment);

/// The levers by what they gain, and by what they gain for public money.
[[nodiscard]] Report report_of(const RankRequest& request, const LeverRanking& found, Language language = Language::en);

}  // namespace ayni
