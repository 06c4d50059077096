#include "model/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/dated_series.hpp"
#include "model/changes.hpp"
#include "model/market/prices.hpp"

namespace ayni {
namespace {

constexpr double rounding = 1e-6;  // of a sum of shares written with a few digits

// What a scenario may ask for at most, so that it fits the memory and the numbers of a machine. Free choices.
constexpr double most_sales = 1e9;  // Bs a year, of a mean household
constexpr double most_general_prices = 30.0;
constexpr double most_groups = 2.0e6;
constexpr double most_households = 2.0e8;
constexpr double most_municipalities = 2.0e5;
constexpr double most_intermediaries = 1.0e6;  // buyers, or brokers

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

bool adds_to_one(double sum) noexcept { return std::abs(sum - 1.0) < rounding; }

class Checker {
 public:
  explicit Checker(const Scenario& scenario) : s_{scenario} {}

  std::vector<Inconsistency> check() {
    check_regions();
    check_products();
    check_keys("region", s_.region);
    check_keys("product", s_.product);
    check_project();
    check_contracts();
    for (Inconsistency& found : shock_inconsistencies(s_)) found_.push_back(std::move(found));
    check_series(
        {"municipality", "transfer_years", s_.municipality.transfer_years, "transfers", s_.municipality.transfers},
        Presence::optional, ", or none of either", found_);
    check_general_prices();
    check_size();
    return std::move(found_);
  }

 private:
  void add(std::string key, std::string message, std::vector<std::string> values = {}) {
    found_.push_back({std::move(key), std::move(message), std::move(values)});
  }

  /// The paths of one parameter in all regions.
  [[nodiscard]] std::vector<std::string> in_all_regions(const char* name) const {
    std::vector<std::string> paths;
    for (const RegionParameters& region : s_.region) paths.push_back("region." + region.name + '.' + name);
    return paths;
  }

  void check_regions() {
    if (s_.region.empty())
      add("region", "there is no region, so nobody lives in the country; add a table [region.<name>]");
    double groups = 0.0;
    double municipalities = 0.0;
    for (const RegionParameters& region : s_.region) {
      groups += region.share_of_groups;
      municipalities += region.municipalities_share;
      const std::string key = "region." + region.name;
      if (region.share_of_groups > 0.0 && region.municipalities_share <= 0.0) {
        add(key + ".municipalities_share",
            "the region has groups but no municipality for them to live in; give it a share above 0",
            {key + ".municipalities_share", key + ".share_of_groups"});
      }
      if (region.group_young_share + region.group_old_share > 1.0) {
        add(key + ".group_young_share",
            "group_young_share and group_old_share add up to " +
                number(region.group_young_share + region.group_old_share) + "; together they can be 1 at most",
            {key + ".group_young_share", key + ".group_old_share"});
      }
      check_region_products(region, key);
    }
    if (!s_.region.empty() && !adds_to_one(groups)) {
      add("region." + s_.region.front().name + ".share_of_groups",
          "the regions' share_of_groups add up to " + number(groups) + "; they must add up to 1",
          in_all_regions("share_of_groups"));
    }
    if (!s_.region.empty() && !adds_to_one(municipalities)) {
      add("region." + s_.region.front().name + ".municipalities_share",
          "the regions' municipalities_share add up to " + number(municipalities) + "; they must add up to 1",
          in_all_regions("municipalities_share"));
    }
  }

  void check_region_products(const RegionParameters& region, const std::string& key) {
    double shares = 0.0;
    std::vector<std::string> added{key + ".product"};
    for (const RegionProduct& grown : region.product) {
      shares += grown.share;
      added.push_back(key + ".product." + grown.name + ".share");
      const bool known = std::any_of(s_.product.begin(), s_.product.end(),
                                     [&](const ProductParameters& p) { return p.name == grown.name; });
      if (!known)
        add(key + ".product." + grown.name,
            "the region grows '" + grown.name + "', but there is no table [product." + grown.name + "]");
    }
    if (region.share_of_groups > 0.0 && !adds_to_one(shares)) {
      add(key + ".product",
          "the shares of the region's products add up to " + number(shares) + "; they must add up to 1",
          std::move(added));
    }
  }

