#pragma once
// What happened between each group and the project, in the order of time, on request (`output.detail = true`).

#include <array>
#include <vector>

#include "model/world.hpp"
#include "observe/table_entry.hpp"

namespace ayni {

enum class ProjectStep {
  applied,
  submitted,
  refused,
  approved,
  sent_back,
  tranche_missed,
  disbursed,
  completed,
  given_up
};
inline constexpr std::array project_step_names{"applied",        "submitted", "refused",   "approved", "sent_back",
                                               "tranche_missed", "disbursed", "completed", "given_up"};

struct ProjectEvent {
  Month month;
  Index group;
  ProjectStep step;
  Refusal refusal = Refusal::none;  ///< why, where it was refused or given up
  Centavos amount = 0;              ///< of a disbursement
};

/// The month in which a group applied; never: it has not.
[[nodiscard]] Month application(const World& world, Index g);

class ProjectEvents {
 public:
  static void declare(Catalogue& catalogue);

  ProjectEvents(const Catalogue& catalogue, Results& results, const World& world);
  /// Adds those of month t.
  void observe(const World& world, Month t);

 private:
  void of_stage(const World& world, Index g, Month t) const;

  TableWriter<ProjectEvent> events_;
  // How each group stood a month ago.
  std::vector<Stage> stage_;
  std::vector<Centavos> disbursed_;
  std::vector<std::uint8_t> tranche_, failed_;
};

}  // namespace ayni
