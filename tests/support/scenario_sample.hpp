#pragma once
// A small described struct with every kind of parameter, and a folder for files that vanishes with the test.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/parameter.hpp"
#include "experiment/disk_reader.hpp"
#include "scenario/parameter_text.hpp"
#include "scenario/settings_files.hpp"
#include "scenario/settings_reader.hpp"

namespace ayni::sample {

struct Product {
  std::string name;
  double share = 1.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("share", p.share, {"1", 0.0, 1.0, "share of the groups that sell it", "survey"});
  }
};

struct Region {
  std::string name;
  double wealth = 1.0;
  std::vector<Product> product;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.number("wealth", p.wealth, {"1", 0.05, 20.0, "savings against the mean", "assumption"});
    visit.entries("product", p.product, "products of the region");
  }
};

enum class Mode { stochastic, historical, fixed };

struct Prices {
  Mode mode = Mode::historical;
  std::vector<double> anchors{1.5, 2.0};
  double floor_bs = 0.0;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    static const ChoiceNames modes{"stochastic", "historical", "fixed"};
    visit.choice("mode", p.mode, modes, {"where prices come from", "design"});
    visit.numbers("anchors", p.anchors, {"Bs", 0.0, 100.0, "prices to pass through", "report"});
    visit.number("floor_bs", p.floor_bs, {"Bs", 0.0, unbounded, "lowest price paid", "assumption"});
  }
};

struct Study {
  std::string title = "study";
  std::int64_t schema_version = 1;
  std::int64_t horizon_months = 120;
  bool twin = false;
  std::vector<std::string> outputs{"spells"};
  Prices prices;
  std::vector<Region> region;

  template <class Visitor>
  static void describe(Visitor& visit, auto& p) {
    visit.count("schema_version", p.schema_version, {"1", 1, 1, "version of the format", "design"});
    visit.text("title", p.title, {"what the study is called", "design"});
    visit.count("horizon_months", p.horizon_months, {"months", 1, 1200, "length of a run", "report"});
    visit.flag("twin", p.twin, {"run the twin too", "design"});
    visit.texts("outputs", p.outputs, {"what to write", "design"});
    visit.table("prices", p.prices, "how prices move");
    visit.entries("region", p.region, "regions of the country");
  }
};

inline Study read(std::string_view text) {
  Study study;
  static_cast<void>(fill(study, settings_of_text(text, "s.toml")));
  return study;
}

inline Study read(const ScenarioSource& source) {
  Study study;
  static_cast<void>(fill(study, load_settings(source, read_from_disk)));
  return study;
}

/// What is wrong with a text, one problem after another, as the user sees it.
template <class Input>
std::string complaint(const Input& input) {
  try {
    static_cast<void>(read(input));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "nothing wrong";
}

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ayni-scenario-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw FileError{"no temporary folder"};
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  std::filesystem::path write(std::string_view name, std::string_view text) const {
    std::ofstream{path_ / name, std::ios::binary} << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

/// `text` without the folder's name in front of file names.
inline std::string without(std::string text, const Folder& folder) {
  const std::string prefix = (folder / "").string();
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
    text.erase(at, prefix.size());
  }
  return text;
}

}  // namespace ayni::sample
