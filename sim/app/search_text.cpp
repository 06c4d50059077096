#include "app/search_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/compare_text.hpp"
#include "app/search_request.hpp"
#include "core/json.hpp"

namespace ayni {
namespace {

std::string lever_text(double value) { return fmt::format("{:.6g}", value); }

std::string introduction(const SearchRequest& request, const SearchReport& report) {
  const std::string unit = request.unit.empty() || request.unit == "1" ? "" : " " + request.unit;
  std::string text = fmt::format("{} from {} to {}{}: {}\n", request.parameter, lever_text(request.range.low),
                                 lever_text(request.range.high), unit, request.meaning);
  text += aim_text(request);
  text += fmt::format("{} replicates of each value under the same shocks, seed {}; intervals of {:g}%\n",
                      report.replicates, report.seed, 100.0 * report.confidence);
  if (report.historical_prices && request.risk.kind != RiskMeasure::Kind::mean) {
    text += "Prices are the historical ones in every run; with --set prices.mode=stochastic each has its own future.\n";
  }
  return text;
}

std::string table(const SearchRequest& request, const SearchReport& report) {
  std::string text = fmt::format("\n{:>12}", "value");
  if (request.goal_outcome) text += fmt::format("  {:>10}  {:<20}", "goal", "interval");
  for (const std::string& outcome : report.outcomes) text += "  " + outcome;
  text += '\n';
  std::size_t failed = 0;
  for (const TriedValue& value : report.tried) {
    text += fmt::format("{:>12}", lever_text(value.lever));
    if (request.goal_outcome) {
      const bool met = request.goal.met_by(value.goal.value);
      text += fmt::format("  {:>10}  {:<20}", figure_text(value.goal.value) + (met ? " +" : "  "),
                          interval_text(value.goal.interval));
    }
    for (std::size_t k = 0; k < report.outcomes.size(); ++k) {
      text += fmt::format("  {:>{}}", figure_text(value.outcomes[k].mean), report.outcomes[k].size());
    }
    text += '\n';
    failed += value.failed;
  }
  if (request.goal_outcome) text += "              + meets the goal\n";
  if (failed > 0) text += fmt::format("{} runs failed and have no values\n", failed);
  return text;
}

/// The value that comes nearest to the goal.
const TriedValue& nearest(const SearchRequest& request, const SearchReport& report) {
  return *std::min_element(report.tried.begin(), report.tried.end(), [&](const TriedValue& a, const TriedValue& b) {
    const auto distance = [&](const TriedValue& one) {
      return std::isnan(one.goal.value) ? HUGE_VAL : std::abs(one.goal.value - request.goal.threshold);
    };
    return distance(a) < distance(b);
  });
}

std::string cannot(const SearchRequest& request, const SearchReport& report) {
  const TriedValue& best = nearest(request, report);
  if (std::isnan(best.goal.value)) {
    return request.goal_outcome->text + " has no value in any run, whatever the lever: the goal cannot be judged.\n";
  }
  std::string text =
      fmt::format("The goal cannot be met by this lever in this range: the nearest is {} ({}) at {}.\n",
                  figure_text(best.goal.value), interval_text(best.goal.interval), lever_text(best.lever));
  const Interval& interval = best.goal.interval;
  const double threshold = request.goal.threshold;
  if (interval.low <= threshold && threshold <= interval.high) {
    text += "Its interval reaches the goal, so more runs (-n) may tell otherwise.\n";
  }
  return text;
}

/// Whether every value brought the same.
bool is_inert(const SearchReport& report) {
  return std::all_of(report.tried.begin(), report.tried.end(), [&](const TriedValue& value) {
    const auto same = [](const MeanEstimate& a, const MeanEstimate& b) {
      return a.mean == b.mean || (std::isnan(a.mean) && std::isnan(b.mean));
    };
    return std::equal(value.outcomes.begin(), value.outcomes.end(), report.tried.front().outcomes.begin(), same);
  });
}

std::string bounds_text(const SearchReport& report, const GoalSearch& found) {
  const auto has_interval = [](const TriedValue& value) { return !std::isnan(value.goal.interval.low); };
  if (std::none_of(report.tried.begin(), report.tried.end(), has_interval)) {
    return "How sure that is cannot be told from so few runs; give more (-n).\n";
  }
  const auto bound = [](const std::optional<double>& value, const char* none) {
    return value ? lever_text(*value) : std::string{none};
  };
  return fmt::format(
      "As sure as the goal's interval ({:g}%), it lies between {} and {}, interpolated between the values tried.\n",
      100.0 * report.confidence, bound(found.low, "the range's lower end or beyond"),
      bound(found.high, "the range's upper end or beyond"));
}

std::string verdict_text(const SearchRequest& request, const SearchReport& report, const GoalSearch& found) {
  const char* const which = request.prefer == Prefer::low ? "smallest" : "largest";
  std::string text;
  switch (found.verdict) {
    case GoalSearch::Verdict::found:
      text = fmt::format("The {} value that meets the goal is {}; {} does not.\n", which, lever_text(found.answer),
                         lever_text(found.beyond)) +
             bounds_text(report, found);
      break;
    case GoalSearch::Verdict::at_end:
      text = fmt::format("{}, the {} value of the range, meets the goal, but not all others do.\n",
                         lever_text(found.answer), which);
      break;
    case GoalSearch::Verdict::everywhere:
      text = fmt::format("Every value tried meets the goal, {} too: it does not bind in this range.\n",
                         lever_text(found.answer));
      break;
    case GoalSearch::Verdict::nowhere:
      text = cannot(request, report);
      break;
  }
  if (!found.one_sided) {
    text +=
        "Beware: the goal is met on both sides of values that do not meet it, or the other way round. There may be "
        "other "
        "answers; look at the table, or sweep the lever.\n";
  } else if (!found.monotone) {
    text += "Along the lever the goal's value goes both up and down, by chance or indeed; look at the table.\n";
  }
  return text;
}

/// The values tried on either side of the best, of which there is one at an end of the range.
std::string neighbours(const BestSearch& found) {
  if (found.low < found.answer && found.answer < found.high) {
    return fmt::format("its neighbours tried are {} and {}", lever_text(found.low), lever_text(found.high));
  }
  return fmt::format("it is an end of the range, its neighbour tried is {}",
                     lever_text(found.low < found.answer ? found.low : found.high));
}

std::string verdict_text(const SearchRequest& request, const SearchReport& report, const BestSearch& found) {
  if (!found.found) {
    return request.goal_outcome ? cannot(request, report) : "The objective has no value anywhere in this range.\n";
  }
  const auto best = std::find_if(report.tried.begin(), report.tried.end(),
                                 [&](const TriedValue& one) { return one.lever == found.answer; });
  const auto objective = static_cast<std::size_t>(
      std::find(report.outcomes.begin(), report.outcomes.end(), request.objective->text) - report.outcomes.begin());
  const MeanEstimate& mean = best->outcomes[objective];
  std::string text = fmt::format("The best value tried{} is {}, with {} ({}); {}.\n",
                                 request.goal_outcome ? " that meets the goal" : "", lever_text(found.answer),
                                 figure_text(mean.mean), interval_text(mean.interval), neighbours(found));
  if (!found.one_peak) {
    text += "Beware: the objective goes up and down more than once, so a better value may have been missed.\n";
  }
  return text;
}

Json json_of(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

void add(Json& json, const GoalSearch& found) {
  constexpr const char* names[] = {"found", "at_end", "everywhere", "nowhere"};
  json["verdict"] = names[static_cast<std::size_t>(found.verdict)];
  json["answer"] = found.answer;
  json["beyond"] = found.beyond;
  json["low"] = json_of(found.low);
  json["high"] = json_of(found.high);
  json["one_sided"] = found.one_sided;
  json["monotone"] = found.monotone;
}

void add(Json& json, const BestSearch& found) {
  json["verdict"] = found.found ? "found" : "nowhere";
  json["answer"] = found.answer;
  json["low"] = found.low;
  json["high"] = found.high;
  json["one_peak"] = found.one_peak;
}

void add(Json& json, const SearchRequest& request, std::size_t replicates, std::uint64_t seed) {
  json["lever"] = request.parameter;
  json["unit"] = request.unit;
  json["range"] = Json::array({request.range.low, request.range.high});
  if (request.goal_outcome) {
    json["goal"] = goal_text(request);
    json["goal_outcome"] = request.goal_outcome->text;
    json["goal_threshold"] = request.goal.threshold;
  }
  if (request.objective) {
    json[request.better == Better::lower ? "minimise" : "maximise"] = request.objective->text;
  } else {
    json["wanted"] = request.prefer == Prefer::low ? "smallest" : "largest";
  }
  json["replicates"] = replicates;
  json["seed"] = seed;
}

Json json_of(const SearchRequest& request, const SearchReport& report, const TriedValue& value) {
  Json json;
  json["value"] = value.lever;
  if (request.goal_outcome) {
    json["goal"] = value.goal.value;
    json["goal_interval"] = json_of(value.goal.interval);
    json["meets_goal"] = request.goal.met_by(value.goal.value);
  }
  json["outcomes"] = Json::object();
  for (std::size_t k = 0; k < report.outcomes.size(); ++k) {
    Json& outcome = json["outcomes"][report.outcomes[k]];
    outcome["mean"] = value.outcomes[k].mean;
    outcome["interval"] = json_of(value.outcomes[k].interval);
  }
  json["failed"] = value.failed;
  return json;
}

}  // namespace

std::string aim_text(const SearchRequest& request) {
  std::string text;
  if (request.goal_outcome) text += "Goal: " + goal_text(request) + '\n';
  if (request.objective) {
    return text + fmt::format("Wanted: the {} mean of {}\n", request.better == Better::lower ? "lowest" : "highest",
                              request.objective->text);
  }
  return text +
         fmt::format("Wanted: the {} value that meets it\n", request.prefer == Prefer::low ? "smallest" : "largest");
}

std::string tried_text(const SearchRequest& request, const TriedValue& value) {
  std::string text = fmt::format("tried {} = {}", request.parameter, lever_text(value.lever));
  if (request.goal_outcome) {
    text += fmt::format(": {} ({}), {}", figure_text(value.goal.value), interval_text(value.goal.interval),
                        request.goal.met_by(value.goal.value) ? "meets the goal" : "does not");
  }
  return text;
}

std::string search_text(const SearchRequest& request, const SearchReport& report) {
  std::string text = introduction(request, report) + table(request, report) + '\n' +
                     std::visit([&](const auto& found) { return verdict_text(request, report, found); }, report.found);
  if (is_inert(report)) {
    text +=
        "The lever changes none of these outcomes. Perhaps another setting has to switch on what it belongs to; see "
        "`ayni "
        "params " +
        request.parameter.substr(0, request.parameter.find('.')) + "`.\n";
  }
  return text;
}

std::string search_json(const SearchRequest& request, const SearchReport& report, const std::filesystem::path& output) {
  Json json;
  json["output"] = output.string();
  add(json, request, report.replicates, report.seed);
  std::visit([&](const auto& found) { add(json, found); }, report.found);
  json["confidence"] = report.confidence;
  json["historical_prices"] = report.historical_prices;
  json["tried"] = Json::array();
  for (const TriedValue& value : report.tried) json["tried"].push_back(json_of(request, report, value));
  return json_text(json);
}

std::string search_json(const SearchRequest& request, std::size_t replicates, std::uint64_t seed,
                        const std::filesystem::path& output) {
  Json json;
  add(json, request, replicates, seed);
  json["output"] = output.string();
  json["output_exists"] = std::filesystem::exists(output);
  return json_text(json);
}

}  // namespace ayni
