#include "experiment/value_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <system_error>

#include "core/error.hpp"

namespace ayni {

namespace fs = std::filesystem;

namespace {

/// Whether a file is that of a point, or a beginning of one: its name is numbers. What else is in the folder is somebody's.
bool is_of_values(const std::string& name) {
  const std::size_t end = name.find(".h5");
  if (end == std::string::npos || end == 0) return false;
  const bool numbers = name.find_first_not_of("0123456789.e+-_") == end + 1;
  return numbers && (name.size() == end + 3 || name[end + 3] == '.');
}

}  // namespace

fs::path values_folder(const fs::path& output) { return output.string() + ".values"; }

fs::path ValueFiles::of(const std::vector<double>& point) const {
  return folder_ / fmt::format("{}.h5", fmt::join(point, "_"));
}

void ValueFiles::prepare(Resume resume, Existing existing) const {
  if (fs::is_symlink(folder_)) {
    throw FileError(folder_.string() + " is a link, where a search keeps the values that it tries; give another name");
  }
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
    if (is_of_values(name)) fs::remove(entry.path(), ignored);
  }
  fs::remove(folder_, ignored);  // which fails when something else is in it
}

}  // namespace ayni
