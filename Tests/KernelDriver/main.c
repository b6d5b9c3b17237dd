// Holds every kernel of this processor against plain loops in double, and shows that each is looked at: with a table in
// which it does nothing, there are faults. It needs no Swift, so that it runs where only C can be compiled for.

#include "Driver.h"

#define JOIN_(x, type) x##_##type
#define JOIN(x, type) JOIN_(x, type)

#define REAL float
#define NAME(x) JOIN(x, f32)
#define EPSILON 1.2e-7
#define SMALLEST 1.2e-38
#include "ProductChecks.h"
#include "ElementChecks.h"
#include "SequenceChecks.h"
#undef REAL
#undef NAME
#undef EPSILON
#undef SMALLEST

#define REAL double
#define NAME(x) JOIN(x, f64)
#define EPSILON 2.3e-16
#define SMALLEST 2.3e-308
#include "ProductChecks.h"
#include "ElementChecks.h"
#include "SequenceChecks.h"

static void check_f32(const mk_kernels *kernels) {
  check_products_f32(kernels);
  check_elements_f32(kernels);
  check_sequences_f32(&kernels->sequence);
}

static void check_f64(const mk_kernels *kernels) {
  check_products_f64(kernels);
  check_elements_f64(kernels);
  check_sequences_f64(&kernels->sequence);
}

// What threads share: the sum of the parts' numbers, and one part that waits for another.
typedef struct {
  ptrdiff_t sum, place, is_late;
} shared_work;

static void add_part(void *context, ptrdiff_t index) {
  __atomic_fetch_add(&((shared_work *)context)->sum, index + 1, __ATOMIC_RELAXED);
}

static void announce_or_await(void *context, ptrdiff_t index) {
  shared_work *const work = context;
  if (index > 0) {
    mk_await(&work->place, 1);
    work->is_late = work->sum != 1;
  } else {
    work->sum = 1;
    mk_announce(&work->place, 1);
  }
}

static void check_forks(void) {
  for (int round = 0; round < 300; round++) {
    shared_work work = {0, 0, 0};
    const ptrdiff_t count = 1 + round % 17;
    mk_fork(1 + round % 4, count, add_part, &work);
    expect("mk_fork", (double)work.sum, (double)(count * (count + 1) / 2), 0);
    shared_work pair = {0, 0, 1};
    mk_fork(2, 2, announce_or_await, &pair);
    expect("mk_await", (double)pair.is_late, 0, 0);
  }
}

static void do_nothing(void) {}

// How many kernels of a table can be left out unnoticed. The numbers of the checks are drawn, and a kernel that counts
// room has to be there for memory to be taken, so those are left alone.
static int unnoticed(const mk_kernels *kernels, void (*check)(const mk_kernels *)) {
  typedef void (*any_kernel)(void);
  union {
    mk_kernels kernels;
    any_kernel all[sizeof(mk_kernels) / sizeof(any_kernel)];
  } table;
  const size_t counting[] = {offsetof(mk_kernels, panel_width), offsetof(mk_kernels, packed_count),
                             offsetof(mk_kernels, outer_room)};
  int missed = 0;
  for (size_t place = 0; place < sizeof table.all / sizeof *table.all; place++) {
    bool counts_room = false;
    for (size_t i = 0; i < 3; i++) counts_room = counts_room || place * sizeof(any_kernel) == counting[i];
    if (counts_room) continue;
    table.kernels = *kernels;
    table.all[place] = do_nothing;
    counts = (tally){0, 0, true};
    check(&table.kernels);
    if (counts.faults > 0) continue;
    printf("kernel %zu of the table is not looked at\n", place);
    missed++;
  }
  return missed;
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  check_f32(mk_kernels_f32());
  check_f64(mk_kernels_f64());
  check_forks();
  expect("the peak", mk_peak_operations_f32(100) > 0, 1, 0);
  const tally all = counts;
  const int missed = unnoticed(mk_kernels_f32(), check_f32) + unnoticed(mk_kernels_f64(), check_f64);
  printf("%s: %ld numbers, %ld of them wrong; %d kernels not looked at\n", mk_level_name(mk_chosen_level()), all.checks,
         all.faults, missed);
  return all.faults > 0 || missed > 0;
}
