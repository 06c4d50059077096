#include "model/buyer/trust.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

Scenario learning(double discount) {
  Scenario s = small_scenario();
  s.trust.prior_strength = 2.0;
  s.trust.prior_mean = 0.4;
  s.trust.loss_weight = 1.5;
  s.trust.frequency_discount = discount;
  return s;
}

/// A group about to sign with a buyer that it has never left.
struct Learner : Laboratory {
  Index g;

  Learner(const Scenario& s, std::size_t product) : Laboratory{s}, g{group_of(product)} {
    world.group.agreement.buyer[g] = buyer_of(product);
  }
};

}  // namespace

TEST_CASE("Trust at signing is the prior, both ways") {
  Learner lab{learning(0.5), maize};
  const Index g = lab.g;
  lab.model.trust->begin(lab.world.group, g, 0);
  const Groups& group = lab.world.group;
  CHECK(trust(group.trust.good[g], group.trust.bad[g]) == Approx(0.4));
  CHECK(trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) == Approx(0.4));
  CHECK(group.trust.good[g] + group.trust.bad[g] == Approx(2.0));
}

TEST_CASE("Who forgets everything within a year takes up again at once where it left off") {
  Scenario s = learning(0.5);
  s.relationship.trust_memory = 0.0;
  Learner lab{s, maize};
  GroupTrust& known = lab.world.group.trust;
  const Index g = lab.g;
  lab.world.group.agreement.left_buyer[g] = lab.world.group.agreement.buyer[g];
  lab.world.group.agreement.left_cause[g] = Cause::spot_price;
  lab.world.group.agreement.last_break[g] = 30;
  known.remembered_good[g] = known.remembered_buyer_good[g] = 3.0F;
  known.remembered_bad[g] = known.remembered_buyer_bad[g] = 1.0F;
  lab.model.trust->begin(lab.world.group, g, 30);
  CHECK(trust(known.good[g], known.bad[g]) == Approx(0.75));
  lab.model.trust->begin(lab.world.group, g, 31);
  CHECK(trust(known.good[g], known.bad[g]) == Approx(0.4));
}

TEST_CASE("A settlement adds its good part, and its damage by the weight of losses") {
  Learner lab{learning(0.5), maize};
  const Index g = lab.g;  // one settlement a year, so no discount
  lab.model.trust->begin(lab.world.group, g, 0);
  Groups& group = lab.world.group;
  group.settlement.damage[g] = 0.25F;
  group.settlement.buyer_damage[g] = 1.0F;
  lab.world.settled = {g};
  lab.model.trust->learn(lab.world.group, lab.world.settled);
  CHECK(group.trust.good[g] == Approx(0.8 + 0.75));
  CHECK(group.trust.bad[g] == Approx(1.2 + 1.5 * 0.25));
  CHECK(group.trust.buyer_good[g] == Approx(0.8));
  CHECK(group.trust.buyer_bad[g] == Approx(1.2 + 1.5));
}

TEST_CASE("Each of twelve settlements a year teaches 12^-discount as much") {
  Learner lab{learning(0.5), milk};
  const Index g = lab.g;
  lab.model.trust->begin(lab.world.group, g, 0);
  lab.world.group.settlement.damage[g] = 0.0F;
  lab.world.settled = {g};
  lab.model.trust->learn(lab.world.group, lab.world.settled);
  CHECK(lab.world.group.trust.good[g] == Approx(0.8 + 1.0 / std::sqrt(12.0)));
}

TEST_CASE("The same damage costs less trust the longer the good experience") {
  Learner lab{learning(0.0), maize};
  const Index g = lab.g;
  Groups& group = lab.world.group;
  const auto loss_after = [&](int good_years) {
    lab.model.trust->begin(lab.world.group, g, 0);
    lab.world.settled = {g};
    group.settlement.damage[g] = 0.0F;
    for (int year = 0; year < good_years; ++year) lab.model.trust->learn(lab.world.group, lab.world.settled);
    const double before = trust(group.trust.good[g], group.trust.bad[g]);
    group.settlement.damage[g] = 1.0F;
    lab.model.trust->learn(lab.world.group, lab.world.settled);
    return before - trust(group.trust.good[g], group.trust.bad[g]);
  };
  CHECK(loss_after(1) > loss_after(5));
  CHECK(loss_after(5) > loss_after(20));
}

TEST_CASE("Only who settled this month learns, and nobody when learning is off") {
  Learner lab{learning(0.5), maize};
  const Index g = lab.g;
  lab.model.trust->begin(lab.world.group, g, 0);
  lab.world.settled.clear();
  lab.model.trust->learn(lab.world.group, lab.world.settled);
  CHECK(lab.world.group.trust.good[g] == Approx(0.8));

  Scenario off = learning(0.5);
  off.trust.learning = false;
  Learner ablated{off, maize};
  ablated.model.trust->begin(ablated.world.group, g, 0);
  ablated.world.settled = {g};
  ablated.model.trust->learn(ablated.world.group, ablated.world.settled);
  CHECK(ablated.world.group.trust.good[g] == Approx(0.8));
}

TEST_CASE(
    "What partners had learnt of each other comes back when they do, less of it the longer ago, and of nobody else") {
  Scenario s = learning(0.0);
  s.relationship.trust_memory = 0.5;
  Learner lab{s, maize};
  const Index g = lab.g;
  Groups& group = lab.world.group;
  group.agreement.buyer[g] = 3;
  group.agreement.left_buyer[g] = 3;
  group.agreement.left_cause[g] = Cause::low_trust;
  group.agreement.last_break[g] = 12;
  group.trust.remembered_good[g] = 0.8F;
  group.trust.remembered_bad[g] = 9.2F;
  group.trust.remembered_buyer_good[g] = 6.8F;
  group.trust.remembered_buyer_bad[g] = 1.2F;
  for (const Month years : {0, 1, 2}) {
    lab.model.trust->begin(group, g, 12 + 12 * years);
    const double left = std::pow(0.5, years);
    CHECK(group.trust.bad[g] == Approx(1.2 + left * 8.0));
    CHECK(group.trust.good[g] == Approx(0.8));
    CHECK(group.trust.buyer_good[g] == Approx(0.8 + left * 6.0));
  }
  group.agreement.buyer[g] = 4;
  lab.model.trust->begin(group, g, 12);
  CHECK(trust(group.trust.good[g], group.trust.bad[g]) == Approx(0.4));
  CHECK(trust(group.trust.buyer_good[g], group.trust.buyer_bad[g]) == Approx(0.4));
}
