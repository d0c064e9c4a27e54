#pragma once
// Pipes as they are sold: polyethylene by outer diameter and SDR (outer diameter over wall).
//
// Inner diameters: grid_gas.md 4.1, from pandapipes' Pipe.csv (PE 100); standard sizes of GB/T 15558.1.

#include <string_view>
#include <vector>

namespace hearthgrid::gas {

constexpr double PE_ROUGHNESS_M = 1e-5;  ///< a Chinese textbook and pandapipes: 0.01 mm

struct PipeType {
  std::string_view name;  ///< "PE110 SDR11"
  double outer_mm = 0.0, inner_mm = 0.0;
  int sdr = 11;
  double roughness_m = PE_ROUGHNESS_M;

  [[nodiscard]] double inner_m() const { return 1e-3 * inner_mm; }
};

/// SDR11, then SDR17, each by diameter.
[[nodiscard]] const std::vector<PipeType>& pipe_types();
/// By name; nothing if there is none.
[[nodiscard]] const PipeType* pipe_type(std::string_view name);

}  // namespace hearthgrid::gas
