#include "models/heater/technology_registry.hpp"

#include <algorithm>

namespace hearthgrid::heater {

const std::vector<HeaterModel>& heater_models() {
  using enum Carrier;
  using enum HeaterKind;
  using enum CurveTemperature;
  static const std::vector<HeaterModel> MODELS = {
      {"air_water_heat_pump",
       set_point,
       leaving_water,
       {electricity},
       {"supply_temp_c", "map", "lockout_temp_c"},
       air_water_heat_pump},
      {"air_air_heat_pump", set_point, room_air, {electricity}, {"map", "lockout_temp_c"}, air_air_heat_pump},
      {"ground_heat_pump", set_point, leaving_water, {electricity}, {"supply_temp_c", "map"}, ground_heat_pump},
      {"storage_heater",
       set_point,
       leaving_water,
       {electricity},
       {"supply_temp_c", "efficiency", "core_wh_k", "static_loss_w_k", "emitter_w_k"},
       resistance},
      {"gas_boiler", set_point, returning_water, {gas}, {"supply_temp_c", "return_drop_k", "efficiency"}, gas_boiler},
      {"pellet_stove", set_point, returning_water, {pellets}, {"efficiency"}, pellet_stove},
      {"pellet_boiler", set_point, returning_water, {pellets}, {"efficiency"}, pellet_boiler},
      {"village_boiler",
       set_point,
       leaving_water,
       {coal, gas, pellets},
       {"supply_temp_c", "return_drop_k", "efficiency", "network_loss_w_k"},
       village_boiler},
      {"resistance", set_point, leaving_water, {electricity}, {"efficiency"}, resistance},
      {"coal_stove",
       hand_fired,
       leaving_water,
       {coal, pellets, wood, straw},
       {"efficiency", "flaming_tau_h", "banked_tau_h"},
       coal_stove},
      {"ideal", HeaterKind::ideal, leaving_water, {none}, {}, heater::ideal},
  };
  return MODELS;
}

RowAt constant_row(double capacity_w, double input_per_heat) {
  CoefficientRow row{};
  row.capacity[0] = capacity_w;
  row.input_per_heat[0] = input_per_heat;
  return [row](const StepConditions&) { return row; };
}

CoefficientRow map_row(const MapNode& node, double heat_factor, double input_factor) {
  CoefficientRow row{};
  for (size_t k = 0; k < 3; ++k) {
    row.capacity[k] = heat_factor * node.heat_w[k];
    row.input_per_heat[k] = input_factor * node.input_per_heat[k];
  }
  return row;
}

const HeaterModel* find_model(std::string_view name) {
  const auto& models = heater_models();
  const auto found = std::find_if(models.begin(), models.end(), [&](const HeaterModel& m) { return m.name == name; });
  return found == models.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::heater
