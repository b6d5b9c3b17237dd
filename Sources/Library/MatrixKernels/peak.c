// The fastest multiply-adds that a core can do: chains that do not wait for one another, in registers alone.
//
// What a product reaches is judged by it, so it is compiled for the same instruction sets as the products and
// follows the same choice among them.

#include "MatrixKernels.h"

// As many chains as fill the units of today's cores (two or four, with four or five cycles from operand to
// result) and fit into the registers beside the two factors.
#define PEAK(NAME, LANES, CHAINS)                                                                          \
  typedef float NAME##_vector __attribute__((ext_vector_type(LANES)));                                      \
  static double NAME(ptrdiff_t rounds, float *sink) {                                                       \
    NAME##_vector chain[CHAINS];                                                                            \
    const NAME##_vector factor = sink[0], term = sink[1];                                                   \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) chain[i] = sink[0] + (float)i;      \
    for (ptrdiff_t round = 0; round < rounds; round++) {                                                    \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) chain[i] = chain[i] * factor + term; \
    }                                                                                                       \
    NAME##_vector sum = 0;                                                                                  \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) sum += chain[i];                    \
    for (int lane = 0; lane < LANES; lane++) sink[0] += sum[lane];                                          \
    return 2.0 * LANES * CHAINS * (double)rounds;                                                           \
  }

#if defined(__x86_64__)
PEAK(peak_portable, 4, 12)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
PEAK(peak_avx2, 8, 12)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), \
                             apply_to = function)
PEAK(peak_avx512, 16, 24)
#pragma clang attribute pop
#else
PEAK(peak_portable, 4, 24)
#endif

double mk_peak_operations_f32(ptrdiff_t rounds) {
  // From memory that the compiler cannot see through, so that nothing is computed before the program runs.
  volatile float start[2] = {0.5f, 0.25f};
  float sink[2] = {start[0], start[1]};
  double count;
#if defined(__x86_64__)
  switch (mk_chosen_level()) {
  case MK_AVX512: count = peak_avx512(rounds, sink); break;
  case MK_AVX2: count = peak_avx2(rounds, sink); break;
  default: count = peak_portable(rounds, sink);
  }
#else
  count = peak_portable(rounds, sink);
#endif
  start[0] = sink[0];
  return count;
}
