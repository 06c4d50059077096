#include "observe/outcome.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "support/made_up_results.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

const Catalogue& catalogue() {
  static const Catalogue all = made_up::catalogue();
  return all;
}

double one(std::string_view text, const Results& results) {
  const Outcome outcome = parse_outcome(text, catalogue());
  REQUIRE(is_scalar(outcome));
  return value_of(outcome, results).at(0);
}

std::string refusal(std::string_view text) {
  try {
    return "accepted as " + parse_outcome(text, catalogue()).text;
  } catch (const InvalidInput& e) {
    return e.what();
  }
}

/// Value i of measure m of this run is 10 m + i.
Results first_run() { return made_up::results(0, 0, catalogue()); }

}  // namespace

TEST_CASE("An outcome picks the cell that its labels and numbers name, in any order") {
  const Results run = first_run();  // price is measure 0 over 24 months, 3 regions, 3 products
  CHECK(one("price[time=2,region=valles,product=milk]", run) == 2 * 9 + 1 * 3 + 1);
  CHECK(one("price[product=milk, region=1, time=2]", run) == 2 * 9 + 1 * 3 + 1);
  CHECK(one("  price [ time = 23 , region = llanos , product = 0 ] ", run) == 23 * 9 + 2 * 3);
  CHECK(one("mean_trust", run) == 70.0);
}

TEST_CASE("Axes that are not selected stay, in the order of the measure") {
  const Results run = first_run();
  const Outcome outcome = parse_outcome("price[time=1,product=milk]", catalogue());
  CHECK_FALSE(is_scalar(outcome));
  CHECK(value_of(outcome, run) == std::vector<double>{10, 13, 16});
  CHECK(value_of(parse_outcome("volume", catalogue()), run) == run.values[1]);
}

TEST_CASE("The last value of an axis is the last that is not NaN, for each place of the other axes") {
  Results run = first_run();
  std::vector<double>& volume = run.values[1];  // 24 months, 2 components
  volume[2 * 23 + 1] = volume[2 * 22 + 1] = std::nan("");
  CHECK(value_of(parse_outcome("volume[time=last]", catalogue()), run) == std::vector<double>{10 + 46, 10 + 43});
  for (double& value : volume) value = std::nan("");
  CHECK(std::isnan(one("volume[time=last,component=sum]", run)));
}

TEST_CASE("Sums and means leave out what is NaN, and selections are made in the order in which they are written") {
  Results run = first_run();
  std::vector<double>& volume = run.values[1];
  std::fill(volume.begin(), volume.end(), 1.0);
  volume[2 * 23] = std::nan("");
  volume[2 * 22] = 5.0;
  CHECK(one("volume[time=sum,component=investment]", run) == 22 * 1.0 + 5.0);
  CHECK(one("volume[time=mean,component=investment]", run) == Approx(27.0 / 23.0));
  CHECK(one("volume[time=last,component=sum]", run) == 6.0);  // last of each, then their sum
  CHECK(one("volume[component=sum,time=last]", run) == 1.0);  // sum of the last month, where one is missing
}

TEST_CASE("What is better is the user's word, else the catalogue's") {
  Catalogue mine = made_up::catalogue();
  mine.measures[7].better = Better::higher;
  CHECK(parse_outcome("mean_trust", mine).better == Better::higher);
  CHECK(parse_outcome("mean_trust:lower", mine).better == Better::lower);
  CHECK(parse_outcome("volume[time=last] : higher", mine).better == Better::higher);
  CHECK_FALSE(parse_outcome("volume", mine).better);
}

TEST_CASE("An outcome's text parses to the same outcome") {
  const Outcome outcome = parse_outcome(" price [time=last, region = valles]:lower", catalogue());
  CHECK(outcome.text == "price[time=last,region=valles]");
  const Outcome again = parse_outcome(outcome.text, catalogue());
  CHECK(again.text == outcome.text);
  CHECK(value_of(again, first_run()) == value_of(outcome, first_run()));
}

