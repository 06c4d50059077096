#pragma once
// From a scenario file, overlays and --set options to one tree of settings.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/file_reader.hpp"
#include "scenario/settings_tree.hpp"

namespace ayni {

/// What the user asked for. Later wins: the file over what it extends, overlays in their order, settings in theirs.
struct ScenarioSource {
  std::filesystem::path file;
  std::vector<std::filesystem::path> overlays;
  std::vector<std::string> settings;  ///< "key.path=value"; the value is TOML, anything else is text
  std::string arm{};                  ///< an arm that has settings of its own, laid over all others
  std::vector<std::string> arm_settings{};
};

inline constexpr std::size_t longest_extends_chain = 16;

struct Settings {
  std::vector<SettingSource> sources;
  Setting::Table root;
  std::string as_written;  ///< every file and option under a heading, in the order in which they were applied
  std::vector<SettingProblem> problems;  ///< of the texts themselves; what they spoilt is missing in `root`
  bool whole = true;                     ///< no file is missing in `root`
};

/// A file may say `extends = "base.toml"`, relative to itself; overlays may not. Throws FileError when the file or an
/// overlay cannot be read. What their content gets wrong (a wrong `extends` too) is left to who reads the settings, so
/// that it is told together with wrong values.
[[nodiscard]] Settings load_settings(const ScenarioSource& source, const FileReader& read);

/// The same for a text that is already in memory; `extends` is refused. `name` stands for the file in messages.
[[nodiscard]] Settings settings_of_text(std::string_view text, const std::string& name);

}  // namespace ayni
