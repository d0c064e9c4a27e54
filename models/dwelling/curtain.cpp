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

/// What each window's closed cover changes [W/K].
std::vector<double> change_by_window(const Dwelling& dwelling, const std::vector<CoverGroup>& groups) {
  const Dwelling closed = with_covers_closed(dwelling, (1U << groups.size()) - 1U);
  const std::vector<double> open_w_k = element_conductances(dwelling);
  const std::vector<double> closed_w_k = element_conductances(closed);
  std::vector<double> change;
  double sum = 0.0;
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const size_t element = dwelling.opaque.size() + i;
    change.push_back(closed_w_k[element] - open_w_k[element]);
    sum += change.back();
  }
  const double whole =
      full_order(closed).heat_loss_coefficient_w_k() - full_order(dwelling).heat_loss_coefficient_w_k();
  for (double& value : change) {
    value *= whole / sum;
  }
  return change;
}

/// Share of each step for which a group's covers are closed.
std::vector<double> closed_shares(const CoverGroup& group, std::span<const PlaneIrradiance> sun,
                                  const SiteDrivers& site, int first_step, int count, int steps_per_day) {
  const double minutes = DAY_MINUTES / steps_per_day;
  const NightCover cover{.from_h = group.from_h, .to_h = group.to_h};
  std::vector<double> shares;
  for (int k = 0; k < count; ++k) {
    const double start = minutes * ((first_step + k) % steps_per_day);
    shares.push_back(group.from_h >= 0.0 ? closed_by_clock(cover, start, minutes) : dark_share(sun, k, site.substeps));
  }
  return shares;
}

/// Adds what the shares are beyond those of the states taken.
void add_rest(const Dwelling& dwelling, const std::vector<size_t>& windows, const std::vector<double>& change,
              const std::vector<double>& rest, const SiteDrivers& site, int first_step, std::vector<double>& added) {
  for (const size_t i : windows) {
    const Window& window = dwelling.windows[i];
    const double sky = window.outer_zone ? 0.0 : diffuse_share(window.shading).sky;
    const auto drop_k = sky_drop_k(window, sky, dwelling, site, first_step, static_cast<int>(rest.size()));
    for (size_t k = 0; k < rest.size(); ++k) {
      if (rest[k] != 0.0) {
        added[k] += rest[k] * change[i] * pull_of_sky(site.outdoor_temp_c[first_step + k], drop_k[k]);
      }
    }
  }
}

}  // namespace

double closed_by_clock(const NightCover& cover, double start_minute, double minutes) {
  const double from = 60.0 * cover.from_h;
  const double to = 60.0 * cover.to_h + (cover.to_h <= cover.from_h ? DAY_MINUTES : 0.0);
  const double end = start_minute + minutes;
  return (overlap(start_minute, end, from, to) + overlap(start_minute + DAY_MINUTES, end + DAY_MINUTES, from, to)) /
         minutes;
}

std::vector<CoverGroup> cover_groups(const Dwelling& dwelling) {
  std::vector<CoverGroup> groups;
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const NightCover& cover = dwelling.windows[i].night;
    if (cover.resistance_m2kw <= 0.0) continue;
    const bool by_sun = cover.from_h < 0.0;
    const double from_h = by_sun ? -1.0 : cover.from_h, to_h = by_sun ? -1.0 : cover.to_h;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const CoverGroup& g) { return g.from_h == from_h && g.to_h == to_h; });
    if (group == groups.end()) group = groups.insert(groups.end(), CoverGroup{from_h, to_h, {}});
    group->windows.push_back(i);
  }
  return groups;
}

Dwelling with_covers_closed(Dwelling dwelling, unsigned closed) {
  const std::vector<CoverGroup> groups = cover_groups(dwelling);
  for (size_t g = 0; g < groups.size(); ++g) {
    if ((closed >> g & 1U) == 0U) continue;
    for (const size_t i : groups[g].windows) {
      dwelling.windows[i].cover_m2kw += dwelling.windows[i].night.resistance_m2kw;
    }
  }
  return dwelling;
}

std::vector<Dwelling> covered_dwellings(const Dwelling& dwelling) {
  const size_t groups = cover_groups(dwelling).size();
  if (groups > MOST_COVER_GROUPS) {
    throw std::invalid_argument("curtain: covers that close at more different hours than there are networks for");
  }
  std::vector<Dwelling> covered;
  for (unsigned closed = 1; closed < 1U << groups; ++closed) covered.push_back(with_covers_closed(dwelling, closed));
  return covered;
}

CoverCourse cover_course(const Dwelling& dwelling, const SiteDrivers& site, int first_step, int count,
                         int steps_per_day) {
  const std::vector<CoverGroup> groups = cover_groups(dwelling);
  if (groups.empty()) {
    return {};
  }
  const auto sun = sun_at(site, first_step, count);
  const std::vector<double> change = change_by_window(dwelling, groups);
  CoverCourse course{std::vector<unsigned char>(count, 0), std::vector<double>(count, 0.0)};
  for (size_t g = 0; g < groups.size(); ++g) {
    std::vector<double> rest = closed_shares(groups[g], sun, site, first_step, count, steps_per_day);
    for (int k = 0; k < count; ++k) {
      if (rest[k] < 0.5) continue;
      rest[k] -= 1.0;
      course.closed[k] = static_cast<unsigned char>(course.closed[k] | 1U << g);
    }
    add_rest(dwelling, groups[g].windows, change, rest, site, first_step, course.rest_w_k);
  }
  return course;
}

}  // namespace hearthgrid::dwelling