TEST_CASE("What cannot be an outcome is refused with the reason and the nearest names") {
  CHECK_THAT(refusal("prise[time=1]"), Contains("no measure \"prise\"") && Contains("Did you mean price"));
  CHECK_THAT(refusal("price[tme=1]"), Contains("no axis \"tme\"") && Contains("time, region, product"));
  CHECK_THAT(refusal("mean_trust[time=1]"), Contains("it is one value a run"));
  CHECK_THAT(refusal("price[region=vales]"), Contains("Did you mean valles"));
  CHECK_THAT(refusal("price[region=zzzzzzzz]"), Contains("altiplano, valles, llanos"));
  CHECK_THAT(refusal("price[time=24]"), Contains("runs from 0 to 23"));
  CHECK_THAT(refusal("price[time=-1]"), Contains("runs from 0 to 23"));
  CHECK_THAT(refusal("price[time=99999999999999999999]"), Contains("runs from 0 to 23"));
  CHECK_THAT(refusal("price[region=3]"), Contains("runs from 0 to 2"));
  CHECK_THAT(refusal("price[time=1,time=2]"), Contains("time is selected twice"));
  CHECK_THAT(refusal("price[time=1,time=2]"), Contains("outcome price[time=1,time=2]: "));
  for (const char* const brackets : {"price[time=1", "price[time=1]]", "price[[time=1]", "price[time=1][region=0]"}) {
    CHECK_THAT(refusal(brackets), Contains("one pair of brackets"));
  }
  CHECK_THAT(refusal("price]"), Contains("no measure \"price]\"") && Contains("Did you mean price"));
  CHECK_THAT(refusal("price[]"), Contains("not a selection such as time=last"));
  CHECK_THAT(refusal("price[time]"), Contains("not a selection"));
  CHECK_THAT(refusal("price[12]"), Contains("not a selection such as time=12"));
  CHECK_THAT(refusal("price[valles]"), Contains("not a selection such as region=valles"));
  CHECK_THAT(refusal("rust"), Contains("Did you mean mean_trust"));
  CHECK_THAT(refusal("price:up"), Contains(":higher or :lower"));
  CHECK_THAT(refusal(""), Contains("no measure"));
  CHECK_THAT(refusal("price\x1b[31m"), Contains("no measure's name has"));
  CHECK_THAT(refusal(std::string(1000, 'p')), Contains("longer than 300"));
}

TEST_CASE("A place at which no run can have a value is refused with the reason, by its label and by its number") {
  Catalogue mine = made_up::catalogue();
  for (AxisInfo& axis : mine.axes) {
    if (axis.axis == Axis::region) axis.unseen = {"", "is under water", ""};
  }
  for (const char* const text : {"price[region=valles]", "price[region=1]"}) {
    CHECK_THROWS_WITH(parse_outcome(text, mine), Contains("no run has a value: region valles is under water"));
  }
  CHECK_NOTHROW(parse_outcome("price[region=llanos]", mine));
  CHECK_NOTHROW(parse_outcome("price[region=mean]", mine));
}

TEST_CASE("A catalogue of outcomes has their names, the axes that are left, and values in real64") {
  const std::vector<Outcome> outcomes{parse_outcome("price[time=last,product=milk]:higher", catalogue()),
                                      parse_outcome("mean_trust", catalogue()),
                                      parse_outcome("price[time=last,product=1]", catalogue()),
                                      parse_outcome("price[time=last, product=1]", catalogue())};
  const Catalogue reduced = outcome_catalogue(outcomes, catalogue());
  REQUIRE(reduced.measures.size() == 4);
  CHECK(reduced.measures[0].name == "price_time_last_product_milk");
  CHECK(reduced.measures[0].axes == std::vector<Axis>{Axis::region});
  CHECK(reduced.measures[0].better == Better::higher);
  CHECK_THAT(reduced.measures[0].long_name, Contains("[time=last,product=milk]"));
  CHECK(reduced.measures[1].name == "mean_trust");
  CHECK(reduced.measures[2].name == "price_time_last_product_1");
  CHECK(reduced.measures[3].name == "price_time_last_product_1_2");
  CHECK(reduced.tables.empty());
  REQUIRE(reduced.axes.size() == 1);
  CHECK(reduced.axes[0].labels == catalogue().axis(Axis::region).labels);
  const Results run = made_up::results(1, 3, catalogue());
  const Results small = reduce(outcomes, run);
  CHECK(small.arm == 1);
  CHECK(small.run == 3);
  REQUIRE(small.values.size() == 4);
  for (std::size_t m = 0; m < 4; ++m) {
    CHECK(reduced.measures[m].storage == Storage::real64);
    CHECK(small.values[m].size() == reduced.size(reduced.measures[m]));
    CHECK(small.values[m] == value_of(outcomes[m], run));
  }
}
