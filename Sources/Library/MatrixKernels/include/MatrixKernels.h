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

// The kernels of one scalar type: the pointers are to floats in one table and to doubles in the other, and a number that
// is passed alone is a double in both, which holds every float.
typedef struct {
  // c (m × n) = op(a) (m × k) · op(b) (k × n), added to what c holds if accumulate.
  void (*matmul)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, bool transpose_a, const void *b,
                 bool transpose_b, void *c, bool accumulate);
  // A right factor op(b) (k × n), laid out once and used by many products: panels of so many columns.
  ptrdiff_t (*panel_width)(void);
  // The scalars that a packed factor takes.
  ptrdiff_t (*packed_count)(ptrdiff_t k, ptrdiff_t n);
  // Packs panels first_panel..<last_panel, so that threads can share the work. Element (p, j) of op(b) is
  // b[p * b_row + j * b_column].
  void (*pack)(ptrdiff_t k, ptrdiff_t n, const void *b, ptrdiff_t b_row, ptrdiff_t b_column, ptrdiff_t first_panel,
               ptrdiff_t last_panel, void *packed);
  // c = a · op(b), or c += it, for groups of m rows each: row i of group g of a is at a + g * a_group + i * a_row, and
  // so for c. A row's bits depend on neither m, groups nor other rows.
  void (*packed_product)(ptrdiff_t groups, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_group,
                         ptrdiff_t a_row, const void *packed, void *c, ptrdiff_t c_group, ptrdiff_t c_row,
                         bool accumulate);
  // The scalars of scratch that outer_product wants.
  ptrdiff_t (*outer_room)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);
  // c (m × n) = aᵀ · b, or c += it, with a (k × m) and b (k × n). A column's bits do not depend on n.
  void (*outer_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row, const void *b,
                        ptrdiff_t b_row, void *c, ptrdiff_t c_row, bool accumulate, void *room);
  // y (n) = x (k) · b (k × n), or y += it; b as it lies.
  void (*row_product)(ptrdiff_t k, ptrdiff_t n, const void *x, const void *b, ptrdiff_t b_row, void *y,
                      bool accumulate);
  // y (k) = b (k × n) · x (n), or y += it; b as it lies.
  void (*column_product)(ptrdiff_t k, ptrdiff_t n, const void *b, ptrdiff_t b_row, const void *x, void *y,
                         bool accumulate);
  void (*exp)(ptrdiff_t count, const void *x, void *out);
  void (*tanh)(ptrdiff_t count, const void *x, void *out);
  void (*sigmoid)(ptrdiff_t count, const void *x, void *out);
  // out (rows × columns, dense) = x ∘ y, each read through its layout.
  void (*combine)(mk_operation operation, ptrdiff_t rows, ptrdiff_t columns, const void *x, mk_layout x_layout,
                  const void *y, mk_layout y_layout, void *out);
  // y += factor · x
  void (*axpy)(ptrdiff_t count, double factor, const void *x, void *y);
  // One update by Adam: m ← d₁ m + (1 - d₁) g, v ← d₂ v + (1 - d₂) g², x -= rate · m / (√v · c + ε).
  void (*adam)(ptrdiff_t count, double rate, double mean_decay, double square_decay, double correction,
               double epsilon, const void *g, void *m, void *v, void *x);
  double (*dot)(ptrdiff_t count, const void *x, const void *y);
  double (*sum)(ptrdiff_t count, const void *x);
  void (*column_sums)(ptrdiff_t rows, ptrdiff_t columns, const void *x, void *out);
  // The largest of count ≥ 1 values; NaN if one of them is.
  double (*maximum)(ptrdiff_t count, const void *x);
  // The element-wise half of recurrent steps.
  mk_sequence_kernels sequence;
} mk_kernels;

// The kernels for float and for double, of the instruction set in use.
const mk_kernels *mk_kernels_f32(void);
const mk_kernels *mk_kernels_f64(void);

#endif
