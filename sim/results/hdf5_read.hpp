#pragma once
// Reading back what hdf5_write.hpp writes. Every function throws FileError when HDF5 fails.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "results/hdf5_handle.hpp"

namespace ayni::hdf5 {

/// Opens for reading, after recovering it from its journal. The FileError of a file that is missing, damaged, of another
/// kind, or in use (FileInUse) says which.
[[nodiscard]] Handle open_file(const std::filesystem::path& path);
/// Throws FileError for a link and for a dataset whose values are in another file.
[[nodiscard]] Handle open_dataset(hid_t file, const std::string& name);

/// Names of the datasets in the root, in the order of their creation.
[[nodiscard]] std::vector<std::string> dataset_names(hid_t file);
/// Names of an object's attributes, in the order of their creation.
[[nodiscard]] std::vector<std::string> attribute_names(hid_t object);

[[nodiscard]] bool has_attribute(hid_t object, const std::string& name);
/// An attribute's value as text; whole and real numbers are separated by commas. Empty for other types.
[[nodiscard]] std::string attribute_text(hid_t object, const std::string& name);

[[nodiscard]] std::vector<hsize_t> shape(hid_t dataset);
/// How many values a shape has. Throws FileError when so many, each of `width` bytes, are more than any part of a result
/// file that is read at a time: only a damaged file says so.
[[nodiscard]] std::size_t modest_size(const std::vector<hsize_t>& shape, std::size_t width);
/// Names of a file's dimensions by their address in it: HDF5 searches the whole file for the name of what a dataset
/// refers to.
using ScaleNames = std::map<haddr_t, std::string>;
/// Names of a dataset's dimensions, slowest first; a dimension's own dataset has itself. Those found are kept in `known`.
[[nodiscard]] std::vector<std::string> dimension_names(hid_t dataset, ScaleNames& known);
/// "float32", "int8", ..., "text", or "other".
[[nodiscard]] std::string type_name(hid_t dataset);

/// All values of a text dataset.
[[nodiscard]] std::vector<std::string> read_texts(hid_t dataset);
/// All values of a dataset of numbers, row-major.
[[nodiscard]] std::vector<double> read_numbers(hid_t dataset);
/// The values of a block of a dataset of numbers, row-major: `count` values along each dimension from `start` on.
[[nodiscard]] std::vector<double> read_numbers(hid_t dataset, const std::vector<hsize_t>& start,
                                               const std::vector<hsize_t>& count);
/// A scalar whole number.
[[nodiscard]] long long read_count(hid_t dataset);

}  // namespace ayni::hdf5
