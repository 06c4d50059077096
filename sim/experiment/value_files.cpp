#include "experiment/value_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <system_error>

#include "core/error.hpp"

namespace ayni {

namespace fs = std::filesystem;

fs::path values_folder(const fs::path& output) { return output.string() + ".values"; }

fs::path ValueFiles::of(const std::vector<double>& point) const {
  return folder_ / fmt::format("{}.h5", fmt::join(point, "_"));
}

void ValueFiles::prepare(Resume resume, Existing existing) const {
  if (resume == Resume::no && fs::exists(folder_)) {
    if (existing == Existing::keep) {
      throw FileError(folder_.string() + " is in the way, values of a search that did not finish; give --resume to " +
                      "go on with them, or --force to try them again");
    }
    remove();
  }
  make_parent(folder_ / "any");
}

void ValueFiles::remove() const {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder_, ignored}) {
    const std::string name = entry.path().filename().string();
    if (name.find(".h5") != std::string::npos) fs::remove(entry.path(), ignored);
  }
  fs::remove(folder_, ignored);  // which fails when something else is in it
}

}  // namespace ayni
