// ayni page: pages of the documentation, and completions of shells, that come from the program itself.

#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "experiment/disk_reader.hpp"
#include "observe/catalogue_of.hpp"
#include "results/format_page.hpp"
#include "scenario/reader.hpp"

namespace ayni {

ExitCode page(const PageOptions& options) {
  if (options.page == "format") {
    Scenario scenario = read_scenario({options.scenario, {}, {}}, read_from_disk).scenario;
    scenario.output.detail = true;  // the page tells of every dataset that a file may hold
    print(format_page(catalogue_of(scenario)));
  } else if (options.page != "parameters") {
    print(shell_completions(options.page));
  } else {
    print("# The parameters of a scenario\n\n" + parameter_markdown(scenario_parameters(), 2));
  }
  return ExitCode::ok;
}

}  // namespace ayni
