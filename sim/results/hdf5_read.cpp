#include "results/hdf5_read.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <system_error>

#include "core/error.hpp"
#include "results/hdf5_journal.hpp"

namespace ayni::hdf5 {
namespace {

/// Read at a time: more than any part of a result file takes.
constexpr std::size_t most_bytes = std::size_t{1} << 31U;

std::vector<hsize_t> shape_of(const Handle& space) {
  const int rank = require(H5Sget_simple_extent_ndims(space.get()), "read a shape");
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  require(H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr), "read a shape");
  return sizes;
}

Handle text_type(H5T_cset_t characters) {
  Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "make a text type"};
  require(H5Tset_size(type.get(), H5T_VARIABLE), "make a text type");
  require(H5Tset_cset(type.get(), characters), "make a text type");
  return type;
}

/// Reads variable-length text with `read(type, data)` and frees what HDF5 allocated for it.
template <class Read>
std::vector<std::string> texts(hid_t type, const Handle& space, const Read& read) {
  std::vector<char*> data(modest_size(shape_of(space), sizeof(std::string)), nullptr);
  const Handle memory_type = text_type(H5Tget_cset(type));
  require(read(memory_type.get(), data.data()), "read a text");
  std::vector<std::string> all;
  for (const char* text : data) all.emplace_back(text == nullptr ? "" : text);
  require(H5Dvlen_reclaim(memory_type.get(), space.get(), H5P_DEFAULT, data.data()), "free a text");
  return all;
}

template <class Number>
std::string numbers(const Handle& attribute, hid_t type, std::size_t size) {
  std::vector<Number> values(size);
  require(H5Aread(attribute.get(), type, values.data()), "read an attribute");
  std::string text;
  for (const Number value : values) {
    if (!text.empty()) text += ", ";
    text += std::to_string(value);
  }
  return text;
}

/// Links to elsewhere, in the file or in another, are none of ayni's; a hostile file has them so that who reads it reads
/// what nobody asked for.
[[noreturn]] void refuse_link(const std::string& name) {
  throw FileError{"its dataset " + name + " is a link to elsewhere"};
}

struct LinksFound {
  std::vector<std::string> names;
  std::string elsewhere;  ///< the first link that leads there
};

herr_t add_link(hid_t group, const char* name, const H5L_info_t* link, void* found) {
  auto& links = *static_cast<LinksFound*>(found);
  H5O_info_t info;
  if (link->type != H5L_TYPE_HARD) {
    links.elsewhere = name;
    return 1;
  }
  if (H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
  if (info.type == H5O_TYPE_DATASET) links.names.emplace_back(name);
  return 0;
}

herr_t add_attribute(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

std::string name_of(hid_t object) {
  const ssize_t length = require(H5Iget_name(object, nullptr, 0), "name an object");
  std::string name(static_cast<std::size_t>(length), '\0');
  require(H5Iget_name(object, name.data(), name.size() + 1), "name an object");
  return name.substr(name.find('/') + 1);
}

struct ScalesFound {
  std::vector<std::string> names;
  ScaleNames& known;
};

herr_t add_scale(hid_t, unsigned, hid_t scale, void* found) {
  auto& scales = *static_cast<ScalesFound*>(found);
  H5O_info_t info;
  if (H5Oget_info2(scale, &info, H5O_INFO_BASIC) < 0) return -1;
  std::string& name = scales.known[info.addr];
  if (name.empty()) name = name_of(scale);
  scales.names.push_back(name);
  return 1;
}

Handle space_of(hid_t dataset) { return {H5Dget_space(dataset), H5Sclose, "read a shape"}; }
Handle type_of(hid_t dataset) { return {H5Dget_type(dataset), H5Tclose, "read a type"}; }

}  // namespace

std::size_t modest_size(const std::vector<hsize_t>& extents, std::size_t width) {
  std::size_t size = 1;
  for (const hsize_t extent : extents) {
    if (extent == 0) return 0;
  }
  for (const hsize_t extent : extents) {
    if (extent > most_bytes / std::max<std::size_t>(width, 1) / size) {
      throw FileError{"what it says of a dataset's size cannot be true"};
    }
    size *= extent;
  }
  return size;
}

Handle open_file(const std::filesystem::path& path) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  if (!std::filesystem::exists(status)) throw FileError{"there is no file " + path.string()};
  if (std::filesystem::is_directory(status)) throw FileError{path.string() + " is a folder, not a file"};
  if (!std::filesystem::is_regular_file(status)) throw FileError{path.string() + " is not a regular file"};
  require_unused(path);
  recover(path);
  const std::string doing = "open " + path.string();
  require(H5PLset_loading_state(0), doing);  // no file chooses code that is run here
  if (require(H5Fis_hdf5(path.c_str()), doing) == 0) {
    throw FileError{path.string() + " is not an HDF5 file, or its beginning is damaged"};
  }
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, doing};
}

