#pragma once
// The life of every alliance from its signing on, whatever becomes of it: the table `signing` and survival from
// signing.
//
// Either side may end an agreement from its signing on. A group whose agreement ended before the first disbursement may
// sign with another buyer, which is another alliance; one whose counterpart did not come is given up
// (counterpart_failure).

#include <vector>

#include "model/world.hpp"
#include "observe/survival_measures.hpp"
#include "observe/table_entry.hpp"

namespace ayni {

struct Scenario;

/// An alliance signed with the project, at the end of a run.
struct SigningRow {
  const World& world;
  Life life;
  Month signed_month;
};

class SigningRecorder {
 public:
  static void declare(Catalogue& catalogue);

  SigningRecorder(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Notes what month t signed, and what ended in it before any money came. Allocates nothing until groups sign again
  /// and again.
  void observe(const World& world, Month t);
  /// Writes the table and survival.
  void finish(const World& world) const;

 private:
  struct Alliance {
    Index group;
    Month signed_month;
    Month ended = never;  ///< before funding
    Cause cause = Cause::none;
  };
  [[nodiscard]] Life life_of(const World& world, const Alliance& alliance) const;

  Month last_month_;
  std::vector<Alliance> alliances_;
  std::vector<std::size_t> unfunded_;  // places in alliances_ of those that still wait for the first disbursement
  TableWriter<SigningRow> table_;
  MeasureWriter<Lives> survival_;
};

}  // namespace ayni
