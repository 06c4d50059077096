#pragma once
// What a search found, for the terminal and as JSON.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "experiment/search_evaluator.hpp"

namespace ayni {

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
