#include "results/chunk.hpp"

#include <libdeflate.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "core/random.hpp"

using namespace ayni;

namespace {

/// The bytes a zlib reader gets back from a stream; fails on a broken stream or checksum.
std::vector<std::uint8_t> inflated(std::span<const std::uint8_t> stream, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  libdeflate_decompressor* reader = libdeflate_alloc_decompressor();
  const auto result =
      libdeflate_zlib_decompress(reader, stream.data(), stream.size(), bytes.data(), bytes.size(), nullptr);
  libdeflate_free_decompressor(reader);
  REQUIRE(result == LIBDEFLATE_SUCCESS);
  return bytes;
}

template <class Stored>
Stored value_at(const Chunk& chunk, std::size_t i) {
  std::array<std::uint8_t, sizeof(Stored)> bytes;
  for (std::size_t b = 0; b < bytes.size(); ++b) bytes[b] = chunk.bytes()[b * chunk.capacity() + i];
  Stored value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace

TEST_CASE("a chunk stores values in its type, byte by byte, and the fill value elsewhere") {
  const std::vector<double> values{1.0, -2.0, 100.0, std::nan("")};
  Chunk reals{Storage::real32, 6};
  reals.put(1, values);
  CHECK(std::isnan(value_at<float>(reals, 0)));
  CHECK(value_at<float>(reals, 2) == -2.0F);
  CHECK(std::isnan(value_at<float>(reals, 4)));
  Chunk bytes{Storage::int8, 6};
  bytes.put(0, std::span{values}.first(3));
  CHECK(value_at<std::int8_t>(bytes, 1) == -2);
  CHECK(value_at<std::int8_t>(bytes, 5) == -127);
  Chunk wide{Storage::int64, 2};
  wide.put(0, std::vector<double>{9007199254740992.0});
  CHECK(value_at<std::int64_t>(wide, 0) == 9007199254740992);
  CHECK(value_at<std::int64_t>(wide, 1) == -9223372036854775806);
}

TEST_CASE("whole-number storage refuses what it cannot hold and takes its limits") {
  const auto takes = [](Storage storage, double value) {
    Chunk chunk{storage, 1};
    try {
      chunk.put(0, {&value, 1});
    } catch (const std::range_error&) {
      return false;
    }
    return true;
  };
  CHECK(takes(Storage::int8, 127.0));
  CHECK(takes(Storage::int8, -128.0));
  CHECK_FALSE(takes(Storage::int8, 128.0));
  CHECK_FALSE(takes(Storage::int8, -129.0));
  CHECK_FALSE(takes(Storage::int16, 0.5));
  CHECK(takes(Storage::int32, 2147483647.0));
  CHECK_FALSE(takes(Storage::int32, 2147483648.0));
  CHECK_FALSE(takes(Storage::int64, 9223372036854775808.0));
  CHECK_FALSE(takes(Storage::int64, std::numeric_limits<double>::infinity()));
  CHECK_FALSE(takes(Storage::int8, std::nan("")));
  CHECK(takes(Storage::real32, std::numeric_limits<double>::infinity()));
}

TEST_CASE("every zlib reader gets back what was deflated, noise or not") {
  Deflater deflate;
  const Streams streams{1, 1};
  for (const std::size_t capacity : {1U, 7U, 4096U, 70'000U}) {
    for (const Storage storage : {Storage::real32, Storage::real64, Storage::int8, Storage::int16}) {
      auto draw = streams(Process::product_price, capacity);
      std::vector<double> noise(capacity);
      for (double& value : noise) {
        value = width(storage) <= 2 ? static_cast<double>(draw() % 100) : static_cast<double>(draw() >> 11) * 0x1p-53;
      }
      for (const std::size_t filled : {std::size_t{0}, capacity / 2, capacity}) {
        Chunk chunk{storage, capacity};
        chunk.put(0, std::span{noise}.first(filled));
        const std::vector<std::uint8_t> back = inflated(deflate(chunk), chunk.bytes().size());
        CHECK(std::equal(back.begin(), back.end(), chunk.bytes().begin()));
      }
    }
  }
}

TEST_CASE("constants deflate to almost nothing and noise grows by less than a thousandth") {
  Deflater deflate;
  Chunk chunk{Storage::real64, 100'000};
  CHECK(deflate(chunk).size() < 8'000);
  auto draw = Streams{2, 2}(Process::product_price, 0);
  std::vector<double> noise(chunk.capacity());
  for (double& value : noise) {
    const std::uint64_t bits = draw() & 0x7fdfffffffffffff;  // never NaN
    std::memcpy(&value, &bits, sizeof value);
  }
  chunk.put(0, noise);
  CHECK(deflate(chunk).size() < 800'800);
}
