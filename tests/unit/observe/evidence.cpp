#include "observe/evidence.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "unit/observe/evidence_fixture.hpp"

using namespace ayni;

TEST_CASE("A figure is the share of a survey's groups of which it is true, in each region and product") {
  Evaluation e{2015, 1};
  e.ally_all();
  Groups& group = e.lab.world.group;
  const Index lost = e.lab.group_of(milk);  // one alliance of the altiplano ended
  group.agreement.outlet[lost] = Outlet::new_buyer;
  group.agreement.ended[lost] = 12;
  group.agreement.stated_reasons[lost] = 1U << static_cast<unsigned>(Reason::transport);
  e.observe(0);
  e.recorder.finish(e.lab.world);

  const double n = e.figure("survey_groups", Sample::sample_2015);
  const double of_milk = e.figure("survey_groups", Sample::sample_2015, "milk");
  REQUIRE(n == static_cast<double>(e.alliances.size()));
  REQUIRE(of_milk == e.figure("survey_groups", Sample::sample_2015, "altiplano"));
  CHECK(e.figure("survey_share_of_groups", Sample::sample_2015, "milk") == Approx(of_milk / n));
  CHECK(e.figure("survey_new_buyer", Sample::sample_2015) == Approx(1.0 / n));
  CHECK(e.figure("survey_same_buyer", Sample::sample_2015, "altiplano") == Approx(1.0 - 1.0 / of_milk));
  CHECK(e.figure("survey_same_buyer", Sample::sample_2015, "maize") == 1.0);
  CHECK(e.figure("survey_free_market", Sample::sample_2015) == 0.0);
  CHECK(e.figure("survey_dropped_in_first_year", Sample::sample_2015) == 1.0);
  CHECK(e.figure("survey_reason_transport", Sample::sample_2015) == 1.0);
  CHECK(e.figure("survey_reason_quality", Sample::sample_2015) == 0.0);
  CHECK(std::isnan(e.figure("survey_reason_transport", Sample::sample_2015, "maize")));  // nobody dropped a buyer
}

TEST_CASE(
    "A group hires advice while its plan's money for it lasts, or out of its own, and it sells together under an "
    "agreement, or where it negotiates") {
  Evaluation e{2015, 1};
  e.ally_all();
  Groups& group = e.lab.world.group;
  group.cycle.assistance_share[e.alliances[0]] = 0.1;
  group.practice.hires_advice[e.alliances[1]] = 1;
  for (const std::size_t k : {2U, 3U}) group.agreement.outlet[e.alliances[k]] = Outlet::dissolved;
  for (const std::size_t k : {4U, 5U}) group.agreement.outlet[e.alliances[k]] = Outlet::free_market;
  for (const std::size_t k : {3U, 4U}) group.practice.negotiates[e.alliances[k]] = 1;
  e.observe(0);
  e.recorder.finish(e.lab.world);
  const auto n = static_cast<double>(e.alliances.size());
  REQUIRE(e.figure("survey_groups", Sample::sample_2015) == n);
  CHECK(e.figure("survey_hires_advice", Sample::sample_2015) == Approx(2.0 / n));
  CHECK(e.figure("survey_sells_together", Sample::sample_2015) == Approx(1.0 - 3.0 / n));
}

TEST_CASE("A survey that the run does not reach has no figures") {
  Evaluation e{2015, 36};
  e.ally_all();
  e.observe(0);
  e.recorder.finish(e.lab.world);
  for (const Sample missing : {Sample::after_7_years, Sample::evaluated_2013, Sample::early_2013, Sample::invited_2018,
                               Sample::attended_2018}) {
    CHECK(std::isnan(e.figure("survey_same_buyer", missing)));
    CHECK(std::isnan(e.figure("survey_groups", missing)));
  }
  CHECK(std::isnan(e.number("impact_before_after")));
  CHECK(std::isnan(e.number("impact_against_controls")));
  CHECK(e.figure("survey_same_buyer", Sample::funded) == 1.0);
}

TEST_CASE("Nobody has been to the workshops of 2018 who was seen before them") {
  Evaluation e{2015, 36};
  e.ally_all();
  e.observe(0);
  e.recorder.finish(e.lab.world);
  REQUIRE(e.figure("survey_same_buyer", Sample::sample_2015) == 1.0);
  for (const Sample sample : {Sample::sample_2015, Sample::invited_2018}) {
    CHECK(std::isnan(e.figure("survey_attended", sample)));
  }
}

