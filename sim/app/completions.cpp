#include "app/completions.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace ayni {
namespace {

/// One option or positional of a command, as a shell needs to know it.
struct Word {
  std::string long_name;   ///< empty for a positional
  std::string short_name;  ///< empty for none
  std::string meaning;
  bool takes_value = false;
  bool repeats = false;
  std::string ending;   ///< of the files that it names, such as "toml"; empty when it names none
  std::string choices;  ///< the values that it takes, with spaces between; empty where there are too many
};

struct CommandWords {
  std::string name;
  std::string meaning;
  std::vector<Word> options;
  std::vector<Word> positionals;
};

/// Positionals hide their type in the help, so what they are follows from their names.
std::string ending_of(const CLI::Option& option) {
  const std::string name = option.get_name(true);
  if (name == "SCENARIO" || name == "BASE" || name == "OTHER" || name == "DESIGN") return "toml";
  if (name == "FILE" || name == "SHARD") return "h5";
  const std::string type = option.get_type_name();
  return type.rfind("FILE.", 0) == 0 ? type.substr(5) : "";
}

/// "en es" of an option whose type is told as "en|es".
std::string choices_of(const CLI::Option& option) {
  std::string type = option.get_type_name();
  type = type.substr(0, type.find(':'));
  if (type.find('|') == std::string::npos) return "";
  std::replace(type.begin(), type.end(), '|', ' ');
  return type;
}

/// The description without what stands in parentheses or behind a colon or an example, which shells have no room for.
std::string brief(const std::string& text) {
  std::string result = text.substr(0, text.find_first_of("(:;"));
  result = result.substr(0, result.find(", e.g."));
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

Word word_of(const CLI::Option& option) {
  Word word;
  if (!option.get_lnames().empty()) word.long_name = option.get_lnames().front();
  if (!option.get_snames().empty()) word.short_name = option.get_snames().front();
  word.meaning = brief(option.get_description());
  word.takes_value = option.get_items_expected_max() > 0;
  word.repeats = option.get_items_expected_max() > 1;
  word.ending = word.takes_value ? ending_of(option) : "";
  word.choices = choices_of(option);
  return word;
}

constexpr const char* pictures =
    "list all survival survival-by-region survival-by-product causes differences alliances prices relations buyers "
    "income real-income poverty quintiles cash credit spending payers evidence studies network network-causes courses "
    "lever heat-map effects tried";

/// Of the commands that are Python programs, which read their options themselves; a test holds these against their help.
std::vector<Word> python_options(const std::string& command) {
  const Word output = command == "plot" ? Word{"output", "o", "Picture or folder to write", true, false, "png", ""}
                                        : Word{"output", "o", "Page to write", true, false, "html", ""};
  const Word language{"lang", "", "Language of the texts, en or es", true, false, "", "en es"};
  if (command == "plot") {
    return {{"picture", "", "Which picture; list tells them, all draws all", true, false, "", pictures},
            {"format", "", "svg, png or pdf", true, false, "", "svg png pdf"},
            language,
            output};
  }
  if (command == "report") {
    return {language, output, {"force", "", "Overwrite a page that is there", false, false, "", ""}};
  }
  return {};
}

std::vector<CommandWords> commands_of(const CLI::App& app) {
  std::vector<CommandWords> commands;
  for (const CLI::App* const command :
       app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    CommandWords words{command->get_name(), brief(command->get_description()), {}, {}};
    for (const CLI::Option* const option : command->get_options()) {
      (option->get_positional() ? words.positionals : words.options).push_back(word_of(*option));
    }
    for (Word& option : python_options(words.name)) words.options.push_back(std::move(option));
    commands.push_back(std::move(words));
  }
  return commands;
}

/// In single quotes of a shell; `escaped` are characters with a meaning of their own within.
std::string shell_quoted(const std::string& text, const std::string& escaped = "") {
  std::string result = "'";
  for (const char c : text) {
    if (escaped.find(c) != std::string::npos) result += '\\';
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string bash_words(const CommandWords& command) {
  std::string text;
  for (const Word& option : command.options) text += (text.empty() ? "--" : " --") + option.long_name;
  return text;
}

std::string bash(const std::vector<CommandWords>& commands) {
  std::string names;
  std::string cases;
  for (const CommandWords& command : commands) {
    names += command.name + " ";
    const std::string files = command.positionals.empty() ? "" : command.positionals.front().ending;
    cases += "    " + command.name + ")\n      options=\"" + bash_words(command) + "\"\n";
    if (!files.empty()) cases += "      files=" + files + "\n";
    cases += "      case $prev in\n";
    for (const Word& option : command.options) {
      if (!option.takes_value) continue;
      const std::string flags =
          (option.short_name.empty() ? "" : "-" + option.short_name + " | ") + "--" + option.long_name;
      cases += "        " + flags + ") " +
               (!option.choices.empty() ? "files=\"\" options=\"" + option.choices + "\" ;;\n"
                : option.ending.empty() ? "return ;;\n"
                                        : "files=" + option.ending + " options=\"\" ;;\n");
    }
    cases += "      esac\n      ;;\n";
  }
  return "# Completion of ayni for bash.\n\n"
         "_ayni() {\n"
         "  local cur prev command=\"\" i options=\"\" files=\"\"\n"
         "  cur=${COMP_WORDS[COMP_CWORD]}\n"
         "  prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  COMPREPLY=()\n"
         "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
         "    if [[ ${COMP_WORDS[i]} != -* ]]; then\n"
         "      command=${COMP_WORDS[i]}\n"
         "      break\n"
         "    fi\n"
         "  done\n\n"
         "  case $command in\n"
         "    \"\") options=\"" +
         names + "--help --version\" ;;\n" + cases +
         "  esac\n"
         "  if [[ -n $command && $cur != -* && -n $files ]]; then\n"
         "    compopt -o filenames\n"
         "    mapfile -t COMPREPLY < <(compgen -f -X \"!*.$files*\" -- \"$cur\"; compgen -d -- \"$cur\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
         "  fi\n"
         "}\n"
         "complete -F _ayni ayni\n";
}

std::string zsh_files(const std::string& ending) {
  return ":file:_files -g \"*." + ending + (ending == "h5" ? "*" : "") + "\"";
}

std::string zsh_option(const Word& option) {
  // Within a specification a colon and a bracket end its parts.
  std::string rest = "[" + option.meaning + "]";
  if (option.takes_value) {
    rest += !option.choices.empty() ? ":value:(" + option.choices + ")"
            : option.ending.empty() ? ":value:"
                                    : zsh_files(option.ending);
  }
  const std::string star = option.repeats ? "*" : "";
  if (option.short_name.empty()) return shell_quoted(star + "--" + option.long_name + rest);
  const std::string pair = "-" + option.short_name + " --" + option.long_name;
  return shell_quoted("(" + pair + ")") + "{-" + option.short_name + ",--" + option.long_name + "}" +
         shell_quoted(rest);
}

std::string zsh(const std::vector<CommandWords>& commands) {
  std::string names;
  std::string cases;
  for (const CommandWords& command : commands) {
    names += "    " + shell_quoted(command.name + ":" + command.meaning) + "\n";
    cases += "    " + command.name + ")\n      _arguments";
    for (const Word& positional : command.positionals) {
      const std::string place = positional.repeats ? "*" : "1";
      cases +=
          " \\\n        " + shell_quoted(place + (positional.ending.empty() ? ":word:" : zsh_files(positional.ending)));
    }
    for (const Word& option : command.options) cases += " \\\n        " + zsh_option(option);
    cases += "\n      ;;\n";
  }
  return "#compdef ayni\n# Completion of ayni for zsh.\n\n"
         "_ayni() {\n"
         "  local -a commands\n"
         "  commands=(\n" +
         names +
         "  )\n"
         "  if ((CURRENT == 2)); then\n"
         "    _describe command commands\n"
         "    _arguments '--help[show help]' '--version[show the version]'\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  ((CURRENT--))\n"
         "  case $command in\n" +
         cases + "  esac\n}\n\n_ayni \"$@\"\n";
}

std::string fish(const std::vector<CommandWords>& commands) {
  std::string text =
      "# Completion of ayni for fish.\n\n"
      "complete -c ayni -f\n"
      "complete -c ayni -n __fish_use_subcommand -l help -d 'Show help'\n"
      "complete -c ayni -n __fish_use_subcommand -l version -d 'Show the version'\n";
  for (const CommandWords& command : commands) {
    const std::string seen = "complete -c ayni -n '__fish_seen_subcommand_from " + command.name + "'";
    text += "\ncomplete -c ayni -n __fish_use_subcommand -a " + command.name + " -d " +
            shell_quoted(command.meaning, "\\") + "\n";
    if (!command.positionals.empty() && !command.positionals.front().ending.empty()) {
      text += seen + " -k -xa '(__fish_complete_suffix ." + command.positionals.front().ending + ")'\n";
    }
    for (const Word& option : command.options) {
      text += seen + (option.short_name.empty() ? "" : " -s " + option.short_name) + " -l " + option.long_name +
              (!option.takes_value       ? ""
               : !option.choices.empty() ? " -x -a " + shell_quoted(option.choices)
               : option.ending.empty()   ? " -x"
                                         : " -r -F") +
              " -d " + shell_quoted(option.meaning, "\\") + "\n";
    }
  }
  return text;
}

}  // namespace

std::string completions_of(const CLI::App& app, std::string_view shell) {
  const std::vector<CommandWords> commands = commands_of(app);
  if (shell == "bash") return bash(commands);
  return shell == "zsh" ? zsh(commands) : fish(commands);
}

}  // namespace ayni
