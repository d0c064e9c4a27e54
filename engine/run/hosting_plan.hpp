#pragma once
// Questions of hosting that name a heater in place of a mix: which homes convert to it, as a plan of its own, so that
// the run's mixes and their results stay what they are.

#include "engine/base/error.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// Gives each such question a plan of two mixes: the one that homes begin with, and one in which every home has
/// converted that is eligible, has not converted in the first, and does not have that heater and envelope already.
/// `planning` is that of the scenario, read. Problems: unknown technologies and envelopes, homes whose archetype has no
/// such envelope, unknown rules, sizes that contradict each other.
void plan_hosting_options(const Scenario& scenario, const SizeOfHome& size_by_load, PlanningInputs& planning,
                          ProblemList& problems);

/// Leaves pairs out that no mix of a plan needs. Plan::before is -1 where its pair is left out.
void keep_used_pairs(Plan& plan);

}  // namespace hearthgrid::run
