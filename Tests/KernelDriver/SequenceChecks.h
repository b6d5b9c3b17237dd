// The element-wise half of recurrent steps, the loss and the tables, for one scalar type, against their equations.
// REAL, NAME(x) and EPSILON are defined outside.

// Rows that lie further apart than they are long, and what stood there before.
typedef struct {
  REAL *start, *before;
  ptrdiff_t rows, columns, stride;
} NAME(block);

static NAME(block) NAME(make_block)(ptrdiff_t rows, ptrdiff_t columns) {
  NAME(block) block = {NULL, NULL, rows, columns, columns + 3};
  block.start = NAME(numbers)(rows * block.stride);
  block.before = NAME(copy)(block.start, rows * block.stride);
  return block;
}

static mk_rows NAME(rows_of)(NAME(block) block) { return (mk_rows){block.start, block.stride}; }

// What stands in a block from now on is what it is before the next kernel.
static void NAME(keep)(NAME(block) block) {
  memcpy(block.before, block.start, (size_t)(block.rows * block.stride) * sizeof(REAL));
}

static void NAME(drop_block)(NAME(block) block) {
  for (ptrdiff_t b = 0; b < block.rows; b++)
    for (ptrdiff_t j = block.columns; j < block.stride; j++)
      expect("between rows", block.start[b * block.stride + j], block.before[b * block.stride + j], 0);
  free(block.start), free(block.before);
}

#define ROWS NAME(rows_of)
// Number j of row b, as a double: now, and before the kernel.
#define NOW(block, j) ((double)(block).start[b * (block).stride + (j)])
#define WAS(block, j) ((double)(block).before[b * (block).stride + (j)])
#define EACH for (ptrdiff_t b = 0; b < rows; b++) for (ptrdiff_t j = 0; j < hidden; j++)
#define SOME 16 * EPSILON

static void NAME(check_rnn)(const mk_sequence_kernels *kernels, ptrdiff_t rows, ptrdiff_t hidden, bool relu) {
  const NAME(block) sums = NAME(make_block)(rows, hidden), h = NAME(make_block)(rows, hidden);
  const NAME(block) dh = NAME(make_block)(rows, hidden), dsums = NAME(make_block)(rows, hidden);
  kernels->rnn_forward(rows, hidden, relu, ROWS(sums), ROWS(h));
  kernels->rnn_backward(rows, hidden, relu, ROWS(h), ROWS(dh), ROWS(dsums));
  EACH {
    const double a = WAS(sums, j), state = NOW(h, j);
    expect("rnn_forward", state, relu ? fmax(a, 0) : tanh(a), SOME);
    expect("rnn_backward", NOW(dsums, j), WAS(dh, j) * (relu ? state > 0 : 1 - state * state), SOME);
  }
  NAME(drop_block)(sums), NAME(drop_block)(h), NAME(drop_block)(dh), NAME(drop_block)(dsums);
}

