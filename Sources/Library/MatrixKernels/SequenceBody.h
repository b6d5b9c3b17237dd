// The element-wise half of a recurrent step for one scalar type and one vector width: from the gates' sums to
// the state, and from the state's gradient to the sums' gradients; the loss; and what reads or writes token
// tables. Included once for each pair, after KernelBody.h, whose vector functions it uses.
//
// The products stand elsewhere: here every unit meets its own gates only, so one pass over memory does it all.

#define VECTOR NAME(vector)
#define LOAD(p) ((VECTOR)(*(const NAME(loose) *)(p)))
#define STORE(p, v) (*(NAME(loose) *)(p) = (NAME(loose))(v))
#define ROW(block) ((REAL *)(block).start + b * (block).stride)

#define GET(p) NAME(load_some)((p) + j, hidden - j)
#define PUT(p, v) NAME(store_some)((p) + j, hidden - j, v)
#define EACH_UNIT for (ptrdiff_t j = 0; j < hidden; j += VL)

#pragma mark plain cell

static void NAME(rnn_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool relu, mk_rows sums_rows, mk_rows h_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *sums = ROW(sums_rows);
    REAL *h = ROW(h_rows);
    if (relu) EACH_UNIT {
      VECTOR a = GET(sums);
      PUT(h, a < (REAL)0 ? (VECTOR)(REAL)0 : a);
    } else NAME(tanh)(hidden, sums, h);
  }
}

static void NAME(rnn_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool relu, mk_rows h_rows, mk_rows dh_rows,
                               mk_rows dsums_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *h = ROW(h_rows), *dh = ROW(dh_rows);
    REAL *dsums = ROW(dsums_rows);
    EACH_UNIT {
      VECTOR state = GET(h), gradient = GET(dh);
      PUT(dsums, relu ? (state > (REAL)0 ? gradient : (VECTOR)(REAL)0)
                      : gradient * ((REAL)1 - state * state));
    }
  }
}

#pragma mark LSTM: gates i f g o side by side

static void NAME(lstm_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool shows_tanh, mk_rows gates_rows,
                               mk_rows c_before_rows, mk_rows c_rows, mk_rows h_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    REAL *i = ROW(gates_rows), *f = i + hidden, *g = f + hidden, *o = g + hidden;
    const REAL *before = ROW(c_before_rows);
    REAL *cell = ROW(c_rows), *shown = ROW(h_rows);
    NAME(sigmoid)(2 * hidden, i, i);
    NAME(tanh)(hidden, g, g);
    NAME(sigmoid)(hidden, o, o);
    EACH_UNIT PUT(cell, GET(f) * GET(before) + GET(i) * GET(g));
    if (shows_tanh) NAME(tanh)(hidden, cell, shown);
    EACH_UNIT PUT(shown, GET(o) * (shows_tanh ? GET(shown) : GET(cell)));
  }
}

// dc holds the memory's gradient from the step after and is left with the one for the step before. What the memory
// showed is made anew, a span of units at a time.
#define SPAN 128
static void NAME(lstm_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool shows_tanh, mk_rows gates_rows,
                                mk_rows c_before_rows, mk_rows c_rows, mk_rows dh_rows, mk_rows dc_rows,
                                mk_rows dgates_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *i = ROW(gates_rows), *f = i + hidden, *g = f + hidden, *o = g + hidden;
    REAL *di = ROW(dgates_rows), *df = di + hidden, *dg = df + hidden, *do_ = dg + hidden;
    const REAL *before = ROW(c_before_rows), *cell = ROW(c_rows), *upstream = ROW(dh_rows);
    REAL *carried = ROW(dc_rows);
    REAL shown_memory[SPAN];
    EACH_UNIT {
      if (shows_tanh && j % SPAN == 0) NAME(tanh)(SMALLER(SPAN, hidden - j), cell + j, shown_memory);
      VECTOR input = GET(i), forget = GET(f), candidate = GET(g), output = GET(o), gradient = GET(upstream);
      VECTOR shown = shows_tanh ? LOAD(shown_memory + j % SPAN) : GET(cell);
      VECTOR slope = shows_tanh ? (REAL)1 - shown * shown : (VECTOR)(REAL)1;
      VECTOR through = GET(carried) + gradient * output * slope;
      VECTOR old = GET(before);
      PUT(carried, through * forget);
      PUT(di, through * candidate * input * ((REAL)1 - input));
      PUT(df, through * old * forget * ((REAL)1 - forget));
      PUT(dg, through * input * ((REAL)1 - candidate * candidate));
      PUT(do_, gradient * shown * output * ((REAL)1 - output));
    }
  }
}

