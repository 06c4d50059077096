#include "experiment/mix_search.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "design/sampling.hpp"
#include "experiment/cobyla.hpp"

namespace ayni {
namespace {

using Mix = std::vector<double>;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::uint64_t spread_seed = 1;
constexpr double first_step = 0.25;    ///< of each range, when COBYLA closes in
constexpr double last_step = 0.01;     ///< of each range
constexpr double far_apart = 1.0 / 3;  ///< of a range: from there on another start is another place

/// Ends a search that has used up its evaluations.
struct OutOfEvaluations {};

/// How mixes are held against each other: those that meet all goals before the others, which are the worse the farther
/// they are from the goal that they miss most. Excess is measured by the largest that was seen when this was made.
class MixOrder {
 public:
  explicit MixOrder(const std::vector<TriedMix>& seen) {
    excess_scale_.assign(seen.front().evaluation.excess.size(), 0.0);
    lowest_ = infinite;
    double highest = -infinite;
    for (const TriedMix& one : seen) {
      for (std::size_t k = 0; k < excess_scale_.size(); ++k) {
        const double size = std::abs(one.evaluation.excess[k]);
        if (std::isfinite(size)) excess_scale_[k] = std::max(excess_scale_[k], size);
      }
      if (!std::isfinite(one.evaluation.loss)) continue;
      lowest_ = std::min(lowest_, one.evaluation.loss);
      highest = std::max(highest, one.evaluation.loss);
    }
    for (double& scale : excess_scale_) scale = scale > 0.0 ? scale : 1.0;
    if (!std::isfinite(lowest_)) lowest_ = 0.0;
    loss_scale_ = highest > lowest_ ? highest - lowest_ : 1.0;
  }

  /// On scales of about one, without NaN: no value is worse than the worst that was seen.
  [[nodiscard]] PlaceValue scaled(const MixEvaluation& one) const {
    PlaceValue value;
    value.loss = std::isfinite(one.loss) ? (one.loss - lowest_) / loss_scale_ : 2.0;
    for (std::size_t k = 0; k < excess_scale_.size(); ++k) {
      value.excess.push_back(std::isfinite(one.excess[k]) ? one.excess[k] / excess_scale_[k] : 2.0);
    }
    return value;
  }

  [[nodiscard]] bool meets(const MixEvaluation& one) const { return largest_excess(one) == 0.0; }

  [[nodiscard]] bool prefers(const MixEvaluation& a, const MixEvaluation& b) const {
    const double excess_a = largest_excess(a);
    const double excess_b = largest_excess(b);
    if (excess_a != excess_b) return excess_a < excess_b;
    return loss(a) < loss(b);
  }

 private:
  [[nodiscard]] double largest_excess(const MixEvaluation& one) const {
    double largest = std::isnan(one.loss) ? infinite : 0.0;
    for (std::size_t k = 0; k < excess_scale_.size(); ++k) {
      largest = std::max(largest, std::isnan(one.excess[k]) ? infinite : one.excess[k] / excess_scale_[k]);
    }
    return largest;
  }
  [[nodiscard]] static double loss(const MixEvaluation& one) { return std::isnan(one.loss) ? infinite : one.loss; }

  std::vector<double> excess_scale_;
  double lowest_;
  double loss_scale_;
};

/// A value rounded to the decimal place that is a tenth of `tolerance` or less.
double rounded(double value, double tolerance) {
  const double place = std::floor(std::log10(tolerance)) - 1.0;
  const double power = std::pow(10.0, std::abs(place));
  return place < 0.0 ? std::round(value * power) / power : std::round(value / power) * power;
}

class MixSearcher {
 public:
  MixSearcher(const std::vector<MixLever>& levers, std::size_t most_evaluations, const EvaluateMix& evaluate)
      : levers_{levers}, most_evaluations_{most_evaluations}, evaluate_{evaluate} {
    for (std::size_t k = 0; k < levers.size(); ++k) (levers[k].choices > 0 ? choices_ : numbers_).push_back(k);
    list_combinations();
  }

