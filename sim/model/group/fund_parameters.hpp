#pragma once
// Rules of revolving funds.

#include <cstdint>

#include "core/parameter.hpp"

namespace ayni {

enum class FundRule { off, savings, grant_seeded, savings_first, required };
inline const ChoiceNames fund_rules{"off", "savings", "grant_seeded", "savings_first", "required"};

/// [fund]
struct FundParameters {
  FundRule rule = FundRule::savings;
  double birth_per_year = 0.018;
  double imitation = 1.5;
  double seed_share = 0.10;
  std::int64_t lead_months = 12;
  double promotion_bs_per_member = 150.0;
  double savings_per_meeting_bs = 60.0;
  std::int64_t meeting_interval_months = 3;
  std::int64_t instalments = 4;
  double loan_months = 3.0;
  double need_months = 1.0;
  double interest_per_year = 0.18;
  double reserve_share = 0.10;
  double share_out = 0.5;
  double withhold_base = -3.5;
  double run_effect = 6.0;
  double cohesion_effect = 2.0;
  double savings_effect = 1.0;
  std::int64_t meetings_to_write_off = 4;
  double birth_cohesion = 2.0;
  std::int64_t grace_months = 12;
  double minimum_assets_bs = 50.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.choice("rule", p.rule, fund_rules,
                 {"off; savings: groups start one by themselves; grant_seeded: the project adds a share of the "
                  "grant; savings_first: groups save before they apply, and their fund pays what members lack of the "
                  "counterpart; "
                  "required: every funded group must save",
                  "report: not provided by the project", Lever::yes});
    visit.number("birth_per_year", p.birth_per_year,
                 {"1/year", 0.0, 1.0, "chance that a funded group of middling management and cohesion starts a fund",
                  "assumption held against appendix D"});
    visit.number("imitation", p.imitation,
                 {"log odds", 0.0, 50.0, "how much a group is drawn along when all the groups it knows have a fund",
                  "assumption"});
    visit.number("seed_share", p.seed_share,
                 {"1", 0.0, 1.0, "what a seeded fund gets, as a share of the grant", "assumption", 0.0, 0.3});
    visit.count(
        "lead_months", p.lead_months,
        {"months", 0, 120, "how long before its call a group begins to save under savings_first", "assumption"});
    visit.number("promotion_bs_per_member", p.promotion_bs_per_member,
                 {"Bs", 0.0, 1e5,
                  "what the project pays to have a savings group founded, a member, at the prices of the base year",
                  "assumption: promoters of savings groups report USD 20 to 40 a member"});
    visit.number(
        "savings_per_meeting_bs", p.savings_per_meeting_bs,
        {"Bs", 0.0, 1e5, "what a member that can pays in at a meeting, at the prices of the base year", "assumption"});
    visit.count("meeting_interval_months", p.meeting_interval_months,
                {"months", 1, 24, "from one meeting to the next", "assumption"});
    visit.count("instalments", p.instalments, {"meetings", 1, 60, "meetings in which a loan is repaid", "assumption"});
    visit.number("loan_months", p.loan_months,
                 {"months", 0.0, 60.0, "size of a loan in months of the household's spending", "assumption"});
    visit.number(
        "need_months", p.need_months,
        {"months", 0.0, 60.0, "savings in months of spending below which a household asks for a loan", "assumption"});
    visit.number("interest_per_year", p.interest_per_year,
                 {"1/year", 0.0, 2.0, "interest of the fund", "assumption, between bank and moneylender", 0.06, 0.36});
    visit.number("reserve_share", p.reserve_share,
                 {"1", 0.0, 1.0, "share of the fund that is not lent", "assumption", 0.0, 0.4});
    visit.number("share_out", p.share_out,
                 {"1", 0.0, 1.0,
                  "share of the cash beyond the reserve that goes back to members each year before inputs are bought",
                  "assumption; savings groups share out once a year", 0.0, 1.0});
    visit.number("withhold_base", p.withhold_base,
                 {"log odds", -20.0, 20.0, "chance that a household that could pay does not", "assumption"});
    visit.number("run_effect", p.run_effect,
                 {"log odds", 0.0, 50.0, "how much it rises when all other loans are overdue", "assumption"});
    visit.number("cohesion_effect", p.cohesion_effect,
                 {"log odds", 0.0, 50.0, "how much full cohesion lowers it", "assumption"});
    visit.number("savings_effect", p.savings_effect,
                 {"log odds", 0.0, 50.0, "how much it falls when the fund is all members' own savings",
                  "assumption; microfinance practice"});
    visit.count("meetings_to_write_off", p.meetings_to_write_off,
                {"meetings", 1, 100, "missed instalments after which a loan is written off", "assumption"});
    visit.number(
        "birth_cohesion", p.birth_cohesion,
        {"log odds", 0.0, 50.0, "how much likelier full cohesion makes it to start a fund than none", "assumption"});
    visit.count("grace_months", p.grace_months,
                {"months", 0, 1200, "age up to which a fund is kept however little it has", "assumption"});
    visit.number("minimum_assets_bs", p.minimum_assets_bs,
                 {"Bs", 0.0, 1e6, "cash and loans below which an older fund is closed", "assumption"});
  }
};

}  // namespace ayni
