#include "engine/run/stove_home.hpp"

#include <algorithm>

#include "engine/base/fast_math.hpp"
#include "models/occupancy/gains.hpp"
#include "models/occupancy/set_point.hpp"

namespace hearthgrid::run {
namespace {

// Of the air that a stove draws over a season heated as the people wish, gains aside; per area scale.
double mean_draught_w_k(const SimulationInputs& s, const Construction& c, const heater::Technology& t,
                        const Household& home) {
  const double warmer_k = home.people.set_point_before_c - s.physics->sites[c.site].heating_outdoor_c;
  return draught_per_w(c, t) * c.heat_loss_w_k * std::max(0.0, warmer_k);
}

// Of open windows, mean over the season's days, per area scale.
double mean_airing_w_k(const SimulationInputs& s, const Construction& c, const Household& home) {
  const double outdoor_c = s.physics->sites[c.site].heating_outdoor_c;
  const double minutes = occupancy::mean_airing_minutes(home.people, s.airing, occupancy::DayKind::workday,
                                                        s.physics->presence, outdoor_c);
  return c.air_w_k_per_ach * s.airing.air_change_per_h * minutes / 1440.0;
}

}  // namespace

double different_insulation_w_k(const Construction& c, const Household& home) {
  const double ratio = static_cast<double>(home.conductivity_factor) / dwelling::INSULATION_LEVELS[c.insulation];
  return c.loss_per_log_conductivity_w_k * fast_log(ratio);
}

double heat_per_kelvin_w_k(double k_per_convective_w, double k_per_radiant_w, double convective_share,
                           double extra_w_k) {
  const double k_per_w = convective_share * k_per_convective_w + (1.0 - convective_share) * k_per_radiant_w;
  return (1.0 + k_per_convective_w * extra_w_k) / k_per_w;
}

double draught_per_w(const Construction& c, const heater::Technology& t) {
  return t.draught_m3h * c.ventilation_w_k_per_m3h / t.rated_heat_w;
}

bool banks_fire(const Household& home) {
  return home.people.night_setback_before_k == 0.0 && !occupancy::heats_part_time(home.people, false);
}

heater::StoveHome stove_home(const SimulationInputs& s, const Construction& c, const Household& home,
                             const heater::Technology& t, double area, double size, bool airs) {
  const double k_per_w = t.convective_share * c.k_per_convective_w + (1.0 - t.convective_share) * c.k_per_radiant_w;
  const double k_per_gain_w =
      c.gains_convective_share * c.k_per_convective_w + (1.0 - c.gains_convective_share) * c.k_per_radiant_w;
  const double opened_w_k = (airs ? mean_airing_w_k(s, c, home) : 0.0) + mean_draught_w_k(s, c, t, home);
  const double extra_w_k = c.nominal_air_change_w_k * (home.air_change_factor * c.mean_air_change - 1.0) + opened_w_k +
                           different_insulation_w_k(c, home);
  const double loss_w_k = heat_per_kelvin_w_k(c.k_per_convective_w, c.k_per_radiant_w, t.convective_share, extra_w_k);
  const double people_w = occupancy::mean_metabolic_w(home.people, occupancy::DayKind{}, s.physics->presence);
  const double inside_w = home.schedule >= 0 ? s.physics->schedules[home.schedule].mean_gains_w()
                                             : people_w + occupancy::mean_load_gain_w(home.people);
  const double gains_w = c.free_excess_k / k_per_w * area + inside_w * k_per_gain_w / k_per_w;
  heater::StoveHome stove;
  stove.name_hash = home.hash;
  stove.target_temp_c = home.people.set_point_before_c;
  stove.heat_loss_w_k = loss_w_k * area;
  stove.gains_w = gains_w;
  stove.max_heat_w = t.rated_heat_w * size;
  stove.least_heat_w = t.least_heat_w * size;
  stove.banks = banks_fire(home);
  return stove;
}

}  // namespace hearthgrid::run
