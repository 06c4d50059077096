#include "results/report_group.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "results/describe.hpp"
#include "results/hdf5_scales.hpp"
#include "results/hdf5_write.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

/// A dataset with its values, texts or numbers; a dimension's stands on itself.
struct GroupDataset {
  FileVariable variable;
  std::vector<std::string> texts;
  std::vector<double> numbers;
};

std::string text_of(const ReportFact& fact) {
  if (const auto* flag = std::get_if<bool>(&fact.value)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<std::uint64_t>(&fact.value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&fact.value)) return toml_number(*number);
  if (const auto* text = std::get_if<std::string>(&fact.value)) return *text;
  const auto* texts = std::get_if<std::vector<std::string>>(&fact.value);
  std::string joined;
  for (std::size_t k = 0; texts != nullptr && k < texts->size(); ++k) joined += (k > 0 ? ", " : "") + (*texts)[k];
  return joined;
}

FileVariable text_variable(const std::string& name, std::string dimension, const std::string& meaning) {
  return {name, {std::move(dimension)}, std::nullopt, "1", meaning.empty() ? name : meaning, "", {}};
}

/// Money and the like stand in the long name, for CF knows no such unit.
FileVariable variable_of(const ReportColumn& column, const NumberPart& part, const std::string& unit,
                         std::vector<std::string> dimensions) {
  const std::string own = column.meaning.empty() ? column.title : column.meaning;
  const std::string in_unit = unit.empty() || unit == "1" ? "" : ", " + unit;
  const std::string what = part.meaning.empty() ? own : column.name + ": " + part.meaning;
  return {part.name, std::move(dimensions), Storage::real64, "1", what + in_unit, "", {}};
}

std::size_t place_of(const std::vector<std::string>& labels, const std::string& label) {
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

/// The datasets of a report, dimensions before what stands on them.
class Datasets {
 public:
  explicit Datasets(const Report& report) : report_{report} {
    for (const ReportSection& section : report.sections) {
      if (!section.dimension.empty()) {
        if (!section.tables.empty()) stack(section);
        continue;
      }
      for (const ReportTable& table : section.tables) {
        if (!table.rows.empty()) add(table);
      }
    }
  }

  [[nodiscard]] std::vector<GroupDataset> all() && { return std::move(all_); }

 private:
  void stack(const ReportSection& section) {
    const std::string& dimension = section.dimension;
    const std::vector<ReportTable>& tables = section.tables;
    std::vector<std::string> names;
    for (const ReportTable& table : tables) names.push_back(table.name);
    all_.push_back({text_variable(dimension, dimension, section.meaning), names, {}});
    for (std::size_t f = 0; f < tables.front().facts.size(); ++f) {
      const ReportFact& fact = tables.front().facts[f];
      std::vector<std::string> texts;
      for (const ReportTable& table : tables) texts.push_back(text_of(table.facts[f]));
      all_.push_back({text_variable(dimension + '_' + fact.name, dimension, fact.meaning), std::move(texts), {}});
    }
    const std::vector<ReportColumn>& columns = tables.front().columns;
    const std::vector<std::string> rows = row_labels(columns.front());
    for (std::size_t c = 1; c < columns.size(); ++c) {
      if (columns[c].kind == CellKind::text || columns[c].readers == Readers::people) continue;
      const bool one_unit = std::all_of(tables.begin(), tables.end(), [&](const ReportTable& table) {
        return table.columns[c].unit == columns[c].unit;
      });
      for (const NumberPart& part : parts_of(columns[c])) {
        GroupDataset dataset{
            variable_of(columns[c], part, one_unit ? columns[c].unit : "1", {dimension, columns.front().name}), {}, {}};
        dataset.numbers.assign(tables.size() * rows.size(), ReportNumber::unknown);
        for (std::size_t t = 0; t < tables.size(); ++t) {
          for (const auto& row : tables[t].rows) {
            const std::size_t place = place_of(rows, std::get<std::string>(row.front()));
            dataset.numbers[t * rows.size() + place] = std::get<ReportNumber>(row[c]).*part.number;
          }
        }
        all_.push_back(std::move(dataset));
      }
    }
  }

  /// The rows that any stacked table names by this column; a dimension, added when it is first asked for.
  std::vector<std::string> row_labels(const ReportColumn& column) {
    std::vector<std::string> labels;
    for (const ReportSection& section : report_.sections) {
      for (const ReportTable& table : section.tables) {
        if (section.dimension.empty() || table.columns.front().name != column.name) continue;
        for (const auto& row : table.rows) {
          const auto& label = std::get<std::string>(row.front());
          if (place_of(labels, label) == labels.size()) labels.push_back(label);
        }
      }
    }
    const bool there = std::any_of(all_.begin(), all_.end(),
                                   [&](const GroupDataset& other) { return other.variable.name == column.name; });
    if (!there) all_.push_back({text_variable(column.name, column.name, column.meaning), labels, {}});
    return labels;
  }

  void add(const ReportTable& table) {
    const std::string& dimension = table.columns.front().name;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ReportColumn& column = table.columns[c];
      if (column.readers == Readers::people) continue;
      if (column.kind == CellKind::text) {
        GroupDataset dataset{text_variable(column.name, dimension, column.meaning), {}, {}};
        for (const auto& row : table.rows) dataset.texts.push_back(std::get<std::string>(row[c]));
        all_.push_back(std::move(dataset));
        continue;
      }
      for (const NumberPart& part : parts_of(column)) {
        GroupDataset dataset{variable_of(column, part, column.unit, {dimension}), {}, {}};
        for (const auto& row : table.rows) dataset.numbers.push_back(std::get<ReportNumber>(row[c]).*part.number);
        if (c == 0) dataset.variable.storage = Storage::int32;
        all_.push_back(std::move(dataset));
      }
    }
  }

  const Report& report_;
  std::vector<GroupDataset> all_;
};

