// What the checks of both scalar types share: drawn numbers, and the comparison that counts.

#pragma once

#include "MatrixKernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  long checks, faults;
  // Whether faults are wanted, and need no line each.
  bool is_quiet;
} tally;

static tally counts;

// Uniform from ±1, by splitmix64.
static double draw(void) {
  static uint64_t state = 7;
  uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return (double)((z ^ z >> 31) >> 11) / (1ll << 52) - 1;
}

// Holds a number against the one that it should be; of two that are no numbers, neither is wrong.
static void expect(const char *what, double got, double wanted, double tolerance) {
  counts.checks++;
  if (got == wanted || (isnan(got) && isnan(wanted)) || fabs(got - wanted) <= tolerance) return;
  if (counts.faults++ < 20 && !counts.is_quiet) printf("%s: %.17g, not %.17g\n", what, got, wanted);
}

static double logistic(double x) { return 1 / (1 + exp(-x)); }
