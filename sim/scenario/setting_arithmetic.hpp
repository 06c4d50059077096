#pragma once
// What a scenario says of something that it has no parameter of its own for: sums and products of its numbers.

#include <stdexcept>
#include <string>
#include <string_view>

#include "scenario/settings_tree.hpp"

namespace ayni {

/// Why an expression has no value; what() is for the user.
class NoSuchValue : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The value of an expression such as "project.budget_usd * (1 - project.administration_share) / 1e6": numbers and the paths
/// of settings ("survey.invited_by_cohort.2" is the second of a list) with + - * / and brackets. Throws NoSuchValue where
/// there is no such number.
[[nodiscard]] double value_of(std::string_view expression, const Setting::Table& root);

/// What is wrong with the form of an expression; empty when nothing is.
[[nodiscard]] std::string form_problem(std::string_view expression);

}  // namespace ayni
