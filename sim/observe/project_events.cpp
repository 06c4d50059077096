#include "observe/project_events.hpp"

#include <algorithm>

namespace ayni {
namespace {

/// What a run may see of a group, to reserve room for.
constexpr std::size_t likely_steps_per_group = 12;

const TableEntry<ProjectEvent>& table() {
  static const TableEntry<ProjectEvent> entry{
      "project_event",
      "what happened between groups and the project, in the order of time; only with output.detail = true",
      {{{"month", Storage::int16, "month", "Month of the event", "months since the start of the run", {}},
        [](const ProjectEvent& event) { return static_cast<double>(event.month); }},
       {{"group", Storage::int32, "1", "Number of the group", "row of the run in the table group", {}},
        [](const ProjectEvent& event) { return static_cast<double>(event.group); }},
       {{"kind", Storage::int8, "1", "Kind of event",
         "sent_back: the buyer was lost between approval and the first disbursement, and another is looked for; "
         "tranche_missed: a counterpart was not paid within the project's patience; completed: with its last "
         "disbursement",
         flags(project_step_names)},
        [](const ProjectEvent& event) { return static_cast<double>(event.step); }},
       {{"refusal", Storage::int8, "1", "Why it was refused or given up",
         "none for other events, and for alliances given up after a disbursement", flags(refusal_names)},
        [](const ProjectEvent& event) { return static_cast<double>(event.refusal); }},
       {{"amount", Storage::real64, "1", "Grant disbursed, Bs", "nominal; 0 for other events", {}},
        [](const ProjectEvent& event) { return bolivianos(event.amount); }}}};
  return entry;
}

bool before_submission(Stage stage) { return stage == Stage::forming || stage == Stage::preparing; }

}  // namespace

Month application(const World& world, Index g) {
  const ProjectCycle& cycle = world.group.cycle;
  if (cycle.stage[g] == Stage::outside || cycle.refusal[g] == Refusal::did_not_apply) return never;
  return std::max(cycle.call[g], 0);
}

void ProjectEvents::declare(Catalogue& catalogue) { ayni::declare(catalogue, table()); }

ProjectEvents::ProjectEvents(const Catalogue& catalogue, Results& results, const World& world)
    : events_{table(), catalogue, results, likely_steps_per_group * world.group.count},
      stage_{world.group.cycle.stage},
      disbursed_{world.group.investment.disbursed},
      tranche_{world.group.cycle.tranche},
      failed_{world.group.cycle.failed_tranches} {}

void ProjectEvents::observe(const World& world, Month t) {
  const ProjectCycle& cycle = world.group.cycle;
  const std::vector<Centavos>& disbursed = world.group.investment.disbursed;
  for (Index g = 0; g < world.group.count; ++g) {
    if (cycle.failed_tranches[g] != failed_[g]) events_.add({t, g, ProjectStep::tranche_missed});
    if (cycle.tranche[g] != tranche_[g]) {
      events_.add({t, g, ProjectStep::disbursed, Refusal::none, disbursed[g] - disbursed_[g]});
    }
    if (cycle.stage[g] != stage_[g]) of_stage(world, g, t);
  }
  std::copy(cycle.stage.begin(), cycle.stage.end(), stage_.begin());
  std::copy(disbursed.begin(), disbursed.end(), disbursed_.begin());
  std::copy(cycle.tranche.begin(), cycle.tranche.end(), tranche_.begin());
  std::copy(cycle.failed_tranches.begin(), cycle.failed_tranches.end(), failed_.begin());
}

// A proposal may be submitted and decided on within one month.
void ProjectEvents::of_stage(const World& world, Index g, Month t) const {
  const ProjectCycle& cycle = world.group.cycle;
  const Stage before = stage_[g];
  const Refusal refusal = cycle.refusal[g];
  if (before == Stage::outside && refusal != Refusal::did_not_apply) events_.add({t, g, ProjectStep::applied});
  const bool decided =
      cycle.stage[g] == Stage::signed_ || (cycle.stage[g] == Stage::rejected && refusal != Refusal::no_buyer);
  if (before_submission(before) && (decided || cycle.stage[g] == Stage::submitted)) {
    events_.add({t, g, ProjectStep::submitted});
  }
  switch (cycle.stage[g]) {
    case Stage::signed_:
      events_.add({t, g, ProjectStep::approved});
      break;
    case Stage::preparing:
      if (before == Stage::signed_) events_.add({t, g, ProjectStep::sent_back});
      break;
    case Stage::rejected:
      if (before != Stage::outside) events_.add({t, g, ProjectStep::refused, refusal});
      break;
    case Stage::withdrawn:
      events_.add({t, g, ProjectStep::given_up, refusal});
      break;
    case Stage::completed:
      events_.add({t, g, ProjectStep::completed});
      break;
    case Stage::outside:
    case Stage::forming:
    case Stage::submitted:
    case Stage::executing:
      break;
  }
}

}  // namespace ayni