static void NAME(check_lstm)(const mk_sequence_kernels *kernels, ptrdiff_t rows, ptrdiff_t hidden, bool shows_tanh) {
  const NAME(block) gates = NAME(make_block)(rows, 4 * hidden), dgates = NAME(make_block)(rows, 4 * hidden);
  const NAME(block) old = NAME(make_block)(rows, hidden), cell = NAME(make_block)(rows, hidden);
  const NAME(block) h = NAME(make_block)(rows, hidden), dh = NAME(make_block)(rows, hidden);
  const NAME(block) dc = NAME(make_block)(rows, hidden);
  kernels->lstm_forward(rows, hidden, shows_tanh, ROWS(gates), ROWS(old), ROWS(cell), ROWS(h));
  kernels->lstm_backward(
      rows, hidden, shows_tanh, ROWS(gates), ROWS(old), ROWS(cell), ROWS(dh), ROWS(dc), ROWS(dgates));
  EACH {
    const double i = logistic(WAS(gates, j)), f = logistic(WAS(gates, hidden + j));
    const double g = tanh(WAS(gates, 2 * hidden + j)), o = logistic(WAS(gates, 3 * hidden + j));
    const double memory = f * WAS(old, j) + i * g, shown = shows_tanh ? tanh(memory) : memory;
    expect("lstm_forward's memory", NOW(cell, j), memory, SOME);
    expect("lstm_forward", NOW(h, j), o * shown, SOME);
    const double through = WAS(dc, j) + WAS(dh, j) * o * (shows_tanh ? 1 - shown * shown : 1);
    expect("lstm_backward's memory", NOW(dc, j), through * f, 2 * SOME);
    expect("lstm_backward, i", NOW(dgates, j), through * g * i * (1 - i), 2 * SOME);
    expect("lstm_backward, f", NOW(dgates, hidden + j), through * WAS(old, j) * f * (1 - f), 2 * SOME);
    expect("lstm_backward, g", NOW(dgates, 2 * hidden + j), through * i * (1 - g * g), 2 * SOME);
    expect("lstm_backward, o", NOW(dgates, 3 * hidden + j), WAS(dh, j) * shown * o * (1 - o), 2 * SOME);
  }
  NAME(drop_block)(gates), NAME(drop_block)(dgates), NAME(drop_block)(old), NAME(drop_block)(cell);
  NAME(drop_block)(h), NAME(drop_block)(dh), NAME(drop_block)(dc);
}

static void NAME(check_gru)(const mk_sequence_kernels *kernels, ptrdiff_t rows, ptrdiff_t hidden, bool after,
                            bool keeps) {
  const NAME(block) gates = NAME(make_block)(rows, 4 * hidden), dgates = NAME(make_block)(rows, 4 * hidden);
  const NAME(block) old = NAME(make_block)(rows, hidden), h = NAME(make_block)(rows, hidden);
  const NAME(block) dh = NAME(make_block)(rows, hidden), dold = NAME(make_block)(rows, hidden);
  const NAME(block) dreset = NAME(make_block)(rows, hidden);
  if (!after) kernels->gru_reset(rows, hidden, ROWS(gates), ROWS(old));
  kernels->gru_forward(rows, hidden, after, keeps, ROWS(gates), ROWS(old), ROWS(h));
  kernels->gru_backward(rows, hidden, after, keeps, ROWS(gates), ROWS(old), ROWS(dh), ROWS(dold), ROWS(dgates));
  if (!after)
    kernels->gru_reset_backward(rows, hidden, ROWS(gates), ROWS(old), ROWS(dreset), ROWS(dold), ROWS(dgates));
  EACH {
    const double r = logistic(WAS(gates, j)), z = logistic(WAS(gates, hidden + j)), state = WAS(old, j);
    const double product = WAS(gates, 2 * hidden + j), upstream = WAS(dh, j);
    const double n = tanh(after ? WAS(gates, 3 * hidden + j) + r * product : product);
    const double kept = keeps ? z : 1 - z, sum = upstream * (1 - kept) * (1 - n * n);
    const double by_r = after ? sum * product : WAS(dreset, j) * state;
    const double by_z = upstream * (keeps ? state - n : n - state);
    const double to_state = WAS(dold, j) + upstream * kept + (after ? 0 : WAS(dreset, j) * r);
    expect("gru_forward", NOW(h, j), n + kept * (state - n), SOME);
    if (!after) expect("gru_reset", NOW(gates, 3 * hidden + j), r * state, SOME);
    expect("gru_backward, r", NOW(dgates, j), by_r * r * (1 - r), 2 * SOME);
    expect("gru_backward, z", NOW(dgates, hidden + j), by_z * z * (1 - z), 2 * SOME);
    expect("gru_backward, n", NOW(dgates, (after ? 3 : 2) * hidden + j), sum, 2 * SOME);
    if (after) expect("gru_backward, product", NOW(dgates, 2 * hidden + j), sum * r, 2 * SOME);
    expect("gru_backward, state", NOW(dold, j), to_state, 2 * SOME);
  }
  NAME(drop_block)(gates), NAME(drop_block)(dgates), NAME(drop_block)(old), NAME(drop_block)(h);
  NAME(drop_block)(dh), NAME(drop_block)(dold), NAME(drop_block)(dreset);
}

