#pragma once
// Creating what netCDF's readers understand: attributes, text, chunked variables. Every function throws
// FileError when HDF5 fails.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "observe/catalogue.hpp"
#include "results/hdf5_handle.hpp"

namespace ayni::hdf5 {

enum class Creation { only_new, truncate };

/// An empty file that keeps the order of creation and no times, so that the same calls make the same bytes.
[[nodiscard]] Handle create_file(const std::filesystem::path& path, Creation creation);

/// A group that keeps the order of creation and no times.
[[nodiscard]] Handle create_group(hid_t file, const std::string& name);

/// The type of values in the file.
[[nodiscard]] hid_t file_type(Storage storage) noexcept;

void write_attribute(hid_t object, const char* name, const std::string& text);
void write_attribute(hid_t object, const char* name, std::span<const std::int8_t> values);
/// Replaces the text of an attribute there already is.
void rewrite_attribute(hid_t object, const char* name, const std::string& text);

/// A scalar text dataset.
[[nodiscard]] Handle write_text(hid_t file, const std::string& name, const std::string& text);
/// A 1-D text dataset.
[[nodiscard]] Handle write_texts(hid_t file, const std::string& name, const std::vector<std::string>& texts);
/// A 1-D dataset of numbers.
[[nodiscard]] Handle write_numbers(hid_t file, const std::string& name, std::span<const int> numbers);
[[nodiscard]] Handle write_numbers(hid_t file, const std::string& name, std::span<const std::int8_t> numbers);
[[nodiscard]] Handle write_numbers(hid_t file, const std::string& name, std::span<const double> numbers);
/// A dataset of that shape, its values row-major.
[[nodiscard]] Handle write_numbers(hid_t file, const std::string& name, const std::vector<hsize_t>& shape,
                                   std::span<const double> numbers);
/// A scalar whole number of 64 bits, to be rewritten by `rewrite_count`.
[[nodiscard]] Handle write_count(hid_t file, const std::string& name, std::int64_t count);
void rewrite_count(hid_t dataset, std::int64_t count);

/// Where a chunked dataset may grow.
enum class Growth { none, first_dimension };

/// A shuffled and gzipped dataset, empty until chunks are written; a growing one starts with no rows.
[[nodiscard]] Handle create_chunked(hid_t file, const std::string& name, Storage storage,
                                    const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk,
                                    Growth growth);
/// A growing 1-D dataset that never gets values: the scale of a dimension that has none.
[[nodiscard]] Handle create_bare(hid_t file, const std::string& name, hsize_t chunk);

}  // namespace ayni::hdf5
