#include "observe/signings.hpp"

#include <algorithm>

#include "model/scenario.hpp"

namespace ayni {
namespace {

using Row = SigningRow;

/// Rows to reserve room for: few groups sign twice.
constexpr std::size_t likely_signings_per_group = 2;

template <auto column>
double of_group(const Row& row) {
  return static_cast<double>((row.world.group.*column)[row.life.group]);
}

double funded_month(const Row& row) {
  // A group is funded once, in its last alliance: an earlier one of its ended before any money came.
  const ProjectCycle& cycle = row.world.group.cycle;
  const bool latest = cycle.signed_month[row.life.group] == row.signed_month;
  const Month funded = cycle.funded[row.life.group];
  return latest && funded != never ? static_cast<double>(funded) : -1.0;
}

const TableEntry<Row>& signing_table() {
  static const TableEntry<Row> entry{
      "signing",
      "one row for each alliance signed with the project, whether money came or not",
      {{{"group", Storage::int32, "1", "Number of the group", "position in the world of the run", {}},
        [](const Row& row) { return static_cast<double>(row.life.group); }},
       {{"region", Storage::int8, "1", "Region", "", {}}, of_group<&Groups::region>, Axis::region},
       {{"product", Storage::int8, "1", "Product at the start", "", {}}, of_group<&Groups::product>, Axis::product},
       {{"signed",
         Storage::int16,
         "month",
         "Month of signing",
         "months since the start of the run; the clock of survival from signing starts here",
         {}},
        [](const Row& row) { return static_cast<double>(row.signed_month); }},
       {{"funded", Storage::int16, "month", "Month of the first disbursement", "-1: none came", {}}, funded_month},
       {{"duration",
         Storage::int16,
         "month",
         "Months with the buyer it signed with",
         "from signing to the end or to the end of the run",
         {}},
        [](const Row& row) { return static_cast<double>(row.life.duration); }},
       {{"ended", Storage::int8, "1", "Whether it ended", "0: censored at the end of the run", {}},
        [](const Row& row) { return row.life.cause != Cause::none ? 1.0 : 0.0; }},
       {{"cause", Storage::int8, "1", "Cause of the end", "none while it has not ended", flags(cause_names)},
        [](const Row& row) { return static_cast<double>(row.life.cause); }}}};
  return entry;
}

}  // namespace

void SigningRecorder::declare(Catalogue& catalogue) {
  ayni::declare(catalogue, signing_table());
  ayni::declare(catalogue, survival_from_signing());
}

SigningRecorder::SigningRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results,
                                 const World& world)
    : last_month_{static_cast<Month>(scenario.run.horizon_months) - 1},
      table_{signing_table(), catalogue, results, likely_signings_per_group * world.group.count},
      survival_{survival_from_signing(), catalogue, results} {
  alliances_.reserve(likely_signings_per_group * world.group.count);
  unfunded_.reserve(world.group.count);
}

void SigningRecorder::observe(const World& world, Month t) {
  const ProjectCycle& cycle = world.group.cycle;
  const Agreements& agreement = world.group.agreement;
  const auto settled = [&](std::size_t place) {
    Alliance& alliance = alliances_[place];
    const Index g = alliance.group;
    if (cycle.funded[g] != never) return true;
    if (agreement.broken_unfunded[g] == t) {
      alliance.ended = t;
      alliance.cause = agreement.cause_unfunded[g];
      return true;
    }
    if (cycle.stage[g] == Stage::signed_) return false;
    alliance.ended = t;
    alliance.cause = cycle.stage[g] == Stage::withdrawn ? Cause::counterpart_failure : Cause::buyer_failed;
    return true;
  };
  unfunded_.erase(std::remove_if(unfunded_.begin(), unfunded_.end(), settled), unfunded_.end());
  for (Index g = 0; g < world.group.count; ++g) {
    if (cycle.signed_month[g] != t || agreement.first_buyer[g] == nobody) continue;
    unfunded_.push_back(alliances_.size());
    alliances_.push_back({g, t});
  }
}

Life SigningRecorder::life_of(const World& world, const Alliance& alliance) const {
  const Agreements& agreement = world.group.agreement;
  Month ended = alliance.ended;
  Cause cause = alliance.cause;
  if (ended == never && world.group.cycle.funded[alliance.group] != never) {
    ended = agreement.ended[alliance.group];
    cause = agreement.cause[alliance.group];
  }
  return {alliance.group, (ended != never ? ended : last_month_) - alliance.signed_month, cause};
}

void SigningRecorder::finish(const World& world) const {
  std::vector<Life> lives;
  for (const Alliance& alliance : alliances_) {
    lives.push_back(life_of(world, alliance));
    table_.add({world, lives.back(), alliance.signed_month});
  }
  survival_.fill(Lives{world, lives, last_month_});
}

}  // namespace ayni
