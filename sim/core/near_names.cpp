#include "core/near_names.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace ayni {
namespace {

constexpr std::size_t most_proposed = 3;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t longest = 64;
  a = a.substr(0, longest);
  b = b.substr(0, longest);
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::size_t near_edits(std::string_view word) { return std::max<std::size_t>(1, word.size() / 3); }

std::vector<std::string> closest_names(std::string_view word, const std::vector<std::string>& names) {
  std::vector<std::pair<std::size_t, std::string>> close;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(word, name);
    if (distance <= near_edits(word)) close.emplace_back(distance, name);
  }
  std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> best;
  for (std::size_t i = 0; i < close.size() && i < most_proposed; ++i) best.push_back(std::move(close[i].second));
  return best;
}

std::vector<std::string> names_with(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t shortest_word = 3;
  std::vector<std::string> found;
  if (word.size() < shortest_word) return found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found),
               [&](const std::string& name) { return name.find(word) != std::string::npos; });
  std::stable_sort(found.begin(), found.end(),
                   [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  if (found.size() > most_proposed) found.resize(most_proposed);
  return found;
}

std::string did_you_mean(const std::vector<std::string>& names, Language language) {
  if (names.empty()) return {};
  std::string all = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) {
    all += (i + 1 == names.size() ? term("grammar.or", language) : ", ") + names[i];
  }
  return term("grammar.did_you_mean", language, {{"names", all}});
}

}  // namespace ayni
