#include "core/terms.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>
#include <string>

using namespace ayni;

namespace {

std::set<std::string> names_in_braces(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    names.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
  }
  return names;
}

}  // namespace

TEST_CASE("No text is missing in either language, and both are filled in with the same values") {
  REQUIRE(terms().size() > 5);
  std::set<std::string_view> keys;
  for (const Term& one : terms()) {
    INFO(one.key);
    CHECK(keys.insert(one.key).second);
    CHECK_FALSE(one.en.empty());
    CHECK_FALSE(one.es.empty());
    CHECK(names_in_braces(one.en) == names_in_braces(one.es));
  }
}

TEST_CASE("A text is that of the file, letters beyond ASCII too") {
  CHECK(term("summary.lasting_more", Language::en) == "alliances last longer");
  CHECK(term("summary.lasting_more", Language::es) == "las alianzas duran más");
  CHECK_THROWS_AS(term("summary.of_nobody", Language::en), std::out_of_range);
}

TEST_CASE("Numbers are written as the language does, and nothing has no sign") {
  CHECK(number_text(1234567.891, 2, Language::en) == "1,234,567.89");
  CHECK(number_text(-1234.5, 1, Language::es) == "-1.234,5");
  CHECK(number_text(999.6, 0, Language::en) == "1,000");
  CHECK(number_text(-0.04, 1, Language::en) == "0.0");
}
