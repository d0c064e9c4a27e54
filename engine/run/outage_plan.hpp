#pragma once
// Outages as a question beside the season: the power comes back at the coldest hour after 1, 2, 4, 8 hours; what does
// each transformer see? The days are run again at a short step, once without an outage and once per length, from the
// state that the season has brought homes to. The season itself knows of no outage.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/zoom.hpp"

namespace hearthgrid::run {

/// What blocks read of the outages. All of them reach all villages and end in the same minute, so a home's heater
/// restarts at the same time after each.
struct OutagePlan {
  struct Case {
    int hours = 0;
    SimulationInputs inputs;  ///< the usual inputs and the outage among their controls
  };
  std::unique_ptr<const Zoom> usual;  ///< the days without an outage; a day at least before the longest begins
  std::vector<Case> cases;            ///< shortest first
  int step_minutes = 1;
  int fork_day = 0;       ///< of the axis, with the longest outage's begin: until then there is nothing to tell apart
  int restored_step = 0;  ///< among the steps of the days: the first with power
  int end_step = 0;       ///< after what is looked at
  int64_t restored_minute = 0;  ///< after the season's first midnight

  /// Days that homes are run, all cases together.
  [[nodiscard]] int days_run() const;
};

/// Minutes after the axis's first midnight at which the power comes back by the scenario's [outage], or the start of
/// the season's coldest hour, of equal ones the first, by the mean outdoor temperature over the sites by `weight`
/// (homes); hours whose outage would begin before the axis or whose follow_h would end after it are left out.
[[nodiscard]] int64_t restored_minute(const Scenario& scenario, const Physics& season,
                                      const std::vector<double>& weight);

/// What the scenario's [outage] asks for; null if there are no hours. `season` must outlive the plan.
[[nodiscard]] std::unique_ptr<const OutagePlan> plan_outage(const Scenario& scenario, const SimulationInputs& season,
                                                            const std::vector<weather::HourlyWeather>& hours);

/// Problems of [outage]: hours that are not whole, not above 0 or twice there; a time outside the season or by half; a
/// season too short; a step longer than the season's.
void check_outage(const Scenario& scenario, ProblemList& problems);

}  // namespace hearthgrid::run
