#pragma once
// How large a clause makes the heaters of the homes that it converts: as it says, the programme's one size for all (the
// rated one), or by each home's design load, rounded up to a size that is sold.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/design_day.hpp"

namespace hearthgrid::run {

enum class Sizing { given, programme, design_load };

/// Of a conversion clause: what it names, or `given` where it names a size, else `programme`.
[[nodiscard]] Sizing sizing_of(const io::Settings& clause);

/// Whether any clause or question of hosting of the scenario sizes by design load.
[[nodiscard]] bool sizes_by_design_load(const io::Settings& scenario);

/// The clause's product sizes, or its technology's; empty where neither has any.
[[nodiscard]] std::vector<double> product_sizes(const io::Settings& clause, const heater::Technology& technology);

/// Keys that contradict each other, a missing size or product range.
void check_sizing(const Scenario& scenario, const io::Settings& clause, ProblemList& problems);

/// Sizes by design load for the planner, with the scenario's population and weather.
[[nodiscard]] SizeOfHome size_by_design_load(const Scenario& scenario, DesignDay& day);

/// What `check` says: the design temperatures, and of each mix that sizes by design load how many homes get which size
/// and how many need more than the largest. Empty where no clause does.
[[nodiscard]] std::vector<std::string> sizing_notes(const Scenario& scenario);

}  // namespace hearthgrid::run
