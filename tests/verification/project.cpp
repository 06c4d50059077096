// Whom the project funds and what it spends, over a whole run of a small country.

#include "model/project/project.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "support/project_fixture.hpp"
#include "support/scenario_files.hpp"

using namespace ayni;

TEST_CASE("The board commits no more than the calls so far have brought") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.call_months = {0.0, 1000.0};
  s.project.call_shares = {0.5, 0.5};
  s.project.budget_usd = 4e5;
  Laboratory lab{s};
  lab.run();
  CHECK(lab.world.project.committed <= centavos(0.5 * 4e5 * s.project.bolivianos_per_usd));
  CHECK(lab.world.project.committed > 0);
  const auto& refusal = lab.world.group.cycle.refusal;
  CHECK(std::count(refusal.begin(), refusal.end(), Refusal::no_budget) > 0);
}

TEST_CASE("Groups that score below the threshold are not eligible") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.screening_threshold = 10.0;
  Laboratory lab{s};
  lab.run();
  const auto& refusal = lab.world.group.cycle.refusal;
  CHECK(std::count(refusal.begin(), refusal.end(), Refusal::not_eligible) > 0);
  CHECK(std::count(lab.world.group.cycle.funded.begin(), lab.world.group.cycle.funded.end(), never) ==
        static_cast<std::ptrdiff_t>(lab.world.group.count));
}

TEST_CASE("A biased appraisal scores by political favour, a targeted one by need") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.appraisal_error = 0.0;
  s.project.political_bias = 0.7;
  s.project.targeting_need = 2.0;
  s.project.appraisal_return = 0.0;
  Laboratory lab{s};
  lab.run();
  const std::vector<float>& needs = lab.world.municipality.need;
  const double mean_need = std::accumulate(needs.begin(), needs.end(), 0.0) / static_cast<double>(needs.size());
  std::size_t scored = 0;
  const Groups& group = lab.world.group;
  for (Index g = 0; g < group.count; ++g) {
    if (group.cycle.signed_month[g] == never) continue;
    const Index m = group.municipality[g];
    const double expected = static_cast<double>(group.trait.management[g]) - (group.trait.young[g] != 0 ? 0.3 : 0.0) +
                            0.7 * static_cast<double>(lab.world.municipality.favour[m]) +
                            2.0 * (static_cast<double>(needs[m]) - mean_need);
    CHECK(group.cycle.score[g] == Approx(expected).margin(1e-4));
    ++scored;
  }
  CHECK(scored > 0);
}

TEST_CASE("Disfavour and little need refuse nobody while there is money, and favour lets weak groups through") {
  const auto not_eligible = [](double bias, double need) {
    Scenario s = plain_project();
    s.project.counterpart_share = 0.0;
    s.project.budget_usd = 1e9;
    s.project.appraisal_error = 0.0;
    s.project.appraisal_return = 0.0;
    s.project.screening_threshold = -0.5;
    s.project.political_bias = bias;
    s.project.targeting_need = need;
    Laboratory lab{s};
    lab.run();
    const auto& refusal = lab.world.group.cycle.refusal;
    return std::count(refusal.begin(), refusal.end(), Refusal::not_eligible);
  };
  const auto fair = not_eligible(0.0, 0.0);
  CHECK(fair > 0);
  CHECK(not_eligible(0.0, 10.0) == fair);
  CHECK(not_eligible(5.0, 0.0) < fair);
}

TEST_CASE("A board that knows its appraisals to say nothing takes all groups for the average") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.budget_usd = 1e9;
  s.project.appraisal_return = 0.0;
  s.project.inexperience_penalty = 0.0;
  s.project.appraisal_error = 10.0;
  s.project.screening_threshold = -0.5;
  Laboratory lab{s};
  lab.run();
  const ProjectCycle& cycle = lab.world.group.cycle;
  CHECK(std::count(cycle.refusal.begin(), cycle.refusal.end(), Refusal::not_eligible) == 0);
  CHECK(std::any_of(cycle.score.begin(), cycle.score.end(), [](float score) { return score != 0.0F; }));
  for (const float score : cycle.score) CHECK(std::abs(score) < 0.5F);
}

TEST_CASE("Groups beyond the way that the rules allow are approved with money that others leave, and only then") {
  const auto approved = [](double budget_usd) {
    Scenario s = plain_project();
    s.scale.potential_groups = 120.0;
    s.project.counterpart_share = 0.0;
    s.project.budget_usd = budget_usd;
    s.project.screening_threshold = -100.0;
    s.project.legalisation_months_max = 0.0;  // all come before the same board
    s.project.preparation_spread = 0.0;
    s.project.preparation_without_broker = 1.0;
    s.project.eligible_hours = 1.5;
    Laboratory lab{s};
    lab.run();
    const Groups& group = lab.world.group;
    std::array<std::ptrdiff_t, 3> count{};  // approved near, approved far, refused near for want of money
    for (Index g = 0; g < group.count; ++g) {
      const bool far = lab.world.roads.cost_to_market(group.municipality[g]) > 1.5;
      if (group.cycle.signed_month[g] != never) ++count[far ? 1 : 0];
      if (group.cycle.refusal[g] == Refusal::no_budget && !far) ++count[2];
    }
    return count;
  };
  const auto scarce = approved(4e5);
  CHECK(scarce[0] > 0);
  CHECK(scarce[2] > 0);
  CHECK(scarce[1] == 0);
  CHECK(approved(1e9)[1] > 0);
}

