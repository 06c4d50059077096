#include "observe/events.hpp"

namespace ayni {
namespace {

/// What a run may see of a group, to reserve room for.
constexpr std::size_t likely_events_per_group = 8;

const TableEntry<Event>& event_table() {
  static const TableEntry<Event> entry{
      "event",
      "what happened to funded groups, in the order of time",
      {{{"month", Storage::int16, "month", "Month of the event", "months since the start of the run", {}},
        [](const Event& event) { return static_cast<double>(event.month); }},
       {{"group", Storage::int32, "1", "Number of the group", "", {}},
        [](const Event& event) { return static_cast<double>(event.group); }},
       {{"kind", Storage::int8, "1", "Kind of event", "dissolved: the group fell apart, with an agreement or without",
         flags(event_names)},
        [](const Event& event) { return static_cast<double>(event.kind); }},
       {{"cause", Storage::int8, "1", "Cause, of an agreement that ended", "none for other events", flags(cause_names)},
        [](const Event& event) { return static_cast<double>(event.cause); }},
       // An agreement may be made and end within one month, and then has no buyer any more.
       {{"buyer", Storage::int32, "1", "Number of the buyer", "-1 where it does not apply", {}},
        [](const Event& event) { return event.buyer == nobody ? -1.0 : static_cast<double>(event.buyer); }}}};
  return entry;
}

}  // namespace

void Events::declare(Catalogue& catalogue) { ayni::declare(catalogue, event_table()); }

Events::Events(const Catalogue& catalogue, Results& results, const World& world)
    : events_{event_table(), catalogue, results, likely_events_per_group * world.group.count},
      dissolved_(world.group.count) {}

void Events::observe(const World& world, Month t) {
  const Groups& group = world.group;
  for (const Index g : world.funded) {
    if (group.cycle.funded[g] == t || group.fund.started[g] == t || group.fund.ended[g] == t) add_of_group(world, g, t);
  }
  for (const Breakup& end : world.breakups) {
    events_.add({t, end.group, EventKind::agreement_ended, end.cause, end.buyer});
  }
  for (const Index g : world.agreed) {
    events_.add({t, g, EventKind::agreement_signed, Cause::none, group.agreement.buyer[g]});
  }
  for (const Index g : world.funded) {
    if (dissolved_[g] != 0 || group.agreement.outlet[g] != Outlet::dissolved) continue;
    dissolved_[g] = 1;
    events_.add({t, g, EventKind::dissolved});
  }
}

void Events::add_of_group(const World& world, Index g, Month t) const {
  const Groups& group = world.group;
  if (group.cycle.funded[g] == t) {  // the alliance may end in the month of its first disbursement
    events_.add({t, g, EventKind::funded, Cause::none, group.agreement.first_buyer[g]});
  }
  if (group.fund.started[g] == t) events_.add({t, g, EventKind::fund_started});
  if (group.fund.ended[g] == t) events_.add({t, g, EventKind::fund_ended});
}

}  // namespace ayni