#undef SPAN

#pragma mark GRU: r and z, and two blocks whose order serves the products

// Reset before the product: the gates r and z, and r ⊙ h in the fourth block, for the candidate's product.
static void NAME(gru_reset)(ptrdiff_t rows, ptrdiff_t hidden, mk_rows gates_rows, mk_rows h_before_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    REAL *r = ROW(gates_rows), *reset_state = r + 3 * hidden;
    const REAL *before = ROW(h_before_rows);
    NAME(sigmoid)(2 * hidden, r, r);
    EACH_UNIT PUT(reset_state, GET(r) * GET(before));
  }
}

// Reset after the product: the third block holds h · W_hn + c_h and the fourth n, and all gates are still sums.
// Reset before it: only the candidate is still a sum.
static void NAME(gru_forward)(ptrdiff_t rows, ptrdiff_t hidden, bool reset_after, bool keeps_state,
                              mk_rows gates_rows, mk_rows h_before_rows, mk_rows h_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    REAL *r = ROW(gates_rows), *z = r + hidden, *third = z + hidden, *fourth = third + hidden;
    REAL *n = reset_after ? fourth : third, *product = reset_after ? third : fourth;
    const REAL *before = ROW(h_before_rows);
    REAL *state = ROW(h_rows);
    if (reset_after) {
      NAME(sigmoid)(2 * hidden, r, r);
      EACH_UNIT PUT(n, GET(n) + GET(r) * GET(product));
    }
    NAME(tanh)(hidden, n, n);
    EACH_UNIT {
      VECTOR candidate = GET(n), old = GET(before), update = GET(z);
      VECTOR kept = keeps_state ? update : (REAL)1 - update;
      PUT(state, candidate + kept * (old - candidate));
    }
  }
}

// Adds to dh_before what reaches h_{t-1} without a product. Reset before the product: r and the fourth block
// are left for gru_reset_backward and the weights' gradient. After it: the third block gets its gradient.
static void NAME(gru_backward)(ptrdiff_t rows, ptrdiff_t hidden, bool reset_after, bool keeps_state,
                               mk_rows gates_rows, mk_rows h_before_rows, mk_rows dh_rows,
                               mk_rows dh_before_rows, mk_rows dgates_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *r = ROW(gates_rows), *z = r + hidden, *third = z + hidden, *fourth = third + hidden;
    const REAL *n = reset_after ? fourth : third, *product = reset_after ? third : fourth;
    REAL *dr = ROW(dgates_rows), *dz = dr + hidden, *dthird = dz + hidden, *dfourth = dthird + hidden;
    REAL *dn = reset_after ? dfourth : dthird, *dproduct = reset_after ? dthird : dfourth;
    const REAL *before = ROW(h_before_rows), *upstream = ROW(dh_rows);
    REAL *earlier = ROW(dh_before_rows);
    EACH_UNIT {
      VECTOR update = GET(z), candidate = GET(n), old = GET(before), gradient = GET(upstream);
      VECTOR kept = keeps_state ? update : (REAL)1 - update;
      VECTOR turned = keeps_state ? old - candidate : candidate - old;
      VECTOR sum = gradient * ((REAL)1 - kept) * ((REAL)1 - candidate * candidate);
      PUT(earlier, GET(earlier) + gradient * kept);
      PUT(dz, gradient * turned * update * ((REAL)1 - update));
      PUT(dn, sum);
      if (reset_after) {
        VECTOR reset = GET(r);
        VECTOR operand = GET(product);
        PUT(dproduct, sum * reset);
        PUT(dr, sum * operand * reset * ((REAL)1 - reset));
      }
    }
  }
}

// dreset is the gradient of r ⊙ h.
static void NAME(gru_reset_backward)(ptrdiff_t rows, ptrdiff_t hidden, mk_rows gates_rows,
                                     mk_rows h_before_rows, mk_rows dreset_rows, mk_rows dh_before_rows,
                                     mk_rows dgates_rows) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *r = ROW(gates_rows), *before = ROW(h_before_rows), *d = ROW(dreset_rows);
    REAL *dr = ROW(dgates_rows), *earlier = ROW(dh_before_rows);
    EACH_UNIT {
      VECTOR reset = GET(r), gradient = GET(d);
      PUT(dr, gradient * GET(before) * reset * ((REAL)1 - reset));
      PUT(earlier, GET(earlier) + gradient * reset);
    }
  }
}

