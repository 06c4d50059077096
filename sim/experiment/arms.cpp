#include "experiment/arms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/printable.hpp"
#include "experiment/arm_text.hpp"
#include "run/comparable.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// Adds what is not there already: a wrong overlay or setting is found again with every file.
void append(std::vector<Problem>& problems, const InvalidInput& invalid) {
  for (const Problem& found : invalid.problems()) {
    const bool known = std::any_of(problems.begin(), problems.end(), [&found](const Problem& earlier) {
      return earlier.where == found.where && earlier.message == found.message;
    });
    if (!known) problems.push_back(found);
  }
}

/// Puts arms together, the base first.
class ArmReader {
 public:
  ArmReader(const ArmSources& sources, const FileReader& read, std::vector<Problem>& problems)
      : sources_{sources}, read_{read}, problems_{problems}, of_all_{sources.settings} {}

  void add_file(const fs::path& file) {
    const bool base = &file == &sources_.files.front();
    if (!base && experiment_.arms.empty()) return;  // without a base there is nothing to hold it against
    const std::optional<Resolved> resolved = resolve({file, sources_.overlays, of_all_});
    if (!resolved) return;
    names_.push_back(distinct_name(short_name(*resolved, file)));
    if (!base) return add(names_.back(), *resolved, file.string());
    experiment_ = experiment_of(*resolved, names_.back(), false);
    of_all_.push_back(fmt::format("run.seed={}", experiment_.seed));
    of_all_.push_back(fmt::format("run.runs={}", experiment_.replicates));
  }

  void add(const ArmSettings& arm) {
    const std::string where = "--arm " + printable(arm.name);
    if (std::find(names_.begin(), names_.end(), arm.name) != names_.end()) {
      problems_.push_back({where, "there is an arm of this name already; give it another"});
    }
    names_.push_back(arm.name);
    const std::optional<Resolved> resolved =
        resolve({sources_.files.front(), sources_.overlays, of_all_, arm.name, arm.settings});
    if (resolved && !experiment_.arms.empty()) add(arm.name, *resolved, where);
  }

  [[nodiscard]] Experiment experiment() && { return std::move(experiment_); }

 private:
  std::optional<Resolved> resolve(const ScenarioSource& source) {
    try {
      return read_scenario(source, read_);
    } catch (const InvalidInput& invalid) {
      append(problems_, invalid);
      return std::nullopt;
    }
  }

  void add(const std::string& name, const Resolved& resolved, const std::string& where) {
    for (const std::string& obstacle : obstacles(experiment_.arms.front().scenario, resolved.scenario)) {
      problems_.push_back({where, "cannot be compared with " + sources_.files.front().string() + ": " + obstacle});
    }
    experiment_.arms.push_back({name, resolved.scenario, resolved.as_resolved, Intervention::on});
    experiment_.source += resolved.as_written;
  }

  [[nodiscard]] std::string distinct_name(const std::string& wanted) const {
    std::string name = wanted;
    for (int n = 2; std::find(names_.begin(), names_.end(), name) != names_.end(); ++n) {
      name = fmt::format("{}-{}", wanted, n);
    }
    return name;
  }

  const ArmSources& sources_;
  const FileReader& read_;
  std::vector<Problem>& problems_;
  std::vector<std::string> names_;
  std::vector<std::string> of_all_;
  Experiment experiment_;
};

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

Experiment experiment_of(const ArmSources& sources, const FileReader& read) {
  std::vector<Problem> problems;
  std::vector<ArmSettings> own;
  for (const std::string& text : sources.arms) own.push_back(read_arm(text, problems));
  ArmReader arms{sources, read, problems};
  for (const fs::path& file : sources.files) arms.add_file(file);
  for (const ArmSettings& arm : own) arms.add(arm);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return std::move(arms).experiment();
}

}  // namespace ayni
