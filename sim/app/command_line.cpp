#include "app/command_line.hpp"

#include <fmt/format.h>

#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "app/command_table.hpp"
#include "app/completions.hpp"
#include "app/external_command.hpp"
#include "app/man_page.hpp"
#include "app/options.hpp"
#include "app/terminal.hpp"
#include "core/build_info.hpp"
#include "core/error.hpp"
#include "core/near_names.hpp"
#include "core/printable.hpp"

namespace ayni {
namespace {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

bool is_own_command(const CLI::App& app, const std::string& word) {
  return !is_external_command(word) &&
         !app.get_subcommands([&](const CLI::App* each) { return each->get_name() == word; }).empty();
}

/// What is wrong with the first word, which has to be a command or one of ayni's own options; empty when nothing is.
std::string wrong_start(const CLI::App& app, const std::string& word) {
  if (word.size() > 1 && word[0] == '-') {
    if (word == "-h" || word == "--help" || word == "--version") return {};
    return fmt::format("ayni has no option {}; a command's options stand behind its name", printable(word));
  }
  if (is_own_command(app, word)) return {};
  return fmt::format("there is no command \"{}\"{}", printable(word),
                     did_you_mean(closest_names(word, command_names(app))));
}

/// What is wrong with a word nobody expected, and the nearest option where it looks like one.
std::string unexpected(const CLI::App& command, const std::string& word) {
  if (word.size() < 2 || word[0] != '-') return fmt::format("\"{}\" is one word too many", printable(word));
  const std::string name = word.substr(0, word.find('='));
  return fmt::format("ayni {} has no option {}{}", command.get_name(), printable(name),
                     did_you_mean(closest_names(name, option_names(command))));
}

ExitCode refuse(const CLI::App& app, const CLI::ParseError& problem) {
  const auto chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::string what = problem.what();
  const auto remaining = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr && !remaining.empty()) {
    say_error(unexpected(command, remaining.front()));
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr) {
    const bool repeated = what.find("At Most") != std::string::npos;
    say_error(what.substr(0, what.find(':')) + (repeated ? " can be given once only" : " needs a value"));
  } else {
    say_error(what);
  }
  say(fmt::format("Try: ayni {}--help", chosen.empty() ? "" : command.get_name() + " "));
  return ExitCode::usage;
}

std::string version_text() {
  return fmt::format("ayni {}\ncommit {}{}\ncompiler {}\nbuild {}", program_version(), git_commit(),
                     git_dirty() ? " (with changes)" : "", compiler(), build_type());
}

std::string joined(int argc, const char* const* argv) {
  std::string text = "ayni";
  for (int i = 1; i < argc; ++i) text += " " + shell_word(argv[i]);
  return text;
}

/// The program's options, each command's among them, to be read once.
class CommandLine {
 public:
  CommandLine() : app_{"ayni: what becomes of alliances between producer groups and buyers, simulated", "ayni"} {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", version_text(), "Print the version and how it was built");
    app_.footer(
        "Examples:\n"
        "  ayni run scenarios/bolivia.toml\n"
        "  ayni check my-policy.toml\n"
        "  ayni info results/bolivia.h5\n"
        "\n"
        "ayni help COMMAND shows a command's options and examples.");
    for_each_command([&](const auto& entry, auto& options) { entry.add(app_, options); });
    add_external_commands(app_);
  }

  [[nodiscard]] CLI::App& app() noexcept { return app_; }

  /// Carries out the command that was read. `text` is the whole command line, for the record.
  ExitCode perform(const std::string& text) {
    const std::string chosen = app_.get_subcommands().front()->get_name();
    ExitCode code = ExitCode::usage;
    for_each_command([&](const auto& entry, auto& options) {
      if (chosen != entry.name) return;
      if constexpr (requires { options.command_line; }) options.command_line = text;
      code = entry.perform(options);
    });
    return code;
  }

 private:
  template <class Visit>
  void for_each_command(const Visit& visit) {
    std::apply([&](const auto&... entry) { (visit(entry, std::get<OptionsOf<decltype(entry)>>(options_)), ...); },
               command_table);
  }
  template <class Entry>
  using OptionsOf = typename std::remove_cvref_t<Entry>::Options;
  template <class... Entry>
  static std::tuple<OptionsOf<Entry>...> options_for(const std::tuple<Entry...>&);

  CLI::App app_;
  decltype(options_for(command_table)) options_;
};

}  // namespace

ExitCode perform_command_line(int argc, const char* const* argv) {
  CommandLine line;
  CLI::App& app = line.app();
  if (argc < 2) {
    say(app.help());
    return ExitCode::usage;
  }
  if (std::string_view{argv[1]} == "help") {  // ayni help COMMAND is ayni COMMAND --help
    std::vector<const char*> words{argv, argv + argc};
    words.erase(words.begin() + 1);
    words.push_back("--help");
    return perform_command_line(static_cast<int>(words.size()), words.data());
  }
  if (!is_own_command(app, argv[1])) {
    if (const auto program = external_program(argv[1])) return become_external_program(*program, argc, argv);
    if (is_external_command(argv[1])) return external_command_missing(argv[1]);
  }
  if (const std::string wrong = wrong_start(app, argv[1]); !wrong.empty()) {
    say_error(wrong);
    say("Try: ayni --help");
    return ExitCode::usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return ExitCode::ok;
  } catch (const CLI::CallForVersion&) {
    print(version_text() + "\n");
    return ExitCode::ok;
  } catch (const CLI::ParseError& problem) {
    return refuse(app, problem);
  }
  return line.perform(joined(argc, argv));
}

std::string shell_completions(std::string_view shell) { return completions_of(CommandLine{}.app(), shell); }

std::string man_page(std::string_view command) {
  CommandLine line;
  if (!command.empty() && !is_own_command(line.app(), std::string{command})) {
    throw InvalidInput{{{printable(command), "is none of ayni's own commands"}}};
  }
  return man_page_of(line.app(), command);
}

}  // namespace ayni
