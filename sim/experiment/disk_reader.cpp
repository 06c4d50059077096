#include "experiment/disk_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "results/file_names.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

/// " Did you mean bolivia.toml?", or nothing.
std::string near_files(const fs::path& missing) {
  const fs::path directory = folder_of(missing);
  std::error_code error;
  if (!fs::is_directory(directory, error)) return "; there is no directory " + printable(directory.string(), 200);
  std::vector<std::string> names;
  const std::string wanted = missing.filename().string();
  const std::string extension = missing.extension() == ".csv" ? ".csv" : ".toml";
  std::vector<std::string> close;
  constexpr std::size_t most_files = 1000;
  for (fs::directory_iterator file{directory, error}, end; !error && file != end && names.size() < most_files;
       file.increment(error)) {
    std::string name = file->path().filename().string();
    if (!wanted.empty() && name == wanted + extension) {
      close.push_back(name);
    } else if (file->path().extension() == extension) {
      names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  for (std::string& name : closest_names(wanted, names)) close.push_back(std::move(name));
  return did_you_mean(close);
}

}  // namespace

FileText read_from_disk(const fs::path& path, std::size_t longest) {
  const std::string name = printable(path.string(), 200);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return {{}, name + ": no such file" + near_files(path)};
  }
  if (fs::is_directory(status)) return {{}, name + " is a directory; name a file in it"};
  if (status.type() == fs::file_type::none || status.type() == fs::file_type::unknown) {
    return {{}, name + " cannot be read: " + error.message()};
  }
  if (!fs::is_regular_file(status)) return {{}, name + " is not a regular file"};
  std::ifstream file{path, std::ios::binary};
  if (!file) return {{}, name + " cannot be read: " + std::strerror(errno)};
  // In pieces, as `longest` may be far more than the file has.
  constexpr std::size_t piece = std::size_t{1} << 20U;
  std::string text;
  while (file && text.size() <= longest) {
    const std::size_t before = text.size();
    text.resize(before + std::min(piece, longest + 1 - before));
    file.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return {{}, name + " cannot be read"};
  return {std::move(text), {}};
}

}  // namespace ayni
