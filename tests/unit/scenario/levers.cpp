#include "scenario/levers.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/error.hpp"
#include "scenario/reader.hpp"
#include "scenario/settings_reader.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

std::string refusal(std::string_view path) {
  try {
    static_cast<void>(lever(path));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return "none";
}

std::vector<std::string> paths(const ParameterTable& table) {
  std::vector<std::string> found;
  for (const Parameter* const parameter : flattened(table)) found.push_back(parameter->path);
  return found;
}

}  // namespace

TEST_CASE("A lever tells its range worth trying, its unit and its kind") {
  const TryRange lag = lever("project.disbursement_lag_months");
  CHECK(lag.is_range());
  CHECK(lag.kind == ParameterKind::count);
  CHECK(lag.unit == "months");
  CHECK(lag.low == 0.0);
  CHECK(lag.high == 18.0);
}

TEST_CASE("Of a flag, a choice and a list a lever tells the values worth trying") {
  CHECK(lever("credit.bank_loans").choices == std::vector<std::string>{"false", "true"});
  CHECK(lever("fund.rule").choices == std::vector<std::string>{"off", "savings", "grant_seeded", "savings_first", "required"});
  CHECK(lever("project.call_shares").choices.size() == 2);
  CHECK_FALSE(lever("project.call_shares").is_range());
}

TEST_CASE("What is no lever is refused, with the nearest lever") {
  CHECK_THAT(refusal("project.counterpart_shar"), Contains("Did you mean project.counterpart_share"));
  CHECK_THAT(refusal("counterpart_share"), Contains("Did you mean project.counterpart_share"));
  CHECK_THAT(refusal("trust.prior_mean"), Contains("is not a lever"));
  CHECK_THAT(refusal("zzzz"), Contains("ayni params --levers"));
  CHECK_FALSE(find_lever("trust.prior_mean"));
}

TEST_CASE("What is worth trying of any lever is valid, and is more than one value") {
  const ParameterTable table = scenario_parameters();
  std::size_t levers = 0;
  for (const Parameter* const parameter : flattened(table)) {
    INFO(parameter->path);
    CHECK_THAT(std::string{parameter->meaning}, !Contains("lever:"));
    if (!is_lever(*parameter)) continue;
    ++levers;
    const TryRange range = lever(parameter->path);
    if (range.is_range()) {
      CHECK(range.low < range.high);
      CHECK(trouble_with(*parameter, range.low).empty());
      CHECK(trouble_with(*parameter, range.high).empty());
      CHECK((range.kind == ParameterKind::number || std::floor(range.low) == range.low));
      CHECK((range.kind == ParameterKind::number || std::floor(range.high) == range.high));
    } else {
      CHECK(range.choices.size() > 1);
    }
  }
  CHECK(levers >= 39);
}

TEST_CASE("Parameters are found by words in name, meaning, unit and choices, all of them and whatever their case") {
  const auto found = [](const std::vector<std::string>& words) {
    ParameterTable table = scenario_parameters();
    keep_matching(table, words);
    return paths(table);
  };
  const std::vector<std::string> lag = found({"Counterpart", "disbursement"});
  CHECK(lag == std::vector<std::string>{"project.disbursement_lag_months"});
  CHECK(found({"USD"}).size() > 2);
  CHECK(found({"grant_seeded"}).size() == 1);
  CHECK(found({"counterpart", "no such word"}).empty());
  CHECK(found({}).size() > 200);
}

TEST_CASE("Levers alone are kept with the tables that hold them") {
  ParameterTable table = scenario_parameters();
  keep_levers(table);
  for (const Parameter* const parameter : flattened(table)) CHECK(is_lever(*parameter));
  for (const ParameterTable& inner : table.tables) CHECK_FALSE(inner.parameters.empty());
}

TEST_CASE("Listing, JSON, schema and page tell what is worth trying") {
  const ParameterTable table = scenario_parameters();
  CHECK_THAT(parameter_listing(table), Contains("lever, worth trying: 0 to 18 months"));
  CHECK_THAT(parameter_json(table), Contains("\"try_high\": 18"));
  CHECK_THAT(parameter_schema(table, "t"), Contains("\"x-try-high\": 18"));
  CHECK_THAT(parameter_markdown(table, 2), Contains("| Valid | Worth trying | Meaning |"));
}
