#include "results/open.hpp"

#include <string>

#include "core/error.hpp"
#include "results/hdf5_read.hpp"
#include "results/layout.hpp"

namespace ayni {

hdf5::Handle open_results(const std::filesystem::path& path) {
  hdf5::Handle file = hdf5::open_file(path);
  if (!hdf5::has_attribute(file.get(), "program") || hdf5::attribute_text(file.get(), "program") != "ayni") {
    throw FileError{path.string() + " is an HDF5 file, but not one that ayni wrote"};
  }
  const std::string version = hdf5::attribute_text(file.get(), "format_version");
  if (version != std::to_string(result_format_version)) {
    throw FileError{path.string() + " has format version " + version + "; this program reads version " +
                    std::to_string(result_format_version) + ": use the ayni that wrote it (attribute program_version)"};
  }
  return file;
}

std::size_t runs_held(hid_t file) {
  const long long count = hdf5::read_count(hdf5::open_dataset(file, "runs_complete").get());
  if (count < 0) throw FileError{"it says that it holds " + std::to_string(count) + " runs"};
  return static_cast<std::size_t>(count);
}

}  // namespace ayni
