// The register tile of every product, and how rows are shared out to tiles. Part of KernelBody.h.
//
// A sum over k is cut into blocks of DEPTH. A block is summed from zero in the order of k and then added to c,
// in every tile alike. So an element's bits depend on its row of a, its column of b and k, and on nothing else:
// neither on the tile that computes it nor on what is computed beside it.

#define NR (NV * VL)
#define DEPTH 256
#define SMALLER(x, y) ((x) < (y) ? (x) : (y))
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// A vector of `count` < VL elements that have nothing of c beside them.
ALWAYS_INLINE void NAME(store_part)(REAL *c, ptrdiff_t count, VECTOR v, bool accumulate) {
  for (ptrdiff_t l = 0; l < count; l++) c[l] = accumulate ? c[l] + v[l] : v[l];
}

ALWAYS_INLINE void NAME(store)(REAL *c, ptrdiff_t count, VECTOR v, bool accumulate) {
  if (count >= VL) STORE(c, accumulate ? LOAD(c) + v : v);
  else NAME(store_part)(c, count, v, accumulate);
}

// c [ROWS, columns] (+)= a [ROWS, k] · b [k, VECTORS · VL] with k ≤ DEPTH; element (i, p) of a is
// a[i * a_row + p * a_column]. ROWS and VECTORS are constants at every call, so that the sums live in registers.
ALWAYS_INLINE void NAME(tile)(const int ROWS, const int VECTORS, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,
                              ptrdiff_t a_column, const REAL *b, ptrdiff_t b_row, REAL *c, ptrdiff_t c_row,
                              ptrdiff_t columns, bool accumulate) {
  VECTOR sums[MR][NV];
  UNROLL for (int i = 0; i < ROWS; i++)
    UNROLL for (int j = 0; j < VECTORS; j++) {
      sums[i][j] = (VECTOR)(REAL)0;
      __builtin_prefetch(c + i * c_row + j * VL, 1);
    }
  for (ptrdiff_t p = 0; p < k; p++) {
    VECTOR right[NV];
    UNROLL for (int j = 0; j < VECTORS; j++) right[j] = LOAD(b + p * b_row + j * VL);
    UNROLL for (int i = 0; i < ROWS; i++) {
      const VECTOR left = a[i * a_row + p * a_column];
      UNROLL for (int j = 0; j < VECTORS; j++) sums[i][j] += left * right[j];
    }
  }
  UNROLL for (int i = 0; i < ROWS; i++)
    UNROLL for (int j = 0; j < VECTORS; j++)
      NAME(store)(c + i * c_row + j * VL, columns - j * VL, sums[i][j], accumulate);
}

#define TILE(ROWS, VECTORS)                                                                              \
  case ROWS:                                                                                             \
    if (left_is_packed)                                                                                  \
      NAME(tile)(ROWS, VECTORS, k, a, 1, ROWS, b, b_row, c, c_row, columns, accumulate);                 \
    else                                                                                                 \
      NAME(tile)(ROWS, VECTORS, k, a, a_row, 1, b, b_row, c, c_row, columns, accumulate);                \
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
#undef TILE
#undef TILES

// The rows of the next tile when `rest` rows are left: the fewest tiles, as equal as can be.
ALWAYS_INLINE ptrdiff_t NAME(tile_rows)(ptrdiff_t rest) {
  const ptrdiff_t tiles = (rest + MR - 1) / MR;
  return (rest + tiles - 1) / tiles;
}
