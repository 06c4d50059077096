#include "experiment/lever_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "experiment/search_evaluator.hpp"

namespace ayni {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The values at which a lever is held against what it is now.
std::vector<double> values_of(const SearchLever& lever) {
  std::vector<double> values = lever.values;
  if (lever.is_range()) values = {lever.range.low, lever.range.high};
  for (std::size_t level = 0; level < lever.levels_sought; ++level) values.push_back(static_cast<double>(level));
  values.erase(std::remove(values.begin(), values.end(), lever.now), values.end());
  return values;
}

/// Puts a ranking together: first what is to be run, then what it brought.
class Ranking {
 public:
  Ranking(Experiment& experiment, const RankRequest& request, double confidence)
      : experiment_{experiment}, request_{request}, rule_{IntervalRule::fixed(confidence)} {
    experiment_.outcomes = {request.outcome.text};
    if (request.outcome.text != money_outcome) experiment_.outcomes.emplace_back(money_outcome);
    experiment_.points = points_of(request.levers);
    std::vector<double> now;
    for (const SearchLever& lever : request.levers) now.push_back(lever.now);
    add_point(now);
    for (std::size_t k = 0; k < request.levers.size(); ++k) {
      levers_.push_back({request.levers[k], {}, std::nullopt});
      for (const double value : values_of(request.levers[k])) {
        std::vector<double> point = now;
        point[k] = value;
        RankedValue ranked;
        ranked.value = value;
        ranked.unfit = misfit_at(experiment_.arms.front().scenario, experiment_.points, point);
        if (ranked.unfit.empty()) add_point(point);
        levers_.back().values.push_back(std::move(ranked));
      }
    }
    const std::vector<double> without(experiment.replicates, none);
    outcome_.assign(experiment_.points.points(), without);
    money_ = outcome_;
  }

  void add(const Results& results) {
    if (!results.failure.empty()) return;
    outcome_[results.point][results.run] = results.values.front()[0];
    money_[results.point][results.run] = results.values.back()[0];
  }

  [[nodiscard]] LeverRanking ranking() && {
    std::size_t point = 0;
    for (RankedLever& lever : levers_) {
      for (RankedValue& value : lever.values) {
        if (value.unfit.empty()) compare(value, ++point);
      }
      for (std::size_t v = 0; v < lever.values.size(); ++v) {
        if (!lever.values[v].unfit.empty() || std::isnan(lever.values[v].cost.effect.mean)) continue;
        if (!lever.best || lever.values[v].cost.effect.mean > lever.gain()) lever.best = v;
      }
    }
    const auto known_gain = [](const RankedLever& lever) { return lever.best ? lever.gain() : -HUGE_VAL; };
    std::stable_sort(levers_.begin(), levers_.end(),
                     [&](const RankedLever& a, const RankedLever& b) { return known_gain(a) > known_gain(b); });
    LeverRanking ranking;
    ranking.base = mean_estimate(outcome_.front(), rule_);
    ranking.base_money = mean_estimate(money_.front(), rule_);
    ranking.levers = std::move(levers_);
    ranking.by_money = by_money(ranking.levers);
    ranking.replicates = experiment_.replicates;
    ranking.seed = experiment_.seed;
    ranking.confidence = rule_.confidence();
    return ranking;
  }

 private:
  void add_point(const std::vector<double>& point) {
    experiment_.points.values.insert(experiment_.points.values.end(), point.begin(), point.end());
  }

  void compare(RankedValue& value, std::size_t point) const {
    const Better better = direction_of(request_.outcome);
    value.effect = paired_difference(outcome_.front(), outcome_[point], better, rule_);
    const double sign = better == Better::higher ? 1.0 : -1.0;
    std::vector<double> gain;
    std::vector<double> cost;
    for (std::size_t r = 0; r < money_[point].size(); ++r) {
      gain.push_back(sign * (outcome_[point][r] - outcome_.front()[r]));
      cost.push_back(money_[point][r] - money_.front()[r]);
    }
    value.cost = cost_of_effect(cost, gain, rule_);
  }

  [[nodiscard]] static std::vector<std::size_t> by_money(const std::vector<RankedLever>& levers) {
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < levers.size(); ++k) {
      if (levers[k].best && levers[k].values[*levers[k].best].cost.effect.interval.low > 0.0) places.push_back(k);
    }
    const auto price = [&levers](std::size_t k) {
      const CostOfEffect& cost = levers[k].values[*levers[k].best].cost;
      return cost.cost.mean <= 0.0 ? 0.0 : cost.ratio;
    };
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return price(a) < price(b); });
    return places;
  }

  Experiment& experiment_;
  const RankRequest& request_;
  IntervalRule rule_;
  std::vector<RankedLever> levers_;
  std::vector<std::vector<double>> outcome_;  ///< [point][replicate]; the scenario as it stands is the first point
  std::vector<std::vector<double>> money_;
};

}  // namespace

double RankedLever::gain() const noexcept { return best ? values[*best].cost.effect.mean : none; }

Ranked rank_levers(Experiment experiment, const RankRequest& request, double confidence, const Execution& execution,
                   const std::atomic<bool>& stop, Reporter& reporter) {
  Ranking ranking{experiment, request, confidence};
  const Simulation simulation{experiment};
  Ranked ranked;
  ranked.executed = execute(simulation, execution, stop, reporter, [&](Results&& results) { ranking.add(results); });
  if (ranked.executed.done == ranked.executed.runs) ranked.ranking = std::move(ranking).ranking();
  return ranked;
}

}  // namespace ayni
