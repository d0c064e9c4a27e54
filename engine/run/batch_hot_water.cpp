// Batch: hot water that the heater makes.
//
// A boiler heats what is drawn while it is drawn, a heat pump a tank after enough of it has been drawn. An electric
// tank that the home would have is off: what the base load holds for it is taken away again, from the home's base load
// for its peaks and gains, and by the heater's electricity for the sums over homes, in which the base load stays.

#include <algorithm>

#include "engine/run/batch.hpp"

namespace hearthgrid::run {
namespace {

constexpr int TANK_COIL_W = 3000;          // what a tank's coil takes (assumed)
constexpr double TANK_DEADBAND_KWH = 1.5;  // drawn before it is heated again: 150 litres, 8.6 K (assumed)

}  // namespace

// Heat [kW] over [from, to) minutes of the day, past midnight at the day's start, into the tile.
void Batch::lay_hot_water_heat(int lane, double kw, double from_minute, double to_minute) {
  for_steps({from_minute, to_minute}, per_day_, [&](int k, double part) {
    const auto step = static_cast<size_t>(k % per_day_);
    tile_.hot_water[step * LANES + lane] += kw * part / lanes_.area_kw[lane];
  });
}

void Batch::lay_hot_water(const HomeDay& homes) {
  std::fill(tile_.hot_water.begin(), tile_.hot_water.end(), 0.0);
  const double kwh_per_litre = s_.hot_water.kwh_per_litre();
  const bool tank = technology().curve == heater::CurveTemperature::leaving_water;
  for (int lane = 0; lane < size(); ++lane) {
    const auto& draws = homes.draws[homes_[lane].index - homes.first_home];
    if (!tank) {
      for (const occupancy::WaterDraw& draw : draws) {
        lay_hot_water_heat(lane, 60.0 * draw.litre_per_minute * kwh_per_litre, draw.start_minute,
                           draw.start_minute + draw.duration_minute);
      }
      continue;
    }
    occupancy::reheats_of(draws, kwh_per_litre, TANK_COIL_W, TANK_DEADBAND_KWH, reheats_);
    constexpr double UNITS_PER_MINUTE = 16.0;
    for (const occupancy::Reheat& reheat : reheats_) {
      lay_hot_water_heat(lane, 1e-3 * TANK_COIL_W, reheat.start_unit / UNITS_PER_MINUTE,
                         (reheat.start_unit + reheat.duration_unit) / UNITS_PER_MINUTE);
    }
  }
}

// `sign` -1 takes the electric tank's power out of the homes' base load, 1 puts it back.
void Batch::shift_tank_load(const HomeDay& homes, double sign) {
  for (int lane = 0; lane < size(); ++lane) {
    for (const StepPower& heated : homes.water_kw[homes_[lane].index - homes.first_home]) {
      tile_.base[static_cast<size_t>(heated.step) * LANES + lane] += sign * heated.kw;
    }
  }
}

// What the base load still holds for the electric tank.
void Batch::take_tank_load_off(const HomeDay& homes, bool count) {
  for (int lane = 0; lane < size(); ++lane) {
    for (const StepPower& heated : homes.water_kw[homes_[lane].index - homes.first_home]) {
      tile_.electric[static_cast<size_t>(heated.step) * LANES + lane] -= heated.kw;
      if (!count) continue;
      const double watts = heated.kw / lanes_.area_kw[lane];
      lanes_.sum_electric[lane] -= watts;
      lanes_.sum_electric_valley[lane] -= watts * s_.valley[static_cast<size_t>(heated.step)];
    }
  }
}

}  // namespace hearthgrid::run
