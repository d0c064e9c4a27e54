#pragma once
// What a mix does to a home, be it in this winter or the next, and whether in time for the first winter's grants.

#include <chrono>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/subsidy.hpp"

namespace hearthgrid::run {

/// The home where a clause converts it for the next winter only, else null.
[[nodiscard]] const NextWinterHome* next_winter_of(const Mix& mix, int household);

/// The clause that converts a home, this winter or for the next; -1 = none.
[[nodiscard]] int paid_clause(const Mix& mix, int household);

/// The subsidy of a mix's clause, null where it has none.
[[nodiscard]] const economy::Subsidy* subsidy_of(const Scenario& scenario, int mix, int clause);

/// What the programme paid for, be it that the home lights the old stove again; without a conversion what it has.
[[nodiscard]] const Option& installed_option(const Plan& plan, const Mix& mix, int household);

/// With what the home heats in later winters.
[[nodiscard]] const Option& later_option(const Plan& plan, const Mix& mix, int household);

/// The home where its village is late, else null.
[[nodiscard]] const LateHome* late_of(const Mix& mix, int household);

/// Whether a home that a clause converts runs by progress.subsidy_deadline. Without a deadline all do; so do homes that
/// neither a date nor the works nor a delay says anything of.
[[nodiscard]] bool in_time(const Scenario& scenario, int mix, int household);

/// What the grants of a home are reckoned from. `price_cny`: of what an item buys. A home that is converted for the
/// next winter has used nothing for which grants by quantity would be paid.
[[nodiscard]] economy::GrantUses grant_uses(const Scenario& scenario, int mix, int household, const HomeSeason& season,
                                            const HomeSeason& later, double price_cny);

/// Running grants that its programme pays the home itself for a first winter; 0 without a conversion or a subsidy.
[[nodiscard]] economy::Fen running_grant(const Scenario& scenario, int mix, int household, const HomeSeason& season);

/// Running grants of the first winter that a late home misses: what it would be granted for what it uses if it were in
/// time; where it does not run this winter, fixed amounts only. 0 for a home that is planned to be too late, or to run
/// after the season.
[[nodiscard]] economy::Fen missed_grant(const Scenario& scenario, int mix, int household,
                                        const economy::Subsidy& subsidy, const economy::GrantUses& uses);

/// Last day on which a home may begin to run that the programme converts: the last before the next season.
[[nodiscard]] std::chrono::sys_days last_commissioning(const TimeAxis& axis);

/// First day that anything of the works may be on: two years before the season; what is earlier is a slip of the pen.
[[nodiscard]] std::chrono::sys_days first_commissioning(const TimeAxis& axis);

}  // namespace hearthgrid::run
