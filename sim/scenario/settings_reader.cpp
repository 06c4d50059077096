#include "scenario/settings_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/near_names.hpp"
#include "core/number_hint.hpp"
#include "core/printable.hpp"
#include "scenario/former_parameters.hpp"
#include "scenario/near_keys.hpp"
#include "scenario/toml_value.hpp"

namespace ayni {
namespace {

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

std::string_view wanted_kind(ParameterKind kind) {
  static constexpr std::string_view wanted[] = {
      "a number",           "a whole number",      "true or false",     "text",
      "one of its choices", "an array of numbers", "an array of texts", "a table"};
  return wanted[static_cast<std::size_t>(kind)];
}

class Reader {
 public:
  Reader(const ParameterTable& pattern, SettingProblems& problems) : pattern_{&pattern}, problems_{&problems} {}

  ValuesRead read(const Setting::Table& settings, const ParameterTable& table) {
    read_table(settings, table);
    return std::move(read_);
  }

  void read_parameter(const Setting& setting, const Parameter& parameter) {
    std::string trouble;
    std::vector<std::string> near;
    const std::size_t before = problems_->found().size();
    switch (parameter.kind) {
      case ParameterKind::number:
        trouble = read_number(setting, parameter);
        break;
      case ParameterKind::count:
        trouble = read_count(setting, parameter);
        break;
      case ParameterKind::flag:
        trouble = read_flag(setting, parameter);
        break;
      case ParameterKind::text:
        trouble = read_text(setting, parameter);
        break;
      case ParameterKind::choice:
        trouble = read_choice(setting, parameter, near);
        break;
      case ParameterKind::numbers:
        read_numbers(setting, parameter);
        break;
      case ParameterKind::texts:
        read_texts(setting, parameter);
        break;
      case ParameterKind::assignments:  // each of them is a parameter by itself
        break;
    }
    if (!trouble.empty()) {
      problems_->add(setting.place, parameter.path + " = " + shown(setting) + ' ' + trouble, std::move(near));
    }
    if (problems_->found().size() > before) read_.wrong.insert(parameter.path);
    read_.places.emplace(parameter.path, setting.key_place);
  }

 private:
  void read_table(const Setting::Table& settings, const ParameterTable& table) {
    for (const auto& [key, setting] : settings) {
      const auto named = [&name = key](const auto& candidate) { return candidate.name == name; };
      const auto parameter = std::find_if(table.parameters.begin(), table.parameters.end(), named);
      if (parameter != table.parameters.end()) {
        read_parameter(setting, *parameter);
        continue;
      }
      const auto inner = std::find_if(table.tables.begin(), table.tables.end(), named);
      if (inner != table.tables.end()) {
        read_inner(setting, *inner);
      } else {
        unknown(key, setting, table);
      }
    }
  }

  void read_inner(const Setting& setting, const ParameterTable& table) {
    if (setting.table() == nullptr) {
      problems_->add(setting.place, table.path + " = " + shown(setting) + " must be a table: [" + table.path + "] (" +
                                        std::string{table.meaning} + ')');
      read_.wrong.insert(table.path);
      return;
    }
    read_.places.emplace(table.path, setting.key_place);
    if (table.assignments) {
      read_assignments(*setting.table(), {}, table);
    } else {
      read_table(*setting.table(), table);
    }
  }

  /// What stands below a table of assignments, by the paths of what it is assigned to.
  void read_assignments(const Setting::Table& settings, const std::string& path, const ParameterTable& table) {
    const std::vector<const Parameter*> known = flattened(table);
    for (const auto& [key, setting] : settings) {
      const std::string here = joined_path(path, printable(key));
      if (setting.table() != nullptr) {
        read_assignments(*setting.table(), here, table);
        continue;
      }
      const std::string whole = joined_path(table.path, here);
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&whole](const Parameter* parameter) { return parameter->path == whole; });
      if (found == known.end()) {
        add_not_assignable(whole + ": " + here, here, key, setting.key_place);
      } else if ((*found)->fixed_at_start) {
        problems_->add(setting.key_place,
                       whole + ": " + here +
                           " is about the start: the country is built from it, or it is drawn or "
                           "observed for the whole run; no change can set it, so set it in the scenario itself");
        read_.wrong.insert(whole);
      } else {
        read_parameter(setting, **found);
      }
    }
  }

  /// Tells why nothing can be assigned to a path at which there is no parameter.
  void add_not_assignable(const std::string& what, const std::string& path, std::string_view key,
                          const SettingPlace& place) {
    if (const std::string became = what_became_of(path); !became.empty()) {
      problems_->add(place, what + ' ' + became);
      return;
    }
    for (const Parameter* const parameter : flattened(*pattern_)) {
      if (parameter->path.compare(0, path.size() + 1, path + '.') == 0) {
        problems_->add(place, what + " is a table; set a parameter in it, such as " + parameter->path);
        return;
      }
    }
    problems_->add(place, what + " is not a parameter, so it would change nothing",
                   near_keys(key, ParameterTable{}, *pattern_));
  }

