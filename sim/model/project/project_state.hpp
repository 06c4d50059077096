#pragma once
// Where groups stand in the project cycle, and what the project holds.

#include <array>
#include <cstdint>
#include <limits>

#include "core/calendar.hpp"
#include "core/money.hpp"
#include "model/column.hpp"

namespace ayni {

/// Where a group stands in the project cycle.
enum class Stage : std::uint8_t {
  outside,    ///< has not applied
  forming,    ///< becoming a legal entity
  preparing,  ///< writing the proposal with a broker and a buyer
  submitted,  ///< waiting for appraisal and a place in the budget
  signed_,    ///< agreement signed, first counterpart due
  executing,  ///< between the first and the last tranche
  completed,  ///< all tranches paid
  rejected,   ///< not eligible, not approved, or no budget left
  withdrawn   ///< gave up before the first disbursement
};
inline constexpr std::array stage_names{"outside",   "forming",   "preparing", "submitted", "signed",
                                        "executing", "completed", "rejected",  "withdrawn"};

/// Why a group that could have had an alliance has none.
enum class Refusal : std::uint8_t { none, did_not_apply, no_buyer, not_eligible, no_budget, no_counterpart };
inline constexpr std::array refusal_names{"none",         "did_not_apply", "no_buyer",
                                          "not_eligible", "no_budget",     "no_counterpart"};

/// Nature of the support an alliance gets: the producers', the buyer's processing too, or the buyer's marketing too.
enum class AllianceModel : std::uint8_t { producers = 1, processing = 2, marketing = 3 };

/// The call of a group that the campaign does not reach.
inline constexpr Month no_call = std::numeric_limits<Month>::max();

/// The course of a proposal; months from the start of the run.
struct ProjectCycle {
  AgentColumn<Stage> stage;           ///< [group]
  AgentColumn<Refusal> refusal;       ///< [group]
  AgentColumn<Month> call;            ///< [group] when the call it hears of is held; no_call: it hears of none
  AgentColumn<Month> due;             ///< [group] when its next act is due
  AgentColumn<Month> prepared;        ///< [group] when the proposal is written
  AgentColumn<Month, never> awaited;  ///< [group] when the next disbursement comes; never: a counterpart is due
  AgentColumn<Month, never> signed_month, funded, completed;  ///< [group] never: not yet
  AgentColumn<std::uint8_t> tranche;                          ///< [group] tranches disbursed
  AgentColumn<std::uint8_t> tranches;            ///< [group] in how many the agreement says that all is paid
  AgentColumn<Month> tranche_interval;           ///< [group] months from one counterpart to the next, by the agreement
  AgentColumn<double> assistance_share;          ///< [group] of the plan, for hired technical assistance
  AgentColumn<std::uint8_t> retries;             ///< [group] boards and searches for a buyer in vain
  AgentColumn<std::uint8_t> failed_tranches;     ///< [group] times a counterpart was missing beyond patience
  AgentColumn<std::uint8_t> counterpart_failed;  ///< [group] 1: this month a tranche was given up
  AgentColumn<float> worth;                      ///< [group] log of what the plan is worth over what it costs in all
  AgentColumn<float> score;                      ///< [group] standard deviations, at the last appraisal

  static auto columns(auto& part, auto&& use) {
    return use(part.stage, part.refusal, part.call, part.due, part.prepared, part.awaited, part.signed_month,
               part.funded, part.completed, part.tranche, part.tranches, part.tranche_interval, part.assistance_share,
               part.retries, part.failed_tranches, part.counterpart_failed, part.worth, part.score);
  }
};

/// What a proposal costs and who pays, in centavos.
struct GroupInvestment {
  AgentColumn<Centavos> total;                 ///< [group] counterpart and grant
  AgentColumn<Centavos> counterpart, in_kind;  ///< [group] in_kind: the part given as labour and materials
  AgentColumn<Centavos> grant, disbursed;      ///< [group]
  AgentColumn<Centavos> assistance_left;       ///< [group] of the grant, for technical assistance
  AgentColumn<Centavos> counterpart_paid;      ///< [group]
  AgentColumn<AllianceModel, AllianceModel::producers> model;  ///< [group]

  static auto columns(auto& part, auto&& use) {
    return use(part.total, part.counterpart, part.in_kind, part.grant, part.disbursed, part.assistance_left,
               part.counterpart_paid, part.model);
  }
};

/// What the project holds and has spent; centavos.
struct ProjectUnit {
  bool on = true;
  Centavos account = 0;
  Centavos budget = 0, committed = 0;
  Centavos grants = 0, assistance = 0, brokers = 0, administration = 0;  ///< spent so far, by component

  /// The same of all.
  [[nodiscard]] Centavos spent() const noexcept;
};

/// What the project spends money on.
struct ProjectComponent {
  const char* name;
  Centavos ProjectUnit::*spent;
};
inline constexpr std::array<ProjectComponent, 4> project_components{{{"grants", &ProjectUnit::grants},
                                                                     {"assistance", &ProjectUnit::assistance},
                                                                     {"brokers", &ProjectUnit::brokers},
                                                                     {"administration", &ProjectUnit::administration}}};

inline Centavos ProjectUnit::spent() const noexcept {
  Centavos all = 0;
  for (const ProjectComponent& component : project_components) all += this->*component.spent;
  return all;
}

}  // namespace ayni
