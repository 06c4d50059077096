#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/scenario_sample.hpp"

using namespace ayni;

namespace {

constexpr std::string_view whole =
    "schema_version = 1\ntitle = \"a \\u00f1 \\\" b\"\nhorizon_months = 1_20 # comment\ntwin = true\n"
    "outputs = [ 'a', \"\"\"b\nc\"\"\", '''d''', ]\n"
    "[prices]\nmode = \"fixed\"\nanchors = [1, 2.5, 1e1,\n 0x1F]\nfloor_bs = +0.5\n"
    "[region.lago]\nproduct.milk.share = 0.25\n[region]\nsalar = { wealth = 2, product = { quinoa = {} } }\n"
    "[[other]]\nwhen = 2007-01-01T00:00:00Z\n";

constexpr std::string_view pieces[] = {"[",
                                       "]",
                                       "[[",
                                       "]]",
                                       "{",
                                       "}",
                                       "\"",
                                       "\"\"\"",
                                       "'''",
                                       "'",
                                       "=",
                                       ".",
                                       ",",
                                       "\n",
                                       "#",
                                       "\\",
                                       "\\u",
                                       "\xEF\xBB\xBF",
                                       "\xFF",
                                       "\x01",
                                       "nan",
                                       "-inf",
                                       "1e999",
                                       "9999999999999999999",
                                       "extends = \"x\"\n",
                                       "[region.lago]\n",
                                       "0x",
                                       "_",
                                       "-"};

/// A linear congruential generator is enough to choose bytes to spoil, and the same everywhere.
class Choose {
 public:
  explicit Choose(std::uint64_t seed) : state_{seed} {}
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % bound;
  }

 private:
  std::uint64_t state_;
};

std::string spoiled(std::uint64_t seed) {
  Choose choose{seed};
  std::string text{whole};
  for (std::size_t changes = 1 + choose.below(4); changes > 0; --changes) {
    const std::size_t at = choose.below(text.size() + 1);
    const std::string_view piece = pieces[choose.below(std::size(pieces))];
    switch (choose.below(5)) {
      case 0:
        text.insert(at, piece);
        break;
      case 1:
        text.erase(at, 1 + choose.below(8));
        break;
      case 2:
        text.resize(at);
        break;
      case 3:
        text.replace(at, 1, 1, static_cast<char>(choose.below(256)));
        break;
      default:
        text.insert(at, text.substr(choose.below(text.size() + 1), choose.below(60)));
        break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("spoiled scenarios are read or refused with a reason, and what is read can be written and read again") {
  int valid = 0;
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    const std::string text = spoiled(seed);
    INFO("seed " << seed << ":\n" << text);
    try {
      const sample::Study study = sample::read(text);
      const std::string written = toml_text(parameters_of(study));
      const sample::Study again = sample::read(written);
      REQUIRE(toml_text(parameters_of(again)) == written);
      ++valid;
    } catch (const InvalidInput& invalid) {
      REQUIRE_FALSE(invalid.problems().empty());
      ++refused;
    }
  }
  // Both ways must have been taken often, else the spoiling is too strong or too weak to test anything.
  CHECK(valid > 100);
  CHECK(refused > 1000);
}
