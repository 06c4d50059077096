#include "experiment/arms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/error.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

template <class Named>
std::string names_of(const std::vector<Named>& all) {
  std::string names;
  for (const Named& one : all) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

/// What keeps two scenarios from being compared.
std::vector<std::string> obstacles(const Scenario& base, const Scenario& other) {
  std::vector<std::string> found;
  const auto require = [&found](const char* what, const auto& of_base, const auto& of_other) {
    if (of_base != of_other) found.push_back(fmt::format("{} is {}, but {} in the base", what, of_other, of_base));
  };
  require("run.horizon_months", base.run.horizon_months, other.run.horizon_months);
  require("run.start_year", base.run.start_year, other.run.start_year);
  require("run.start_month", base.run.start_month, other.run.start_month);
  require("the list of regions", names_of(base.region), names_of(other.region));
  require("the list of products", names_of(base.product), names_of(other.product));
  require("output.detail", base.output.detail, other.output.detail);
  return found;
}

std::string distinct_name(const std::string& wanted, const std::vector<ExperimentArm>& arms) {
  const auto taken = [&arms](const std::string& name) {
    return std::any_of(arms.begin(), arms.end(), [&name](const ExperimentArm& arm) { return arm.name == name; });
  };
  std::string name = wanted;
  for (int n = 2; taken(name); ++n) name = fmt::format("{}-{}", wanted, n);
  return name;
}

/// Adds what is not there already: a wrong overlay or setting is found again with every file.
void append(std::vector<Problem>& problems, const InvalidInput& invalid) {
  for (const Problem& found : invalid.problems()) {
    const bool known = std::any_of(problems.begin(), problems.end(), [&found](const Problem& earlier) {
      return earlier.where == found.where && earlier.message == found.message;
    });
    if (!known) problems.push_back(found);
  }
}

}  // namespace

std::string short_name(const Resolved& resolved, const fs::path& file) {
  const std::string& origin = resolved.origins.at("name");
  const bool own = origin == "--set" || origin.compare(0, file.string().size() + 1, file.string() + ":") == 0;
  std::string name = own ? resolved.scenario.name : file.stem().string();
  const auto unsafe = [](char c) {
    return !(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.');
  };
  std::replace_if(name.begin(), name.end(), unsafe, '-');
  return name.empty() || name.front() == '.' ? "scenario" : name;
}

Experiment experiment_of(const std::vector<fs::path>& files, const std::vector<fs::path>& overlays,
                         const std::vector<std::string>& settings, const FileReader& read) {
  Experiment experiment;
  std::vector<Problem> problems;
  std::vector<std::string> of_all = settings;
  for (const fs::path& file : files) {
    try {
      const Resolved resolved = read_scenario({file, overlays, of_all}, read);
      if (experiment.arms.empty()) {
        experiment = experiment_of(resolved, short_name(resolved, file), false);
        of_all.push_back(fmt::format("run.seed={}", experiment.seed));
        of_all.push_back(fmt::format("run.runs={}", experiment.replicates));
        continue;
      }
      for (const std::string& obstacle : obstacles(experiment.arms.front().scenario, resolved.scenario)) {
        problems.push_back({file.string(), "cannot be compared with " + files.front().string() + ": " + obstacle});
      }
      const std::string name = distinct_name(short_name(resolved, file), experiment.arms);
      experiment.arms.push_back({name, resolved.scenario, resolved.as_resolved, Intervention::on});
      experiment.source += resolved.as_written;
    } catch (const InvalidInput& invalid) {
      append(problems, invalid);
      if (&file == &files.front()) break;  // with it goes what the others are held against
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return experiment;
}

}  // namespace ayni
