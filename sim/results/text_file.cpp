#include "results/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "results/file_names.hpp"

namespace ayni {

namespace fs = std::filesystem;

TextFile::TextFile(fs::path path) : path_{std::move(path)}, partial_{partial_of(path_)} {
  std::error_code ignored;
  if (fs::is_symlink(partial_, ignored)) fs::remove(partial_, ignored);  // it would lead elsewhere
  stream_.open(partial_, std::ios::binary | std::ios::trunc);
  require("make");
}

TextFile::~TextFile() {
  std::error_code ignored;
  if (!finished_) fs::remove(partial_, ignored);
}

void TextFile::write(const std::string& text) {
  stream_ << text;
  require("write");
}

void TextFile::finish() {
  stream_.close();
  require("write");
  rename_file(partial_, path_);
  finished_ = true;
}

void TextFile::require(const char* doing) const {
  if (!stream_) throw FileError{std::string{"cannot "} + doing + ' ' + partial_.string() + ": " + std::strerror(errno)};
}

}  // namespace ayni
