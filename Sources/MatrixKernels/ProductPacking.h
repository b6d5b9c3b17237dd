// Laying out a factor for the tiles. Part of KernelBody.h.
//
// A packed right factor is panels of NR columns, each [k][NR]; the last panel is only as many whole vectors wide
// as it needs, its missing columns zero.

ALWAYS_INLINE ptrdiff_t NAME(whole_vectors)(ptrdiff_t columns) { return (columns + VL - 1) / VL * VL; }

// One panel: element (p, j) is b[p * b_row + j * b_column], of `columns` ≤ NR columns.
static void NAME(pack_panel)(ptrdiff_t k, ptrdiff_t columns, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,
                             REAL *packed) {
  const ptrdiff_t width = NAME(whole_vectors)(columns);
  if (b_column == 1) {
    for (ptrdiff_t p = 0; p < k; p++, packed += width, b += b_row) {
      memcpy(packed, b, (size_t)columns * sizeof(REAL));
      memset(packed + columns, 0, (size_t)(width - columns) * sizeof(REAL));
    }
  } else {
    for (ptrdiff_t p = 0; p < k; p++)
      for (ptrdiff_t j = 0; j < width; j++)
        packed[p * width + j] = j < columns ? b[p * b_row + j * b_column] : 0;
  }
}

static ptrdiff_t NAME(panel_width)(void) { return NR; }

static ptrdiff_t NAME(packed_count)(ptrdiff_t k, ptrdiff_t n) { return k * NAME(whole_vectors)(n); }

static void NAME(pack)(ptrdiff_t k, ptrdiff_t n, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,
                       ptrdiff_t first_panel, ptrdiff_t last_panel, REAL *packed) {
  for (ptrdiff_t j = first_panel * NR; j < last_panel * NR && j < n; j += NR)
    NAME(pack_panel)(k, SMALLER(NR, n - j), b + j * b_column, b_row, b_column, packed + j * k);
}

ALWAYS_INLINE void NAME(clear_rows)(ptrdiff_t m, ptrdiff_t n, REAL *c, ptrdiff_t c_row) {
  for (ptrdiff_t i = 0; i < m; i++) memset(c + i * c_row, 0, (size_t)n * sizeof(REAL));
}
