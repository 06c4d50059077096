#pragma once
// The report's figures as its authors would have found them in this run: at the dates of their surveys, on samples drawn
// as theirs were.
//
// Samples (dimension `sample`); of the first two only scale and state are known:
//   funded          all alliances funded so far, seen in the last month
//   after_7_years   all alliances, each seen 84 months after its funding; those funded later are left out
//   evaluated_2013  alliances funded at least a year before June 2013, seen then: the impact evaluation and the economic
//                   analysis (report, chapters 4 and 5) give no date; June 2013 closes the last full agricultural year
//                   before the project did (assumption)
//   early_2013      of those, the alliances funded before 2010: before-after comparisons rest on early starters
//   sample_2015     the random sample of 2015, seen in June 2015
//   invited_2018, attended_2018   the groups invited to and seen in the workshops of June 2018
// Households are interviewed in June 2008, the first full agricultural year of a run from 2007, and again in June 2013:
// `households_per_alliance` members of each group without an alliance then, `households_per_community` of each matched
// community, together near the report's 3,946. Compared are those of alliances funded between the interviews, a year
// before the second at least, who stayed. A sample whose month the run does not reach is NaN.

#include <array>
#include <vector>

#include "model/world.hpp"
#include "observe/appraisal.hpp"
#include "observe/impact.hpp"
#include "observe/month_sums.hpp"
#include "observe/survey.hpp"
#include "observe/survey_statistics.hpp"

namespace ayni {

struct Scenario;

enum class Sample { funded, after_7_years, evaluated_2013, early_2013, sample_2015, invited_2018, attended_2018 };
inline constexpr std::array sample_names{"funded",      "after_7_years", "evaluated_2013", "early_2013",
                                         "sample_2015", "invited_2018",  "attended_2018"};

/// Of each sample why no run of the scenario sees it, and how long a run would have to be; empty of those that it does.
[[nodiscard]] std::vector<std::string> unseen_samples(const Scenario& scenario);

inline constexpr std::size_t households_per_alliance = 3;
inline constexpr std::size_t households_per_community = 15;

/// What the evaluators found of the whole project; NaN where the run does not reach the month.
struct ProjectEvaluation {
  double before_after, against_controls;        ///< relative change of members' product income
  double economic_return, economic_return_low;  ///< 1/year
  double works_per_alliance;
};

/// Spending as the evaluation tells it, month by month.
[[nodiscard]] const MonthlyMeasures& disbursement_series();

class EvidenceRecorder {
 public:
  static void declare(Catalogue& catalogue);

  /// `appraisal` has seen every month that this is to observe, and outlives it.
  EvidenceRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world,
                   const Appraisal& appraisal);
  /// Takes the surveys of month t, after the world has gone through it.
  void observe(const World& world, Month t);
  void finish(const World& world);

 private:
  struct Interview {
    Index household, group;
    float income;  ///< Bs, product income of the year, at the prices of the base year
  };
  /// Households of one side of the impact evaluation.
  struct Side {
    std::vector<float> before, after;
    std::vector<std::uint32_t> cluster;
    std::vector<std::uint16_t> cell;
    [[nodiscard]] RegionalPanel panel() const { return {{before, after, cluster}, cell}; }
  };

  void weigh_study();
  [[nodiscard]] Look look(const World& world, Month t) const;
  void take(const Look& look, Sample sample, std::span<const Index> groups);
  void evaluate_2013(const World& world, Month t);
  void interview(const World& world);
  void interview_again(const World& world, Month t);
  void survey_2015(const World& world, Month t);
  void survey_2018(const World& world, Month t);
  [[nodiscard]] SurveyFrame frame(const World& world);
  void write_surveys(const World& world);

  const Scenario& scenario_;
  Month month_2008_, month_2013_, month_2015_, month_2018_;
  std::size_t regions_, products_, cells_;
  SurveyOperator surveys_;
  const Appraisal& appraisal_;
  std::vector<double> baseline_revenue_;                     // [group]
  std::vector<std::int32_t> members_at_funding_;             // [group]
  std::vector<std::uint8_t> eligible_, operating_, intact_;  // [group]
  std::vector<Workshops> workshops_;                         // [group]
  std::vector<std::int32_t> funding_year_;                   // [group]
  std::vector<Index> chosen_, present_;                      // groups of a sample; scratch
  std::vector<Interview> interviews_;
  Side project_, control_;
  std::vector<MatchCandidate> candidates_;
  std::vector<double> study_groups_, study_weight_, study_drawn_;  // [product] of the impact study's sample
  std::array<bool, sample_names.size()> taken_{};
  std::vector<double> sums_, weights_;  // [sample][statistic][cell]
  ProjectEvaluation found_;
  MeasureWriter<ProjectEvaluation> evaluation_;
  std::vector<std::span<double>> surveyed_;  // [statistic] values of its measure, [sample][stratum]
};

}  // namespace ayni
