#include "engine/run/zoom.hpp"

#include <algorithm>
#include <numeric>

#include "engine/run/load.hpp"
#include "engine/run/prepare.hpp"

namespace hearthgrid::run {
namespace {

double mean_of_day(const SiteWeather& site, int day) {
  const int per_day = site.steps.axis.steps_per_day();
  const auto from = site.steps.outdoor_temp_c.begin() + static_cast<std::ptrdiff_t>(day) * per_day;
  return std::accumulate(from, from + per_day, 0.0) / per_day;
}

std::vector<ZoomWindow> asked_windows(const Scenario& scenario, const Physics& season) {
  const io::Settings& zoom = scenario.settings.table("zoom");
  std::vector<int> days = coldest_days(season, homes_by_site(scenario), static_cast<int>(zoom.integer("coldest_days")));
  for (const io::Settings& window : zoom.tables("windows")) {
    const int first =
        scenario.axis.warm_up_days + static_cast<int>((window.date("first_day") - scenario.axis.first_day).count());
    for (int d = 0; d < window.integer("days"); ++d) days.push_back(first + d);
  }
  return windows_of(std::move(days));
}

}  // namespace

int64_t ZoomPlan::minute_of(int step) const {
  const auto after = std::find_if(windows.begin(), windows.end(), [&](const auto& z) { return z->first_step > step; });
  const Zoom& zoom = **std::prev(after);
  const int64_t day = zoom.window.first_day - zoom.physics.axis.warm_up_days;
  return day * 1440 + int64_t{step - zoom.first_step} * step_minutes;
}

std::vector<int> coldest_days(const Physics& physics, const std::vector<double>& weight, int count) {
  const TimeAxis& axis = physics.axis;
  std::vector<std::pair<double, int>> days;
  for (int day = axis.warm_up_days; day < axis.days(); ++day) {
    double weighted_c = 0.0;
    for (size_t i = 0; i < physics.sites.size(); ++i) weighted_c += weight[i] * mean_of_day(physics.sites[i], day);
    days.emplace_back(weighted_c, day);
  }
  std::sort(days.begin(), days.end());
  std::vector<int> coldest;
  for (size_t i = 0; i < std::min(days.size(), static_cast<size_t>(count)); ++i) coldest.push_back(days[i].second);
  std::sort(coldest.begin(), coldest.end());
  return coldest;
}

std::vector<ZoomWindow> windows_of(std::vector<int> days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<ZoomWindow> windows;
  for (const int day : days) {
    if (!windows.empty() && windows.back().first_day + windows.back().days == day) {
      ++windows.back().days;
    } else {
      windows.push_back({day, 1});
    }
  }
  return windows;
}

std::vector<double> homes_by_site(const Scenario& scenario) {
  std::vector<double> homes(scenario.site_names.size());
  for (const Household& home : scenario.population.households) homes[scenario.village_site[home.village]] += 1.0;
  return homes;
}

std::unique_ptr<Zoom> zoom_into(const Scenario& scenario, const SimulationInputs& season,
                                const std::vector<weather::HourlyWeather>& hours, ZoomWindow window, int step_minutes) {
  auto zoom = std::make_unique<Zoom>();
  zoom->window = window;
  zoom->physics = prepare_days(scenario, *season.physics, hours, window.first_day, window.days, step_minutes);
  zoom->inputs = season;
  zoom->inputs.physics = &zoom->physics;
  zoom->inputs.valley = valley_steps(scenario, zoom->physics.axis);
  zoom->inputs.designated.clear();
  return zoom;
}

ZoomPlan plan_zoom(const Scenario& scenario, const SimulationInputs& season,
                   const std::vector<weather::HourlyWeather>& hours) {
  ZoomPlan plan;
  plan.step_minutes = static_cast<int>(scenario.settings.table("zoom").integer("step_minutes"));
  for (const ZoomWindow& window : asked_windows(scenario, *season.physics)) {
    auto zoom = zoom_into(scenario, season, hours, window, plan.step_minutes);
    zoom->first_step = plan.steps;
    plan.steps += window.days * zoom->physics.axis.steps_per_day();
    plan.windows.push_back(std::move(zoom));
  }
  return plan;
}

}  // namespace hearthgrid::run
