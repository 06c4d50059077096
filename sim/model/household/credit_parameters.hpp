#pragma once
// Terms of bank loans to members.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

/// [credit]
struct CreditParameters {
  bool bank_loans = true;
  double bank_capital_bs_per_member = 2000.0;
  double helping_per_year = 0.06;
  double imitation = 1.5;
  double interest_per_year = 0.14;
  double limit_months = 3.0;
  double guarantee_share = 0.2;
  double bad_record_bound = 0.25;
  double demand_share = 0.35;
  double bank_capital_members_per_group = 38.0;
  std::int64_t harvests_to_write_off = 2;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.flag("bank_loans", p.bank_loans, {"whether banks lend to members", "report, appendix D", Lever::yes});
    visit.number(
        "bank_capital_bs_per_member", p.bank_capital_bs_per_member,
        at_start(About{"Bs", 0.0, 1e6, "what banks set aside for each member of a group at the start", "assumption"}));
    visit.number(
        "helping_per_year", p.helping_per_year,
        {"1/year", 0.0, 1.0, "chance that a funded group of middling management starts to help members to bank loans",
         "assumption held against appendix D"});
    visit.number("imitation", p.imitation,
                 {"log odds", 0.0, 50.0,
                  "how much a group is drawn along when all the groups it knows help their members", "assumption"});
    visit.number("interest_per_year", p.interest_per_year, {"1/year", 0.0, 2.0, "interest of the bank", "assumption"});
    visit.number("limit_months", p.limit_months,
                 {"months", 0.0, 60.0, "largest loan in months of the household's spending", "assumption"});
    visit.number(
        "guarantee_share", p.guarantee_share,
        {"1", 0.0, 1.0, "share of a bad loan the bank takes from the group's account", "assumption", 0.0, 0.8});
    visit.number(
        "bad_record_bound", p.bad_record_bound,
        {"1", 0.0, 1.0, "share of a group's loans lost, beyond what it answered for, from which the bank lends no more",
         "assumption"});
    visit.number("demand_share", p.demand_share,
                 {"1", 0.0, 1.0, "share of the households short of cash that ask for a loan", "assumption"});
    visit.number(
        "bank_capital_members_per_group", p.bank_capital_members_per_group,
        at_start(About{"households", 0.0, 1e6, "members of each group that could apply for whom banks set that aside",
                       "report, table D.1: mean members of a group"}));
    visit.count("harvests_to_write_off", p.harvests_to_write_off,
                {"harvests", 1, 100, "harvests after which a loan still owed is written off", "assumption"});
  }
};

}  // namespace ayni
