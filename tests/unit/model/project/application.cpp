// Who applies: for whom it is worth it, and who could pay.

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/project_fixture.hpp"

using namespace ayni;

namespace {

/// Groups that judge without error, and could pay with ease; some are richer than others.
Scenario judges() {
  Scenario s = plain_project();
  s.scale.potential_groups = 120.0;
  s.household.wealth_sigma = 0.5;
  s.household.savings_months = 60.0;
  s.project.interest_spread = 0.01;
  s.project.application_spread = 0.01;
  s.project.solidarity_base = 1.0;
  s.project.investment_sigma = 0.0;
  return s;
}

struct Call : Laboratory {
  explicit Call(const Scenario& s, double expected = 1.0) : Laboratory{s} {
    for (float& income : world.household.expected_income) income *= static_cast<float>(expected);
    run_to(1);
  }
  [[nodiscard]] bool applied(Index g) const { return world.group.cycle.refusal[g] != Refusal::did_not_apply; }
  [[nodiscard]] double mean_wealth(bool of_applicants) const {
    double sum = 0.0;
    double n = 0.0;
    for (Index g = 0; g < world.group.count; ++g) {
      if (world.group.kind[g] == GroupKind::control || applied(g) != of_applicants) continue;
      sum += static_cast<double>(world.group.trait.wealth[g]);
      n += 1.0;
    }
    return sum / n;
  }
  [[nodiscard]] std::size_t applicants() const {
    std::size_t n = 0;
    for (Index g = 0; g < world.group.count; ++g)
      n += world.group.kind[g] == GroupKind::potential && applied(g) ? 1U : 0U;
    return n;
  }
};

}  // namespace

TEST_CASE("Who expects to gain less than a plan costs does not apply, however much it could pay") {
  CHECK(Call{judges(), 100.0}.applicants() == 120);
  CHECK(Call{judges(), 0.001}.applicants() == 0);
}

TEST_CASE("Days and papers keep a group out as money does, more where it must become a legal entity") {
  Scenario s = judges();
  s.household.wealth_sigma = 0.0;
  s.project.counterpart_share = 0.0;
  s.project.application_cost_bs = 1e5;
  CHECK(Call{s}.applicants() == 0);
  s.project.application_cost_bs = 0.0;
  CHECK(Call{s}.applicants() == 120);
  s.project.legalisation_cost_bs = 1e5;
  const Call founding{s};
  for (Index g = 0; g < founding.world.group.count; ++g) {
    if (founding.world.group.kind[g] == GroupKind::potential)
      CHECK(founding.applied(g) == (founding.world.group.trait.young[g] == 0));
  }
}

TEST_CASE("A group without a broker has more trouble to apply") {
  Scenario s = judges();
  s.project.counterpart_share = 0.0;
  s.project.application_cost_bs = 100.0;
  s.project.preparation_without_broker = 20.0;
  s.project.application_years = 0.1;
  s.relations.broker_service_share = 1.0;
  s.relations.broker_range_hours = 1000.0;
  s.relations.broker_presence = 1.0;
  const std::size_t brokered = Call{s}.applicants();
  s.scale.brokers_per_catchment = 0.0;
  CHECK(Call{s}.applicants() < brokered);
}

TEST_CASE("Who counts on a plan for fewer years, or discounts them more, applies less") {
  Scenario s = judges();
  s.project.counterpart_share = 0.9;
  const std::size_t usual = Call{s}.applicants();
  s.project.application_years = 2.0;
  CHECK(Call{s}.applicants() < usual);
  s.project.application_years = 8.0;
  s.project.application_discount = 1.5;
  CHECK(Call{s}.applicants() < usual);
}

TEST_CASE("As the counterpart rises the poor drop out first, those to whom a plan is worth it too") {
  Scenario s = judges();
  s.household.savings_months = 1.0;
  s.household.animals_months = 1.0;
  s.project.application_years = 50.0;  // worth it to everybody
  s.project.application_discount = 0.0;
  std::size_t before = 121;
  double richer_than_all = 0.0;
  for (const double share : {0.1, 0.3, 0.5}) {
    s.project.counterpart_share = share;
    const Call call{s};
    CHECK(call.applicants() < before);
    REQUIRE(call.applicants() > 0);
    CHECK(call.mean_wealth(true) > call.mean_wealth(false));
    CHECK(call.mean_wealth(true) > richer_than_all);
    before = call.applicants();
    richer_than_all = call.mean_wealth(true);
  }
}

TEST_CASE("What members could put by until the last tranche counts as what they could raise") {
  Scenario s = judges();
  s.household.savings_months = 0.0;
  s.household.animals_months = 0.0;
  s.project.reserve_months = 24.0;
  s.project.application_years = 50.0;
  s.project.application_discount = 0.0;
  s.household.planned_saving_share = 0.0;
  CHECK(Call{s}.applicants() == 0);
  s.household.planned_saving_share = 0.9;
  CHECK(Call{s}.applicants() > 0);
}

TEST_CASE(
    "A group that the campaign does not reach hears of a call from those it knows who have signed, and of none else") {
  Scenario s = judges();
  s.project.call_months = {0.0, 12.0};
  s.project.call_shares = {0.5, 0.5};
  s.project.campaign_reach = 0.0;
  s.project.word_of_mouth = 1.0;
  for (const bool others_signed : {false, true}) {
    Laboratory lab{s};
    ProjectCycle& cycle = lab.world.group.cycle;
    if (others_signed) std::fill(cycle.signed_month.begin(), cycle.signed_month.end(), 3);
    lab.model.project->advance(lab.world, 11);
    for (Index g = 0; g < lab.world.group.count; ++g) CHECK(cycle.call[g] == no_call);
    lab.model.project->advance(lab.world, 12);
    for (Index g = 0; g < lab.world.group.count; ++g) {
      const bool alone = lab.world.ties.peers_begin[g] == lab.world.ties.peers_begin[g + 1];
      const bool hears = others_signed && !alone && lab.world.group.kind[g] == GroupKind::potential;
      CHECK(cycle.call[g] == (hears ? 12 : no_call));
    }
  }
}

TEST_CASE("Members of a young group pay for its legal form when they have it, and those of others do not") {
  Scenario s = judges();
  s.project.counterpart_share = 0.0;
  s.project.application_cost_bs = 0.0;
  s.project.legalisation_cost_bs = 100.0;
  s.project.legalisation_months_max = 0.0;
  Laboratory lab{s};
  const Index g = lab.group_of(maize);
  for (const bool young : {true, false}) {
    lab.world.group.trait.young[g] = young ? 1 : 0;
    lab.world.group.cycle.stage[g] = Stage::forming;
    lab.world.group.cycle.due[g] = 1;
    const std::size_t i = lab.world.group.first[g];
    lab.world.household.cash[i] = 50'000;
    lab.world.household.cash[i + 1] = 4'000;
    lab.model.project->advance(lab.world, 1);
    CHECK(lab.world.household.cash[i] == 50'000 - (young ? 10'000 : 0));
    CHECK(lab.world.household.cash[i + 1] == (young ? 0 : 4'000));
  }
}

TEST_CASE("The tax that a group will pay on its sales is taken off what an alliance promises its members") {
  const auto worth = [](double tax) {
    Scenario s = plain_project();
    s.trade.sales_tax_share = tax;
    Laboratory lab{s};
    lab.run_to(1);
    return static_cast<double>(lab.world.group.cycle.worth[lab.group_of(maize)]);
  };
  CHECK(worth(0.05) < worth(0.0));
}
