// The element-wise half of recurrent steps, the loss and the token tables, for one scalar type each.
//
// A kernel walks `rows` rows of every block that it is given; a row's result depends on that row alone. Gates
// stand side by side in one row, `hidden` columns each, in the order of the cells of RecurrentNetworks. A block
// of gradients may be the block of what it is the gradient of.

#ifndef SEQUENCE_KERNELS_H
#define SEQUENCE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Rows of scalars that lie `stride` scalars apart.
typedef struct {
  void *start;
  ptrdiff_t stride;
} mk_rows;

typedef struct {
  // h = tanh(sums), or ReLU; dsums = dh ⊙ g′
  void (*rnn_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool relu, mk_rows sums, mk_rows h);
  void (*rnn_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool relu, mk_rows h, mk_rows dh, mk_rows dsums);
  // Gates i f g o: from sums to activations, and the new c and h. Back: dc comes from the step after and is left
  // as the gradient of c_before.
  void (*lstm_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool shows_tanh, mk_rows gates, mk_rows c_before, mk_rows c,
                       mk_rows h);
  void (*lstm_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool shows_tanh, mk_rows gates, mk_rows c_before, mk_rows c,
                        mk_rows dh, mk_rows dc, mk_rows dgates);
  // Reset before the product: blocks r z n and r ⊙ h_before. gru_reset makes r, z and the fourth block; the product
  // with the candidate's weights is added to n; gru_forward finishes. Back: gru_backward gives dz and dn, and
  // gru_reset_backward from d(r ⊙ h_before) the rest.
  // Reset after it: blocks r z p n with p = h_before · W + c, so that one product reaches r z p; gru_forward does all,
  // and gru_backward gives all gradients. dh_before is added to.
  void (*gru_reset)(ptrdiff_t rows, ptrdiff_t hidden, mk_rows gates, mk_rows h_before);
  void (*gru_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool reset_after, bool keeps_state, mk_rows gates,
                      mk_rows h_before, mk_rows h);
  void (*gru_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool reset_after, bool keeps_state, mk_rows gates,
                       mk_rows h_before, mk_rows dh, mk_rows dh_before, mk_rows dgates);
  void (*gru_reset_backward)(ptrdiff_t rows, ptrdiff_t hidden, mk_rows gates, mk_rows h_before, mk_rows dreset,
                             mk_rows dh_before, mk_rows dgates);
  // Each row of logits becomes scale · (softmax(logits + bias) - onehot(target)); losses [rows] gets
  // -ln softmax[target].
  void (*softmax_loss)(ptrdiff_t rows, ptrdiff_t classes, double scale, mk_rows logits, const void *bias,
                       const int32_t *targets, void *losses);
  // out = table[tokens]; table[tokens] += x; out [columns] = Σ rows of x
  void (*gather)(ptrdiff_t rows, ptrdiff_t columns, mk_rows table, const int32_t *tokens, mk_rows out);
  void (*scatter_add)(ptrdiff_t rows, ptrdiff_t columns, mk_rows x, const int32_t *tokens, mk_rows table);
  void (*sum_rows)(ptrdiff_t rows, ptrdiff_t columns, mk_rows x, void *out);
} mk_sequence_kernels;

// The value before adding one to what counter holds, which several threads may do at once.
static inline ptrdiff_t mk_take_next(ptrdiff_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }

// Tells other threads how far this one is: what it wrote before is there for who has waited for it.
static inline void mk_announce(ptrdiff_t *place, ptrdiff_t progress) { __atomic_store_n(place, progress, __ATOMIC_RELEASE); }

// Waits, spinning, until another thread is as far as that.
void mk_await(const ptrdiff_t *place, ptrdiff_t progress);

#endif
