// Village boiler: one plant heats many homes through buried pipes. A home sees its share of it:
//   capacity   rated_heat_w, its share of boiler and pipe
//   fuel       (heat + loss) / (efficiency field_factor)
//   loss       network_loss_w_k (T_supply - return_drop_k / 2 - T_out)   [W], one home's share of flow and return
// so that fuel in = heat to the homes + losses of the network + losses of the boiler. The network is hot whatever a
// home takes, while it is colder outdoors than network_hot_below_c; above that boiler and pumps stand still and homes
// get nothing. network_loss_w_k = metres of trench a home x 2 pipes x W/(m K). Electricity of the pumps is standby_w.
//
// Limits: losses go by the outdoor air, so buried pipes lose less in a cold spell than reckoned (soil follows the air
// by weeks); the return is return_drop_k colder at any load; the plant has each home's capacity at once, so the homes'
// diversity could make it smaller; homes that do not take part share nothing.

#include <algorithm>

#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

RowAt village_boiler(const Technology& technology) {
  const double r = 1.0 / (technology.efficiency * technology.field_factor);
  return [t = technology, r](const StepConditions& now) {
    CoefficientRow row{};
    row.input_per_heat[0] = r;
    if (now.outdoor_temp_c > t.network_hot_below_c) return row;
    const double water_c = supply_temperature_c(t, now.outdoor_temp_c) - 0.5 * t.return_drop_k;
    row.capacity[0] = t.rated_heat_w;
    row.always_w = t.network_loss_w_k * std::max(0.0, water_c - now.outdoor_temp_c) * r;
    return row;
  };
}

}  // namespace hearthgrid::heater
