#include "app/headline_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/json.hpp"

namespace ayni {
namespace {

std::string rounded_text(double value) {
  if (std::isnan(value)) return "-";
  if (std::abs(value) >= 1e6) return fmt::format("{:.2f}M", value / 1e6);
  if (std::abs(value) >= 1e4) return fmt::format("{:.3g}k", value / 1e3);
  return std::abs(value) >= 100.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string cell(const HeadlineRow& row) {
  if (std::isnan(row.mean)) return "-";
  return std::isnan(row.spread) ? rounded_text(row.mean)
                                : fmt::format("{} ({})", rounded_text(row.mean), rounded_text(row.spread));
}

std::string label(const HeadlineRow& row) { return row.unit.empty() ? row.name : row.name + ", " + row.unit; }

Json json_of(const std::vector<HeadlineRow>& rows) {
  Json json = Json::array();
  for (const HeadlineRow& row : rows) {
    Json one;
    one["name"] = row.name;
    one["unit"] = row.unit;
    one["mean"] = row.mean;
    one["spread"] = row.spread;
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string headline_text(const Headline& headline, const std::vector<std::string>& arms, std::size_t runs) {
  std::vector<std::vector<HeadlineRow>> columns;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) columns.push_back(headline.rows(arm));
  const std::size_t replicates = runs / arms.size();
  std::string text =
      fmt::format("{:<46}", replicates == 1 ? "One run" : fmt::format("{} runs: mean (spread)", replicates));
  for (const std::string& arm : arms) text += fmt::format("{:>20}", arm.substr(0, 19));
  text += '\n';
  for (std::size_t k = 0; k < columns.front().size(); ++k) {
    text += fmt::format("{:<46}", label(columns.front()[k]));
    for (const auto& column : columns) text += fmt::format("{:>20}", cell(column[k]));
    text += '\n';
  }
  const std::vector<HeadlineRow> effect = headline.effect();
  if (!effect.empty()) text += "\nChange by the project, against its twin under the same shocks\n";
  for (const HeadlineRow& row : effect) text += fmt::format("{:<46}{:>20}\n", label(row), cell(row));
  return text;
}

std::string headline_json(const Headline& headline, const std::vector<std::string>& arms,
                          const std::filesystem::path& output, std::size_t runs) {
  Json json;
  json["output"] = output.string();
  json["runs"] = runs;
  json["arms"] = Json::array();
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    Json one;
    one["name"] = arms[arm];
    one["headline"] = json_of(headline.rows(arm));
    json["arms"].push_back(std::move(one));
  }
  json["effect"] = json_of(headline.effect());
  return json_text(json);
}

}  // namespace ayni
