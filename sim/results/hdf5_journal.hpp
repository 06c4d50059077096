#pragma once
// Files that are whole after any kill or power cut. HDF5 overwrites what a file's beginning refers to in many small steps; in
// between the file is damaged. Here such steps are held back and committed together: the file is synced, they are written to
// FILE.journal with a checksum, that is synced, they are put into the file, that is synced. Whoever opens the file next puts
// in what a complete journal holds; a torn one is of a commit that had not begun to change the file. What lies behind the
// end of the last commit is written at once, since nothing refers to it before the journal is complete.

#include <hdf5.h>

#include <filesystem>

#include "core/error.hpp"
#include "results/hdf5_handle.hpp"

namespace ayni::hdf5 {

/// Another process has the file open.
class FileInUse : public FileError {
 public:
  using FileError::FileError;
};

/// Access properties for creating such a file. The first H5Fflush commits, later ones where the last commit is a second
/// old, and the closing of the file; the bytes that are left in the end do not depend on it. After a failure nothing is
/// written any more. The file is locked against other processes while it is open.
[[nodiscard]] Handle journaled_access();

/// FILE.journal
[[nodiscard]] std::filesystem::path journal_of(const std::filesystem::path& path);

/// Brings a file to its last commit and removes its journal. Does nothing for a file without one. Throws FileInUse,
/// FileError.
void recover(const std::filesystem::path& path);

/// Throws FileInUse when another process writes the file.
void require_unused(const std::filesystem::path& path);

}  // namespace ayni::hdf5