  void unknown(const std::string& key, const Setting& setting, const ParameterTable& table) {
    if (problems_->full()) {
      problems_->add(setting.key_place, {});
      return;
    }
    const std::string path = joined_path(table.path, printable(key));
    if (told_of_change(path, setting)) return;
    if (!table.keyed) {
      std::vector<std::string> near = where_it_belongs(key, *pattern_);
      if (near.empty()) near = near_keys(key, table, *pattern_);
      problems_->add(setting.key_place, path + " is not a parameter, so it would change nothing", std::move(near));
    } else if (!is_entry_name(key)) {
      problems_->add(setting.key_place, path +
                                            ": the name of an entry starts with a-z and has at most 64 of a-z, 0-9, "
                                            "_ and -, because it becomes part of names in the output");
    } else if (setting.table() == nullptr) {
      problems_->add(setting.place, path + " = " + shown(setting) + " must be a table: [" + path + ']');
    } else {
      problems_->add(setting.key_place,
                     path + ": more than " + std::to_string(most_entries) + " entries in [" + table.path + ']');
    }
  }

  /// Tells what a name of an earlier version became, and of a table what each of its entries did.
  bool told_of_change(const std::string& path, const Setting& setting) {
    bool told = false;
    if (const Setting::Table* const entries = setting.table()) {
      for (const auto& [name, entry] : *entries) told = told_of_change(joined_path(path, name), entry) || told;
    }
    const std::string became = what_became_of(path);
    if (became.empty()) return told;
    problems_->add(setting.key_place, path + ' ' + became);
    return true;
  }

  static std::string wrong_kind(const Setting& setting, const Parameter& parameter) {
    std::string text =
        "is " + std::string{kind_of(setting)} + " where " + std::string{wanted_kind(parameter.kind)} + " is wanted";
    const auto* const given = std::get_if<std::string>(&setting.value);
    const bool like_number = given != nullptr && given->find_first_of("0123456789") <= 1;
    if (like_number && parameter.kind <= ParameterKind::count) {
      const std::string hint = number_hint(*given);
      text += hint.empty() ? ", without quotes" : hint;
    }
    return text + what_is_valid(parameter);
  }

  /// The setting as a number; TOML's whole numbers are numbers too.
  static bool is_number(const Setting& setting, double& number) {
    if (const auto* const real = std::get_if<double>(&setting.value)) {
      number = *real;
    } else if (const auto* const whole = std::get_if<std::int64_t>(&setting.value)) {
      number = static_cast<double>(*whole);
    } else {
      return false;
    }
    return true;
  }

  static std::string read_number(const Setting& setting, const Parameter& parameter) {
    double number = 0.0;
    if (!is_number(setting, number)) return wrong_kind(setting, parameter);
    std::string trouble = trouble_with(parameter, number);
    if (trouble.empty()) parameter.assign(number);
    return trouble;
  }

  static std::string read_count(const Setting& setting, const Parameter& parameter) {
    const auto* const whole = std::get_if<std::int64_t>(&setting.value);
    if (whole == nullptr) return wrong_kind(setting, parameter);
    std::string trouble = trouble_with(parameter, static_cast<double>(*whole));
    if (trouble.empty()) parameter.assign(*whole);
    return trouble;
  }

  static std::string read_flag(const Setting& setting, const Parameter& parameter) {
    const auto* const flag = std::get_if<bool>(&setting.value);
    if (flag == nullptr) return wrong_kind(setting, parameter);
    parameter.assign(*flag);
    return {};
  }

  static std::string text_trouble(const std::string& text) {
    if (text.size() > longest_parameter_text) {
      return "is longer than " + std::to_string(longest_parameter_text) + " bytes";
    }
    if (has_control_characters(text)) return "holds control characters, which no output can show";
    return {};
  }

  static std::string read_text(const Setting& setting, const Parameter& parameter) {
    const auto* const text = std::get_if<std::string>(&setting.value);
    if (text == nullptr) return wrong_kind(setting, parameter);
    std::string trouble = text_trouble(*text);
    if (trouble.empty()) parameter.assign(*text);
    return trouble;
  }

  static std::string read_choice(const Setting& setting, const Parameter& parameter, std::vector<std::string>& near) {
    const auto* const text = std::get_if<std::string>(&setting.value);
    if (text == nullptr) return wrong_kind(setting, parameter);
    if (std::find(parameter.choices.begin(), parameter.choices.end(), *text) != parameter.choices.end()) {
      parameter.assign(*text);
      return {};
    }
    near = closest_names(*text, {parameter.choices.begin(), parameter.choices.end()});
    return (text->empty() ? "is empty" : "is not a choice") + what_is_valid(parameter);
  }

