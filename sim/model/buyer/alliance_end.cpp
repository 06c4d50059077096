// The end of an agreement: what is remembered of it, why, and by whom.

#include <array>
#include <span>

#include "model/buyer/alliance.hpp"

namespace ayni {
namespace {

constexpr std::array of_buyers{Reason::price_below_spot, Reason::quantity};  // faults that groups suffer from
constexpr std::array of_groups{Reason::late_delivery, Reason::transport, Reason::quantity, Reason::quality};

constexpr std::uint8_t place_of(Reason reason) noexcept {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(reason) + 1);
}

// The term whose violation stands behind an end: the price, where the price of the day or of another buyer drew the group away;
// where one side lost trust, what it has suffered most of late. 0: none of them.
std::uint8_t main_reason(const Groups& group, Index g, Cause cause) noexcept {
  if (cause == Cause::better_buyer || cause == Cause::spot_price) return place_of(Reason::price_below_spot);
  if (cause == Cause::product_change) return place_of(Reason::product_change);
  if (cause != Cause::low_trust && cause != Cause::buyer_withdrew) return 0;
  const std::span<const Reason> suffered =
      cause == Cause::low_trust ? std::span<const Reason>{of_buyers} : std::span<const Reason>{of_groups};
  std::uint8_t worst = 0;
  float most = 0.0F;
  for (const Reason reason : suffered) {
    const float grievance = group.agreement.grievance[static_cast<std::size_t>(reason) * group.count + g];
    if (grievance <= most) continue;
    most = grievance;
    worst = place_of(reason);
  }
  return worst;
}

std::uint8_t with(std::uint8_t stated, Reason reason) noexcept {
  return static_cast<std::uint8_t>(stated | (1U << static_cast<unsigned>(reason)));
}

}  // namespace

void Alliance::end(World& world, Index g, Cause cause, EndedBy side, Month t) const {
  Groups& group = world.group;
  Agreements& agreement = group.agreement;
  const Index b = agreement.buyer[g];
  part_from_buyer(world, g);
  GroupTrust& known = group.trust;
  known.remembered_good[g] = known.good[g];
  known.remembered_bad[g] = known.bad[g];
  known.remembered_buyer_good[g] = known.buyer_good[g];
  known.remembered_buyer_bad[g] = known.buyer_bad[g];
  agreement.left_buyer[g] = b;
  agreement.left_cause[g] = cause;
  agreement.last_break[g] = t;
  if (group.cycle.funded[g] == never) {  // the project takes the proposal back to where a buyer is looked for
    agreement.broken_unfunded[g] = t;
    agreement.cause_unfunded[g] = cause;
    agreement.outlet[g] = Outlet::unfunded;
    return;
  }
  if (agreement.ended[g] == never) {
    agreement.ended[g] = t;
    agreement.cause[g] = cause;
    agreement.ended_by[g] = side;
    agreement.main_reason[g] = main_reason(group, g, cause);
    std::uint8_t stated = 0;
    for (std::size_t k = 0; k < reasons; ++k) {
      if (static_cast<double>(agreement.grievance[k * group.count + g]) > p_.reason_bound) {
        stated = with(stated, static_cast<Reason>(k));
      }
    }
    if (cause == Cause::product_change) stated = with(stated, Reason::product_change);
    if (cause == Cause::better_buyer || cause == Cause::spot_price) stated = with(stated, Reason::price_below_spot);
    agreement.stated_reasons[g] = stated;
  }
  agreement.outlet[g] = Outlet::free_market;
  world.breakups.push_back({g, b, cause});
}

}  // namespace ayni
