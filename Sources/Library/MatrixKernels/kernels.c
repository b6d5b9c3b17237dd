// The choice among the kernels of all instruction sets.
//
// What the processor can do is asked once at run time, so a plain build runs at full speed on each machine.

#include "KernelTables.h"

#pragma mark the choice

static mk_level best_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return MK_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return MK_AVX2;
#endif
  return MK_PORTABLE;
}

const char *mk_level_name(mk_level level) {
  static const char *const names[] = {"portable", "avx2", "avx512"};
  return names[level];
}

static mk_level find_level(void) {
  const mk_level best = best_level();
  const char *const wish = getenv("COURSE_KERNELS");
  for (mk_level level = MK_PORTABLE; wish && level < best; level++) {
    if (strcmp(wish, mk_level_name(level)) == 0) return level;
  }
  return best;
}

static _Atomic int known_level = -1;

// Every thread that finds it unset computes the same value, so a relaxed race is harmless.
mk_level mk_chosen_level(void) {
  int level = known_level;
  if (level < 0) known_level = level = (int)find_level();
  return (mk_level)level;
}

bool mk_use_level(mk_level level) {
  if (level > best_level()) return false;
  known_level = (int)level;
  return true;
}

#if defined(__x86_64__)
#define ALL_LEVELS(SUFFIX) {&kernels_##SUFFIX##_portable, &kernels_##SUFFIX##_avx2, &kernels_##SUFFIX##_avx512}
#else
#define ALL_LEVELS(SUFFIX) {&kernels_##SUFFIX##_portable}
#endif

const mk_kernels *mk_kernels_f32(void) {
  static const mk_kernels *const all[] = ALL_LEVELS(f32);
  return all[mk_chosen_level()];
}

const mk_kernels *mk_kernels_f64(void) {
  static const mk_kernels *const all[] = ALL_LEVELS(f64);
  return all[mk_chosen_level()];
}