  MixSearch search(const Mix& start) {
    found_.combinations = combinations_.size();
    try {
      if (!numbers_.empty()) {
        spread(start);
        descend_everywhere();
        try_neighbours();
      } else {
        for (const Mix& combination : combinations_) at(combination);
        found_.spread = found_.tried.size();
      }
    } catch (const OutOfEvaluations&) {
      found_.out_of_evaluations = true;
    }
    if (!order_) order_.emplace(found_.tried);
    found_.ranked.resize(found_.tried.size());
    std::iota(found_.ranked.begin(), found_.ranked.end(), std::size_t{0});
    std::stable_sort(found_.ranked.begin(), found_.ranked.end(), [this](std::size_t a, std::size_t b) {
      return order_->prefers(found_.tried[a].evaluation, found_.tried[b].evaluation);
    });
    found_.found = order_->meets(found_.tried[found_.ranked.front()].evaluation);
    return std::move(found_);
  }

 private:
  /// Mixes with every combination of the choices and numbers at 0, the first choice slowest.
  void list_combinations() {
    combinations_.assign(1, Mix(levers_.size(), 0.0));
    for (const std::size_t k : choices_) {
      std::vector<Mix> longer;
      for (const Mix& mix : combinations_) {
        for (std::size_t choice = 0; choice < levers_[k].choices; ++choice) {
          longer.push_back(mix);
          longer.back()[k] = static_cast<double>(choice);
        }
      }
      combinations_ = std::move(longer);
    }
  }

  [[nodiscard]] double number_at(std::size_t lever, double share) const {
    const LeverRange& range = levers_[lever].range;
    const double value = range.low + std::clamp(share, 0.0, 1.0) * (range.high - range.low);
    if (range.whole) return std::round(value);
    return std::clamp(rounded(value, last_step * (range.high - range.low)), range.low, range.high);
  }

  [[nodiscard]] double share_of(std::size_t lever, double value) const {
    const LeverRange& range = levers_[lever].range;
    return (value - range.low) / (range.high - range.low);
  }

  [[nodiscard]] Mix mix_at(const Mix& combination, const double* shares) const {
    Mix mix = combination;
    for (const std::size_t k : numbers_) mix[k] = number_at(k, *shares++);
    return mix;
  }

  [[nodiscard]] std::vector<double> shares_of(const Mix& mix) const {
    std::vector<double> shares;
    for (const std::size_t k : numbers_) shares.push_back(share_of(k, mix[k]));
    return shares;
  }

  [[nodiscard]] bool same_choices(const Mix& a, const Mix& b) const {
    return std::all_of(choices_.begin(), choices_.end(), [&](std::size_t k) { return a[k] == b[k]; });
  }

  /// The evaluation of a mix, which is made once.
  MixEvaluation at(const Mix& mix) {
    const auto same = [&mix](const TriedMix& one) { return one.mix == mix; };
    const auto known = std::find_if(found_.tried.begin(), found_.tried.end(), same);
    if (known != found_.tried.end()) return known->evaluation;
    if (found_.tried.size() >= most_evaluations_) throw OutOfEvaluations{};
    found_.tried.push_back({mix, evaluate_(mix)});
    return found_.tried.back().evaluation;
  }

  template <class Among>
  [[nodiscard]] std::size_t best_of(const Among& among) const {
    std::size_t best = found_.tried.size();
    for (std::size_t n = 0; n < found_.tried.size(); ++n) {
      if (!among(found_.tried[n].mix)) continue;
      const bool better =
          best == found_.tried.size() || order_->prefers(found_.tried[n].evaluation, found_.tried[best].evaluation);
      if (better) best = n;
    }
    return best;
  }

  [[nodiscard]] bool within_ranges(const Mix& mix) const {
    for (std::size_t k = 0; k < levers_.size(); ++k) {
      const double highest =
          levers_[k].choices > 0 ? static_cast<double>(levers_[k].choices) - 1.0 : levers_[k].range.high;
      const double lowest = levers_[k].choices > 0 ? 0.0 : levers_[k].range.low;
      if (!(mix[k] >= lowest && mix[k] <= highest)) return false;
    }
    return true;
  }

