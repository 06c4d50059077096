#include "web/story.hpp"

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace ayni {
namespace {

/// A table of a run, cell by cell.
class RunTable {
 public:
  RunTable(const Catalogue& catalogue, const Results& results, std::string_view name)
      : table_{catalogue.tables[catalogue.table(name)]}, columns_{results.tables[catalogue.table(name)].columns} {}

  [[nodiscard]] std::size_t rows() const { return columns_.front().size(); }
  [[nodiscard]] double number(std::string_view column, std::size_t row) const {
    return columns_[table_.column(column)][row];
  }
  /// A number, the name of a category, or null where there is none.
  [[nodiscard]] Json cell(std::string_view column, std::size_t row) const {
    const double value = number(column, row);
    const std::vector<std::string>& flags = table_.columns[table_.column(column)].flags;
    if (flags.empty()) return value;
    return value < 0.0 ? Json(nullptr) : Json(flags.at(static_cast<std::size_t>(value)));
  }
  [[nodiscard]] Json row(std::size_t row) const {
    Json json;
    for (const Column& column : table_.columns) json[column.name] = cell(column.name, row);
    return json;
  }

 private:
  const Table& table_;
  const std::vector<std::vector<double>>& columns_;
};

Json events_of(const RunTable& events, double group) {
  Json json = Json::array();
  for (std::size_t row = 0; row < events.rows(); ++row) {
    if (events.number("group", row) != group) continue;
    const double buyer = events.number("buyer", row);
    json.push_back(Json{{"month", events.number("month", row)},
                        {"kind", events.cell("kind", row)},
                        {"cause", events.cell("cause", row)},
                        {"buyer", buyer < 0.0 ? Json(nullptr) : Json(buyer)}});
  }
  return json;
}

Json alliance_of(const RunTable& alliances, double group) {
  for (std::size_t row = 0; row < alliances.rows(); ++row) {
    if (alliances.number("group", row) == group) return alliances.row(row);
  }
  return nullptr;
}

/// One array a column, of what a function makes of each month.
template <class Value>
Json column_of(const std::vector<GroupMonth>& months, const Value& value) {
  Json json = Json::array();
  for (const GroupMonth& month : months) json.push_back(Json(value(month)));
  return json;
}

Json months_of(const std::vector<GroupMonth>& months) {
  const auto column = [&months](double GroupMonth::*member) {
    return column_of(months, [member](const GroupMonth& month) { return month.*member; });
  };
  Json json;
  json["outlet"] =
      column_of(months, [](const GroupMonth& month) { return outlet_names[static_cast<std::size_t>(month.outlet)]; });
  json["partner"] = column_of(
      months, [](const GroupMonth& month) { return month.buyer == nobody ? Json(nullptr) : Json(month.buyer); });
  json["contractPrice"] = column(&GroupMonth::contract_price);
  json["spotPrice"] = column(&GroupMonth::spot_price);
  json["trust"] = column(&GroupMonth::trust);
  json["buyerTrust"] = column(&GroupMonth::buyer_trust);
  json["sideSelling"] = column(&GroupMonth::side_selling);
  json["unpaid"] = column(&GroupMonth::unpaid);
  json["refused"] = column(&GroupMonth::refused);
  json["members"] = column_of(months, [](const GroupMonth& month) { return month.members; });
  return json;
}

}  // namespace

Json story_json(const Catalogue& catalogue, const Results& results, const GroupCourse& course) {
  const auto group = static_cast<double>(course.group());
  Json json;
  json["group"] = course.group();
  json["region"] = catalogue.axis(Axis::region).labels.at(course.region());
  json["product"] = catalogue.axis(Axis::product).labels.at(course.product());
  json["alliance"] = alliance_of({catalogue, results, "alliance"}, group);
  json["events"] = events_of({catalogue, results, "event"}, group);
  json["months"] = months_of(course.months());
  json["grievances"] = Json::object();
  for (std::size_t k = 0; k < reasons; ++k) {
    json["grievances"][reason_names[k]] =
        column_of(course.months(), [k](const GroupMonth& month) { return month.grievance[k]; });
  }
  return json;
}

}  // namespace ayni
