// ayni run: a scenario becomes a results file.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/commands.hpp"
#include "app/ensemble_setup.hpp"
#include "app/headline_text.hpp"
#include "app/interrupt.hpp"
#include "io/json.hpp"
#include "observe/catalogue_of.hpp"
#include "observe/headline.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// What output and arm are called: the scenario's name if it has one of its own, not one inherited from what it extends;
/// else its file's. Safe as a file's name.
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

std::string counted(std::size_t number, const std::string& thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string summary_of(const RunOptions& options, const Plan& plan) {
  return fmt::format("{}: {}{}, seed {}, {}", shell_word(options.scenario.file.string()),
                     counted(plan.replicates, "run"), plan.arms.size() > 1 ? " with and without the project" : "",
                     plan.seed, counted(threads_for(options.threads), "thread"));
}

ExitCode describe(const RunOptions& options, const Plan& plan, const fs::path& output) {
  const bool exists = fs::exists(output);
  if (options.format == Format::json) {
    JsonWriter json;
    json.begin_object().key("scenario").value(options.scenario.file.string()).key("arms").begin_array();
    for (const Arm& arm : plan.arms) json.value(arm.name);
    json.end_array().key("runs").value(static_cast<std::int64_t>(plan.replicates));
    json.key("seed").value(static_cast<std::int64_t>(plan.seed)).key("output").value(output.string());
    json.key("output_exists").value(exists).end_object();
    print(json.text());
  } else {
    print(fmt::format("{}\nwould be written to {}{}\n", summary_of(options, plan), output.string(),
                      !exists                                 ? ""
                      : options.existing == Existing::replace ? " (which exists and would be overwritten)"
                                                              : " (which exists: --force would be needed)"));
  }
  return ExitCode::ok;
}

void make_parent(const fs::path& output) {
  if (!output.has_parent_path()) return;
  std::error_code error;
  fs::create_directories(output.parent_path(), error);
  if (error)
    throw FileError(fmt::format("cannot make the folder {}: {}", output.parent_path().string(), error.message()));
}

ExitCode interrupted_after(std::size_t done, const Plan& plan, const ResultsFile& file) {
  const std::string kept = shell_word(file.partial_path().string());
  say(
      fmt::format("Interrupted after {} of {}; what is finished is in {}.\n"
                  "Look at it:  ayni info {}\n"
                  "Start again: the same command with --force",
                  done, counted(plan.runs(), "run"), kept, kept));
  return interrupt_exit_code();
}

}  // namespace

ExitCode run(const RunOptions& options) {
  const Resolved resolved = read_scenario(options.scenario);
  const std::string name = short_name(resolved, options.scenario.file);
  const fs::path output = options.output.value_or(fs::path{"results"} / (name + ".h5"));
  std::vector<std::string> arms{name};
  if (options.twin) arms.emplace_back("no project");
  const Plan plan = plan_of(arms, resolved.scenario.run);
  if (options.action == Action::describe) return describe(options, plan, output);

  const std::atomic<bool>& stop = catch_interrupts();
  const Catalogue catalogue = catalogue_of(resolved.scenario);
  make_parent(output);
  ResultsFile file{output, catalogue, provenance_of(resolved, options.command_line),
                   file_shape(plan, resolved.scenario), options.existing};
  if (options.verbosity == Verbosity::normal) say(summary_of(options, plan));

  std::size_t done = 0;
  Headline headline{catalogue, arms.size()};
  try {
    Progress progress{plan.runs(), options.verbosity};
    carry_out(plan, threads_for(options.threads), stop, simulation_of(plan, resolved.scenario, catalogue),
              [&](Results&& results) {
                file.append(results);
                headline.add(results);
                progress.show(++done);
              });
  } catch (...) {
    say(fmt::format("Stopped after {}; what was written by then is in {}", counted(done, "run"),
                    file.partial_path().string()));
    throw;
  }
  if (done < plan.runs()) {
    file.finish(Status::interrupted);
    return interrupted_after(done, plan, file);
  }
  file.finish(Status::complete);

  if (options.format == Format::json) print(headline_json(headline, arms, output, done));
  if (options.verbosity == Verbosity::normal) {
    if (options.format == Format::text) print(headline_text(headline, arms, done));
    flush_output();  // before what comes next, where both go to one place
    say(fmt::format("Wrote {}\nNext: ayni info {}", output.string(), shell_word(output.string())));
  }
  return ExitCode::ok;
}

}  // namespace ayni
