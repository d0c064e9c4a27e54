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
enum class Carrier { none, electricity, gas, coal, pellets, wood, straw };

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

/// What the temperature of the leaving water follows.
enum class SupplyControl {
  outdoor,  ///< the outdoor temperature (supply_slope 0: nothing)
  room,     ///< the heat that the room wants: no hotter than the emitters need for it, up to the outdoor curve
};

/// The temperature T_x that capacity and input per heat hang on.
enum class CurveTemperature { leaving_water, returning_water, room_air };

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
  std::vector<double> outdoor_temp_c;  ///< of the brine for ground loops, ascending, at least 2
  std::vector<double> water_temp_c;    ///< of the leaving water, of the room for air-to-air, ascending, at least 3
  std::vector<double> heat_w;          ///< [water][outdoor]
  std::vector<double> input_w;         ///< [water][outdoor]
  std::string source, status;
  std::string file{};  ///< CSV file that it was read from; empty where it stands in the entry
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
  CurveTemperature curve = CurveTemperature::leaving_water;  ///< of the model
  Carrier carrier = Carrier::none;
  std::string fuel;  ///< what sort of the carrier, a name of fuel_names(); empty = not said
  SensedTemperature sensed = SensedTemperature::air;

  std::optional<ProductRange> product_sizes;  ///< what a heater sized by its home's design load is rounded up to

  Sourced rated_heat_w;                ///< what size 1.0 stands for; the capacity of anything but a heat pump
  Sourced rated_cooling_w;             ///< heat that size 1.0 takes away; ideal heaters alone
  Sourced min_modulation;              ///< share of the capacity below which it cycles
  Sourced cycling_degradation;         ///< Cc of EN 14825 (part_load.hpp); 1 = cycling costs nothing
  Sourced standby_w;                   ///< electricity, always
  Sourced running_w;                   ///< electricity beside the carrier, by the share of time it runs (part_load.hpp)
  Sourced backup_w;                    ///< rod or second heater for what the capacity does not cover; 0 = none
  Sourced backup_stages{1.0, {}, {}};  ///< it is switched in so many equal stages, where single cycles are seen
  Sourced backup_lockout_temp_c{60.0, {}, {}};  ///< outdoor temperature above which it stays off
  Carrier backup_carrier = Carrier::electricity;
  Sourced backup_efficiency{1.0, {}, {}};       ///< of the backup, on the lower heating value
  Sourced backup_lhv_mj_per_unit{3.6, {}, {}};  ///< of its carrier
  Sourced switch_temp_c{-60.0, {}, {}};         ///< below it the backup heats alone
  bool switch_by_price = false;                 ///< it also heats alone where its heat is cheaper at the tariff's price
  Sourced crankcase_w;  ///< electricity while the compressor does not run, below crankcase_below_c
  Sourced crankcase_below_c;
  Sourced hot_water_temp_c;          ///< T_x at which it heats the home's hot water, before anything else; 0 = not
  Sourced quiet_from_h, quiet_to_h;  ///< local hours between which it runs at quiet_capacity_share; equal = none
  Sourced quiet_capacity_share{1.0, {}, {}};
  bool valley_only = false;    ///< it runs in the tariff's valley hours alone
  Sourced part_load_slope;     ///< b: input per heat changes with load q by 1 + b (1 - q)
  Sourced units{1.0, {}, {}};  ///< machines of size 1.0, each with its own smallest modulation
  Sourced unit_area_m2;        ///< floor that one of them heats; 0 = any
  Sourced convective_share;    ///< of the heat: to the air; the rest is radiant
  Sourced power_factor;        ///< of its electricity
  Sourced supply_temp_c;       ///< leaving water at 0 degC outdoors and above
  Sourced supply_slope;        ///< K of leaving water per K below 0 degC outdoors; 0 = fixed
  /// Emitters of size 1.0: W per K of mean water over air, at 30 K; none = no water, the heat goes straight to the
  /// room.
  ///   heat = emitter_w_k dT (dT / 30 K)^(emitter_exponent - 1)
  std::optional<Sourced> emitter_w_k;
  Sourced emitter_exponent{1.3, {}, {}};  ///< n: 1.3 radiators, 1.1 floors, 1.0 fan coils
  Sourced water_l;            ///< water in emitters and pipes, their metal as the water that stores as much; size 1.0
  Sourced buffer_l;           ///< of a buffer tank, size 1.0
  Sourced core_wh_k;          ///< of a storage heater's core, per K
  Sourced static_loss_w_k;    ///< from water or core to the room whether wanted or not, per K over the air
  Sourced standing_loss_w_k;  ///< the same, lost
  Sourced band_k;             ///< half the width of the water thermostat's band, where single cycles are seen
  SupplyControl supply_control = SupplyControl::outdoor;
  Sourced fuel_lhv_mj_per_unit;  ///< 3.6 for electricity (kWh)
  Sourced field_factor;          ///< efficiency or COP in the field over the laboratory's, beside cycling

  Sourced efficiency;                               ///< on the lower heating value
  std::optional<EfficiencyCurve> efficiency_curve;  ///< replaces `efficiency` where the flue gas may condense
  Sourced return_drop_k;                            ///< leaving minus returning water

  std::optional<PerformanceMap> map;
  bool defrost_in_map = true;  ///< its points were tested in air that frosts (frost.hpp)
  Sourced capacity_factor;     ///< this unit's heat over the map's
  Sourced input_factor;        ///< this unit's electrical input over the map's
  Sourced lockout_temp_c;      ///< compressor off below

  Sourced flaming_tau_h;      ///< fire bed, stove and radiator water after a day's firing
  Sourced banked_tau_h;       ///< the same after the evening's banking
  Sourced banked_share;       ///< of the day's fuel: banked for the night
  Sourced firing_jitter_min;  ///< half width of a firing's time around the home's habit
  Sourced draught_m3h;        ///< outdoor air that it draws through the home at its rated heat, beside the leakage
  Sourced daily_spread;       ///< standard deviation of the day's fuel around what the weather asks for, share
  Sourced least_heat_w;       ///< a lit fire gives no less, size 1.0
  Sourced kang_share;         ///< of what the stove's efficiency leaves to the flue: taken up by a kang
  Sourced kang_tau_h;         ///< the kang gives it back with this time constant

  Sourced network_loss_w_k;     ///< of a village's network, one home's share per K of its mean water over outdoors
  Sourced network_hot_below_c;  ///< outdoor temperature above which the village's boiler is off
};

