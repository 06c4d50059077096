#pragma once
// What subcommands have in common. Each is a pair of files of its name: what the user asked for as plain options, a function
// that adds them to the command line, and one that carries the command out. The table of all is app/command_table.hpp.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "app/exit_code.hpp"
#include "app/report_text.hpp"
#include "app/terminal.hpp"
#include "experiment/execution.hpp"
#include "results/report_csv.hpp"

namespace CLI {
class App;
}

namespace ayni {

enum class Action { perform, describe };  ///< `describe` is --dry-run

/// Where the tables that are printed go as CSV.
struct TableOptions {
  std::optional<std::filesystem::path> tables;
  CsvStyle csv_style = CsvStyle::plain;
};

/// What all commands have that carry out runs.
struct ExecutionOptions : TableOptions {
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

}  // namespace ayni
