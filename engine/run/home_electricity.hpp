#pragma once
// What a home's electricity beside heating hangs on: what it owns, when somebody is awake, the hot water of its tank;
// and the yearly kWh of all homes, settled once before anything is planned by them.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/run/population.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/equipment.hpp"
#include "models/occupancy/hot_water.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::run {

struct Scenario;

using ByDayKind = std::array<double, occupancy::DAY_KINDS>;

/// Power in one step of a day.
struct StepPower {
  int step = 0;
  double kw = 0.0;
};

struct HomeElectricity {
  occupancy::HomeAppliances owned;
  occupancy::AwakeChance awake;
  int element_w = 0;        ///< of an electric tank; 0 = none
  ByDayKind litres{};       ///< hot water of the year's mean day, if it were of this kind
  ByDayKind awake_share{};  ///< HotWater::awake_share: draws fall in hours with somebody awake
  /// Heat drawn from the tank [kWh] on the mean day of mean_day_factor's.
  [[nodiscard]] double tank_draw_kwh(const occupancy::HotWater& water, const ByDayKind& factor) const;
  /// Litres to ask HotWater::day for, of the year's mean day: as if somebody were always awake.
  [[nodiscard]] ByDayKind asked_litres() const;
};

[[nodiscard]] HomeElectricity home_electricity(const Household& home, const occupancy::Equipment& equipment,
                                               const occupancy::HotWater& water,
                                               const occupancy::PresenceProfiles& presence, uint32_t seed);

/// Whether a home takes electricity beside heating on some day: lived in then, and not on a schedule, which holds its
/// gains.
[[nodiscard]] bool takes_power(const Household& home);

/// What all homes share. The season's is needed where a transformer's load is measured.
struct ElectricityYear {
  const occupancy::Equipment* equipment = nullptr;
  const occupancy::PresenceProfiles* presence = nullptr;
  occupancy::HotWater water;
  ByDayKind water_of_year{}, water_of_season{};                ///< mean_day_factor
  std::vector<occupancy::MeanUse> use_of_year, use_of_season;  ///< per site
  std::vector<int> village_site;                               ///< per village
  uint32_t seed = 0;
};

/// How the homes' yearly kWh came out.
struct YearlyElectricity {
  int homes = 0;       ///< that take any
  int follow_use = 0;  ///< of them without a yearly kWh given
  double mean_kwh = 0.0;
  int scaled = 0;             ///< whose powers are scaled beyond LEAST_SCALE and MOST_SCALE
  double median_scale = 1.0;  ///< of these
};

/// Sets yearly_kwh, tank_draw_kwh and tank_loss_kwh of all homes to what is expected of them: 0 for those that take
/// nothing. Homes of a transformer with a measured load come to its mean over the season together, each in proportion
/// to what it would use otherwise.
YearlyElectricity settle_yearly_kwh(Population& population, const ElectricityYear& year);

/// The same of a scenario; keeps how it came out in Scenario::electricity.
void settle_yearly_kwh(Scenario& scenario);

/// What `check` and `run` say of it: lines without a number of their own.
[[nodiscard]] std::vector<std::string> electricity_notes(const YearlyElectricity& electricity);

}  // namespace hearthgrid::run
