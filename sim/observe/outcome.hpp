#pragma once
// Outcomes: what a user picks out of the catalogue by a short text, to compare arms by it or to keep of a sweep.
//
//   kaplan_meier[duration=84]                        one value a run
//   survey_same_buyer[sample=attended_2018, stratum=all]
//   first_buyer[time=last, region=sum]               in the last month, all regions together
//   member_product_income[season=last]               of the last year that is not NaN
//   cumulative_incidence[duration=84]                an axis that is not named stays: one value a cause
//   kaplan_meier[duration=84]:higher                 and more of it is better
//
// A position is a label of the axis, a number that counts from 0, or `last`, `sum` or `mean`: the last, the sum or the
// mean of the values that are not NaN. Selections are made in the order in which they are written.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// What is done to one axis.
struct Selection {
  enum class Pick { position, last, sum, mean };
  std::size_t axis = 0;  ///< its place among the axes of the measure
  Pick pick = Pick::position;
  std::size_t position = 0;  ///< of Pick::position
};

struct Outcome {
  std::string text;  ///< as it would be written, without spaces and direction: it parses to the same outcome
  std::string unit;  ///< of the measure
  std::size_t measure = 0;
  std::vector<std::size_t> shape;  ///< of the measure
  std::vector<Selection> selections;
  std::optional<Better> better;  ///< as the user says, else as the catalogue does
};

/// Throws InvalidInput, with the nearest right names, for an unknown measure, axis or label, a number out of range, an
/// axis selected twice, or a text that is not of the form above. The problem's place is the text itself.
[[nodiscard]] Outcome parse_outcome(std::string_view text, const Catalogue& catalogue);

/// All of them; throws InvalidInput with every problem of any. `scalar`: those that have more than one value a run are
/// problems too.
enum class OutcomeShape { any, scalar };
[[nodiscard]] std::vector<Outcome> parse_outcomes(const std::vector<std::string>& texts, const Catalogue& catalogue,
                                                  OutcomeShape shape);

/// How its values are shown, and differences between them.
[[nodiscard]] CellKind kind_of(const Outcome& outcome) noexcept;
[[nodiscard]] CellKind difference_kind(const Outcome& outcome) noexcept;

/// The unit in which they are told: a share, which its kind tells, has none.
[[nodiscard]] std::string unit_of(const Outcome& outcome);

/// Whether each run has one value.
[[nodiscard]] bool is_scalar(const Outcome& outcome) noexcept;

/// The values of one run of the catalogue, row-major in the axes that are left. NaN where there is none.
[[nodiscard]] std::vector<double> value_of(const Outcome& outcome, const Results& results);

/// A catalogue whose measures are the outcomes, named after them ("kaplan_meier_duration_84"), with the axes that are
/// left and no tables.
[[nodiscard]] Catalogue outcome_catalogue(const std::vector<Outcome>& outcomes, const Catalogue& catalogue);

/// A run as that catalogue has it.
[[nodiscard]] Results reduce(const std::vector<Outcome>& outcomes, const Results& results);

}  // namespace ayni
