#include "app/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "core/build_info.hpp"

namespace ayni {
namespace {

/// Text in which troff sees no command of its own, and which can be pasted from the page as it was typed.
std::string escaped(const std::string& text) {
  constexpr std::array<std::pair<char, const char*>, 6> signs{
      {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}}};
  std::string result = text.rfind('.', 0) == 0 ? "\\&" : "";
  for (const char c : text) {
    const auto sign = std::find_if(signs.begin(), signs.end(), [c](const auto& each) { return each.first == c; });
    sign == signs.end() ? result += c : result += sign->second;
  }
  return result;
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text) + "\\fR"; }

/// Prose, in which a command stands between backquotes.
std::string prose(const std::string& text) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t end = 0; begin < text.size(); begin = end + 1) {
    end = std::min(text.find('`', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const std::size_t close = end < text.size() ? text.find('`', end + 1) : std::string::npos;
    if (!part.empty()) result += escaped(part);
    if (close == std::string::npos) continue;
    result += bold(text.substr(end + 1, close - end - 1));
    end = close;
  }
  return result;
}

std::string sentence(std::string text) {
  if (!text.empty() && text.back() != '.') text += '.';
  return prose(text) + "\n";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// What stands beneath the options in the help: paragraphs, and examples, which are indented beneath their title.
struct Footer {
  std::vector<std::string> paragraphs;
  std::vector<std::string> examples;  ///< lines
};

Footer footer_of(const CLI::App& command) {
  Footer footer;
  bool begins = true;
  for (const std::string& line : lines_of(command.get_footer())) {
    if (line.rfind("  ", 0) == 0) {
      footer.examples.push_back(line.substr(2));
    } else if (line.empty() || line == "Examples:") {
      begins = true;
    } else {
      if (begins) footer.paragraphs.emplace_back();
      footer.paragraphs.back() += (begins ? "" : " ") + line;
      begins = false;
    }
  }
  return footer;
}

/// The kind of value that an option takes, without the list of choices that the help adds to it.
std::string value_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return option.get_items_expected_max() > 0 ? type.substr(0, type.find(":{")) : "";
}

std::string names(const std::set<CLI::Option*>& options) {
  std::vector<std::string> all;
  for (const CLI::Option* const option : options) all.push_back("--" + option->get_lnames().front());
  std::sort(all.begin(), all.end());  // the set is one of addresses
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string entry(const CLI::Option& option) {
  std::string head;
  if (!option.get_snames().empty()) head += bold("-" + option.get_snames().front()) + ", ";
  head += bold("--" + option.get_lnames().front());
  if (const std::string value = value_of(option); !value.empty()) head += " " + italic(value);
  std::string text = ".TP\n" + head + "\n" + sentence(option.get_description());
  if (!option.get_needs().empty()) text += sentence("Needs " + names(option.get_needs()));
  if (!option.get_excludes().empty()) text += sentence("Not together with " + names(option.get_excludes()));
  return text;
}

std::string options_section(const CLI::App& command) {
  std::string text = ".SH OPTIONS\n";
  for (const CLI::Option* const option : command.get_options()) {
    if (!option->get_positional()) text += entry(*option);
  }
  return text;
}

std::string positional(const CLI::Option& option) {
  const std::string name = italic(option.get_name(true)) + (option.get_items_expected_max() > 1 ? " ..." : "");
  return " " + (option.get_required() ? name : "[" + name + "]");
}

std::string examples_section(const Footer& footer) {
  if (footer.examples.empty()) return "";
  std::string text = ".SH EXAMPLES\n.EX\n";
  for (const std::string& line : footer.examples) text += escaped(line) + "\n";
  return text + ".EE\n";
}

std::string beginning(const std::string& page, const std::string& meaning) {
  std::string title = page;
  for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return ".\\\" Made by tools/generate-pages from the program's options.\n.TH " + escaped(title) + " 1 \"\" \"ayni " +
         std::string{program_version()} + "\" \"ayni\"\n.SH NAME\n" + escaped(page) + " \\- " + escaped(meaning) + "\n";
}

std::string paragraphs(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& each : texts) text += ".PP\n" + sentence(each);
  return text;
}

std::string command_page(const CLI::App& command) {
  const std::string name = command.get_name();
  const Footer footer = footer_of(command);
  std::string text = beginning("ayni-" + name, command.get_description());
  text += ".SH SYNOPSIS\n" + bold("ayni " + name) + " [" + italic("OPTION") + " ...]";
  std::string arguments;
  for (const CLI::Option* const option : command.get_options()) {
    if (!option->get_positional()) continue;
    text += positional(*option);
    arguments += ".TP\n" + italic(option->get_name(true)) + "\n" + sentence(option->get_description());
  }
  text += "\n.SH DESCRIPTION\n" + sentence(command.get_description()) + paragraphs(footer.paragraphs);
  if (!arguments.empty()) text += ".SH ARGUMENTS\n" + arguments;
  return text + options_section(command) + examples_section(footer) + ".SH SEE ALSO\n.BR ayni (1)\n";
}

std::string exit_status() {
  std::string text = ".SH EXIT STATUS\n";
  for (const ExitMeaning& each : exit_meanings) {
    text += fmt::format(".TP\n.B {}\n{}", static_cast<int>(each.code), sentence(each.meaning));
  }
  return text;
}

constexpr const char* surroundings =
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nWhere it is set to anything, no colours are printed.\n"
    ".TP\n.B TERM\nWhere it is \\fBdumb\\fR, progress is told line by line.\n"
    ".SH FILES\n"
    ".TP\n.I PREFIX/share/ayni/scenarios\n"
    "The scenarios that come with ayni, where \\fIPREFIX\\fR is \\fI/usr\\fR for the Debian package. In the examples "
    "they "
    "stand in the folder \\fIscenarios\\fR.\n"
    ".TP\n.I PREFIX/share/ayni/analysis\n"
    "The Python package \\fBayni\\fR, which opens result files: \\fBfrom ayni import open_results\\fR, with this "
    "folder in "
    "\\fBPYTHONPATH\\fR; the Debian package needs no more for that.\n";

std::string main_page(const CLI::App& app) {
  const Footer footer = footer_of(app);
  const std::string description = app.get_description();
  std::string text = beginning("ayni", description.substr(description.find(": ") + 2));
  text += ".SH SYNOPSIS\n" + bold("ayni") + " " + italic("COMMAND") + " [" + italic("OPTION") +
          " ...]\n.SH DESCRIPTION\n" + "The commands have pages of their own, \\fBayni\\-\\fICOMMAND\\fR(1).\n" +
          paragraphs(footer.paragraphs) + ".SH COMMANDS\n";
  std::string pages;
  for (const CLI::App* const command :
       app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    text += ".TP\n" + bold(command->get_name()) + "\n" + sentence(command->get_description());
    pages += (pages.empty() ? ".BR " : " ,\n.BR ") + escaped("ayni-" + command->get_name()) + " (1)";
  }
  return text + options_section(app) + exit_status() + surroundings + examples_section(footer) + ".SH SEE ALSO\n" +
         pages + "\n";
}

}  // namespace

std::string man_page_of(const CLI::App& app, std::string_view command) {
  return command.empty() ? main_page(app) : command_page(*app.get_subcommand(std::string{command}));
}

}  // namespace ayni
