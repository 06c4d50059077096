#include "core/report.hpp"

#include <algorithm>
#include <cmath>
#include <ios>
#include <locale>
#include <sstream>
#include <string_view>

namespace ayni {
namespace {

constexpr int shown_digits = 4;
constexpr int digits_of_settings = 6;
constexpr double rounding = 1e-12;  ///< what is left of a difference of equal numbers, and shown as nothing

/// How a kind is shown.
struct Form {
  double scale;
  bool sign;
  const char* unit;
};

Form form_of(CellKind kind) {
  switch (kind) {
    case CellKind::score:
    case CellKind::difference:
      return {1.0, true, ""};
    case CellKind::share:
      return {100.0, false, "%"};
    case CellKind::share_difference:
      return {100.0, true, "points"};
    case CellKind::share_distance:
      return {100.0, false, "points"};
    case CellKind::change:
      return {100.0, true, "%"};
    case CellKind::text:
    case CellKind::number:
    case CellKind::setting:
      break;
  }
  return {1.0, false, ""};
}

std::string digits_of(double value, CellKind kind) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  const double size = std::abs(value);
  if (kind == CellKind::setting) {
    text.precision(digits_of_settings);
    text << value;
  } else if (kind == CellKind::score) {
    text.precision(1);
    text << std::fixed << value;
  } else if (size >= 1e6 && std::isfinite(value)) {
    text.precision(shown_digits);
    text << value / 1e6 << 'M';
  } else if (size >= 1e4) {
    text << std::fixed;
    text.precision(0);
    text << value;
  } else {
    text.precision(shown_digits);
    text << value;
  }
  return text.str();
}

}  // namespace

std::vector<NumberPart> parts_of(const ReportColumn& column) {
  std::vector<NumberPart> parts{{column.name, "", &ReportNumber::value}};
  for (const Beside beside : column.beside) {
    switch (beside) {
      case Beside::interval:
        parts.push_back({column.name + "_low", "lower end of its interval", &ReportNumber::low});
        parts.push_back({column.name + "_high", "upper end of its interval", &ReportNumber::high});
        break;
      case Beside::standard_error:
        parts.push_back({column.name + "_standard_error", "its standard error", &ReportNumber::standard_error});
        break;
      case Beside::standard_deviation:
        parts.push_back({column.name + "_standard_deviation", "its standard deviation across runs",
                         &ReportNumber::standard_deviation});
        break;
      case Beside::count:
        parts.push_back({column.name + "_count", "number of values that it comes from", &ReportNumber::count});
        break;
    }
  }
  return parts;
}

CellKind without_sign(CellKind kind) noexcept {
  const bool in_percent = *form_of(kind).unit != '\0';
  return in_percent ? CellKind::share : CellKind::number;
}

std::string shown_unit(const ReportColumn& column, Language language) {
  const std::string of_kind = form_of(column.kind).unit;
  if (of_kind == "points") return term("summary.points", language);
  if (!of_kind.empty()) return of_kind;
  std::string key = "table_unit." + column.unit;
  std::replace(key.begin(), key.end(), ' ', '_');
  if (has_term(key)) return term(key, language);
  return column.unit == "1" ? "" : column.unit;
}

std::string cell_text(double value, CellKind kind, Language language) {
  if (std::isnan(value)) return "-";
  const Form form = form_of(kind);
  if (std::abs(value) < rounding && kind != CellKind::setting) value = 0.0;
  std::string digits = digits_of(form.scale * value, kind);
  if (language == Language::es) std::replace(digits.begin(), digits.end(), '.', ',');
  return form.sign && value > 0.0 ? '+' + digits : digits;
}

std::string value_text(double value, CellKind kind, Language language) {
  if (std::isnan(value)) return "-";
  const std::string_view unit = form_of(kind).unit;
  const std::string behind = unit.empty()  ? ""
                             : unit == "%" ? term("summary.percent", language)
                                           : ' ' + term("summary.points", language);
  return cell_text(value, kind, language) + behind;
}

std::string interval_text(double low, double high, CellKind kind, Language language) {
  if (std::isnan(low) || std::isnan(high)) return "-";
  return value_text(low, kind, language) + term("table.to", language) + value_text(high, kind, language);
}

}  // namespace ayni