  void check_products() {
    for (Inconsistency& found : inconsistencies(s_.prices, "prices")) found_.push_back(std::move(found));
    for (const ProductParameters& product : s_.product) {
      const std::string key = "product." + product.name;
      for (Inconsistency& found : inconsistencies(product.price, key + ".price")) found_.push_back(std::move(found));
      if (product.sold_by_month.size() != 12) {
        add(key + ".sold_by_month", "it has " + std::to_string(product.sold_by_month.size()) +
                                        " numbers; it needs one for each calendar month, 12");
      } else if (std::accumulate(product.sold_by_month.begin(), product.sold_by_month.end(), 0.0) <= 0.0) {
        add(key + ".sold_by_month",
            "all twelve months are 0, so the product is never sold; give one month at least a weight above 0");
      }
      const double sales = product.price.level * product.yield_per_farm_unit_year * product.farm_units_mean;
      if (sales > most_sales) {
        add(key + ".yield_per_farm_unit_year",
            "price level x yield x farm units make a mean household sell for " + number(sales) +
                " Bs a year; the most is 1000000000; check the units",
            {key + ".yield_per_farm_unit_year", key + ".farm_units_mean", key + ".price.level_bs_per_unit"});
      }
      if (product.usual_sales(product.farm_units_mean, s_.household.persons) <= 0.0) {
        add(key + ".home_consumption",
            number(s_.household.persons) + " persons eat " + number(s_.household.persons * product.home_consumption) +
                " of it a year, and a mean farm has no more than that after losses, so that nothing is left to sell",
            {key + ".home_consumption", key + ".loss_share", key + ".yield_per_farm_unit_year",
             key + ".farm_units_mean", "household.persons"});
      }
    }
  }

  /// Two regions or products whose names hash alike would share all their draws. No two words do by chance; pairs of
  /// names can be made that do.
  template <class Named>
  void check_keys(const std::string& table, const std::vector<Named>& all) {
    std::map<std::uint64_t, std::string> name_of;
    for (const Named& one : all) {
      const auto [other, is_new] = name_of.emplace(one.key(), one.name);
      if (is_new) continue;
      add(table + '.' + one.name, "its random draws would be those of '" + other->second +
                                      "', as both names have the same hash; change a letter of one of them");
    }
  }

  void check_project() {
    const ProjectParameters& project = s_.project;
    if (project.call_months.size() != project.call_shares.size()) {
      add("project.call_shares",
          "there are " + std::to_string(project.call_months.size()) + " call_months but " +
              std::to_string(project.call_shares.size()) + " call_shares; each call needs one of both",
          {"project.call_shares", "project.call_months"});
    }
    if (project.enabled && project.call_months.empty()) {
      add("project.call_months",
          "there is no call, so no group could ever apply; give the month of one at least, or set project.enabled = "
          "false for a country without the project",
          {"project.call_months", "project.enabled"});
    }
    if (!std::is_sorted(project.call_months.begin(), project.call_months.end())) {
      add("project.call_months", "the calls are not in the order of time; sort them");
    }
    if (project.enabled && !project.requires_buyer && project.grant_factor <= 0.0) {
      add("project.requires_buyer",
          "with plans of no size and no buyer asked for the project would give groups nothing; set "
          "project.grant_factor "
          "above 0 or project.requires_buyer = true",
          {"project.requires_buyer", "project.grant_factor"});
    }
    const double shares = std::accumulate(project.call_shares.begin(), project.call_shares.end(), 0.0);
    if (!project.call_shares.empty() && shares <= 0.0) {
      add("project.call_shares", "no call has any money; give one at least a share above 0");
    }
  }

  void check_contracts() {
    const TradeParameters& trade = s_.trade;
    if (trade.price_ceiling_share > 0.0 && trade.price_floor_share > trade.price_ceiling_share) {
      add("trade.price_floor_share",
          "the floor, " + number(trade.price_floor_share) + " of the season's price, is above the ceiling, " +
              number(trade.price_ceiling_share) + ", so no price would keep both; lower the floor or raise the ceiling",
          {"trade.price_floor_share", "trade.price_ceiling_share"});
    }
    std::vector<bool> told(buyer_kinds.size());
    for (const ProductParameters& product : s_.product) {
      const auto kind = static_cast<std::size_t>(product.buyer_kind);
      const BuyerKindParameters& buyer = s_.buyer.of(product.buyer_kind);
      if (told[kind] || 1.0 + buyer.outlet_margin > buyer.handling_cost_share) continue;
      told[kind] = true;
      const std::string key = "buyer." + std::string{buyer_kinds[kind]};
      add(key + ".outlet_margin",
          "a buyer of " + product.name + " has no outlet: of each Bs of the index a unit brings it " +
              number(1.0 + buyer.outlet_margin) + " and costs " + number(buyer.handling_cost_share) +
              " to handle, so it could never pay for one; raise the margin or lower handling_cost_share",
          {key + ".outlet_margin", key + ".handling_cost_share"});
    }
  }

