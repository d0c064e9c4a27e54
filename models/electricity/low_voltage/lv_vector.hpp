#pragma once
// Registers for the low-voltage kernels, whatever their width. Included by kernel files alone, each compiled once per
// instruction set: everything is in an unnamed namespace and nothing comes from the standard library.

#ifdef __AVX2__
#include <immintrin.h>
#endif

#ifdef HEARTHGRID_KERNEL
#define HEARTHGRID_LV_NAMESPACE hearthgrid::electricity::HEARTHGRID_KERNEL
#else
#define HEARTHGRID_LV_NAMESPACE hearthgrid::electricity
#define HEARTHGRID_KERNEL_WIDTH 2
#endif

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

inline constexpr int WIDTH = HEARTHGRID_KERNEL_WIDTH;
inline constexpr int SINGLES = 2 * WIDTH;

using Vector = double __attribute__((vector_size(WIDTH * sizeof(double))));
using Integers = long __attribute__((vector_size(WIDTH * sizeof(double))));
using Single = float __attribute__((vector_size(SINGLES * sizeof(float))));
using SingleBits = int __attribute__((vector_size(SINGLES * sizeof(float))));
// The attributes stand behind the name: behind the type, clang drops the alignment without a word.
using Unaligned __attribute__((vector_size(WIDTH * sizeof(double)), aligned(sizeof(double)), may_alias)) = double;
using UnalignedSingle __attribute__((vector_size(SINGLES * sizeof(float)), aligned(sizeof(float)), may_alias)) = float;

inline Vector load(const double* from) {
  return *reinterpret_cast<const Unaligned*>(from);
}
inline void store(double* to, Vector value) {
  *reinterpret_cast<Unaligned*>(to) = value;
}
inline Single load(const float* from) {
  return *reinterpret_cast<const UnalignedSingle*>(from);
}
inline void store(float* to, Single value) {
  *reinterpret_cast<UnalignedSingle*>(to) = value;
}
inline Vector absolute(Vector a) {
  return reinterpret_cast<Vector>(reinterpret_cast<Integers>(a) & 0x7fffffffffffffffL);
}
inline Vector greater(Vector a, Vector b) {
  return a > b ? a : b;
}
// The compiler finds one instruction for these two only where the operands come straight from arithmetic.
inline Single greater(Single a, Single b) {
#ifdef __AVX512F__
  return reinterpret_cast<Single>(
      _mm512_maskz_max_ps(0xffff, reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b)));
#else
  return a > b ? a : b;
#endif
}
inline Single lesser(Single a, Single b) {
#ifdef __AVX512F__
  return reinterpret_cast<Single>(
      _mm512_maskz_min_ps(0xffff, reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b)));
#else
  return a < b ? a : b;
#endif
}
inline Single absolute(Single a) {
  return reinterpret_cast<Single>(reinterpret_cast<SingleBits>(a) & 0x7fffffff);
}
/// The larger of |a| and |b|.
inline Single larger_size(Single a, Single b) {
#ifdef __AVX512DQ__
  constexpr int LARGER_SIZE = 0x0b;
  return reinterpret_cast<Single>(
      _mm512_maskz_range_ps(0xffff, reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b), LARGER_SIZE));
#else
  return greater(absolute(a), absolute(b));
#endif
}
/// `seen`, and the signs of `a` and `b`, in a float's sign.
inline Single signs(Single seen, Single a, Single b) {
#ifdef __AVX512F__
  constexpr int ANY = 0xfe;
  return reinterpret_cast<Single>(_mm512_ternarylogic_epi32(
      reinterpret_cast<__m512i>(seen), reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b), ANY));
#else
  return reinterpret_cast<Single>(reinterpret_cast<SingleBits>(seen) | reinterpret_cast<SingleBits>(a) |
                                  reinterpret_cast<SingleBits>(b));
#endif
}
/// A value of memory in all lanes.
inline Single spread(const float& value) {
#ifdef __AVX512F__
  Single out;  // by a unit that loads: left to itself, the compiler has one that computes do it
  asm("vbroadcastss %1, %0" : "=v"(out) : "m"(value));
  return out;
#else
  return value - Single{};
#endif
}
inline Single root(Single a) {
#ifdef __AVX512F__
  return reinterpret_cast<Single>(_mm512_maskz_sqrt_ps(0xffff, reinterpret_cast<__m512>(a)));
#elif defined __AVX2__
  return reinterpret_cast<Single>(_mm256_sqrt_ps(reinterpret_cast<__m256>(a)));
#else
  Single out;
  for (int l = 0; l < SINGLES; ++l) out[l] = __builtin_sqrtf(a[l]);
  return out;
#endif
}
inline Single inverse_of(Single a) {
#ifdef __AVX512F__
  const Single guess = reinterpret_cast<Single>(_mm512_maskz_rcp14_ps(0xffff, reinterpret_cast<__m512>(a)));
  return guess + guess * (1.0F - a * guess);  // 14 bits, then all
#else
  return 1.0F / a;
#endif
}
/// The same or off by less than ROUGHNESS of it, where that is quicker; and 1 / root(a).
#ifdef __AVX512F__
inline constexpr float ROUGHNESS = 6.2e-5F;  // 2^-14
inline Single rough_inverse_of(Single a) {
  return reinterpret_cast<Single>(_mm512_maskz_rcp14_ps(0xffff, reinterpret_cast<__m512>(a)));
}
inline Single rough_inverse_root(Single a) {
  return reinterpret_cast<Single>(_mm512_maskz_rsqrt14_ps(0xffff, reinterpret_cast<__m512>(a)));
}
#else
inline constexpr float ROUGHNESS = 0.0F;
inline Single rough_inverse_of(Single a) {
  return inverse_of(a);
}
inline Single rough_inverse_root(Single a) {
  return 1.0F / root(a);
}
#endif
/// 1 / a, 1 / root(a) and root(a) or up to 1.7e-4 more, for bounds; root_below: or that much less. Of 0, the last two:
/// 0.
inline constexpr float OUTWARD = 1.0001F, INWARD = 0.9999F;  // by more than ROUGHNESS
inline Single inverse_above(Single a) {
  return OUTWARD * rough_inverse_of(a);
}
inline Single inverse_root_above(Single a) {
  return OUTWARD * rough_inverse_root(a);
}
inline Single root_above(Single a) {
  return OUTWARD * a * rough_inverse_root(a + 1e-36F);
}
inline Single root_below(Single a) {
  return INWARD * a * rough_inverse_root(a + 1e-36F);
}
/// A comparison's lanes, one bit each.
inline unsigned bits(SingleBits mask) {
#ifdef __AVX512F__
  return _mm512_movepi32_mask(reinterpret_cast<__m512i>(mask));
#elif defined __AVX2__
  return static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask)));
#else
  unsigned out = 0;
  for (int l = 0; l < SINGLES; ++l) out |= (mask[l] != 0 ? 1U : 0U) << l;
  return out;
#endif
}
inline bool any(SingleBits mask) {
  return bits(mask) != 0;
}

}  // namespace
}  // namespace HEARTHGRID_LV_NAMESPACE
