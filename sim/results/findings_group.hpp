#pragma once
// A group of a results file that holds what was found from its runs, with dimensions of its own.

#include <hdf5.h>

#include <cstddef>
#include <string>
#include <vector>

#include "results/hdf5_handle.hpp"
#include "results/hdf5_scales.hpp"
#include "results/layout.hpp"

namespace ayni {

/// A text dataset of a findings group.
[[nodiscard]] FileVariable text_variable(const char* name, const char* dimension, const char* long_name,
                                         const char* description);

/// Texts that stand on a dimension, first its own.
struct Labels {
  FileVariable variable;
  std::vector<std::string> values;
};

/// Every function throws FileError when HDF5 fails.
class FindingsGroup {
 public:
  FindingsGroup(hid_t file, const std::string& name);

  [[nodiscard]] hid_t id() const noexcept { return group_.get(); }

  /// A dimension with its labels and what else is said of them; none without values.
  void add(const std::vector<Labels>& all);
  /// A dimension numbered from 0.
  void add_numbered(const FileVariable& own, std::size_t size);
  /// Values on two dimensions, row by row.
  void add(const FileVariable& variable, std::size_t columns, const std::vector<double>& values);
  /// To be called once, after everything is added.
  void close() { scales_.write_references(); }

 private:
  void done(const hdf5::Handle& dataset, const FileVariable& variable);

  hdf5::Handle group_;
  hdf5::DimensionScales scales_;
};

}  // namespace ayni
