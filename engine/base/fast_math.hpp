#pragma once
// exp, log and pow on doubles whose bits depend on nothing but the arguments: a fixed order of additions and
// multiplications, no C library, no fused operations (the build forbids contraction outside the kernels). All branches
// are selections, so the compiler may put a loop over them into vector registers without changing a bit.
//
// exp: x = k ln 2 + r, |r| <= ln 2 / 2, Taylor polynomial of degree 13 in r (remainder below 5e-18), scaled by 2^k.
// log: x = 2^k m with m in [sqrt(1/2), sqrt(2)), log m = 2 atanh(s), s = (m - 1) / (m + 1), odd series to s^21.
// The split of ln 2 in a part with trailing zeros and a rest is that of fdlibm (Sun Microsystems, 1993).
//
// Relative errors, tested against the C library: exp and log below 4e-16, pow below 1e-14 where |y log x| < 20.

#include <bit>
#include <cstdint>

namespace hearthgrid {

constexpr double LN2_HIGH = 6.93147180369123816490e-01;  ///< ln 2 without its last 32 bits: exact times any exponent
constexpr double LN2_LOW = 1.90821492927058770002e-10;   ///< ln 2 - LN2_HIGH
constexpr double INVERSE_LN2 = 1.44269504088896340736;
constexpr uint64_t EXPONENT_OF_ONE = uint64_t{1023} << 52U;

/// e^x. Arguments outside [-708, 709] give the value at the nearer end; NaN gives NaN.
[[nodiscard]] inline double fast_exp(double x) {
  constexpr double ROUNDER = 0x1.8p52;  // adding it rounds to an integer, which then stands in the low bits
  x = x < -708.0 ? -708.0 : x;
  x = x > 709.0 ? 709.0 : x;
  const double shifted = x * INVERSE_LN2 + ROUNDER;
  const double k = shifted - ROUNDER;
  const double r = (x - k * LN2_HIGH) - k * LN2_LOW;
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  const double fraction = 1.0 + (r + r * r * sum);
  const uint64_t scale = (std::bit_cast<uint64_t>(shifted) << 52U) + EXPONENT_OF_ONE;
  return fraction * std::bit_cast<double>(scale);
}

/// ln x for normal x > 0. Zero gives about -709 and not minus infinity; negative arguments have no meaning.
[[nodiscard]] inline double fast_log(double x) {
  constexpr uint64_t SQRT_HALF = 0x3fe6a09e667f3bcdULL;
  constexpr double INTEGER_MAKER = 0x1p52;  // its low bits hold an integer
  const uint64_t bits = std::bit_cast<uint64_t>(x);
  const uint64_t biased = (bits - SQRT_HALF + EXPONENT_OF_ONE) >> 52U;  // k + 1023
  const double m = std::bit_cast<double>(bits - (biased << 52U) + EXPONENT_OF_ONE);
  const double k = std::bit_cast<double>(biased | std::bit_cast<uint64_t>(INTEGER_MAKER)) - (INTEGER_MAKER + 1023.0);
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double s2 = s * s;
  double sum = 1.0 / 21.0;
  sum = sum * s2 + 1.0 / 19.0;
  sum = sum * s2 + 1.0 / 17.0;
  sum = sum * s2 + 1.0 / 15.0;
  sum = sum * s2 + 1.0 / 13.0;
  sum = sum * s2 + 1.0 / 11.0;
  sum = sum * s2 + 1.0 / 9.0;
  sum = sum * s2 + 1.0 / 7.0;
  sum = sum * s2 + 1.0 / 5.0;
  sum = sum * s2 + 1.0 / 3.0;
  const double two_s = s + s;
  return k * LN2_HIGH + (two_s + (two_s * s2 * sum + k * LN2_LOW));
}

/// x^y for x >= 0; 0^y is 0 for y > 0 and 1 for y = 0.
[[nodiscard]] inline double fast_pow(double x, double y) {
  const double power = fast_exp(y * fast_log(x));
  return x > 0.0 ? power : (y > 0.0 ? 0.0 : 1.0);
}

}  // namespace hearthgrid
