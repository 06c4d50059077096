#include "observe/catalogue_of.hpp"

#include "model/scenario.hpp"
#include "observe/account_series.hpp"
#include "observe/account_years.hpp"
#include "observe/alliance_series.hpp"
#include "observe/buyer_series.hpp"
#include "observe/events.hpp"
#include "observe/evidence.hpp"
#include "observe/final_states.hpp"
#include "observe/gain_series.hpp"
#include "observe/group_years.hpp"
#include "observe/household_series.hpp"
#include "observe/network_snapshots.hpp"
#include "observe/project_events.hpp"
#include "observe/signings.hpp"
#include "observe/spells.hpp"
#include "observe/trade_series.hpp"
#include "observe/welfare_series.hpp"

namespace ayni {
namespace {

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

std::vector<AxisInfo> axes_of(const Scenario& scenario) {
  const auto months = static_cast<std::size_t>(scenario.run.horizon_months);
  const auto seasons = static_cast<std::size_t>(scenario.calendar().season(static_cast<Month>(months) - 1)) + 1;
  const std::vector<std::string> accounts = flags(account_names);
  std::vector<std::string> components;
  for (const ProjectComponent& component : project_components) components.push_back(component.name);
  std::vector<std::string> strata{"all"};
  for (const RegionParameters& region : scenario.region) strata.push_back(region.name);
  for (const ProductParameters& product : scenario.product) strata.push_back(product.name);
  std::vector<std::string> tenths;
  for (std::size_t k = 0; k < trust_bins; ++k) tenths.push_back("0." + std::to_string(k));
  const auto labelled = [](Axis axis, const char* name, std::vector<std::string> labels, const char* meaning) {
    const std::size_t size = labels.size();
    return AxisInfo{axis, name, size, std::move(labels), meaning};
  };
  return {
      {Axis::time, "time", months, {}, "months of the run"},
      {Axis::season,
       "season",
       seasons,
       {},
       "agricultural years, July to June; 0 is the one that contains the first month; NaN where the run does not see "
       "the whole year, or there is nobody to average over"},
      {Axis::duration, "duration", months, {}, "months since funding, or since signing where a name says so"},
      labelled(Axis::region, "region", names_of(scenario.region), "regions"),
      labelled(Axis::product, "product", names_of(scenario.product), "products"),
      labelled(Axis::cause, "cause", {cause_names.begin() + 1, cause_names.end()}, "causes of the end of an alliance"),
      labelled(Axis::bin, "trust_bin", tenths, "lower bound of each tenth of trust"),
      labelled(Axis::component, "component", components, "components of project cost"),
      labelled(Axis::payer, "payer", accounts, "class of accounts that pays"),
      labelled(Axis::payee, "payee", accounts, "class of accounts that is paid"),
      labelled(Axis::snapshot, "snapshot", flags(snapshot_names), "moments at which networks are measured"),
      labelled(
          Axis::sample, "sample", flags(sample_names),
          "groups that the report's figures rest on, and when they are seen: all alliances funded so far, in "
          "the last month; each alliance 84 months after funding; in June 2013 those at work that the impact study "
          "visits, those with a completion report, of these the early starters of the before-after comparison, and "
          "those of both whose report was due; the random sample of June 2015; those invited to and those seen in "
          "the workshops of June 2018. NaN when the run does not reach the month, or nobody can "
          "answer"),
      labelled(Axis::stratum, "stratum", strata, "parts of a sample: all of it, each region, each product"),
      labelled(Axis::quintile, "quintile", flags(quintile_names), "fifths of the households by income")};
}

}  // namespace

Catalogue catalogue_of(const Scenario& scenario) {
  Catalogue catalogue;
  catalogue.axes = axes_of(scenario);
  for (AxisInfo& axis : catalogue.axes) {
    if (axis.axis == Axis::sample) axis.unseen = unseen_samples(scenario);
  }
  declare(catalogue, alliance_series());
  declare(catalogue, trade_series());
  declare(catalogue, buyer_series());
  declare(catalogue, yearly_buyer_series());
  declare(catalogue, account_series());
  AccountYears::declare(catalogue);
  declare(catalogue, ledger_totals());
  WelfareSeries::declare(catalogue);
  GainSeries::declare(catalogue);
  HouseholdSeries::declare(catalogue);
  NetworkSnapshots::declare(catalogue);
  SpellRecorder::declare(catalogue);
  SigningRecorder::declare(catalogue);
  Events::declare(catalogue);
  EvidenceRecorder::declare(catalogue);
  if (scenario.output.detail) {
    FinalStates::declare(catalogue);
    GroupYears::declare(catalogue);
    ProjectEvents::declare(catalogue);
    declare(catalogue, impact_table());
  }
  return catalogue;
}

}  // namespace ayni
