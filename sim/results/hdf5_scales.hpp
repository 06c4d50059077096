#pragma once
// Dimension scales and the datasets on them, as H5DS and netCDF know them. H5DSattach_scale itself rewrites the list of
// all datasets of a scale at every call, which with hundreds of datasets takes most of the time of making a file.

#include <hdf5.h>

#include <map>
#include <string>
#include <vector>

#include "results/hdf5_handle.hpp"

namespace ayni::hdf5 {

class DimensionScales {
 public:
  /// Makes a dataset the scale of the dimension `name`; `title` is the name that readers see.
  void add(const std::string& name, Handle dataset, const std::string& title);
  /// Attaches the scales of the named dimensions, slowest first, to a dataset.
  void attach(hid_t dataset, const std::vector<std::string>& dimensions);
  /// Writes into every scale which datasets it belongs to; call it once, after the last `attach`.
  void write_references() const;
  /// Hands over the scale of a dimension.
  [[nodiscard]] Handle take(const std::string& name) { return std::move(scales_.at(name).dataset); }

 private:
  /// As H5DS defines the elements of REFERENCE_LIST.
  struct Use {
    hobj_ref_t dataset;
    int dimension;
  };
  struct Scale {
    Handle dataset;
    hobj_ref_t reference = 0;
    std::vector<Use> uses;
  };
  std::map<std::string, Scale> scales_;
};

}  // namespace ayni::hdf5
