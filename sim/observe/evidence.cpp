#include "observe/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/dated_series.hpp"
#include "model/scenario.hpp"
#include "observe/survival_measures.hpp"

namespace ayni {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

constexpr double million = 1e6;
constexpr int june_of_year = 6;  // 1 = January

std::vector<RegionSurvey> places(const Scenario& scenario) {
  std::vector<RegionSurvey> all;
  for (const RegionParameters& region : scenario.region) all.push_back(region.survey);
  return all;
}

bool asked(const SurveyStatistic& statistic, Sample sample) noexcept {
  const bool all_alliances = sample == Sample::funded || sample == Sample::after_7_years;
  return statistic.occasion == Occasion::any || !all_alliances;
}

/// June of a year, in months since the start; negative before it.
Month june(const Scenario& scenario, int year) {
  return static_cast<Month>((year - scenario.run.start_year) * 12 + june_of_year - scenario.run.start_month);
}

const MeasureEntries<ProjectEvaluation>& evaluation_measures() {
  static const MeasureEntries<ProjectEvaluation> list{
      {{"impact_before_after",
        {},
        Storage::real32,
        "1",
        "Relative change of members' product income",
        "mean net income of interviewed members in the year to June 2013 over that in the year to June 2008, less 1; "
        "alliances funded between the interviews; at constant prices; NaN without such members or interviews, or "
        "where they earned nothing"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.before_after; }},
      {{"impact_against_controls",
        {},
        Storage::real32,
        "1",
        "The same less that of matched controls",
        "each household's change less that of the control of its region and product with the nearest baseline, over "
        "the members' mean baseline; NaN as that, and without controls"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.against_controls; }},
      {{"economic_rate_of_return",
        {},
        Storage::real32,
        "1/year",
        "Rate of return of all alliances together",
        "as it could be known in June 2013: plans of alliances funded a year before and after a full year of the run, "
        "against net product income with the project less without it, all at the prices of the run's start, the last "
        "year seen repeated; NaN before June 2013, and when benefits never repay the plans"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.economic_return; }},
      {{"economic_rate_of_return_low",
        {},
        Storage::real32,
        "1/year",
        "The same with lower benefits",
        "benefits times evaluation.lower_benefits; NaN as that"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.economic_return_low; }},
      {{"works_per_alliance",
        {},
        Storage::real32,
        "1",
        "Works with municipal co-finance per alliance",
        "decided by the end of the run, over alliances funded; NaN without any"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.works_per_alliance; }}};
  return list;
}

Measure measure_of(const SurveyStatistic& statistic) {
  return {std::string{"survey_"} + statistic.name,
          {Axis::sample, Axis::stratum},
          Storage::real32,
          statistic.unit,
          statistic.long_name,
          statistic.meaning};
}

}  // namespace

std::vector<std::string> unseen_samples(const Scenario& scenario) {
  const Calendar calendar = scenario.calendar();
  const auto horizon = static_cast<Month>(scenario.run.horizon_months);
  const auto month_text = [&calendar](Month t) {
    const int month = calendar.month_of_year(t) + 1;
    constexpr int two_digits = 10;
    return std::to_string(calendar.year(t)) + (month < two_digits ? "-0" : "-") + std::to_string(month);
  };
  const auto unless_seen = [&](std::string_view what, Month t) -> std::string {
    if (t >= 0 && t < horizon) return {};
    const std::string run = " and the run goes from " + month_text(0) + " to " + month_text(horizon - 1);
    const std::string needed = "; run.horizon_months = " + std::to_string(t + 1) + " reaches it";
    return std::string{what} + ',' + run + (t < 0 ? "" : needed);
  };
  const auto in_june = [&](int year) {
    return unless_seen("is seen in June " + std::to_string(year), june(scenario, year));
  };
  std::vector<std::string> unseen(sample_names.size());
  const auto of = [&unseen](Sample sample) -> std::string& { return unseen[static_cast<std::size_t>(sample)]; };
  of(Sample::after_7_years) = unless_seen("is seen 84 months after funding", seven_years);
  of(Sample::evaluated_2013) = of(Sample::early_2013) = in_june(impact_evaluation_year);
  of(Sample::sample_2015) = in_june(sample_survey_year);
  of(Sample::invited_2018) = of(Sample::attended_2018) = in_june(workshops_year);
  return unseen;
}

