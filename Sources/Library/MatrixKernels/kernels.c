// The kernels of every instruction set, and the choice among them.
//
// Each set is the same source (KernelBody.h) compiled with other vector widths and register tiles. What the
// processor can do is asked once at run time, so a plain build runs at full speed on each machine. Other
// processors than x86-64, NEON's among them, take the portable source: 128-bit vectors that the compiler
// maps to what is there.

#include "MatrixKernels.h"

#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define TABLE_TYPE(REAL, SUFFIX)                                                                           \
  typedef struct {                                                                                         \
    void (*matmul)(ptrdiff_t, ptrdiff_t, ptrdiff_t, const REAL *, bool, const REAL *, bool, REAL *, bool); \
    ptrdiff_t (*panel_width)(void);                                                                        \
    ptrdiff_t (*packed_count)(ptrdiff_t, ptrdiff_t);                                                       \
    void (*pack)(ptrdiff_t, ptrdiff_t, const REAL *, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, REAL *);  \
    void (*packed_product)(ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, const REAL *, ptrdiff_t, ptrdiff_t, \
                           const REAL *, REAL *, ptrdiff_t, ptrdiff_t, bool);                              \
    ptrdiff_t (*outer_room)(ptrdiff_t, ptrdiff_t, ptrdiff_t);                                              \
    void (*outer_product)(ptrdiff_t, ptrdiff_t, ptrdiff_t, const REAL *, ptrdiff_t, const REAL *, ptrdiff_t,\
                          REAL *, ptrdiff_t, bool, REAL *);                                                \
    void (*row_product)(ptrdiff_t, ptrdiff_t, const REAL *, const REAL *, ptrdiff_t, REAL *, bool);        \
    void (*column_product)(ptrdiff_t, ptrdiff_t, const REAL *, ptrdiff_t, const REAL *, REAL *, bool);     \
    void (*exp)(ptrdiff_t, const REAL *, REAL *);                                                          \
    void (*tanh)(ptrdiff_t, const REAL *, REAL *);                                                         \
    void (*sigmoid)(ptrdiff_t, const REAL *, REAL *);                                                      \
    void (*combine)(mk_operation, ptrdiff_t, ptrdiff_t, const REAL *, mk_layout, const REAL *, mk_layout,  \
                    REAL *);                                                                               \
    void (*axpy)(ptrdiff_t, REAL, const REAL *, REAL *);                                                   \
    void (*adam)(ptrdiff_t, REAL, REAL, REAL, REAL, REAL, const REAL *, REAL *, REAL *, REAL *);           \
    REAL (*dot)(ptrdiff_t, const REAL *, const REAL *);                                                    \
    REAL (*sum)(ptrdiff_t, const REAL *);                                                                  \
    void (*column_sums)(ptrdiff_t, ptrdiff_t, const REAL *, REAL *);                                       \
    REAL (*maximum)(ptrdiff_t, const REAL *);                                                              \
  } table_##SUFFIX;

TABLE_TYPE(float, f32)
TABLE_TYPE(double, f64)

#define FACTORIALS                                                                                         \
  {1.0,           1.0,            1.0 / 2,         1.0 / 6,          1.0 / 24,                             \
   1.0 / 120,     1.0 / 720,      1.0 / 5040,      1.0 / 40320,      1.0 / 362880,                         \
   1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800}
static const float inverse_factorials_f32[] = FACTORIALS;
static const double inverse_factorials_f64[] = FACTORIALS;

#define JOIN_(x, type, isa) x##_##type##_##isa
#define JOIN(x, type, isa) JOIN_(x, type, isa)

// The perfect shuffle of two vectors, for each length of a vector.
#define INTERLEAVE_LOW_2 0, 2
#define INTERLEAVE_HIGH_2 1, 3
#define INTERLEAVE_LOW_4 0, 4, 1, 5
#define INTERLEAVE_HIGH_4 2, 6, 3, 7
#define INTERLEAVE_LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define INTERLEAVE_HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define INTERLEAVE_LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define INTERLEAVE_HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define JOIN_LENGTH_(x, length) x##_##length
#define JOIN_LENGTH(x, length) JOIN_LENGTH_(x, length)
#define INTERLEAVE_LOW(x, y) __builtin_shufflevector(x, y, JOIN_LENGTH(INTERLEAVE_LOW, VL))
#define INTERLEAVE_HIGH(x, y) __builtin_shufflevector(x, y, JOIN_LENGTH(INTERLEAVE_HIGH, VL))

