#pragma once

#include <filesystem>

namespace ayni {

/// While it lives, no other process that takes it for the same folder sees, renames or makes parts of outputs there: two
/// that resume one output would take each other's. Waits until it is free. Does nothing where the disk has no locks.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int folder_;
};

}  // namespace ayni
