// Dense kernels for Float and Double. One source is compiled for each instruction set of the processor
// family (see KernelBody.h), and the best one that this machine has is chosen once, at the first call.
//
// Matrices are row-major and dense. Counts and strides are in elements. Outputs may be the same memory as
// an input of the same shape in the element-wise functions, and must not overlap an input in the product.

#ifndef MATRIX_KERNELS_H
#define MATRIX_KERNELS_H

#include "SequenceKernels.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { MK_PORTABLE = 0, MK_AVX2 = 1, MK_AVX512 = 2 } mk_level;

typedef enum { MK_ADD = 0, MK_SUBTRACT = 1, MK_MULTIPLY = 2, MK_DIVIDE = 3 } mk_operation;

// One operand of an element-wise operation: element (r, c) is at data[r * row_stride + c * column_stride].
// A column stride is 1, or 0 where one value serves a whole row.
typedef struct {
  ptrdiff_t row_stride;
  ptrdiff_t column_stride;
} mk_layout;

// The instruction set in use. COURSE_KERNELS=portable|avx2|avx512 in the environment asks for a lower one.
mk_level mk_chosen_level(void);
const char *mk_level_name(mk_level level);
// Takes another instruction set from now on, if the processor has it; says whether it does. For tests of each set:
// factors that were packed for one are of no use to another.
bool mk_use_level(mk_level level);

// One part of some work: its number and what the caller gave.
typedef void (*mk_part)(void *context, ptrdiff_t index);

// The most threads that share work, the caller's among them.
int mk_most_threads(void);

// Calls part(context, index) for each index below count, on up to `threads` threads with the caller's; returns when
// all are done. A call from within a part, or while another caller's work is under way, stays on its own thread.
void mk_fork(int threads, ptrdiff_t count, mk_part part, void *context);

// Multiply-adds of independent chains in registers, at the chosen level: the most that a core can do. Returns how
// many operations it did, two a multiply-add; the caller holds a clock to it.
double mk_peak_operations_f32(ptrdiff_t rounds);

#define MK_DECLARE(REAL, SUFFIX)                                                                           \
  /* c (m × n) = op(a) (m × k) · op(b) (k × n), added to what c holds if accumulate. */                    \
  void mk_matmul_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, bool transpose_a,          \
                          const REAL *b, bool transpose_b, REAL *c, bool accumulate);                      \
  /* A right factor op(b) (k × n), laid out once and used by many products: panels of so many columns. */  \
  ptrdiff_t mk_panel_width_##SUFFIX(void);                                                                 \
  /* The scalars that a packed factor takes. */                                                            \
  ptrdiff_t mk_packed_count_##SUFFIX(ptrdiff_t k, ptrdiff_t n);                                            \
  /* Packs panels first_panel..<last_panel, so that threads can share the work. Element (p, j) of op(b) is \
     b[p * b_row + j * b_column]. */                                                                       \
  void mk_pack_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,      \
                        ptrdiff_t first_panel, ptrdiff_t last_panel, REAL *packed);                        \
  /* c = a · op(b), or c += it, for groups of m rows each: row i of group g of a is at                     \
     a + g * a_group + i * a_row, and so for c. A row's bits depend on neither m, groups nor other rows. */\
  void mk_packed_product_##SUFFIX(ptrdiff_t groups, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a,  \
                                  ptrdiff_t a_group, ptrdiff_t a_row, const REAL *packed, REAL *c,         \
                                  ptrdiff_t c_group, ptrdiff_t c_row, bool accumulate);                    \
  /* The scalars of scratch that mk_outer_product wants. */                                                \
  ptrdiff_t mk_outer_room_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);                                 \
  /* c (m × n) = aᵀ · b, or c += it, with a (k × m) and b (k × n). A column's bits do not depend on n. */  \
  void mk_outer_product_##SUFFIX(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,    \
                                 const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row, bool accumulate,\
                                 REAL *room);                                                              \
  /* y (n) = x (k) · b (k × n), or y += it; b as it lies. */                                               \
  void mk_row_product_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row,    \
                               REAL *y, bool accumulate);                                                  \
  /* y (k) = b (k × n) · x (n), or y += it; b as it lies. */                                               \
  void mk_column_product_##SUFFIX(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x, \
                                  REAL *y, bool accumulate);                                               \
  void mk_exp_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out);                                         \
  void mk_tanh_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out);                                        \
  void mk_sigmoid_##SUFFIX(ptrdiff_t count, const REAL *x, REAL *out);                                     \
  /* out (rows × columns, dense) = x ∘ y, each read through its layout. */                                 \
  void mk_combine_##SUFFIX(mk_operation operation, ptrdiff_t rows, ptrdiff_t columns, const REAL *x,       \
                           mk_layout x_layout, const REAL *y, mk_layout y_layout, REAL *out);              \
  /* y += factor · x */                                                                                    \
  void mk_axpy_##SUFFIX(ptrdiff_t count, REAL factor, const REAL *x, REAL *y);                             \
  /* One update by Adam: m ← d₁ m + (1 - d₁) g, v ← d₂ v + (1 - d₂) g², x -= rate · m / (√v · c + ε). */   \
  void mk_adam_##SUFFIX(ptrdiff_t count, REAL rate, REAL mean_decay, REAL square_decay, REAL correction,   \
                        REAL epsilon, const REAL *g, REAL *m, REAL *v, REAL *x);                           \
  REAL mk_dot_##SUFFIX(ptrdiff_t count, const REAL *x, const REAL *y);                                     \
  REAL mk_sum_##SUFFIX(ptrdiff_t count, const REAL *x);                                                    \
  void mk_column_sums_##SUFFIX(ptrdiff_t rows, ptrdiff_t columns, const REAL *x, REAL *out);               \
  /* The largest of count ≥ 1 values; NaN if one of them is. */                                            \
  REAL mk_maximum_##SUFFIX(ptrdiff_t count, const REAL *x);

MK_DECLARE(float, f32)
MK_DECLARE(double, f64)

#endif