Handle open_dataset(hid_t file, const std::string& name) {
  H5L_info_t link;
  require(H5Lget_info(file, name.c_str(), &link, H5P_DEFAULT), "open dataset " + name);
  if (link.type != H5L_TYPE_HARD) refuse_link(name);
  Handle dataset{H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "open dataset " + name};
  const Handle properties{H5Dget_create_plist(dataset.get()), H5Pclose, "open dataset " + name};
  if (H5Pget_layout(properties.get()) == H5D_VIRTUAL || H5Pget_external_count(properties.get()) != 0) {
    throw FileError{"the values of dataset " + name + " are in another file"};
  }
  return dataset;
}

std::vector<std::string> dataset_names(hid_t file) {
  LinksFound found;
  require(H5Literate(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_link, &found), "list the datasets");
  if (!found.elsewhere.empty()) refuse_link(found.elsewhere);
  return std::move(found.names);
}

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  require(H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_attribute, &names), "list the attributes");
  return names;
}

bool has_attribute(hid_t object, const std::string& name) {
  return require(H5Aexists(object, name.c_str()), "look for attribute " + name) > 0;
}

std::string attribute_text(hid_t object, const std::string& name) {
  const Handle attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "open attribute " + name};
  const Handle type{H5Aget_type(attribute.get()), H5Tclose, "read a type"};
  const Handle space{H5Aget_space(attribute.get()), H5Sclose, "read a shape"};
  const std::size_t size = modest_size(shape_of(space), H5Tget_size(type.get()));
  switch (H5Tget_class(type.get())) {
    case H5T_INTEGER:
      return numbers<long long>(attribute, H5T_NATIVE_LLONG, size);
    case H5T_FLOAT:
      return numbers<double>(attribute, H5T_NATIVE_DOUBLE, size);
    case H5T_STRING:
      break;
    default:
      return "";
  }
  if (H5Tis_variable_str(type.get()) > 0) {
    const auto read = [&](hid_t memory_type, void* data) { return H5Aread(attribute.get(), memory_type, data); };
    const std::vector<std::string> all = texts(type.get(), space, read);
    return all.empty() ? "" : all.front();
  }
  std::string text(size * H5Tget_size(type.get()), '\0');
  require(H5Aread(attribute.get(), type.get(), text.data()), "read attribute " + name);
  return text.substr(0, text.find('\0'));
}

std::vector<hsize_t> shape(hid_t dataset) { return shape_of(space_of(dataset)); }

std::vector<std::string> dimension_names(hid_t dataset, ScaleNames& known) {
  if (require(H5DSis_scale(dataset), "read a dimension") > 0) return {name_of(dataset)};
  ScalesFound found{{}, known};
  const std::size_t rank = shape(dataset).size();
  for (unsigned d = 0; d < rank; ++d) {
    require(H5DSiterate_scales(dataset, d, nullptr, add_scale, &found), "read a dimension");
    if (found.names.size() != d + 1) throw FileError{"dataset " + name_of(dataset) + " has a dimension without a name"};
  }
  return std::move(found.names);
}

std::string type_name(hid_t dataset) {
  const Handle type = type_of(dataset);
  const std::size_t width = H5Tget_size(type.get());
  const H5T_class_t kind = H5Tget_class(type.get());
  if (kind == H5T_STRING) return "text";
  if ((kind != H5T_FLOAT && kind != H5T_INTEGER) || width > sizeof(double)) return "other";
  return (kind == H5T_FLOAT ? "float" : "int") + std::to_string(8 * width);
}

std::vector<std::string> read_texts(hid_t dataset) {
  const Handle type = type_of(dataset);
  if (H5Tis_variable_str(type.get()) <= 0) throw FileError{"dataset " + name_of(dataset) + " is not text"};
  const auto read = [dataset](hid_t memory_type, void* data) {
    return H5Dread(dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data);
  };
  return texts(type.get(), space_of(dataset), read);
}

std::vector<double> read_numbers(hid_t dataset, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count) {
  const Handle from = space_of(dataset);
  require(H5Sselect_hyperslab(from.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
          "select values");
  const Handle to{H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose, "make a shape"};
  std::vector<double> values(modest_size(count, sizeof(double)));
  require(H5Dread(dataset, H5T_NATIVE_DOUBLE, to.get(), from.get(), H5P_DEFAULT, values.data()), "read values");
  return values;
}

std::vector<double> read_numbers(hid_t dataset) {
  std::vector<double> values(modest_size(shape(dataset), sizeof(double)));
  require(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read numbers");
  return values;
}

long long read_count(hid_t dataset) {
  if (!shape(dataset).empty()) throw FileError{"dataset " + name_of(dataset) + " is not a single number"};
  long long count = 0;
  require(H5Dread(dataset, H5T_NATIVE_LLONG, H5S_ALL, H5S_ALL, H5P_DEFAULT, &count), "read a count");
  return count;
}

}  // namespace ayni::hdf5
