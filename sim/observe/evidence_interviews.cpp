// The households of the impact study: who is interviewed in 2008, who is found again in 2013.

#include <algorithm>
#include <numeric>

#include "model/scenario.hpp"
#include "observe/evidence.hpp"

namespace ayni {
namespace {

/// So that a sum of parts that should be a whole number is not just below it.
constexpr double rounding = 1e-6;

}  // namespace

// From the groups of each product, how many of the study's places each of them takes: products with a share of their own
// have that of all, the others share the rest.
void EvidenceRecorder::weigh_study() {
  double all = 0.0;
  double given = 0.0;
  double others = 0.0;
  for (std::size_t p = 0; p < products_; ++p) {
    const double share = scenario_.product[p].study_share;
    all += study_groups_[p];
    given += study_groups_[p] > 0.0 ? share : 0.0;
    others += share > 0.0 ? 0.0 : study_groups_[p];
  }
  const double rest = others > 0.0 ? 1.0 - std::min(given, 1.0) : 0.0;
  const double scale = given + rest > 0.0 ? all / (given + rest) : 0.0;
  for (std::size_t p = 0; p < products_; ++p) {
    const double share = scenario_.product[p].study_share;
    const double places = share > 0.0 ? share * scale : rest * scale * study_groups_[p] / std::max(others, 1.0);
    study_weight_[p] = study_groups_[p] > 0.0 ? places / study_groups_[p] : 0.0;
  }
}

// The first households of a block are as good as any: they are drawn independently of each other.
void EvidenceRecorder::interview(const World& world) {
  const Groups& group = world.group;
  const Households& household = world.household;
  const auto index = static_cast<float>(world.price_index);
  const auto open = [&](Index g) { return group.kind[g] != GroupKind::control && group.cycle.funded[g] == never; };
  for (Index g = 0; g < group.count; ++g) study_groups_[group.product[g]] += open(g) ? 1.0 : 0.0;
  weigh_study();
  for (Index g = 0; g < group.count; ++g) {
    const bool control = group.kind[g] == GroupKind::control;
    std::size_t wanted = control ? households_per_community : 0;
    if (open(g)) {  // by running parts, so that their shares are kept
      double& drawn = study_drawn_[group.product[g]];
      const double until = drawn + study_weight_[group.product[g]] * static_cast<double>(households_per_alliance);
      wanted = static_cast<std::size_t>(until + rounding) - static_cast<std::size_t>(drawn + rounding);
      drawn = until;
    }
    for (std::size_t i = group.first[g]; i < group.first[g] + group.slots[g] && wanted > 0; ++i) {
      if (household.lives[i] == 0 || household.away[i] != 0 || (!control && household.member[i] == 0)) continue;
      interviews_.push_back({static_cast<Index>(i), g, household.product_income[i] / index});
      --wanted;
    }
  }
}

void EvidenceRecorder::interview_again(const World& world, Month t) {
  const Groups& group = world.group;
  const Households& household = world.household;
  const auto index = static_cast<float>(world.price_index);
  for (const Interview& first : interviews_) {
    const Index g = first.group;
    const bool control = group.kind[g] == GroupKind::control;
    const bool evaluated = group.cycle.funded[g] != never && t - group.cycle.funded[g] >= 12;
    const bool there = control || (evaluated && household.member[first.household] != 0);
    if (!there || household.away[first.household] != 0) continue;
    Side& side = control ? control_ : project_;
    side.before.push_back(first.income);
    side.after.push_back(household.product_income[first.household] / index);
    side.cluster.push_back(g);
    side.cell.push_back(static_cast<std::uint16_t>(group.cell[g]));
  }
  candidates_.resize(control_.before.size());
  const double baseline = std::accumulate(project_.before.begin(), project_.before.end(), 0.0) /
                          static_cast<double>(project_.before.size());
  if (!(baseline > 0.0)) return;
  found_.before_after = before_after(project_.panel().panel, Change::absolute).value / baseline;
  found_.against_controls =
      matched_difference(project_.panel(), control_.panel(), Change::absolute, candidates_).value / baseline;
}

}  // namespace ayni
