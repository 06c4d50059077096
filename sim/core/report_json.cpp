#include "core/report_json.hpp"

#include <type_traits>
#include <utility>
#include <variant>

namespace ayni {
namespace {

constexpr const char* kind_names[] = {"text",  "number",           "setting",        "score", "difference",
                                      "share", "share_difference", "share_distance", "change"};

void add(Json& json, const std::vector<ReportFact>& facts) {
  for (const ReportFact& fact : facts) {
    json[fact.name] = std::visit(
        [](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
            return Json(nullptr);
          else
            return Json(value);
        },
        fact.value);
  }
}

Json json_of(const ReportColumn& column) {
  Json json;
  json["name"] = column.name;
  json["title"] = column.title;
  json["kind"] = kind_names[static_cast<std::size_t>(column.kind)];
  json["unit"] = column.unit;
  json["meaning"] = column.meaning;
  return json;
}

void add(Json& row, const ReportColumn& column, const ReportCell& cell) {
  if (const auto* const text = std::get_if<std::string>(&cell)) {
    row[column.name] = *text;
  } else {
    for (const NumberPart& part : parts_of(column)) row[part.name] = std::get<ReportNumber>(cell).*part.number;
  }
}

Json json_of(const ReportTable& table) {
  Json json;
  json["name"] = table.name;
  json["title"] = table.title;
  add(json, table.facts);
  json["notes"] = table.notes;
  json["columns"] = Json::array();
  for (const ReportColumn& column : table.columns) {
    if (column.readers != Readers::people) json["columns"].push_back(json_of(column));
  }
  json["rows"] = Json::array();
  for (const auto& cells : table.rows) {
    Json row = Json::object();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].readers != Readers::people) add(row, table.columns[c], cells[c]);
    }
    json["rows"].push_back(std::move(row));
  }
  return json;
}

Json json_of(const ReportSection& section) {
  Json json;
  json["name"] = section.name;
  json["title"] = section.title;
  json["notes"] = section.notes;
  json["tables"] = Json::array();
  for (const ReportTable& table : section.tables) {
    if (table.readers != Readers::people) json["tables"].push_back(json_of(table));
  }
  return json;
}

}  // namespace

Json json_of(const Report& report) {
  Json json;
  json["report"] = report.name;
  add(json, report.facts);
  json["notes"] = report.notes;
  json["sections"] = Json::array();
  for (const ReportSection& section : report.sections) json["sections"].push_back(json_of(section));
  json["conclusions"] = report.conclusions;
  return json;
}

}  // namespace ayni
