#include "results/describe.hpp"

#include <string>
#include <utility>
#include <vector>

#include "results/hdf5_write.hpp"

namespace ayni {
namespace {

/// "two words" as one, since flag_meanings separates meanings by blanks.
std::string one_word(std::string text) {
  for (char& letter : text) letter = letter == ' ' ? '_' : letter;
  return text;
}

}  // namespace

void describe(hid_t dataset, const FileVariable& variable) {
  hdf5::write_attribute(dataset, "long_name", variable.long_name);
  hdf5::write_attribute(dataset, "units", variable.unit);
  hdf5::write_attribute(dataset, "description",
                        variable.description.empty() ? variable.long_name : variable.description);
  if (variable.flags.empty()) return;
  std::vector<std::int8_t> values{-1};
  std::string meanings = "no_value";
  for (const std::string& flag : variable.flags) {
    values.push_back(static_cast<std::int8_t>(values.size() - 1));
    meanings += ' ' + one_word(flag);
  }
  hdf5::write_attribute(dataset, "flag_values", values);
  hdf5::write_attribute(dataset, "flag_meanings", meanings);
}

void add_scale(hdf5::DimensionScales& scales, hid_t group, const FileDimension& dimension, std::size_t chunk_rows) {
  if (dimension.grows) {
    // The title by which netCDF's readers know a dimension without a variable.
    scales.add(dimension.name, hdf5::create_bare(group, dimension.name, chunk_rows),
               "This is a netCDF dimension but not a netCDF variable.         0");
    return;
  }
  hdf5::Handle scale = dimension.coordinate.storage ? hdf5::write_numbers(group, dimension.name, dimension.numbers)
                                                    : hdf5::write_texts(group, dimension.name, dimension.labels);
  describe(scale.get(), dimension.coordinate);
  if (dimension.coordinate.unit.starts_with("days since")) {
    hdf5::write_attribute(scale.get(), "calendar", "proleptic_gregorian");
  }
  scales.add(dimension.name, std::move(scale), dimension.name);
}

}  // namespace ayni
