#pragma once
// Registers for the low-voltage kernels, whatever their width. Included by kernel files alone, each compiled once per
// instruction set: everything is in an unnamed namespace and nothing comes from the standard library.

#ifdef HEARTHGRID_KERNEL
#define HEARTHGRID_LV_NAMESPACE hearthgrid::electricity::HEARTHGRID_KERNEL
#else
#define HEARTHGRID_LV_NAMESPACE hearthgrid::electricity
#define HEARTHGRID_KERNEL_WIDTH 2
#endif

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr int WIDTH = HEARTHGRID_KERNEL_WIDTH;
constexpr int SINGLES = 2 * WIDTH;

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
inline Single greater(Single a, Single b) {
  return a > b ? a : b;
}
inline Single lesser(Single a, Single b) {
  return a < b ? a : b;
}

}  // namespace
}  // namespace HEARTHGRID_LV_NAMESPACE
