#pragma once
// Shocks that a scenario writes down: what they hit, when, and by how much. No shock draws anything.

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/error.hpp"
#include "core/parameter.hpp"

namespace ayni {

struct Scenario;

enum class ShockTarget { price, yield, road, buyer, transfer };
inline const ChoiceNames shock_targets{"price", "yield", "road", "buyer", "transfer"};

/// `plain` is written "price", as it was when only prices could be shocked.
enum class ShockKind { plain, boom, import_surge, export_ban, drought };
inline const ChoiceNames shock_kinds{"price", "boom", "import_surge", "export_ban", "drought"};

/// [shock.<name>]: from `start_month` on, for `months` months, the target is multiplied by 1 + size.
struct Shock {
  static constexpr bool fixed_at_start = true;

  std::string name;  ///< key of the entry
  ShockTarget target = ShockTarget::price;
  ShockKind kind = ShockKind::plain;
  std::string product;  ///< empty: all
  std::string region;   ///< empty: all
  std::int64_t start_month = 0;
  std::int64_t months = 12;
  double size = 0.0;

  [[nodiscard]] bool acts_in(Month t) const noexcept { return t >= start_month && t < start_month + months; }

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.choice(
        "target", p.target, shock_targets,
        {"price: of a product. yield: what is harvested in these months. road: the speed on a region's roads; at "
         "size -1 they are closed, and what cannot be sold is lost. buyer: the capacity of buyers; at size -1 "
         "they close, to come back after it. transfer: the budgets of municipalities",
         "scenario"});
    visit.choice(
        "kind", p.kind, shock_kinds,
        {"price: nothing more. boom: migrants return as in a boom. import_surge: import parity of an "
         "administered product, or the price of any other, times 1 - size. export_ban: price times 1 - size and "
         "exports closed; these three for target price. drought, for target yield: households, migrants and "
         "insurance see a drought of severity -size",
         "scenario"});
    visit.text("product", p.product, {"whose price, yield or buyers; empty for all", "scenario"});
    visit.text("region", p.region, {"where; empty for everywhere", "scenario"});
    visit.count("start_month", p.start_month,
                {"months", 0, 1e4, "first month of the shock, counted from the start of the run", "scenario"});
    visit.count(
        "months", p.months,
        {"months", 1, 1e4, "how long it lasts; one that reaches beyond the horizon lasts for ever", "scenario"});
    visit.number("size", p.size,
                 {"1", -1.0, 10.0,
                  "relative change: -0.4 takes four tenths away; a price keeps a twentieth at least; import_surge and "
                  "export_ban take 0 to 0.95, the share by which the price falls",
                  "scenario"});
  }
};

/// What a shock of a price multiplies it by; a surge of imports that goes through parity is taken for one that does not.
[[nodiscard]] double price_factor(const Shock& shock) noexcept;

/// Everything that is wrong with a scenario's shocks beyond single values.
[[nodiscard]] std::vector<Inconsistency> shock_inconsistencies(const Scenario& scenario);

}  // namespace ayni
