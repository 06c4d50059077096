#pragma once
// Measures, parameters and arms by what people call them.

#include <string>

#include "core/terms.hpp"

namespace ayni {

/// A measure, or what is selected of one, in words with its unit: in English its long name, else that of the terms; one
/// without a term keeps its long name.
[[nodiscard]] std::string measure_in_words(const std::string& measure, const std::string& long_name, Language language);

/// What a parameter means: in English what it was declared with, else that of the terms; one without a term keeps its own.
[[nodiscard]] std::string parameter_in_words(const std::string& path, const std::string& meaning, Language language);

/// An arm's name; that of the twin without the project is the program's, so it has one in each language.
[[nodiscard]] std::string arm_in_words(const std::string& arm, Language language);

}  // namespace ayni
