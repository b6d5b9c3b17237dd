// The product of a weight's gradient, aᵀ · b, summed over many rows of a and b. Part of KernelBody.h.
//
// Both factors are packed by blocks of OUTER_DEPTH rows: of a, as many columns as the second-level cache has room
// for; of b, the one panel in use, while its successor is fetched from afar.

#define OUTER_DEPTH 256
#define HEIGHT (44 * MR)

// The first m columns of a: tiles of [k][rows], each of MR rows but the last. A few rows of a at a time, so that
// both sides are touched in long runs.
static void NAME(pack_left)(ptrdiff_t m, ptrdiff_t k, const REAL *a, ptrdiff_t a_row, REAL *packed) {
  for (ptrdiff_t first = 0; first < k; first += 8) {
    const ptrdiff_t end = SMALLER(first + 8, k);
    ptrdiff_t i = 0;
    for (; i + MR <= m; i += MR)
      for (ptrdiff_t p = first; p < end; p++) {
        __builtin_prefetch(a + (p + 16) * a_row + i);
        memcpy(packed + i * k + p * MR, a + p * a_row + i, MR * sizeof(REAL));
      }
    const ptrdiff_t rest = m - i;
    NAME(copy_rows)(end - first, rest, a + first * a_row + i, a_row, packed + i * k + first * rest, rest, false);
  }
}

// A block of rows of b: element (p, j) is start[p * row + j * column].
typedef struct {
  const REAL *start;
  ptrdiff_t row, column;
} NAME(right_rows);

// Fetches some rows of the next panel to the second-level cache: they are too far apart to be foreseen.
ALWAYS_INLINE void NAME(fetch_rows)(ptrdiff_t rows, const REAL *start, ptrdiff_t row) {
  for (ptrdiff_t r = 0; r < rows; r++)
    for (size_t line = 0; line < NR; line += 64 / sizeof(REAL)) __builtin_prefetch(start + r * row + line, 0, 2);
}

// Every tile of one panel. The first packs it while it multiplies; all fetch a share of the next one.
static void NAME(outer_panel)(ptrdiff_t m, ptrdiff_t k, const REAL *left, NAME(right_rows) b, ptrdiff_t columns,
                              bool has_next, REAL *panel, REAL *c, ptrdiff_t c_row, bool accumulate) {
  const ptrdiff_t width = NAME(whole_vectors)(columns), tiles = (m + MR - 1) / MR;
  const bool packs = b.column == 1 && columns == NR && m >= MR;
  if (!packs) NAME(pack_panel)(k, columns, b.start, b.row, b.column, panel);
  for (ptrdiff_t tile = 0; tile < tiles; tile++) {
    const ptrdiff_t i = tile * MR, first = k * tile / tiles;
    if (has_next && b.column == 1)
      NAME(fetch_rows)(k * (tile + 1) / tiles - first, b.start + first * b.row + NR, b.row);
    if (packs && tile == 0)
      NAME(tile_and_pack)(k, left, b.start, b.row, panel, c, c_row, accumulate);
    else
      NAME(tile_of_packed)(SMALLER(MR, m - i), k, left + i * k, panel, width, c + i * c_row, c_row, columns,
                           accumulate);
  }
}

static void NAME(outer_blocks)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const REAL *a, ptrdiff_t a_row,
                               const REAL *b, ptrdiff_t b_row, ptrdiff_t b_column, REAL *c, ptrdiff_t c_row,
                               bool accumulate, REAL *room) {
  REAL *const panel = room, *const left = room + SMALLER(k, OUTER_DEPTH) * NR;
  for (ptrdiff_t p = 0; p < k; p += OUTER_DEPTH) {
    const ptrdiff_t depth = SMALLER(OUTER_DEPTH, k - p);
    for (ptrdiff_t first = 0; first < m; first += HEIGHT) {
      const ptrdiff_t height = SMALLER(HEIGHT, m - first);
      NAME(pack_left)(height, depth, a + p * a_row + first, a_row, left);
      for (ptrdiff_t j = 0; j < n; j += NR) {
        const NAME(right_rows) right = {b + p * b_row + j * b_column, b_row, b_column};
        NAME(outer_panel)(height, depth, left, right, SMALLER(NR, n - j), j + NR < n, panel,
                          c + first * c_row + j, c_row, accumulate || p > 0);
      }
    }
  }
}

// A narrow c is computed as (bᵀ · a)ᵀ if the sum is long enough to pay for turning it: its many rows fill
// vectors, and its columns need not. Every element is summed as it is otherwise, so its bits stay the same.
static bool NAME(is_narrow)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) { return n < m && n <= 128 && k >= 128; }

// Enough for every k up to this one.
static ptrdiff_t NAME(outer_room)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  const ptrdiff_t turned = NAME(is_narrow)(m, n, k) ? n * NAME(whole_vectors)(m) : 0;
  return SMALLER(k, OUTER_DEPTH) * (SMALLER(m, HEIGHT) + NR) + turned;
}

static void NAME(outer_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a_at, ptrdiff_t a_row,
                                const void *b_at, ptrdiff_t b_row, void *c_at, ptrdiff_t c_row, bool accumulate,
                                void *room_at) {
  const REAL *const a = a_at; const REAL *const b = b_at; REAL *const c = c_at; REAL *const room = room_at;
  if (k == 0 && !accumulate) NAME(clear_rows)(m, n, c, c_row);
  if (k == 0) return;
  if (!NAME(is_narrow)(m, n, k))
    return NAME(outer_blocks)(m, n, k, a, a_row, b, b_row, 1, c, c_row, accumulate, room);
  const ptrdiff_t width = NAME(whole_vectors)(m);
  REAL *const turned = room, *const rest = room + n * width;
  if (accumulate) NAME(transpose_rows)(m, n, c, c_row, turned, width, true);
  NAME(outer_blocks)(n, m, k, b, b_row, a, a_row, 1, turned, width, accumulate, rest);
  NAME(transpose_rows)(n, m, turned, width, c, c_row, false);
}

#undef OUTER_DEPTH
#undef HEIGHT
