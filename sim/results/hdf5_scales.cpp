#include "results/hdf5_scales.hpp"

#include <hdf5_hl.h>

#include <utility>

#include "results/hdf5_write.hpp"

namespace ayni::hdf5 {
namespace {

hobj_ref_t reference_to(hid_t object) {
  hobj_ref_t reference = 0;
  require(H5Rcreate(&reference, object, ".", H5R_OBJECT, -1), "refer to a dataset");
  return reference;
}

void write_list(hid_t object, const char* name, hid_t type, hid_t memory_type, hsize_t size, const void* data) {
  const Handle space{H5Screate_simple(1, &size, nullptr), H5Sclose, "make a data space"};
  const Handle attribute{H5Acreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                         std::string{"create attribute "} + name};
  require(H5Awrite(attribute.get(), memory_type, data), "write an attribute");
}

}  // namespace

void DimensionScales::add(const std::string& name, Handle dataset, const std::string& title) {
  require(H5DSset_scale(dataset.get(), title.c_str()), "make the dimension " + name);
  const hobj_ref_t reference = reference_to(dataset.get());
  scales_.emplace(name, Scale{std::move(dataset), reference, {}});
}

void DimensionScales::attach(hid_t dataset, const std::vector<std::string>& dimensions) {
  const hobj_ref_t own = reference_to(dataset);
  std::vector<hvl_t> list;
  for (const std::string& name : dimensions) {
    Scale& scale = scales_.at(name);
    scale.uses.push_back({own, static_cast<int>(list.size())});
    list.push_back({1, &scale.reference});
  }
  const Handle type{H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, "make a type of references"};
  write_list(dataset, "DIMENSION_LIST", type.get(), type.get(), list.size(), list.data());
}

void DimensionScales::write_references() const {
  const Handle type{H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose, "make a type of references"};
  require(H5Tinsert(type.get(), "dataset", HOFFSET(Use, dataset), H5T_STD_REF_OBJ), "make a type of references");
  require(H5Tinsert(type.get(), "dimension", HOFFSET(Use, dimension), H5T_NATIVE_INT), "make a type of references");
  // Without the padding of the struct, whose bytes are anything.
  const Handle packed{H5Tcopy(type.get()), H5Tclose, "make a type of references"};
  require(H5Tpack(packed.get()), "make a type of references");
  for (const auto& [name, scale] : scales_) {
    if (scale.uses.empty()) continue;
    write_list(scale.dataset.get(), "REFERENCE_LIST", packed.get(), type.get(), scale.uses.size(), scale.uses.data());
  }
}

}  // namespace ayni::hdf5
