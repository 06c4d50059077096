#pragma once
// Values on their way from memory to one chunk of the file: narrowed to their storage, shuffled and deflated.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "observe/catalogue.hpp"

struct libdeflate_compressor;

namespace ayni {

/// Bytes a value takes in the file.
[[nodiscard]] std::size_t width(Storage storage) noexcept;

/// The values of one chunk as HDF5's shuffle filter leaves them: the lowest bytes of all values, then their second
/// bytes and so on, little-endian on every machine. Where nothing was put stands the fill value: NaN, or netCDF's
/// fill value of whole numbers.
class Chunk {
 public:
  Chunk(Storage storage, std::size_t capacity);

  /// Stores values from position `first` on. Throws std::range_error for a value that whole-number storage cannot hold;
  /// NaN is one, because readers would take a fill value among whole numbers at its word.
  void put(std::size_t first, std::span<const double> values);
  /// Makes every value the fill value again.
  void clear();

  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
  [[nodiscard]] Storage storage() const noexcept { return storage_; }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept { return bytes_; }

 private:
  Storage storage_;
  std::size_t capacity_;
  std::vector<std::uint8_t> bytes_;
};

/// Makes the zlib streams that HDF5's gzip filter reads, several times faster than that filter.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  [[nodiscard]] std::vector<std::uint8_t> operator()(const Chunk& chunk);

 private:
  libdeflate_compressor* compressor_;
  std::vector<std::uint8_t> stream_;  ///< room for the longest
};

}  // namespace ayni
