#pragma once
// The gas network of a scenario with all that a run asks of it: which home hangs where, who else draws, what supplies
// give at most, and who goes short first.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/gas/network/friction.hpp"
#include "models/gas/network/gas_network.hpp"
#include "models/gas/supply.hpp"

namespace hearthgrid::run {

enum class GasOrigin { tables, imported, synthesised };

/// Somebody beside the homes: a factory, a school, a filling station. Draws `m3h` times the factor of the local hour of
/// the day [24], at 20 degC and 101.325 kPa.
struct GasUser {
  std::string name;
  int node = gas::NO_NODE;
  std::string type;  ///< such as "industry": its place in the order of curtailment
  double m3h = 0.0;
  std::vector<double> hour_factor;  ///< 24 values
};

/// What a supply gives at most beside its capacity at any moment; and what stands there to carry peaks.
struct GasSupplyTerms {
  gas::SupplyLimits limits;
};

struct GasGrid {
  GasOrigin origin = GasOrigin::tables;
  gas::GasNetwork network;          ///< elements in order of name; demands are empty, `users` hold them
  std::vector<int> household_node;  ///< per household of the population; NO_NODE: has no gas
  /// Per node: gauge pressure that burners of the homes there bear; 0: no homes, or the node's tier says that each has
  /// a regulator of its own.
  std::vector<double> burner_limit_pa;
  std::vector<GasUser> users;          ///< in order of name
  std::vector<GasSupplyTerms> supply;  ///< per supply of the network
  gas::SupplyLimits county;            ///< of all supplies together: [gas] hourly_cap_m3h, daily_cap_m3
  /// Types of users, first to go short first; "households" is among them.
  std::vector<std::string> curtailment_order;
  bool cooking = true;  ///< homes with a gas heater that cook on gas take that from the network too
  gas::FrictionLaw friction = gas::FrictionLaw::colebrook_white;
  /// m3 of the network's gas per m3 that homes and their bills count: 35.5 MJ/m3 over its lower heating value. Not 1
  /// where [gas] composition is given, as with hydrogen in it.
  double draw_factor = 1.0;

  [[nodiscard]] bool empty() const { return network.nodes.empty(); }
};

/// What each node may burn where gas is short: the share of a heater's full draw [0, 1] at a node and step of the
/// season, of one mix.
struct GasShares {
  int nodes = 0;
  std::vector<float> share;  ///< [node][season step]
};

}  // namespace hearthgrid::run
