#include "observe/measure_words.hpp"

#include <algorithm>

namespace ayni {

std::string measure_in_words(const std::string& measure, const std::string& long_name, Language language) {
  const std::string key = "measure." + measure;
  if (language == Language::en || !has_term(key)) return long_name;
  const std::string name = term(key, Language::en);
  std::string unit = long_name.compare(0, name.size(), name) == 0 ? long_name.substr(name.size()) : "";
  if (unit.empty()) return term(key, language);
  unit.erase(0, 2);  // what parts it from the name
  std::replace(unit.begin(), unit.end(), ' ', '_');
  const std::string unit_key = "measure_unit." + unit;
  return term(key, language) + ", " + (has_term(unit_key) ? term(unit_key, language) : unit);
}

std::string arm_in_words(const std::string& arm, Language language) {
  return arm == term("arm.no_project", Language::en) ? term("arm.no_project", language) : arm;
}

}  // namespace ayni
