#pragma once
// Bands, tiers and limits of a tariff that can never hold: each is a mistake of whoever wrote it.

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "models/economy/tariff.hpp"

namespace hearthgrid::io {

/// Problems: hours that end where they begin, a band that earlier ones cover on every day of the year, tiers, subsidies
/// and limits of no length. A band for months outside the season is right, and so is a valley under bands: heaters and
/// controls go by its hours. `given` is what `tariff` was read from.
void check_tariff(const Settings& given, const economy::TariffSet& tariff, ProblemList& problems);

}  // namespace hearthgrid::io
