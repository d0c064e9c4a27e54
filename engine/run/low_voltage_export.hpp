#pragma once
// A transformer's low-voltage network with the loads of its homes through the season, for other tools.

#include "engine/run/block.hpp"
#include "engine/run/low_voltage.hpp"
#include "models/electricity/network/network.hpp"

namespace hearthgrid::run {

/// The network of one transformer in one mix. Each home has a load for its base electricity and one for its heater,
/// with power factors of their own, both at their season's peaks, and a shape of each in parts of that peak; other
/// customers are one more load at the busbar. Simulates the homes. Throws InputError where the exchange model cannot
/// hold the network.
[[nodiscard]] electricity::Network export_network(const SimulationInputs& inputs, const LowVoltage& low_voltage,
                                                  int transformer, int mix);

}  // namespace hearthgrid::run
