#include "app/page.hpp"

#include "app/command_line.hpp"
#include "app/options.hpp"
#include "experiment/disk_reader.hpp"
#include "observe/catalogue_of.hpp"
#include "results/format_page.hpp"
#include "scenario/reader.hpp"

namespace ayni {

void add_page(CLI::App& app, PageOptions& options) {
  CLI::App& command = *app.add_subcommand(
      "page", "Print a generated page of the documentation or the manual, or a shell's completions");
  command.add_option("PAGE", options.page, "format, parameters, man, or the completions of bash, zsh or fish")
      ->required()
      ->type_name(" ")
      ->check(CLI::IsMember({"format", "parameters", "man", "bash", "zsh", "fish"}));
  command.add_option("OF", options.of, "The scenario whose results file the format is; the man page's command")
      ->type_name(" ");
  command.group("");  // for those who work on ayni; not in the help
}

ExitCode page(const PageOptions& options) {
  if (options.page == "format") {
    Scenario scenario = read_scenario({options.of, {}, {}}, read_from_disk).scenario;
    scenario.output.detail = true;  // the page tells of every dataset that a file may hold
    print(format_page(catalogue_of(scenario)));
  } else if (options.page == "man") {
    print(man_page(options.of));
  } else if (options.page != "parameters") {
    print(shell_completions(options.page));
  } else {
    print("# The parameters of a scenario\n\n" + parameter_markdown(scenario_parameters(), 2));
  }
  return ExitCode::ok;
}

}  // namespace ayni