TEST_CASE("Samples that no run of a scenario sees are known beforehand, with the run that would see them") {
  Scenario s;
  s.run.horizon_months = 120;
  const std::vector<std::string> unseen = unseen_samples(s);
  REQUIRE(unseen.size() == sample_names.size());
  const auto of = [&unseen](Sample sample) { return unseen[static_cast<std::size_t>(sample)]; };
  for (const Sample seen : {Sample::funded, Sample::after_7_years, Sample::evaluated_2013, Sample::sample_2015}) {
    CHECK(of(seen).empty());
  }
  CHECK(of(Sample::attended_2018) == of(Sample::invited_2018));
  CHECK(of(Sample::invited_2018) ==
        "is seen in June 2018, and the run goes from 2007-01 to 2016-12; run.horizon_months = 138 reaches it");
  s.run.horizon_months = 138;
  CHECK(unseen_samples(s) == std::vector<std::string>(sample_names.size()));
  s.run.horizon_months = 84;
  CHECK_THAT(unseen_samples(s)[static_cast<std::size_t>(Sample::after_7_years)],
             Catch::Contains("run.horizon_months = 85 reaches it"));
  s.run.start_year = 2014;
  CHECK(unseen_samples(s)[static_cast<std::size_t>(Sample::early_2013)] ==
        "is seen in June 2013, and the run goes from 2014-01 to 2020-12");
}

TEST_CASE("The workshops miss the groups that have ceased and, by their chance, those that are not intact") {
  Evaluation e{2018, 1};
  e.ally_all();
  Groups& group = e.lab.world.group;
  const auto n = static_cast<double>(e.alliances.size());
  for (std::size_t k = 0; k < 6; ++k)
    group.agreement.outlet[e.alliances[k]] = k < 2 ? Outlet::dissolved : Outlet::free_market;
  e.observe(0);
  e.recorder.finish(e.lab.world);
  CHECK(e.figure("survey_groups", Sample::invited_2018) == n);
  CHECK(e.figure("survey_operating", Sample::invited_2018) == Approx(1.0 - 2.0 / n));
  CHECK(e.figure("survey_attended", Sample::invited_2018) == Approx(1.0 - 6.0 / n));
  CHECK(e.figure("survey_same_buyer", Sample::attended_2018) == 1.0);
  CHECK(e.figure("survey_same_buyer", Sample::invited_2018) == Approx(1.0 - 6.0 / n));
}

TEST_CASE("Attendance by funding year is of the groups funded in that year alone") {
  constexpr Month workshops = 96;
  Evaluation e{2010, workshops + 1};
  e.ally_all();
  Groups& group = e.lab.world.group;
  const auto n = static_cast<double>(e.alliances.size());
  for (const std::size_t k : {0U, 1U, 2U, 3U}) group.cycle.funded[e.alliances[k]] = 12;  // June 2011
  group.agreement.outlet[e.alliances[0]] = Outlet::dissolved;
  e.observe(workshops);
  e.recorder.finish(e.lab.world);
  CHECK(e.figure("survey_attended", Sample::invited_2018) == Approx(1.0 - 1.0 / n));
  CHECK(e.figure("survey_attended_funded_2010", Sample::invited_2018) == 1.0);
  CHECK(e.figure("survey_attended_funded_2011", Sample::invited_2018) == Approx(0.75));
  CHECK(std::isnan(e.figure("survey_attended_funded_2009", Sample::invited_2018)));
}

TEST_CASE("Groups that grew, kept and lost members are apart, and milk groups are those whose product dairies buy") {
  constexpr Month workshops = 12;
  Evaluation e{2017, workshops + 1};
  e.ally_all();
  e.observe(0);
  Groups& group = e.lab.world.group;
  const auto n = static_cast<double>(e.alliances.size());
  const auto milk_groups = static_cast<double>(std::count_if(e.alliances.begin(), e.alliances.end(), [&](Index g) {
    return e.lab.scenario.product[group.product[g]].buyer_kind == BuyerKind::dairy;
  }));
  REQUIRE(milk_groups > 0.0);
  REQUIRE(milk_groups < n);
  Index fell = 0;
  for (const Index g : e.alliances) {
    if (e.lab.scenario.product[group.product[g]].buyer_kind == BuyerKind::dairy) fell = g;
  }
  group.agreement.outlet[fell] = Outlet::dissolved;
  group.membership.members[e.alliances[0]] += 2;
  group.membership.members[e.alliances[1]] -= 1;
  group.membership.members[e.alliances[2]] -= 3;
  group.crop.changed[e.alliances[0]] = 1;
  e.observe(workshops);
  e.recorder.finish(e.lab.world);
  CHECK(e.figure("survey_members_increased", Sample::invited_2018) == Approx(1.0 / n));
  CHECK(e.figure("survey_members_decreased", Sample::invited_2018) == Approx(2.0 / n));
  CHECK(e.figure("survey_members_unchanged", Sample::invited_2018) == Approx(1.0 - 3.0 / n));
  CHECK(e.figure("survey_changed_product", Sample::invited_2018) == Approx(1.0 / n));
  CHECK(e.figure("survey_operating_milk", Sample::invited_2018) == Approx(1.0 - 1.0 / milk_groups));
}

