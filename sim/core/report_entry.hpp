#pragma once
// A column of a report together with what gets its cells, so that what a number is called and how it is got are one entry
// and nothing is matched by position.

#include <utility>
#include <vector>

#include "core/report.hpp"

namespace ayni {

/// `Row` is what one row tells of.
template <class Row>
struct ReportEntry {
  ReportColumn column;
  ReportCell (*cell)(const Row& row);

  template <class Get>
  ReportEntry(ReportColumn its_column, Get /*captures nothing*/)
      : column{std::move(its_column)}, cell{[](const Row& row) -> ReportCell { return Get{}(row); }} {}
};

template <class Row>
using ReportEntries = std::vector<ReportEntry<Row>>;

template <class Row>
void add_columns(ReportTable& table, const ReportEntries<Row>& entries) {
  for (const ReportEntry<Row>& entry : entries) table.columns.push_back(entry.column);
}

template <class Row>
void add_row(ReportTable& table, const ReportEntries<Row>& entries, const Row& row) {
  std::vector<ReportCell>& cells = table.rows.emplace_back();
  for (const ReportEntry<Row>& entry : entries) cells.push_back(entry.cell(row));
}

}  // namespace ayni
