#include "models/heater/technology_registry.hpp"

#include <algorithm>

namespace hearthgrid::heater {

const std::vector<HeaterModel>& heater_models() {
  using enum Carrier;
  using enum HeaterKind;
  static const std::vector<HeaterModel> MODELS = {
      {"air_water_heat_pump",
       set_point,
       {electricity},
       {"supply_temp_c", "map", "lockout_temp_c"},
       air_water_heat_pump},
      {"gas_boiler", set_point, {gas}, {"supply_temp_c", "return_drop_k", "efficiency"}, gas_boiler},
      {"pellet_stove", set_point, {pellets}, {"efficiency"}, pellet_stove},
      {"resistance", set_point, {electricity}, {"efficiency"}, resistance},
      {"coal_stove", hand_fired, {coal, pellets}, {"efficiency", "flaming_tau_h", "banked_tau_h"}, coal_stove},
      {"ideal", HeaterKind::ideal, {none}, {}, heater::ideal},
  };
  return MODELS;
}

const HeaterModel* find_model(std::string_view name) {
  const auto& models = heater_models();
  const auto found = std::find_if(models.begin(), models.end(), [&](const HeaterModel& m) { return m.name == name; });
  return found == models.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::heater
