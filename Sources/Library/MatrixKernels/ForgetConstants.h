// Clears what FloatConstants.h and DoubleConstants.h define, for the next inclusion.
#undef REAL
#undef INTEGER
#undef NAME
#undef MANTISSA_BITS
#undef EXPONENT_BIAS
#undef ROUNDER
#undef LN2_HIGH
#undef LN2_LOW
#undef EXP_LOWEST
#undef EXP_HIGHEST
#undef EXP_TERMS
#undef INVERSE_FACTORIALS
#undef SQUARE_ROOT
#undef LOGARITHM
#undef MASKED_LOAD
#undef MASKED_STORE
#undef EXP_NORMAL
