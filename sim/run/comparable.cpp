#include "run/comparable.hpp"

#include "model/scenario.hpp"

namespace ayni {
namespace {

template <class Named>
std::string names_of(const std::vector<Named>& all) {
  std::string names;
  for (const Named& one : all) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

}  // namespace

std::vector<std::string> obstacles(const Scenario& base, const Scenario& other) {
  std::vector<std::string> found;
  const auto require = [&found](const std::string& what, const std::string& of_base, const std::string& of_other) {
    if (of_base != of_other) found.push_back(what + " is " + of_other + ", but " + of_base + " in the base");
  };
  const auto detail = [](const Scenario& scenario) { return std::string{scenario.output.detail ? "true" : "false"}; };
  require("run.horizon_months", std::to_string(base.run.horizon_months), std::to_string(other.run.horizon_months));
  require("run.start_year", std::to_string(base.run.start_year), std::to_string(other.run.start_year));
  require("run.start_month", std::to_string(base.run.start_month), std::to_string(other.run.start_month));
  require("the list of regions", names_of(base.region), names_of(other.region));
  require("the list of products", names_of(base.product), names_of(other.product));
  require("output.detail", detail(base), detail(other));
  return found;
}

}  // namespace ayni