/// Temperature of the leaving water [degC].
[[nodiscard]] double supply_temperature_c(const Technology& technology, double outdoor_temp_c);

/// Whether the heat goes through water or a core, whose temperature is a state.
[[nodiscard]] bool has_store(const Technology& technology);
/// Heat capacity of that [J/K], size 1.0.
[[nodiscard]] double store_j_k(const Technology& technology);
/// Kelvin of T_x over the mean water per W of heat of size 1.0: half of return_drop_k at rated heat, below 0 for
/// boilers.
[[nodiscard]] double curve_offset_k_per_w(const Technology& technology);

/// Heat [W] that emitters of size 1.0 give off when water is sent to them at `supply_c` and returns as much colder as
/// return_drop_k says for that heat; infinite where there are none.
[[nodiscard]] double emitted_w(const Technology& technology, double supply_c, double air_c);

constexpr double NOMINAL_EXCESS_K = 30.0;  ///< of the mean water over the air, for emitter_w_k

/// Share of the capacity of all machines together below which the last one cycles: min_modulation / units.
[[nodiscard]] double smallest_share(const Technology& technology);

/// What it burns: its carrier, or that of its backup where its own is electricity.
[[nodiscard]] Carrier burnt_carrier(const Technology& technology);

/// Units of the carrier (kWh, m3, kg) per joule of carrier energy.
[[nodiscard]] double units_per_joule(const Technology& technology);

/// "none", "electricity", "gas", "coal", "pellets", "wood", "straw", in the enum's order.
[[nodiscard]] const std::vector<std::string>& carrier_names();
[[nodiscard]] std::optional<Carrier> carrier_from_name(std::string_view name);
/// Sorts of fuel that emit differently: "anthracite", "bituminous", "lignite", "briquettes", "semi_coke", ...
[[nodiscard]] const std::vector<std::string>& fuel_names();

}  // namespace hearthgrid::heater
