#include "app/search_request.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/printable.hpp"
#include "design/factors.hpp"
#include "scenario/parameter_text.hpp"
#include "scenario/settings_reader.hpp"

namespace ayni {
namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional{value} : std::nullopt;
}

/// Gathers the problems of all options.
class Reader {
 public:
  Reader(const SearchOptions& options, const Scenario& scenario, const Catalogue& catalogue)
      : options_{options}, scenario_{scenario}, catalogue_{catalogue} {}

  SearchRequest read() {
    read_lever();
    if (options_.goal) read_goal(*options_.goal);
    read_objective();
    for (const std::string& text : options_.shown) {
      if (std::optional<Outcome> outcome = read_outcome(text)) request_.shown.push_back(std::move(*outcome));
    }
    request_.prefer = options_.prefer;
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
    return std::move(request_);
  }

 private:
  void add(std::string where, std::string message) { problems_.push_back({std::move(where), std::move(message)}); }

  void read_lever() {
    const std::string where = "--lever " + printable(options_.lever);
    const std::size_t equals = options_.lever.find('=');
    const std::size_t colon = options_.lever.find(':', equals == std::string::npos ? 0 : equals);
    if (equals == std::string::npos || colon == std::string::npos) {
      return add(where, "is not a parameter and its range, as in fund.seed_share=0:0.5");
    }
    request_.parameter = options_.lever.substr(0, equals);
    const std::string_view ends = std::string_view{options_.lever}.substr(equals + 1);
    const std::optional<double> low = number_of(ends.substr(0, colon - equals - 1));
    const std::optional<double> high = number_of(ends.substr(colon - equals));
    if (!low || !high || !(*low < *high)) {
      return add(where, "the range must be two numbers, the lower first, as in fund.seed_share=0:0.5");
    }
    try {
      Scenario copy = scenario_;
      const ParameterTable table = parameters_of(copy);
      check_lever(where, parameter_at(table, parameter_pattern<Scenario>(), request_.parameter), *low, *high);
    } catch (const InvalidInput& unknown) {
      for (const Problem& problem : unknown.problems()) add(where, problem.message);
    }
  }

  void check_lever(const std::string& where, const Parameter& parameter, double low, double high) {
    if (const std::string refusal = factor_refusal(request_.parameter); !refusal.empty()) return add(where, refusal);
    const bool whole = parameter.kind == ParameterKind::count;
    if (!whole && parameter.kind != ParameterKind::number) {
      return add(where, "is no number, so there is nothing between two values; compare them with ayni compare");
    }
    for (const double end : {low, high}) {
      std::string trouble = trouble_with(parameter, end);
      if (trouble.empty() && whole && end != std::floor(end)) trouble = "is not a whole number";
      if (!trouble.empty()) add(where, fmt::format("{:g} {}", end, trouble));
    }
    request_.unit = parameter.unit;
    request_.meaning = parameter.meaning;
    const double tolerance = options_.tolerance.value_or((high - low) / 64.0);
    request_.range = {low, high, whole, tolerance};
    check_consistency(where, parameter, {low, high});
  }

  /// Whether the scenario still fits together at the ends.
  void check_consistency(const std::string& where, const Parameter& parameter, std::initializer_list<double> ends) {
    for (const double end : ends) {
      Scenario copy = scenario_;
      const ParameterTable table = parameters_of(copy);
      const Parameter& here = parameter_at(table, parameter_pattern<Scenario>(), parameter.path);
      here.assign(here.kind == ParameterKind::count ? ParameterValue{static_cast<std::int64_t>(end)}
                                                    : ParameterValue{end});
      for (const Inconsistency& found : inconsistencies(copy)) {
        add(where, fmt::format("at {:g} the scenario does not fit together: {}: {}", end, found.key, found.message));
      }
    }
  }

  std::optional<Outcome> read_outcome(const std::string& text) {
    try {
      return parse_outcomes({text}, catalogue_, OutcomeShape::scalar).front();
    } catch (const InvalidInput& invalid) {
      for (const Problem& problem : invalid.problems()) problems_.push_back(problem);
      return std::nullopt;
    }
  }

  void read_goal(const std::string& text) {
    // A bound behind the outcome: brackets hold "=" of their own.
    const std::size_t sign = text.find_first_of("<>");
    const bool bound = sign != std::string::npos && sign + 1 < text.size() && text[sign + 1] == '=';
    const std::optional<double> threshold = bound ? number_of(std::string_view{text}.substr(sign + 2)) : std::nullopt;
    if (!threshold) {
      return add("--goal " + printable(text),
                 "is not an outcome with a bound, as in 'kaplan_meier[duration=84]>=0.7' or "
                 "'member_moderate_poverty[season=last]<=0.5'");
    }
    request_.goal = {text[sign] == '>' ? Better::higher : Better::lower, *threshold};
    request_.goal_outcome = read_outcome(text.substr(0, sign));
    if (options_.worst) request_.risk = {RiskMeasure::Kind::worst, *options_.worst};
    if (options_.quantile) request_.risk = {RiskMeasure::Kind::quantile, *options_.quantile};
  }

  void read_objective() {
    const std::optional<std::string>& text = options_.minimise ? options_.minimise : options_.maximise;
    request_.better = options_.minimise ? Better::lower : Better::higher;
    if (text) request_.objective = read_outcome(*text);
    if (!text && !options_.goal) {
      add("ayni search", "needs an aim: --goal OUTCOME>=NUMBER, --minimise OUTCOME or --maximise OUTCOME");
    }
  }

  const SearchOptions& options_;
  const Scenario& scenario_;
  const Catalogue& catalogue_;
  SearchRequest request_;
  std::vector<Problem> problems_;
};

}  // namespace

SearchRequest read_search(const SearchOptions& options, const Scenario& scenario, const Catalogue& catalogue) {
  return Reader{options, scenario, catalogue}.read();
}

}  // namespace ayni