static void NAME(check_loss)(const mk_sequence_kernels *kernels, ptrdiff_t rows, ptrdiff_t hidden) {
  const NAME(block) logits = NAME(make_block)(rows, hidden);
  REAL *const bias = NAME(numbers)(hidden), *const losses = NAME(numbers)(rows);
  int32_t targets[8];
  for (ptrdiff_t b = 0; b < rows; b++) targets[b] = (int32_t)((draw() + 1) / 2 * (double)hidden) % (int32_t)hidden;
  kernels->softmax_loss(rows, hidden, 0.25, ROWS(logits), bias, targets, losses);
  for (ptrdiff_t b = 0; b < rows; b++) {
    double total = 0;
    for (ptrdiff_t j = 0; j < hidden; j++) total += exp(WAS(logits, j) + bias[j]);
    expect("softmax_loss", losses[b], log(total) - WAS(logits, targets[b]) - bias[targets[b]], 2 * SOME);
    for (ptrdiff_t j = 0; j < hidden; j++) {
      const double share = exp(WAS(logits, j) + bias[j]) / total;
      expect("softmax_loss's gradient", NOW(logits, j), 0.25 * (share - (j == targets[b])), SOME);
    }
  }
  NAME(drop_block)(logits);
  free(bias), free(losses);
}

// A table of five rows, of which a token picks one; some are picked twice.
static void NAME(check_tables)(const mk_sequence_kernels *kernels, ptrdiff_t rows, ptrdiff_t hidden) {
  static const int32_t tokens[] = {3, 0, 3, 4, 0};
  const NAME(block) table = NAME(make_block)(5, hidden), out = NAME(make_block)(rows, hidden);
  REAL *const sums = NAME(numbers)(hidden);
  const REAL behind = sums[hidden];
  kernels->gather(rows, hidden, ROWS(table), tokens, ROWS(out));
  EACH expect("gather", NOW(out, j), table.start[tokens[b] * table.stride + j], 0);
  NAME(keep)(table);
  kernels->scatter_add(rows, hidden, ROWS(out), tokens, ROWS(table));
  for (ptrdiff_t b = 0; b < 5; b++)
    for (ptrdiff_t j = 0; j < hidden; j++) {
      double wanted = WAS(table, j);
      for (ptrdiff_t i = 0; i < rows; i++) wanted += tokens[i] == b ? out.start[i * out.stride + j] : 0;
      expect("scatter_add", NOW(table, j), wanted, SOME);
    }
  kernels->sum_rows(rows, hidden, ROWS(out), sums);
  for (ptrdiff_t j = 0; j < hidden; j++) {
    double wanted = 0;
    for (ptrdiff_t b = 0; b < rows; b++) wanted += NOW(out, j);
    expect("sum_rows", sums[j], wanted, SOME);
  }
  expect("behind sum_rows", sums[hidden], behind, 0);
  NAME(drop_block)(table), NAME(drop_block)(out);
  free(sums);
}

static void NAME(check_sequences)(const mk_sequence_kernels *kernels) {
  for (ptrdiff_t hidden = 1; hidden < 40; hidden += hidden < 18 ? 1 : 7) {
    const ptrdiff_t rows = 1 + hidden % 5;
    for (int form = 0; form < 4; form++) {
      NAME(check_rnn)(kernels, rows, hidden, form & 1);
      NAME(check_lstm)(kernels, rows, hidden, form & 1);
      NAME(check_gru)(kernels, rows, hidden, form & 1, form & 2);
    }
    NAME(check_loss)(kernels, rows, hidden);
    NAME(check_tables)(kernels, rows, hidden);
  }
}

#undef ROWS
#undef NOW
#undef WAS
#undef EACH
#undef SOME
