// The first `count` < VL elements of a vector, where nothing beside them may be touched. Part of KernelBody.h.

#ifdef HAS_LANE_MASKS

ALWAYS_INLINE VECTOR NAME(load_part)(const REAL *x, ptrdiff_t count) {
  return (VECTOR)MASKED_LOAD((1u << count) - 1, x);
}

ALWAYS_INLINE void NAME(store_part)(REAL *x, ptrdiff_t count, VECTOR v) {
  MASKED_STORE(x, (1u << count) - 1, v);
}

#else

__attribute__((noinline)) static VECTOR NAME(load_part)(const REAL *x, ptrdiff_t count) {
  VECTOR v = 0;
  for (ptrdiff_t l = 0; l < count; l++) v[l] = x[l];
  return v;
}

__attribute__((noinline)) static void NAME(store_part)(REAL *x, ptrdiff_t count, VECTOR v) {
  for (ptrdiff_t l = 0; l < count; l++) x[l] = v[l];
}

#endif

// Up to a whole vector.
ALWAYS_INLINE VECTOR NAME(load_some)(const REAL *x, ptrdiff_t count) {
  return count >= VL ? LOAD(x) : NAME(load_part)(x, count);
}

ALWAYS_INLINE void NAME(store_some)(REAL *x, ptrdiff_t count, VECTOR v) {
  if (count >= VL) STORE(x, v);
  else NAME(store_part)(x, count, v);
}
