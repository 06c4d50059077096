#pragma once
// Everything a user can set, as plain data. Read from TOML by sim/io; the parameters of each submodel are described
// beside it.

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/parameter.hpp"
#include "model/buyer/alliance_parameters.hpp"
#include "model/buyer/buyer_parameters.hpp"
#include "model/buyer/relationship_parameters.hpp"
#include "model/buyer/support_parameters.hpp"
#include "model/buyer/trade_parameters.hpp"
#include "model/buyer/trust_parameters.hpp"
#include "model/change_parameters.hpp"
#include "model/group/assistance_parameters.hpp"
#include "model/group/fund_parameters.hpp"
#include "model/group/membership_parameters.hpp"
#include "model/group/technology_parameters.hpp"
#include "model/household/credit_parameters.hpp"
#include "model/household/household_parameters.hpp"
#include "model/household/input_parameters.hpp"
#include "model/household/labour_parameters.hpp"
#include "model/household/production_parameters.hpp"
#include "model/market/price_parameters.hpp"
#include "model/market/product_parameters.hpp"
#include "model/market/weather_parameters.hpp"
#include "model/project/evaluation_parameters.hpp"
#include "model/project/municipality_parameters.hpp"
#include "model/project/project_parameters.hpp"
#include "model/project/survey_parameters.hpp"
#include "model/region_parameters.hpp"
#include "model/shock_parameters.hpp"
#include "network/relation_parameters.hpp"
#include "network/road_parameters.hpp"

namespace ayni {

/// [run]
struct RunParameters {
  static constexpr bool fixed_at_start = true;

  std::int64_t seed = 2005;
  std::int64_t runs = 20;
  std::int64_t horizon_months = 120;
  std::int64_t start_year = 2007;
  std::int64_t start_month = 1;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("seed", p.seed,
                {"1", 0, 9007199254740991.0, "seed of all draws; policies compared under one seed share every shock",
                 "free choice"});
    visit.count("runs", p.runs, {"runs", 1, 1000000, "replicates when the command line does not say", "free choice"});
    visit.count("horizon_months", p.horizon_months,
                {"months", 1, 1200, "length of a run", "120 months as in the report's ten years"});
    visit.count(
        "start_year", p.start_year,
        {"year", 1900, 2200, "calendar year of the first month", "2007, first disbursements to alliances (table A.2)"});
    visit.count("start_month", p.start_month, {"month", 1, 12, "calendar month of the first month", "January"});
  }
};

/// [scale]
struct ScaleParameters {
  static constexpr bool fixed_at_start = true;

  double size = 1.0;
  double potential_groups = 1800.0;
  double control_groups = 77.0;
  double members_sigma = 0.35;
  std::int64_t members_min = 10;
  double municipalities_per_catchment = 14.0;
  double brokers_per_catchment = 10.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "size", p.size,
        {"1", 0.01, 1000.0, "size of the country: 1 is Bolivia, 0.05 a classroom; all counts and budgets scale with it",
         "free choice"});
    visit.number(
        "potential_groups", p.potential_groups,
        {"groups", 0.0, 1e6, "groups that could apply, at size one; 768 were funded",
         "assumption: seven that could for each three that were; money, not plans, runs short in the last calls"});
    visit.number("control_groups", p.control_groups,
                 {"groups", 0.0, 1e6, "communities of matched non-participants, at size one",
                  "report, chapter 4: 3,946 households surveyed on both sides"});
    visit.number("members_sigma", p.members_sigma,
                 {"1", 0.0, 2.0, "standard deviation of the logarithm of members a group", "assumption"});
    visit.count("members_min", p.members_min, {"households", 1, 1000, "smallest group at the start", "assumption"});
    visit.number("municipalities_per_catchment", p.municipalities_per_catchment,
                 {"municipalities", 1.0, 100.0, "municipalities around a market town", "assumption"});
    visit.number("brokers_per_catchment", p.brokers_per_catchment,
                 {"brokers", 0.0, 1000.0, "brokers around a market town", "assumption"});
  }
};

/// [broker]
struct BrokerParameters {
  static constexpr bool fixed_at_start = true;

  double skill_mean = 1.0;
  double skill_sigma = 0.3;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number(
        "skill_mean", p.skill_mean,
        {"1", 0.0, 10.0, "mean skill of brokers; 1 is Bolivia's: contacts and quality of the match rise with it",
         "free scale", 0.5, 2.0});
    visit.number("skill_sigma", p.skill_sigma, {"1", 0.0, 10.0, "spread of skill among brokers", "assumption"});
  }
};