const MonthlyMeasures& disbursement_series() {
  static const MonthlyMeasures list{{{"disbursed_million_usd",
                                      {Axis::time},
                                      Storage::real64,
                                      "1",
                                      "Spent by the project so far, million USD",
                                      "all components, at the project's exchange rate"},
                                     [](const SeenMonth& seen, std::span<double> values) {
                                       values[0] = bolivianos(seen.world.project.spent()) /
                                                   (million * seen.scenario.project.bolivianos_per_usd);
                                     }}};
  return list;
}

void EvidenceRecorder::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, disbursement_series());
  ayni::declare(catalogue, evaluation_measures());
  for (const SurveyStatistic& statistic : survey_statistics()) catalogue.measures.push_back(measure_of(statistic));
}

EvidenceRecorder::EvidenceRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results,
                                   const World& world, const Appraisal& appraisal)
    : scenario_{scenario},
      month_2008_{june(scenario, baseline_interviews_year)},
      month_2013_{june(scenario, impact_evaluation_year)},
      month_2015_{june(scenario, sample_survey_year)},
      month_2018_{june(scenario, workshops_year)},
      regions_{catalogue.axis(Axis::region).size},
      products_{catalogue.axis(Axis::product).size},
      cells_{world.cells.size()},
      surveys_{scenario.survey, places(scenario), world.group.count},
      appraisal_{appraisal},
      baseline_revenue_(world.group.count),
      members_at_funding_(world.group.count),
      eligible_(world.group.count),
      operating_(world.group.count),
      intact_(world.group.count),
      workshops_(world.group.count, Workshops::not_invited),
      funding_year_(world.group.count),
      sums_(sample_names.size() * survey_statistics().size() * cells_),
      weights_(sums_.size()),
      found_{nothing, nothing, nothing, nothing, nothing},
      evaluation_{evaluation_measures(), catalogue, results} {
  for (const SurveyStatistic& statistic : survey_statistics()) {
    surveyed_.push_back(claim(catalogue, results, measure_of(statistic).name, nothing));
  }
  chosen_.reserve(world.group.count);
  present_.reserve(world.group.count);
  std::size_t members = 0;
  std::size_t controls = 0;
  for (const GroupKind kind : world.group.kind) {
    (kind == GroupKind::control ? controls : members) +=
        kind == GroupKind::control ? households_per_community : households_per_alliance;
  }
  for (const auto& [side, size] : {std::pair{&project_, members}, std::pair{&control_, controls}}) {
    side->before.reserve(size);
    side->after.reserve(size);
    side->cluster.reserve(size);
    side->cell.reserve(size);
  }
  interviews_.reserve(members + controls + products_);
  study_groups_.resize(products_);
  study_weight_.resize(products_);
  study_drawn_.resize(products_);
  candidates_.reserve(controls);
}

Look EvidenceRecorder::look(const World& world, Month t) const {
  const double rate =
      interpolate(scenario_.prices.exchange_rate_years, scenario_.prices.exchange_rate, mid_month(world.calendar, t));
  return {world,
          appraisal_,
          scenario_.product,
          baseline_revenue_,
          members_at_funding_,
          workshops_,
          rate,
          scenario_.project.bolivianos_per_usd};
}

void EvidenceRecorder::take(const Look& look, Sample sample, std::span<const Index> groups) {
  const auto statistics = survey_statistics();
  const auto s = static_cast<std::size_t>(sample);
  taken_[s] = true;
  for (std::size_t k = 0; k < statistics.size(); ++k) {
    if (!asked(statistics[k], sample)) continue;
    const std::size_t at = (s * statistics.size() + k) * cells_;
    statistics[k].add(look, groups, std::span{sums_}.subspan(at, cells_), std::span{weights_}.subspan(at, cells_));
  }
}

void EvidenceRecorder::observe(const World& world, Month t) {
  const Groups& group = world.group;
  if (world.calendar.month_of_season(t) == last_month_of_season) {
    for (Index g = 0; g < group.count; ++g) {
      if (group.cycle.funded[g] == never) baseline_revenue_[g] = group.year.revenue[g];
    }
  }
  for (const Index g : world.funded) {
    if (group.cycle.funded[g] == t) members_at_funding_[g] = group.membership.members[g];
  }
  if (t >= seven_years) {
    chosen_.clear();
    for (const Index g : world.funded) {
      if (group.cycle.funded[g] == t - seven_years) chosen_.push_back(g);
    }
    take(look(world, t), Sample::after_7_years, chosen_);
  }
  if (t == month_2008_) interview(world);
  if (t == month_2013_) {
    evaluate_2013(world, t);
    if (month_2008_ >= 0) interview_again(world, t);
  }
  if (t == month_2015_) survey_2015(world, t);
  if (t == month_2018_) survey_2018(world, t);
}

