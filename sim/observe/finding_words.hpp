#pragma once
// A finding in words: whether there is more or less of something, how much, and how sure that is.

#include <array>
#include <cstddef>
#include <string>

#include "core/terms.hpp"
#include "observe/findings.hpp"

namespace ayni {

/// What a difference is known to be.
enum class Sign { more, less, same, unknown };
inline constexpr std::array sign_names{"more", "less", "no difference", "unknown"};
[[nodiscard]] Sign sign_of(const PairedDifference& found);

/// "Producers, Bs million": what is more or less, and its unit.
[[nodiscard]] std::string subject_text(const Finding& finding, Language language);

/// The words that say what is more or less.
[[nodiscard]] std::string claim(const Finding& finding, Sign sign, Language language);

/// What an arm has where there is nothing to hold it against.
[[nodiscard]] std::string alone(const Finding& finding, std::size_t arm, Language language);

/// What an arm has more or less than the reference.
[[nodiscard]] std::string sentence(const Finding& finding, std::size_t arm, Language language);

/// "+1.94 ±0.57", or "~ ±0.57" for none that can be told.
[[nodiscard]] std::string difference_cell(const Finding& finding, std::size_t arm, Language language);

}  // namespace ayni
