#include "model/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ayni {
namespace {

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

bool adds_to_one(double sum) noexcept { return std::abs(sum - 1.0) < 1e-6; }

class Checker {
 public:
  explicit Checker(const Scenario& scenario) : s_{scenario} {}

  std::vector<Inconsistency> check() {
    check_regions();
    check_products();
    check_project();
    check_size();
    return std::move(found_);
  }

 private:
  void add(std::string key, std::string message) { found_.push_back({std::move(key), std::move(message)}); }

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
            "the region has groups but no municipality for them to live in; give it a share above 0");
      }
      if (region.group_young_share + region.group_old_share > 1.0) {
        add(key + ".group_young_share", "group_young_share and group_old_share add up to " +
                                            number(region.group_young_share + region.group_old_share) +
                                            "; together they can be 1 at most");
      }
      check_region_products(region, key);
    }
    if (!s_.region.empty() && !adds_to_one(groups)) {
      add("region." + s_.region.front().name + ".share_of_groups",
          "the regions' share_of_groups add up to " + number(groups) + "; they must add up to 1");
    }
    if (!s_.region.empty() && !adds_to_one(municipalities)) {
      add("region." + s_.region.front().name + ".municipalities_share",
          "the regions' municipalities_share add up to " + number(municipalities) + "; they must add up to 1");
    }
  }

  void check_region_products(const RegionParameters& region, const std::string& key) {
    double shares = 0.0;
    for (const RegionProduct& grown : region.product) {
      shares += grown.share;
      const bool known = std::any_of(s_.product.begin(), s_.product.end(),
                                     [&](const ProductParameters& p) { return p.name == grown.name; });
      if (!known)
        add(key + ".product." + grown.name,
            "the region grows '" + grown.name + "', but there is no table [product." + grown.name + "]");
    }
    if (region.share_of_groups > 0.0 && !adds_to_one(shares)) {
      add(key + ".product",
          "the shares of the region's products add up to " + number(shares) + "; they must add up to 1");
    }
  }

  void check_products() {
    for (const Problem& problem : problems(s_.prices, "prices")) add(problem.where, problem.message);
    for (const ProductParameters& product : s_.product) {
      const std::string key = "product." + product.name;
      for (const Problem& problem : problems(product.price, key + ".price")) add(problem.where, problem.message);
      if (product.sold_by_month.size() != 12) {
        add(key + ".sold_by_month", "it has " + std::to_string(product.sold_by_month.size()) +
                                        " numbers; it needs one for each calendar month, 12");
      } else if (std::accumulate(product.sold_by_month.begin(), product.sold_by_month.end(), 0.0) <= 0.0) {
        add(key + ".sold_by_month",
            "all twelve months are 0, so the product is never sold; give one month at least a weight above 0");
      }
      const double sales = product.price.level * product.yield_per_farm_unit_year * product.farm_units_mean;
      if (sales > 1e9) {
        add(key + ".yield_per_farm_unit_year", "price level x yield x farm units make a mean household sell for " +
                                                   number(sales) +
                                                   " Bs a year; the most is 1000000000; check the units");
      }
      if (product.home_share + product.loss_share >= 1.0) {
        add(key + ".home_share", "home_share and loss_share add up to " +
                                     number(product.home_share + product.loss_share) +
                                     ", so nothing is left to sell; keep the sum below 1");
      }
    }
  }

  void check_project() {
    const ProjectParameters& project = s_.project;
    if (project.call_months.size() != project.call_shares.size()) {
      add("project.call_shares", "there are " + std::to_string(project.call_months.size()) + " call_months but " +
                                     std::to_string(project.call_shares.size()) +
                                     " call_shares; each call needs one of both");
    }
    if (project.enabled && project.call_months.empty()) {
      add("project.call_months",
          "there is no call, so no group could ever apply; give the month of one at least, or set project.enabled = "
          "false for a country without the project");
    }
    if (!std::is_sorted(project.call_months.begin(), project.call_months.end())) {
      add("project.call_months", "the calls are not in the order of time; sort them");
    }
    const double shares = std::accumulate(project.call_shares.begin(), project.call_shares.end(), 0.0);
    if (!project.call_shares.empty() && shares <= 0.0) {
      add("project.call_shares", "no call has any money; give one at least a share above 0");
    }
  }

  // A file that asks for more than this machine's memory is refused before anything is allocated.
  void check_size() {
    const double groups = (s_.scale.potential_groups + s_.scale.control_groups) * s_.scale.size;
    constexpr double most = 2.0e6;
    if (groups > most) {
      add("scale.size", "with this size there would be " + number(groups) + " groups; the most is " + number(most) +
                            " (size 1 has about 1,100)");
    }
    double members = 0.0;
    for (const RegionParameters& region : s_.region)
      members = std::max(members, region.members_mean * (1.0 + region.migrant_share + s_.scale.neighbours_share));
    if (groups * members > 2.0e8) {
      add("scale.size", "there would be about " + number(groups * members) + " households; the most is 200000000");
    }
    const double municipalities = static_cast<double>(s_.municipality.count) * s_.scale.size;
    if (municipalities > 2.0e5)
      add("municipality.count",
          "with this size there would be " + number(municipalities) + " municipalities; the most is 200000");
    const double catchments =
        municipalities / s_.scale.municipalities_per_catchment + static_cast<double>(s_.region.size());
    double buyers = s_.scale.brokers_per_catchment;
    for (const RegionParameters& region : s_.region) {
      for (const RegionProduct& grown : region.product) buyers = std::max(buyers, grown.buyers_per_catchment);
    }
    if (buyers * catchments > 1.0e6) {
      add("scale.brokers_per_catchment",
          "there would be more than a million buyers or brokers; lower buyers_per_catchment or brokers_per_catchment");
    }
  }

  const Scenario& s_;
  std::vector<Inconsistency> found_;
};

}  // namespace

std::vector<Inconsistency> inconsistencies(const Scenario& scenario) { return Checker{scenario}.check(); }

}  // namespace ayni
