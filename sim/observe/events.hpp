#pragma once
// The table `event`: what happened to funded groups, in the order of time.

#include <array>
#include <cstdint>
#include <vector>

#include "model/world.hpp"
#include "observe/table_entry.hpp"

namespace ayni {

enum class EventKind { funded, agreement_ended, agreement_signed, fund_started, fund_ended, dissolved };
inline constexpr std::array event_names{"funded",       "agreement_ended", "agreement_signed",
                                        "fund_started", "fund_ended",      "dissolved"};

struct Event {
  Month month;
  Index group;
  EventKind kind;
  Cause cause = Cause::none;  ///< of an agreement that ended
  Index buyer = nobody;       ///< where it applies
};

class Events {
 public:
  static void declare(Catalogue& catalogue);

  Events(const Catalogue& catalogue, Results& results, const World& world);
  /// Adds those of month t.
  void observe(const World& world, Month t);

 private:
  void add_of_group(const World& world, Index g, Month t) const;

  TableWriter<Event> events_;
  std::vector<std::uint8_t> dissolved_;  // by group: 1 once it has fallen apart
};

}  // namespace ayni
