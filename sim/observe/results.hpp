#pragma once
// What one run leaves behind: plain columns, aligned with the catalogue.

#include <cstddef>
#include <string>
#include <vector>

namespace ayni {

/// Rows of one table, column by column; every column has the same length.
struct Rows {
  std::vector<std::vector<double>> columns;
};

struct Results {
  std::size_t arm = 0;
  std::size_t point = 0;                    ///< of a design; 0 without one
  std::size_t run = 0;                      ///< the replicate's number; with the seed it keys every draw
  std::string failure;                      ///< why the run failed, in which case nothing follows; else empty
  std::vector<std::vector<double>> values;  ///< values[m] belongs to Catalogue::measures[m], row-major in its axes
  std::vector<Rows> tables;                 ///< tables[t] belongs to Catalogue::tables[t]
};

}  // namespace ayni
