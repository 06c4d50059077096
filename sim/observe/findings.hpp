#pragma once
// What anybody asks first of a policy: whether alliances last, how many are funded, what becomes of incomes and poverty, what
// it costs the public and what buyers earn. Told in sentences whose signs and sizes follow from the numbers.

#include <cstddef>
#include <string>
#include <vector>

#include "core/report.hpp"
#include "core/terms.hpp"
#include "observe/catalogue.hpp"
#include "observe/comparison.hpp"
#include "observe/outcome.hpp"

namespace ayni {

class OutcomeValues;

/// One question, its answer in each arm and against the reference.
struct Finding {
  std::string name;  ///< in analysis/terms.toml, section summary: "lasting", "funded", ...
  Outcome outcome;
  std::vector<MeanEstimate> arms;             ///< each by itself
  std::vector<PairedDifference> differences;  ///< of each arm from the reference, whose own is nothing
};

/// The outcomes that findings rest on, in their order, of a catalogue of so many months. Alliances are judged from signing,
/// so that weeding out the weak before the money comes is no success; incomes and poverty are of all who could apply, so
/// that helping a chosen few is none.
[[nodiscard]] std::vector<std::string> finding_outcomes(const Catalogue& catalogue);

/// `values` are of finding_outcomes().
[[nodiscard]] std::vector<Finding> findings_of(const OutcomeValues& values, std::size_t reference,
                                               const IntervalRule& rule);

/// Whom findings are told of.
struct FindingsOf {
  std::vector<std::string> arms;
  std::size_t reference = 0;  ///< the arm that the others are held against
  std::size_t replicates = 0;
  double confidence = usual_confidence;
};

/// At most fifteen lines of at most eighty letters where not more than six arms stand beside the reference, and a table for
/// programs.
[[nodiscard]] ReportSection section_of(const std::vector<Finding>& findings, const FindingsOf& of, Language language);

}  // namespace ayni
