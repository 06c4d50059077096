#pragma once
// A small country seen by the evaluators alone.

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "observe/catalogue_of.hpp"
#include "observe/evidence.hpp"
#include "support/small_scenario.hpp"

namespace ayni {

/// A small country whose first month is a June, seen by the evaluators alone.
struct Evaluation {
  Laboratory lab;
  Catalogue catalogue;
  Results results;
  Appraisal appraisal;
  EvidenceRecorder recorder;

  Evaluation(std::int64_t first_june, std::int64_t months, double attendance = 1.0, double study_milk = 0.0)
      : Evaluation{scenario(first_june, months, attendance, study_milk)} {}

  explicit Evaluation(Scenario s)
      : lab{std::move(s)},
        catalogue{catalogue_of(lab.scenario)},
        results{unclaimed_results(catalogue)},
        appraisal{lab.scenario, catalogue, lab.world},
        recorder{lab.scenario, catalogue, results, lab.world, appraisal} {}

  void observe(Month t) {
    appraisal.observe(lab.world, t);
    recorder.observe(lab.world, t);
  }

  static Scenario scenario(std::int64_t first_june, std::int64_t months, double attendance, double study_milk) {
    Scenario s = small_scenario();
    s.product[milk].study_share = study_milk;
    s.run.start_year = first_june;
    s.run.start_month = 6;
    s.run.horizon_months = months;
    s.survey.first_cohort = first_june;
    s.survey.invited_by_cohort = {18.0, 18.0};
    s.survey.attendance_intact = attendance;
    s.survey.attendance_not_intact = 0.0;
    for (RegionParameters& region : s.region) region.survey = {9, 9};
    return s;
  }

  /// Alliances of all groups that could have one, funded in month 0.
  void ally_all() {
    for (Index g = 0; g < lab.world.group.count; ++g) {
      if (lab.world.group.kind[g] != GroupKind::potential) continue;
      alliances.push_back(g);
      Index b = 0;
      while (lab.world.buyer.product[b] != lab.world.group.product[g]) ++b;
      lab.ally(g, b);
    }
  }

  double figure(const char* statistic, Sample sample, const std::string& stratum = "all") {
    const auto& strata = catalogue.axis(Axis::stratum).labels;
    const auto place = static_cast<std::size_t>(std::find(strata.begin(), strata.end(), stratum) - strata.begin());
    return results.values[catalogue.measure(statistic)][static_cast<std::size_t>(sample) * strata.size() + place];
  }
  double number(const char* measure) { return results.values[catalogue.measure(measure)][0]; }

  std::vector<Index> alliances;
};

}  // namespace ayni
