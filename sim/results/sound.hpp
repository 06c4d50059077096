#pragma once
// HDF5 1.10 trusts some of the addresses and sizes that it finds in a file, and on some that are damaged it crashes or
// reads in a circle.

#include <filesystem>
#include <functional>

namespace ayni {

/// Has a process of its own read a file before this one does. Throws FileError when that process crashes, or takes a time
/// of the processor that no sound file needs; whatever `read` throws is left to who reads the file next. Returns whether
/// it came to its end. The other process ends with this one. To be called while this process has one thread.
bool require_sound(const std::filesystem::path& path, const std::function<void()>& read);

/// The same for what describes a result file, which costs no more than `read_summary`.
void require_sound(const std::filesystem::path& path);

}  // namespace ayni
