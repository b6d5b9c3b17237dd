// Products of one row with a matrix as it lies. They are bound by the cache that holds the matrix, so they read it
// row after row, as it lies in memory: in any other order they take half as long again. Part of KernelBody.h.

// y [columns] (+)= x [k] · b [k, columns] for as many columns as fit into registers: VECTORS of them, the last
// one perhaps in part. VECTORS is a constant at every call.
ALWAYS_INLINE void NAME(row_strip)(const int VECTORS, ptrdiff_t k, ptrdiff_t columns, const REAL *x, const REAL *b,
                                   ptrdiff_t b_row, REAL *y, bool accumulate) {
  const ptrdiff_t before = (VECTORS - 1) * VL, last = columns - before;
  VECTOR sums[VECTORS];
  UNROLL for (int j = 0; j < VECTORS - 1; j++) sums[j] = accumulate ? LOAD(y + j * VL) : (VECTOR)(REAL)0;
  sums[VECTORS - 1] = accumulate ? NAME(load_part)(y + before, last) : (VECTOR)(REAL)0;
  for (ptrdiff_t p = 0; p < k; p++, b += b_row) {
    const VECTOR left = x[p];
    UNROLL for (int j = 0; j < VECTORS - 1; j++) sums[j] += left * LOAD(b + j * VL);
    sums[VECTORS - 1] += left * NAME(load_part)(b + before, last);
  }
  UNROLL for (int j = 0; j < VECTORS - 1; j++) STORE(y + j * VL, sums[j]);
  NAME(store_part)(y + before, last, sums[VECTORS - 1]);
}

#define STRIP(VECTORS)                                                          \
  case VECTORS:                                                                 \
    NAME(row_strip)(VECTORS, k, columns, x, b + j, b_row, y + j, accumulate);   \
    break;
#define STRIPS_TO_12                                                            \
  STRIP(1) STRIP(2) STRIP(3) STRIP(4) STRIP(5) STRIP(6) STRIP(7) STRIP(8)       \
  STRIP(9) STRIP(10) STRIP(11) STRIP(12)
#ifdef HAS_LANE_MASKS
#define STRIPS                                                                  \
  STRIPS_TO_12 STRIP(13) STRIP(14) STRIP(15) STRIP(16) STRIP(17) STRIP(18)      \
  STRIP(19) STRIP(20) STRIP(21) STRIP(22) STRIP(23) STRIP(24) STRIP(25)         \
  STRIP(26) STRIP(27) STRIP(28)
#define MOST_STRIP 28
#else
#define STRIPS STRIPS_TO_12
#define MOST_STRIP 12
#endif

static void NAME(row_product)(ptrdiff_t k, ptrdiff_t n, const REAL *x, const REAL *b, ptrdiff_t b_row, REAL *y,
                              bool accumulate) {
  const ptrdiff_t vectors = (n + VL - 1) / VL, strips = (vectors + MOST_STRIP - 1) / MOST_STRIP;
  for (ptrdiff_t strip = 0; strip < strips; strip++) {
    const ptrdiff_t first = vectors * strip / strips, end = vectors * (strip + 1) / strips;
    const ptrdiff_t j = first * VL, columns = SMALLER(end * VL, n) - j;
    switch (end - first) { STRIPS }
  }
}
#undef STRIP
#undef STRIPS_TO_12
#undef STRIPS
#undef MOST_STRIP

// y [k] (+)= b [k, n] · x [n], one row of b after the other.
static void NAME(column_product)(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, const REAL *x, REAL *y,
                                 bool accumulate) {
  const ptrdiff_t part = n % VL, whole = n - part;
  for (ptrdiff_t p = 0; p < k; p++, b += b_row) {
    VECTOR sums[4] = {0, 0, 0, 0};
    ptrdiff_t j = 0;
    for (; j + 4 * VL <= whole; j += 4 * VL)
      UNROLL for (int i = 0; i < 4; i++) sums[i] += LOAD(b + j + i * VL) * LOAD(x + j + i * VL);
    for (; j < whole; j += VL) sums[0] += LOAD(b + j) * LOAD(x + j);
    if (part) sums[1] += NAME(load_part)(b + whole, part) * NAME(load_part)(x + whole, part);
    y[p] = (accumulate ? y[p] : 0) + NAME(lane_sum)((sums[0] + sums[1]) + (sums[2] + sums[3]));
  }
}
