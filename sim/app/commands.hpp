#pragma once
// The subcommands: what the user asked for as plain options, and one function each, in a file of its name. The table of
// them is app/command_table.hpp.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/report_text.hpp"
#include "app/terminal.hpp"
#include "design/reader.hpp"
#include "experiment/execution.hpp"
#include "experiment/search.hpp"
#include "observe/evidence_judgement.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {

enum class Action { perform, describe };  ///< `describe` is --dry-run

/// What all commands have that carry out runs.
struct ExecutionOptions {
  std::optional<std::filesystem::path> output;
  std::size_t threads = 0;  ///< of each process; 0: all of the machine
  Format format = Format::text;
  Verbosity verbosity = Verbosity::normal;
  Existing existing = Existing::keep;
  Resume resume = Resume::no;
  OnFailure on_failure = OnFailure::go_on;
  Action action = Action::perform;
  std::string command_line;  ///< as it was given, for the record
};

/// The output is results/<scenario>.h5 when nothing else is said.
struct RunOptions : ExecutionOptions {
  ScenarioSource scenario;
  std::size_t runs = 100;
  std::uint64_t seed = 1;
  bool twin = false;  ///< also run the no-project twin
};

/// The output is results/compare-<base>.h5 when nothing else is said.
struct CompareOptions : ExecutionOptions {
  std::filesystem::path base;
  std::vector<std::filesystem::path> others;
  std::vector<std::string> arms;  ///< "NAME:key=value,key=value", each over the base
  std::vector<std::filesystem::path> overlays;
  std::vector<std::string> settings;
  std::vector<std::string> outcomes;  ///< none: those most often asked for
  std::optional<std::string> until;   ///< "outcome:half-width"
  std::size_t most_runs = 1000;       ///< of each arm, with `until`
  double confidence = 0.95;
};

/// The output is results/<design>.h5 when nothing else is said.
struct SweepOptions : ExecutionOptions {
  DesignSource design;
  Shard shard;
  std::optional<std::filesystem::path> experiments;  ///< a CSV of all runs beside it
  std::optional<std::filesystem::path> problem;      ///< the factors as SALib has them
};

/// The output is results/search-<scenario>.h5 when nothing else is said.
struct SearchOptions : ExecutionOptions {
  ScenarioSource scenario;
  std::vector<std::string> levers;  ///< "parameter=low:high", "parameter=a:b:c", "parameter"
  std::vector<std::string> goals;   ///< "outcome>=bound" or "outcome<=bound"
  std::optional<double> worst;      ///< goals are judged by the mean over this share of replicates, the worst
  std::optional<double> quantile;   ///< or by what all but this share reach
  Prefer prefer = Prefer::low;
  std::optional<std::string> minimise;
  std::optional<std::string> maximise;
  std::optional<std::string> rank;     ///< instead of a search: every lever by itself, by what it brings to this
  std::vector<std::string> shown;      ///< outcomes beside them
  std::optional<double> tolerance;     ///< of one lever; default: a 64th of the range
  std::size_t most_evaluations = 300;  ///< of a search over several levers
  double confidence = 0.95;
};

struct MergeOptions {
  std::vector<std::filesystem::path> shards;
  std::filesystem::path output;
  Existing existing = Existing::keep;
  Verbosity verbosity = Verbosity::normal;
  std::string command_line;
};

enum class Detail { verdict, resolved };

struct CheckOptions {
  ScenarioSource scenario;
  Detail detail = Detail::verdict;
  Format format = Format::text;
  Verbosity verbosity = Verbosity::normal;
};

enum class ListedParameters { all, levers };

struct ParamsOptions {
  std::vector<std::string> words;  ///< only parameters that have all of them in name, meaning or unit
  ListedParameters kind = ListedParameters::all;
  Format format = Format::text;
};

struct SchemaOptions {};

enum class InfoPart { summary, scenario };

struct InfoOptions {
  std::filesystem::path file;
  InfoPart part = InfoPart::summary;
  std::string arm;  ///< whose scenario; default: the first
  Format format = Format::text;
};

struct EvidenceOptions {
  std::filesystem::path file;
  std::optional<std::filesystem::path> figures;  ///< default: the project's, as they were when the program was built
  std::string arm;                               ///< default: the first
  Format format = Format::text;
  Extent extent = Extent::full;
};

struct ReproduceOptions {
  std::filesystem::path file;
  std::size_t threads = 0;  ///< 0: all of the machine
  Verbosity verbosity = Verbosity::normal;
  std::string command_line;
};

struct PageOptions {
  std::string page;                ///< "format", "parameters", or the completions of a shell
  std::filesystem::path scenario;  ///< whose results file the format is
};

ExitCode run(const RunOptions& options);
ExitCode compare(const CompareOptions& options);
ExitCode sweep(const SweepOptions& options);
ExitCode search(const SearchOptions& options);
ExitCode merge(const MergeOptions& options);
ExitCode check(const CheckOptions& options);
ExitCode params(const ParamsOptions& options);
ExitCode schema(const SchemaOptions& options);
ExitCode info(const InfoOptions& options);
ExitCode evidence(const EvidenceOptions& options);
ExitCode reproduce(const ReproduceOptions& options);
ExitCode page(const PageOptions& options);

}  // namespace ayni
