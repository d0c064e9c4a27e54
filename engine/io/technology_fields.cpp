#include "engine/io/technology_fields.hpp"

namespace hearthgrid::io {

namespace {

using T = heater::Technology;

// What every heater may have.
std::vector<TechnologyField> general_fields() {
  return {
      {"rated_heat_w", &T::rated_heat_w, "W", 100, 1e6, {}, true, "heat that size 1.0 stands for"},
      {"rated_cooling_w", &T::rated_cooling_w, "W", 0, 1e6, 0.0, false,
       "heat that size 1.0 takes away (model ideal); 0 = it does not cool"},
      {"min_modulation", &T::min_modulation, "1", 0, 1, 0.0, false, "share of the capacity below which it cycles"},
      {"cycling_degradation", &T::cycling_degradation, "1", 0.5, 1, 1.0, false,
       "Cc of EN 14825; 1 = no loss by cycling"},
      {"standby_w", &T::standby_w, "W", 0, 1000, 0.0, false, "electricity drawn always"},
      {"running_w", &T::running_w, "W", 0, 5000, 0.0, false, "electricity beside the carrier while it heats"},
      {"backup_w", &T::backup_w, "W", 0, 50000, 0.0, false, "electric rod for what the capacity does not cover"},
      {"convective_share", &T::convective_share, "1", 0, 1, {}, true, "share of the heat that goes to the air"},
      {"power_factor", &T::power_factor, "1", 0.5, 1, {}, true, "power factor of its electricity"},
      {"supply_temp_c", &T::supply_temp_c, "degC", 25, 800, 45.0, false,
       "leaving water at 0 degC outdoors and above, up to 75; of a storage heater what its core is heated to"},
      {"supply_slope", &T::supply_slope, "K/K", 0, 50, 0.0, false,
       "rise of the leaving water per K below 0 degC, up to 3; of a storage heater of its core"},
  };
}

// Water, backup, hours and units.
std::vector<TechnologyField> water_and_backup_fields() {
  return {
      {"emitter_exponent", &T::emitter_exponent, "1", 1, 1.6, 1.3, false,
       "exponent of the emitters' heat over the water's excess: 1.3 radiators, 1.1 floors, 1 fan coils"},
      {"water_l", &T::water_l, "l", 0, 5000, 60.0, false,
       "water in emitters and pipes, their metal counted as water (read where there are emitters)"},
      {"buffer_l", &T::buffer_l, "l", 0, 5000, 0.0, false, "buffer tank"},
      {"core_wh_k", &T::core_wh_k, "Wh/K", 0, 10000, 0.0, false, "heat capacity of a storage heater's core"},
      {"static_loss_w_k", &T::static_loss_w_k, "W/K", 0, 200, 0.0, false,
       "what water or core gives the room whether wanted or not, per K over the air"},
      {"standing_loss_w_k", &T::standing_loss_w_k, "W/K", 0, 200, 0.0, false,
       "what water or core loses, per K over the air"},
      {"band_k", &T::band_k, "K", 0.5, 10, 2.5, false,
       "half the width of the water thermostat's band, where steps of a minute show single cycles"},
      {"backup_stages", &T::backup_stages, "1", 1, 6, 1.0, false, "equal stages of the backup"},
      {"backup_lockout_temp_c", &T::backup_lockout_temp_c, "degC", -40, 60, 60.0, false,
       "outdoor temperature above which the backup stays off"},
      {"backup_efficiency", &T::backup_efficiency, "1", 0.05, 1.1, 1.0, false,
       "of the backup, on the lower heating value"},
      {"backup_lhv_mj_per_unit", &T::backup_lhv_mj_per_unit, "MJ/unit", 1, 60, 3.6, false,
       "lower heating value of the backup's carrier"},
      {"switch_temp_c", &T::switch_temp_c, "degC", -60, 30, -60.0, false,
       "outdoor temperature below which the backup heats alone"},
      {"crankcase_w", &T::crankcase_w, "W", 0, 500, 0.0, false, "electricity while the compressor stands in the cold"},
      {"crankcase_below_c", &T::crankcase_below_c, "degC", -40, 40, 5.0, false, "outdoor temperature of crankcase_w"},
      {"hot_water_temp_c", &T::hot_water_temp_c, "degC", 0, 75, 0.0, false,
       "water temperature at which it also makes the home's hot water; 0 = it does not"},
      {"quiet_from_h", &T::quiet_from_h, "h", 0, 24, 0.0, false, "local hour from which it is kept quiet"},
      {"quiet_to_h", &T::quiet_to_h, "h", 0, 24, 0.0, false, "local hour until which it is kept quiet"},
      {"quiet_capacity_share", &T::quiet_capacity_share, "1", 0, 1, 1.0, false, "share of its capacity in quiet hours"},
      {"part_load_slope", &T::part_load_slope, "1", -0.5, 1.0, 0.0, false,
       "input per heat at a load q over full load: 1 + slope (1 - q)"},
      {"units", &T::units, "1", 1, 6, 1.0, false, "machines that share the rated heat, each cycling by itself"},
      {"unit_area_m2", &T::unit_area_m2, "m2", 0, 500, 0.0, false, "floor that one unit heats; 0 = any"},
  };
}

// Carriers, machines and stoves.
std::vector<TechnologyField> carrier_and_stove_fields() {
  return {
      {"fuel_lhv_mj_per_unit",
       &T::fuel_lhv_mj_per_unit,
       "MJ/unit",
       1,
       60,
       {},
       true,
       "lower heating value per kg, per m3 at 20 degC and 101.325 kPa, or 3.6 per kWh"},
      {"field_factor", &T::field_factor, "1", 0.3, 1.2, 1.0, false,
       "efficiency or COP in the field over the laboratory's"},
      {"efficiency", &T::efficiency, "1", 0.05, 1.1, {}, false, "heat over carrier energy (lower heating value)"},
      {"return_drop_k", &T::return_drop_k, "K", 0, 40, 0.0, false, "leaving minus returning water at rated heat"},
      {"capacity_factor", &T::capacity_factor, "1", 0.1, 10, 1.0, false, "this unit's heat over the map's"},
      {"input_factor", &T::input_factor, "1", 0.1, 10, 1.0, false, "this unit's electrical input over the map's"},
      {"lockout_temp_c",
       &T::lockout_temp_c,
       "degC",
       -60,
       10,
       {},
       false,
       "outdoor temperature below which the compressor is off"},
      {"flaming_tau_h", &T::flaming_tau_h, "h", 0.2, 24, {}, false, "time constant of the heat of a firing by day"},
      {"banked_tau_h",
       &T::banked_tau_h,
       "h",
       0.2,
       24,
       {},
       false,
       "time constant of the heat of the fire banked for the night"},
      {"banked_share", &T::banked_share, "1", 0, 1, 0.25, false, "share of the day's fuel that is banked"},
      {"firing_jitter_min", &T::firing_jitter_min, "minute", 0, 120, 0.0, false,
       "half width of a firing's time around the habit"},
      {"draught_m3h", &T::draught_m3h, "m3/h", 0, 500, 0.0, false,
       "outdoor air that a hand-fired stove draws through the home at its rated heat, beside the leakage"},
      {"daily_spread", &T::daily_spread, "1", 0, 0.4, 0.0, false, "standard deviation of the day's fuel, share"},
      {"least_heat_w", &T::least_heat_w, "W", 0, 1e5, 0.0, false,
       "a lit hand-fired stove gives no less; on days that ask for less than half of it nobody lights it"},
      {"kang_share", &T::kang_share, "1", 0, 0.95, 0.0, false,
       "share of what a hand-fired stove's efficiency leaves to the flue that a kang takes up"},
      {"kang_tau_h", &T::kang_tau_h, "h", 0.2, 72, 10.0, false, "time constant with which the kang gives it back"},
      {"network_loss_w_k", &T::network_loss_w_k, "W/K", 0, 200, 0.0, false,
       "loss of a village's network, one home's share per K of its mean water over outdoors"},
      {"network_hot_below_c", &T::network_hot_below_c, "degC", -40, 60, 60.0, false,
       "outdoor temperature above which a village's boiler is off and its network cold"},
  };
}

}  // namespace

const std::vector<TechnologyField>& technology_fields() {
  static const std::vector<TechnologyField> FIELDS = [] {
    std::vector<TechnologyField> all = general_fields();
    for (const auto& part : {water_and_backup_fields(), carrier_and_stove_fields()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return FIELDS;
}

const std::vector<std::string>& number_statuses() {
  static const std::vector<std::string> STATUSES = {"measured", "standard", "assumed", "unverified"};
  return STATUSES;
}

KeySpec sourced_number(const std::string& name, const std::string& unit, double minimum, double maximum,
                       const std::string& description) {
  KeySpec value{.name = "value", .kind = Kind::number, .unit = unit, .description = description};
  value.minimum = minimum;
  value.maximum = maximum;
  const KeySpec source{.name = "source", .description = "document, table or page that the number is from"};
  KeySpec status{.name = "status", .description = "how far the number is to be believed"};
  status.allowed = number_statuses();
  KeySpec number{.name = name, .kind = Kind::table, .unit = unit, .description = description, .optional = true};
  number.children = {value, source, status};
  return number;
}

}  // namespace hearthgrid::io
