#include "observe/findings.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>

#include "core/printable.hpp"

using namespace ayni;

namespace {

const double none = std::nan("");

/// The outcome behind a finding, without a catalogue.
Outcome outcome_of(const std::string& name) {
  Outcome outcome;
  outcome.text = name;
  outcome.unit = name == "lasting" ? share_unit : "1";
  if (name == "lasting") outcome.selections = {{0, Selection::Pick::position, 84}};
  return outcome;
}

/// Made-up arms in which every replicate has the reference's value, shifted and spread.
Finding finding(const std::string& name, double base, const std::vector<double>& shifts, double spread) {
  const std::vector<double> unit{-1.0, -0.5, 0.0, 0.5, 1.0};
  std::vector<std::vector<double>> arms{std::vector<double>(unit.size(), base)};
  for (const double shift : shifts) {
    arms.emplace_back();
    for (const double each : unit) arms.back().push_back(base + shift + spread * each);
  }
  Finding found{name, outcome_of(name), {}, {}};
  const IntervalRule rule = IntervalRule::fixed(0.95);
  for (const auto& arm : arms) {
    found.arms.push_back(mean_estimate(arm, rule));
    found.differences.push_back(paired_difference(arms.front(), arm, Better::higher, rule));
  }
  return found;
}

FindingsOf told_of(std::size_t arms) {
  FindingsOf of{{}, 0, 5, 0.95};
  for (std::size_t arm = 0; arm < arms; ++arm) of.arms.push_back("policy-number-" + std::to_string(arm));
  return of;
}

std::vector<std::string> lines(const std::vector<Finding>& findings, std::size_t arms, Language language) {
  return section_of(findings, told_of(arms), language).notes;
}

/// The sentence on a second arm.
std::string sentence(const Finding& one, Language language) { return lines({one}, 2, language)[2].substr(2); }

std::vector<Finding> all(const std::vector<double>& shifts, double spread) {
  std::vector<Finding> findings;
  const auto add = [&](const char* name, double base, double unit) {
    std::vector<double> in_unit;
    for (const double shift : shifts) in_unit.push_back(unit * shift);
    findings.push_back(finding(name, base, in_unit, unit * spread));
  };
  add("lasting", 0.512, 0.01);
  add("funded", 1768.0, 110.0);
  add("income", 2.3031e9, 1.2e8);
  add("poverty", 451234.0, 11000.0);
  add("money", 1.4254e9, 1.1e8);
  add("buyers", 1.2e9, 1.3e8);
  return findings;
}

}  // namespace

TEST_CASE("A sentence says more where an arm has more, with the size, its interval and what it comes to") {
  CHECK(sentence(finding("lasting", 0.5, {0.02}, 0.004), Language::en) ==
        "Alliances last longer: 52.0% last 7 years, +2.00 points (+1.61 to +2.39).");
  CHECK(sentence(finding("lasting", 0.5, {-0.02}, 0.004), Language::es) ==
        "Las alianzas duran menos: 48,0 % dura 7 años, -2,00 puntos (-2,39 a -1,61).");
  CHECK(sentence(finding("money", 424.8e6, {36e6}, 2e6), Language::en) ==
        "More public money is spent: 460.8 million Bs, +36.0 (+34.0 to +38.0).");
  CHECK(sentence(finding("funded", 800.0, {-158.0}, 20.0), Language::en) ==
        "Fewer alliances are funded: 642, -158 (-178 to -138).");
  CHECK(sentence(finding("poverty", 105000.0, {-1234.0}, 500.0), Language::es) ==
        "Hay menos pobres: 103.766 personas, -1.234 (-1.725 a -743).");
  CHECK(sentence(finding("buyers", 2.5e5, {-3.0e4}, 1e4), Language::en) ==
        "Buyers earn less: 220,000 Bs, -30,000 (-39,816 to -20,184).");
}

TEST_CASE("A difference whose interval holds nothing is one that these runs cannot tell, whatever its sign") {
  for (const double shift : {0.001, -0.001}) {
    const std::string told = sentence(finding("lasting", 0.5, {shift}, 0.01), Language::en);
    CHECK(told.find("Lasting: no difference that these runs can tell (-") == 0);
    CHECK(told.find(" points).") != std::string::npos);
  }
  CHECK(sentence(finding("income", 2e9, {1e6}, 1e8), Language::es).find("Ingresos: estas corridas no muestran") == 0);
  CHECK(sentence(finding("funded", 800.0, {0.0}, 0.0), Language::en) == "Alliances funded: no difference.");
}

