#pragma once
// Who wins and who loses: runs, or a comparison, by region, product, fifth of income, or group of households.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report.hpp"
#include "observe/catalogue.hpp"
#include "observe/comparison.hpp"
#include "observe/outcome.hpp"

namespace ayni {

class OutcomeValues;

enum class BrokenBy { region, product, quintile, group };
inline constexpr std::array broken_by_names{"region", "product", "quintile", "group"};

/// The one of a name; nothing where there is none.
[[nodiscard]] std::optional<BrokenBy> broken_by_of(std::string_view name);

/// A figure, with one outcome for each part.
struct FigureByPart {
  BrokenBy by;
  std::string long_name;  ///< of the first part's measure
  std::vector<std::string> parts;
  std::vector<Outcome> outcomes;
  std::vector<MeanEstimate> base;                          ///< [part]
  std::vector<std::vector<MeanEstimate>> others;           ///< [part][other arm]
  std::vector<std::vector<PairedDifference>> differences;  ///< [part][other arm]
};

/// The figures of each, without numbers.
[[nodiscard]] std::vector<FigureByPart> figures_by(const std::vector<BrokenBy>& by, const Catalogue& catalogue);

/// All their outcomes, figure by figure, part by part.
[[nodiscard]] std::vector<Outcome> outcomes_of(const std::vector<FigureByPart>& figures);

/// Puts the numbers in; `values` are of outcomes_of(figures), the base the first arm.
void fill(std::vector<FigureByPart>& figures, const OutcomeValues& values, const IntervalRule& rule);

/// A section for each kind of parts, a table a figure, a column an arm: the base's mean, the others' differences from it;
/// where the base has no value (without a project nobody is a member), the others' means as well.
[[nodiscard]] std::vector<ReportSection> sections_of(const std::vector<FigureByPart>& figures,
                                                     const std::vector<std::string>& arms, Language language);

}  // namespace ayni