/// [output]
struct OutputParameters {
  static constexpr bool fixed_at_start = true;

  bool detail = false;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.flag("detail", p.detail,
               {"whether the final state of every group, household and buyer is written", "free choice"});
  }
};

struct Scenario {
  std::int64_t schema_version = 2;
  std::string name = "unnamed";
  std::string question;
  std::string question_es;
  RunParameters run;
  ScaleParameters scale;
  PriceParameters prices;
  WeatherParameters weather;
  RoadParameters roads;
  RelationParameters relations;
  MunicipalityParameters municipality;
  ProjectParameters project;
  TechnologyParameters technology;
  AssistanceParameters assistance;
  ProductionParameters production;
  LabourParameters labour;
  BuyerParameters buyer;
  SupportParameters support;
  BrokerParameters broker;
  TradeParameters trade;
  InputParameters inputs;
  TrustParameters trust;
  RelationshipParameters relationship;
  AllianceParameters alliance;
  CreditParameters credit;
  FundParameters fund;
  HouseholdParameters household;
  MembershipParameters membership;
  EvaluationParameters evaluation;
  SurveyParameters survey;
  OutputParameters output;
  std::vector<ProductParameters> product;
  std::vector<RegionParameters> region;
  std::vector<Shock> shock;
  std::vector<RuleChange> change;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("schema_version", p.schema_version,
                at_start(About{"1", 1, 2,
                               "version of this file's vocabulary; names that are gone since are told what they became",
                               "this program"}));
    visit.text("name", p.name, at_start(AboutText{"short name; names the output file", "free choice"}));
    visit.text("question", p.question, at_start(AboutText{"the question the scenario answers", "free choice"}));
    visit.text(
        "question_es", p.question_es,
        at_start(AboutText{"the same in Spanish; that of an extended file goes with its question", "free choice"}));
    visit.table("run", p.run, "seed, length and calendar of a run");
    visit.table("scale", p.scale, "how large the country is");
    visit.table("prices", p.prices, "how prices are made");
    visit.table("weather", p.weather, "weather of all regions");
    visit.table("roads", p.roads, "roads");
    visit.table("relations", p.relations, "who knows whom; brokers' reach");
    visit.table("municipality", p.municipality, "municipal budgets and co-finance");
    visit.table("project", p.project, "rules of the project");
    visit.table("technology", p.technology, "what plans buy, what it takes and how long it lasts");
    visit.table("assistance", p.assistance, "goods, technical assistance, adoption");
    visit.table("production", p.production, "production");
    visit.table("labour", p.labour, "days of work, of the family and of hired hands");
    visit.table("buyer", p.buyer, "buyers");
    visit.table("support", p.support, "what models 2 and 3 build for buyers");
    visit.table("broker", p.broker, "brokers");
    visit.table("trade", p.trade, "delivery, settlement, side-selling");
    visit.table("inputs", p.inputs, "what is bought before the harvest");
    visit.table("trust", p.trust, "trust each way");
    visit.table("relationship", p.relationship, "what relationships are worth, and for how long partners remember");
    visit.table("alliance", p.alliance, "match quality, review, breakup, rematching, dissolution");
    visit.table("credit", p.credit, "bank loans");
    visit.table("fund", p.fund, "revolving funds");
    visit.table("household", p.household, "household accounts");
    visit.table("membership", p.membership, "membership, migration, cohesion");
    visit.table("evaluation", p.evaluation, "how the evaluator computes returns");
    visit.table("survey", p.survey, "surveys of 2015 and 2018");
    visit.table("output", p.output, "what is written besides the measures of every run");
    visit.entries("product", p.product, "products");
    visit.entries("region", p.region, "regions");
    visit.entries("shock", p.shock, "shocks that are written down");
    visit.entries("change", p.change, "rules that change during a run");
  }

  [[nodiscard]] Calendar calendar() const noexcept {
    return {static_cast<int>(run.start_year), static_cast<int>(run.start_month)};
  }
};

/// Everything in a scenario that does not fit together; empty when all does.
[[nodiscard]] std::vector<Inconsistency> inconsistencies(const Scenario& scenario);

}  // namespace ayni
