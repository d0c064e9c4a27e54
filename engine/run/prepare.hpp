#pragma once
// From a scenario and its weather to the physics that blocks read: of the whole axis, and of a few of its days at
// another step.

#include <string>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/physics.hpp"
#include "models/weather/hourly.hpp"

namespace hearthgrid::run {

/// Of the whole axis. `hours` is the weather of each site over the axis.
[[nodiscard]] Physics prepare_season(const Scenario& scenario, const std::vector<weather::HourlyWeather>& hours);

/// Of the days [first_day, first_day + days) at another step. What is said by the day or of the season (kinds of day,
/// mean temperatures, the start of the warm-up) is `season`'s, so that a home's people and fires are the same.
[[nodiscard]] Physics prepare_days(const Scenario& scenario, const Physics& season,
                                   const std::vector<weather::HourlyWeather>& hours, int first_day, int days,
                                   int step_minutes);

/// What the reductions of a scenario's dwellings have to say, the worst bin of each: where more states than usual are
/// taken, and where none follows the layered network closely enough. Without weather, in the reference's air; or as
/// prepared.
[[nodiscard]] std::vector<std::string> reduction_notes(const Scenario& scenario);
[[nodiscard]] std::vector<std::string> reduction_notes(const Physics& physics);

/// By step of a day: 1 in valley-tariff hours, else 0.
[[nodiscard]] std::vector<double> valley_steps(const Scenario& scenario, const TimeAxis& axis);

/// What its tariff says to heaters: hours, and the price of electricity in the middle of the season over the first tier
/// of gas.
[[nodiscard]] TariffSteps tariff_steps(const Scenario& scenario, const TimeAxis& axis);

}  // namespace hearthgrid::run
