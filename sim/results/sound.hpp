#pragma once
// HDF5 1.10 trusts some of the addresses and sizes that it finds in a file, and crashes on some that are damaged.

#include <filesystem>

namespace ayni {

/// Has a process of its own read all that describes a result file, which costs no more than `read_summary`. Throws
/// FileError when that process crashes or does not end; whatever else is wrong is left to who reads the file next. To be
/// called while this process has one thread.
void require_sound(const std::filesystem::path& path);

}  // namespace ayni
