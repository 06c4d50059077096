#include "observe/measure_words.hpp"

#include <algorithm>
#include <cstddef>

namespace ayni {

std::string measure_in_words(const std::string& measure, const std::string& long_name, Language language) {
  if (language == Language::en) return long_name;
  std::string key = "measure." + measure;
  while (!has_term(key)) {  // behind the name of a measure may stand what is selected of it
    const std::size_t cut = key.rfind('_');
    if (cut == std::string::npos) return long_name;
    key.erase(cut);
  }
  const std::string name = term(key, Language::en);
  if (long_name.compare(0, name.size(), name) != 0)
    return key == "measure." + measure ? term(key, language) : long_name;
  const std::size_t selection = std::min(long_name.find(" [", name.size()), long_name.size());
  std::string unit = long_name.substr(name.size(), selection - name.size());
  if (!unit.empty()) {
    unit.erase(0, 2);  // what parts it from the name
    std::string unit_key = "measure_unit." + unit;
    std::replace(unit_key.begin(), unit_key.end(), ' ', '_');
    unit = ", " + (has_term(unit_key) ? term(unit_key, language) : unit);
  }
  return term(key, language) + unit + long_name.substr(selection);
}

std::string parameter_in_words(const std::string& path, const std::string& meaning, Language language) {
  const std::string key = "report_parameter." + path;
  return language == Language::en || !has_term(key) ? meaning : term(key, language);
}

std::string arm_in_words(const std::string& arm, Language language) {
  return arm == term("arm.no_project", Language::en) ? term("arm.no_project", language) : arm;
}

}  // namespace ayni
