// Laying out a factor for the tiles. Part of KernelBody.h.
//
// A packed right factor is panels of NR columns, each [k][NR]; the last panel is only as many whole vectors wide
// as it needs, its missing columns zero.

ALWAYS_INLINE ptrdiff_t NAME(whole_vectors)(ptrdiff_t columns) { return (columns + VL - 1) / VL * VL; }

// A block of VL × VL, transposed by log₂ VL rounds of a perfect shuffle.
ALWAYS_INLINE void NAME(transpose)(VECTOR block[VL]) {
  for (int width = 1; width < VL; width *= 2) {
    VECTOR mixed[VL];
    UNROLL for (int i = 0; i < VL / 2; i++) {
      mixed[2 * i] = INTERLEAVE_LOW(block[i], block[i + VL / 2]);
      mixed[2 * i + 1] = INTERLEAVE_HIGH(block[i], block[i + VL / 2]);
    }
    UNROLL for (int i = 0; i < VL; i++) block[i] = mixed[i];
  }
}

// out [columns, rows] = xᵀ, with rows of out `out_row` apart. A last part of a vector is filled up with zeros if
// asked, so that rows of out are whole vectors.
ALWAYS_INLINE void NAME(transpose_rows)(ptrdiff_t rows, ptrdiff_t columns, const REAL *x, ptrdiff_t x_row,
                                        REAL *out, ptrdiff_t out_row, const bool fills) {
  for (ptrdiff_t i = 0; i < rows; i += VL) {
    const ptrdiff_t height = SMALLER(VL, rows - i);
    for (ptrdiff_t j = 0; j < columns; j += VL) {
      VECTOR block[VL];
      UNROLL for (int v = 0; v < VL; v++)
        block[v] = v < height ? NAME(load_some)(x + (i + v) * x_row + j, columns - j) : (VECTOR)(REAL)0;
      NAME(transpose)(block);
      UNROLL for (int v = 0; v < VL; v++)
        if (j + v < columns) NAME(store_some)(out + (j + v) * out_row + i, fills ? VL : height, block[v]);
    }
  }
}

// Rows of `columns` elements, laid `width` apart; a last part of a vector is filled up with zeros if asked.
ALWAYS_INLINE void NAME(copy_rows)(ptrdiff_t rows, ptrdiff_t columns, const REAL *x, ptrdiff_t x_row, REAL *out,
                                   ptrdiff_t width, const bool fills) {
  const ptrdiff_t part = columns % VL;
  for (ptrdiff_t i = 0; i < rows; i++, x += x_row, out += width) {
    for (ptrdiff_t j = 0; j + VL <= columns; j += VL) STORE(out + j, LOAD(x + j));
    if (part == 0) continue;
    const VECTOR rest = NAME(load_part)(x + columns - part, part);
    if (fills) STORE(out + columns - part, rest);
    else NAME(store_part)(out + columns - part, part, rest);
  }
}

// One panel: element (p, j) is b[p * b_row + j * b_column], of `columns` ≤ NR columns.
static void NAME(pack_panel)(ptrdiff_t k, ptrdiff_t columns, const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column,
                             REAL *packed) {
  const ptrdiff_t width = NAME(whole_vectors)(columns);
  if (b_column == 1 && columns == NR) {
    NAME(copy_rows)(k, NR, b, b_row, packed, NR, true);
  } else if (b_column == 1) {
    NAME(copy_rows)(k, columns, b, b_row, packed, width, true);
  } else if (b_row == 1) {
    NAME(transpose_rows)(columns, k, b, b_column, packed, width, true);
  } else {
    for (ptrdiff_t p = 0; p < k; p++)
      for (ptrdiff_t j = 0; j < width; j++)
        packed[p * width + j] = j < columns ? b[p * b_row + j * b_column] : 0;
  }
}

static ptrdiff_t NAME(panel_width)(void) { return NR; }

static ptrdiff_t NAME(packed_count)(ptrdiff_t k, ptrdiff_t n) { return k * NAME(whole_vectors)(n); }

static void NAME(pack)(ptrdiff_t k, ptrdiff_t n, const void *b_at, ptrdiff_t b_row, ptrdiff_t b_column,
                       ptrdiff_t first_panel, ptrdiff_t last_panel, void *packed_at) {
  const REAL *const b = b_at; REAL *const packed = packed_at;
  for (ptrdiff_t j = first_panel * NR; j < last_panel * NR && j < n; j += NR)
    NAME(pack_panel)(k, SMALLER(NR, n - j), b + j * b_column, b_row, b_column, packed + j * k);
}

ALWAYS_INLINE void NAME(clear_rows)(ptrdiff_t m, ptrdiff_t n, REAL *c, ptrdiff_t c_row) {
  for (ptrdiff_t i = 0; i < m; i++) memset(c + i * c_row, 0, (size_t)n * sizeof(REAL));
}
