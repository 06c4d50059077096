#include "results/file_names.hpp"

#include <system_error>

#include "core/error.hpp"

namespace ayni {

namespace fs = std::filesystem;

fs::path partial_of(fs::path output) { return output += partial_ending; }

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path{"."}; }

void rename_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw FileError{"cannot rename " + from.string() + " to " + to.string() + ": " + error.message()};
}

}  // namespace ayni
