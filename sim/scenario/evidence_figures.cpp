#include "scenario/evidence_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "core/near_names.hpp"
#include "core/printable.hpp"
#include "scenario/setting_arithmetic.hpp"

namespace ayni {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const std::vector<std::string> known_fields{
    "id",        "value",     "unit",        "n",           "share",          "tolerance", "use",
    "statistic", "sample",    "filter",      "unavailable", "unavailable_es", "where",     "note",
    "count",     "parameter", "truth_found", "truth",       "truth_sample"};

double number_of(const Setting& setting) {
  if (const auto* whole = std::get_if<std::int64_t>(&setting.value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&setting.value)) return *real;
  return unknown;
}

bool is_number(const Setting& setting) { return !std::isnan(number_of(setting)); }
bool is_text(const Setting& setting) { return std::holds_alternative<std::string>(setting.value); }

/// The steps from a figure's value to one of its numbers: keys of tables, places in lists.
using Path = std::vector<std::string>;

/// What a field says about the number at a path: its own value, or that of the table or list it has in the value's
/// shape. Null when it says nothing.
const Setting* at(const Setting& field, const Path& path, std::size_t step = 0) {
  if (const auto* table = field.table()) {
    for (std::size_t k = step; k < path.size(); ++k) {
      if (const auto found = table->find(path[k]); found != table->end()) return at(found->second, path, k + 1);
    }
    return nullptr;
  }
  if (const auto* list = field.array()) {
    for (std::size_t k = step; k < path.size(); ++k) {
      const auto position = std::find_if(path[k].begin(), path[k].end(), [](char c) { return c < '0' || c > '9'; });
      if (position != path[k].end() || path[k].empty() || path[k].size() > 6) continue;
      const std::size_t index = std::stoul(path[k]);
      if (index >= 1 && index <= list->size()) return at((*list)[index - 1], path, k + 1);
    }
    return nullptr;
  }
  return &field;
}

class FigureReader {
 public:
  explicit FigureReader(const Settings& settings) : problems_{settings.sources, settings.problems} {
    if (!settings.whole) problems_.throw_if_any();
    for (const auto& [name, field] : settings.root) {
      if (name == "figure" || (name == "source" && is_text(field))) continue;
      problems_.add(field.key_place, "a file of figures has only `source` (a text) and [[figure]] entries" +
                                         did_you_mean(closest_names(name, {"figure", "source"})));
    }
    const auto found = settings.root.find("figure");
    const auto* const entries = found == settings.root.end() ? nullptr : found->second.array();
    if (entries == nullptr) {
      problems_.add(found == settings.root.end() ? SettingPlace{0, 0, 0} : found->second.place,
                    "there are no figures; write each as an entry [[figure]] with id, value and use");
    } else {
      for (const Setting& entry : *entries) read_entry(entry);
    }
    problems_.throw_if_any();
  }

  [[nodiscard]] std::vector<FigurePart> parts() && { return std::move(parts_); }

 private:
  void read_entry(const Setting& entry) {
    const auto* const fields = entry.table();
    if (fields == nullptr) {
      problems_.add(entry.place, "a figure must be an entry [[figure]] with id, value and use");
      return;
    }
    check_names(*fields);
    FigurePart figure;
    figure.id = required_text(entry, *fields, "id");
    figure.use = required_text(entry, *fields, "use");
    if (!figure.id.empty() && !ids_.insert(figure.id).second) {
      problems_.add(fields->find("id")->second.place, "there is a figure of this id already");
    }
    const auto value = fields->find("value");
    if (value == fields->end()) {
      problems_.add(entry.place, "the figure has no value");
      return;
    }
    Path path;
    read_value(value->second, *fields, figure, path);
  }

  void check_names(const Setting::Table& fields) {
    for (const auto& [name, field] : fields) {
      if (std::find(known_fields.begin(), known_fields.end(), name) != known_fields.end()) continue;
      problems_.add(field.key_place,
                    "a figure has no field " + printable(name) + did_you_mean(closest_names(name, known_fields)));
    }
  }

  std::string required_text(const Setting& entry, const Setting::Table& fields, const char* name) {
    const auto found = fields.find(name);
    if (found == fields.end()) {
      problems_.add(entry.place, std::string{"the figure has no "} + name);
    } else if (const auto* text = std::get_if<std::string>(&found->second.value); text == nullptr || text->empty()) {
      problems_.add(found->second.place, std::string{name} + " = " + shown(found->second) + " must be a text");
    } else {
      return *text;
    }
    return {};
  }

