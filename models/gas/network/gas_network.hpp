#pragma once
// A gas network as files and other tools know it: nodes, pipes, regulators, valves, compressors, supplies, demands.
//
// It is what imports fill and what the flow (gas_flow.hpp) solves. Pressures are gauge, above the air's at the node's
// elevation; cubic metres are at 20 degC and 101.325 kPa. Nothing here knows of files; `origin` says where an element
// was read, for whoever has to complain about it.

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "models/gas/network/gas_fluid.hpp"

namespace hearthgrid::gas {

constexpr int NO_NODE = -1;
constexpr double UNLIMITED = std::numeric_limits<double>::infinity();

/// By design gauge pressure in MPa (GB 50028): low below 0.01, medium B to 0.2, medium A to 0.4, sub-high B to 0.8,
/// sub-high A to 1.6, high above (bounds above 0.4 recalled).
enum class PressureTier { unstated, low, medium_b, medium_a, sub_high_b, sub_high_a, high };

[[nodiscard]] std::string_view tier_name(PressureTier tier);
[[nodiscard]] PressureTier tier_of(double gauge_pa);

struct GasNode {
  std::string name;
  double elevation_m = 0.0;
  PressureTier tier = PressureTier::unstated;
  double minimum_pa = 0.0;  ///< below it appliances draw nothing, if demand is driven by pressure
  double service_pa = 0.0;  ///< from it on they draw what they want; 0: not driven by pressure
  std::string origin{};
};

struct GasPipe {
  std::string name;
  int from = NO_NODE, to = NO_NODE;
  double length_m = 0.0;
  double inner_diameter_m = 0.0;
  double roughness_m = 1e-5;      ///< PE 0.01 mm (a Chinese textbook and pandapipes)
  double loss_coefficient = 0.0;  ///< zeta of bends and fittings, all together; of a resistor, whose length may be 0
  bool in_service = true;
  std::string type{};  ///< name of its kind in the source, if it has one
  std::string origin{};
};

enum class RegulatorKind { station, district, wall_mounted };

/// Lets gas from `from` to `to` so that `to` stands at its set pressure, as long as that leaves the minimum difference
/// at the inlet and its capacity suffices; never backwards.
struct GasRegulator {
  std::string name;
  int from = NO_NODE, to = NO_NODE;
  RegulatorKind kind = RegulatorKind::district;
  double set_pa = 0.0;
  double minimum_difference_pa = 0.0;  ///< of inlet over outlet, fully open too
  double capacity_m3h = UNLIMITED;
  bool in_service = true;
  std::string origin{};
};

/// Open: both ends are one node. Closed: nothing.
struct GasValve {
  std::string name;
  int from = NO_NODE, to = NO_NODE;
  bool open = true;
  std::string origin{};
};

/// Either a fixed ratio of absolute pressures, or a fixed outlet pressure (by-passed where the inlet stands higher).
struct GasCompressor {
  std::string name;
  int from = NO_NODE, to = NO_NODE;
  double ratio = 0.0;      ///< above 0: fixed ratio
  double outlet_pa = 0.0;  ///< else this outlet pressure
  double capacity_m3h = UNLIMITED;
  bool in_service = true;
  std::string origin{};
};

/// A node at a fixed pressure, up to a cap on what it gives.
struct GasSupply {
  std::string name;
  int node = NO_NODE;
  double pressure_pa = 0.0;
  double capacity_m3h = UNLIMITED;
  bool takes_back = false;  ///< gas may flow into it (an external grid)
  bool in_service = true;
  std::string origin{};
};

/// Drawn at a node; negative: injected.
struct GasDemand {
  std::string name;
  int node = NO_NODE;
  double draw_m3h = 0.0;
  std::string type{};     ///< such as "boiler", "industry"
  std::string profile{};  ///< name of its profile, if it has one
  bool in_service = true;
  std::string origin{};
};

struct GasNetwork {
  std::string name;
  GasFluid fluid{};
  std::vector<GasNode> nodes{};
  std::vector<GasPipe> pipes{};
  std::vector<GasRegulator> regulators{};
  std::vector<GasValve> valves{};
  std::vector<GasCompressor> compressors{};
  std::vector<GasSupply> supplies{};
  std::vector<GasDemand> demands{};
};

/// Sum of the demands in service, by node [m3/h].
[[nodiscard]] std::vector<double> node_draw_m3h(const GasNetwork& network);

}  // namespace hearthgrid::gas
