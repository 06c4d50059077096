#pragma once
// The studies and field surveys that the evaluation's figures rest on, as they were designed.

#include <cstdint>
#include <vector>

#include "core/parameter.hpp"

namespace ayni {

/// Years of the field work; each is seen in its June, which closes the last full agricultural year.
inline constexpr int impact_evaluation_year = 2013;  ///< World Bank IEG 2018 (P083051), chapters 4 and 5 give no date
inline constexpr int sample_survey_year = 2015;      ///< Morales 2015
inline constexpr int workshops_year = 2018;          ///< World Bank IEG 2018 (P083051), appendix C
/// Alliances funded before it are the early ones, on which before-after comparisons rest. Assumption.
inline constexpr int early_starters_before_year = 2010;

/// [region.<name>.survey]
struct RegionSurvey {
  std::int64_t sample_2015 = 0;
  std::int64_t invited_2018 = 0;
  bool impact_study = true;
  bool before_after = true;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("sample_2015", p.sample_2015,
                {"alliances", 0.0, 1e6, "alliances of the region in the random sample of 2015",
                 "Morales 2015 gives 86 in all; the most even split that reproduces the printed regional shares"});
    visit.count("invited_2018", p.invited_2018,
                {"groups", 0.0, 1e6, "groups of the region invited to the workshops of 2018",
                 "World Bank IEG 2018 (P083051), table C.1"});
    visit.flag("impact_study", p.impact_study,
               {"whether the impact study of 2013 visited the region",
                "World Bank IEG 2018 (P083051), chapter 4: Chaco, Norte, Valles and Tropico"});
    visit.flag("before_after", p.before_after,
               {"whether the comparison of completion reports with feasibility studies covered the region",
                "World Bank IEG 2018 (P083051), chapter 4: Salar (Uyuni), Valles and Tropico"});
  }
};

/// [survey]
struct SurveyParameters {
  static constexpr bool fixed_at_start = true;

  std::int64_t first_cohort = 2007;
  std::vector<double> invited_by_cohort{19, 20, 21, 22, 26};
  double attendance_intact = 0.90;
  double attendance_not_intact = 0.90;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("first_cohort", p.first_cohort,
                {"year", 1900.0, 2200.0, "funding year of the first cohort invited in 2018",
                 "World Bank IEG 2018 (P083051), table D.3"});
    visit.numbers("invited_by_cohort", p.invited_by_cohort,
                  {"groups", 0.0, 1e6, "groups invited in 2018 of each funding year, from the first cohort on",
                   "World Bank IEG 2018 (P083051), table D.3"});
    visit.number("attendance_intact", p.attendance_intact,
                 {"1", 0.0, 1.0, "probability that an invited group attends if it still sells to its first buyer",
                  "37 of the 41 groups active in Lago and Tropico came (chapter 6, table C.1)"});
    visit.number(
        "attendance_not_intact", p.attendance_not_intact,
        {"1", 0.0, 1.0, "probability that an invited group attends if it operates without its first buyer",
         "as attendance_intact: Tropico's groups, most without their first buyer, came as often as Lago's, most "
         "with it; groups that do not operate never attend"});
  }
};

}  // namespace ayni
