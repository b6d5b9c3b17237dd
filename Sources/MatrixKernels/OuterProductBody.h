// The product of a weight's gradient, aᵀ · b, summed over many rows of a and b. Part of KernelBody.h.
//
// Both factors are packed by blocks of DEPTH rows: of a, every row of c that the second-level cache has room for;
// of b, the one panel in use.

#define HEIGHT (64 * MR)

static ptrdiff_t NAME(outer_room)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  (void)n;
  return SMALLER(k, DEPTH) * (SMALLER(m, HEIGHT) + NR) + VL;
}

// Rows first..<first + m of aᵀ in tiles of [k][rows], as equal as can be.
static void NAME(pack_left)(ptrdiff_t m, ptrdiff_t k, const REAL *a, ptrdiff_t a_row, REAL *packed) {
  for (ptrdiff_t i = 0, rows; i < m; i += rows) {
    rows = NAME(tile_rows)(m - i);
    for (ptrdiff_t p = 0; p < k; p++, packed += rows)
      memcpy(packed, a + p * a_row + i, (size_t)rows * sizeof(REAL));
  }
}

// Element (p, j) of b is b[p * b_row + j * b_column].
static void NAME(outer_blocks)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,
                               const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column, REAL *c, ptrdiff_t c_row,
                               bool accumulate, REAL *room) {
  REAL *const panel = room, *const left = room + SMALLER(k, DEPTH) * NR;
  for (ptrdiff_t first = 0; first < m; first += HEIGHT) {
    const ptrdiff_t height = SMALLER(HEIGHT, m - first);
    for (ptrdiff_t p = 0; p < k; p += DEPTH) {
      const ptrdiff_t depth = SMALLER(DEPTH, k - p);
      NAME(pack_left)(height, depth, a + p * a_row + first, a_row, left);
      for (ptrdiff_t j = 0; j < n; j += NR) {
        const ptrdiff_t columns = SMALLER(NR, n - j);
        NAME(pack_panel)(depth, columns, b + p * b_row + j * b_column, b_row, b_column, panel);
        for (ptrdiff_t i = 0, rows; i < height; i += rows) {
          rows = NAME(tile_rows)(height - i);
          NAME(tile_of_packed)(rows, depth, left + i * depth, panel, NAME(whole_vectors)(columns),
                               c + (first + i) * c_row + j, c_row, columns, accumulate || p > 0);
        }
      }
    }
  }
}

static void NAME(outer_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,
                                const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row, bool accumulate,
                                REAL *room) {
  if (k == 0 && !accumulate) NAME(clear_rows)(m, n, c, c_row);
  NAME(outer_blocks)(m, n, k, a, a_row, b, b_row, 1, c, c_row, accumulate, room);
}

#undef HEIGHT
