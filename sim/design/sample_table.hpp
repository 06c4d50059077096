#pragma once
// Points of a sweep from a table that somebody else made: a CSV file whose first line names factors or parameters.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "design/csv_text.hpp"
#include "design/factors.hpp"
#include "design/point_table.hpp"

namespace ayni {

class SampleTable {
 public:
  /// `text` is that of the source of this number; it outlives this, as do the problems.
  SampleTable(std::string_view text, std::size_t source, SettingProblems& problems);

  /// Reads the first line. A column is a factor's by its name or its parameter; others become factors of their own,
  /// appended to `sweep`, named as their parameter with _ for dots. Returns the places of those. Columns that occur
  /// twice and declared factors without one are problems.
  [[nodiscard]] std::vector<SettingPlace> read_header(SweepParameters& sweep, const Setting::Table& settings);

  /// Reads all points. Numbers for parameters that are whole are rounded; what is not a number, beyond the parameter's
  /// or the factor's range, or no level of its factor is a problem, as is a table without points.
  [[nodiscard]] PointTable read_points(const SweepParameters& sweep, const std::vector<CheckedFactor>& factors);

 private:
  [[nodiscard]] std::size_t column_factor(const CsvCell& cell, SweepParameters& sweep, std::size_t declared,
                                          std::vector<SettingPlace>& added) const;
  void read_row(const std::vector<CsvCell>& cells, const SweepParameters& sweep,
                const std::vector<CheckedFactor>& factors, PointTable& table);
  [[nodiscard]] double number_in(const CsvCell& cell, const FactorParameters& factor, const Parameter& parameter);
  [[nodiscard]] double level_in(const CsvCell& cell, const FactorParameters& factor, const Parameter& parameter,
                                std::map<std::string, std::size_t>& places, std::vector<std::string>& levels);

  CsvReader reader_;
  SettingPlace start_;
  SettingProblems& problems_;
  std::vector<CsvCell> header_;
  std::vector<std::size_t> factor_of_;                            // [column]
  std::vector<std::map<std::string, std::size_t>> level_places_;  // [factor] level to its number
};

}  // namespace ayni
