// A few threads that wait for work: between two pieces that follow each other closely they spin, since waking a
// sleeping thread takes longer than a small network's whole training step; after that they sleep.

#include "MatrixKernels.h"
#include "SequenceKernels.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

#if defined(__x86_64__)
#define RELAX() __builtin_ia32_pause()
#elif defined(__aarch64__)
#define RELAX() __asm__ volatile("yield")
#else
#define RELAX() ((void)0)
#endif

enum { MOST_WORKERS = 63, WORKER_SPINS = 20000, CALLER_SPINS = 2000 };

// The round of work, how many parts it has and which is next, in one word: who changes the word from one part to
// the next owns that part, and a thread that comes late cannot take a part of a round that is over.
typedef uint64_t ticket;
#define TICKET(round, count, next) ((ticket)(round) << 32 | (ticket)(count) << 16 | (ticket)(next))
#define COUNT(t) ((t) >> 16 & 0xffff)
#define NEXT(t) ((t) & 0xffff)

static _Atomic ticket current;
static _Atomic ptrdiff_t finished;
static _Atomic int sleepers;
static _Atomic bool busy;
static mk_part body;
static void *context;
static int workers;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;

// Does parts of the round that is open until none is left.
static bool work(void) {
  bool any = false;
  ticket seen = atomic_load(&current);
  while (NEXT(seen) < COUNT(seen)) {
    if (!atomic_compare_exchange_weak(&current, &seen, seen + 1)) continue;
    body(context, (ptrdiff_t)NEXT(seen));
    atomic_fetch_add(&finished, 1);
    any = true;
    seen = atomic_load(&current);
  }
  return any;
}

static bool is_open(void) {
  const ticket seen = atomic_load(&current);
  return NEXT(seen) < COUNT(seen);
}

static void *wait_for_work(void *unused) {
  (void)unused;
  for (;;) {
    for (int spin = 0; spin < WORKER_SPINS; spin++) {
      if (work()) spin = 0;
      RELAX();
    }
    pthread_mutex_lock(&lock);
    atomic_fetch_add(&sleepers, 1);
    while (!is_open()) pthread_cond_wait(&arrived, &lock);
    atomic_fetch_sub(&sleepers, 1);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

int mk_most_threads(void) { return MOST_WORKERS + 1; }

// A copy of the process has no threads but the one that made it: it begins with none, and with no
// round open: the parts of one that was are its parent's.
static void forget_workers(void) {
  pthread_mutex_t fresh_lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t fresh_arrived = PTHREAD_COND_INITIALIZER;
  lock = fresh_lock;
  arrived = fresh_arrived;
  workers = 0;
  atomic_store(&current, TICKET(atomic_load(&current) >> 32, 0, 0));
  atomic_store(&sleepers, 0);
  atomic_store(&busy, false);
}

static void expect_copies(void) { pthread_atfork(NULL, NULL, forget_workers); }

static void add_workers(int wanted) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, expect_copies);
  if (wanted > MOST_WORKERS) wanted = MOST_WORKERS;
  while (workers < wanted) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for_work, NULL) != 0) return;
    pthread_detach(thread);
    workers++;
  }
}

void mk_fork(int threads, ptrdiff_t count, mk_part part, void *with) {
  bool idle = false;
  // Only one round is open at a time; who comes meanwhile does its parts itself.
  if (threads < 2 || count < 2 || count > 0xffff || !atomic_compare_exchange_strong(&busy, &idle, true)) {
    for (ptrdiff_t index = 0; index < count; index++) part(with, index);
    return;
  }
  add_workers(threads - 1);
  body = part;
  context = with;
  atomic_store(&finished, 0);
  const uint32_t round = (uint32_t)(atomic_load(&current) >> 32) + 1;
  atomic_store(&current, TICKET(round, count, 0));
  if (atomic_load(&sleepers) > 0) {
    pthread_mutex_lock(&lock);
    pthread_cond_broadcast(&arrived);
    pthread_mutex_unlock(&lock);
  }
  work();
  for (int spin = 0; atomic_load(&finished) < count; spin++) {
    if (spin < CALLER_SPINS)
      RELAX();
    else
      sched_yield();
  }
  atomic_store(&busy, false);
}

void mk_await(const ptrdiff_t *place, ptrdiff_t progress) {
  for (int spin = 0; __atomic_load_n(place, __ATOMIC_ACQUIRE) < progress; spin++) {
    if (spin < CALLER_SPINS)
      RELAX();
    else
      sched_yield();
  }
}
