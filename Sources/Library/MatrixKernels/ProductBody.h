// Products with a right factor: packed once for many products, or as it lies. Part of KernelBody.h.

#define ROW_BLOCK 96

// Every row of one group against one block of a panel.
ALWAYS_INLINE void NAME(rows_by_block)(ptrdiff_t m, ptrdiff_t k, const REAL *a, ptrdiff_t a_row, const REAL *b,
                                       ptrdiff_t b_row, REAL *c, ptrdiff_t c_row, ptrdiff_t columns,
                                       bool accumulate) {
  for (ptrdiff_t i = 0, rows; i < m; i += rows) {
    rows = NAME(tile_rows)(m - i);
    NAME(tile_in_place)(rows, k, a + i * a_row, a_row, b, b_row, c + i * c_row, c_row, columns, accumulate);
  }
}

// A panel stays in the first-level cache while the rows of all groups pass by.
static void NAME(packed_groups)(ptrdiff_t groups, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a,
                                ptrdiff_t a_group, ptrdiff_t a_row, const REAL *packed, REAL *c,
                                ptrdiff_t c_group, ptrdiff_t c_row, bool accumulate) {
  for (ptrdiff_t j = 0; j < n; j += NR) {
    const ptrdiff_t columns = SMALLER(NR, n - j), width = NAME(whole_vectors)(columns);
    for (ptrdiff_t p = 0; p < k; p += DEPTH) {
      const REAL *const block = packed + j * k + p * width;
      for (ptrdiff_t g = 0; g < groups; g++)
        NAME(rows_by_block)(m, SMALLER(DEPTH, k - p), a + g * a_group + p, a_row, block, width,
                            c + g * c_group + j, c_row, columns, accumulate || p > 0);
    }
  }
}

// Rows go by in blocks that the second-level cache holds, so that each panel meets them there.
static void NAME(packed_product)(ptrdiff_t groups, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a_at,
                                 ptrdiff_t a_group, ptrdiff_t a_row, const void *packed_at, void *c_at,
                                 ptrdiff_t c_group, ptrdiff_t c_row, bool accumulate) {
  const REAL *const a = a_at; const REAL *const packed = packed_at; REAL *const c = c_at;
  if (a_group == m * a_row && c_group == m * c_row) {
    m *= groups;
    groups = 1;
  }
  if (k == 0 && !accumulate)
    for (ptrdiff_t g = 0; g < groups; g++) NAME(clear_rows)(m, n, c + g * c_group, c_row);
  if (m == 0) return;
  const ptrdiff_t at_once = m < ROW_BLOCK ? ROW_BLOCK / m : 1;
  for (ptrdiff_t g = 0; g < groups; g += at_once)
    for (ptrdiff_t i = 0; i < m; i += ROW_BLOCK)
      NAME(packed_groups)(SMALLER(at_once, groups - g), SMALLER(ROW_BLOCK, m - i), n, k,
                          a + g * a_group + i * a_row, a_group, a_row, packed, c + g * c_group + i * c_row,
                          c_group, c_row, accumulate);
}

// Full panels of an untransposed b are read in place where too few rows share them to pay for packing.
static void NAME(product_by_rows)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, const REAL *b,
                                  bool transpose_b, REAL *c, bool accumulate) {
  const ptrdiff_t b_row = transpose_b ? 1 : n, b_column = transpose_b ? k : 1;
  const bool in_place = !transpose_b && m <= 4 * MR;
  REAL panel[DEPTH * NR] __attribute__((aligned(64)));
  for (ptrdiff_t p = 0; p < k; p += DEPTH) {
    const ptrdiff_t depth = SMALLER(DEPTH, k - p);
    for (ptrdiff_t j = 0; j < n; j += NR) {
      const ptrdiff_t columns = SMALLER(NR, n - j);
      const bool packs = !in_place || columns < NR;
      const REAL *const source = b + p * b_row + j * b_column;
      if (packs) NAME(pack_panel)(depth, columns, source, b_row, b_column, panel);
      NAME(rows_by_block)(m, depth, a + p, k, packs ? panel : source, packs ? NAME(whole_vectors)(columns) : n,
                          c + j, n, columns, accumulate || p > 0);
    }
  }
}

static void NAME(matmul)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a_at, bool transpose_a,
                         const void *b_at, bool transpose_b, void *c_at, bool accumulate) {
  const REAL *const a = a_at; const REAL *const b = b_at; REAL *const c = c_at;
  if (k == 0 && !accumulate) NAME(clear_rows)(m, n, c, n);
  if (m == 0 || n == 0 || k == 0) return;
  if (m == 1)
    return transpose_b ? NAME(column_product)(n, k, b, k, a, c, accumulate)
                       : NAME(row_product)(k, n, a, b, n, c, accumulate);
  if (!transpose_a) return NAME(product_by_rows)(m, n, k, a, b, transpose_b, c, accumulate);
  REAL *const room = malloc((size_t)NAME(outer_room)(m, n, k) * sizeof(REAL));
  if (!room) abort();
  if (transpose_b) NAME(outer_blocks)(m, n, k, a, m, b, 1, k, c, n, accumulate, room);
  else NAME(outer_product)(m, n, k, a, m, b, n, c, n, accumulate, room);
  free(room);
}

#undef ROW_BLOCK
