#pragma once
// Municipal budgets and the terms of co-finance.

#include <cstdint>
#include <vector>

#include "core/parameter.hpp"

namespace ayni {

/// [municipality]
struct MunicipalityParameters {
  std::int64_t count = 83;
  double budget_bs = 6.0e6;
  double budget_sigma = 0.8;
  std::vector<double> transfer_years{2007.5, 2008.5, 2009.5, 2010.5, 2011.5, 2012.5,
                                     2013.5, 2014.5, 2015.5, 2016.5, 2017.5, 2018.5};
  std::vector<double> transfers{1.0, 1.1, 1.1, 1.1, 1.4, 1.9, 2.5, 2.5, 1.7, 1.0, 1.0, 1.2};
  double free_share = 0.015;
  double cofinance_share = 0.20;
  double works_cost_bs = 600000.0;
  double groups_needed = 2.0;
  std::int64_t works_months = 9;
  std::int64_t works_pause_years = 4;
  double works_gain = 0.75;
  std::int64_t timing_shift_months = 0;
  double favour_sigma = 1.0;
  std::int64_t budget_months = 3;
  double needs_sigma = 0.1;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("count", p.count,
                at_start(About{"municipalities", 1, 100000, "municipalities at size one",
                               "report, chapter 2: 54 at first, 83 with additional financing"}));
    visit.number("budget_bs", p.budget_bs,
                 at_start(About{"Bs/year", 0.0, 1e12, "median yearly transfers", "assumption"}));
    visit.number("budget_sigma", p.budget_sigma,
                 at_start(About{"1", 0.0, 3.0, "standard deviation of their logarithm", "assumption"}));
    visit.numbers("transfer_years", p.transfer_years,
                  {"year", 1900.0, 2200.0, "calendar time of the transfers; none: budgets follow general prices",
                   "middle of the year"});
    visit.numbers("transfers", p.transfers,
                  {"1", 0.0, 100.0,
                   "nominal transfers at these years over budget_bs; linear in between, constant before and after",
                   "assumption; report, chapter 4: they rose with gas prices to 2014 and fell after"});
    visit.number("free_share", p.free_share,
                 {"1", 0.0, 1.0, "share of transfers a municipality may put into works with the project",
                  "assumption held against the 19 works of chapter 4; report: budgets fell with gas prices", 0.0, 0.1});
    visit.number("cofinance_share", p.cofinance_share,
                 {"1", 0.0, 1.0, "the municipality's share of the works; the project pays the rest",
                  "report, chapter 4", 0.05, 0.5});
    visit.number("works_cost_bs", p.works_cost_bs,
                 {"Bs", 0.0, 1e10, "cost of works that improve the roads of a municipality", "assumption"});
    visit.number("groups_needed", p.groups_needed,
                 {"groups", 0.0, 1000.0, "groups preparing a plan that must gain from the works",
                  "report, chapter 4 (groups scattered); number assumption"});
    visit.count("works_months", p.works_months, {"months", 1, 120, "time to build", "assumption"});
    visit.count("works_pause_years", p.works_pause_years,
                {"years", 1, 100, "time after works are done before a municipality builds with the project again",
                 "assumption: a mandate"});
    visit.number("works_gain", p.works_gain,
                 {"1", 0.05, 1.0, "travel time on the municipality's roads after the works over before", "assumption"});
    visit.count(
        "timing_shift_months", p.timing_shift_months,
        {"months", 0, 11, "how much earlier than budget_months budgets are decided, to meet the project's calls",
         "assumption", 0, 6});
    visit.number("favour_sigma", p.favour_sigma,
                 at_start(About{"1", 0.0, 5.0,
                                "spread of political favour among municipalities, used only by a biased appraisal",
                                "assumption"}));
    visit.count(
        "budget_months", p.budget_months,
        at_start(About{"months", 1, 12, "months from January on over which municipalities' budget months are spread",
                       "report, chapter 4 (budgets out of step with the calls); assumption: the first quarter"}));
    visit.number(
        "needs_sigma", p.needs_sigma,
        at_start(About{"1", 0.0, 1.0, "standard deviation of unmet basic needs among a region's municipalities",
                       "assumption"}));
  }
};

}  // namespace ayni