void EvidenceRecorder::evaluate_2013(const World& world, Month t) {
  const Groups& group = world.group;
  chosen_.clear();
  present_.clear();
  for (Index g = 0; g < group.count; ++g) {
    if (group.cycle.funded[g] == never || t - group.cycle.funded[g] < 12) continue;
    chosen_.push_back(g);
    if (world.calendar.year(group.cycle.funded[g]) < early_starters_before_year) present_.push_back(g);
  }
  take(look(world, t), Sample::evaluated_2013, chosen_);
  const InvestmentPlan together = appraisal_.plan(world, chosen_);
  const auto rate = [&](double factor) {
    Returns found{};
    appraisal_.returns({&together, 1}, factor, {&found, 1});
    return found.rate_of_return;
  };
  found_.economic_return = rate(1.0);
  found_.economic_return_low = rate(scenario_.evaluation.lower_benefits);
  take(look(world, t), Sample::early_2013, present_);
  std::fill(study_groups_.begin(), study_groups_.end(), 0.0);
  for (const Index g : present_) study_groups_[group.product[g]] += 1.0;
}

SurveyFrame EvidenceRecorder::frame(const World& world) {
  const Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    eligible_[g] = group.cycle.funded[g] != never ? 1 : 0;
    operating_[g] = operates(group, g) ? 1 : 0;
    intact_[g] = group.agreement.outlet[g] == Outlet::first_buyer ? 1 : 0;
    funding_year_[g] = world.calendar.year(std::max(group.cycle.funded[g], 0));
  }
  return {group.identity, group.region, funding_year_, eligible_, operating_, intact_};
}

void EvidenceRecorder::survey_2015(const World& world, Month t) {
  surveys_.sample_2015(frame(world), world.streams, chosen_);
  take(look(world, t), Sample::sample_2015, chosen_);
}

void EvidenceRecorder::survey_2018(const World& world, Month t) {
  surveys_.workshops_2018(frame(world), world.streams, chosen_, present_);
  for (const Index g : chosen_) workshops_[g] = Workshops::stayed_away;
  for (const Index g : present_) workshops_[g] = Workshops::came;
  take(look(world, t), Sample::invited_2018, chosen_);
  take(look(world, t), Sample::attended_2018, present_);
}

void EvidenceRecorder::finish(const World& world) {
  const Groups& group = world.group;
  const auto last = static_cast<Month>(scenario_.run.horizon_months) - 1;
  chosen_.clear();
  for (Index g = 0; g < group.count; ++g) {
    if (group.cycle.funded[g] != never) chosen_.push_back(g);
  }
  take(look(world, last), Sample::funded, chosen_);
  if (!chosen_.empty()) {
    found_.works_per_alliance = static_cast<double>(world.cofinanced_works) / static_cast<double>(chosen_.size());
  }
  evaluation_.fill(found_);
  write_surveys(world);
}

void EvidenceRecorder::write_surveys(const World& world) {
  weigh_study();
  const auto statistics = survey_statistics();
  const std::size_t strata = 1 + regions_ + products_;
  std::vector<double> sum(strata);
  std::vector<double> weight(strata);
  for (std::size_t s = 0; s < sample_names.size(); ++s) {
    const bool study = static_cast<Sample>(s) == Sample::early_2013;
    for (std::size_t k = 0; k < statistics.size(); ++k) {
      std::fill(sum.begin(), sum.end(), 0.0);
      std::fill(weight.begin(), weight.end(), 0.0);
      for (std::size_t c = 0; c < cells_; ++c) {
        const std::size_t at = (s * statistics.size() + k) * cells_ + c;
        const std::size_t region = 1 + world.cells[c].region;
        const std::size_t product = 1 + regions_ + world.cells[c].product;
        const double counts = study ? study_weight_[world.cells[c].product] : 1.0;
        for (const std::size_t stratum : {std::size_t{0}, region, product}) {
          sum[stratum] += counts * sums_[at];
          weight[stratum] += counts * weights_[at];
        }
      }
      const bool known = taken_[s] && asked(statistics[k], static_cast<Sample>(s));
      const std::span out = surveyed_[k].subspan(s * strata, strata);
      for (std::size_t stratum = 0; stratum < strata; ++stratum) {
        const double over = statistics[k].summary == Summary::sum     ? 1.0
                            : statistics[k].summary == Summary::share ? sum[0]
                                                                      : weight[stratum];
        out[stratum] = known && over > 0.0 ? sum[stratum] / over : nothing;
      }
    }
  }
}

}  // namespace ayni
