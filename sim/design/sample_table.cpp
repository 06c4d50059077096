#include "design/sample_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "scenario/settings_reader.hpp"
#include "scenario/toml_text.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_levels = 10'000;

bool is_number(std::string_view text, double& value) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string quoted(const CsvCell& cell) { return '"' + printable(cell.text, 40) + '"'; }

}  // namespace

SampleTable::SampleTable(std::string_view text, std::size_t source, SettingProblems& problems)
    : reader_{text, source, problems}, start_{source, 0, 0}, problems_{problems} {}

std::vector<SettingPlace> SampleTable::read_header(SweepParameters& sweep, const Setting::Table& settings) {
  std::vector<SettingPlace> added;
  if (!reader_.next(header_)) {
    if (!reader_.failed())
      problems_.add(start_, "the table is empty; its first line must name the factors or their parameters");
    return added;
  }
  const std::size_t declared = sweep.factor.size();
  std::vector<bool> seen(declared, false);
  for (const CsvCell& cell : header_) {
    if (cell.text.empty()) problems_.add(cell.place, "a column without a name");
    const std::size_t factor = column_factor(cell, sweep, declared, added);
    if (factor < seen.size() && seen[factor]) {
      problems_.add(cell.place, "a second column for factor " + sweep.factor[factor].name);
    }
    if (factor < declared) seen[factor] = true;
    factor_of_.push_back(factor);
  }
  for (std::size_t f = 0; f < declared; ++f) {
    if (seen[f]) continue;
    problems_.add(place_at(settings, "factor." + sweep.factor[f].name),
                  "the table has no column " + sweep.factor[f].name + " (or " + printable(sweep.factor[f].parameter) +
                      "), which is a factor of the design");
  }
  return added;
}

std::size_t SampleTable::column_factor(const CsvCell& cell, SweepParameters& sweep, std::size_t declared,
                                       std::vector<SettingPlace>& added) const {
  for (std::size_t f = 0; f < declared; ++f) {
    if (cell.text == sweep.factor[f].name || cell.text == sweep.factor[f].parameter) return f;
  }
  FactorParameters factor;
  factor.name = cell.text;
  factor.parameter = cell.text;
  std::replace(factor.name.begin(), factor.name.end(), '.', '_');
  sweep.factor.push_back(std::move(factor));
  added.push_back(cell.place);
  return sweep.factor.size() - 1;
}

PointTable SampleTable::read_points(const SweepParameters& sweep, const std::vector<CheckedFactor>& factors) {
  PointTable table;
  for (const FactorParameters& factor : sweep.factor) {
    table.factors.push_back(factor.name);
    table.parameters.push_back(factor.parameter);
    table.levels.push_back(factor.levels);
    auto& places = level_places_.emplace_back();
    for (const std::string& level : factor.levels) places.emplace(level, places.size());
  }
  std::vector<CsvCell> cells;
  while (!problems_.full() && reader_.next(cells)) {
    if (cells.size() != header_.size()) {
      problems_.add(cells.front().place, "this line has " + std::to_string(cells.size()) +
                                             " columns, and the first has " + std::to_string(header_.size()));
      continue;
    }
    if (static_cast<double>(table.values.size() + cells.size()) > most_point_cells) {
      problems_.add(cells.front().place,
                    "more than " + std::to_string(static_cast<long>(most_point_cells)) + " values; sweep in parts");
      break;
    }
    read_row(cells, sweep, factors, table);
  }
  if (table.values.empty() && problems_.empty()) problems_.add(start_, "the table has no points below its first line");
  return table;
}

void SampleTable::read_row(const std::vector<CsvCell>& cells, const SweepParameters& sweep,
                           const std::vector<CheckedFactor>& factors, PointTable& table) {
  const std::size_t row = table.values.size();
  table.values.resize(row + sweep.factor.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::size_t f = factor_of_[c];
    if (factors[f].parameter == nullptr) continue;
    table.values[row + f] = factors[f].numeric() ? number_in(cells[c], sweep.factor[f], *factors[f].parameter)
                                                 : level_in(cells[c], sweep.factor[f], *factors[f].parameter,
                                                            level_places_[f], table.levels[f]);
  }
}

double SampleTable::number_in(const CsvCell& cell, const FactorParameters& factor, const Parameter& parameter) {
  double value = 0.0;
  if (!is_number(cell.text, value)) {
    problems_.add(cell.place, "factor " + factor.name + ": " + (cell.text.empty() ? "an empty cell" : quoted(cell)) +
                                  " where a number is wanted" + what_is_valid(parameter));
    return 0.0;
  }
  if (parameter.kind == ParameterKind::count) value = std::floor(value + 0.5);
  std::string trouble = trouble_with(parameter, value);
  if (trouble.empty() && factor.range.size() == 2 && (value < factor.range[0] || value > factor.range[1])) {
    trouble = "is outside the factor's range, " + toml_number(factor.range[0]) + " to " + toml_number(factor.range[1]);
  }
  if (!trouble.empty()) problems_.add(cell.place, "factor " + factor.name + ": " + cell.text + ' ' + trouble);
  return value;
}

double SampleTable::level_in(const CsvCell& cell, const FactorParameters& factor, const Parameter& parameter,
                             std::map<std::string, std::size_t>& places, std::vector<std::string>& levels) {
  const auto found = places.find(cell.text);
  if (found != places.end()) return static_cast<double>(found->second);
  if (!factor.levels.empty()) {
    problems_.add(cell.place, "factor " + factor.name + ": " + quoted(cell) + " is not one of its levels" +
                                  did_you_mean(closest_names(cell.text, factor.levels)));
    return 0.0;
  }
  if (levels.size() == most_levels) {
    problems_.add(cell.place, "factor " + factor.name + ": more than " + std::to_string(most_levels) + " levels");
    return 0.0;
  }
  static_cast<void>(parsed_value(parse_toml_value(cell.text, cell.place, problems_), parameter, problems_));
  places.emplace(cell.text, levels.size());
  levels.push_back(cell.text);
  return static_cast<double>(levels.size() - 1);
}

}  // namespace ayni
