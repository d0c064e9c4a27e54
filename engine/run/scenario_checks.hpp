#pragma once
// What each file of a scenario allows by itself but the files together do not: names that nothing bears, limits that
// contradict each other, days outside the season.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::run {

struct Scenario;

/// Technologies of the scenario's own that bear a built-in name and burn another fuel, while that name's emission
/// factors are the built-in ones: they would let out what the old fuel does.
void check_fuels(const Scenario& scenario, const std::vector<heater::Technology>& built_in, ProblemList& problems);

/// Factors of the scenario's own: a stove or boiler that is no technology (a misspelt rank would be passed over),
/// plants whose name is none.
void check_factor_names(const Scenario& scenario, ProblemList& problems);

/// Once mixes are planned: technologies in use that burn something and have no factors, and stoves fired by hand that
/// would take those of another rank of coal.
void check_burnt(const Scenario& scenario, ProblemList& problems);

/// What `check` says of technologies in use that take another's emission factors; empty if none does.
[[nodiscard]] std::vector<std::string> borrowed_factors(const Scenario& scenario);

/// Before homes are made: the days of the season, a cold wave and the zoom inside it.
void check_season(const Scenario& scenario, ProblemList& problems);

/// Homes and transformers: that there are any, what households.csv names, series and sizes and their prices, places,
/// homes with time series.
void check_population(const Scenario& scenario, ProblemList& problems);

/// Mixes: envelopes that archetypes have, subsidies that exist and fit, rules and technologies that are named, one
/// target per clause, heaters' sizes only where there is a new heater, commissioning before the season ends.
void check_mixes(const Scenario& scenario, ProblemList& problems);

/// What a clause of a mix or a question of hosting says of rules and sizes.
void check_conversion(const Scenario& scenario, const io::Settings& clause, ProblemList& problems);

}  // namespace hearthgrid::run
