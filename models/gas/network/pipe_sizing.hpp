#pragma once
// The smallest pipe of a list that carries a draw within a speed and a fall of squared pressure per metre.

#include <vector>

#include "models/gas/network/gas_fluid.hpp"
#include "models/gas/network/pipe_types.hpp"

namespace hearthgrid::gas {

struct PipeLimits {
  double most_speed_m_s = 0.0;
  double lowest_pa = 0.0;        ///< absolute, at which the speed counts
  double most_fall_pa2_m = 0.0;  ///< of squared absolute pressure
};

/// Fall of squared absolute pressure per metre of straight pipe [Pa2/m] at a draw [m3/h at 20 degC]: Colebrook and
/// White, K = 1. `lambda` gets Darcy's factor where it is asked for.
[[nodiscard]] double fall_pa2_m(const PipeType& type, double draw_m3h, const GasFluid& fluid, double* lambda = nullptr);
/// At an absolute pressure.
[[nodiscard]] double speed_m_s(const PipeType& type, double draw_m3h, double pressure_pa, const GasFluid& fluid);

/// Of `types` in rising diameter; nullptr if the largest does not keep the limits.
[[nodiscard]] const PipeType* smallest_pipe(const std::vector<const PipeType*>& types, double draw_m3h,
                                            const PipeLimits& limits, const GasFluid& fluid);

/// SDR11, and what low pressure takes: SDR11 to 75 mm, SDR17 beyond. In rising diameter.
[[nodiscard]] const std::vector<const PipeType*>& medium_pressure_types();
[[nodiscard]] const std::vector<const PipeType*>& low_pressure_types();

}  // namespace hearthgrid::gas
