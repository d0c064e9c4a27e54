#pragma once
// One block of transformers through the whole season: the unit of parallel work, memory and output.
//
// For each day of the axis:
//   base load of every home, once (16 homes at a time)
//   for each batch of pairs alike in technology and construction, in canonical order:
//     lay down gains, set points (or the stove's heat) and base load as [step][lane]; step the batch through the day;
//     add each home's electricity and gas to the accumulators of every mix that uses the pair on that day
//   append the day's sums to the block's series, in float32
// Then per mix and transformer: hot spot, ageing, losses, peaks.
//
// Sums are taken home by home in the order (technology, construction, household), so that they depend neither on lanes
// nor on blocks or threads.

#include <compare>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/control_event.hpp"
#include "engine/run/physics.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/population.hpp"
#include "models/economy/price_bins.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"
#include "models/electricity/pickup.hpp"
#include "models/electricity/sizing.hpp"
#include "models/electricity/transformer_season.hpp"
#include "models/occupancy/airing.hpp"
#include "models/occupancy/equipment.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::run {

constexpr int BLOCK_TRANSFORMERS = 64;

/// A home's season under one option, or a part of a season if the option begins or ends inside it.
struct PairResult {
  float heat_kwh = 0.0F, unmet_kwh = 0.0F;
  float electricity_kwh = 0.0F, electricity_valley_kwh = 0.0F;  ///< of the heater
  float input_kwh = 0.0F;                                       ///< carrier, on the lower heating value
  float backup_input_kwh = 0.0F;                                ///< carrier of a backup that is not electric
  float hot_water_kwh = 0.0F;                                   ///< heat of hot water that the heater makes
  float peak_kw = 0.0F;                                         ///< heater and base load together, largest step
  float air_step_sum_c = 0.0F;                                  ///< sum of the air temperature over the counted steps
  float steps = 0.0F;                                           ///< counted steps
  float min_air_c = 1e3F;
  float hours_below_14 = 0.0F, hours_below_10 = 0.0F;
  float gain_kwh = 0.0F;        ///< heat of people and appliances
  float radiant_kwh = 0.0F;     ///< of the heater's heat and the gains, what goes to the surfaces
  float extra_loss_kwh = 0.0F;  ///< lost at the air beyond the archetype's nominal air change
  // of an ideal heater alone, which also cools
  float cooling_kwh = 0.0F, peak_heat_kw = 0.0F, peak_cool_kw = 0.0F;
  float max_air_c = -1e3F;
};

/// A home's electricity beside heating.
struct HomeResult {
  float base_kwh = 0.0F, base_valley_kwh = 0.0F;
  double base_tan_phi = 0.0;  ///< reactive over active power of that
};

/// A home's series under one pair, for homes that the scenario names.
struct NamedSeries {
  int pair = 0;
  std::vector<float> heat_kw, electricity_kw, air_c, gas_m3h,
      cool_kw;  ///< season steps; electricity includes the base load; heat and
                ///< air are empty for homes that are only designated
};

struct ZoomPlan;
struct OutagePlan;
struct GasGrid;
struct GasShares;
struct Stacks;
class LowVoltage;

/// What all blocks read.
struct SimulationInputs {
  const Physics* physics = nullptr;
  const Population* population = nullptr;
  const Plan* plan = nullptr;
  std::vector<int> village_site;  ///< per village
  std::vector<double> valley;     ///< [steps_per_day]: 1 in valley-tariff hours
  std::vector<bool> designated;   ///< per household: keep its electricity, for diversity; may be empty
  std::vector<bool> named;        ///< per household: write its series
  const occupancy::Equipment* equipment = nullptr;
  occupancy::HotWater hot_water;
  std::array<double, occupancy::DAY_KINDS> water_of_year{}, water_of_season{};  ///< mean_day_factor
  double base_tan_phi = 0.0;      ///< reactive over active power of other customers
  bool tan_by_appliance = false;  ///< homes have that of their appliances; else the same as other customers
  uint32_t seed = 0;
  occupancy::AiringInputs airing;
  double vacant_set_point_c = 5.0;  ///< of vacant homes that are protected from frost
  const Kernel* kernel = nullptr;
  electricity::SizingRule sizing;
  std::vector<electricity::SizeCost> size_costs;
  const LowVoltage* low_voltage = nullptr;  ///< networks; null = none
  bool fed = false;                         ///< transformers hang on feeders that are modelled
  const GasGrid* gas = nullptr;             ///< the gas network; null = none
  const GasShares* gas_shares = nullptr;  ///< where homes run again with less gas than they want; null = all they want
  const Stacks* stacks = nullptr;         ///< what burns fuel, by mix; null = nothing is kept of it by the hour
  std::vector<ControlEvent> controls;     ///< what reaches homes from outside
  bool keep_base = false;                 ///< BlockResult::base_kw is asked for
  std::function<bool()> stop;             ///< asked once a day; true throws Interrupted
};

/// The inputs, and the arrays that blocks fill, each its own part.
struct Simulation : SimulationInputs {
  std::vector<PairResult> pairs;            ///< per pair of the plan
  std::vector<PairResult> before_begin;     ///< per pair with begin_day > 0: its predecessor's season until then
  std::vector<int32_t> before_begin_index;  ///< per pair; -1 = starts with the axis
  std::vector<HomeResult> homes;

