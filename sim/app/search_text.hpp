#pragma once
// What a search found, for the terminal and as JSON.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "app/search_request.hpp"

namespace ayni {

/// One value of the lever that was tried.
struct TriedValue {
  double lever = 0.0;
  RiskEstimate goal{};                 ///< only of a search with a goal
  std::vector<MeanEstimate> outcomes;  ///< aligned with SearchReport::outcomes
  std::size_t failed = 0;              ///< runs
};

struct SearchReport {
  std::vector<std::string> outcomes;  ///< the goal's, the objective's, those shown beside them; each once
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = 0.95;
  bool historical_prices = false;  ///< then replicates are not price futures
  std::vector<TriedValue> tried;   ///< by rising lever
  std::variant<GoalSearch, BestSearch> found;
};

/// A line of the table, for progress too.
[[nodiscard]] std::string tried_text(const SearchRequest& request, const TriedValue& value);

[[nodiscard]] std::string search_text(const SearchRequest& request, const SearchReport& report);
[[nodiscard]] std::string search_json(const SearchRequest& request, const SearchReport& report,
                                      const std::filesystem::path& output);

/// What would be sought, before anything is run.
[[nodiscard]] std::string search_json(const SearchRequest& request, std::size_t replicates, std::uint64_t seed,
                                      const std::filesystem::path& output);

/// A line for the goal and one for the objective, where there are.
[[nodiscard]] std::string aim_text(const SearchRequest& request);

}  // namespace ayni
