#pragma once
// The impact study as it was made: producers of alliances at work against matched producers of a pipeline, after the fact.
//
// In June 2013, in the regions that it visited, it looks for `households_per_alliance` founders of each group funded a year
// before. Its controls are up to `households_per_pipeline_group` members of groups whose plan is approved but not paid, or
// first paid within the last year; where a region and product has fewer than `fewest_pipeline_groups` of them, also of
// groups that applied and were not funded. Each beneficiary is compared with the control of its region and product whose
// farm is nearest in size (units times ability, which the model does not hold apart); nobody knows what controls earned
// before. Beneficiaries' own baseline is that of the feasibility study: the last full year before their funding.
//
// The truth beside it is what the same founders earn above what they would without the project: their baseline times what
// the controls' communities of the region and product earned in the year of the study over the year of the baseline. Of
// those found again, and of all who were to be found: what lies between is who stays, between the former and the estimate
// who is selected (and what controls and baseline miss). Files with the twin and `output.detail` have the same founders' income
// without the project itself (table `impact_group`), which `ayni evidence` then takes for the truth.

#include <cstdint>
#include <span>
#include <vector>

#include "model/world.hpp"
#include "observe/appraisal.hpp"
#include "observe/impact.hpp"
#include "observe/measure_entry.hpp"
#include "observe/poverty.hpp"
#include "observe/table_entry.hpp"

namespace ayni {

struct Scenario;

/// Together near the report's 3,946.
inline constexpr std::size_t households_per_alliance = 5;
inline constexpr std::size_t households_per_pipeline_group = 30;
inline constexpr std::size_t fewest_pipeline_groups = 3;

/// What the study finds, and the truth; NaN where there is nobody to ask.
struct ImpactFindings {
  double before_after, against_controls;                           ///< relative change of product income
  double household_labour;                                         ///< of the family's work, against controls
  double effect_of_found, effect;                                  ///< the truth of both
  double moderate_beneficiary, moderate_control;                   ///< poor, of the households compared
  double extreme_beneficiary, extreme_control;                     ///< the same
  double beneficiaries, controls, unfunded_applicants, unmatched;  ///< households; shares of the comparisons
};

[[nodiscard]] const MeasureEntries<ImpactFindings>& impact_measures();

/// What `output.detail` keeps of a group in the regions of the study, so that the twin without the project can be asked what the
/// same founders earned there.
struct ImpactRow {
  Index group;
  double asked, found;          ///< founders; none where the group is not at work
  double income, income_found;  ///< Bs at the prices of the base year, mean of its first founders, and of those found
};

[[nodiscard]] const TableEntry<ImpactRow>& impact_table();

class ImpactStudy {
 public:
  ImpactStudy(const Scenario& scenario, const World& world);

  /// What founders of groups that are not funded yet earned in the year that ends: their baseline, should they be.
  void note_baselines(const World& world);
  /// The study, in the last month of an agricultural year.
  [[nodiscard]] ImpactFindings visit(const World& world, Month t, const Appraisal& appraisal);
  /// Of every group that could apply in the regions of the study, as seen then.
  [[nodiscard]] std::span<const ImpactRow> groups() const noexcept { return groups_; }

 private:
  /// Households of one side.
  struct Side {
    std::vector<float> income, labour, size, moderate, extreme;
    std::vector<std::uint32_t> cluster;
    std::vector<std::uint16_t> place;

    void reserve(std::size_t households);
    void clear();
  };
  /// Sums over households, Bs at the prices of the base year.
  struct Gains {
    double baseline = 0.0, without = 0.0, with = 0.0;

    Gains& operator+=(const Gains& other) noexcept {
      baseline += other.baseline;
      without += other.without;
      with += other.with;
      return *this;
    }
  };

  [[nodiscard]] bool studied(const World& world, Index g) const;
  void add(const World& world, Side& side, Index g, std::size_t household) const;
  void visit_alliances(const World& world, Month t, const Appraisal& appraisal);
  void visit_founders(const World& world, Index g, bool at_work, double growth);
  void visit_pipeline(const World& world, Month t);
  void visit_group(const World& world, Index g);

  std::vector<std::uint8_t> visited_;  // [region]
  PovertyLines lines_;                 // Bs a household at the prices of the base year
  std::vector<float> baseline_;  // [group][founder] Bs at the prices of the base year; NaN before the first full year
  Side project_, control_;
  std::vector<std::uint8_t> applicant_;       // [control] 1: of a group that was not approved
  std::vector<std::size_t> pipeline_groups_;  // [cell]
  std::vector<MatchCandidate> scratch_;
  std::vector<std::uint32_t> matches_;
  Gains found_, all_;
  std::vector<ImpactRow> groups_;
};

}  // namespace ayni