  // Amounts are given at the prices of the base year; far from them they would no longer fit their numbers.
  void check_general_prices() {
    if (s_.prices.index_years.size() != s_.prices.index.size()) return;  // reported already
    double lowest = 1.0;
    double highest = 1.0;
    for (Month t = 0; t < static_cast<Month>(s_.run.horizon_months); ++t) {
      const double now = general_prices(s_.prices, s_.calendar(), t);
      lowest = std::min(lowest, now);
      highest = std::max(highest, now);
    }
    if (highest <= most_general_prices && lowest >= 1.0 / most_general_prices) return;
    add("prices.consumer_prices",
        "general prices go from " + number(lowest) + " to " + number(highest) +
            " times those of base_year in the run; the most is a factor of " + number(most_general_prices) +
            " up or down, so give a base_year within the run or less inflation",
        {"prices.consumer_prices", "prices.inflation_per_year", "prices.base_year"});
  }

  // A file that asks for more than this machine's memory is refused before anything is allocated.
  void check_size() {
    const double groups = (s_.scale.potential_groups + s_.scale.control_groups) * s_.scale.size;
    if (groups > most_groups) {
      add("scale.size",
          "with this size there would be " + number(groups) + " groups; the most is " + number(most_groups) +
              " (size 1 has about 1,100)",
          {"scale.size", "scale.potential_groups", "scale.control_groups"});
    }
    double members = 0.0;
    for (const RegionParameters& region : s_.region)
      members = std::max(members, region.members_mean * (s_.membership.community_ratio + region.migrant_share));
    if (groups * members > most_households) {
      std::vector<std::string> values{"scale.size", "scale.potential_groups", "scale.control_groups",
                                      "membership.community_ratio"};
      for (const char* factor : {"members_mean", "migrant_share"}) {
        for (std::string& path : in_all_regions(factor)) values.push_back(std::move(path));
      }
      add("scale.size", "there would be about " + number(groups * members) + " households; the most is 200000000",
          std::move(values));
    }
    const double municipalities = static_cast<double>(s_.municipality.count) * s_.scale.size;
    if (municipalities > most_municipalities)
      add("municipality.count",
          "with this size there would be " + number(municipalities) + " municipalities; the most is 200000",
          {"municipality.count", "scale.size"});
    const double catchments =
        municipalities / s_.scale.municipalities_per_catchment + static_cast<double>(s_.region.size());
    double buyers = s_.scale.brokers_per_catchment;
    std::vector<std::string> values{"scale.brokers_per_catchment", "scale.size", "municipality.count",
                                    "scale.municipalities_per_catchment"};
    for (const RegionParameters& region : s_.region) {
      for (const RegionProduct& grown : region.product) {
        buyers = std::max(buyers, grown.buyers_per_catchment * s_.buyer.density * (1.0 + s_.buyer.entrants_share));
        values.push_back("region." + region.name + ".product." + grown.name + ".buyers_per_catchment");
      }
    }
    if (buyers * catchments > most_intermediaries) {
      add("scale.brokers_per_catchment",
          "there would be more than a million buyers or brokers; lower buyers_per_catchment, buyer.density, "
          "buyer.entrants_share or brokers_per_catchment",
          std::move(values));
    }
  }

  const Scenario& s_;
  std::vector<Inconsistency> found_;
};

}  // namespace

std::vector<Inconsistency> inconsistencies(const Scenario& scenario) {
  std::vector<Inconsistency> found = Checker{scenario}.check();
  for (Inconsistency& of_changes : change_inconsistencies(scenario, found)) found.push_back(std::move(of_changes));
  return found;
}

}  // namespace ayni
