#include "models/heater/technology.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::heater {

double supply_temperature_c(const Technology& technology, double outdoor_temp_c) {
  return technology.supply_temp_c + technology.supply_slope * std::max(0.0, -outdoor_temp_c);
}

bool has_store(const Technology& technology) {
  return technology.emitter_w_k.has_value();
}

double store_j_k(const Technology& technology) {
  constexpr double WATER_J_L_K = 4186.0;
  return WATER_J_L_K * (technology.water_l + technology.buffer_l) + 3600.0 * technology.core_wh_k;
}

double curve_offset_k_per_w(const Technology& technology) {
  const double half_k_per_w = 0.5 * technology.return_drop_k / technology.rated_heat_w;
  switch (technology.curve) {
    case CurveTemperature::leaving_water:
      return half_k_per_w;
    case CurveTemperature::returning_water:
      return -half_k_per_w;
    case CurveTemperature::room_air:
      break;
  }
  return 0.0;
}

double smallest_share(const Technology& technology) {
  return technology.min_modulation / technology.units;
}

double emitted_w(const Technology& technology, double supply_c, double air_c) {
  if (!technology.emitter_w_k) return std::numeric_limits<double>::infinity();
  const double half_drop_k_per_w = 0.5 * technology.return_drop_k / technology.rated_heat_w;
  // heat(mean water) falls with the drop that it makes itself: halve the interval in which the two meet.
  double low_w = 0.0, high_w = *technology.emitter_w_k * std::max(0.0, supply_c - air_c) * 2.0;
  for (int k = 0; k < 60; ++k) {
    const double heat_w = 0.5 * (low_w + high_w);
    const double over_k = std::max(0.0, supply_c - half_drop_k_per_w * heat_w - air_c);
    const double given_w =
        *technology.emitter_w_k * over_k * fast_pow(over_k / NOMINAL_EXCESS_K, technology.emitter_exponent - 1.0);
    (given_w > heat_w ? low_w : high_w) = heat_w;
  }
  return 0.5 * (low_w + high_w);
}

Carrier burnt_carrier(const Technology& technology) {
  return technology.carrier == Carrier::electricity ? technology.backup_carrier : technology.carrier;
}

double units_per_joule(const Technology& technology) {
  return 1.0 / (technology.fuel_lhv_mj_per_unit * 1e6);
}

const std::vector<std::string>& carrier_names() {
  static const std::vector<std::string> NAMES = {"none", "electricity", "gas", "coal", "pellets", "wood", "straw"};
  return NAMES;
}

const std::vector<std::string>& fuel_names() {
  static const std::vector<std::string> NAMES = {"anthracite",    "bituminous", "lignite", "briquettes",
                                                 "semi_coke",     "wood",       "straw",   "wood_pellets",
                                                 "straw_pellets", "natural_gas"};
  return NAMES;
}

std::optional<Carrier> carrier_from_name(std::string_view name) {
  const auto& names = carrier_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Carrier>(found - names.begin());
}

}  // namespace hearthgrid::heater
