#include "models/dwelling/curtain.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/dwelling/thermal_model.hpp"

namespace hearthgrid::dwelling {

namespace {

constexpr double DAY_MINUTES = 1440.0;

double overlap(double a, double b, double c, double d) {
  return std::max(0.0, std::min(b, d) - std::max(a, c));
}

std::span<const PlaneIrradiance> sun_at(const SiteDrivers& site, int first_step, int count) {
  if (site.planes.empty() || first_step < 0 || site.substeps < 1 ||
      site.outdoor_temp_c.size() < static_cast<size_t>(first_step) + count ||
      site.horizontal_infrared_w_m2.size() < static_cast<size_t>(first_step) + count ||
      site.planes.front().second.size() < (static_cast<size_t>(first_step) + count) * site.substeps) {
    throw std::invalid_argument("curtain: the weather does not cover the steps asked for");
  }
  return site.planes.front().second.subspan(static_cast<size_t>(first_step) * site.substeps);
}

/// Share of a step with the sun below the horizon.
double dark_share(std::span<const PlaneIrradiance> sun, int step, int substeps) {
  int dark = 0;
  for (int k = 0; k < substeps; ++k) {
    dark += sun[static_cast<size_t>(step) * substeps + k].sin_altitude <= 0.0 ? 1 : 0;
  }
  return static_cast<double>(dark) / substeps;
}

/// (T_in - T_env) / (T_in - T_out): a window loses to the sky what the outdoor air does not tell.
double pull_of_sky(double outdoor_temp_c, double drop_k) {
  constexpr double INDOOR_C = 16.0;  // a rural home's winter mean; the ratio hardly depends on it
  constexpr double LEAST_K = 5.0;    // in mild nights the ratio has no meaning
  return 1.0 + drop_k / std::max(LEAST_K, INDOOR_C - outdoor_temp_c);
}

/// What each window's closed cover changes [W/K]; empty without covers.
std::vector<double> change_by_window(const Dwelling& dwelling) {
  Dwelling closed = dwelling;
  for (Window& window : closed.windows) {
    window.cover_m2kw += window.zone == HOME ? window.night.resistance_m2kw : 0.0;
  }
  const std::vector<double> open_w_k = element_conductances(dwelling);
  const std::vector<double> closed_w_k = element_conductances(closed);
  std::vector<double> change;
  double sum = 0.0;
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const size_t element = dwelling.opaque.size() + i;
    change.push_back(closed_w_k[element] - open_w_k[element]);
    sum += change.back();
  }
  if (sum == 0.0) {
    return {};
  }
  const double whole =
      full_order(closed).heat_loss_coefficient_w_k() - full_order(dwelling).heat_loss_coefficient_w_k();
  for (double& value : change) {
    value *= whole / sum;
  }
  return change;
}

}  // namespace

double closed_by_clock(const NightCover& cover, double start_minute, double minutes) {
  const double from = 60.0 * cover.from_h;
  const double to = 60.0 * cover.to_h + (cover.to_h <= cover.from_h ? DAY_MINUTES : 0.0);
  const double end = start_minute + minutes;
  return (overlap(start_minute, end, from, to) + overlap(start_minute + DAY_MINUTES, end + DAY_MINUTES, from, to)) /
         minutes;
}

std::vector<double> curtain_w_k(const Dwelling& dwelling, const SiteDrivers& site, int first_step, int count,
                                int steps_per_day) {
  const std::vector<double> change = change_by_window(dwelling);
  if (change.empty()) {
    return {};
  }
  const double minutes = DAY_MINUTES / steps_per_day;
  const auto sun = sun_at(site, first_step, count);
  std::vector<double> added(count, 0.0);
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const NightCover& cover = dwelling.windows[i].night;
    if (change[i] == 0.0) {
      continue;
    }
    const Window& window = dwelling.windows[i];
    const double sky = window.outer_zone ? 0.0 : diffuse_share(window.shading).sky;
    const auto drop_k = sky_drop_k(window, sky, dwelling, site, first_step, count);
    for (int k = 0; k < count; ++k) {
      const double start = minutes * ((first_step + k) % steps_per_day);
      const double share =
          cover.from_h >= 0.0 ? closed_by_clock(cover, start, minutes) : dark_share(sun, k, site.substeps);
      added[k] += share * change[i] * pull_of_sky(site.outdoor_temp_c[first_step + k], drop_k[k]);
    }
  }
  return added;
}

}  // namespace hearthgrid::dwelling
