#pragma once
// Reactive power of a home's base load, from the power factors of what it owns.
//
//   tan(phi) = sum of kWh tan(phi) of each appliance / sum of kWh
//
// The kWh are those expected of the season's mean day, so that a home's kvarh over the season are those of its
// appliances. One figure holds for all steps of a home: the load of a step is not kept by appliance. Hours in which a
// refrigerator runs alone have less reactive power than they should, those of a kettle or a water heater more.
// Displacement power factors, all lagging: currents of harmonics, and the leading ones of small power supplies, are
// left out.

#include <array>

#include "models/occupancy/appliances.hpp"

namespace hearthgrid::occupancy {

/// Reactive over active power of a home whose appliances use `kwh` each (expected_appliance_kwh); 0 where they use
/// nothing.
[[nodiscard]] double base_tan_phi(const ApplianceSet& set, const std::array<double, APPLIANCES>& kwh);

}  // namespace hearthgrid::occupancy
