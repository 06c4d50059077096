// Reads spells from standard input, one "duration cause" a line, and prints every survival estimate by month as CSV.
// Usage: survival_cli HORIZON CAUSES

#include <cstdio>
#include <iostream>
#include <string>

#include "observe/survival.hpp"

int main(int arguments, char** values) {
  if (arguments != 3) {
    std::cerr << "usage: survival_cli HORIZON CAUSES < spells\n";
    return 2;
  }
  std::vector<ayni::Month> duration;
  std::vector<std::uint8_t> cause;
  for (int d = 0, c = 0; std::cin >> d >> c;) {
    duration.push_back(d);
    cause.push_back(static_cast<std::uint8_t>(c));
  }
  ayni::LifeTable table{std::stoi(values[1]), static_cast<std::size_t>(std::stoi(values[2]))};
  ayni::tabulate({duration, cause}, table);

  using Curve = std::vector<double>;
  Curve survival(table.months), survival_variance(table.months);
  Curve incidence(table.months * table.causes), incidence_variance(table.months * table.causes);
  ayni::kaplan_meier(table, survival, survival_variance);
  ayni::cumulative_incidence(table, incidence, incidence_variance);

  std::printf("month,at_risk,survival,survival_variance");
  for (std::size_t k = 1; k <= table.causes; ++k) std::printf(",incidence_%zu,incidence_%zu_variance", k, k);
  std::printf("\n");
  for (std::size_t m = 0; m < table.months; ++m) {
    std::printf("%zu,%lld,%.17g,%.17g", m, static_cast<long long>(table.at_risk[m]), survival[m], survival_variance[m]);
    for (std::size_t k = 0; k < table.causes; ++k) {
      std::printf(",%.17g,%.17g", incidence[k * table.months + m], incidence_variance[k * table.months + m]);
    }
    std::printf("\n");
  }
}
