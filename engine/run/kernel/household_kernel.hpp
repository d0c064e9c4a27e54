#pragma once
// The hot loop: 16 homes of one technology and one construction stepped through a tile of time together.
//
// Every quantity of heat in here is divided by the home's area scale a (heated floor over the archetype's floor), so
// that the construction's matrices hold for every home: temperatures are those of the home, watts are per reference
// house. The accounts are multiplied by a when they are read.
//
// One step (models/dwelling/step.hpp derives it and a test holds the two together):
//   sf   = Phi s + w(t) + g * gain'                      what the state would be without heating and extra air change
//   d    = k1 f(t) + kf + v(t) + kc(t)                   [W/K] conductance to outdoors beyond the nominal one: the
//   home's
//                                                        leakage, what it differs by always, what people and stoves
//                                                        draw through, curtains on the move
//   p    = d + K, K = dC/dt                              [W/K] dC: furniture beyond the construction's, which takes up
//                                                        K (T - s.air) over the step
//   den  = 1 + c_air p ;  num = sf.air + c_air (d T_out + K s.air)    both at the step's end temperature
//   need = (T_set den - num) / h_air                     heat that meets the set point at the end of the step
// Without water the heater gives the room
//   q1   = min(need, cap),  q = min(need, cap + backup'),  cap = size' (c0 + c1 T_x + c2 T_x^2),
// T_x the room's air or no matter. With water (or the core of a storage heater) of temperature T_m and W = C_water/dt,
// from the step's start to its end T_m:
//   q_s  = static' (T_m - T_air),  lost = lost' (T_m - T_air)    to the room unasked, and away; both at the start
//   q_e  <= e' dT (dT/30 K)^(n-1), dT = T_m - T_air >= 1 K       valve open, at the end of the step; by its tangent
//                                                                near there
//   q_e  = need - q_s, if that is less
//   q_h  = q_e + q_s + lost + W (T_set - half_drop' q_h - T_m)   brings the supply to T_set, 0 <= q_h <= cap + rod
//   T_m  = T_m + (q_h - q_e - q_s - lost)/W,   q = q_e + q_s,   q1 = min(q_h, cap)
//   T_x  = T_m +/- half_drop' q_h                                leaving or returning water
// T_set is the row's supply_c, or (room_supply) no more than what the emitters need for q_e. The rod covers what the
// room lacks, not the warming of the water (backup_warms: that, too). Hot water takes its share of the capacity first,
// at T_x = hot_water_c. With `cycles` (steps of a minute) the heater below its smallest modulation switches at band_k
// around T_set and the rod in stages; else the step holds their mean.
//   T    = (num + h_air q) / den
//   s    = sf + h q + c (d T_out + K s.air - p T)
// Carrier input, with the cycling loss of EN 14825 below the smallest modulation m and efficiency by load:
//   in   = [Cc q1 + (1 - Cc) max(q1, m cap)] r(T_x) [1 + b (1 - max(q1, m cap)/cap)] + q_hot r(hot_water_c)
//          + size' (always + idle (1 - running share))
//
// What a heater follows makes the variants (Control). On the operative temperature at the step's end, the mean of air
// and mean radiant temperature, T_op = o.s + e(t) + direct terms of the radiant heat within the step:
//   of   = o.sf + e(t) + og gain'                        without heating and extra conductance
//   T_op = of + oh q + oc (d T_out + K s.air - p T)
//   need = ((T_set - of - oc (d T_out + K s.air)) den + oc p num) / (oh den - oc p h_air)
// An ideal heater also cools: need_c = (T_cool den - num) / h_air < 0, q = heat - min(-need_c, limit).
//
// The file household_kernel.cpp is compiled once per instruction set. No lane's bits depend on its neighbours.

#include "models/electricity/low_voltage/lv_kernel.hpp"
#include "models/heater/coefficient_row.hpp"

namespace hearthgrid::occupancy {
struct BaseLoadLanes;
struct DayShape;
}  // namespace hearthgrid::occupancy

