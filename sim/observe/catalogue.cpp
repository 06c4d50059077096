#include "observe/catalogue.hpp"

#include <algorithm>
#include <stdexcept>

namespace ayni {
namespace {

template <class Named>
std::size_t position(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [name](const Named& one) { return one.name == name; });
  if (found == all.end()) throw std::out_of_range("the catalogue has no '" + std::string{name} + "'");
  return static_cast<std::size_t>(found - all.begin());
}

}  // namespace

std::size_t Table::column(std::string_view column_name) const { return position(columns, column_name); }

const AxisInfo& Catalogue::axis(Axis which) const {
  const auto found = std::find_if(axes.begin(), axes.end(), [which](const AxisInfo& one) { return one.axis == which; });
  if (found == axes.end()) throw std::out_of_range("the catalogue lacks an axis");
  return *found;
}

std::size_t Catalogue::size(const Measure& measure) const {
  std::size_t values = 1;
  for (const Axis which : measure.axes) values *= axis(which).size;
  return values;
}

std::size_t Catalogue::measure(std::string_view name) const { return position(measures, name); }
std::size_t Catalogue::table(std::string_view name) const { return position(tables, name); }

}  // namespace ayni
