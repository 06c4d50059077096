#include <algorithm>
#include <cmath>
#include <utility>

#include "scenario/levers.hpp"
#include "web/open_scenario.hpp"

namespace ayni {
namespace {

struct ToJson {
  template <class T>
  Json operator()(const T& value) const {
    return value;
  }
  Json operator()(NoAssignments) const { return Json::object(); }
};

Json json_of(const ParameterValue& value) { return std::visit(ToJson{}, value); }

/// A bound or an end of a range, whole where the parameter is.
Json number_of(const Parameter& parameter, double number) {
  return parameter.kind == ParameterKind::count ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

/// The member of that name, or null.
template <class Named>
const Named* find_named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&name](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

class ParameterLister {
 public:
  explicit ParameterLister(const OpenScenario& open) : open_{open}, pattern_{scenario_parameters()} {}

  Json list() {
    add(parameters_of(open_.resolved.scenario), pattern_);
    return std::move(json_);
  }

 private:
  /// `pattern` declares what the table can hold, with defaults. What a change sets is declared where it stands itself.
  void add(const ParameterTable& table, const ParameterTable& pattern) {
    for (const Parameter& parameter : table.parameters) {
      const Parameter* const declared = find_named(pattern.parameters, parameter.name);
      json_.push_back(described(parameter, declared != nullptr ? *declared : parameter, table));
    }
    for (const ParameterTable& inner : table.tables) {
      const ParameterTable* const of_inner =
          table.keyed ? &pattern.tables.front() : find_named(pattern.tables, inner.name);
      add(inner, inner.assignments || of_inner == nullptr ? pattern_ : *of_inner);
    }
  }

  [[nodiscard]] Json described(const Parameter& parameter, const Parameter& declared,
                               const ParameterTable& table) const {
    Json json;
    json["path"] = parameter.path;
    json["kind"] = kind_name(parameter.kind);
    json["value"] = json_of(parameter.value);
    json["toml"] = toml_of(parameter.value);
    json["origin"] = open_.resolved.origins.at(parameter.path);
    json["default"] = json_of(declared.value);
    json["unit"] = parameter.unit;
    if (std::isfinite(parameter.low)) json["minimum"] = number_of(parameter, parameter.low);
    if (std::isfinite(parameter.high)) json["maximum"] = number_of(parameter, parameter.high);
    if (!parameter.choices.empty()) json["choices"] = parameter.choices;
    json["lever"] = is_lever(parameter);
    if (!std::isnan(parameter.try_low)) json["tryLow"] = number_of(parameter, parameter.try_low);
    if (!std::isnan(parameter.try_high)) json["tryHigh"] = number_of(parameter, parameter.try_high);
    for (const std::string_view list : parameter.try_lists) json["tryLists"].push_back(Json::parse(list));
    json["fixedAtStart"] = parameter.fixed_at_start;
    json["meaning"] = parameter.meaning;
    json["source"] = parameter.source;
    json["group"] = table.path;
    json["groupMeaning"] = table.meaning;
    return json;
  }

  const OpenScenario& open_;
  ParameterTable pattern_;
  Json json_ = Json::array();
};

}  // namespace

Json parameters_json(const OpenScenario& open) { return ParameterLister{open}.list(); }

Json catalogue_json(const Catalogue& catalogue) {
  Json json;
  json["axes"] = Json::array();
  for (const AxisInfo& axis : catalogue.axes) {
    json["axes"].push_back(Json{{"name", axis.name},
                                {"size", axis.size},
                                {"labels", axis.labels},
                                {"meaning", axis.meaning},
                                {"unseen", axis.unseen}});
  }
  json["measures"] = Json::array();
  for (const Measure& measure : catalogue.measures) {
    Json one;
    one["name"] = measure.name;
    one["axes"] = one["shape"] = Json::array();
    for (const Axis axis : measure.axes) {
      one["axes"].push_back(catalogue.axis(axis).name);
      one["shape"].push_back(catalogue.axis(axis).size);
    }
    one["unit"] = measure.unit;
    one["longName"] = measure.long_name;
    one["meaning"] = measure.meaning;
    if (measure.better) one["better"] = *measure.better == Better::higher ? "higher" : "lower";
    json["measures"].push_back(std::move(one));
  }
  json["tables"] = Json::array();
  for (const Table& table : catalogue.tables) {
    Json one{{"name", table.name}, {"meaning", table.meaning}, {"columns", Json::array()}};
    for (const Column& column : table.columns) {
      one["columns"].push_back(Json{{"name", column.name},
                                    {"unit", column.unit},
                                    {"longName", column.long_name},
                                    {"meaning", column.meaning},
                                    {"flags", column.flags}});
    }
    json["tables"].push_back(std::move(one));
  }
  return json;
}

}  // namespace ayni
