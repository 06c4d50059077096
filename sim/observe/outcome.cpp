#include "observe/outcome.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/near_names.hpp"

namespace ayni {
namespace {

constexpr std::string_view spaces = " \t";
constexpr std::size_t longest_text = 300;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

bool is_printable(std::string_view text) {
  return text.size() <= longest_text &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// The number that the text is, where it is one and nothing else.
std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads one outcome; every problem is thrown with the outcome's text as its place.
class OutcomeReader {
 public:
  OutcomeReader(std::string_view text, const Catalogue& catalogue) : text_{trimmed(text)}, catalogue_{catalogue} {}

  [[nodiscard]] Outcome read() {
    if (!is_printable(text_)) {
      throw InvalidInput{{{"outcome", "is longer than " + std::to_string(longest_text) +
                                          " letters or holds one that no measure's name has"}}};
    }
    const std::string_view whole = text_;
    std::string_view rest = without_direction(whole);
    const std::size_t open = rest.find('[');
    find_measure(trimmed(rest.substr(0, open)));
    if (open != std::string_view::npos) {
      rest = trimmed(rest.substr(open + 1));
      if (rest.empty() || rest.back() != ']' || rest.find('[') != std::string_view::npos ||
          rest.find(']') != rest.size() - 1) {
        fail("a measure's name is followed by one pair of brackets, as in kaplan_meier[duration=84]");
      }
      read_selections(rest.substr(0, rest.size() - 1));
    }
    return std::move(outcome_);
  }

 private:
  [[noreturn]] void fail(std::string message, std::vector<std::string> near = {}) const {
    message += did_you_mean(near);
    throw InvalidInput{{{"outcome " + std::string{text_}, std::move(message), {}, 0, 0, std::move(near)}}};
  }

  [[nodiscard]] std::string_view without_direction(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return text;
    const std::string_view word = trimmed(text.substr(colon + 1));
    if (word == "higher") {
      outcome_.better = Better::higher;
    } else if (word == "lower") {
      outcome_.better = Better::lower;
    } else {
      fail("\"" + std::string{word} + "\" is not a direction; what is better is said as :higher or :lower");
    }
    return trimmed(text.substr(0, colon));
  }

  void find_measure(std::string_view name) {
    std::vector<std::string> names;
    for (const Measure& measure : catalogue_.measures) names.push_back(measure.name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      std::string message = "there is no measure \"" + std::string{name} + '"';
      std::vector<std::string> near = closest_names(name, names);
      if (near.empty()) {
        message += "; `ayni info FILE --outcomes` lists those of a results file";
        near = names_with(name, names);
      }
      fail(std::move(message), std::move(near));
    }
    outcome_.measure = static_cast<std::size_t>(found - names.begin());
    outcome_.text = name;
    outcome_.unit = measure().unit;
    for (const Axis axis : measure().axes) outcome_.shape.push_back(catalogue_.axis(axis).size);
    if (!outcome_.better) outcome_.better = measure().better;
  }

  void read_selections(std::string_view list) {
    outcome_.text += '[';
    while (true) {
      const std::size_t comma = list.find(',');
      read_selection(trimmed(list.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      list = list.substr(comma + 1);
      outcome_.text += ',';
    }
    outcome_.text += ']';
  }

  void read_selection(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
      fail("\"" + std::string{text} + "\" is not a selection such as " + example(text));
    }
    const std::string_view name = trimmed(text.substr(0, equals));
    const std::string_view value = trimmed(text.substr(equals + 1));
    Selection selection;
    selection.axis = find_axis(name);
    for (const Selection& earlier : outcome_.selections) {
      if (earlier.axis == selection.axis) fail(std::string{name} + " is selected twice");
    }
    pick(selection, value);
    outcome_.selections.push_back(selection);
    outcome_.text.append(name).append("=").append(value);
  }

  [[nodiscard]] std::size_t find_axis(std::string_view name) const {
    std::vector<std::string> names;
    for (const Axis axis : measure().axes) names.push_back(catalogue_.axis(axis).name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      fail(measure().name + " has no axis \"" + std::string{name} + "\"; " +
           (names.empty() ? "it is one value a run" : "its axes are " + joined(names, names.size())));
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  void pick(Selection& selection, std::string_view value) const {
    const AxisInfo& axis = catalogue_.axis(measure().axes[selection.axis]);
    const auto label = std::find(axis.labels.begin(), axis.labels.end(), value);
    if (label != axis.labels.end()) {
      selection.position = static_cast<std::size_t>(label - axis.labels.begin());
      require_seen(axis, selection.position);
      return;
    }
    if (value == "last" || value == "sum" || value == "mean") {
      selection.pick = value == "last"  ? Selection::Pick::last
                       : value == "sum" ? Selection::Pick::sum
                                        : Selection::Pick::mean;
      return;
    }
    const std::optional<std::size_t> number = whole_number(value);
    if (number && *number < axis.size) {
      selection.position = *number;
      require_seen(axis, selection.position);
      return;
    }
    std::string message = "\"" + std::string{value} + "\" is not on the axis " + axis.name;
    if (number || axis.labels.empty()) {
      const bool by_months = axis.axis == Axis::time || axis.axis == Axis::duration || axis.axis == Axis::season;
      fail(message + ", which runs from 0 to " + std::to_string(axis.size - 1) +
           (by_months ? " (run.horizon_months says how long)" : "") + "; also possible: last, sum, mean");
    }
    constexpr std::size_t shown_labels = 12;
    std::vector<std::string> near = closest_names(value, axis.labels);
    fail(message + (near.empty() ? ", which has " + joined(axis.labels, shown_labels) : ""), std::move(near));
  }

  void require_seen(const AxisInfo& axis, std::size_t position) const {
    if (position >= axis.unseen.size() || axis.unseen[position].empty()) return;
    fail("no run has a value: " + axis.name + ' ' + axis.labels[position] + ' ' + axis.unseen[position]);
  }

  /// A selection as it is to be written: of what was meant, where an axis has it.
  [[nodiscard]] std::string example(std::string_view meant) const {
    for (const Axis each : measure().axes) {
      const AxisInfo& axis = catalogue_.axis(each);
      const bool label = std::find(axis.labels.begin(), axis.labels.end(), meant) != axis.labels.end();
      if (label || whole_number(meant).value_or(axis.size) < axis.size) return axis.name + "=" + std::string{meant};
    }
    return measure().axes.empty() ? "duration=84" : catalogue_.axis(measure().axes.front()).name + "=last";
  }

  [[nodiscard]] static std::string joined(const std::vector<std::string>& words, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < words.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + words[i];
    return words.size() > most ? text + ", ..." : text;
  }

  [[nodiscard]] const Measure& measure() const { return catalogue_.measures[outcome_.measure]; }

  std::string_view text_;
  const Catalogue& catalogue_;
  Outcome outcome_;
};

/// One value for those along an axis, which are `stride` apart.
double picked(const double* first, std::size_t size, std::size_t stride, const Selection& selection) {
  if (selection.pick == Selection::Pick::position) return first[selection.position * stride];
  double sum = 0.0;
  double number = 0.0;
  double last = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t i = 0; i < size; ++i) {
    const double value = first[i * stride];
    if (std::isnan(value)) continue;
    sum += value;
    number += 1.0;
    last = value;
  }
  if (number == 0.0 || selection.pick == Selection::Pick::last) return last;
  return selection.pick == Selection::Pick::sum ? sum : sum / number;
}

bool is_selected(const Outcome& outcome, std::size_t axis) {
  return std::any_of(outcome.selections.begin(), outcome.selections.end(),
                     [axis](const Selection& selection) { return selection.axis == axis; });
}

/// The text as a name that netCDF and every language take.
std::string name_of(const Outcome& outcome) {
  std::string name;
  for (const char c : outcome.text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (name.back() == '_') name.pop_back();
  return name;
}

}  // namespace

Outcome parse_outcome(std::string_view text, const Catalogue& catalogue) {
  return OutcomeReader{text, catalogue}.read();
}

std::vector<Outcome> parse_outcomes(const std::vector<std::string>& texts, const Catalogue& catalogue,
                                    OutcomeShape shape) {
  std::vector<Outcome> outcomes;
  std::vector<Problem> problems;
  for (const std::string& text : texts) {
    try {
      outcomes.push_back(parse_outcome(text, catalogue));
      const Outcome& outcome = outcomes.back();
      if (shape == OutcomeShape::any || is_scalar(outcome)) continue;
      std::string left;
      const std::vector<Axis>& axes = catalogue.measures[outcome.measure].axes;
      for (std::size_t a = 0; a < axes.size(); ++a) {
        if (!is_selected(outcome, a)) left += (left.empty() ? "" : ", ") + catalogue.axis(axes[a]).name;
      }
      problems.push_back(
          {"outcome " + outcome.text,
           "has several values a run; select a position, last, sum or mean on each of its axes: " + left});
    } catch (const InvalidInput& invalid) {
      problems.insert(problems.end(), invalid.problems().begin(), invalid.problems().end());
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return outcomes;
}

CellKind kind_of(const Outcome& outcome) noexcept {
  return outcome.unit == share_unit ? CellKind::share : CellKind::number;
}

std::string unit_of(const Outcome& outcome) { return kind_of(outcome) == CellKind::share ? "1" : outcome.unit; }

CellKind difference_kind(const Outcome& outcome) noexcept {
  return outcome.unit == share_unit ? CellKind::share_difference : CellKind::difference;
}

bool is_scalar(const Outcome& outcome) noexcept { return outcome.selections.size() == outcome.shape.size(); }

std::vector<double> value_of(const Outcome& outcome, const Results& results) {
  std::vector<double> values = results.values[outcome.measure];
  std::vector<std::size_t> shape = outcome.shape;
  for (const Selection& selection : outcome.selections) {
    std::size_t outer = 1;
    std::size_t inner = 1;
    for (std::size_t a = 0; a < selection.axis; ++a) outer *= shape[a];
    for (std::size_t a = selection.axis + 1; a < shape.size(); ++a) inner *= shape[a];
    const std::size_t size = shape[selection.axis];
    std::vector<double> left(outer * inner);
    for (std::size_t o = 0; o < outer; ++o) {
      for (std::size_t i = 0; i < inner; ++i) {
        left[o * inner + i] = picked(values.data() + o * size * inner + i, size, inner, selection);
      }
    }
    values = std::move(left);
    shape[selection.axis] = 1;
  }
  return values;
}

Catalogue outcome_catalogue(const std::vector<Outcome>& outcomes, const Catalogue& catalogue) {
  Catalogue reduced;
  for (const Outcome& outcome : outcomes) {
    Measure measure = catalogue.measures[outcome.measure];
    const std::vector<Axis> axes = std::exchange(measure.axes, {});
    for (std::size_t a = 0; a < axes.size(); ++a) {
      if (!is_selected(outcome, a)) measure.axes.push_back(axes[a]);
    }
    const std::string name = name_of(outcome);
    const auto taken = [&](const std::string& wanted) {
      return std::any_of(reduced.measures.begin(), reduced.measures.end(),
                         [&](const Measure& earlier) { return earlier.name == wanted; });
    };
    measure.name = name;
    for (int n = 2; taken(measure.name); ++n) measure.name = name + "_" + std::to_string(n);
    measure.storage = Storage::real64;
    measure.better = outcome.better;
    if (!outcome.selections.empty()) {
      const std::string selection = outcome.text.substr(outcome.text.find('['));
      measure.long_name += " " + selection;
      measure.meaning += (measure.meaning.empty() ? "Outcome " : ". Outcome ") + outcome.text;
    }
    reduced.measures.push_back(std::move(measure));
  }
  for (const AxisInfo& axis : catalogue.axes) {
    const bool used = std::any_of(reduced.measures.begin(), reduced.measures.end(), [&](const Measure& measure) {
      return std::find(measure.axes.begin(), measure.axes.end(), axis.axis) != measure.axes.end();
    });
    if (used) reduced.axes.push_back(axis);
  }
  return reduced;
}

Results reduce(const std::vector<Outcome>& outcomes, const Results& results) {
  Results reduced;
  reduced.arm = results.arm;
  reduced.point = results.point;
  reduced.run = results.run;
  reduced.failure = results.failure;
  for (const Outcome& outcome : outcomes) reduced.values.push_back(value_of(outcome, results));
  return reduced;
}

}  // namespace ayni
