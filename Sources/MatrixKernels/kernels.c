#include "MatrixKernels.h"