// SSE2 has 16 registers of 128 bits: 8 accumulators leave room for the operands.
#define ISA portable
#define MR 4
#define NV 2
#define VL 4
#include "FloatConstants.h"
#undef VL
#define VL 2
#include "DoubleConstants.h"
#undef VL
#undef MR
#undef NV
#undef ISA

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define ISA avx2
#define MR 6
#define NV 2
#define VL 8
#include "FloatConstants.h"
#undef VL
#define VL 4
#include "DoubleConstants.h"
#undef VL
#undef MR
#undef NV
#undef ISA
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), \
                             apply_to = function)
#define ISA avx512
#define HAS_LANE_MASKS
#define MR 12
#define NV 2
#define VL 16
#include "FloatConstants.h"
#undef VL
#define VL 8
#include "DoubleConstants.h"
#undef VL
#undef MR
#undef NV
#undef HAS_LANE_MASKS
#undef ISA
#pragma clang attribute pop

#endif

#pragma mark the choice

static mk_level best_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return MK_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return MK_AVX2;
#endif
  return MK_PORTABLE;
}

const char *mk_level_name(mk_level level) {
  static const char *const names[] = {"portable", "avx2", "avx512"};
  return names[level];
}

static mk_level find_level(void) {
  const mk_level best = best_level();
  const char *const wish = getenv("COURSE_KERNELS");
  for (mk_level level = MK_PORTABLE; wish && level < best; level++) {
    if (strcmp(wish, mk_level_name(level)) == 0) return level;
  }
  return best;
}

// Every thread that finds it unset computes the same value, so a relaxed race is harmless.
mk_level mk_chosen_level(void) {
  static _Atomic int known = -1;
  int level = known;
  if (level < 0) known = level = (int)find_level();
  return (mk_level)level;
}

#if defined(__x86_64__)
#define SUITE(SUFFIX) \
  static const table_##SUFFIX *const tables[] = {&table_##SUFFIX##_portable, &table_##SUFFIX##_avx2, \
                                                 &table_##SUFFIX##_avx512};
#else
#define SUITE(SUFFIX) static const table_##SUFFIX *const tables[] = {&table_##SUFFIX##_portable};
#endif

