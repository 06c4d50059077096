// Compiled as the rest of the program is, so that the compiler itself says what it may use.

#include "app/processor.hpp"

namespace ayni {

const std::uint32_t needed_instructions =
#ifdef __AVX2__
    avx2 |
#endif
#ifdef __BMI__
    bmi |
#endif
#ifdef __BMI2__
    bmi2 |
#endif
#ifdef __FMA__
    fma |
#endif
#ifdef __F16C__
    f16c |
#endif
#ifdef __LZCNT__
    lzcnt |
#endif
#ifdef __MOVBE__
    movbe |
#endif
#ifdef __AVX512F__
    avx512f |
#endif
#ifdef __AVX512CD__
    avx512cd |
#endif
#ifdef __AVX512BW__
    avx512bw |
#endif
#ifdef __AVX512DQ__
    avx512dq |
#endif
#ifdef __AVX512VL__
    avx512vl |
#endif
#ifdef __AVX512VBMI__
    avx512vbmi |
#endif
#ifdef __AVX512VBMI2__
    avx512vbmi2 |
#endif
#ifdef __AVX512VNNI__
    avx512vnni |
#endif
#ifdef __AVX512IFMA__
    avx512ifma |
#endif
#ifdef __AVX512BITALG__
    avx512bitalg |
#endif
#ifdef __AVX512VPOPCNTDQ__
    avx512vpopcntdq |
#endif
#ifdef __GFNI__
    gfni |
#endif
    0U;

}  // namespace ayni
