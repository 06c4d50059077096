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
      {{"economic_rate_of_return",
        {},
        Storage::real32,
        "1/year",
        "Rate of return of all alliances together",
        "as it could be known in June 2013: plans of alliances with a completion report, funded after a full year of "
        "the "
        "run, against net product income with the project less without it, all at the prices of the run's start, the "
        "last year seen repeated; NaN before June 2013, and when benefits never repay the plans"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.economic_return; }},
      {{"economic_rate_of_return_low",
        {},
        Storage::real32,
        "1/year",
        "The same with lower benefits",
        "benefits times evaluation.lower_benefits; NaN as that"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.economic_return_low; }},
      {{"economic_rate_of_return_due",
        {},
        Storage::real32,
        "1/year",
        "The same of all whose report was due",
        "also of plans that were never completed; NaN as that"},
       [](const ProjectEvaluation& found, std::span<double> values) { values[0] = found.economic_return_due; }},
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
  for (const Sample seen :
       {Sample::evaluated_2013, Sample::reported_2013, Sample::early_2013, Sample::due_2013, Sample::early_due_2013}) {
    of(seen) = in_june(impact_evaluation_year);
  }
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
                                      "all components, nominal, at the project's exchange rate"},
                                     [](const SeenMonth& seen, std::span<double> values) {
                                       values[0] = bolivianos(seen.world.project.spent()) /
                                                   (million * seen.scenario.project.bolivianos_per_usd);
                                     }}};
  return list;
}

void EvidenceRecorder::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, disbursement_series());
  ayni::declare(catalogue, evaluation_measures());
  ayni::declare(catalogue, impact_measures());
  for (const SurveyStatistic& statistic : survey_statistics()) catalogue.measures.push_back(measure_of(statistic));
}

EvidenceRecorder::EvidenceRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results,
                                   const World& world, const Appraisal& appraisal)
    : scenario_{scenario},
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
      age_at_start_{world.group.trait.age_years},
      funding_year_(world.group.count),
      sums_(sample_names.size() * survey_statistics().size() * cells_),
      weights_(sums_.size()),
      found_{nothing, nothing, nothing, nothing},
      evaluation_{evaluation_measures(), catalogue, results},
      impact_study_{scenario, world},
      impact_{impact_measures(), catalogue, results} {
  for (const SurveyStatistic& statistic : survey_statistics()) {
    surveyed_.push_back(claim(catalogue, results, measure_of(statistic).name, nothing));
  }
  if (scenario.output.detail) impact_groups_.emplace(impact_table(), catalogue, results, world.group.count);
  chosen_.reserve(world.group.count);
  present_.reserve(world.group.count);
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
          age_at_start_,
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
    if (t >= last_month_of_season && t <= month_2013_) impact_study_.note_baselines(world);
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
  if (t == month_2013_) evaluate_2013(world, t);
  if (t == month_2015_) survey_2015(world, t);
  if (t == month_2018_) survey_2018(world, t);
}

void EvidenceRecorder::evaluate_2013(const World& world, Month t) {
  const Groups& group = world.group;
  const Look seen = look(world, t);
  const auto take_where = [&](Sample sample, const auto& belongs) {
    chosen_.clear();
    for (Index g = 0; g < group.count; ++g) {
      if (group.cycle.funded[g] != never && belongs(g)) chosen_.push_back(g);
    }
    take(seen, sample, chosen_);
  };
  const auto survey = [&](Index g) -> const RegionSurvey& { return scenario_.region[group.region[g]].survey; };
  const auto early = [&](Index g) {
    return survey(g).before_after && world.calendar.year(group.cycle.funded[g]) < early_starters_before_year;
  };
  const auto due = [&](Index g) { return appraisal_.due_season(world, g).has_value(); };
  const auto reported = [&](Index g) { return appraisal_.reported_season(world, g).has_value(); };
  take_where(Sample::evaluated_2013,
             [&](Index g) { return survey(g).impact_study && t - group.cycle.funded[g] >= 12 && operates(group, g); });
  take_where(Sample::early_2013, [&](Index g) { return early(g) && reported(g); });
  take_where(Sample::early_due_2013, [&](Index g) { return early(g) && due(g); });
  take_where(Sample::due_2013, due);
  found_.economic_return_due = rate_of_return(world, 1.0);
  take_where(Sample::reported_2013, reported);
  found_.economic_return = rate_of_return(world, 1.0);
  found_.economic_return_low = rate_of_return(world, scenario_.evaluation.lower_benefits);
  impact_.fill(impact_study_.visit(world, t, appraisal_));
  if (!impact_groups_) return;
  for (const ImpactRow& row : impact_study_.groups()) impact_groups_->add(row);
}

// Of the chosen groups' plans together.
double EvidenceRecorder::rate_of_return(const World& world, double benefit_factor) const {
  const InvestmentPlan together = appraisal_.plan(world, chosen_);
  Returns found{};
  appraisal_.returns({&together, 1}, benefit_factor, {&found, 1});
  return found.rate_of_return;
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

// How many places of the before-after comparison each alliance of a product takes: products with a share of their own have
// that of all, the others share the rest as they come.
std::vector<double> EvidenceRecorder::product_weights(const World& world, Sample sample) const {
  const std::size_t first = static_cast<std::size_t>(sample) * survey_statistics().size() * cells_;
  std::vector<double> groups(products_);
  for (std::size_t c = 0; c < cells_; ++c) groups[world.cells[c].product] += weights_[first + c];
  double all = 0.0;
  double given = 0.0;
  double others = 0.0;
  for (std::size_t p = 0; p < products_; ++p) {
    const double share = scenario_.product[p].study_share;
    all += groups[p];
    given += groups[p] > 0.0 ? share : 0.0;
    others += share > 0.0 ? 0.0 : groups[p];
  }
  const double rest = others > 0.0 ? 1.0 - std::min(given, 1.0) : 0.0;
  const double scale = given + rest > 0.0 ? all / (given + rest) : 0.0;
  std::vector<double> weights(products_);
  for (std::size_t p = 0; p < products_; ++p) {
    const double share = scenario_.product[p].study_share;
    const double places = share > 0.0 ? share * scale : rest * scale * groups[p] / std::max(others, 1.0);
    weights[p] = groups[p] > 0.0 ? places / groups[p] : 0.0;
  }
  return weights;
}

void EvidenceRecorder::write_surveys(const World& world) {
  const auto statistics = survey_statistics();
  const std::size_t strata = 1 + regions_ + products_;
  std::vector<double> sum(strata);
  std::vector<double> weight(strata);
  for (std::size_t s = 0; s < sample_names.size(); ++s) {
    const auto sample = static_cast<Sample>(s);
    const bool by_share = sample == Sample::early_2013 || sample == Sample::early_due_2013;
    const std::vector<double> counts = by_share ? product_weights(world, sample) : std::vector(products_, 1.0);
    for (std::size_t k = 0; k < statistics.size(); ++k) {
      std::fill(sum.begin(), sum.end(), 0.0);
      std::fill(weight.begin(), weight.end(), 0.0);
      for (std::size_t c = 0; c < cells_; ++c) {
        const std::size_t at = (s * statistics.size() + k) * cells_ + c;
        const std::size_t region = 1 + world.cells[c].region;
        const std::size_t product = 1 + regions_ + world.cells[c].product;
        for (const std::size_t stratum : {std::size_t{0}, region, product}) {
          sum[stratum] += counts[world.cells[c].product] * sums_[at];
          weight[stratum] += counts[world.cells[c].product] * weights_[at];
        }
      }
      const bool known = taken_[s] && asked(statistics[k], sample);
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