namespace hearthgrid::run {

inline constexpr int LANES = 16;
/// Envelope states and the air that a construction has unless its reduction asks for more or its layers have fewer.
/// Against the layered network three miss uncapped recovery peaks of heavy homes by 3 to 13 % and four the heat of
/// insulated homes on soil by 0.8 % over a fortnight; five stay within 0.1 %.
inline constexpr int USUAL_STATES = 5;
inline constexpr int MIN_STATES = 2, MAX_STATES = 7;
inline constexpr int MOST_STAGES = 6;  ///< of a backup
inline constexpr int SUB_TILE = 16;    ///< steps whose intermediate values stay in the first-level cache

/// What the heat follows.
enum class Control : int {
  air,         ///< set point of the air temperature
  operative,   ///< set point of the mean of air and mean radiant temperature
  prescribed,  ///< hand-fired: `target` holds W (per area scale), not degC
  ideal,       ///< heats and cools the air between two set points
};

/// What a batch shares: the construction and the way its heat enters. The first `states` entries count, the air last.
struct BatchModel {
  double phi[MAX_STATES][MAX_STATES];
  double heat[MAX_STATES];        ///< h: K per W of the heater, by its convective share
  double gain[MAX_STATES];        ///< K per W of internal gains
  double convective[MAX_STATES];  ///< c: K per W of heat to the air
  double operative[MAX_STATES];   ///< o: operative temperature per K of each state
  double operative_heat;          ///< oh: K per W of the heater, direct radiant part included
  double operative_gain;          ///< og: K per W of internal gains, direct radiant part alone
  double operative_convective;    ///< oc = o.c
  int states;
  Control control;
  double min_modulation;       ///< m
  double cycling_degradation;  ///< Cc
  double part_load_slope;      ///< b
  double main_is_electric;     ///< 1 or 0: the heater's carrier
  double backup_is_electric;   ///< 1 or 0
  double backup_ratio;         ///< carrier input per heat of the backup
  bool room_curve;             ///< T_x is the room's air
  // the water side
  bool store;              ///< whether there is one
  bool cycles;             ///< show single cycles
  bool room_supply;        ///< no hotter than the room wants
  bool backup_warms;       ///< the backup also warms the water: a second heater
  double curve_sign;       ///< T_x - T_m over half the drop: 1 leaving, -1 returning water
  double exponent_less_1;  ///< n - 1
  double band_k;           ///< half the width of the water thermostat's band
  double hot_water_c;      ///< T_x of hot water; 0 = none
};

/// What a batch reads per step of the tile, shared by its lanes.
struct TileDrivers {
  const double* driver;                  ///< [steps][states]: w(t)
  const double* outdoor_c;               ///< [steps]
  const double* air_change;              ///< [steps]: f(t)
  const double* curtain_w_k;             ///< [steps]: kc(t), of curtains that close or open within the step
  const double* operative_c;             ///< [steps]: e(t); read by Control::operative alone
  const heater::CoefficientRow* heater;  ///< [steps]
  const double* valley;                  ///< [steps]: 1 in valley-tariff hours, else 0
};

/// Per lane: parameters, state and accounts.
struct alignas(64) BatchLanes {
  // parameters
  double air_change_w_k[LANES];  ///< k1
  double fixed_w_k[LANES];  ///< kf: minus the construction's nominal air change, and what the home always differs by
  double furniture_w_k[LANES];  ///< K: may be negative
  double size[LANES];           ///< heater size over area scale
  double backup_w[LANES];
  double backup_stage_w[LANES];  ///< 0 = it modulates
  double emitter_w_k[LANES];     ///< e': at 30 K
  double store_w_k[LANES];       ///< W
  double half_drop_k_w[LANES];   ///< supply over mean water, K per W of heat made
  double static_w_k[LANES];      ///< static'
  double lost_w_k[LANES];        ///< lost'
  double cool_w[LANES];          ///< largest cooling, per area scale; Control::ideal alone
  double running_w[LANES];       ///< electricity beside the carrier while heating, per area scale
  double standby_w[LANES];       ///< electricity always, per area scale
  double area_kw[LANES];         ///< a / 1000: from W per area scale to kW
  // state
  double state[MAX_STATES][LANES];
  double store_c[LANES];  ///< T_m
  double running[LANES];  ///< 1 = it ran at the end of the last step; with `cycles`
  // accounts over the season, per area scale and in W x steps, K x steps, steps
  double sum_heat[LANES], sum_input[LANES];
  double sum_main[LANES], sum_backup[LANES];              ///< heat made, to room and water
  double sum_lost[LANES];                                 ///< by water and core
  double sum_hot_water[LANES], sum_hot_water_rod[LANES];  ///< heat of hot water, by the heater and beyond its capacity
  double sum_backup_input[LANES];                         ///< the backup's carrier
  double sum_below_set_point[LANES];  ///< of what the temperature that is controlled lacks at the end of each step
  double sum_electric[LANES], sum_electric_valley[LANES];
  double sum_state[MAX_STATES][LANES];  ///< of the state at the start of each step
  double sum_air[LANES];                ///< of the air temperature at the end of each step
  double sum_extra_air[LANES];          ///< of d T_out + K s.air - p T: heat brought in by the conductance beyond the
                                        ///< nominal one, less what the furniture beyond the construction's takes up
  double sum_gain[LANES];
  double min_air[LANES], steps_below_14[LANES], steps_below_10[LANES];
  double peak_kw[LANES];  ///< heater and base load together
  // of Control::ideal alone
  double sum_cool[LANES], peak_heat_w[LANES], peak_cool_w[LANES], max_air[LANES];
};

/// The tile's streams, all [steps][LANES].
struct TileStreams {
  const double* gain;             ///< internal gains, W per area scale
  const double* target;           ///< set point degC, or prescribed heat W per area scale
  const double* ventilation_w_k;  ///< v: opened windows, fans, stove draught; W/K per area scale
  const double* cool_target;      ///< set point of cooling degC; Control::ideal alone
  const double* base_kw;          ///< the home's other electricity
  const double* hot_water_w;      ///< heat of hot water asked of the heater, W per area scale
  const double* enabled;          ///< share of the step in which the heater has power
  double* electric_kw;            ///< out: heater's electricity
  double* input_kw;               ///< out: carrier input of the heater (electricity included if that is its carrier)
  double* backup_kw;              ///< out: carrier input of a backup that is not electric
  double* heat_kw;                ///< out: heat delivered; may be null
  double* air_c;                  ///< out: air temperature at the step's end; may be null
  double* cool_kw;                ///< out: heat taken away; may be null
  const double* backup_enabled = nullptr;  ///< in: as `enabled`, of the backup; null: the heater's
};

/// Steps a batch through `steps` steps. With `count` false (warm-up) the accounts stay as they are.
using StepTile = void (*)(const BatchModel&, const TileDrivers&, const TileStreams&, int steps, bool count,
                          BatchLanes&);

/// A day of base load of sixteen homes, see models/occupancy/base_load.hpp; the bits are the same in every set.
using BaseLoadDay = void (*)(const occupancy::BaseLoadLanes&, const occupancy::DayShape&, const unsigned* awake_hours,
                             unsigned seed, long day_number, int steps_per_day, double* load_kw);

/// The kernels of one instruction set.
struct Kernel {
  const char* instruction_set;
  StepTile step_tile;
  BaseLoadDay base_load_day;
  electricity::LvKernels low_voltage;
};

/// The best kernel that this processor runs, or the one of that name ("avx512", "avx2", "baseline") if it can.
[[nodiscard]] const Kernel& kernel(const char* instruction_set = nullptr);
/// All that this processor runs, best first, ended by a null instruction_set.
[[nodiscard]] const Kernel* kernels();

}  // namespace hearthgrid::run