TEST_CASE(
    "An appraisal that sees what plans return ranks them by it, so that the money goes to those that are worth most") {
  const auto worth_of_funded_over_refused = [](double weight) {
    Scenario s = plain_project();
    s.scale.potential_groups = 120.0;
    s.household.wealth_sigma = 0.5;
    s.project.counterpart_share = 0.0;
    s.project.budget_usd = 1e6;
    s.project.appraisal_error = 0.0;
    s.project.inexperience_penalty = 0.0;
    s.project.legalisation_months_max = 0.0;  // all come before the same board
    s.project.preparation_spread = 0.0;
    s.project.preparation_without_broker = 1.0;
    s.project.screening_threshold = -100.0;
    s.project.appraisal_return = weight;
    Laboratory lab{s};
    lab.run();
    const ProjectCycle& cycle = lab.world.group.cycle;
    std::array<double, 2> sum{};
    std::array<double, 2> n{};
    for (Index g = 0; g < lab.world.group.count; ++g) {
      const bool funded = cycle.signed_month[g] != never;
      if (!funded && cycle.refusal[g] != Refusal::no_budget) continue;
      const auto worth = static_cast<double>(cycle.worth[g]);
      CHECK(cycle.score[g] ==
            Approx(static_cast<double>(lab.world.group.trait.management[g]) + weight * worth).margin(1e-4));
      sum[funded ? 0 : 1] += worth;
      n[funded ? 0 : 1] += 1.0;
    }
    REQUIRE((n[0] > 0.0 && n[1] > 0.0));
    return sum[0] / n[0] - sum[1] / n[1];
  };
  CHECK(worth_of_funded_over_refused(10.0) > worth_of_funded_over_refused(0.0) + 0.3);
}

TEST_CASE("Young groups become legal entities first, so they sign later") {
  Scenario s = plain_project();
  s.project.counterpart_share = 0.0;
  s.project.legalisation_months_max = 24.0;
  s.region[0].group_young_share = 1.0;
  s.region[0].group_old_share = 0.0;
  s.region[1].group_young_share = 0.0;
  Laboratory lab{s};
  lab.run();
  Month latest_old = 0;
  Month earliest_young = 1000;
  for (Index g = 0; g < lab.world.group.count; ++g) {
    const Month signed_at = lab.world.group.cycle.signed_month[g];
    if (signed_at == never) continue;
    if (lab.world.group.trait.young[g] != 0) {
      earliest_young = std::min(earliest_young, signed_at);
    } else {
      latest_old = std::max(latest_old, signed_at);
    }
  }
  REQUIRE(latest_old > 0);
  REQUIRE(earliest_young < 1000);
  CHECK(earliest_young >= 6);
}

TEST_CASE(
    "Of Bolivia's alliances none takes models 2 and 3, and where terms are generous small processors do and large "
    "firms "
    "do not") {
  const auto takers = [](const std::vector<std::string>& settings) {
    Laboratory lab{bolivia(1.0, settings)};
    lab.run();
    std::vector<std::size_t> of_kind(buyer_kinds.size());
    const Groups& group = lab.world.group;
    for (const Index g : lab.world.funded) {
      const auto kind = static_cast<std::size_t>(lab.scenario.product[group.product[g]].buyer_kind);
      of_kind[kind] += group.investment.model[g] != AllianceModel::producers ? 1U : 0U;
    }
    return of_kind;
  };
  const auto at = [](BuyerKind kind) { return static_cast<std::size_t>(kind); };
  CHECK(takers({}) == std::vector<std::size_t>(buyer_kinds.size(), 0));
  const auto generous = takers({"project.buyer_support_usd=40000"});
  CHECK(generous[at(BuyerKind::processor)] > 0);
  CHECK(generous[at(BuyerKind::dairy)] == 0);
  CHECK(generous[at(BuyerKind::exporter)] == 0);
}

TEST_CASE("Without the project nobody applies and nothing is spent") {
  Laboratory lab{plain_project(), 0, false};
  lab.run();
  CHECK(std::count(lab.world.group.cycle.stage.begin(), lab.world.group.cycle.stage.end(), Stage::outside) ==
        static_cast<std::ptrdiff_t>(lab.world.group.count));
  CHECK(lab.world.project.account == 0);
}

TEST_CASE("Works of a project that calls in the middle of the year come when budgets are moved there") {
  Scenario s = small_scenario();
  s.municipality.budget_bs = 1e6;
  s.municipality.budget_sigma = 0.0;
  s.municipality.free_share = 0.1;
  s.municipality.cofinance_share = 0.2;
  s.municipality.works_cost_bs = 4e5;
  s.municipality.works_months = 3;
  s.municipality.works_gain = 0.5;
  s.project.call_months = {5.0};
  s.project.legalisation_months_max = 0.0;
  s.project.screening_threshold = -10.0;
  s.municipality.groups_needed = 2.0;
  const auto works = [&s](std::int64_t shift) {
    s.municipality.timing_shift_months = shift;
    Laboratory lab{s};
    lab.run();
    return lab.world.cofinanced_works;
  };
  CHECK(works(5) > works(0));
}
