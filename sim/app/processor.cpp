// Compiled for every processor, whatever the rest of the program is compiled for (see app/CMakeLists.txt), and in C's part
// of the language: a function of C++'s headers could be taken from a file that is compiled for newer ones.

#include "app/processor.hpp"

#ifdef __x86_64__

#include <cpuid.h>
#include <string.h>
#include <unistd.h>

#include "app/exit_code.hpp"

namespace ayni {
namespace {

struct Name {
  std::uint32_t set;
  const char* text;
};

const Name names[] = {
    {avx2, "AVX2"},
    {bmi, "BMI"},
    {bmi2, "BMI2"},
    {fma, "FMA"},
    {f16c, "F16C"},
    {lzcnt, "LZCNT"},
    {movbe, "MOVBE"},
    {avx512f, "AVX512F"},
    {avx512cd, "AVX512CD"},
    {avx512bw, "AVX512BW"},
    {avx512dq, "AVX512DQ"},
    {avx512vl, "AVX512VL"},
    {avx512vbmi, "AVX512VBMI"},
    {avx512vbmi2, "AVX512VBMI2"},
    {avx512vnni, "AVX512VNNI"},
    {avx512ifma, "AVX512IFMA"},
    {avx512bitalg, "AVX512BITALG"},
    {avx512vpopcntdq, "AVX512VPOPCNTDQ"},
    {gfni, "GFNI"},
};

std::uint32_t offered_instructions() {
  __builtin_cpu_init();
  std::uint32_t sets = 0;
  if (__builtin_cpu_supports("avx2") != 0) sets |= avx2;
  if (__builtin_cpu_supports("bmi") != 0) sets |= bmi;
  if (__builtin_cpu_supports("bmi2") != 0) sets |= bmi2;
  if (__builtin_cpu_supports("fma") != 0) sets |= fma;
  if (__builtin_cpu_supports("avx512f") != 0) sets |= avx512f;
  if (__builtin_cpu_supports("avx512cd") != 0) sets |= avx512cd;
  if (__builtin_cpu_supports("avx512bw") != 0) sets |= avx512bw;
  if (__builtin_cpu_supports("avx512dq") != 0) sets |= avx512dq;
  if (__builtin_cpu_supports("avx512vl") != 0) sets |= avx512vl;
  if (__builtin_cpu_supports("avx512vbmi") != 0) sets |= avx512vbmi;
  if (__builtin_cpu_supports("avx512vbmi2") != 0) sets |= avx512vbmi2;
  if (__builtin_cpu_supports("avx512vnni") != 0) sets |= avx512vnni;
  if (__builtin_cpu_supports("avx512ifma") != 0) sets |= avx512ifma;
  if (__builtin_cpu_supports("avx512bitalg") != 0) sets |= avx512bitalg;
  if (__builtin_cpu_supports("avx512vpopcntdq") != 0) sets |= avx512vpopcntdq;
  if (__builtin_cpu_supports("gfni") != 0) sets |= gfni;
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) != 0) {
    if ((c & bit_F16C) != 0) sets |= f16c;
    if ((c & bit_MOVBE) != 0) sets |= movbe;
  }
  if (__get_cpuid(0x80000001U, &a, &b, &c, &d) != 0 && (c & bit_LZCNT) != 0) sets |= lzcnt;
  return sets;
}

void say(const char* text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) _exit(static_cast<int>(ExitCode::file_error));
}

void say_names(std::uint32_t sets) {
  const char* before = "";
  for (const Name& name : names) {
    if ((sets & name.set) == 0) continue;
    say(before);
    say(name.text);
    before = ", ";
  }
}

// Runs before the constructors of all other objects of the program: theirs have no priority.
__attribute__((constructor(101))) void check_processor() {
  const std::uint32_t missing = needed_instructions & ~offered_instructions();
  if (missing == 0) return;
  say("ayni: error: this build uses instructions that the processor of this machine does not offer: ");
  say_names(missing);
  say("\nIt was made for processors with ");
  say_names(needed_instructions);
  say(".\nA build for every processor has the same results, somewhat slower:\n"
      "  cmake --preset release -D AYNI_PROCESSOR=any && cmake --build --preset release\n");
  _exit(static_cast<int>(ExitCode::file_error));
}

}  // namespace
}  // namespace ayni

#endif