  /// A power of two, which keeps the sequence's balance, and at least twice as many as there are numbers.
  void spread(const Mix& start) {
    std::size_t points = 4;
    while (points < 2 * numbers_.size()) points *= 2;
    if (within_ranges(start)) at(start);
    const std::vector<double> shares = scrambled_sobol(spread_seed, points, numbers_.size());
    for (std::size_t n = 0; n < points; ++n) {
      for (const Mix& combination : combinations_) at(mix_at(combination, shares.data() + n * numbers_.size()));
    }
    found_.spread = found_.tried.size();
    order_.emplace(found_.tried);
  }

  /// From the best mix of every combination, the most promising first; then from the best that is far from what was found.
  void descend_everywhere() {
    std::vector<std::size_t> starts;
    for (const Mix& combination : combinations_) {
      starts.push_back(best_of([&](const Mix& mix) { return same_choices(mix, combination); }));
    }
    std::stable_sort(starts.begin(), starts.end(), [this](std::size_t a, std::size_t b) {
      return order_->prefers(found_.tried[a].evaluation, found_.tried[b].evaluation);
    });
    for (const std::size_t start : starts) descend(found_.tried[start].mix);
    const Mix best = found_.tried[best_of([](const Mix&) { return true; })].mix;
    const std::size_t far = best_of([&](const Mix& mix) { return same_choices(mix, best) && is_far(mix, best); });
    if (far < found_.tried.size()) descend(found_.tried[far].mix);
  }

  [[nodiscard]] bool is_far(const Mix& a, const Mix& b) const {
    return std::any_of(numbers_.begin(), numbers_.end(),
                       [&](std::size_t k) { return std::abs(share_of(k, a[k]) - share_of(k, b[k])) >= far_apart; });
  }

  void descend(const Mix& from) {
    ++found_.descents;
    const Mix combination = from;
    minimise_in_cube(
        shares_of(from), first_step, last_step, found_.tried.front().evaluation.excess.size(),
        [&](const std::vector<double>& shares) { return order_->scaled(at(mix_at(combination, shares.data()))); });
  }

  /// Moves to the best neighbour as long as one is better.
  void try_neighbours() {
    for (std::size_t best = best_of([](const Mix&) { return true; });;) {
      const Mix middle = found_.tried[best].mix;
      for (const std::size_t k : numbers_) {
        const LeverRange& range = levers_[k].range;
        const double step = range.whole ? 1.0 / (range.high - range.low) : last_step;
        for (const double side : {-step, step}) {
          Mix beside = middle;
          beside[k] = number_at(k, share_of(k, middle[k]) + side);
          at(beside);
        }
      }
      const std::size_t now = best_of([](const Mix&) { return true; });
      if (now == best) break;
      best = now;
    }
    found_.neighbours_tried = true;
  }

  const std::vector<MixLever>& levers_;
  std::size_t most_evaluations_;
  const EvaluateMix& evaluate_;
  std::vector<std::size_t> numbers_;  ///< places among the levers
  std::vector<std::size_t> choices_;
  std::vector<Mix> combinations_;
  std::optional<MixOrder> order_;
  MixSearch found_;
};

}  // namespace

double combinations_of(const std::vector<MixLever>& levers) noexcept {
  double combinations = 1.0;
  for (const MixLever& lever : levers) combinations *= lever.choices > 0 ? static_cast<double>(lever.choices) : 1.0;
  return combinations;
}

MixSearch search_mix(const std::vector<MixLever>& levers, const std::vector<double>& start,
                     std::size_t most_evaluations, const EvaluateMix& evaluate) {
  assert(!levers.empty() && start.size() == levers.size() && most_evaluations > 0);
  return MixSearcher{levers, most_evaluations, evaluate}.search(start);
}

}  // namespace ayni