  /// The array behind a setting, or null with a problem told.
  const Setting::Array* array(const Setting& setting, const Parameter& parameter) {
    const Setting::Array* const elements = setting.array();
    std::string trouble;
    if (elements == nullptr) {
      trouble = wrong_kind(setting, parameter);
    } else if (elements->size() > longest_parameter_array) {
      trouble = "has more than " + std::to_string(longest_parameter_array) + " elements";
    }
    if (trouble.empty()) return elements;
    problems_->add(setting.place, parameter.path + " = " + shown(setting) + ' ' + trouble);
    return nullptr;
  }

  void element_problem(const Parameter& parameter, const Setting::Array& elements, std::size_t at,
                       const std::string& trouble) {
    problems_->add(elements[at].place, parameter.path + ", element " + std::to_string(at + 1) + " = " +
                                           shown(elements[at]) + ' ' + trouble);
  }

  void read_numbers(const Setting& setting, const Parameter& parameter) {
    const Setting::Array* const elements = array(setting, parameter);
    if (elements == nullptr) return;
    std::vector<double> values;
    for (std::size_t i = 0; i < elements->size(); ++i) {
      double number = 0.0;
      const bool fits = is_number((*elements)[i], number);
      const std::string trouble =
          fits ? trouble_with(parameter, number)
               : "is " + std::string{kind_of((*elements)[i])} + " where a number is wanted" + what_is_valid(parameter);
      if (!trouble.empty()) element_problem(parameter, *elements, i, trouble);
      values.push_back(number);
    }
    parameter.assign(std::move(values));
  }

  void read_texts(const Setting& setting, const Parameter& parameter) {
    const Setting::Array* const elements = array(setting, parameter);
    if (elements == nullptr) return;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < elements->size(); ++i) {
      const auto* const text = std::get_if<std::string>(&(*elements)[i].value);
      const std::string trouble = text != nullptr ? text_trouble(*text)
                                                  : "is " + std::string{kind_of((*elements)[i])} +
                                                        " where text is wanted" + what_is_valid(parameter);
      if (!trouble.empty()) element_problem(parameter, *elements, i, trouble);
      if (text != nullptr) values.push_back(*text);
    }
    parameter.assign(std::move(values));
  }

  const ParameterTable* pattern_;
  SettingProblems* problems_;
  ValuesRead read_;
};

}  // namespace

ValuesRead read_values(const Setting::Table& settings, const ParameterTable& table, const ParameterTable& pattern,
                       SettingProblems& problems) {
  return Reader{pattern, problems}.read(settings, table);
}

const Parameter& parameter_at(const ParameterTable& table, const ParameterTable& pattern, std::string_view path) {
  const ParameterTable* at = &table;
  std::string_view rest = path;
  while (true) {
    const std::string_view key = rest.substr(0, rest.find('.'));
    const bool last = key.size() == rest.size();
    const auto named = [key](const auto& candidate) { return candidate.name == key; };
    const auto parameter = std::find_if(at->parameters.begin(), at->parameters.end(), named);
    if (last && parameter != at->parameters.end()) return *parameter;
    const auto inner = std::find_if(at->tables.begin(), at->tables.end(), named);
    if (last || inner == at->tables.end()) {
      std::vector<std::string> near = near_keys(key, *at, pattern);
      throw InvalidInput{
          {{"", printable(path, 200) + " is not a parameter" + did_you_mean(near), {}, 0, 0, std::move(near)}}};
    }
    at = &*inner;
    rest.remove_prefix(key.size() + 1);
  }
}

std::optional<ParameterValue> parsed_value(const Setting& setting, const Parameter& parameter,
                                           SettingProblems& problems) {
  std::optional<ParameterValue> value;
  Parameter kept = parameter;
  kept.assign = [&value](const ParameterValue& given) { value = given; };
  const ParameterTable none;
  Reader{none, problems}.read_parameter(setting, kept);
  return value;
}

std::string trouble_with(const Parameter& parameter, double value) {
  if (!std::isfinite(value)) return "is not a finite number" + what_is_valid(parameter);
  if (value >= parameter.low && value <= parameter.high) return {};
  return (value < parameter.low ? "is too small" : "is too large") + what_is_valid(parameter);
}

std::string what_is_valid(const Parameter& parameter) {
  const std::string range = valid_range(parameter);
  const std::string meaning = " (" + std::string{parameter.meaning} + ')';
  return range.empty() ? meaning : "; valid: " + range + meaning;
}

}  // namespace ayni
