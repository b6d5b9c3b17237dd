#ifndef MATRIX_KERNELS_H
#define MATRIX_KERNELS_H
#endif
