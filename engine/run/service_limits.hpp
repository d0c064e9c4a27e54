#pragma once
// The limit of a home's connection: meter, breaker and service drop together.

#include "engine/run/population.hpp"

namespace hearthgrid::run {

/// Gives the scenario's limit, if it has one, to homes whose row gives none.
void apply_service_limits(const io::Settings& electricity, Population& population);

}  // namespace hearthgrid::run
