#include "experiment/search.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace ayni {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Evaluations by rising lever, each value once.
class Tried {
 public:
  Tried(const LeverRange& range, const Evaluate& evaluate) : range_{range}, evaluate_{evaluate} {
    for (const double share : {0.0, 1.0, 0.5, 0.25, 0.75}) at(range.low + share * (range.high - range.low));
  }

  /// The evaluation at a value, or at the whole number nearest to it.
  const Evaluation& at(double lever) {
    if (range_.whole) lever = std::round(lever);
    auto place = std::lower_bound(all_.begin(), all_.end(), lever,
                                  [](const Evaluation& one, double wanted) { return one.lever < wanted; });
    if (place == all_.end() || place->lever != lever) {
      Evaluation evaluation = evaluate_(lever);
      evaluation.lever = lever;
      place = all_.insert(place, evaluation);
    }
    return *place;
  }

  /// Nothing worth trying is between two values.
  [[nodiscard]] bool adjacent(double a, double b) const {
    return std::abs(b - a) <= (range_.whole ? 1.0 : range_.tolerance);
  }

  [[nodiscard]] bool whole() const noexcept { return range_.whole; }
  [[nodiscard]] const std::vector<Evaluation>& all() const noexcept { return all_; }

 private:
  const LeverRange& range_;
  const Evaluate& evaluate_;
  std::vector<Evaluation> all_;
};

/// Whether the goal, once met, stays met from the preferred side on, or up to some value.
bool is_one_sided(const std::vector<Evaluation>& all, const Goal& goal) {
  int changes = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    changes += goal.met_by(all[i].goal) != goal.met_by(all[i - 1].goal) ? 1 : 0;
  }
  return changes <= 1;
}

/// Whether the goal's value only rises or only falls.
bool is_monotone(const std::vector<Evaluation>& all) {
  const auto goal_below = [](const Evaluation& a, const Evaluation& b) { return a.goal < b.goal; };
  return std::is_sorted(all.begin(), all.end(), goal_below) || std::is_sorted(all.rbegin(), all.rend(), goal_below);
}

/// Where a value that each evaluation has first meets the goal, coming from the preferred side, by linear interpolation;
/// none when it never does or does so from the end on.
template <class Value>
std::optional<double> crossing(std::vector<Evaluation> all, const Goal& goal, Prefer prefer, const Value& value) {
  if (prefer == Prefer::high) std::reverse(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double here = value(all[i]);
    if (!goal.met_by(here)) continue;
    if (i == 0) return std::nullopt;
    const double before = value(all[i - 1]);
    const double share = (goal.threshold - before) / (here - before);
    const double from = all[i - 1].lever;
    return std::isfinite(share) ? from + share * (all[i].lever - from) : all[i].lever;
  }
  return std::nullopt;
}

/// The order of the best search: what meets the goal before what does not.
class Preference {
 public:
  Preference(const std::optional<Goal>& goal, Better better) : goal_{goal}, better_{better} {}

  [[nodiscard]] bool prefers(const Evaluation& a, const Evaluation& b) const {
    if (excess(a) != excess(b)) return excess(a) < excess(b);
    return loss(a) < loss(b);
  }
  [[nodiscard]] bool accepts(const Evaluation& one) const { return excess(one) == 0.0 && !std::isnan(one.objective); }

 private:
  /// How far the goal is missed.
  [[nodiscard]] double excess(const Evaluation& one) const {
    if (!goal_ || goal_->met_by(one.goal)) return 0.0;
    return std::isnan(one.goal) ? std::numeric_limits<double>::infinity() : std::abs(one.goal - goal_->threshold);
  }
  [[nodiscard]] double loss(const Evaluation& one) const {
    if (std::isnan(one.objective)) return std::numeric_limits<double>::infinity();
    return better_ == Better::lower ? one.objective : -one.objective;
  }

  const std::optional<Goal>& goal_;
  Better better_;
};

std::size_t best_of(const std::vector<Evaluation>& all, const Preference& order) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (order.prefers(all[i], all[best])) best = i;
  }
  return best;
}

bool has_one_peak(const std::vector<Evaluation>& all, std::size_t best, const Preference& order) {
  for (std::size_t i = 1; i <= best; ++i) {
    if (order.prefers(all[i - 1], all[i])) return false;
  }
  for (std::size_t i = best + 1; i < all.size(); ++i) {
    if (order.prefers(all[i], all[i - 1])) return false;
  }
  return true;
}

