#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/error.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_journal.hpp"

namespace ayni {

/// Opens a result file for reading. Throws FileError when it is missing, truncated, not of ayni, or of another format.
[[nodiscard]] hdf5::Handle open_results(const std::filesystem::path& path);

/// Throws FileError "FILE is damaged: ..." for what `read` found wrong without naming the file.
template <class Read>
auto naming(const std::filesystem::path& path, const Read& read) {
  try {
    return read();
  } catch (const hdf5::FileInUse&) {
    throw;
  } catch (const FileError& error) {
    const std::string text = error.what();
    if (text.find(path.string()) != std::string::npos) throw;
    throw FileError{path.string() + " is damaged: " + text};
  }
}

/// How many runs the file says it holds. Throws FileError.
[[nodiscard]] std::size_t runs_held(hid_t file);

}  // namespace ayni
