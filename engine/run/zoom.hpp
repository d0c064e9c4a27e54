#pragma once
// Days of the season that are run again at a short step, for what means over a quarter of an hour hide: the coldest
// days, and any that the scenario names. Homes enter a window with the state that the season has brought them to, and
// the season goes on as if nobody had looked.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/physics.hpp"
#include "models/weather/hourly.hpp"

namespace hearthgrid::run {

struct Scenario;

/// Consecutive days of the axis, warm-up counted.
struct ZoomWindow {
  int first_day = 0;
  int days = 0;
};

/// A window with all that blocks read of it.
struct Zoom {
  ZoomWindow window;
  Physics physics;  ///< of the window's days at its own step; per-day data and season's means are the season's
  SimulationInputs inputs;
  int first_step = 0;  ///< of the window among the steps of all windows
};

/// All windows in order of time; their steps are counted through.
struct ZoomPlan {
  int step_minutes = 1;
  int steps = 0;
  std::vector<std::unique_ptr<const Zoom>> windows;

  /// Start of a step of the windows, in minutes after the season's first midnight.
  [[nodiscard]] int64_t minute_of(int step) const;
};

/// The `count` coldest days of the season: mean outdoor temperature of the local day over the sites by `weight`
/// (homes); of equal days the earlier. Days of the axis, in order of time.
[[nodiscard]] std::vector<int> coldest_days(const Physics& physics, const std::vector<double>& weight, int count);

/// Days as windows: overlapping and adjoining ones become one.
[[nodiscard]] std::vector<ZoomWindow> windows_of(std::vector<int> days);

/// A window at its own step, as blocks read it. `season` must outlive it; `hours` is the weather of each site by the
/// hour. No home is designated.
[[nodiscard]] std::unique_ptr<Zoom> zoom_into(const Scenario& scenario, const SimulationInputs& season,
                                              const std::vector<weather::HourlyWeather>& hours, ZoomWindow window,
                                              int step_minutes);

/// Homes by site of the scenario: the weights of means over sites.
[[nodiscard]] std::vector<double> homes_by_site(const Scenario& scenario);

/// What the scenario's [zoom] asks for. `season` must outlive the plan.
[[nodiscard]] ZoomPlan plan_zoom(const Scenario& scenario, const SimulationInputs& season,
                                 const std::vector<weather::HourlyWeather>& hours);

}  // namespace hearthgrid::run
