#pragma once
// Many-to-one matching of groups that look for a buyer to buyers with limited capacity, by deferred acceptance.
//
// Graph: bipartite. Nodes: groups (each wants to sell `demand`, whole or not at all) and buyers (each can still take
// `left` of its `capacity`). Edges: the pairs that have met. Weights: the order of a group's candidates is the group's
// preference; the score of a pair is the buyer's.
//
// A group proposes to its candidates in turn. A buyer ranks all groups that ever proposed by score (equal scores: the
// lower index first) and holds the longest head of that ranking that fits what it has left. A buyer that has committed
// nothing (left = capacity > 0) also takes the first of its ranking alone when that is larger than the capacity; for any
// other buyer a group larger than what is left is no candidate. Because a group turned down lets nobody below it pass
// either, the result does not depend on who proposes first, and no group prefers a buyer that holds a lower score and
// could hold it. The price: a small low-ranked group may be refused although it would fit behind a larger one; with
// sizes, a matching free of both wrongs need not exist.
//
// Sources: Gale and Shapley (1962); sizes: McDermid and Manlove (2010), "Keeping partners together"; the ranking rule:
// Delacretaz, Kominers and Teytelboym (2023), "Matching mechanisms for refugee resettlement".

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace ayni {

inline constexpr std::uint32_t unmatched = std::numeric_limits<std::uint32_t>::max();

/// Who can meet whom. Group g's candidates are the pairs first[g] .. first[g + 1] - 1, the best first.
struct Candidates {
  std::span<const std::uint32_t> first;  ///< [group + 1]
  std::span<const std::uint32_t> buyer;  ///< [pair], no buyer twice in a group
  std::span<const double> score;         ///< [pair], the buyer's; higher is better, finite
};

/// Scratch for matchings up to a size given once; `match` does not allocate.
class DeferredAcceptance {
 public:
  DeferredAcceptance(std::uint32_t max_groups, std::uint32_t max_buyers);

  /// Matches the groups of `candidates` (at most max_groups) to buyers (at most max_buyers).
  /// demand [group] and capacity, left [buyer] are in one unit of volume, demand above 0; whole numbers make sums exact.
  /// Writes each group's buyer, or `unmatched`, to assignment [group], and lowers `left` by what was taken, not below 0.
  void match(const Candidates& candidates, std::span<const double> demand, std::span<const double> capacity,
             std::span<double> left, std::span<std::uint32_t> assignment) noexcept;

 private:
  /// The buyer is offered group g with `score_[g]` set. Groups it lets go are put on the stack of free groups.
  void propose(std::uint32_t g, std::uint32_t buyer, std::span<const double> demand, std::span<const double> capacity,
               std::span<const double> left, std::span<std::uint32_t> assignment) noexcept;
  [[nodiscard]] bool better(std::uint32_t a, std::uint32_t b) const noexcept {
    return score_[a] > score_[b] || (score_[a] == score_[b] && a < b);
  }

  std::vector<std::uint32_t> free_;  ///< stack of groups that have still to propose
  std::uint32_t free_count_ = 0;
  std::vector<std::uint32_t> next_pair_;  ///< [group]
  std::vector<double> score_;             ///< [group] at the buyer it proposed to last
  std::vector<std::uint32_t> better_;     ///< [group] next better group held by the same buyer
  std::vector<std::uint32_t> worst_;      ///< [buyer] worst group held: head of a list through better_
  std::vector<double> held_;              ///< [buyer] volume held
  std::vector<double> cut_score_;         ///< [buyer] score and index of the best group refused so far
  std::vector<std::uint32_t> cut_group_;
};

}  // namespace ayni
