#include "app/compare_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/json.hpp"

namespace ayni {
namespace {

constexpr std::size_t name_width = 24;

std::string name_cell(const std::string& name) { return fmt::format("  {:<{}}", name, name_width); }

std::string signed_text(double value) { return (value > 0.0 ? "+" : "") + figure_text(value); }

std::string signed_interval(const Interval& interval) {
  if (std::isnan(interval.low)) return "-";
  return signed_text(interval.low) + " to " + signed_text(interval.high);
}

std::string percent(double share, const char* sign) {
  if (std::isnan(share)) return "-";
  return fmt::format("{}{:.3g}%", share > 0.0 ? sign : "", 100.0 * share);
}

std::string direction(const Outcome& outcome) {
  if (!outcome.better) return "say :higher or :lower for regret";
  return *outcome.better == Better::higher ? "higher is better" : "lower is better";
}

std::string introduction(const ComparisonReport& report) {
  const std::optional<UntilNarrow>& until = report.until;
  std::string text =
      fmt::format("{} replicates of {} arms under the same shocks, seed {}; intervals of {:g}%, {}.\n",
                  report.replicates, report.arms.size(), report.seed, 100.0 * report.confidence,
                  until ? "valid whenever one stops (confidence sequences)" : "Student's t over replicates");
  if (until) {
    text += fmt::format("{} was to be known within {}: {}.\n", until->outcome.text, figure_text(until->half_width),
                        until->reached ? "reached" : "not reached with so many runs");
  }
  return text;
}

std::string parameters(const ComparisonReport& report) {
  std::string text;
  for (std::size_t k = 0; k < report.differences.size(); ++k) {
    text += fmt::format("\n{} differs from {} in\n", report.arms[k + 1], report.arms.front());
    const auto shown = [](const std::string& value) { return value.empty() ? std::string{"(nothing)"} : value; };
    for (const ParameterDifference& each : report.differences[k]) {
      text += fmt::format("  {} = {} instead of {}\n", each.path, shown(each.b), shown(each.a));
    }
    if (report.differences[k].empty()) text += "  nothing: the two are the same\n";
  }
  return text;
}

std::string row(const std::string& arm, const PairedDifference& found) {
  return name_cell(arm) +
         fmt::format("{:>10}{:>11}  {:<24}{:>8}  {:<18}{:>6}", figure_text(found.other_mean),
                     signed_text(found.difference.mean), signed_interval(found.difference.interval),
                     percent(found.relative, "+"),
                     std::isnan(found.better) ? "-"
                                              : fmt::format("{:.2f} ({:.2f}-{:.2f})", found.better,
                                                            found.better_interval.low, found.better_interval.high),
                     percent(found.variance_reduction, "")) +
         (found.left_out > 0 ? fmt::format("  {} without a value", found.left_out) : "") + '\n';
}

std::string outcome_table(const ComparisonReport& report, const OutcomeComparison& one) {
  std::string text = fmt::format("\n{}: {}{}; {}\n", one.outcome.text, one.long_name,
                                 one.unit == "1" ? "" : " (" + one.unit + ")", direction(one.outcome));
  text += name_cell("") + fmt::format("{:>10}{:>11}  {:<24}{:>8}  {:<18}{:>6}\n", "mean", "difference", "interval",
                                      "relative", one.outcome.better ? "P(better)" : "P(higher)", "saved");
  text += name_cell(report.arms.front()) + fmt::format("{:>10}\n", figure_text(one.base.mean));
  for (std::size_t k = 0; k < one.others.size(); ++k) text += row(report.arms[k + 1], one.others[k]);
  return text;
}

std::string regret_table(const ComparisonReport& report) {
  std::string rows;
  for (const OutcomeComparison& one : report.outcomes) {
    if (!one.minimax) continue;
    rows += one.outcome.text + '\n';
    for (std::size_t arm = 0; arm < one.regrets.size(); ++arm) {
      const Regret& regret = one.regrets[arm];
      rows += name_cell(report.arms[arm]) + fmt::format("{:>12}{:>14}{:>12}{}\n", figure_text(regret.mean),
                                                        figure_text(regret.worst_tenth), figure_text(regret.maximum),
                                                        one.minimax == arm ? " *" : "");
    }
  }
  if (rows.empty()) return {};
  std::string text =
      "\nRegret: what an arm loses against the best arm of the same replicate; * its largest regret is the smallest\n";
  if (report.historical_prices) {
    text += "Prices are the historical ones in every run; prices.mode = \"stochastic\" gives each its own future.\n";
  }
  return text + name_cell("") + fmt::format("{:>12}{:>14}{:>12}\n", "mean", "worst tenth", "largest") + rows;
}

std::string price_of(const CostOfEffect& found) {
  if (std::isnan(found.effect.mean) || std::isnan(found.cost.mean)) return "-";
  if (!(found.effect.mean > 0.0)) return "no gain";
  if (found.cost.mean <= 0.0) return "a gain, at no more money";
  const std::string price = figure_text(found.ratio) + " Bs";
  return found.interval ? fmt::format("{} ({})", price, interval_text(*found.interval))
                        : price + " (the gain may be none)";
}

std::string cost_table(const ComparisonReport& report) {
  std::string text =
      fmt::format("\nPublic money beyond that of {}, and what one unit gained by it costs\n", report.arms.front());
  for (const CostComparison& cost : report.costs) {
    text += cost.what + '\n';
    for (std::size_t k = 0; k < cost.others.size(); ++k) {
      const CostOfEffect& found = cost.others[k];
      text += name_cell(report.arms[k + 1]) + fmt::format("{:>12} Bs for {:>10}:  {}\n", signed_text(found.cost.mean),
                                                          signed_text(found.effect.mean), price_of(found));
    }
  }
  return text;
}

void write(JsonWriter& json, const char* key, const Interval& interval) {
  json.key(key).begin_array().value(interval.low).value(interval.high).end_array();
}

void write(JsonWriter& json, const PairedDifference& found) {
  json.key("replicates").value(static_cast<std::int64_t>(found.difference.n));
  json.key("left_out").value(static_cast<std::int64_t>(found.left_out));
  json.key("base_mean").value(found.base_mean).key("mean").value(found.other_mean);
  json.key("difference").value(found.difference.mean);
  json.key("standard_error").value(found.difference.standard_error);
  write(json, "interval", found.difference.interval);
  json.key("relative").value(found.relative).key("probability_better").value(found.better);
  write(json, "probability_interval", found.better_interval);
  json.key("variance_reduction").value(found.variance_reduction);
}

void write(JsonWriter& json, const ComparisonReport& report, const OutcomeComparison& one) {
  json.begin_object().key("outcome").value(one.outcome.text).key("long_name").value(one.long_name);
  json.key("unit").value(one.unit).key("better");
  if (one.outcome.better) {
    json.value(*one.outcome.better == Better::higher ? "higher" : "lower");
  } else {
    json.null();
  }
  json.key("base_mean").value(one.base.mean).key("arms").begin_array();
  for (std::size_t k = 0; k < one.others.size(); ++k) {
    json.begin_object().key("name").value(report.arms[k + 1]);
    write(json, one.others[k]);
    json.end_object();
  }
  json.end_array().key("regret").begin_array();
  for (std::size_t arm = 0; arm < one.regrets.size(); ++arm) {
    json.begin_object().key("name").value(report.arms[arm]).key("mean").value(one.regrets[arm].mean);
    json.key("worst_tenth").value(one.regrets[arm].worst_tenth).key("maximum").value(one.regrets[arm].maximum);
    json.end_object();
  }
  json.end_array().key("minimax_regret");
  if (one.minimax) {
    json.value(report.arms[*one.minimax]);
  } else {
    json.null();
  }
  json.end_object();
}

void write(JsonWriter& json, const ComparisonReport& report, const CostComparison& cost) {
  json.begin_object().key("gained").value(cost.what).key("arms").begin_array();
  for (std::size_t k = 0; k < cost.others.size(); ++k) {
    const CostOfEffect& found = cost.others[k];
    json.begin_object().key("name").value(report.arms[k + 1]).key("money").value(found.cost.mean);
    write(json, "money_interval", found.cost.interval);
    json.key("gain").value(found.effect.mean);
    write(json, "gain_interval", found.effect.interval);
    json.key("money_per_gain").value(found.ratio);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    write(json, "interval", found.interval.value_or(Interval{none, none}));
    json.end_object();
  }
  json.end_array().end_object();
}

void write_arms(JsonWriter& json, const ComparisonReport& report) {
  json.key("arms").begin_array();
  for (std::size_t arm = 0; arm < report.arms.size(); ++arm) {
    json.begin_object().key("name").value(report.arms[arm]).key("differs").begin_array();
    if (arm > 0) {
      for (const ParameterDifference& each : report.differences[arm - 1]) {
        json.begin_object().key("parameter").value(each.path);
        json.key("base").value(each.a).key("arm").value(each.b).end_object();
      }
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

std::string figure_text(double value) {
  if (std::isnan(value)) return "-";
  if (std::abs(value) >= 1e6) return fmt::format("{:.4g}M", value / 1e6);
  return std::abs(value) >= 1e4 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

std::string interval_text(const Interval& interval) {
  if (std::isnan(interval.low)) return "-";
  return figure_text(interval.low) + " to " + figure_text(interval.high);
}

std::string comparison_text(const ComparisonReport& report) {
  std::string text = introduction(report) + parameters(report);
  for (const OutcomeComparison& one : report.outcomes) text += outcome_table(report, one);
  text +=
      "\nP(better): share of replicates in which the arm is better than the base, ties half. saved: share of the "
      "variance\n"
      "of a difference between independent runs that pairing them has saved.\n";
  return text + regret_table(report) + cost_table(report);
}

std::string comparison_json(const ComparisonReport& report, const std::filesystem::path& output) {
  JsonWriter json;
  json.begin_object().key("base").value(report.arms.front());
  json.key("runs").value(static_cast<std::int64_t>(report.replicates));
  json.key("seed").value(static_cast<std::int64_t>(report.seed)).key("confidence").value(report.confidence);
  json.key("interval").value(interval_name(report));
  json.key("until");
  if (const std::optional<UntilNarrow>& until = report.until) {
    json.begin_object().key("outcome").value(until->outcome.text).key("half_width").value(until->half_width);
    json.key("reached").value(until->reached).end_object();
  } else {
    json.null();
  }
  write_arms(json, report);
  json.key("historical_prices").value(report.historical_prices).key("outcomes").begin_array();
  for (const OutcomeComparison& one : report.outcomes) write(json, report, one);
  json.end_array().key("public_money").begin_array();
  for (const CostComparison& cost : report.costs) write(json, report, cost);
  json.end_array().key("output").value(output.string()).end_object();
  return json.text();
}

}  // namespace ayni
