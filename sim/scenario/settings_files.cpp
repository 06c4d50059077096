#include "scenario/settings_files.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/printable.hpp"
#include "scenario/toml_text.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

class Loader {
 public:
  explicit Loader(const FileReader& read) : read_{read} {}

  Settings load(const ScenarioSource& source) {
    Setting::Table root = file(source.file, "file");
    for (const fs::path& overlay : source.overlays) {
      Setting::Table above = parsed(overlay, read_or_throw(overlay));
      heading("overlay", settings_.sources.back());
      if (const auto found = above.find("extends"); found != above.end()) {
        problems_.add(found->second.key_place,
                      "an overlay changes the scenario that it is laid over, so it cannot extend another file; delete "
                      "this line, or run the file as a scenario of its own");
        above.erase(found);
      }
      lay_over(root, std::move(above));
    }
    for (const std::string& setting : source.settings) lay_over(root, option("--set ", setting));
    const std::string arm = "--arm " + printable(source.arm) + ": ";
    for (const std::string& setting : source.arm_settings) lay_over(root, option(arm, setting));
    return finish(std::move(root));
  }

  Settings load(std::string_view text, const std::string& name) {
    Setting::Table root = parsed(name, std::string{text});
    heading("file", settings_.sources.back());
    if (const auto found = root.find("extends"); found != root.end()) {
      problems_.add(found->second.key_place, "a text without a folder cannot extend a file");
    }
    return finish(std::move(root));
  }

 private:
  /// A file with everything it extends below it.
  Setting::Table file(const fs::path& path, std::string_view role) {
    Setting::Table own = parsed(path, read_or_throw(path));
    return extended(path, settings_.sources.size() - 1, std::move(own), role);
  }

  Setting::Table extended(const fs::path& path, std::size_t source, Setting::Table own, std::string_view role) {
    chain_.push_back(path.lexically_normal());
    Setting::Table root;
    if (const auto found = own.find("extends"); found != own.end()) {
      root = base(path, found->second);
      own.erase(found);
    }
    chain_.pop_back();
    heading(role, settings_.sources[source]);
    lay_over(root, std::move(own));
    return root;
  }

  /// What `extends` names; a problem at that key and nothing if it cannot be had.
  Setting::Table base(const fs::path& extending, const Setting& extends) {
    const std::optional<fs::path> path = base_path(extending, extends);
    if (!path) return spoilt();
    FileText file = read_(*path, longest_toml);
    if (!file.trouble.empty()) {
      problems_.add(extends.place, "extends = " + shown(extends) + ": " + file.trouble +
                                       "; it is looked for from the folder of the file that extends it" +
                                       elsewhere(extending, *path));
      return spoilt();
    }
    Setting::Table own = parsed(*path, std::move(file.text));
    return extended(*path, settings_.sources.size() - 1, std::move(own), "extended file");
  }

  /// Where else a file of that name is, among the places in which one would have it.
  [[nodiscard]] std::string elsewhere(const fs::path& extending, const fs::path& missing) const {
    const fs::path folder = extending.parent_path();
    for (const fs::path& place : {fs::path{"."}, fs::path{".."}, fs::path{"scenarios"}, fs::path{".."} / "scenarios"}) {
      const fs::path guess = place / missing.filename();
      const fs::path path = (folder / guess).lexically_normal();
      if (path != missing && read_(path, longest_toml).trouble.empty()) {
        return ". Did you mean \"" + printable(guess.lexically_normal().string(), 200) + "\"?";
      }
    }
    return {};
  }

  Setting::Table spoilt() {
    settings_.whole = false;
    return {};
  }

  std::optional<fs::path> base_path(const fs::path& extending, const Setting& extends) {
    const auto* const name = std::get_if<std::string>(&extends.value);
    if (name == nullptr || name->empty() || name->find('\0') != std::string::npos) {
      problems_.add(extends.place, "extends = " + shown(extends) + " must be the name of a file, in quotes");
      return std::nullopt;
    }
    if (fs::path{*name}.is_absolute()) {
      problems_.add(extends.place, "extends = " + shown(extends) +
                                       " is an absolute path, which other machines do not have; write it relative to "
                                       "this file");
      return std::nullopt;
    }
    fs::path path = (extending.parent_path() / *name).lexically_normal();
    if (chain_.size() >= longest_extends_chain) {
      problems_.add(extends.place, "more than " + std::to_string(longest_extends_chain) + " files extend each other");
      return std::nullopt;
    }
    if (std::find(chain_.begin(), chain_.end(), path) != chain_.end()) {
      problems_.add(extends.place, "extends = " + shown(extends) + " closes a circle: " + circle(path));
      return std::nullopt;
    }
    return path;
  }

