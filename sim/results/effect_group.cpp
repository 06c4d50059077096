#include "results/effect_group.hpp"

#include <limits>
#include <string>

#include "results/findings_group.hpp"

namespace ayni {

std::vector<FileVariable> effect_layout() {
  return {{"run", {"run"}, Storage::int32, "1", "replicate", "As in the series.", {}},
          text_variable("part", "part", "the change itself, then what it came from",
                        "revenue; volume, quality (premium and label), trading_terms, which add up to it."),
          {"revenue_change",
           {"run", "part"},
           Storage::real64,
           "1",
           "change of revenue by the project in the last full year",
           "Of all groups that could apply, over the products that are sold with and without it; share of the revenue "
           "without it. Parts are Shapley's: what a factor adds, averaged over the orders in which the three can "
           "change. NaN where the replicate failed or nothing was sold.",
           {}}};
}

void write_effect(hid_t file, const RevenueEffect& effect, std::size_t replicates) {
  const std::vector<FileVariable> layout = effect_layout();
  FindingsGroup group{file, "effect"};
  group.add_numbered(layout[0], replicates);
  std::vector<std::string> names;
  for (const RevenuePart& part : revenue_parts) names.push_back(part.name);
  group.add({{layout[1], names}});
  std::vector<double> values;
  for (const RevenueShares& shares : effect.replicates()) {
    for (const RevenuePart& part : revenue_parts) values.push_back(shares.*part.share);
  }
  values.resize(replicates * revenue_parts.size(), std::numeric_limits<double>::quiet_NaN());
  group.add(layout[2], revenue_parts.size(), values);
  group.close();
}

}  // namespace ayni
