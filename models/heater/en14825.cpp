#include "models/heater/en14825.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "models/heater/coefficients.hpp"
#include "models/heater/frost.hpp"
#include "models/heater/part_load.hpp"

namespace hearthgrid::heater {
namespace {

constexpr double NO_LOAD_C = 16.0;

// Hours at each whole degree from the design temperature to 15 degC.
constexpr std::array<double, 26> AVERAGE_BINS = {1,   25,  23,  24,  27,  68,  91,  89,  165, 173, 240, 280, 320,
                                                 357, 356, 303, 330, 326, 348, 335, 315, 215, 169, 151, 105, 74};
constexpr std::array<double, 38> COLDER_BINS = {1,   6,   13,  17,  19,  26,  39,  41,  35,  52,  37,  41,  43,
                                                54,  90,  125, 169, 195, 278, 306, 454, 385, 490, 533, 380, 228,
                                                261, 279, 229, 269, 233, 230, 243, 191, 146, 150, 97,  61};

struct Season {
  double design_temp_c;
  std::span<const double> bins;
  double full_load_h, thermostat_off_h, off_h;  // the crankcase heater may run in both of the latter
};

const Season& season_of(SeasonClimate climate) {
  static constexpr Season AVERAGE = {-10.0, AVERAGE_BINS, 2066.0, 179.0, 3672.0};
  static constexpr Season COLDER = {-22.0, COLDER_BINS, 2465.0, 131.0, 2189.0};
  return climate == SeasonClimate::average ? AVERAGE : COLDER;
}

struct OutletPoint {
  double outdoor_temp_c, low, medium;
};

constexpr std::array<OutletPoint, 5> AVERAGE_OUTLET = {
    {{-10, 35, 55}, {-7, 34, 52}, {2, 30, 42}, {7, 27, 36}, {12, 24, 30}}};
constexpr std::array<OutletPoint, 6> COLDER_OUTLET = {
    {{-22, 35, 55}, {-15, 32, 49}, {-7, 30, 44}, {2, 27, 37}, {7, 25, 32}, {12, 24, 28}}};

double load_share(const Season& season, double outdoor_temp_c) {
  return (outdoor_temp_c - NO_LOAD_C) / (season.design_temp_c - NO_LOAD_C);
}

StepConditions test_air(double outdoor_temp_c) {
  constexpr double TEST_BRINE_C = 0.0;  // B0 of EN 14511
  StepConditions now;
  now.outdoor_temp_c = outdoor_temp_c;
  now.relative_humidity = test_relative_humidity(outdoor_temp_c);
  now.brine_temp_c = TEST_BRINE_C;
  return now;
}

struct Bin {
  double heat_w, backup_w, input_w;
};

Bin run_bin(const Technology& technology, double load_w, double outdoor_temp_c, double water_temp_c) {
  const StepConditions now = test_air(outdoor_temp_c);
  const HeaterCoefficients row = coefficients(technology, std::span(&now, 1));
  const double capacity = std::max(0.0, row.capacity_w(0, water_temp_c));
  const double heat = std::min(load_w, capacity);
  const double load = capacity > 0.0 ? heat / capacity : 0.0;
  const double smallest = smallest_share(technology);
  const double part_load = 1.0 + technology.part_load_slope * (1.0 - std::max(load, smallest));
  const double input = capacity * row.input_per_heat(0, water_temp_c) * part_load *
                       input_share(load, smallest, technology.cycling_degradation);
  return {load_w, load_w - heat, input + (load_w - heat)};
}

}  // namespace

double outlet_temp_c(SeasonClimate climate, OutletLevel level, double outdoor_temp_c) {
  const std::span<const OutletPoint> points =
      climate == SeasonClimate::average ? std::span<const OutletPoint>(AVERAGE_OUTLET) : COLDER_OUTLET;
  size_t k = 1;
  while (k + 1 < points.size() && points[k].outdoor_temp_c < outdoor_temp_c) ++k;
  const OutletPoint& a = points[k - 1];
  const OutletPoint& b = points[k];
  const double x = (outdoor_temp_c - a.outdoor_temp_c) / (b.outdoor_temp_c - a.outdoor_temp_c);
  return level == OutletLevel::low ? a.low + x * (b.low - a.low) : a.medium + x * (b.medium - a.medium);
}

SeasonalPerformance seasonal_performance(const Technology& technology, SeasonClimate climate, OutletLevel level,
                                         double bivalent_temp_c) {
  const Season& season = season_of(climate);
  const StepConditions bivalent = test_air(bivalent_temp_c);
  const double capacity_w =
      coefficients(technology, std::span(&bivalent, 1)).capacity_w(0, outlet_temp_c(climate, level, bivalent_temp_c));
  SeasonalPerformance result;
  result.design_load_w = capacity_w / load_share(season, bivalent_temp_c);
  double heat_wh = 0.0;
  double backup_wh = 0.0;
  double input_wh = 0.0;
  for (size_t k = 0; k < season.bins.size(); ++k) {
    const double outdoor = season.design_temp_c + static_cast<double>(k);
    const Bin bin = run_bin(technology, result.design_load_w * load_share(season, outdoor), outdoor,
                            outlet_temp_c(climate, level, outdoor));
    heat_wh += season.bins[k] * bin.heat_w;
    backup_wh += season.bins[k] * bin.backup_w;
    input_wh += season.bins[k] * bin.input_w;
  }
  result.scop_on = heat_wh / input_wh;
  result.backup_share = backup_wh / heat_wh;
  const double standing_h = season.thermostat_off_h + season.off_h;
  const double season_wh = result.design_load_w * season.full_load_h;
  result.scop = season_wh /
                (season_wh / result.scop_on + standing_h * (technology.standby_w.value + technology.crankcase_w.value));
  return result;
}

}  // namespace hearthgrid::heater
