#pragma once
// What can be asked about a group in a survey. Each answer becomes one measure `survey_<name>` over all samples and
// strata, so that a figure of the evidence is a measure, a sample and a stratum.

#include <cstdint>
#include <span>

#include "model/market/product_parameters.hpp"
#include "model/world.hpp"
#include "observe/appraisal.hpp"

namespace ayni {

/// What came of the workshops of 2018 for a group.
enum class Workshops : std::uint8_t { not_invited, stayed_away, came };

/// What a survey sees: the world as it is in its month, and what the surveyor keeps notes of.
struct Look {
  const World& world;
  const Appraisal& appraisal;
  std::span<const ProductParameters> products;  ///< [product]
  std::span<const double> baseline_revenue;     ///< [group] Bs, of the last full year before the first disbursement
  std::span<const std::int32_t> members_at_funding;  ///< [group] of the funded ones
  std::span<const Workshops> workshops;              ///< [group]
  std::span<const float> age_at_start;               ///< [group] years, when the run began
  double bolivianos_per_usd;                         ///< official rate of the month
  double project_bolivianos_per_usd;                 ///< the rate of the project's plans
};

/// How the answers of a sample become one number: their mean, without those that are NaN; their sum; the sum over the
/// stratum as a share of that over all.
enum class Summary { mean, sum, share };

/// Whether a question is put only when a survey comes by, or also to all alliances: the samples funded and after_7_years.
enum class Occasion { surveys, any };

struct SurveyStatistic {
  const char* name;
  const char* unit;
  const char* long_name;
  const char* meaning;
  Summary summary;
  Occasion occasion;
  /// Adds the answers of groups to the sums and weights of their cells.
  void (*add)(const Look& look, std::span<const Index> groups, std::span<double> sums, std::span<double> weights);
};

[[nodiscard]] std::span<const SurveyStatistic> survey_statistics() noexcept;

/// Whether a group with an alliance still works: it may have no buyer, but has not fallen apart.
[[nodiscard]] inline bool operates(const Groups& group, Index g) noexcept {
  return group.agreement.outlet[g] != Outlet::dissolved && group.membership.members[g] > 0;
}

}  // namespace ayni
