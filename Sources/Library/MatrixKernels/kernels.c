// The choice among the kernels of all instruction sets.
//
// What the processor can do is asked once at run time, so a plain build runs at full speed on each machine.

#include "KernelTables.h"

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

static _Atomic int known_level = -1;

// Every thread that finds it unset computes the same value, so a relaxed race is harmless.
mk_level mk_chosen_level(void) {
  int level = known_level;
  if (level < 0) known_level = level = (int)find_level();
  return (mk_level)level;
}

bool mk_use_level(mk_level level) {
  if (level > best_level()) return false;
  known_level = (int)level;
  return true;
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