  /// Goes down to the single numbers of a value.
  void read_value(const Setting& value, const Setting::Table& fields, const FigurePart& figure, Path& path) {
    if (const auto* table = value.table()) {
      for (const auto& [name, inner] : *table) {
        path.push_back(name);
        read_value(inner, fields, figure, path);
        path.pop_back();
      }
    } else if (const auto* list = value.array()) {
      for (std::size_t k = 0; k < list->size(); ++k) {
        path.push_back(std::to_string(k + 1));
        read_value((*list)[k], fields, figure, path);
        path.pop_back();
      }
    } else if (is_number(value) || is_text(value)) {
      read_part(number_of(value), fields, figure, path);
    } else {
      problems_.add(value.place, "value = " + shown(value) + " must be a number, a list or a table of numbers");
    }
  }

  void read_part(double report, const Setting::Table& fields, FigurePart part, const Path& path) {
    for (const std::string& step : path) part.part += (part.part.empty() ? "" : ".") + step;
    part.report = report;
    part.statistic = text(fields, "statistic", path);
    part.sample = text(fields, "sample", path);
    part.filter = text(fields, "filter", path);
    part.unavailable = text(fields, "unavailable", path);
    part.parameter = expression(fields, path);
    part.truth_found = text(fields, "truth_found", path);
    part.truth = text(fields, "truth", path);
    part.truth_sample = text(fields, "truth_sample", path);
    part.unavailable_es = text(fields, "unavailable_es", path);
    part.tolerance = positive(fields, "tolerance", path);
    const double n = positive(fields, "n", path);
    const bool share = flag(fields, "share", path, true) && report >= 0.0 && report <= 1.0;
    part.count = flag(fields, "count", path, false);
    part.report_se = part.count ? count_error(report) : share ? binomial_error(report, n) : unknown;
    parts_.push_back(std::move(part));
  }

  std::string text(const Setting::Table& fields, const char* name, const Path& path) {
    const Setting* const field = field_at(fields, name, path);
    if (field == nullptr) return {};
    if (const auto* words = std::get_if<std::string>(&field->value)) return *words;
    if (const auto* whole = std::get_if<std::int64_t>(&field->value)) return std::to_string(*whole);
    problems_.add(field->place, std::string{name} + " = " + shown(*field) + " must be a text");
    return {};
  }

  double positive(const Setting::Table& fields, const char* name, const Path& path) {
    const Setting* const field = field_at(fields, name, path);
    if (field == nullptr) return unknown;
    const double number = number_of(*field);
    if (number > 0.0 && std::isfinite(number)) return number;
    problems_.add(field->place, std::string{name} + " = " + shown(*field) + " must be a number above 0");
    return unknown;
  }

  bool flag(const Setting::Table& fields, const char* name, const Path& path, bool usual) {
    const Setting* const field = field_at(fields, name, path);
    if (field == nullptr) return usual;
    if (const auto* said = std::get_if<bool>(&field->value)) return *said;
    problems_.add(field->place, std::string{name} + " = " + shown(*field) + " must be true or false");
    return usual;
  }

  std::string expression(const Setting::Table& fields, const Path& path) {
    std::string written = text(fields, "parameter", path);
    if (written.empty()) return written;
    if (const std::string wrong = form_problem(written); !wrong.empty()) {
      problems_.add(field_at(fields, "parameter", path)->place,
                    "parameter = \"" + printable(written) +
                        "\" must be keys of the scenario and numbers with + - * / and "
                        "brackets: " +
                        printable(wrong));
    }
    return written;
  }

  static const Setting* field_at(const Setting::Table& fields, const char* name, const Path& path) {
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : at(found->second, path);
  }

  SettingProblems problems_;
  std::set<std::string> ids_;
  std::vector<FigurePart> parts_;
};

}  // namespace

double binomial_error(double share, double n) {
  if (share > 0.0 && share < 1.0) return std::sqrt(share * (1.0 - share) / n);
  const double adjusted = (share * n + 2.0) / (n + 4.0);
  return std::sqrt(adjusted * (1.0 - adjusted) / (n + 4.0));
}

double count_error(double count) { return std::sqrt(std::max(count, 1.0)); }

std::vector<FigurePart> read_figures(const Settings& settings) { return FigureReader{settings}.parts(); }

}  // namespace ayni