TEST_CASE("Every finding has its words in both directions and languages") {
  for (const Language language : {Language::en, Language::es}) {
    for (const double sign : {1.0, -1.0}) {
      const std::vector<std::string> told = lines(all({sign}, 0.1), 2, language);
      REQUIRE(told.size() == 9);
      for (std::size_t k = 2; k < 8; ++k) CHECK(told[k].find(sign > 0.0 ? ", +" : ", -") != std::string::npos);
      const std::string words = language == Language::en ? (sign > 0.0 ? "more|longer|More" : "less|Less|Fewer")
                                                         : (sign > 0.0 ? "más" : "menos");
      for (std::size_t k = 2; k < 8; ++k) {
        INFO(told[k]);
        bool found = false;
        for (std::size_t at = 0; at < words.size();) {
          const std::size_t end = std::min(words.find('|', at), words.size());
          found = found || told[k].find(words.substr(at, end - at)) != std::string::npos;
          at = end + 1;
        }
        CHECK(found);
      }
    }
  }
}

TEST_CASE("A summary has at most fifteen lines of eighty letters, with up to six arms beside the reference") {
  for (const Language language : {Language::en, Language::es}) {
    for (std::size_t others = 0; others <= 6; ++others) {
      for (const double spread : {0.1, 3.0}) {
        const std::vector<double> shifts{0.9, -0.9, 1.1, -1.3, 0.7, 0.8};
        const std::vector<Finding> findings =
            all({shifts.begin(), shifts.begin() + static_cast<std::ptrdiff_t>(others)}, spread);
        const std::vector<std::string> told = lines(findings, others + 1, language);
        CHECK(told.size() <= 15);
        for (const std::string& line : told) {
          INFO(line);
          CHECK(letters(line) <= 80);
        }
      }
    }
  }
}

TEST_CASE("Several arms stand in a table, what cannot be told marked, and what can be told is said in words too") {
  std::vector<Finding> findings = all({0.0, 0.0, 0.0}, 1.0);
  findings.front() = finding("lasting", 0.5, {0.02, -0.02, 0.001}, 0.004);
  const std::vector<std::string> told = lines(findings, 4, Language::en);
  REQUIRE(told.size() == 11);
  CHECK(told[1] == "policy-number-1: alliances last longer.");
  CHECK(told[2] == "policy-number-2: alliances last less long.");
  CHECK(told[3] == "policy-number-3: no difference that these runs can tell.");
  CHECK(told[5] == "  Lasting, points        +2.00 ±0.39      -2.00 ±0.39      ~ ±0.39");
}

TEST_CASE("Where the reference has no value the arm's own is told, and one run claims no certainty") {
  Finding without = finding("lasting", 0.5, {0.0}, 0.004);
  const std::vector<double> nothing(5, none);
  without.differences[1] =
      paired_difference(nothing, std::vector<double>(5, 0.5), Better::higher, IntervalRule::fixed(0.95));
  CHECK(sentence(without, Language::en).find("With the first buyer 7 years after signing: 50.0%") == 0);
  Finding one = finding("money", 4e8, {1e7}, 0.0);
  one.differences[1] =
      paired_difference(std::vector{4e8}, std::vector{4.1e8}, Better::lower, IntervalRule::fixed(0.95));
  CHECK(sentence(one, Language::en) == "More public money is spent: 410.0 million Bs, +10.0.");
}

TEST_CASE("What is told in words is there for programs, a row for each finding and arm") {
  const ReportSection section = section_of(all({0.9, -0.9}, 0.1), told_of(3), Language::es);
  const ReportTable& table = section.tables.front();
  REQUIRE(table.rows.size() == 18);
  CHECK(std::get<std::string>(table.rows[0][6]) == "reference");
  CHECK(std::get<std::string>(table.rows[1][6]) == "more");
  CHECK(std::get<std::string>(table.rows[2][6]) == "less");
  CHECK(std::get<ReportNumber>(table.rows[1][5]).value == Approx(0.009));
}

TEST_CASE("Programs have every finding's sentence whole, even where people are shown a table instead") {
  std::vector<Finding> findings = all({0.0, 0.0, 0.0}, 0.1);
  findings.front() = finding("lasting", 0.5, {0.02, -0.02, 0.001}, 0.004);
  const ReportSection section = section_of(findings, told_of(4), Language::en);
  const ReportTable& table = section.tables.front();
  REQUIRE(table.rows.size() == 24);
  CHECK(std::get<std::string>(table.rows[0].back()) ==
        "With the first buyer 7 years after signing: 50.0% (50.0 to 50.0).");
  CHECK(std::get<std::string>(table.rows[1].back()) ==
        "Alliances last longer: 52.0% last 7 years, +2.00 points (+1.61 to +2.39).");
}
