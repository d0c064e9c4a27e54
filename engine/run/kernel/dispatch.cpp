// Chooses the kernel for the processor that the program runs on.
#include <cstring>

#include "engine/run/kernel/household_kernel.hpp"

namespace hearthgrid::run {

#define HEARTHGRID_DECLARE(set)                                                                      \
  namespace set {                                                                                    \
  void step_tile(const BatchModel&, const TileDrivers&, const TileStreams&, int, bool, BatchLanes&); \
  }
HEARTHGRID_DECLARE(baseline)
#ifdef HEARTHGRID_X86_KERNELS
HEARTHGRID_DECLARE(avx2)
HEARTHGRID_DECLARE(avx512)
#endif
#undef HEARTHGRID_DECLARE

namespace {
struct Available {
  Kernel list[4] = {};
  Available() {
    int count = 0;
#ifdef HEARTHGRID_X86_KERNELS
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma"))
      list[count++] = {"avx512", avx512::step_tile};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) list[count++] = {"avx2", avx2::step_tile};
#endif
    list[count++] = {"baseline", baseline::step_tile};
    list[count] = {nullptr, nullptr};
  }
};
}  // namespace

const Kernel* kernels() {
  static const Available available;
  return available.list;
}

const Kernel& kernel(const char* instruction_set) {
  const Kernel* list = kernels();
  for (const Kernel* k = list; instruction_set != nullptr && k->instruction_set != nullptr; ++k) {
    if (std::strcmp(k->instruction_set, instruction_set) == 0) return *k;
  }
  return list[0];
}

}  // namespace hearthgrid::run
