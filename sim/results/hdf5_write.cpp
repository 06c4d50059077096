#include "results/hdf5_write.hpp"

#include "results/chunk.hpp"
#include "results/hdf5_journal.hpp"

namespace ayni::hdf5 {
namespace {

Handle text_type() {
  Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "make a text type"};
  require(H5Tset_size(type.get(), H5T_VARIABLE), "make a text type");
  require(H5Tset_cset(type.get(), H5T_CSET_UTF8), "make a text type");
  return type;
}

Handle scalar() { return {H5Screate(H5S_SCALAR), H5Sclose, "make a scalar space"}; }

Handle simple(const std::vector<hsize_t>& shape, const hsize_t* limit = nullptr) {
  return {H5Screate_simple(static_cast<int>(shape.size()), shape.data(), limit), H5Sclose, "make a data space"};
}

/// No times, attributes in the order of their creation.
Handle dataset_properties() {
  Handle properties{H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make dataset properties"};
  require(H5Pset_obj_track_times(properties.get(), false), "leave out times");
  require(H5Pset_attr_creation_order(properties.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
          "keep the order of attributes");
  return properties;
}

Handle create_dataset(hid_t file, const std::string& name, hid_t type, hid_t space, hid_t properties) {
  return {H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
          "create dataset " + name};
}

Handle write_dataset(hid_t file, const std::string& name, hid_t type, hid_t memory_type, hid_t space,
                     const void* data) {
  Handle dataset = create_dataset(file, name, type, space, dataset_properties().get());
  require(H5Dwrite(dataset.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write dataset " + name);
  return dataset;
}

Handle create_attribute(hid_t object, const char* name, hid_t type, hid_t space) {
  return {H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
          std::string{"create attribute "} + name};
}

void write_text(const Handle& attribute, const std::string& text) {
  const char* data = text.c_str();
  require(H5Awrite(attribute.get(), text_type().get(), &data), "write an attribute");
}

}  // namespace

Handle create_file(const std::filesystem::path& path, Creation creation) {
  Handle properties{H5Pcreate(H5P_FILE_CREATE), H5Pclose, "make file properties"};
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  require(H5Pset_link_creation_order(properties.get(), order), "keep the order of datasets");
  require(H5Pset_attr_creation_order(properties.get(), order), "keep the order of attributes");
  require(H5Pset_obj_track_times(properties.get(), false), "leave out times");
  const unsigned flag = creation == Creation::truncate ? H5F_ACC_TRUNC : H5F_ACC_EXCL;
  const Handle access = journaled_access();
  return {H5Fcreate(path.c_str(), flag, properties.get(), access.get()), H5Fclose, "create " + path.string()};
}

Handle create_group(hid_t file, const std::string& name) {
  const Handle properties{H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "make group properties"};
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  require(H5Pset_link_creation_order(properties.get(), order), "keep the order of datasets");
  require(H5Pset_attr_creation_order(properties.get(), order), "keep the order of attributes");
  require(H5Pset_obj_track_times(properties.get(), false), "leave out times");
  return {H5Gcreate2(file, name.c_str(), H5P_DEFAULT, properties.get(), H5P_DEFAULT), H5Gclose, "create group " + name};
}

hid_t file_type(Storage storage) noexcept {
  switch (storage) {
    case Storage::real32:
      return H5T_IEEE_F32LE;
    case Storage::real64:
      return H5T_IEEE_F64LE;
    case Storage::int8:
      return H5T_STD_I8LE;
    case Storage::int16:
      return H5T_STD_I16LE;
    case Storage::int32:
      return H5T_STD_I32LE;
    case Storage::int64:
      break;
  }
  return H5T_STD_I64LE;
}

void write_attribute(hid_t object, const char* name, const std::string& text) {
  write_text(create_attribute(object, name, text_type().get(), scalar().get()), text);
}

void write_attribute(hid_t object, const char* name, std::span<const std::int8_t> values) {
  const Handle space = simple({values.size()});
  const Handle attribute = create_attribute(object, name, H5T_STD_I8LE, space.get());
  require(H5Awrite(attribute.get(), H5T_NATIVE_INT8, values.data()), "write an attribute");
}

void rewrite_attribute(hid_t object, const char* name, const std::string& text) {
  write_text(Handle{H5Aopen(object, name, H5P_DEFAULT), H5Aclose, std::string{"open attribute "} + name}, text);
}

Handle write_text(hid_t file, const std::string& name, const std::string& text) {
  const Handle type = text_type();
  const char* data = text.c_str();
  return write_dataset(file, name, type.get(), type.get(), scalar().get(), &data);
}

Handle write_texts(hid_t file, const std::string& name, const std::vector<std::string>& texts) {
  const Handle type = text_type();
  std::vector<const char*> data;
  for (const std::string& text : texts) data.push_back(text.c_str());
  return write_dataset(file, name, type.get(), type.get(), simple({texts.size()}).get(), data.data());
}

Handle write_numbers(hid_t file, const std::string& name, std::span<const int> numbers) {
  return write_dataset(file, name, H5T_STD_I32LE, H5T_NATIVE_INT, simple({numbers.size()}).get(), numbers.data());
}

Handle write_numbers(hid_t file, const std::string& name, std::span<const std::int8_t> numbers) {
  return write_dataset(file, name, H5T_STD_I8LE, H5T_NATIVE_INT8, simple({numbers.size()}).get(), numbers.data());
}

Handle write_numbers(hid_t file, const std::string& name, std::span<const double> numbers) {
  return write_dataset(file, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, simple({numbers.size()}).get(), numbers.data());
}

Handle write_numbers(hid_t file, const std::string& name, const std::vector<hsize_t>& shape,
                     std::span<const double> numbers) {
  return write_dataset(file, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, simple(shape).get(), numbers.data());
}

Handle write_count(hid_t file, const std::string& name, std::int64_t count) {
  return write_dataset(file, name, H5T_STD_I64LE, H5T_NATIVE_INT64, scalar().get(), &count);
}

void rewrite_count(hid_t dataset, std::int64_t count) {
  require(H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, &count), "write a count");
}

Handle create_chunked(hid_t file, const std::string& name, Storage storage, const std::vector<hsize_t>& shape,
                      const std::vector<hsize_t>& chunk, Growth growth) {
  const Handle properties = dataset_properties();
  Chunk fill{storage, 1};
  require(H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), "set the chunks of " + name);
  require(H5Pset_fill_value(properties.get(), file_type(storage), fill.bytes().data()),
          "set the fill value of " + name);
  require(H5Pset_shuffle(properties.get()), "set the filters of " + name);
  require(H5Pset_deflate(properties.get(), 1), "set the filters of " + name);
  std::vector<hsize_t> limit = shape;
  if (growth == Growth::first_dimension) limit.front() = H5S_UNLIMITED;
  return create_dataset(file, name, file_type(storage), simple(shape, limit.data()).get(), properties.get());
}

Handle create_bare(hid_t file, const std::string& name, hsize_t chunk) {
  const Handle properties = dataset_properties();
  require(H5Pset_chunk(properties.get(), 1, &chunk), "set the chunks of " + name);
  const hsize_t limit = H5S_UNLIMITED;
  return create_dataset(file, name, H5T_IEEE_F32BE, simple({0}, &limit).get(), properties.get());
}

}  // namespace ayni::hdf5
