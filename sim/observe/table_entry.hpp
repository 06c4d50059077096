#pragma once
// A table together with the functions that get its cells: what a file holds and what is recorded come from the same list
// of columns.

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// `Row` is what one row tells of: an alliance, an event, an agent.
template <class Row>
struct ColumnEntry {
  Column column;
  double (*get)(const Row& row);
  std::optional<Axis> labels = std::nullopt;  ///< the axis whose labels the column's values stand for
};

template <class Row>
struct TableEntry {
  std::string name;
  std::string meaning;
  std::vector<ColumnEntry<Row>> columns;
};

template <class Row>
void declare(Catalogue& catalogue, const TableEntry<Row>& entry) {
  Table table{entry.name, entry.meaning, {}};
  for (const ColumnEntry<Row>& one : entry.columns) {
    table.columns.push_back(one.column);
    if (one.labels) table.columns.back().flags = catalogue.axis(*one.labels).labels;
  }
  catalogue.tables.push_back(std::move(table));
}

/// Names of an enumeration's values, in their order, as a column's flags.
template <class Names>
[[nodiscard]] std::vector<std::string> flags(const Names& names) {
  return {names.begin(), names.end()};
}

/// Adds rows to a table, which only this fills.
template <class Row>
class TableWriter {
 public:
  /// Reserves room for so many rows; until they are full, adding one allocates nothing.
  TableWriter(const TableEntry<Row>& entry, const Catalogue& catalogue, Results& results, std::size_t likely_rows) {
    const std::size_t position = catalogue.table(entry.name);
    const Table& table = catalogue.tables[position];
    std::vector<std::vector<double>>& columns = results.tables[position].columns;
    if (!columns.empty()) throw std::logic_error("two observers fill the table '" + entry.name + "'");
    columns.resize(table.columns.size());
    for (const ColumnEntry<Row>& one : entry.columns) {
      std::vector<double>& cells = columns[table.column(one.column.name)];
      cells.reserve(likely_rows);
      columns_.push_back({one.get, &cells});
    }
  }

  void add(const Row& row) const {
    for (const Filled& column : columns_) column.cells->push_back(column.get(row));
  }

 private:
  struct Filled {
    double (*get)(const Row& row);
    std::vector<double>* cells;
  };
  std::vector<Filled> columns_;
};

}  // namespace ayni
