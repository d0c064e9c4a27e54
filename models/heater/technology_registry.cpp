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
      {"gas_boiler", set_point, returning_water, {gas}, {"supply_temp_c", "return_drop_k", "efficiency"}, gas_boiler},
      {"pellet_stove", set_point, returning_water, {pellets}, {"efficiency"}, pellet_stove},
      {"resistance", set_point, leaving_water, {electricity}, {"efficiency"}, resistance},
      {"coal_stove",
       hand_fired,
       leaving_water,
       {coal, pellets},
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

const HeaterModel* find_model(std::string_view name) {
  const auto& models = heater_models();
  const auto found = std::find_if(models.begin(), models.end(), [&](const HeaterModel& m) { return m.name == name; });
  return found == models.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::heater
