#pragma once
// Income and poverty of members, controls and unfunded applicants, one value an agricultural year (July to June), the
// income of each fifth of them in the last full one, and what groups that could apply sold.

#include <array>
#include <vector>

#include "model/world.hpp"
#include "observe/measure_entry.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct Scenario;

/// Whose households: members of funded groups, of control communities, of groups without an alliance.
enum class Party { member, control, applicant };
inline constexpr std::array party_names{"member", "control", "applicant"};
inline constexpr std::size_t parties = party_names.size();

inline constexpr std::array quintile_names{"poorest", "second", "third", "fourth", "richest"};

/// What an agricultural year shows at its end.
struct SeenYear {
  const World& world;
  PovertyLines lines;
  std::array<IncomeSums, parties> incomes{};  ///< by Party
};

/// Incomes of the last year, Bs.
using InequalityOfParties = std::array<Inequality, parties>;

class WelfareSeries {
 public:
  static void declare(Catalogue& catalogue);

  WelfareSeries(const Scenario& scenario, const Catalogue& catalogue, Results& results, const World& world);
  /// Records the year that closes with month t.
  void observe_year(const World& world, const YearIncomes& incomes, Month t);

 private:
  [[nodiscard]] Inequality inequality(const World& world, Party party);

  Month horizon_;
  MeasureWriter<SeenYear> incomes_, sales_;
  MeasureWriter<InequalityOfParties> inequality_;
  std::vector<float> income_;  // Bs a year; scratch
  Fifths fifths_;
};

}  // namespace ayni
