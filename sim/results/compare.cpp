#include "results/compare.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <set>

#include "core/error.hpp"
#include "results/hdf5_read.hpp"
#include "results/open.hpp"
#include "results/provenance.hpp"

namespace ayni {
namespace {

using hdf5::Handle;
using Shape = std::vector<hsize_t>;

constexpr const char* missing = "(missing)";

/// Attributes that hold addresses in the file, or what may differ.
std::set<std::string> attributes_left_out() {
  std::set<std::string> names{"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"};
  for (const ProvenanceField& field : provenance_fields()) {
    if (field.reproduced == Reproduced::not_at_all) names.insert(field.name);
  }
  return names;
}

/// The names of `first`, then those only `second` has.
std::vector<std::string> all_names(std::vector<std::string> first, const std::vector<std::string>& second) {
  const std::set<std::string> known{first.begin(), first.end()};
  std::copy_if(second.begin(), second.end(), std::back_inserter(first),
               [&known](const std::string& name) { return known.count(name) == 0; });
  return first;
}

void compare_attributes(hid_t first, hid_t second, const std::string& owner, std::vector<Difference>& differences) {
  static const std::set<std::string> left_out = attributes_left_out();
  const auto text = [](hid_t object, const std::string& name) {
    return hdf5::has_attribute(object, name) ? hdf5::attribute_text(object, name) : missing;
  };
  for (const std::string& name : all_names(hdf5::attribute_names(first), hdf5::attribute_names(second))) {
    if (left_out.count(name) > 0) continue;
    const std::string one = text(first, name);
    const std::string other = text(second, name);
    if (one != other) differences.push_back({owner + ':' + name, {}, one, other});
  }
}

std::string value_text(const Handle& type, const unsigned char* value) {
  // Room for the value before and after HDF5 converts it in place.
  std::array<unsigned char, 16> bytes{};
  std::memcpy(bytes.data(), value, H5Tget_size(type.get()));
  const bool whole = H5Tget_class(type.get()) == H5T_INTEGER;
  const hid_t wide = whole ? H5T_NATIVE_LLONG : H5T_NATIVE_DOUBLE;
  hdf5::require(H5Tconvert(type.get(), wide, 1, bytes.data(), nullptr, H5P_DEFAULT), "convert a value");
  if (whole) {
    long long number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return std::to_string(number);
  }
  double number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.17g", number);
  return text.data();
}

/// The shape of the chunks of a dataset, or of all of it.
Shape block_shape(hid_t dataset) {
  Shape block = hdf5::shape(dataset);
  const Handle properties{H5Dget_create_plist(dataset), H5Pclose, "read the chunks"};
  if (H5Pget_layout(properties.get()) != H5D_CHUNKED) return block;
  hdf5::require(H5Pget_chunk(properties.get(), static_cast<int>(block.size()), block.data()), "read the chunks");
  return block;
}

/// Moves `start` to the next block of `shape`; false after the last one.
bool advance(Shape& start, const Shape& block, const Shape& shape) {
  for (std::size_t d = shape.size(); d-- > 0;) {
    start[d] += block[d];
    if (start[d] < shape[d]) return true;
    start[d] = 0;
  }
  return false;
}

std::vector<unsigned char> read_block(hid_t dataset, const Handle& type, const Shape& start, const Shape& count) {
  std::vector<unsigned char> bytes(hdf5::modest_size(count, H5Tget_size(type.get())) * H5Tget_size(type.get()));
  const Handle from{H5Dget_space(dataset), H5Sclose, "read a shape"};
  if (!start.empty()) {
    hdf5::require(H5Sselect_hyperslab(from.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
                  "select values");
  }
  const Handle to{H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose, "make a shape"};
  hdf5::require(H5Dread(dataset, type.get(), to.get(), from.get(), H5P_DEFAULT, bytes.data()), "read values");
  return bytes;
}

/// Where value number `n` of a block stands in the dataset.
std::vector<std::size_t> index_of(hsize_t n, const Shape& start, const Shape& count) {
  std::vector<std::size_t> index(start.size());
  for (std::size_t d = start.size(); d-- > 0;) {
    index[d] = start[d] + n % count[d];
    n /= count[d];
  }
  return index;
}

void compare_numbers(hid_t first, hid_t second, const std::string& name, std::vector<Difference>& differences) {
  const Handle type{H5Dget_type(first), H5Tclose, "read a type"};
  const std::size_t width = H5Tget_size(type.get());
  const Shape shape = hdf5::shape(first);
  if (std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end()) return;
  const Shape block = block_shape(first);
  Shape start(shape.size(), 0);
  do {
    Shape count = block;
    for (std::size_t d = 0; d < shape.size(); ++d) count[d] = std::min(block[d], shape[d] - start[d]);
    const std::vector<unsigned char> one = read_block(first, type, start, count);
    const std::vector<unsigned char> other = read_block(second, type, start, count);
    const auto [at, ignored] = std::mismatch(one.begin(), one.end(), other.begin());
    if (at == one.end()) continue;
    const std::size_t n = static_cast<std::size_t>(at - one.begin()) / width;
    differences.push_back({name, index_of(n, start, count), value_text(type, one.data() + n * width),
                           value_text(type, other.data() + n * width)});
    return;
  } while (advance(start, block, shape));
}

void compare_texts(hid_t first, hid_t second, const std::string& name, std::vector<Difference>& differences) {
  const std::vector<std::string> one = hdf5::read_texts(first);
  const std::vector<std::string> other = hdf5::read_texts(second);
  const auto [at, with] = std::mismatch(one.begin(), one.end(), other.begin());
  if (at == one.end()) return;
  differences.push_back({name, {static_cast<std::size_t>(at - one.begin())}, *at, *with});
}

std::string form(hid_t dataset) {
  std::string text = hdf5::type_name(dataset) + " of shape (";
  for (const hsize_t size : hdf5::shape(dataset)) text += ' ' + std::to_string(size);
  return text + " )";
}

void compare_datasets(hid_t first, hid_t second, const std::string& name, std::vector<Difference>& differences) {
  compare_attributes(first, second, name, differences);
  const std::string one = form(first);
  const std::string other = form(second);
  if (one != other) {
    differences.push_back({name, {}, one, other});
  } else if (hdf5::type_name(first) == "text") {
    compare_texts(first, second, name, differences);
  } else if (hdf5::type_name(first) == "other") {
    throw FileError{"dataset " + name + " is of a type that ayni does not write"};
  } else {
    compare_numbers(first, second, name, differences);
  }
}

}  // namespace

std::vector<Difference> compare_files(const std::filesystem::path& first, const std::filesystem::path& second) {
  const hdf5::Quiet quiet;
  const Handle one = open_results(first);
  const Handle other = open_results(second);
  std::vector<Difference> differences;
  compare_attributes(one.get(), other.get(), "", differences);
  const std::vector<std::string> mine = hdf5::dataset_names(one.get());
  const std::vector<std::string> theirs = hdf5::dataset_names(other.get());
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const std::string& name : all_names(mine, theirs)) {
    if (!has(mine, name) || !has(theirs, name)) {
      differences.push_back(
          {name, {}, has(mine, name) ? "a dataset" : missing, has(theirs, name) ? "a dataset" : missing});
      continue;
    }
    compare_datasets(hdf5::open_dataset(one.get(), name).get(), hdf5::open_dataset(other.get(), name).get(), name,
                     differences);
  }
  return differences;
}

std::string to_text(const Difference& difference) {
  std::string text = difference.object;
  for (std::size_t d = 0; d < difference.index.size(); ++d) {
    text += d == 0 ? "[" : ", ";
    text += std::to_string(difference.index[d]);
  }
  if (!difference.index.empty()) text += ']';
  return text + ": " + difference.first + " in the first file, " + difference.second + " in the second";
}

}  // namespace ayni