  /// Electricity by the tariff's bins; empty where day and valley suffice (price_bins.hpp). As the three above:
  /// [pair][bin], [before_begin][bin], [household][bin].
  economy::PriceBins price_bins;
  std::vector<float> pair_bin_kwh, before_begin_bin_kwh, home_bin_kwh;

  const ZoomPlan* zoom = nullptr;      ///< days to look at more closely; null = none
  const OutagePlan* outage = nullptr;  ///< outages to look at beside the season; null = none
};

/// A transformer's low voltage; what other customers draw is the last of its homes.
using LvTransformerSeason = electricity::LvSeasonResult;

/// A transformer in the zoomed days.
struct TransformerZoom {
  double peak_kva = 0.0;                                                    ///< largest apparent power of a zoom step
  double peak_15min_kva = 0.0, peak_30min_kva = 0.0, peak_60min_kva = 0.0;  ///< of means over clock windows
  double peak_kw = 0.0;                                                     ///< largest active power of a zoom step
  int peak_step = 0;                                                        ///< first zoom step with peak_kva
};

/// A transformer's homes at one node of the gas network (gas_places.hpp).
struct GasPlace {
  int transformer = 0;
  int node = -1;  ///< gas::NO_NODE: has no gas

  // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): clang-tidy 14 reads <=> wrongly
  auto operator<=>(const GasPlace&) const = default;
};

/// What a block leaves of all windows of the zoom; steps run through them.
struct ZoomResult {
  std::vector<float> load_kw, gas_m3h;             ///< [mix][transformer][step]; gas empty where none is burnt
  std::vector<float> gas_place_m3h;                ///< [mix][place of the block][step]; empty likewise
  std::vector<TransformerZoom> transformers;       ///< [mix][transformer]
  std::vector<std::vector<float>> home_peak_kw;    ///< by HomePeaks' windows: [mix][home of the block]
  std::vector<std::pair<int, NamedSeries>> named;  ///< first step of the window, and a pair's series in it
  std::vector<LvTransformerSeason> low_voltage;    ///< [mix][transformer]; empty where it is off
  std::vector<LvTransformerSeason> quarters;       ///< the same by the mean loads of clock quarters
};

/// Voltages of a transformer's homes from the restoration on.
struct PickupVoltage {
  double lowest_pu = 0.0;        ///< 0: no step has a solution
  int64_t lowest_step = -1;      ///< among the steps of the days
  int lowest_home = -1;          ///< of the transformer
  int homes_below = 0;           ///< the limit, at some step
  double minutes_below = 0.0;    ///< with any home below it; steps without a solution among them
  double line_loading = 0.0;     ///< largest
  double usual_lowest_pu = 0.0;  ///< over the same steps without an outage
  int64_t failed_steps = 0;      ///< without a solution
};

/// A transformer after an outage.
struct TransformerPickup : electricity::Pickup {
  double lowest_indoor_c = 0.0;  ///< median over the lived-in homes of their lowest air temperature in the days run
  PickupVoltage voltage;         ///< where low voltage is on
};

/// What a block leaves of the outages.
struct OutageResult {
  std::vector<TransformerPickup> pickups;  ///< [mix][transformer][length]; empty where none were asked for
  std::vector<float> home_lowest_pu;       ///< [mix][home of the block], over all lengths; empty where lines are off
};

/// What a block leaves for the writer.
struct BlockResult {
  int first_transformer = 0, transformers = 0;
  std::vector<float> load_kw, load_kvar,
      gas_m3h;                  ///< [mix][transformer][season step]; gas empty where no mix burns any
  std::vector<float> base_kw;   ///< [transformer][season step]: what the load is without heaters, line losses aside
  std::vector<float> stack_kw;  ///< [row of Stacks][transformer][bin of Stacks]: fuel burnt, lower heating value
  std::vector<float> home_kw;   ///< [mix][transformer][bin of Stacks]: electricity at the homes' meters
  std::vector<GasPlace> gas_places;                     ///< of the block's transformers; empty without a gas network
  std::vector<float> gas_place_m3h;                     ///< [mix][place][season step]; empty where no mix burns any
  std::vector<electricity::TransformerSeason> seasons;  ///< [mix][transformer]
  std::vector<electricity::Sizing> sizing;              ///< [mix][transformer]
  std::vector<LvTransformerSeason> low_voltage;         ///< [mix][transformer]; empty where it is off
  /// The same: lowest voltage of a home at electricity::LOW_SOURCE times the source's voltage; 0 = some step has no
  /// solution or the network is imported. Empty without feeders.
  std::vector<double> lowest_at_low_pu;
  std::vector<double> load_loss_factor;  ///< [mix][transformer]: load losses over those of balanced currents at 400 V
  std::vector<NamedSeries> named;
  ZoomResult zoom;
  OutageResult outage;
  double balance_error = 0.0;  ///< largest |heat in - heat out - heat stored| over a home's heat in
  int balance_worst_household = -1;
};

/// Simulates transformers [first, first + count). Fills the block's part of `simulation`'s arrays.
[[nodiscard]] BlockResult simulate_block(Simulation& simulation, int first_transformer, int count);

}  // namespace hearthgrid::run
