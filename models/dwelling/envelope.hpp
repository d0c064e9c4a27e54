#pragma once
// A home's envelope as a layered network with the indoor air as an input: everything of the home but the air itself;
// buffer zones, their air included, belong to it.
//
// Layer with heat capacity: N = clamp(ceil(d/dx), 1, 14) cells, dx = 0.9 sqrt(alpha 900 s / pi), at most 3 cells under
// 100 kg/m3; each cell's capacity at its centre, conductance 2 N k A/d to both of its faces. (Cells three times as
// thick change the yearly heat by at most 0.5 %.) Surfaces, panes and the mean radiant ("star") node store no heat.

// A window between two spaces joins both by its panes; of the sunlight on it its diffuse transmittance passes, to and
// fro until it is gone, and what stays heats the panes.

#include "models/dwelling/construction.hpp"
#include "models/dwelling/drivers.hpp"
#include "models/dwelling/network.hpp"

namespace hearthgrid::dwelling {

/// Rows of the envelope's outputs.
enum EnvelopeOutput : int {
  TO_AIR = 0,  ///< heat from the surfaces to the indoor air [W]
  STAR = 1,    ///< mean radiant temperature [degC]
  LOSS = 2,    ///< heat to outdoors and ground by transmission and thermal bridges, air change of the zones, and
               ///< sunlight that leaves through the glass again [W]
  ZONES = 3,   ///< first of the zones' air temperatures [degC]; after them the parts of LOSS: opaque elements, windows
               ///< (with the sunlight that leaves again), bridges, zones. Rows that a reduced envelope does not have.
};

/// Inputs: the drivers of layout_of(dwelling), then heat to the star node [W], then the air temperature [degC].
struct Envelope {
  StateSpace system;  ///< outputs: EnvelopeOutput
  DriverLayout layout;
  int zones = 0;  ///< rows of zone temperatures
  Eigen::VectorXd
      heat;  ///< per input: W of heat entering per unit (1 for sunlight and radiant heat, 0 for temperatures)
  Eigen::VectorXd stored;  ///< stored heat per state [J/K]
  [[nodiscard]] int radiant_input() const { return layout.count; }
  [[nodiscard]] int air_input() const { return layout.count + 1; }
};

[[nodiscard]] Envelope envelope_of(const Dwelling& dwelling);

/// 1 for the drivers that are heat flows, 0 for temperatures; one per driver.
[[nodiscard]] Eigen::VectorXd heat_drivers(const DriverLayout& layout);

}  // namespace hearthgrid::dwelling
