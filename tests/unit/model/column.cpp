#include "model/column.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "support/small_scenario.hpp"

using namespace ayni;

namespace {

enum class Colour : unsigned char { green, red };

struct Coat {
  AgentColumn<Colour, Colour::red> colour;
  AgentColumn<double, 0, 3> buttons;

  static auto columns(auto& coat, auto&& use) { return use(coat.colour, coat.buttons); }
};

struct People {
  std::size_t count = 0;
  AgentColumn<int, -1> age;
  Coat coat;

  static auto columns(auto& people, auto&& use) { return use(people.age, people.coat); }
};

struct Forgetful {
  std::size_t count = 0;
  AgentColumn<int> age;
  AgentColumn<int> height;

  static auto columns(auto& people, auto&& use) { return use(people.age); }
};

/// Calls `use` with every table of agents of a world.
template <class World, class Use>
void for_each_table(World& world, const Use& use) {
  use(world.household);
  use(world.group);
  use(world.buyer);
  use(world.broker);
  use(world.municipality);
}

/// All that the columns of a world hold.
std::vector<std::vector<double>> contents(const World& world) {
  std::vector<std::vector<double>> all;
  for_each_table(world, [&all](const auto& table) {
    for_each_column(table, [&all](const auto& column) {
      auto& numbers = all.emplace_back();
      for (const auto& value : column) numbers.push_back(static_cast<double>(value));
    });
  });
  return all;
}

}  // namespace

TEST_CASE("Every agent of a started table has the initial values declared beside its columns, those of parts too") {
  People people;
  start(people, 2);
  CHECK(people.count == 2);
  CHECK(people.age == std::vector<int>{-1, -1});
  CHECK(people.coat.colour == std::vector<Colour>{Colour::red, Colour::red});
  CHECK(people.coat.buttons == std::vector<double>(6, 0.0));
  people.age[1] = 30;
  start(people, 1);
  CHECK(people.age == std::vector<int>{-1});
}

TEST_CASE("An appended agent has the initial values of every column and the next number") {
  Brokers brokers;
  CHECK(append(brokers) == 0);
  CHECK(append(brokers) == 1);
  CHECK(brokers.count == 2);
  CHECK(brokers.catchment == std::vector<Index>{0, 0});
  for_each_column(brokers, [](const auto& column) { CHECK(column.size() == 2); });
}

TEST_CASE("A table that leaves a column out of its list is found while it is compiled") {
  CHECK(lists_all_columns<People>());
  CHECK_FALSE(lists_all_columns<Forgetful>());
}

TEST_CASE("Every column of a built world has a number for each agent, grievances one for each reason") {
  const World world = build(small_scenario(), 1, 0, true);
  std::size_t tables = 0;
  for_each_table(world, [&tables](const auto& table) {
    CHECK(table.count > 0);
    for_each_column(table, [&table](const auto& column) { CHECK(column.size() == column.numbers_each * table.count); });
    ++tables;
  });
  CHECK(tables == 5);
  CHECK(world.group.agreement.grievance.size() == reasons * world.group.count);
}

TEST_CASE("A copy of a world has all that its columns hold, and keeps it when the world goes on") {
  Laboratory lab{small_scenario()};
  lab.run_to(30);
  const World copy = lab.world;
  const std::vector<std::vector<double>> before = contents(copy);
  CHECK(before == contents(lab.world));
  lab.run_to(60);
  CHECK(before != contents(lab.world));
  CHECK(before == contents(copy));
}
