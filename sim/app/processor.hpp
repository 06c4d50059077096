#pragma once
// The instructions that the program was compiled to use beyond those of every processor of its kind. Before anything else
// of it runs, app/processor.cpp holds them against what this machine offers.

#include <cstdint>

namespace ayni {

/// Sets of instructions of x86 that compilers use unasked, one bit each.
enum InstructionSet : std::uint32_t {
  avx2 = 1U << 0,
  bmi = 1U << 1,
  bmi2 = 1U << 2,
  fma = 1U << 3,
  f16c = 1U << 4,
  lzcnt = 1U << 5,
  movbe = 1U << 6,
  avx512f = 1U << 7,
  avx512cd = 1U << 8,
  avx512bw = 1U << 9,
  avx512dq = 1U << 10,
  avx512vl = 1U << 11,
  avx512vbmi = 1U << 12,
  avx512vbmi2 = 1U << 13,
  avx512vnni = 1U << 14,
  avx512ifma = 1U << 15,
  avx512bitalg = 1U << 16,
  avx512vpopcntdq = 1U << 17,
  gfni = 1U << 18,
};

/// What the options of the compiler have allowed it for the whole program: a number in the file, no code.
extern const std::uint32_t needed_instructions;

}  // namespace ayni