#undef EACH_UNIT
#undef GET
#undef PUT

#pragma mark loss

static inline REAL NAME(lane_maximum)(VECTOR v) {
  REAL largest = v[0];
  for (int i = 1; i < VL; i++) largest = v[i] > largest ? v[i] : largest;
  return largest;
}

// Each row of logits becomes scale · (softmax(logits + bias) - onehot(target)); losses gets -ln softmax[target].
static void NAME(softmax_loss)(ptrdiff_t rows, ptrdiff_t classes, double scale, mk_rows logits_rows,
                               const void *bias_at, const int32_t *targets, void *losses) {
  const REAL *bias = bias_at;
  NAME(integers) lanes;
  for (int i = 0; i < VL; i++) lanes[i] = i;
  const VECTOR nothing = -(REAL)__builtin_inf();
  for (ptrdiff_t b = 0; b < rows; b++) {
    REAL *logits = ROW(logits_rows);
    VECTOR largests = nothing;
    for (ptrdiff_t j = 0; j < classes; j += VL) {
      VECTOR sum = NAME(load_some)(logits + j, classes - j) + NAME(load_some)(bias + j, classes - j);
      NAME(store_some)(logits + j, classes - j, sum);
      sum = lanes < (INTEGER)(classes - j) ? sum : nothing;
      largests = sum > largests ? sum : largests;
    }
    const REAL largest = NAME(lane_maximum)(largests), wanted = logits[targets[b]];
    for (ptrdiff_t j = 0; j < classes; j++) logits[j] -= largest;
    NAME(exp)(classes, logits, logits);
    VECTOR totals = 0;
    for (ptrdiff_t j = 0; j < classes; j += VL) {
      const VECTOR e = NAME(load_some)(logits + j, classes - j);
      totals += lanes < (INTEGER)(classes - j) ? e : (VECTOR)(REAL)0;
    }
    const REAL total = NAME(lane_sum)(totals);
    ((REAL *)losses)[b] = LOGARITHM(total) - (wanted - largest);
    const REAL factor = (REAL)scale / total;
    for (ptrdiff_t j = 0; j < classes; j += VL)
      NAME(store_some)(logits + j, classes - j, NAME(load_some)(logits + j, classes - j) * factor);
    logits[targets[b]] -= (REAL)scale;
  }
}

#pragma mark tables

static void NAME(gather)(ptrdiff_t rows, ptrdiff_t columns, mk_rows table, const int32_t *tokens, mk_rows out) {
  for (ptrdiff_t b = 0; b < rows; b++)
    memcpy(ROW(out), (REAL *)table.start + tokens[b] * table.stride, (size_t)columns * sizeof(REAL));
}

static void NAME(scatter_add)(ptrdiff_t rows, ptrdiff_t columns, mk_rows x_rows, const int32_t *tokens,
                              mk_rows table) {
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *x = ROW(x_rows);
    REAL *restrict place = (REAL *)table.start + tokens[b] * table.stride;
    for (ptrdiff_t c = 0; c < columns; c++) place[c] += x[c];
  }
}

// The sum of each column.
static void NAME(sum_rows)(ptrdiff_t rows, ptrdiff_t columns, mk_rows x_rows, void *out) {
  REAL *restrict sums = out;
  for (ptrdiff_t c = 0; c < columns; c++) sums[c] = 0;
  for (ptrdiff_t b = 0; b < rows; b++) {
    const REAL *x = ROW(x_rows);
    for (ptrdiff_t c = 0; c < columns; c++) sums[c] += x[c];
  }
}

const mk_kernels NAME(kernels) = {
    NAME(matmul), NAME(panel_width), NAME(packed_count), NAME(pack), NAME(packed_product), NAME(outer_room),
    NAME(outer_product), NAME(row_product), NAME(column_product), NAME(exp), NAME(tanh), NAME(sigmoid),
    NAME(combine), NAME(axpy), NAME(adam), NAME(dot), NAME(sum), NAME(column_sums), NAME(maximum),
    {NAME(rnn_forward), NAME(rnn_backward), NAME(lstm_forward), NAME(lstm_backward), NAME(gru_reset),
     NAME(gru_forward), NAME(gru_backward), NAME(gru_reset_backward), NAME(softmax_loss), NAME(gather),
     NAME(scatter_add), NAME(sum_rows)}};

#undef ROW
#undef VECTOR
#undef LOAD
#undef STORE
