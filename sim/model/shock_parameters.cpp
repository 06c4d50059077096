#include "model/shock_parameters.hpp"

#include <algorithm>

#include "core/near_names.hpp"
#include "model/scenario.hpp"

namespace ayni {
namespace {

constexpr double largest_fall = 0.95;    // share of a price, so that one is left
constexpr double most_together = 100.0;  // and its inverse: what all shocks of a price may multiply it by

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

bool falls(ShockKind kind) noexcept { return kind == ShockKind::import_surge || kind == ShockKind::export_ban; }

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool hits(const Shock& shock, const RegionParameters& region, const RegionProduct& grown) {
  return (shock.region.empty() || shock.region == region.name) &&
         (shock.product.empty() || shock.product == grown.name);
}

class ShockChecker {
 public:
  explicit ShockChecker(const Scenario& scenario)
      : s_{scenario}, products_{names_of(scenario.product)}, regions_{names_of(scenario.region)} {}

  std::vector<Inconsistency> check() {
    for (const Shock& shock : s_.shock) {
      shock_ = &shock;
      check_places();
      check_kind();
      check_size();
      check_time();
    }
    check_together();
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string key(const char* of) const { return "shock." + shock_->name + '.' + of; }

  void add(const char* at, std::string message, std::vector<std::string> values = {}) {
    found_.push_back({key(at), std::move(message), std::move(values)});
  }

  void check_places() {
    const ShockTarget target = shock_->target;
    const bool of_product = target != ShockTarget::road && target != ShockTarget::transfer;
    const std::string name{shock_targets[static_cast<std::size_t>(target)]};
    if (!of_product && !shock_->product.empty()) {
      add("product", "target " + name + " knows no product; leave it out", {key("product"), key("target")});
    } else if (!shock_->product.empty() && !contains(products_, shock_->product)) {
      add("product", "there is no product '" + shock_->product + "', so nothing would be hit" +
                         did_you_mean(closest_names(shock_->product, products_)));
      return;
    }
    if (!shock_->region.empty() && !contains(regions_, shock_->region)) {
      add("region", "there is no region '" + shock_->region + "', so nothing would be hit" +
                        did_you_mean(closest_names(shock_->region, regions_)));
    } else if (of_product && !shock_->region.empty() && !shock_->product.empty() && !any_grown()) {
      add("product", "region '" + shock_->region + "' does not grow '" + shock_->product + "', so nothing would be hit",
          {key("product"), key("region")});
    }
  }

  [[nodiscard]] bool any_grown() const {
    return std::any_of(s_.region.begin(), s_.region.end(), [&](const RegionParameters& region) {
      return std::any_of(region.product.begin(), region.product.end(),
                         [&](const RegionProduct& grown) { return hits(*shock_, region, grown); });
    });
  }

  void check_kind() {
    const ShockKind kind = shock_->kind;
    if (kind == ShockKind::plain) return;
    const std::string name{shock_kinds[static_cast<std::size_t>(kind)]};
    const ShockTarget wanted = kind == ShockKind::drought ? ShockTarget::yield : ShockTarget::price;
    if (shock_->target != wanted) {
      add("kind",
          "kind " + name + " belongs to target " + std::string{shock_targets[static_cast<std::size_t>(wanted)]} +
              "; leave it out, or change the target",
          {key("kind"), key("target")});
    } else if (wanted == ShockTarget::price && !shock_->region.empty()) {
      add("region", "kind " + name + " is of the whole country; leave the region out, or use kind price",
          {key("region"), key("kind")});
    }
  }

  void check_size() {
    const double size = shock_->size;
    const bool of_price = shock_->target == ShockTarget::price;
    if (of_price && falls(shock_->kind) && (size < 0.0 || size > largest_fall)) {
      add("size",
          "size = " + number(size) +
              " is outside 0 to 0.95: it is the share by which the price falls; give it without a sign",
          {key("size"), key("kind")});
    } else if (of_price && size < -largest_fall) {
      add("size", "size = " + number(size) + " is below -0.95, and would leave next to no price",
          {key("size"), key("target")});
    } else if (shock_->kind == ShockKind::drought && size > 0.0) {
      add("size", "size = " + number(size) + " is above 0, but a drought takes from the harvest; give it a minus sign",
          {key("size"), key("kind")});
    }
  }

  void check_time() {
    if (shock_->start_month >= s_.run.horizon_months) {
      add("start_month",
          "the run has " + std::to_string(s_.run.horizon_months) + " months, 0 to " +
              std::to_string(s_.run.horizon_months - 1) + ", so the shock of month " +
              std::to_string(shock_->start_month) + " would never come",
          {key("start_month"), "run.horizon_months"});
      return;
    }
    if (shock_->target == ShockTarget::yield && any_grown() && !any_sold()) {
      add("months",
          "nothing that the shock could hit is harvested in its months (sold_by_month), so it would do nothing; let it "
          "last until a harvest",
          {key("months"), key("start_month")});
    }
    if (shock_->target == ShockTarget::transfer && !any_budget()) {
      add("months",
          "no municipality receives its year's transfers in these months (municipality.budget_months), so the shock "
          "would do nothing; let it last a year",
          {key("months"), key("start_month")});
    }
  }

  /// Whether any of the shock's months within the horizon is one of the calendar months asked for.
  template <class Asked>
  [[nodiscard]] bool any_month(const Asked& asked) const {
    const std::int64_t end =
        std::min({shock_->start_month + shock_->months, s_.run.horizon_months, shock_->start_month + 12});
    for (std::int64_t t = shock_->start_month; t < end; ++t) {
      if (asked(static_cast<std::size_t>(s_.calendar().month_of_year(static_cast<Month>(t))))) return true;
    }
    return false;
  }

  [[nodiscard]] bool any_sold() const {
    return any_month([&](std::size_t month) {
      return std::any_of(s_.region.begin(), s_.region.end(), [&](const RegionParameters& region) {
        return std::any_of(region.product.begin(), region.product.end(), [&](const RegionProduct& grown) {
          return hits(*shock_, region, grown) && sold_in(grown.name, month);
        });
      });
    });
  }

  [[nodiscard]] bool sold_in(const std::string& product, std::size_t month) const {
    return std::any_of(s_.product.begin(), s_.product.end(), [&](const ProductParameters& one) {
      return one.name == product && (one.sold_by_month.size() <= month || one.sold_by_month[month] > 0.0);
    });
  }

  [[nodiscard]] bool any_budget() const {
    const auto shift = static_cast<std::size_t>(s_.municipality.timing_shift_months);
    const auto months = static_cast<std::size_t>(s_.municipality.budget_months);
    return any_month([&](std::size_t month) { return (month + shift) % 12 < months; });
  }

  /// Alone each multiplies a price by 0.05 to 11; together they might by anything.
  void check_together() {
    const auto refused = [](const Shock& shock) {  // that is told already
      return shock.target == ShockTarget::price && shock.size < -largest_fall;
    };
    if (std::any_of(s_.shock.begin(), s_.shock.end(), refused)) return;
    for (const Shock& last : s_.shock) {
      if (last.target != ShockTarget::price) continue;
      for (const std::string& product : products_) {
        double together = 1.0;
        for (const Shock& shock : s_.shock) {
          const bool same = (shock.product.empty() || shock.product == product) &&
                            (last.product.empty() || last.product == product) &&
                            (shock.region.empty() || last.region.empty() || shock.region == last.region);
          const bool at_once =
              shock.start_month <= last.start_month && last.start_month - shock.start_month < shock.months;
          if (shock.target == ShockTarget::price && same && at_once) together *= price_factor(shock);
        }
        if (together >= 1.0 / most_together && together <= most_together) continue;
        shock_ = &last;
        add("size",
            "in month " + std::to_string(last.start_month) + " the shocks of '" + product +
                "' together multiply its price by " + number(together) +
                ", beyond 0.01 to 100; make them smaller or let them follow each other",
            {key("size"), key("start_month")});
        return;
      }
    }
  }

  const Scenario& s_;
  std::vector<std::string> products_, regions_;
  const Shock* shock_ = nullptr;
  std::vector<Inconsistency> found_;
};

}  // namespace

double price_factor(const Shock& shock) noexcept { return falls(shock.kind) ? 1.0 - shock.size : 1.0 + shock.size; }

std::vector<Inconsistency> shock_inconsistencies(const Scenario& scenario) { return ShockChecker{scenario}.check(); }

}  // namespace ayni
