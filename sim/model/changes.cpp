#include "model/changes.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace ayni {
namespace {

/// The visitor that sets one parameter of a described struct. Entries of regions and the like are fixed at the start.
class Setter {
 public:
  Setter(std::string_view path, const ParameterValue& value) : path_{path}, value_{&value} {}

  void number(std::string_view name, double& value, const About&) { set(name, value); }
  void count(std::string_view name, std::int64_t& value, const About&) { set(name, value); }
  void flag(std::string_view name, bool& value, const AboutText&) { set(name, value); }
  void text(std::string_view name, std::string& value, const AboutText&) { set(name, value); }
  void numbers(std::string_view name, std::vector<double>& value, const About&) { set(name, value); }
  void texts(std::string_view name, std::vector<std::string>& value, const AboutText&) { set(name, value); }
  template <class Enum>
  void choice(std::string_view name, Enum& value, const ChoiceNames& names, const AboutText&) {
    const auto* const given = std::get_if<std::string>(value_);
    if (name != path_ || given == nullptr) return;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == *given) value = static_cast<Enum>(i);
    }
  }
  template <class P>
  void table(std::string_view name, P& value, std::string_view) {
    if (path_.size() <= name.size() || path_.substr(0, name.size()) != name || path_[name.size()] != '.') return;
    Setter inner{path_.substr(name.size() + 1), *value_};
    P::describe(inner, value);
  }
  template <class P>
  void entries(std::string_view, std::vector<P>&, std::string_view) {}
  void assignments(std::string_view, std::vector<Assignment>&, const AboutText&) {}

 private:
  template <class T>
  void set(std::string_view name, T& value) const {
    const T* const given = std::get_if<T>(value_);
    if (name == path_ && given != nullptr) value = *given;
  }

  std::string_view path_;
  const ParameterValue* value_;
};

void set(Scenario& scenario, const Assignment& assignment) {
  Setter setter{assignment.path, assignment.value};
  Scenario::describe(setter, scenario);
}

std::vector<const RuleChange*> in_order_of_time(const std::vector<RuleChange>& changes) {
  std::vector<const RuleChange*> sorted;
  for (const RuleChange& change : changes) sorted.push_back(&change);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const RuleChange* a, const RuleChange* b) { return a->month < b->month; });
  return sorted;
}

std::string path_of(const RuleChange& change, const std::string& parameter) {
  return "change." + change.name + ".set." + parameter;
}

bool sets(const RuleChange& change, const std::string& path) {
  return std::any_of(change.set.begin(), change.set.end(),
                     [&path](const Assignment& assignment) { return assignment.path == path; });
}

class ChangeChecker {
 public:
  ChangeChecker(const Scenario& scenario, const std::vector<Inconsistency>& without)
      : s_{scenario}, without_{without}, changes_{in_order_of_time(scenario.change)} {}

  std::vector<Inconsistency> check() {
    for (const RuleChange* const change : changes_) check_one(*change);
    check_same_month();
    if (found_.empty()) check_phases();
    return std::move(found_);
  }

 private:
  void check_one(const RuleChange& change) {
    const std::string key = "change." + change.name;
    if (change.set.empty()) {
      found_.push_back({key, "it sets nothing; give it set = { \"trade.price_floor_share\" = 0.9 } or the like", {}});
    }
    if (change.month < s_.run.horizon_months) return;
    const std::string months = std::to_string(s_.run.horizon_months);
    found_.push_back({key + ".month",
                      "the run has " + months + " months, 0 to " + std::to_string(s_.run.horizon_months - 1) +
                          ", so the change of month " + std::to_string(change.month) + " would never come",
                      {key + ".month", "run.horizon_months"}});
  }

  void check_same_month() {
    std::map<std::pair<std::int64_t, std::string>, const RuleChange*> first;
    for (const RuleChange* const change : changes_) {
      for (const Assignment& assignment : change->set) {
        const auto [other, is_new] = first.emplace(std::pair{change->month, assignment.path}, change);
        if (is_new) continue;
        const std::string key = path_of(*change, assignment.path);
        found_.push_back({key,
                          "change." + other->second->name + " sets " + assignment.path + " in the same month, " +
                              std::to_string(change->month) + ", so that it is not clear what holds; leave one out",
                          {key, path_of(*other->second, assignment.path)}});
      }
    }
  }

  /// Where a parameter got its value in a phase: the last change that sets it, or else the scenario itself.
  [[nodiscard]] std::string origin(const std::string& path, Month from) const {
    std::string origin = path;
    for (const RuleChange* const change : changes_) {
      if (change->month <= from && sets(*change, path)) origin = path_of(*change, path);
    }
    return origin;
  }

  void check_phases() {
    std::vector<Inconsistency> known = without_;
    for (const Phase& phase : phases(s_)) {
      for (Inconsistency& found : inconsistencies(phase.scenario)) {
        const auto same = [&found](const Inconsistency& other) {
          return other.key == found.key && other.message == found.message;
        };
        if (std::any_of(known.begin(), known.end(), same)) continue;
        known.push_back(found);
        for (std::string& value : found.values) value = origin(value, phase.from);
        found_.push_back({origin(found.key, phase.from),
                          "from month " + std::to_string(phase.from) + " on, " + found.message,
                          std::move(found.values)});
      }
    }
  }

  const Scenario& s_;
  const std::vector<Inconsistency>& without_;
  std::vector<const RuleChange*> changes_;
  std::vector<Inconsistency> found_;
};

}  // namespace

std::vector<Phase> phases(const Scenario& scenario) {
  std::vector<Phase> all;
  for (const RuleChange* const change : in_order_of_time(scenario.change)) {
    const auto month = static_cast<Month>(change->month);
    if (all.empty() || all.back().from != month) {
      all.push_back({month, all.empty() ? scenario : all.back().scenario});
      all.back().scenario.change.clear();
    }
    for (const Assignment& assignment : change->set) set(all.back().scenario, assignment);
  }
  return all;
}

std::vector<Inconsistency> change_inconsistencies(const Scenario& scenario, const std::vector<Inconsistency>& without) {
  return ChangeChecker{scenario, without}.check();
}

}  // namespace ayni
