#pragma once
// A county's gas network made up by rule: stations, trunks from village to village, regulator boxes, low-pressure
// branches to the homes. What is not known of a county's network is in the rule; its result is to be called made up.
//
// Shape. Villages are parted into groups of about `homes_per_station` homes: where all have a place, from west to east,
// else in order of name. Each group has a station: at the mean place of its homes, from which a trunk goes along the
// shortest tree over its villages (great circle times `detour`, at least LEAST_TRUNK_M); without places, chains of
// `villages_per_chain` villages leave it, `trunk_m` from one to the next. From the village's node, medium-pressure
// lines lead past up to `boxes_per_line` boxes each; each box serves at most `homes_per_box` homes through
// `branches_per_box` low-pressure branches, along which every `homes_per_node` homes have a node.
//
// Length. A village has `pipe_per_home_m` of pipe for each home: `service_share` of it are the homes' own lines, which
// are no part of the network (their drop is some 50 Pa at most), `medium_share` lies before the boxes, the rest behind;
// each pipe has the part of those whose homes it is laid for.
//
// Size. With every home drawing `draw_m3h` times `simultaneity`, a pipe is the smallest of its list (medium pressure
// SDR11, low pressure SDR11 to 75 mm and SDR17 beyond) that keeps its speed at the lowest pressure allowed, and the
// fall of squared pressure per metre that, over the longest way, leaves this lowest pressure: station_pa to
// trunk_end_pa, box_pa to box_pa - low_drop_pa. So every way ends above them. Friction: Colebrook and White, K = 1.
// Fittings add `fitting_share` of the friction at the design draw, as loss coefficients. Ground is taken as flat.

#include <string>
#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

struct GasVillage {
  std::string name;
  int homes = 0;
  bool placed = false;
  double longitude_deg = 0.0, latitude_deg = 0.0;
};

/// Tangshan 2017: 1668 boxes and some 4000 km of pipe in villages for 50 000 boilers (grid_gas.md 4.1). Where no source
/// stands, the figure is assumed.
struct VillageNetworkRule {
  int homes_per_station = 5000;
  double station_pa = 300e3;    ///< middle of medium A (0.2 to 0.4 MPa)
  double trunk_end_pa = 100e3;  ///< lowest before a box
  double detour = 1.3;
  double trunk_m = 2000.0;
  int villages_per_chain = 5;
  double pipe_per_home_m = 80.0;  ///< Tangshan
  double service_share = 0.5, medium_share = 0.1;
  int homes_per_box = 30;  ///< Tangshan
  int boxes_per_line = 5, branches_per_box = 2, homes_per_node = 5;
  double box_pa = 3000.0;          ///< 2500 to 3000 (grid_gas.md 4.2)
  double box_margin = 1.2;         ///< capacity over design draw; GB 50028, recalled: unverified
  double low_drop_pa = 700.0;      ///< mains and branches 400 to 900 (grid_gas.md 4.2)
  double draw_m3h = 2.95;          ///< of a home, 24 kW at 0.9: 2.75 m3/h at 0 degC (grid_gas.md 4.4)
  double simultaneity = 1.0;       ///< planning values 0.85 to 1.0, unverified
  double low_speed_m_s = 6.0;      ///< 5 to 6, unverified
  double medium_speed_m_s = 15.0;  ///< a code on gas drainage; 20 elsewhere, unverified
  double fitting_share = 0.1;      ///< 5 to 10 % outdoors (grid_gas.md 4.2)
};

constexpr double LEAST_TRUNK_M = 100.0;  ///< of two villages in one place; assumed

struct VillageNetwork {
  GasNetwork network;                        ///< elements in order of name; the rule's gas; no demands
  std::vector<std::vector<int>> home_nodes;  ///< by village in the order given: the node of each home
  std::vector<std::string> too_small;        ///< pipes for which the largest of the list is too small
};

/// Throws std::invalid_argument for shares beyond 0 to 1, counts below 1, pressures that do not fall, lengths or draws
/// that are not above 0.
[[nodiscard]] VillageNetwork make_village_network(const std::vector<GasVillage>& villages,
                                                  const VillageNetworkRule& rule, const GasFluid& fluid);

/// Along the great circle, earth a ball of 6371 km.
[[nodiscard]] double great_circle_m(double longitude1_deg, double latitude1_deg, double longitude2_deg,
                                    double latitude2_deg);

}  // namespace hearthgrid::gas
