// The streams of random numbers: what neighbours of every kind share, how the first numbers of streams are spread over
// keys, and what streams of the lengths in use look like within. Seeds are fixed, so that a passing test passes for ever.
// Every statistic is turned into a standard normal; a bound of 4.9 gives 1e-6 a check (two-sided), 1e-4 for the some
// hundred checks of the file.

#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "core/distributions.hpp"

using namespace ayni;

namespace {

constexpr double bound = 4.9;

/// A chi-square statistic as a standard normal (Wilson and Hilferty 1931).
double as_normal(double chi_square, double freedom) {
  const double spread = 2.0 / (9.0 * freedom);
  return (std::cbrt(chi_square / freedom) - (1.0 - spread)) / std::sqrt(spread);
}

/// Counts against an even spread.
double unevenness(const std::vector<double>& counts) {
  double total = 0.0;
  for (const double count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  double chi_square = 0.0;
  for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
  return as_normal(chi_square, static_cast<double>(counts.size() - 1));
}

/// The correlation of uniform numbers over its standard error.
class Correlation {
 public:
  void add(double x, double y) {
    sum_ += (x - 0.5) * (y - 0.5);
    n_ += 1.0;
  }
  [[nodiscard]] double z() const { return 12.0 * sum_ / std::sqrt(n_); }

 private:
  double sum_ = 0.0, n_ = 0.0;
};

/// Counts of pairs of words by the leading four bits of each, or by four others.
class Pairs {
 public:
  void add(std::uint64_t x, std::uint64_t y, unsigned shift = 60) {
    counts_[(x >> shift & 15U) * 16 + (y >> shift & 15U)] += 1.0;
  }
  [[nodiscard]] double z() const { return unevenness(counts_); }

 private:
  std::vector<double> counts_ = std::vector<double>(256, 0.0);
};

double unit(std::uint64_t word) { return (static_cast<double>(word >> 11) + 0.5) * 0x1.0p-53; }
double unit_of_low_half(std::uint64_t word) { return unit(word << 32); }

/// A row of streams, each a neighbour of the next in one of the things that key it.
struct Row {
  const char* name;
  std::function<Engine(std::uint64_t)> stream;
};

std::vector<Row> rows() {
  const Streams streams{20260, 3};
  const std::uint64_t cell = key_within(key_of_name("lago"), key_of_name("milk"));
  return {
      {"numbered agents", [=](std::uint64_t k) { return streams(Process::survey_2018, k, 7); }},
      {"agents of a cell", [=](std::uint64_t k) { return streams(Process::review, key_within(cell, k), 7); }},
      {"buyers of a group",
       [=](std::uint64_t k) { return streams(Process::buyer_taste, key_within(cell, key_within(9, k)), 7); }},
      {"months", [=](std::uint64_t k) { return streams(Process::review, cell, k); }},
      {"processes", [=](std::uint64_t k) { return streams(static_cast<Process>(k), cell, 7); }},
      {"replicates",
       [=](std::uint64_t k) {
         return Streams{20260, k}(Process::review, cell, 7);
       }},
      {"seeds",
       [=](std::uint64_t k) {
         return Streams{k, 3}(Process::review, cell, 7);
       }},
      {"agents that differ in high bits", [=](std::uint64_t k) { return streams(Process::review, k << 44, 7); }},
      {"months of neighbours, on the diagonal", [=](std::uint64_t k) { return streams(Process::review, k, k); }},
  };
}

/// How often each bit of the first number turns when a bit of the key does.
template <class First>
std::pair<double, double> avalanche(unsigned bits, First first) {
  constexpr int samples = 8000;
  std::vector<double> turned(bits * 64U, 0.0);
  for (std::uint64_t sample = 0; sample < samples; ++sample) {
    const std::uint64_t key = bits == 64 ? key_within(5, sample) : key_within(5, sample) >> (64 - bits);
    const std::uint64_t before = first(key);
    for (unsigned bit = 0; bit < bits; ++bit) {
      const std::uint64_t change = before ^ first(key ^ std::uint64_t{1} << bit);
      for (unsigned k = 0; k < 64; ++k) turned[bit * 64U + k] += static_cast<double>(change >> k & 1U);
    }
  }
  double chi_square = 0.0, largest = 0.0;
  for (const double count : turned) {
    const double z = (count - 0.5 * samples) / std::sqrt(0.25 * samples);
    chi_square += z * z;
    largest = std::max(largest, std::abs(z));
  }
  return {as_normal(chi_square, static_cast<double>(turned.size())), largest};
}

/// Streams of a length over `engine(k)`: what the numbers of each and of all of them look like.
template <class Make>
void check_within(std::size_t streams, std::size_t length, Make engine) {
  std::array<Correlation, 4> lag;
  Correlation halves, low_lag;
  Pairs high, low;
  std::vector<double> spread(256, 0.0);
  std::array<double, 64> ones{};
  double means = 0.0, weights = 0.0, weighted = 0.0;
  std::vector<std::uint64_t> words(length);
  for (std::size_t k = 0; k < streams; ++k) {
    Engine random = engine(k);
    double sum = 0.0;
    for (std::uint64_t& word : words) word = random();
    for (std::size_t i = 0; i < length; ++i) {
      spread[words[i] >> 56] += 1.0;
      halves.add(unit(words[i]), unit_of_low_half(words[i]));
      sum += unit(words[i]) - 0.5;
      for (unsigned bit = 0; bit < 64; ++bit) ones[bit] += static_cast<double>(words[i] >> bit & 1U);
      for (std::size_t d = 1; d <= lag.size() && i + d < length; ++d)
        lag[d - 1].add(unit(words[i]), unit(words[i + d]));
      if (i + 1 == length) continue;
      low_lag.add(unit_of_low_half(words[i]), unit_of_low_half(words[i + 1]));
      if (i % 2 == 0) high.add(words[i], words[i + 1]);
      if (i % 2 == 0) low.add(words[i], words[i + 1], 0);
      weighted += (std::popcount(words[i]) - 32.0) / 4.0 * (std::popcount(words[i + 1]) - 32.0) / 4.0;
      weights += 1.0;
    }
    means += sum * sum * 12.0 / static_cast<double>(length);
  }
  for (std::size_t d = 1; d <= lag.size() && d < length; ++d) CHECK(std::abs(lag[d - 1].z()) < bound);
  CHECK(std::abs(halves.z()) < bound);
  CHECK(std::abs(low_lag.z()) < bound);
  CHECK(std::abs(high.z()) < bound);
  CHECK(std::abs(low.z()) < bound);
  CHECK(std::abs(unevenness(spread)) < bound);
  CHECK(std::abs(as_normal(means, static_cast<double>(streams))) < bound);  // streams are no more alike than chance
  CHECK(std::abs(weighted / std::sqrt(weights)) < bound);
  double chi_square = 0.0;
  const double n = static_cast<double>(streams * length);
  for (const double count : ones) chi_square += (count - 0.5 * n) * (count - 0.5 * n) / (0.25 * n);
  CHECK(std::abs(as_normal(chi_square, 64.0)) < bound);
}

}  // namespace

TEST_CASE("First numbers of neighbouring streams are spread evenly, in their high and in their low bits") {
  for (const Row& row : rows()) {
    CAPTURE(row.name);
    std::vector<double> high(256, 0.0), low(256, 0.0);
    for (std::uint64_t k = 0; k < 500'000; ++k) {
      const std::uint64_t word = row.stream(k)();
      high[word >> 56] += 1.0;
      low[word & 255U] += 1.0;
    }
    CHECK(std::abs(unevenness(high)) < bound);
    CHECK(std::abs(unevenness(low)) < bound);
  }
}

TEST_CASE("First numbers of a stream and its neighbour are independent in pairs") {
  for (const Row& row : rows()) {
    CAPTURE(row.name);
    Pairs high, low;
    for (std::uint64_t k = 0; k < 1'000'000; k += 2) {
      const std::uint64_t a = row.stream(k)();
      const std::uint64_t b = row.stream(k + 1)();
      high.add(a, b);
      low.add(a, b, 0);
    }
    CHECK(std::abs(high.z()) < bound);
    CHECK(std::abs(low.z()) < bound);
  }
}

TEST_CASE("Neighbouring streams are uncorrelated over their length, in step and one step apart") {
  constexpr std::size_t length = 64;
  for (const Row& row : rows()) {
    CAPTURE(row.name);
    Correlation in_step, behind, low;
    std::array<std::uint64_t, length> before{}, now{};
    for (std::uint64_t k = 0; k < 20'000; ++k) {
      Engine engine = row.stream(k);
      for (std::uint64_t& word : now) word = engine();
      for (std::size_t i = 0; i < length && k > 0; ++i) {
        in_step.add(unit(before[i]), unit(now[i]));
        low.add(unit_of_low_half(before[i]), unit_of_low_half(now[i]));
        if (i > 0) behind.add(unit(before[i - 1]), unit(now[i]));
      }
      before = now;
    }
    CHECK(std::abs(in_step.z()) < bound);
    CHECK(std::abs(behind.z()) < bound);
    CHECK(std::abs(low.z()) < bound);
  }
}

TEST_CASE("Every bit of a key turns every bit of the first number half of the time") {
  const Streams streams{1, 0};
  const auto check = [](const char* what, unsigned bits, auto first) {
    CAPTURE(what);
    const auto [all, largest] = avalanche(bits, first);
    CHECK(std::abs(all) < bound);
    CHECK(largest < 6.2);  // of 4096: 2e-6
  };
  check("agent", 64, [&](std::uint64_t key) { return streams(Process::review, key, 5)(); });
  check("month", 32, [&](std::uint64_t key) { return streams(Process::review, 3, key)(); });
  check("process", 32, [&](std::uint64_t key) { return streams(static_cast<Process>(key), 3, 5)(); });
  check("replicate", 64, [&](std::uint64_t key) { return Streams{1, key}(Process::review, 3, 5)(); });
  check("seed", 64, [&](std::uint64_t key) { return Streams{key, 0}(Process::review, 3, 5)(); });
  check("number within", 64, [&](std::uint64_t key) { return streams(Process::review, key_within(2, key), 5)(); });
}

TEST_CASE("Streams of two draws look random within") {
  const Streams streams{2, 0};
  check_within(1'000'000, 2, [&](std::size_t k) { return streams(Process::review, k, 1); });
}

TEST_CASE("Streams of 200 draws look random within") {
  const Streams streams{2, 1};
  check_within(20'000, 200, [&](std::size_t k) { return streams(Process::population, key_within(1, k)); });
}

TEST_CASE("Streams whose places differ in some bits only, as of many streams a few do by chance, are uncorrelated") {
  // Of 1e5 streams about one pair shares the low 32 bits of its place, and keeps them in common all along.
  for (const unsigned bit : {32U, 33U, 36U}) {
    CAPTURE(bit);
    Correlation high, low;
    for (std::uint64_t pair = 0; pair < 20'000; ++pair) {
      const std::uint64_t place = key_within(4, pair);
      Engine a{place};
      Engine b{place + ((key_within(6, pair) | 1U) << bit)};
      for (int i = 0; i < 200; ++i) {
        const std::uint64_t x = a();
        const std::uint64_t y = b();
        high.add(unit(x), unit(y));
        low.add(unit_of_low_half(x), unit_of_low_half(y));
      }
    }
    CHECK(std::abs(high.z()) < bound);
    CHECK(std::abs(low.z()) < bound);
  }
}
