#include "models/gas/network/pipe_sizing.hpp"

#include <algorithm>
#include <numbers>

#include "models/gas/network/friction.hpp"

namespace hearthgrid::gas {

namespace {

double area_m2(const PipeType& type) {
  return 0.25 * std::numbers::pi * type.inner_m() * type.inner_m();
}

double flow_kg_s(double draw_m3h, const GasFluid& fluid) {
  return draw_m3h / 3600.0 * fluid.reference_density_kg_m3();
}

std::vector<const PipeType*> rising(bool (*takes)(const PipeType&)) {
  std::vector<const PipeType*> list;
  for (const PipeType& type : pipe_types()) {
    if (takes(type)) list.push_back(&type);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const PipeType* a, const PipeType* b) { return a->inner_mm < b->inner_mm; });
  return list;
}

}  // namespace

double fall_pa2_m(const PipeType& type, double draw_m3h, const GasFluid& fluid, double* lambda) {
  const double area = area_m2(type), diameter = type.inner_m(), flow = flow_kg_s(draw_m3h, fluid);
  const double reynolds = flow * diameter / (area * fluid.viscosity_pa_s);
  const double head = pipe_friction({}, diameter, type.roughness_m).at(reynolds).head;  // lambda Re^2
  if (lambda != nullptr) *lambda = reynolds > 0.0 ? head / (reynolds * reynolds) : 0.0;
  const double flow_per_re = area * fluid.viscosity_pa_s / diameter;  // kg/s of Re = 1
  return head * flow_per_re * flow_per_re / (fluid.density_per_pa() * area * area * diameter);
}

double speed_m_s(const PipeType& type, double draw_m3h, double pressure_pa, const GasFluid& fluid) {
  return flow_kg_s(draw_m3h, fluid) / (fluid.density_per_pa() * pressure_pa * area_m2(type));
}

const PipeType* smallest_pipe(const std::vector<const PipeType*>& types, double draw_m3h, const PipeLimits& limits,
                              const GasFluid& fluid) {
  for (const PipeType* type : types) {
    if (fall_pa2_m(*type, draw_m3h, fluid) <= limits.most_fall_pa2_m &&
        speed_m_s(*type, draw_m3h, limits.lowest_pa, fluid) <= limits.most_speed_m_s) {
      return type;
    }
  }
  return nullptr;
}

const std::vector<const PipeType*>& medium_pressure_types() {
  static const std::vector<const PipeType*> list = rising([](const PipeType& type) { return type.sdr == 11; });
  return list;
}

const std::vector<const PipeType*>& low_pressure_types() {
  constexpr double LAST_SDR11_MM = 75.0;
  static const std::vector<const PipeType*> list =
      rising([](const PipeType& type) { return (type.sdr == 11) == (type.outer_mm <= LAST_SDR11_MM); });
  return list;
}

}  // namespace hearthgrid::gas