  [[nodiscard]] std::string circle(const fs::path& again) const {
    std::string text;
    for (auto file = std::find(chain_.begin(), chain_.end(), again); file != chain_.end(); ++file) {
      text += printable(file->filename().string()) + " extends ";
    }
    return text + printable(again.filename().string());
  }

  Setting::Table parsed(const fs::path& path, std::string text) {
    // Some editors put a byte order mark before the first character; anywhere else it is an error.
    if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);
    settings_.sources.push_back({SettingSource::Kind::file, printable(path.string(), 200), std::move(text)});
    const SettingSource& source = settings_.sources.back();
    const std::size_t before = problems_.found().size();
    Setting::Table root = parse_toml(source.text, settings_.sources.size() - 1, problems_);
    if (problems_.found().size() > before) settings_.whole = false;
    part_changes(root);
    return root;
  }

  /// One "key=value"; `role` is what stands before it in messages.
  Setting::Table option(const std::string& role, const std::string& text) {
    const std::string shown_text = role + printable(text, 200);
    settings_.sources.push_back({SettingSource::Kind::option, shown_text, text, ++applied_});
    const SettingPlace place{settings_.sources.size() - 1, 1, 1};
    settings_.as_written += "# " + shown_text + '\n';
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
      const bool decimals = !text.empty() && text.find_first_not_of("0123456789%") == std::string::npos;
      problems_.add(place, decimals
                               ? "write it as key=value; decimals have a point, 0." + text + " rather than 0," + text
                               : "write it as key=value");
      return {};
    }
    const std::optional<std::vector<std::string>> keys = key_parts(std::string_view{text}.substr(0, equals));
    if (!keys) {
      problems_.add(place, "the part before the equals sign must be a key such as region.lago.wealth");
      return {};
    }
    Setting value = parse_toml_value(std::string_view{text}.substr(equals + 1), place, problems_);
    for (auto key = keys->rbegin(); key != keys->rend(); ++key) {
      Setting table;
      table.place = table.key_place = place;
      table.value = Setting::Table{};
      table.table()->emplace(*key, std::move(value));
      value = std::move(table);
    }
    part_changes(*value.table());
    return std::move(*value.table());
  }

  /// A question in one language is no translation of another's, so where the question is another one, the Spanish of the
  /// one below goes with it.
  static void lay_over(Setting::Table& root, Setting::Table above) {
    if (above.find("question") != above.end()) root.erase("question_es");
    merge(root, std::move(above));
  }

  /// [change.NAME] says what it sets by paths, which are keys with dots.
  void part_changes(Setting::Table& root) {
    const auto changes = root.find("change");
    if (changes == root.end() || changes->second.table() == nullptr) return;
    for (auto& [name, change] : *changes->second.table()) {
      if (change.table() == nullptr) continue;
      const auto set = change.table()->find("set");
      if (set != change.table()->end() && set->second.table() != nullptr)
        part_dotted_keys(*set->second.table(), problems_);
    }
  }

  static std::optional<std::vector<std::string>> key_parts(std::string_view key) {
    const auto blank = [](char c) { return c == ' '; };
    while (!key.empty() && blank(key.front())) key.remove_prefix(1);
    while (!key.empty() && blank(key.back())) key.remove_suffix(1);
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (true) {
      const std::size_t end = std::min(key.find('.', begin), key.size());
      if (end == begin || parts.size() >= deepest_toml) return std::nullopt;
      parts.emplace_back(key.substr(begin, end - begin));
      if (end == key.size()) return parts;
      begin = end + 1;
    }
  }

  std::string read_or_throw(const fs::path& path) const {
    FileText file = read_(path, longest_toml);
    if (!file.trouble.empty()) throw FileError{file.trouble};
    return std::move(file.text);
  }

  void heading(std::string_view role, SettingSource& source) {
    source.order = ++applied_;
    settings_.as_written += "# " + std::string{role} + ": " + source.name + '\n' + source.text;
    if (!source.text.empty() && source.text.back() != '\n') settings_.as_written += '\n';
  }

  Settings finish(Setting::Table root) {
    if (problems_.full()) problems_.throw_if_any();
    settings_.root = std::move(root);
    settings_.problems = problems_.found();
    return std::move(settings_);
  }

  const FileReader& read_;
  Settings settings_;
  SettingProblems problems_{settings_.sources};
  std::vector<fs::path> chain_;
  std::size_t applied_ = 0;
};

}  // namespace

Settings load_settings(const ScenarioSource& source, const FileReader& read) { return Loader{read}.load(source); }

Settings settings_of_text(std::string_view text, const std::string& name) {
  return Loader{[](const fs::path&, std::size_t) { return FileText{}; }}.load(text, name);
}

}  // namespace ayni
