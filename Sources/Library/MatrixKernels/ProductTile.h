// The register tile of every product, and how rows are shared out to tiles. Part of KernelBody.h.
//
// A sum over k is cut into blocks of DEPTH. A block is summed from zero in the order of k and then added to c,
// in every tile alike. So an element's bits depend on its row of a, its column of b and k, and on nothing else:
// neither on the tile that computes it nor on what is computed beside it.

#define DEPTH 512

// c [ROWS, columns] (+)= a [ROWS, k] · b [k, VECTORS · VL] with k ≤ DEPTH; element (i, p) of a is
// a[i * a_row + p * a_column]. ROWS and VECTORS are constants at every call, so that the sums live in registers.
// A tile may lay b out as a panel for the tiles after it.
ALWAYS_INLINE void NAME(tile)(const int ROWS, const int VECTORS, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,
                              ptrdiff_t a_column, const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row,
                              ptrdiff_t columns, bool accumulate, REAL *panel) {
  VECTOR sums[MR][NV];
  UNROLL for (int i = 0; i < ROWS; i++)
    UNROLL for (int j = 0; j < VECTORS; j++) {
      sums[i][j] = (VECTOR)(REAL)0;
      __builtin_prefetch(c + i * c_row + j * VL, 1);
    }
  IN_ROUNDS for (ptrdiff_t p = 0; p < k; p++) {
    VECTOR right[NV];
    UNROLL for (int j = 0; j < VECTORS; j++) {
      right[j] = LOAD(b + p * b_row + j * VL);
      if (!panel) continue;
      STORE(panel + p * NR + j * VL, right[j]);
      __builtin_prefetch(b + (p + 32) * b_row + j * VL);
    }
    UNROLL for (int i = 0; i < ROWS; i++) {
      const VECTOR left = a[i * a_row + p * a_column];
      UNROLL for (int j = 0; j < VECTORS; j++) sums[i][j] += left * right[j];
    }
  }
  const ptrdiff_t last = columns - (VECTORS - 1) * VL;
  UNROLL for (int i = 0; i < ROWS; i++) {
    REAL *const row = c + i * c_row;
    UNROLL for (int j = 0; j < VECTORS - 1; j++)
      STORE(row + j * VL, accumulate ? LOAD(row + j * VL) + sums[i][j] : sums[i][j]);
    REAL *const end = row + (VECTORS - 1) * VL;
    const VECTOR sum = sums[i][VECTORS - 1];
    NAME(store_some)(end, last, accumulate ? NAME(load_some)(end, last) + sum : sum);
  }
}

#define TILE(ROWS, VECTORS)                                                                              \
  case ROWS:                                                                                             \
    if (left_is_packed)                                                                                  \
      NAME(tile)(ROWS, VECTORS, k, a, 1, ROWS, b, b_row, c, c_row, columns, accumulate, NULL);           \
    else                                                                                                 \
      NAME(tile)(ROWS, VECTORS, k, a, a_row, 1, b, b_row, c, c_row, columns, accumulate, NULL);          \
    break;
#if MR > 6
#define TILES(VECTORS)                                                                                   \
  TILE(1, VECTORS) TILE(2, VECTORS) TILE(3, VECTORS) TILE(4, VECTORS) TILE(5, VECTORS) TILE(6, VECTORS)  \
  TILE(7, VECTORS) TILE(8, VECTORS) TILE(9, VECTORS) TILE(10, VECTORS) TILE(11, VECTORS) TILE(12, VECTORS)
#elif MR > 4
#define TILES(VECTORS) \
  TILE(1, VECTORS) TILE(2, VECTORS) TILE(3, VECTORS) TILE(4, VECTORS) TILE(5, VECTORS) TILE(6, VECTORS)
#else
#define TILES(VECTORS) TILE(1, VECTORS) TILE(2, VECTORS) TILE(3, VECTORS) TILE(4, VECTORS)
#endif

// One tile of up to MR rows and NR columns. A packed left factor is [k][rows]; one in place has rows a_row apart.
ALWAYS_INLINE void NAME(any_tile)(const bool left_is_packed, ptrdiff_t rows, ptrdiff_t k, const REAL *a,
                                  ptrdiff_t a_row, const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row,
                                  ptrdiff_t columns, bool accumulate) {
  if (columns > VL) {
    switch (rows) { TILES(2) }
  } else {
    switch (rows) { TILES(1) }
  }
}

static void NAME(tile_in_place)(ptrdiff_t rows, ptrdiff_t k, const REAL *a, ptrdiff_t a_row, const REAL *b,
                                ptrdiff_t b_row, REAL *c, ptrdiff_t c_row, ptrdiff_t columns, bool accumulate) {
  NAME(any_tile)(false, rows, k, a, a_row, b, b_row, c, c_row, columns, accumulate);
}

static void NAME(tile_of_packed)(ptrdiff_t rows, ptrdiff_t k, const REAL *a, const REAL *b, ptrdiff_t b_row,
                                 REAL *c, ptrdiff_t c_row, ptrdiff_t columns, bool accumulate) {
  NAME(any_tile)(true, rows, k, a, 0, b, b_row, c, c_row, columns, accumulate);
}

// A full tile that reads b as it lies and leaves it packed.
static void NAME(tile_and_pack)(ptrdiff_t k, const REAL *a, const REAL *b, ptrdiff_t b_row, REAL *panel, REAL *c,
                                ptrdiff_t c_row, bool accumulate) {
  NAME(tile)(MR, NV, k, a, 1, MR, b, b_row, c, c_row, NR, accumulate, panel);
}
#undef TILE
#undef TILES

// The rows of the next tile when `rest` rows are left: the fewest tiles, as equal as can be.
ALWAYS_INLINE ptrdiff_t NAME(tile_rows)(ptrdiff_t rest) {
  const ptrdiff_t tiles = (rest + MR - 1) / MR;
  return (rest + tiles - 1) / tiles;
}