/// Narrows the neighbours of the best value: the next one stands in the larger of the two gaps beside it, so that its
/// distance from the best is that gap's golden section. Ends when the best is good enough.
template <class GoodEnough>
void narrow(Tried& tried, const Preference& order, const GoodEnough& good_enough) {
  constexpr double section = 0.3819660112501051;  // (3 - sqrt 5) / 2
  while (true) {
    const std::vector<Evaluation>& all = tried.all();
    const std::size_t best = best_of(all, order);
    if (good_enough(best)) return;
    const double at = all[best].lever;
    const double left = best > 0 ? at - all[best - 1].lever : 0.0;
    const double right = best + 1 < all.size() ? all[best + 1].lever - at : 0.0;
    const bool left_done = best == 0 || tried.adjacent(all[best - 1].lever, at);
    const bool right_done = best + 1 == all.size() || tried.adjacent(at, all[best + 1].lever);
    if (left_done && right_done) return;
    const bool go_left = !left_done && (right_done || left > right);
    const double step = section * (go_left ? left : right);
    const double wanted = go_left ? at - step : at + step;
    const double whole = go_left ? std::min(at - 1.0, std::round(wanted)) : std::max(at + 1.0, std::round(wanted));
    tried.at(tried.whole() ? whole : wanted);
  }
}

}  // namespace

GoalSearch search_goal(const LeverRange& range, const Goal& goal, Prefer prefer, const Evaluate& evaluate) {
  assert(range.low < range.high && (range.whole || range.tolerance > 0.0));
  Tried tried{range, evaluate};
  GoalSearch result;
  result.answer = result.beyond = undefined;
  const auto meets = [&goal](const Evaluation& one) { return goal.met_by(one.goal); };
  const std::optional<Goal> wanted{goal};
  narrow(tried, Preference{wanted, goal.better},
         [&](std::size_t best) { return best == 0 || best + 1 == tried.all().size() || meets(tried.all()[best]); });
  std::vector<Evaluation> ordered = tried.all();
  if (prefer == Prefer::high) std::reverse(ordered.begin(), ordered.end());
  const auto first = std::find_if(ordered.begin(), ordered.end(), meets);
  if (first == ordered.begin()) {
    const bool all = std::all_of(ordered.begin(), ordered.end(), meets);
    result.verdict = all ? GoalSearch::Verdict::everywhere : GoalSearch::Verdict::at_end;
    result.answer = first->lever;
  } else if (first != ordered.end()) {
    result.verdict = GoalSearch::Verdict::found;
    result.answer = first->lever;
    result.beyond = (first - 1)->lever;
    while (!tried.adjacent(result.answer, result.beyond)) {
      const Evaluation& middle = tried.at(0.5 * (result.answer + result.beyond));
      (meets(middle) ? result.answer : result.beyond) = middle.lever;
    }
  }
  result.evaluations = tried.all();
  result.one_sided = is_one_sided(result.evaluations, goal);
  result.monotone = is_monotone(result.evaluations);
  const auto optimistic = [&goal](const Evaluation& one) {
    return goal.better == Better::higher ? one.goal_interval.high : one.goal_interval.low;
  };
  const auto pessimistic = [&goal](const Evaluation& one) {
    return goal.better == Better::higher ? one.goal_interval.low : one.goal_interval.high;
  };
  result.low = crossing(result.evaluations, goal, prefer, optimistic);
  result.high = crossing(result.evaluations, goal, prefer, pessimistic);
  if (prefer == Prefer::high) std::swap(result.low, result.high);
  return result;
}

BestSearch search_best(const LeverRange& range, const std::optional<Goal>& goal, Better better,
                       const Evaluate& evaluate) {
  assert(range.low < range.high && (range.whole || range.tolerance > 0.0));
  Tried tried{range, evaluate};
  const Preference order{goal, better};
  narrow(tried, order, [](std::size_t) { return false; });
  BestSearch result;
  result.evaluations = tried.all();
  const std::size_t best = best_of(result.evaluations, order);
  result.found = order.accepts(result.evaluations[best]);
  result.answer = result.found ? result.evaluations[best].lever : undefined;
  result.low = result.evaluations[best > 0 ? best - 1 : best].lever;
  result.high = result.evaluations[std::min(best + 1, result.evaluations.size() - 1)].lever;
  result.one_peak = has_one_peak(result.evaluations, best, order);
  return result;
}

}  // namespace ayni
