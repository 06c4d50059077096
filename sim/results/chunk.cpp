#include "results/chunk.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace ayni {
namespace {

/// Calls `with` with a zero of the type that `storage` stands for.
template <class With>
auto visit(Storage storage, With&& with) {
  switch (storage) {
    case Storage::real32:
      return with(float{});
    case Storage::real64:
      return with(double{});
    case Storage::int8:
      return with(std::int8_t{});
    case Storage::int16:
      return with(std::int16_t{});
    case Storage::int32:
      return with(std::int32_t{});
    case Storage::int64:
      break;
  }
  return with(std::int64_t{});
}

template <class Stored>
Stored fill() {
  if constexpr (std::is_floating_point_v<Stored>) {
    return std::numeric_limits<Stored>::quiet_NaN();
  } else {
    return static_cast<Stored>(std::numeric_limits<Stored>::min() + (sizeof(Stored) == 8 ? 2 : 1));
  }
}

template <class Stored>
Stored narrowed(double value) {
  if constexpr (std::is_floating_point_v<Stored>) {
    // Processors disagree on the sign of a NaN; the file's is always the same.
    return std::isnan(value) ? fill<Stored>() : static_cast<Stored>(value);
  } else {
    constexpr double above = -static_cast<double>(std::numeric_limits<Stored>::min());
    const bool fits = value >= -above && value < above;
    if (!fits || static_cast<double>(static_cast<Stored>(value)) != value) {
      throw std::range_error{std::to_string(value) + " cannot be stored as a whole number of " +
                             std::to_string(8 * sizeof(Stored)) + " bits"};
    }
    return static_cast<Stored>(value);
  }
}

template <std::size_t size>
using Word = std::conditional_t<
    size == 1, std::uint8_t,
    std::conditional_t<size == 2, std::uint16_t, std::conditional_t<size == 4, std::uint32_t, std::uint64_t>>>;

template <class Stored>
Word<sizeof(Stored)> word_of(Stored value) {
  Word<sizeof(Stored)> word;
  std::memcpy(&word, &value, sizeof word);
  return word;
}

template <class Stored>
void scatter(std::span<const double> values, std::uint8_t* planes, std::size_t stride) {
  constexpr std::size_t block = 256;  // small enough for the words to stay in the nearest cache
  std::array<Word<sizeof(Stored)>, block> words;
  for (std::size_t first = 0; first < values.size(); first += block) {
    const std::size_t count = std::min(block, values.size() - first);
    for (std::size_t i = 0; i < count; ++i) words[i] = word_of(narrowed<Stored>(values[first + i]));
    for (std::size_t b = 0; b < sizeof(Stored); ++b) {
      std::uint8_t* plane = planes + b * stride + first;
      for (std::size_t i = 0; i < count; ++i) plane[i] = static_cast<std::uint8_t>(words[i] >> (8 * b));
    }
  }
}

void put16(std::uint8_t* at, std::size_t value) {
  at[0] = static_cast<std::uint8_t>(value & 0xff);
  at[1] = static_cast<std::uint8_t>(value >> 8);
}

constexpr std::size_t stored_limit = 65535;  // of one stored block of the deflate format
constexpr std::size_t stored_head = 5;

/// Appends `bytes` to a deflate stream as stored blocks that are not its last; returns the end.
std::uint8_t* store(std::span<const std::uint8_t> bytes, std::uint8_t* to) {
  while (!bytes.empty()) {
    const std::size_t length = std::min(bytes.size(), stored_limit);
    to[0] = 0;
    put16(to + 1, length);
    put16(to + 3, length ^ 0xffff);
    std::memcpy(to + stored_head, bytes.data(), length);
    to += stored_head + length;
    bytes = bytes.subspan(length);
  }
  return to;
}

/// Whether deflate would gain little: two bytes of a sample are equal less than once in 32 times, where those of pure
/// noise are once in 256. On full-size runs that saves an eighth of deflate's time for a fiftieth more file.
bool is_noise(std::span<const std::uint8_t> plane) {
  constexpr std::size_t sample = 1024;
  if (plane.size() < 2 * sample) return false;
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t byte : plane.subspan((plane.size() - sample) / 2, sample)) ++counts[byte];
  std::size_t equal = 0;
  for (const std::size_t count : counts) equal += count * (count - (count > 0 ? 1 : 0));
  return 32 * equal < sample * (sample - 1);
}

}  // namespace

std::size_t width(Storage storage) noexcept {
  return visit(storage, [](auto zero) { return sizeof zero; });
}

Chunk::Chunk(Storage storage, std::size_t capacity)
    : storage_{storage}, capacity_{capacity}, bytes_(capacity * width(storage)) {
  clear();
}

void Chunk::put(std::size_t first, std::span<const double> values) {
  assert(first + values.size() <= capacity_);
  visit(storage_, [&](auto zero) { scatter<decltype(zero)>(values, bytes_.data() + first, capacity_); });
}

void Chunk::clear() {
  visit(storage_, [this](auto zero) {
    const auto word = word_of(fill<decltype(zero)>());
    for (std::size_t b = 0; b < sizeof word; ++b) {
      std::fill_n(bytes_.data() + b * capacity_, capacity_, static_cast<std::uint8_t>((word >> (8 * b)) & 0xff));
    }
  });
}

Deflater::Deflater() : compressor_{libdeflate_alloc_compressor(1)} {
  if (compressor_ == nullptr) throw std::bad_alloc{};
}

Deflater::~Deflater() { libdeflate_free_compressor(compressor_); }

// The low bytes of real numbers are noise or nearly so, on which deflate spends most of its time in vain. The shuffle
// puts them first, so they can go into stored blocks, which may precede what libdeflate makes of the rest.
std::vector<std::uint8_t> Deflater::operator()(const Chunk& chunk) {
  const std::span<const std::uint8_t> bytes = chunk.bytes();
  const std::size_t plane = bytes.size() / width(chunk.storage());
  std::size_t stored = 0;
  while (stored < bytes.size() && is_noise(bytes.subspan(stored, plane))) stored += plane;

  const std::span<const std::uint8_t> rest = bytes.subspan(stored);
  const std::size_t bound = libdeflate_deflate_compress_bound(compressor_, rest.size());
  constexpr std::size_t head = 2;
  constexpr std::size_t tail = 4;
  stream_.resize(std::max(stream_.size(), head + stored + (stored / stored_limit + 1) * stored_head + bound + tail));

  std::uint8_t* to = stream_.data();
  *to++ = 0x78;
  *to++ = 0x01;
  to = store(bytes.first(stored), to);
  to += libdeflate_deflate_compress(compressor_, rest.data(), rest.size(), to, bound);
  const std::uint32_t check = libdeflate_adler32(1, bytes.data(), bytes.size());
  for (int shift = 24; shift >= 0; shift -= 8) *to++ = static_cast<std::uint8_t>(check >> shift);
  return {stream_.data(), to};
}

}  // namespace ayni
