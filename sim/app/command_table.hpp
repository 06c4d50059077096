#pragma once
// All subcommands. To add one: a pair of files of its name, and a line here. Help, near names and the shells' completions
// follow.

#include <tuple>

#include "app/check.hpp"
#include "app/compare.hpp"
#include "app/evidence.hpp"
#include "app/info.hpp"
#include "app/merge.hpp"
#include "app/page.hpp"
#include "app/params.hpp"
#include "app/reproduce.hpp"
#include "app/run.hpp"
#include "app/schema.hpp"
#include "app/search.hpp"
#include "app/sweep.hpp"

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
