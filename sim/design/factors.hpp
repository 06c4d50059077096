#pragma once
// Whether a design's factors fit its scenarios, with everything wrong in one pass.

#include <cstddef>
#include <string>
#include <vector>

#include "design/points.hpp"
#include "design/sweep_parameters.hpp"
#include "scenario/parameter_table.hpp"
#include "scenario/settings_tree.hpp"

namespace ayni {

/// Why a parameter that a scenario has cannot differ between points, or nothing.
[[nodiscard]] std::string factor_refusal(const std::string& path);

/// An arm's name and the parameters of its scenario.
struct ArmTable {
  std::string name;
  ParameterTable parameters;
};

/// What a factor varies; `parameter` is null where none was found, of the first arm otherwise.
struct CheckedFactor {
  const Parameter* parameter = nullptr;
  [[nodiscard]] Wholeness wholeness() const noexcept;
  [[nodiscard]] bool numeric() const noexcept;
};

class FactorCheck {
 public:
  /// `columns`: where the names of the last factors stand that are columns of a table and in no file's settings. `arms`
  /// holds at least one; all outlive this.
  FactorCheck(const SweepParameters& sweep, const Setting::Table& settings, const std::vector<ArmTable>& arms,
              const std::vector<SettingPlace>& columns, SettingProblems& problems);

  /// One a factor, in their order. What is wrong becomes a problem.
  [[nodiscard]] std::vector<CheckedFactor> check();

 private:
  [[nodiscard]] SettingPlace place(std::size_t factor, std::string_view key) const;
  [[nodiscard]] SettingPlace place(std::size_t factor, std::string_view key, std::size_t element) const;
  void add(std::size_t factor, std::string_view key, const std::string& message);
  const Parameter* parameter_of(std::size_t factor);
  const Parameter* found_in_every_arm(std::size_t factor);
  [[nodiscard]] std::string unknown_parameter(std::size_t factor, const std::string& message) const;
  void check_kind(std::size_t factor, const Parameter& parameter);
  void check_range(std::size_t factor, const Parameter& parameter);
  void check_values(std::size_t factor, const Parameter& parameter);
  void check_levels(std::size_t factor, const Parameter& parameter);
  void check_against_design(std::size_t factor);
  void check_lengths();

  const SweepParameters& sweep_;
  const Setting::Table& settings_;
  const std::vector<ArmTable>& arms_;
  const std::vector<SettingPlace>& columns_;
  SettingProblems& problems_;
  ParameterTable pattern_;
};

}  // namespace ayni
