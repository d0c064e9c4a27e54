#pragma once
// How a household heats: the numbers of one technology, each with its source and status.
//
// A technology is a model (one .cpp file of this folder: what the equations are) with numbers (technologies.toml or a
// user's file). Heat and electricity are in W for a heater of size 1.0; a home's heater is a multiple of it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::heater {

/// What the heater burns or draws; its unit is kWh, m3 (20 degC, 101.325 kPa) or kg.
enum class Carrier { none, electricity, gas, coal, pellets };

enum class HeaterKind {
  set_point,   ///< modulates to the set point within its capacity
  hand_fired,  ///< heat follows the firings; the room temperature is a result
  ideal,       ///< heats and cools between two set points, with no carrier
};

/// What a heater's thermostat follows.
enum class SensedTemperature {
  air,
  operative,  ///< mean of air and mean radiant temperature, what a person feels
};

/// A number, where it comes from, and how far it is to be believed.
struct Sourced {
  double value = 0.0;
  std::string source;  ///< document, table or page
  std::string status;  ///< "measured", "standard", "assumed" or "unverified"

  [[nodiscard]] operator double() const { return value; }  // NOLINT: reads like the number it is
};

/// Heat and electrical input at full load by outdoor and water temperature (EN 14511 full-load table).
/// Row-major by water temperature; 0 = outside the machine's envelope.
struct PerformanceMap {
  std::vector<double> outdoor_temp_c;  ///< ascending, at least 2
  std::vector<double> water_temp_c;    ///< of the leaving water, ascending, at least 3
  std::vector<double> heat_w;          ///< [water][outdoor]
  std::vector<double> input_w;         ///< [water][outdoor]
  std::string source, status;
};

/// Efficiency on the lower heating value by the temperature of the returning water.
struct EfficiencyCurve {
  std::vector<double> return_temp_c;  ///< ascending, at least 3
  std::vector<double> efficiency;     ///< above 1 where the flue gas condenses
  std::string source, status;
};

/// Sizes that are sold, in multiples of the rated one.
struct ProductRange {
  std::vector<double> sizes;  ///< ascending
  std::string source, status;
};

struct Technology {
  std::string name;         ///< "ashp_water"
  std::string description;  ///< one sentence
  std::string model;        ///< a row of technology_registry.hpp
  HeaterKind kind = HeaterKind::set_point;
  Carrier carrier = Carrier::none;
  SensedTemperature sensed = SensedTemperature::air;

  std::optional<ProductRange> product_sizes;  ///< what a heater sized by its home's design load is rounded up to

  Sourced rated_heat_w;                ///< what size 1.0 stands for; the capacity of anything but a heat pump
  Sourced rated_cooling_w;             ///< heat that size 1.0 takes away; ideal heaters alone
  Sourced min_modulation;              ///< share of the capacity below which it cycles
  Sourced cycling_degradation;         ///< Cc of EN 14825 (part_load.hpp); 1 = cycling costs nothing
  Sourced standby_w;                   ///< electricity, always
  Sourced running_w;                   ///< electricity beside the carrier, by the share of time it runs (part_load.hpp)
  Sourced backup_w;                    ///< electric rod for what the capacity does not cover; 0 = none
  Sourced convective_share;            ///< of the heat: to the air; the rest is radiant
  Sourced power_factor;                ///< of its electricity
  Sourced supply_temp_c;               ///< leaving water at 0 degC outdoors and above
  Sourced supply_slope;                ///< K of leaving water per K below 0 degC outdoors; 0 = fixed
  std::optional<Sourced> emitter_w_k;  ///< heat <= emitter_w_k (T_supply - T_air); none = no water, no such limit
  Sourced fuel_lhv_mj_per_unit;        ///< 3.6 for electricity (kWh)
  Sourced field_factor;                ///< efficiency or COP in the field over the laboratory's, beside cycling

  Sourced efficiency;                               ///< on the lower heating value
  std::optional<EfficiencyCurve> efficiency_curve;  ///< replaces `efficiency` where the flue gas may condense
  Sourced return_drop_k;                            ///< leaving minus returning water

  std::optional<PerformanceMap> map;
  Sourced capacity_factor;  ///< this unit's heat over the map's
  Sourced input_factor;     ///< this unit's electrical input over the map's
  Sourced lockout_temp_c;   ///< compressor off below

  Sourced flaming_tau_h;      ///< fire bed, stove and radiator water after a day's firing
  Sourced banked_tau_h;       ///< the same after the evening's banking
  Sourced banked_share;       ///< of the day's fuel: banked for the night
  Sourced firing_jitter_min;  ///< half width of a firing's time around the home's habit
  Sourced draught_m3h;        ///< outdoor air that it draws through the home at its rated heat, beside the leakage
  Sourced daily_spread;       ///< standard deviation of the day's fuel around what the weather asks for, share
};

/// Temperature of the leaving water [degC].
[[nodiscard]] double supply_temperature_c(const Technology& technology, double outdoor_temp_c);

/// Size-1.0 emitters' conductance [W/K], infinite where there are none.
[[nodiscard]] double emitter_conductance_w_k(const Technology& technology);

/// Units of the carrier (kWh, m3, kg) per joule of carrier energy.
[[nodiscard]] double units_per_joule(const Technology& technology);

/// "none", "electricity", "gas", "coal", "pellets", in the enum's order.
[[nodiscard]] const std::vector<std::string>& carrier_names();
[[nodiscard]] std::optional<Carrier> carrier_from_name(std::string_view name);

}  // namespace hearthgrid::heater
