// The products for one scalar type, against sums in double. REAL, NAME(x) and EPSILON are defined outside.

static REAL *NAME(numbers)(ptrdiff_t count) {
  REAL *const result = malloc((size_t)(count + 1) * sizeof(REAL));
  for (ptrdiff_t i = 0; i <= count; i++) result[i] = (REAL)draw();
  return result;
}

static REAL *NAME(copy)(const REAL *x, ptrdiff_t count) {
  REAL *const result = malloc((size_t)(count + 1) * sizeof(REAL));
  memcpy(result, x, (size_t)(count + 1) * sizeof(REAL));
  return result;
}

// A factor: element (i, p) is start[i * row + p * column].
typedef struct {
  const REAL *start;
  ptrdiff_t row, column;
} NAME(factor);

// c (m × n, rows c_row apart) is a · b, added to what stood there before if asked; between its rows nothing changed.
static void NAME(expect_product)(const char *what, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, NAME(factor) a,
                                 NAME(factor) b, const REAL *before, const REAL *c, ptrdiff_t c_row,
                                 bool accumulate) {
  for (ptrdiff_t i = 0; i < m; i++)
    for (ptrdiff_t j = 0; j < c_row; j++) {
      const ptrdiff_t at = i * c_row + j;
      double sum = accumulate || j >= n ? before[at] : 0, magnitude = fabs(sum);
      for (ptrdiff_t p = 0; p < k && j < n; p++) {
        const double term = (double)a.start[i * a.row + p * a.column] * (double)b.start[p * b.row + j * b.column];
        sum += term;
        magnitude += fabs(term);
      }
      expect(what, c[at], sum, j < n ? 4 * EPSILON * magnitude : 0);
    }
}

static void NAME(check_matmul)(const mk_kernels *kernels, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  for (int form = 0; form < 8; form++) {
    const bool a_turned = form & 1, b_turned = form & 2, accumulate = form & 4;
    REAL *const a = NAME(numbers)(m * k), *const b = NAME(numbers)(k * n);
    REAL *const c = NAME(numbers)(m * n), *const before = NAME(copy)(c, m * n);
    kernels->matmul(m, n, k, a, a_turned, b, b_turned, c, accumulate);
    const NAME(factor) left = {a, a_turned ? 1 : k, a_turned ? m : 1};
    const NAME(factor) right = {b, b_turned ? 1 : n, b_turned ? k : 1};
    NAME(expect_product)("matmul", m, n, k, left, right, before, c, n, accumulate);
    expect("behind matmul", c[m * n], before[m * n], 0);
    free(a), free(b), free(c), free(before);
  }
}

// Three groups of m rows, with a row and some columns between them that belong to nobody.
static void NAME(check_packed)(const mk_kernels *kernels, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  const ptrdiff_t groups = 3, a_row = k + 2, c_row = n + 3, a_group = (m + 1) * a_row, c_group = (m + 1) * c_row;
  for (int form = 0; form < 4; form++) {
    const bool turned = form & 1, accumulate = form & 2;
    const ptrdiff_t count = kernels->packed_count(k, n), width = kernels->panel_width();
    const ptrdiff_t panels = (n + width - 1) / width;
    REAL *const a = NAME(numbers)(groups * a_group), *const b = NAME(numbers)(k * n);
    REAL *const c = NAME(numbers)(groups * c_group), *const before = NAME(copy)(c, groups * c_group);
    REAL *const packed = NAME(numbers)(count);
    const REAL behind = packed[count];
    const NAME(factor) right = {b, turned ? 1 : n, turned ? k : 1};
    kernels->pack(k, n, b, right.row, right.column, panels / 2, panels, packed);
    kernels->pack(k, n, b, right.row, right.column, 0, panels / 2, packed);
    expect("behind pack", packed[count], behind, 0);
    kernels->packed_product(groups, m, n, k, a, a_group, a_row, packed, c, c_group, c_row, accumulate);
    for (ptrdiff_t g = 0; g < groups; g++) {
      const NAME(factor) left = {a + g * a_group, a_row, 1};
      const ptrdiff_t at = g * c_group;
      NAME(expect_product)("packed_product", m, n, k, left, right, before + at, c + at, c_row, accumulate);
      for (ptrdiff_t j = 0; j < c_row; j++)
        expect("behind packed_product", c[at + m * c_row + j], before[at + m * c_row + j], 0);
    }
    free(a), free(b), free(c), free(before), free(packed);
  }
}

static void NAME(check_outer)(const mk_kernels *kernels, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  const ptrdiff_t a_row = m + 1, b_row = n + 2, c_row = n + 1;
  for (int accumulate = 0; accumulate < 2; accumulate++) {
    const ptrdiff_t count = kernels->outer_room(m, n, k);
    REAL *const a = NAME(numbers)(k * a_row), *const b = NAME(numbers)(k * b_row), *const room = NAME(numbers)(count);
    REAL *const c = NAME(numbers)(m * c_row), *const before = NAME(copy)(c, m * c_row);
    const REAL behind = room[count];
    kernels->outer_product(m, n, k, a, a_row, b, b_row, c, c_row, accumulate, room);
    const NAME(factor) left = {a, 1, a_row}, right = {b, b_row, 1};
    NAME(expect_product)("outer_product", m, n, k, left, right, before, c, c_row, accumulate);
    expect("behind outer_product's room", room[count], behind, 0);
    free(a), free(b), free(c), free(before), free(room);
  }
}

// y = x · b and y = b · x, with b (k × n) as it lies.
static void NAME(check_vectors)(const mk_kernels *kernels, ptrdiff_t n, ptrdiff_t k) {
  const ptrdiff_t b_row = n + 3, count = n > k ? n : k;
  for (int accumulate = 0; accumulate < 2; accumulate++) {
    REAL *const b = NAME(numbers)(k * b_row), *const x = NAME(numbers)(count);
    REAL *const y = NAME(numbers)(count), *const before = NAME(copy)(y, count);
    const NAME(factor) row = {x, 0, 1}, column = {x, 1, 0}, matrix = {b, b_row, 1};
    kernels->row_product(k, n, x, b, b_row, y, accumulate);
    NAME(expect_product)("row_product", 1, n, k, row, matrix, before, y, n, accumulate);
    expect("behind row_product", y[n], before[n], 0);
    memcpy(y, before, (size_t)(count + 1) * sizeof(REAL));
    kernels->column_product(k, n, b, b_row, x, y, accumulate);
    NAME(expect_product)("column_product", k, 1, n, matrix, column, before, y, 1, accumulate);
    expect("behind column_product", y[k], before[k], 0);
    free(b), free(x), free(y), free(before);
  }
}

// Sizes on both sides of every edge of a tile, a panel and a block.
static void NAME(check_products)(const mk_kernels *kernels) {
  static const ptrdiff_t sizes[][3] = {{1, 1, 1},    {2, 3, 4},    {5, 65, 7},    {8, 28, 64}, {11, 33, 31}, {12, 8, 0},
                                       {13, 9, 257}, {7, 31, 512}, {25, 17, 513}, {150, 7, 3}, {24, 16, 5},
                                       {37, 4, 130}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    const ptrdiff_t m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
    NAME(check_matmul)(kernels, m, n, k);
    NAME(check_packed)(kernels, m, n, k);
    NAME(check_outer)(kernels, m, n, k);
    NAME(check_vectors)(kernels, n, m);
    NAME(check_vectors)(kernels, k + 1, n);
  }
}