TEST_CASE("Each alliance is seen seven years after its own funding, whatever becomes of it later") {
  Evaluation e{2000, 100};
  e.ally_all();
  Groups& group = e.lab.world.group;
  const auto n = static_cast<double>(e.alliances.size());
  group.cycle.funded[e.alliances[0]] = 10;
  group.cycle.funded[e.alliances[1]] = 20;  // not seen: seven years later the run is over
  for (Month t = 0; t < 100; ++t) {
    if (t == 85) group.agreement.outlet[e.alliances[2]] = Outlet::dissolved;  // after it was seen
    if (t == 90) group.agreement.outlet[e.alliances[0]] = Outlet::dissolved;  // before
    e.observe(t);
  }
  e.recorder.finish(e.lab.world);
  CHECK(e.figure("survey_groups", Sample::after_7_years) == n - 1.0);
  CHECK(e.figure("survey_free_market", Sample::after_7_years) == Approx(1.0 / (n - 1.0)));
  CHECK(e.figure("survey_free_market", Sample::funded) == Approx(2.0 / n));
  CHECK(std::isnan(e.figure("survey_warehouse", Sample::after_7_years)));  // asked in surveys alone
}

TEST_CASE("Each question of a survey is answered from what its name says") {
  Evaluation e{2015, 1};
  e.ally_all();
  Groups& group = e.lab.world.group;
  const auto n = static_cast<double>(e.alliances.size());
  // The first k groups answer yes, k being another for each question.
  const auto yes = [&](std::vector<std::uint8_t>& column, std::size_t k) {
    std::fill(column.begin(), column.end(), std::uint8_t{0});
    for (std::size_t a = 0; a < k; ++a) column[e.alliances[a]] = 1;
  };
  yes(group.technology.warehouse, 1);
  yes(group.technology.processing, 2);
  yes(group.technology.vehicle, 3);
  yes(group.fund.open, 4);
  yes(group.bank.helps_members, 5);
  yes(group.practice.buys_inputs, 6);
  yes(group.practice.negotiates, 7);
  for (const Index g : e.alliances) group.technology.skill[g] = 0.0F;
  for (std::size_t a = 0; a < 8; ++a) group.technology.skill[e.alliances[a]] = 0.5F;
  std::fill(e.lab.world.buyer.gives_advances.begin(), e.lab.world.buyer.gives_advances.end(), std::uint8_t{0});
  for (std::size_t a = 0; a < 9; ++a) {  // a buyer that lends, for groups that may share their first with others
    group.agreement.first_buyer[e.alliances[a]] = 0;
  }
  for (std::size_t a = 9; a < e.alliances.size(); ++a) group.agreement.first_buyer[e.alliances[a]] = 1;
  e.lab.world.buyer.gives_advances[0] = 1;
  // Reason k is stated by k + 1 of ten groups that left, none of them in the first year but one.
  for (std::size_t a = 0; a < 10; ++a) {
    const Index g = e.alliances[a];
    group.agreement.outlet[g] = a < 4 ? Outlet::new_buyer : a < 9 ? Outlet::free_market : Outlet::dissolved;
    group.agreement.ended[g] = a == 0 ? 12 : 13;
    group.agreement.stated_reasons[g] = 0;
    for (std::size_t k = 0; k < reasons; ++k) {
      if (a <= k) group.agreement.stated_reasons[g] |= static_cast<std::uint8_t>(1U << k);
    }
  }
  for (const Index g : e.alliances) {
    group.membership.at_start[g] = 20;
    group.investment.total[g] = centavos(20.0 * 300.0 * e.lab.scenario.project.bolivianos_per_usd);
    group.investment.grant[g] = centavos(20.0 * 210.0 * e.lab.scenario.project.bolivianos_per_usd);
  }
  e.observe(0);
  e.recorder.finish(e.lab.world);
  const std::map<std::string, double> wanted{{"groups", n},
                                             {"share_of_groups", 1.0},
                                             {"producers", 20.0 * n},
                                             {"members_at_start", 20.0},
                                             {"investment_usd", 6000.0},
                                             {"investment_per_producer_usd", 300.0},
                                             {"grant_usd", 4200.0},
                                             {"grant_per_producer_usd", 210.0},
                                             {"same_buyer", 1.0 - 10.0 / n},
                                             {"new_buyer", 4.0 / n},
                                             {"free_market", 6.0 / n},
                                             {"operating", 1.0 - 1.0 / n},
                                             {"dropped_in_first_year", 0.1},
                                             {"reason_price_below_spot", 0.1},
                                             {"reason_late_delivery", 0.2},
                                             {"reason_product_change", 0.3},
                                             {"reason_transport", 0.4},
                                             {"reason_quantity", 0.5},
                                             {"reason_quality", 0.6},
                                             {"warehouse", 1.0 / n},
                                             {"processing", 2.0 / n},
                                             {"vehicle", 3.0 / n},
                                             {"advised", 8.0 / n},
                                             {"lends_internally", 4.0 / n},
                                             {"helps_with_bank", 5.0 / n},
                                             {"buys_inputs", 6.0 / n},
                                             {"negotiates", 7.0 / n},
                                             {"buyer_lends", 9.0 / n}};
  for (const auto& [name, value] : wanted) {
    CAPTURE(name);
    CHECK(e.figure(("survey_" + name).c_str(), Sample::sample_2015) == Approx(value));
  }
}
