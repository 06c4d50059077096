#pragma once
// A small scenario and designs over it, in a folder that vanishes with the test.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/reader.hpp"
#include "experiment/disk_reader.hpp"
#include "support/scenario_sample.hpp"

namespace ayni::sample {

class DesignFolder {
 public:
  DesignFolder() {
    folder.write("valley.toml",
                 "name = \"valley\"\n[run]\nseed = 7\nhorizon_months = 24\n"
                 "[product.milk]\nunit = \"litre\"\n"
                 "[region.lago]\nshare_of_groups = 1\nmunicipalities_share = 1\nproduct.milk.share = 1\n");
  }

  /// The design that a text describes; `csv` is the text of a table given beside it.
  [[nodiscard]] Design read(std::string_view text, std::optional<std::string_view> csv = {},
                            const std::vector<std::string>& settings = {}) const {
    const auto file = folder.write("d.toml", text);
    std::optional<std::filesystem::path> table;
    if (csv) table = folder.write("t.csv", *csv);
    return read_design({file, table, settings, {}}, read_from_disk);
  }

  /// What is wrong with it, as the user sees it, without the folder's name.
  [[nodiscard]] std::string complaint(std::string_view text, std::optional<std::string_view> csv = {},
                                      const std::vector<std::string>& settings = {}) const {
    try {
      static_cast<void>(read(text, csv, settings));
    } catch (const InvalidInput& invalid) {
      return without(invalid.what(), folder);
    }
    return "nothing wrong";
  }

  Folder folder;
};

/// A design over the valley: keys at the top, then one factor's keys, then more.
inline std::string design_text(std::string_view top, std::string_view factor, std::string_view more = {}) {
  std::string text{"scenario = \"valley.toml\"\n"};
  text.append(top).append("\n[factor.share]\nparameter = \"project.counterpart_share\"\n").append(factor);
  return text.append("\n").append(more).append("\n");
}

}  // namespace ayni::sample
