#pragma once
// The life of every first alliance, and what the curves of survival say of all of them.

#include <vector>

#include "model/world.hpp"
#include "observe/appraisal.hpp"
#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

struct Scenario;

class SpellRecorder {
 public:
  static void declare(Catalogue& catalogue);

  /// `appraisal` sees every month and outlives this.
  SpellRecorder(const Scenario& scenario, const Catalogue& catalogue, const Appraisal& appraisal);
  /// Remembers what each alliance has earned in the agricultural year that month t ends, and this month's events.
  void observe(const World& world, Month t, Results& results);
  /// Writes the table of alliances, survival, and returns.
  void finish(const World& world, const Catalogue& catalogue, Results& results);

 private:
  void write_spell(const World& world, Index g, const Returns& returns, Results& results) const;
  void write_survival(const World& world, const Catalogue& catalogue, Results& results) const;

  const Appraisal& appraisal_;
  double lower_benefits_;
  std::size_t alliances_, events_;  // positions of the tables
  Month horizon_;
  std::vector<double> rate_, low_rate_;
};

}  // namespace ayni