#define PUBLISH(REAL, SUFFIX)                                                                              \
  static const table_##SUFFIX *chosen_##SUFFIX(void) {                                                     \
    SUITE(SUFFIX)                                                                                          \
    return tables[mk_chosen_level()];                                                                      \
  }                                                                                                        \
  void mk_matmul_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, bool transpose_a,          \
                          const REAL *b, bool transpose_b, REAL *c, bool accumulate) {                     \
    chosen_##SUFFIX()->matmul(m, n, k, a, transpose_a, b, transpose_b, c, accumulate);                     \
  }                                                                                                        \
  ptrdiff_t mk_panel_width_##SUFFIX(void) { return chosen_##SUFFIX()->panel_width(); }                     \
  ptrdiff_t mk_packed_count_##SUFFIX(ptrdiff_t k, ptrdiff_t n) {                                           \
    return chosen_##SUFFIX()->packed_count(k, n);                                                          \
  }                                                                                                        \
  void mk_pack_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,      \
                        ptrdiff_t first_panel, ptrdiff_t last_panel, REAL *packed) {                       \
    chosen_##SUFFIX()->pack(k, n, b, b_row, b_column, first_panel, last_panel, packed);                    \
  }                                                                                                        \
  void mk_packed_product_##SUFFIX(ptrdiff_t groups, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a,  \
                                  ptrdiff_t a_group, ptrdiff_t a_row, const REAL *packed, REAL *c,         \
                                  ptrdiff_t c_group, ptrdiff_t c_row, bool accumulate) {                   \
    chosen_##SUFFIX()->packed_product(groups, m, n, k, a, a_group, a_row, packed, c, c_group, c_row,       \
                                      accumulate);                                                         \
  }                                                                                                        \
  ptrdiff_t mk_outer_room_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {                                \
    return chosen_##SUFFIX()->outer_room(m, n, k);                                                         \
  }                                                                                                        \
  void mk_outer_product_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,    \
                                 const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row, bool accumulate,\
                                 REAL *room) {                                                             \
    chosen_##SUFFIX()->outer_product(m, n, k, a, a_row, b, b_row, c, c_row, accumulate, room);             \
  }                                                                                                        \
  void mk_row_product_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row,    \
                               REAL *y, bool accumulate) {                                                 \
    chosen_##SUFFIX()->row_product(k, n, x, b, b_row, y, accumulate);                                      \
  }                                                                                                        \
  void mk_column_product_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x, \
                                  REAL *y, bool accumulate) {                                              \
    chosen_##SUFFIX()->column_product(k, n, b, b_row, x, y, accumulate);                                   \
  }                                                                                                        \
  void mk_exp_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out) { chosen_##SUFFIX()->exp(count, x, out); }\
  void mk_tanh_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out) {                                       \
    chosen_##SUFFIX()->tanh(count, x, out);                                                                \
  }                                                                                                        \
  void mk_sigmoid_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out) {                                    \
    chosen_##SUFFIX()->sigmoid(count, x, out);                                                             \
  }                                                                                                        \
  void mk_combine_##SUFFIX(mk_operation operation, ptrdiff_t rows, ptrdiff_t columns, const REAL *x,       \
                           mk_layout x_layout, const REAL *y, mk_layout y_layout, REAL *out) {             \
    chosen_##SUFFIX()->combine(operation, rows, columns, x, x_layout, y, y_layout, out);                   \
  }                                                                                                        \
  void mk_axpy_##SUFFIX(ptrdiff_t count, REAL factor, const REAL *x, REAL *y) {                            \
    chosen_##SUFFIX()->axpy(count, factor, x, y);                                                          \
  }                                                                                                        \
  void mk_adam_##SUFFIX(ptrdiff_t count, REAL rate, REAL mean_decay, REAL square_decay, REAL correction,   \
                        REAL epsilon, const REAL *g, REAL *m, REAL *v, REAL *x) {                          \
    chosen_##SUFFIX()->adam(count, rate, mean_decay, square_decay, correction, epsilon, g, m, v, x);       \
  }                                                                                                        \
  REAL mk_dot_##SUFFIX(ptrdiff_t count, const REAL *x, const REAL *y) {                                    \
    return chosen_##SUFFIX()->dot(count, x, y);                                                            \
  }                                                                                                        \
  REAL mk_sum_##SUFFIX(ptrdiff_t count, const REAL *x) { return chosen_##SUFFIX()->sum(count, x); }        \
  void mk_column_sums_##SUFFIX(ptrdiff_t rows, ptrdiff_t columns, const REAL *x, REAL *out) {              \
    chosen_##SUFFIX()->column_sums(rows, columns, x, out);                                                 \
  }                                                                                                        \
  REAL mk_maximum_##SUFFIX(ptrdiff_t count, const REAL *x) { return chosen_##SUFFIX()->maximum(count, x); }

PUBLISH(float, f32)
PUBLISH(double, f64)

#if defined(__x86_64__)
#define CHOSEN_SEQUENCE(SUFFIX)                                                                            \
  static const mk_sequence_kernels *const all[] = {&sequence_##SUFFIX##_portable, &sequence_##SUFFIX##_avx2, \
                                                   &sequence_##SUFFIX##_avx512};                           \
  return all[mk_chosen_level()];
#else
#define CHOSEN_SEQUENCE(SUFFIX) return &sequence_##SUFFIX##_portable;
#endif

const mk_sequence_kernels *mk_sequence_kernels_f32(void) { CHOSEN_SEQUENCE(f32) }
const mk_sequence_kernels *mk_sequence_kernels_f64(void) { CHOSEN_SEQUENCE(f64) }
