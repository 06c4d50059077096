#pragma once
// Near names for what was misspelt.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/terms.hpp"

namespace ayni {

/// Letters to insert, delete, replace or exchange with their neighbour to get from one word to the other (optimal string
/// alignment; only the first 64 letters count).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// How many edits a word may be away to count as near: a third of its length, at least one.
[[nodiscard]] std::size_t near_edits(std::string_view word);

/// At most three of `names` that are near, nearest first, ties in the order given.
[[nodiscard]] std::vector<std::string> closest_names(std::string_view word, const std::vector<std::string>& names);

/// At most three of `names` that have the word within them, shortest first, ties in the order given; none for words of under
/// three letters, which stand in most names.
[[nodiscard]] std::vector<std::string> names_with(std::string_view word, const std::vector<std::string>& names);

/// ". Did you mean a, b or c?", or nothing for no names.
[[nodiscard]] std::string did_you_mean(const std::vector<std::string>& names, Language language = Language::en);

}  // namespace ayni
