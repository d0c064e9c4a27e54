// Chooses the kernels for the processor that the program runs on.
#include <cstdint>
#include <cstring>

#include "engine/run/kernel/household_kernel.hpp"

namespace hearthgrid {

#define HEARTHGRID_DECLARE(set)                                                                                \
  namespace run::set {                                                                                         \
  void step_tile(const BatchModel&, const TileDrivers&, const TileStreams&, int, bool, BatchLanes&);           \
  }                                                                                                            \
  namespace occupancy::set {                                                                                   \
  void base_load_day(const BaseLoadLanes&, const DayShape&, const uint32_t*, uint32_t, int64_t, int, double*); \
  }                                                                                                            \
  namespace electricity::set {                                                                                 \
  void lv_solve_tile(const LvPlanView&, const LvTile&);                                                        \
  void lv_screen_day(const LvScreenView&, const LvScreenTile&);                                                \
  }
HEARTHGRID_DECLARE(baseline)
#ifdef HEARTHGRID_X86_KERNELS
HEARTHGRID_DECLARE(avx2)
HEARTHGRID_DECLARE(avx512)
#endif
#undef HEARTHGRID_DECLARE

namespace run {
namespace {
struct Available {
  Kernel list[4] = {};
  Available() {
    int count = 0;
#ifdef HEARTHGRID_X86_KERNELS
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("fma")) {
      list[count++] = {"avx512",
                       avx512::step_tile,
                       occupancy::avx512::base_load_day,
                       {8, electricity::avx512::lv_solve_tile, electricity::avx512::lv_screen_day}};
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
      list[count++] = {"avx2",
                       avx2::step_tile,
                       occupancy::avx2::base_load_day,
                       {4, electricity::avx2::lv_solve_tile, electricity::avx2::lv_screen_day}};
    }
#endif
    list[count++] = {"baseline",
                     baseline::step_tile,
                     occupancy::baseline::base_load_day,
                     {2, electricity::baseline::lv_solve_tile, electricity::baseline::lv_screen_day}};
    list[count] = {nullptr, nullptr, nullptr, {}};
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

}  // namespace run
}  // namespace hearthgrid
