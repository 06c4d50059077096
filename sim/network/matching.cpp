#include "network/matching.hpp"

#include <algorithm>
#include <cassert>

namespace ayni {

DeferredAcceptance::DeferredAcceptance(std::uint32_t max_groups, std::uint32_t max_buyers)
    : free_(max_groups),
      next_pair_(max_groups),
      score_(max_groups),
      better_(max_groups),
      worst_(max_buyers),
      held_(max_buyers),
      cut_score_(max_buyers),
      cut_group_(max_buyers) {}

void DeferredAcceptance::match(const Candidates& candidates, std::span<const double> demand,
                               std::span<const double> capacity, std::span<double> left,
                               std::span<std::uint32_t> assignment) noexcept {
  const auto groups = static_cast<std::uint32_t>(demand.size());
  const auto buyers = left.size();
  assert(groups <= free_.size() && buyers <= worst_.size() && candidates.first.size() == groups + std::size_t{1});
  assert(capacity.size() == buyers && assignment.size() == groups);
  std::fill_n(worst_.begin(), buyers, unmatched);
  std::fill_n(held_.begin(), buyers, 0.0);
  std::fill_n(cut_score_.begin(), buyers, -std::numeric_limits<double>::infinity());
  std::fill_n(cut_group_.begin(), buyers, unmatched);
  std::fill(assignment.begin(), assignment.end(), unmatched);
  std::copy_n(candidates.first.begin(), groups, next_pair_.begin());
  free_count_ = groups;
  for (std::uint32_t g = 0; g < groups; ++g) free_[g] = groups - 1 - g;

  while (free_count_ > 0) {
    const std::uint32_t g = free_[--free_count_];
    if (next_pair_[g] == candidates.first[g + 1]) continue;
    const std::uint32_t pair = next_pair_[g]++;
    score_[g] = candidates.score[pair];
    propose(g, candidates.buyer[pair], demand, capacity, left, assignment);
  }
  for (std::size_t b = 0; b < buyers; ++b) {
    if (worst_[b] != unmatched) left[b] = std::max(0.0, left[b] - held_[b]);
  }
}

void DeferredAcceptance::propose(std::uint32_t g, std::uint32_t buyer, std::span<const double> demand,
                                 std::span<const double> capacity, std::span<const double> left,
                                 std::span<std::uint32_t> assignment) noexcept {
  const bool cut = score_[g] < cut_score_[buyer] || (score_[g] == cut_score_[buyer] && g > cut_group_[buyer]);
  const bool committed = left[buyer] < capacity[buyer];
  if (cut || !(left[buyer] > 0.0) || (committed && demand[g] > left[buyer])) {
    free_[free_count_++] = g;
    return;
  }
  std::uint32_t* place = &worst_[buyer];
  while (*place != unmatched && better(g, *place)) place = &better_[*place];
  better_[g] = *place;
  *place = g;
  held_[buyer] += demand[g];
  assignment[g] = buyer;

  while (held_[buyer] > left[buyer] && better_[worst_[buyer]] != unmatched) {
    const std::uint32_t worst = worst_[buyer];
    worst_[buyer] = better_[worst];
    held_[buyer] -= demand[worst];
    assignment[worst] = unmatched;
    cut_score_[buyer] = score_[worst];
    cut_group_[buyer] = worst;
    free_[free_count_++] = worst;
  }
}

}  // namespace ayni
