// What is done number by number, and the sums, for one scalar type. REAL, NAME(x) and EPSILON are defined outside.

static void NAME(check_functions)(const mk_kernels *kernels, ptrdiff_t count) {
  static const REAL special[] = {0, -0.0, INFINITY, -INFINITY, NAN, (REAL)1e-30, (REAL)-1e-30};
  const ptrdiff_t specials = sizeof special / sizeof *special;
  REAL *const x = NAME(numbers)(count), *const out = NAME(numbers)(count);
  for (ptrdiff_t i = 0; i < count; i++) x[i] *= i % 3 == 0 ? 1 : i % 3 == 1 ? 20 : 120;
  for (ptrdiff_t i = 0; count > 20 && i < specials; i++) x[i + 3] = special[i];
  void (*const functions[])(ptrdiff_t, const void *, void *) = {kernels->exp, kernels->tanh, kernels->sigmoid};
  static const char *const names[] = {"exp", "tanh", "sigmoid"};
  for (int f = 0; f < 3; f++) {
    const REAL behind = out[count];
    functions[f](count, x, out);
    for (ptrdiff_t i = 0; i < count; i++) {
      const double wanted = f == 0 ? exp(x[i]) : f == 1 ? tanh(x[i]) : logistic(x[i]);
      // Denormal results have fewer digits, and beyond the largest number there is none.
      if ((REAL)wanted == (REAL)INFINITY) expect(names[f], out[i], INFINITY, 0);
      else expect(names[f], out[i], wanted, 4 * EPSILON * fabs(wanted) + 2 * SMALLEST);
      if (f == 1 && x[i] == 0) expect("the sign of tanh 0", signbit(out[i]) != 0, signbit(x[i]) != 0, 0);
    }
    expect("behind a function", out[count], behind, 0);
  }
  free(x), free(out);
}

static void NAME(check_sums)(const mk_kernels *kernels, ptrdiff_t count) {
  REAL *const x = NAME(numbers)(count), *const y = NAME(numbers)(count);
  double sum = 0, product = 0, sum_size = 0, product_size = 0, largest = x[0];
  for (ptrdiff_t i = 0; i < count; i++) {
    sum += x[i], sum_size += fabs((double)x[i]);
    product += (double)x[i] * y[i], product_size += fabs((double)x[i] * y[i]);
    largest = fmax(largest, x[i]);
  }
  expect("sum", kernels->sum(count, x), sum, 4 * EPSILON * sum_size);
  expect("dot", kernels->dot(count, x, y), product, 4 * EPSILON * product_size);
  expect("maximum", kernels->maximum(count, x), largest, 0);
  x[count / 2] = NAN;
  expect("maximum of what is no number", kernels->maximum(count, x), NAN, 0);
  free(x), free(y);
}

static void NAME(check_updates)(const mk_kernels *kernels, ptrdiff_t count) {
  const double factor = (REAL)0.3, rate = (REAL)0.01, decay = (REAL)0.9, square_decay = (REAL)0.999, correction = 1.5;
  REAL *const g = NAME(numbers)(count), *const y = NAME(numbers)(count), *const y_before = NAME(copy)(y, count);
  REAL *const m = NAME(numbers)(count), *const v = NAME(numbers)(count), *const x = NAME(numbers)(count);
  for (ptrdiff_t i = 0; i < count; i++) v[i] = 1 + v[i] / 2;
  REAL *const m_before = NAME(copy)(m, count), *const v_before = NAME(copy)(v, count);
  REAL *const x_before = NAME(copy)(x, count);
  kernels->axpy(count, factor, g, y);
  kernels->adam(count, rate, decay, square_decay, correction, 1e-8, g, m, v, x);
  for (ptrdiff_t i = 0; i < count; i++) {
    const double mean = decay * m_before[i] + (1 - decay) * g[i];
    const double square = square_decay * v_before[i] + (1 - square_decay) * g[i] * g[i];
    expect("axpy", y[i], y_before[i] + factor * g[i], 4 * EPSILON);
    expect("adam's mean", m[i], mean, 4 * EPSILON);
    expect("adam's square", v[i], square, 4 * EPSILON);
    expect("adam", x[i], x_before[i] - rate * mean / (sqrt(square) * correction + 1e-8), 8 * EPSILON);
  }
  expect("behind axpy", y[count], y_before[count], 0);
  expect("behind adam", x[count], x_before[count], 0);
  free(g), free(y), free(y_before), free(m), free(v), free(x), free(m_before), free(v_before), free(x_before);
}

static void NAME(check_rows)(const mk_kernels *kernels, ptrdiff_t rows, ptrdiff_t columns) {
  REAL *const x = NAME(numbers)(rows * columns), *const y = NAME(numbers)(rows * columns);
  REAL *const out = NAME(numbers)(rows * columns);
  for (ptrdiff_t i = 0; i < rows * columns; i++) y[i] += 3;
  const mk_layout layouts[] = {{columns, 1}, {0, 1}, {1, 0}};
  for (int form = 0; form < 36; form++) {
    const mk_layout a = layouts[form % 3], b = layouts[form / 3 % 3];
    const mk_operation operation = (mk_operation)(form / 9);
    const REAL behind = out[rows * columns];
    kernels->combine(operation, rows, columns, x, a, y, b, out);
    for (ptrdiff_t i = 0; i < rows; i++)
      for (ptrdiff_t j = 0; j < columns; j++) {
        const double p = x[i * a.row_stride + j * a.column_stride], q = y[i * b.row_stride + j * b.column_stride];
        const double values[] = {p + q, p - q, p * q, p / q};
        expect("combine", out[i * columns + j], values[operation], 8 * EPSILON);
      }
    expect("behind combine", out[rows * columns], behind, 0);
  }
  kernels->column_sums(rows, columns, x, out);
  for (ptrdiff_t j = 0; j < columns; j++) {
    double sum = 0;
    for (ptrdiff_t i = 0; i < rows; i++) sum += x[i * columns + j];
    expect("column_sums", out[j], sum, 4 * EPSILON * (double)rows);
  }
  free(x), free(y), free(out);
}

static void NAME(check_elements)(const mk_kernels *kernels) {
  for (ptrdiff_t count = 1; count < 100; count += count < 20 ? 1 : 13) {
    NAME(check_functions)(kernels, count);
    NAME(check_sums)(kernels, count);
    NAME(check_updates)(kernels, count);
    NAME(check_rows)(kernels, 1 + count % 4, count);
  }
}
