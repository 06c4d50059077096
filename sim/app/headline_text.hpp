#pragma once
// The headline of an ensemble as a table for people and as JSON.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "observe/headline.hpp"

namespace ayni {

/// Mean and spread across runs, a column an arm.
[[nodiscard]] std::string headline_text(const Headline& headline, const std::vector<std::string>& arms,
                                        std::size_t runs);
[[nodiscard]] std::string headline_json(const Headline& headline, const std::vector<std::string>& arms,
                                        const std::filesystem::path& output, std::size_t runs);

}  // namespace ayni
