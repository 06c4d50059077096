#include "app/search_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/number_hint.hpp"
#include "core/printable.hpp"
#include "experiment/lever_text.hpp"

namespace ayni {
namespace {

constexpr std::size_t most_levers = 8;

/// Gathers the problems of all options.
class Reader {
 public:
  Reader(const SearchOptions& options, const Scenario& scenario, const Catalogue& catalogue)
      : options_{options}, scenario_{scenario}, catalogue_{catalogue} {}

  SearchRequest read() {
    read_levers();
    check_mix();
    for (const std::string& text : options_.goals) read_goal(text);
    read_objective();
    for (const std::string& text : options_.shown) {
      if (std::optional<Outcome> outcome = read_outcome(text)) request_.shown.push_back(std::move(*outcome));
    }
    if (options_.worst) request_.risk = {RiskMeasure::Kind::worst, *options_.worst};
    if (options_.quantile) request_.risk = {RiskMeasure::Kind::quantile, *options_.quantile};
    request_.prefer = options_.prefer;
    request_.most_evaluations = options_.most_evaluations;
    throw_if_any();
    if (request_.is_line()) check_ends(request_.levers.front());
    throw_if_any();
    return std::move(request_);
  }

  RankRequest read_rank() {
    RankRequest request;
    if (options_.levers.empty()) request_.levers = declared_levers(scenario_);
    read_levers();
    request.levers = std::move(request_.levers);
    std::optional<Outcome> outcome = read_outcome(*options_.rank);
    if (outcome && !outcome->better) {
      add("--rank " + outcome->text, "nobody says what is better; write :higher or :lower behind it");
    }
    throw_if_any();
    request.outcome = std::move(*outcome);
    return request;
  }

 private:
  void add(std::string where, std::string message) { problems_.push_back({std::move(where), std::move(message)}); }

  void throw_if_any() {
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
  }

  void read_levers() {
    std::vector<std::string> seen;
    for (const std::string& text : options_.levers) {
      const std::string path = text.substr(0, text.find('='));
      if (std::find(seen.begin(), seen.end(), path) != seen.end()) {
        add("--lever " + printable(text), printable(path) + " is a lever already; drop one");
      }
      seen.push_back(path);
      if (std::optional<SearchLever> lever = read_lever(text, scenario_, problems_)) {
        request_.levers.push_back(std::move(*lever));
      }
    }
  }

  /// Whether there are not too many levers and choices, and one range where only that makes sense.
  void check_mix() {
    if (options_.levers.size() > most_levers) {
      add("ayni search", fmt::format("{} levers are more than the {} that can be searched together; --rank tells which "
                                     "matter",
                                     options_.levers.size(), most_levers));
    }
    const std::vector<MixLever> levers = mix_levers(request_.levers);
    const bool choices_only =
        std::none_of(levers.begin(), levers.end(), [](const MixLever& lever) { return lever.choices == 0; });
    const double combinations = combinations_of(levers);
    const auto most = static_cast<double>(choices_only ? options_.most_evaluations : most_combinations);
    if (combinations > most) {
      add("ayni search",
          fmt::format("the choices have {:g} combinations, and {} can be tried{}; leave some out", combinations, most,
                      choices_only ? " (--evaluations)" : ", for numbers are sought in each"));
    }
    if (options_.levers.size() == 1 && (request_.levers.empty() || request_.levers.front().is_range())) {
      if (options_.tolerance && !request_.levers.empty()) request_.levers.front().range.tolerance = *options_.tolerance;
      return;
    }
    if (options_.tolerance) add("--tolerance", "is for one lever with a range; otherwise a hundredth of each is known");
    if (options_.prefer == Prefer::high) {
      add("--largest",
          "is for one lever with a range; of several the smallest change is sought, or --maximise OUTCOME");
    }
  }

  /// Whether the scenario still fits together at the ends of the one range.
  void check_ends(const SearchLever& lever) {
    for (const double end : {lever.range.low, lever.range.high}) {
      const std::string misfit = misfit_at(scenario_, points_of(request_.levers), {end});
      if (misfit.empty()) continue;
      add("--lever " + options_.levers.front(),
          fmt::format("at {:g} the scenario does not fit together: {}", end, misfit));
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
    const std::string where = "--goal " + printable(text);
    // A bound behind the outcome: brackets hold "=" of their own.
    const std::size_t sign = text.find_first_of("<>");
    const bool bound = sign != std::string::npos && sign + 1 < text.size() && text[sign + 1] == '=';
    std::string_view number = bound ? std::string_view{text}.substr(sign + 2) : std::string_view{};
    const bool percent = !number.empty() && number.back() == '%';
    const bool has_sign = !number.empty() && (number.front() == '+' || number.front() == '-');
    if (percent) number.remove_suffix(1);
    if (!number.empty() && number.front() == '+') number.remove_prefix(1);
    const std::optional<double> threshold = number_of(number);
    if (bound && sign == 0) {
      return add(where, "names no outcome; write one before the bound, as in 'kaplan_meier[duration=84]>=0.7'");
    }
    if (!threshold) {
      return add(
          where,
          std::string{
              "is not an outcome with a bound, as in 'kaplan_meier[duration=84]>=0.7', or against the scenario as it "
              "stands 'public_money<=+10%'"} +
              number_hint(number));
    }
    std::optional<Outcome> outcome = read_outcome(text.substr(0, sign));
    if (!outcome) return;
    SearchGoal goal{std::move(*outcome), {text[sign] == '>' ? Better::higher : Better::lower, *threshold}, percent};
    if (percent && has_sign) goal.goal.threshold = *threshold / 100.0;
    if (goal_fits(goal, where, percent && !has_sign)) request_.goals.push_back(std::move(goal));
  }

  /// Shares are told between 0 and 1, and changes with a sign.
  bool goal_fits(const SearchGoal& goal, const std::string& where, bool bare_percent) {
    const bool share = goal.outcome.unit == share_unit;
    const double number = goal.goal.threshold;
    const std::string_view sign = goal.goal.better == Better::higher ? ">=" : "<=";
    const std::string change = fmt::format(
        "a change against the scenario as it stands has a sign, {}+{:g}% or {}-{:g}%", sign, number, sign, number);
    if (share && (bare_percent || (!goal.relative && number > 1.0 && number <= 100.0))) {
      add(where, fmt::format("is a share, between 0 and 1: write {}{:g}{}", sign, number / 100.0,
                             bare_percent ? "; " + change : ""));
    } else if (bare_percent) {
      add(where, change);
    } else if (share && !goal.relative && (number > 1.0 || number < 0.0)) {
      add(where, "is a share, which is always between 0 and 1");
    } else {
      return true;
    }
    return false;
  }

  void read_objective() {
    const std::optional<std::string>& text = options_.minimise ? options_.minimise : options_.maximise;
    request_.better = options_.minimise ? Better::lower : Better::higher;
    if (text) request_.objective = read_outcome(*text);
    if (!text && options_.goals.empty()) {
      add("ayni search",
          "needs an aim: --goal OUTCOME>=NUMBER, --minimise OUTCOME, --maximise OUTCOME, or --rank OUTCOME");
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

RankRequest read_rank(const SearchOptions& options, const Scenario& scenario, const Catalogue& catalogue) {
  return Reader{options, scenario, catalogue}.read_rank();
}

}  // namespace ayni
