#pragma once
// Registers of float64 for the household kernel, whatever their width. Included by kernel files alone, each compiled
// once per instruction set: everything is in an unnamed namespace and nothing comes from the standard library.

#ifndef HEARTHGRID_KERNEL
#error "compile with HEARTHGRID_KERNEL (namespace) and HEARTHGRID_KERNEL_WIDTH (float64 per register)"
#endif

namespace hearthgrid::run::HEARTHGRID_KERNEL {
namespace {

inline constexpr int WIDTH = HEARTHGRID_KERNEL_WIDTH;

using Vector = double __attribute__((vector_size(WIDTH * sizeof(double))));
using Integers = long __attribute__((vector_size(WIDTH * sizeof(double))));
// The attributes stand behind the name: behind the type, clang drops the alignment without a word.
using Unaligned __attribute__((vector_size(WIDTH * sizeof(double)), aligned(sizeof(double)), may_alias)) = double;
static_assert(alignof(Unaligned) == alignof(double) && sizeof(Unaligned) == sizeof(Vector));
static_assert(sizeof(Integers) == sizeof(Vector));

inline Vector load(const double* from) {
  return *reinterpret_cast<const Unaligned*>(from);
}
inline void store(double* to, Vector value) {
  *reinterpret_cast<Unaligned*>(to) = value;
}
inline Vector all(double value) {
  return value - Vector{};
}
inline Vector lesser(Vector a, Vector b) {
  return a < b ? a : b;
}
inline Vector greater(Vector a, Vector b) {
  return a > b ? a : b;
}
inline Vector positive(Vector a) {
  return greater(a, Vector{});
}

// x^y for normal x > 0 and |y log x| < 300: the steps of engine/base/fast_math.hpp, in registers.
inline __attribute__((always_inline)) Vector power(Vector x, double y) {
  constexpr long SQRT_HALF = 0x3fe6a09e667f3bcdL, ONE = 1023L << 52, INTEGER_MAKER = 0x4330000000000000L;
  constexpr double LN2_HIGH = 6.93147180369123816490e-01, LN2_LOW = 1.90821492927058770002e-10;
  const Integers bits = reinterpret_cast<Integers>(x);
  const Integers exponent = (bits - SQRT_HALF + ONE) >> 52;  // biased; x > 0, so that the shift's sign does not matter
  const Vector m = reinterpret_cast<Vector>(bits - (exponent << 52) + ONE);
  const Vector k = reinterpret_cast<Vector>(exponent | INTEGER_MAKER) - (0x1p52 + 1023.0);
  const Vector s = (m - 1.0) / (m + 1.0), s2 = s * s;
  Vector sum = all(1.0 / 21.0);
  for (int n = 19; n >= 3; n -= 2) sum = sum * s2 + 1.0 / n;
  const Vector log = k * LN2_HIGH + ((s + s) + ((s + s) * s2 * sum + k * LN2_LOW));
  const Vector e = log * y;
  const Vector shifted = e * 1.44269504088896340736 + 0x1.8p52;
  const Vector j = shifted - 0x1.8p52;
  const Vector r = (e - j * LN2_HIGH) - j * LN2_LOW;
  constexpr double INVERSE_FACTORIAL[] = {1.0 / 2,       1.0 / 6,        1.0 / 24,       1.0 / 120,
                                          1.0 / 720,     1.0 / 5040,     1.0 / 40320,    1.0 / 362880,
                                          1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600};
  Vector tail = all(INVERSE_FACTORIAL[10]);
  for (int n = 9; n >= 0; --n) tail = tail * r + INVERSE_FACTORIAL[n];
  const Vector fraction = 1.0 + (r + r * r * tail);
  const Integers scale = (reinterpret_cast<Integers>(shifted) << 52) + ONE;
  return fraction * reinterpret_cast<Vector>(scale);
}

}  // namespace
}  // namespace hearthgrid::run::HEARTHGRID_KERNEL
