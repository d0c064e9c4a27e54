#pragma once
// Which limits a gas network breaks at given draws: speed, pressure, the drop along low pressure, what regulators have
// at their inlets and pass.
//
// Every draw is met and no device is capped, so that flows are what is wanted and pressures what the pipes leave of it.
//
//   speed              at either end of a pipe
//   pressure           below a drawing node's service pressure, or its minimum where it has none; or no solution at all
//   low_pressure_drop  of a drawing node of the low tier, below the highest pressure at which a device feeds what pipes
//                      and open valves join to it
//   regulator_inlet    a regulator that passes gas cannot hold its set pressure
//   regulator_capacity, supply_capacity

#include <span>
#include <string_view>
#include <vector>

#include "models/gas/network/friction.hpp"
#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

enum class SizingLimit { speed, pressure, low_pressure_drop, regulator_inlet, regulator_capacity, supply_capacity };
[[nodiscard]] std::string_view sizing_limit_name(SizingLimit limit);

struct SizingRule {
  double low_speed_m_s = 6.0;  ///< low pressure: 5 to 6 (unverified)
  double speed_m_s = 20.0;     ///< medium and above (unverified)
  double low_drop_pa = 900.0;  ///< regulator to the last home's branch: 400 to 900 (a handbook, for 2 kPa appliances)
  FrictionOptions friction{};
};

struct SizingFault {
  SizingLimit limit = SizingLimit::speed;
  int element = -1;  ///< pipe, node, regulator or supply by the limit; -1: no solution, and nothing to name
  int draw = 0;      ///< of the draws given, where it is worst
  double reached = 0.0, allowed = 0.0;  ///< m/s, Pa, m3/h; of no solution 0

  /// How far beyond, over what is allowed.
  [[nodiscard]] double excess() const;
};

/// Draws by node [m3/h], one or more of them.
using DesignDraws = std::vector<std::vector<double>>;

/// The worst of each limit and element over the draws, by limit and element.
[[nodiscard]] std::vector<SizingFault> broken_limits(const GasNetwork& network, const DesignDraws& draws,
                                                     const SizingRule& rule);

/// Whether a node counts as low pressure: its tier is low or unstated, and so is the pressure that feeds it. Where a
/// node of the low tier stands behind medium pressure the drop is not what is wrong (burner_pressure.hpp).
[[nodiscard]] bool is_low(const GasNode& node, double feeding_gauge_pa);
/// Gauge pressure that a drawing node asks for.
[[nodiscard]] double asked_pa(const GasNode& node);
/// The network with devices that are never capped.
[[nodiscard]] GasNetwork uncapped(GasNetwork network);

}  // namespace hearthgrid::gas
