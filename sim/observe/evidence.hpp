#pragma once
// The report's figures as its authors would have found them in this run: at the dates of their surveys, on samples drawn
// as theirs were.
//
// Samples (dimension `sample`); of the first two only scale and state are known:
//   funded          all alliances funded so far, seen in the last month
//   after_7_years   all alliances, each seen 84 months after its funding; those funded later are left out
//   evaluated_2013  groups at work of alliances funded at least a year before June 2013 in the regions of the impact study,
//                   seen then: the report (chapters 4 and 5) gives no date; June 2013 closes the last full agricultural
//                   year before the project did (assumption)
//   reported_2013   alliances whose completion report could be read in June 2013: it tells of the first full agricultural
//                   year after the last tranche (assumption). The economic analysis rests on them
//   early_2013      of those, the alliances funded before 2010 in the regions of the before-after comparison, by the shares
//                   of products that its sample had
//   due_2013, early_due_2013   what the two were drawn from: all alliances whose report was due, also of those that were
//                   never completed; so what the others miss shows
//   sample_2015     the random sample of 2015, seen in June 2015
//   invited_2018, attended_2018   the groups invited to and seen in the workshops of June 2018
// A sample whose month the run does not reach is NaN. Households are seen by the impact study (observe/impact_study.hpp).

#include <array>
#include <optional>
#include <vector>

#include "model/world.hpp"
#include "observe/appraisal.hpp"
#include "observe/impact_study.hpp"
#include "observe/month_sums.hpp"
#include "observe/survey.hpp"
#include "observe/survey_statistics.hpp"

namespace ayni {

struct Scenario;

enum class Sample {
  funded,
  after_7_years,
  evaluated_2013,
  reported_2013,
  early_2013,
  due_2013,
  early_due_2013,
  sample_2015,
  invited_2018,
  attended_2018
};
inline constexpr std::array sample_names{"funded",       "after_7_years", "evaluated_2013", "reported_2013",
                                         "early_2013",   "due_2013",      "early_due_2013", "sample_2015",
                                         "invited_2018", "attended_2018"};

/// Of each sample why no run of the scenario sees it, and how long a run would have to be; empty of those that it does.
[[nodiscard]] std::vector<std::string> unseen_samples(const Scenario& scenario);

/// What the evaluators found of the whole project; NaN where the run does not reach the month.
struct ProjectEvaluation {
  double economic_return, economic_return_low;  ///< 1/year, of plans with a completion report
  double economic_return_due;                   ///< 1/year, of all whose report was due
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
  [[nodiscard]] std::vector<double> product_weights(const World& world, Sample sample) const;
  [[nodiscard]] Look look(const World& world, Month t) const;
  void take(const Look& look, Sample sample, std::span<const Index> groups);
  void evaluate_2013(const World& world, Month t);
  [[nodiscard]] double rate_of_return(const World& world, double benefit_factor) const;
  void survey_2015(const World& world, Month t);
  void survey_2018(const World& world, Month t);
  [[nodiscard]] SurveyFrame frame(const World& world);
  void write_surveys(const World& world);

  const Scenario& scenario_;
  Month month_2013_, month_2015_, month_2018_;
  std::size_t regions_, products_, cells_;
  SurveyOperator surveys_;
  const Appraisal& appraisal_;
  std::vector<double> baseline_revenue_;                     // [group]
  std::vector<std::int32_t> members_at_funding_;             // [group]
  std::vector<std::uint8_t> eligible_, operating_, intact_;  // [group]
  std::vector<Workshops> workshops_;                         // [group]
  std::vector<float> age_at_start_;                          // [group]
  std::vector<std::int32_t> funding_year_;                   // [group]
  std::vector<Index> chosen_, present_;                      // groups of a sample; scratch
  std::array<bool, sample_names.size()> taken_{};
  std::vector<double> sums_, weights_;  // [sample][statistic][cell]
  ProjectEvaluation found_;
  MeasureWriter<ProjectEvaluation> evaluation_;
  ImpactStudy impact_study_;
  MeasureWriter<ImpactFindings> impact_;
  std::optional<TableWriter<ImpactRow>> impact_groups_;  // with output.detail
  std::vector<std::span<double>> surveyed_;              // [statistic] values of its measure, [sample][stratum]
};

}  // namespace ayni
