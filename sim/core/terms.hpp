#pragma once
// Texts for people in their language. They stand in analysis/terms.toml, which Python and the explorer read too, and are
// built into the program (tools/cmake/Terms.cmake).

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace ayni {

enum class Language { en, es };

struct Term {
  std::string_view key;  ///< "section.name"
  std::string_view en;
  std::string_view es;

  [[nodiscard]] std::string_view in(Language language) const noexcept { return language == Language::en ? en : es; }
};

/// All of them, in the file's order.
[[nodiscard]] std::span<const Term> terms() noexcept;

[[nodiscard]] bool has_term(std::string_view key) noexcept;

/// Names in braces, and what stands in their place.
using TermValues = std::initializer_list<std::pair<std::string_view, std::string>>;

/// The text of a key, its values filled in. Throws std::out_of_range for a key that is not in the file.
[[nodiscard]] std::string term(std::string_view key, Language language, TermValues values = {});

/// The number with so many decimals, thousands in groups and the language's signs: 1,234.5 or 1.234,5.
[[nodiscard]] std::string number_text(double value, int decimals, Language language);

}  // namespace ayni
