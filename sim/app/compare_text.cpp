#include "app/compare_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

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

/// The base's mean over the pairs of all arms where these are the same, otherwise over all its values.
double shown_base_mean(const OutcomeComparison& one) {
  double shown = std::numeric_limits<double>::quiet_NaN();
  for (const PairedDifference& found : one.others) {
    if (std::isnan(found.base_mean)) continue;
    if (!std::isnan(shown) && found.base_mean != shown) return one.base.mean;
    shown = found.base_mean;
  }
  return std::isnan(shown) ? one.base.mean : shown;
}

/// How many pairs are left out, and the base's mean over the others unless it is the one shown.
std::string left_out(const PairedDifference& found, double shown_base) {
  if (found.left_out == 0) return {};
  const bool other_base = !std::isnan(found.base_mean) && found.base_mean != shown_base;
  return fmt::format("  {} without a value", found.left_out) +
         (other_base ? "; base " + figure_text(found.base_mean) + " in the others" : "");
}

std::string row(const std::string& arm, const PairedDifference& found, double shown_base) {
  return name_cell(arm) +
         fmt::format("{:>10}{:>11}  {:<24}{:>8}  {:<18}{:>6}", figure_text(found.other_mean),
                     signed_text(found.difference.mean), signed_interval(found.difference.interval),
                     percent(found.relative, "+"),
                     std::isnan(found.better) ? "-"
                                              : fmt::format("{:.2f} ({:.2f}-{:.2f})", found.better,
                                                            found.better_interval.low, found.better_interval.high),
                     percent(found.variance_reduction, "")) +
         left_out(found, shown_base) + '\n';
}

std::string outcome_table(const ComparisonReport& report, const OutcomeComparison& one) {
  std::string text = fmt::format("\n{}: {}{}; {}\n", one.outcome.text, one.long_name,
                                 one.unit == "1" ? "" : " (" + one.unit + ")", direction(one.outcome));
  text += name_cell("") + fmt::format("{:>10}{:>11}  {:<24}{:>8}  {:<18}{:>6}\n", "mean", "difference", "interval",
                                      "relative", one.outcome.better ? "P(better)" : "P(higher)", "saved");
  const double base = shown_base_mean(one);
  text += name_cell(report.arms.front()) + fmt::format("{:>10}\n", figure_text(base));
  for (std::size_t k = 0; k < one.others.size(); ++k) text += row(report.arms[k + 1], one.others[k], base);
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

Json json_of(const std::string& arm, const PairedDifference& found) {
  Json json;
  json["name"] = arm;
  json["replicates"] = found.difference.n;
  json["left_out"] = found.left_out;
  json["base_mean"] = found.base_mean;
  json["mean"] = found.other_mean;
  json["difference"] = found.difference.mean;
  json["standard_error"] = found.difference.standard_error;
  json["interval"] = json_of(found.difference.interval);
  json["relative"] = found.relative;
  json["probability_better"] = found.better;
  json["probability_interval"] = json_of(found.better_interval);
  json["variance_reduction"] = found.variance_reduction;
  return json;
}

Json json_of(const std::string& arm, const Regret& regret) {
  Json json;
  json["name"] = arm;
  json["mean"] = regret.mean;
  json["worst_tenth"] = regret.worst_tenth;
  json["maximum"] = regret.maximum;
  return json;
}

Json json_of(const std::string& arm, const CostOfEffect& found) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Json json;
  json["name"] = arm;
  json["money"] = found.cost.mean;
  json["money_interval"] = json_of(found.cost.interval);
  json["gain"] = found.effect.mean;
  json["gain_interval"] = json_of(found.effect.interval);
  json["money_per_gain"] = found.ratio;
  json["interval"] = json_of(found.interval.value_or(Interval{none, none}));
  return json;
}

Json json_of(const ComparisonReport& report, const OutcomeComparison& one) {
  Json json;
  json["outcome"] = one.outcome.text;
  json["long_name"] = one.long_name;
  json["unit"] = one.unit;
  json["better"] = nullptr;
  if (one.outcome.better) json["better"] = *one.outcome.better == Better::higher ? "higher" : "lower";
  json["base_mean"] = one.base.mean;
  json["arms"] = Json::array();
  for (std::size_t k = 0; k < one.others.size(); ++k)
    json["arms"].push_back(json_of(report.arms[k + 1], one.others[k]));
  json["regret"] = Json::array();
  for (std::size_t arm = 0; arm < one.regrets.size(); ++arm) {
    json["regret"].push_back(json_of(report.arms[arm], one.regrets[arm]));
  }
  json["minimax_regret"] = nullptr;
  if (one.minimax) json["minimax_regret"] = report.arms[*one.minimax];
  return json;
}

Json json_of(const ComparisonReport& report, const CostComparison& cost) {
  Json json;
  json["gained"] = cost.what;
  json["arms"] = Json::array();
  for (std::size_t k = 0; k < cost.others.size(); ++k) {
    json["arms"].push_back(json_of(report.arms[k + 1], cost.others[k]));
  }
  return json;
}

/// An arm, and the parameters in which it differs from the base.
Json arm_of(const ComparisonReport& report, std::size_t arm) {
  Json json;
  json["name"] = report.arms[arm];
  json["differs"] = Json::array();
  if (arm == 0) return json;
  for (const ParameterDifference& each : report.differences[arm - 1]) {
    Json differs;
    differs["parameter"] = each.path;
    differs["base"] = each.a;
    differs["arm"] = each.b;
    json["differs"].push_back(std::move(differs));
  }
  return json;
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

Json json_of(const Interval& interval) { return Json::array({interval.low, interval.high}); }

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
  Json json;
  json["base"] = report.arms.front();
  json["runs"] = report.replicates;
  json["seed"] = report.seed;
  json["confidence"] = report.confidence;
  json["interval"] = interval_name(report);
  json["until"] = nullptr;
  if (const std::optional<UntilNarrow>& until = report.until) {
    json["until"] = Json::object();
    json["until"]["outcome"] = until->outcome.text;
    json["until"]["half_width"] = until->half_width;
    json["until"]["reached"] = until->reached;
  }
  json["arms"] = Json::array();
  for (std::size_t arm = 0; arm < report.arms.size(); ++arm) json["arms"].push_back(arm_of(report, arm));
  json["historical_prices"] = report.historical_prices;
  json["outcomes"] = Json::array();
  for (const OutcomeComparison& one : report.outcomes) json["outcomes"].push_back(json_of(report, one));
  json["public_money"] = Json::array();
  for (const CostComparison& cost : report.costs) json["public_money"].push_back(json_of(report, cost));
  json["output"] = output.string();
  return json_text(json);
}

}  // namespace ayni
