#pragma once
// What each file of a scenario allows by itself but the files together do not: names that nothing bears, limits that
// contradict each other, days outside the season.

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"

namespace hearthgrid::run {

struct Scenario;

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
