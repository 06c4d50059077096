#include "core/random.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <vector>

using namespace ayni;

TEST_CASE("A name's key is its FNV-1a hash of 64 bits, mixed") {
  static_assert(key_of_name("") == mix(0xcbf29ce484222325ULL));
  static_assert(key_of_name("a") == mix(0xaf63dc4c8601ec8cULL));
  static_assert(key_of_name("foobar") == mix(0x85944171f73967e8ULL));
  CHECK(key_of_name("quinoa") != key_of_name("Quinoa"));
}

TEST_CASE("Streams that differ in one thing begin with different numbers") {
  std::set<std::uint64_t> first;
  std::size_t streams = 0;
  for (const std::uint64_t seed : {0U, 1U, 2U}) {
    for (const std::uint64_t replicate : {0U, 1U, 2U}) {
      for (const Process process : {Process::product_price, Process::powder_price, Process::review}) {
        for (const std::uint64_t agent : {0U, 1U, 2U}) {
          for (const std::uint64_t month : {0U, 1U, 2U}) {
            first.insert(Streams{seed, replicate}(process, agent, month)());
            ++streams;
          }
        }
      }
    }
  }
  CHECK(first.size() == streams);
}

TEST_CASE("A stream begins with the same numbers on every machine") {
  Engine engine = Streams{2018, 7}(Process::group_traits, key_within(key_of_name("lago"), 3), 12);
  const std::vector<std::uint64_t> numbers{engine(), engine(), engine()};
  CHECK(numbers == std::vector<std::uint64_t>{0xa84b99416aa1294aULL, 0xf50891d6c46816d4ULL, 0x6cc5d15445d6e516ULL});
}
