#pragma once
// Text files that are whole or not there.

#include <filesystem>
#include <fstream>
#include <string>

namespace ayni {

/// A text file that gets its name when it is whole; until then it is called FILE.partial.
class TextFile {
 public:
  /// Throws FileError.
  explicit TextFile(std::filesystem::path path);
  ~TextFile();
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  /// Throws FileError.
  void write(const std::string& text);

  /// Throws FileError.
  void finish();

 private:
  void require(const char* doing) const;

  std::filesystem::path path_;
  std::filesystem::path partial_;
  std::ofstream stream_;
  bool finished_ = false;
};

}  // namespace ayni