std::vector<GroupDataset> datasets_of(const Report& report) { return Datasets{report}.all(); }

hdf5::Handle write(hid_t group, const GroupDataset& dataset, const std::vector<hsize_t>& shape) {
  if (!dataset.variable.storage) return hdf5::write_texts(group, dataset.variable.name, dataset.texts);
  return hdf5::write_numbers(group, dataset.variable.name, shape, dataset.numbers);
}

}  // namespace

std::vector<FileVariable> report_layout(const Report& report) {
  std::vector<FileVariable> all;
  for (const GroupDataset& dataset : datasets_of(report)) all.push_back(dataset.variable);
  return all;
}

void write_report(hid_t file, const Report& report) {
  const hdf5::Handle group = hdf5::create_group(file, report.name);
  for (const ReportFact& fact : report.facts) {
    const bool none = std::holds_alternative<std::monostate>(fact.value);
    if (!none) hdf5::write_attribute(group.get(), fact.name.c_str(), text_of(fact));
  }
  hdf5::DimensionScales scales;
  std::vector<std::pair<std::string, hsize_t>> sizes;
  for (const GroupDataset& dataset : datasets_of(report)) {
    const FileVariable& variable = dataset.variable;
    if (variable.dimensions.front() == variable.name) {
      const std::vector<int> numbers(dataset.numbers.begin(), dataset.numbers.end());
      const std::size_t size = std::max(numbers.size(), dataset.texts.size());
      add_scale(scales, group.get(), {variable.name, size, false, variable, dataset.texts, numbers}, 0);
      sizes.emplace_back(variable.name, size);
      continue;
    }
    std::vector<hsize_t> shape;
    for (const std::string& dimension : variable.dimensions) {
      shape.push_back(std::find_if(sizes.begin(), sizes.end(), [&](const auto& known) {
                        return known.first == dimension;
                      })->second);
    }
    const hdf5::Handle written = write(group.get(), dataset, shape);
    describe(written.get(), variable);
    scales.attach(written.get(), variable.dimensions);
  }
  scales.write_references();
}

}  // namespace ayni
