#pragma once
// What all days of a gas network share: who hangs where, which parts of it have which supplies and caps.

#include <vector>

#include "engine/run/gas_grid.hpp"
#include "models/gas/supply.hpp"

namespace hearthgrid::run {

/// A part of the network that nothing joins to another one (models/gas/network/network_areas.hpp), in the order there.
struct GasArea {
  std::vector<int> supplies;  ///< in service
  gas::SupplyLimits limits;   ///< of them together; absent where one of them has none
};

/// What a user draws at a step, counted from a midnight [m3/h].
[[nodiscard]] inline double draw_of(const GasUser& user, size_t step, size_t steps_per_day) {
  return user.m3h * user.hour_factor[step % steps_per_day * 24 / steps_per_day];
}

struct GasFacts {
  /// `nodes`: with homes, in the order of their draws; `minutes`: of a step. Throws InputError with the faults of the
  /// network.
  GasFacts(const GasGrid& gas, std::vector<int> nodes, int minutes);

  const GasGrid* grid;
  std::vector<int> home_nodes;
  int step_minutes;
  int steps_per_day;
  double step_h;
  int classes = 1;                      ///< of users; class 0 goes short first
  int home_class = 0;                   ///< of the homes
  std::vector<int> user_class;          ///< by user
  std::vector<GasArea> areas;           ///< with a supply
  std::vector<int> area_of;             ///< by node; -1: no supply reaches it
  std::vector<int> unreached;           ///< nodes
  std::vector<bool> draws;              ///< by node: homes or users hang there
  std::vector<double> flow_pa;          ///< by pipe: speed [m/s] times density over density_per_pa, of 1 m3/h
  std::vector<double> ambient_pa;       ///< by node
  std::vector<double> burner_limit_pa;  ///< by node, as in the grid; 0: none
  bool capped = false;                  ///< some cap is given

  /// Largest speed along a pipe [m/s], at the end of lower pressure; gauge pressures of its ends.
  [[nodiscard]] double velocity_m_s(int pipe, double m3h, double from_pa, double to_pa) const;
};

}  // namespace hearthgrid::run
