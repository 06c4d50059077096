#pragma once
// All subcommands. To add one: its options and its function in app/commands.hpp, a file of its name that carries it out,
// a function that adds its options to the command line, and a line here. Help, near names and the shells' completions
// follow.

#include <tuple>

#include "app/command_options.hpp"
#include "app/commands.hpp"

namespace ayni {

template <class CommandOptions>
struct CommandEntry {
  using Options = CommandOptions;

  const char* name;
  void (*add)(CLI::App& app, Options& options);  ///< makes the subcommand, with its options and help
  ExitCode (*perform)(const Options& options);
};

/// In the order of the help.
inline constexpr std::tuple command_table{
    CommandEntry<RunOptions>{"run", add_run, run},
    CommandEntry<CompareOptions>{"compare", add_compare, compare},
    CommandEntry<SweepOptions>{"sweep", add_sweep, sweep},
    CommandEntry<MergeOptions>{"merge", add_merge, merge},
    CommandEntry<SearchOptions>{"search", add_search, search},
    CommandEntry<CheckOptions>{"check", add_check, check},
    CommandEntry<ParamsOptions>{"params", add_params, params},
    CommandEntry<SchemaOptions>{"schema", add_schema, schema},
    CommandEntry<InfoOptions>{"info", add_info, info},
    CommandEntry<EvidenceOptions>{"evidence", add_evidence, evidence},
    CommandEntry<ReproduceOptions>{"reproduce", add_reproduce, reproduce},
    CommandEntry<PageOptions>{"page", add_page, page},
};

}  // namespace ayni
