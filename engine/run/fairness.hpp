#pragma once
// Homes' bills against their incomes, mix by mix: what every home is, what it pays before, and the tallies by village
// and band.

#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/distribution.hpp"

namespace hearthgrid::run {

/// Index of the mix called `before`, or of the first: what changes are reckoned against.
[[nodiscard]] int base_mix(const Plan& plan);

/// What the distribution knows a home by; institutions have no income.
[[nodiscard]] economy::HomeIncome income_of(const Household& home);

/// The bands that the scenario asks for.
[[nodiscard]] economy::IncomeBands income_bands(const Scenario& scenario);

/// Running grants of the first winter that programmes pay the homes, [household]: MoneyFigures::grant of a mix.
using HomeGrants = std::vector<economy::Fen>;

/// What every home pays and how cold it is in the base mix.
[[nodiscard]] std::vector<economy::BeforeHome> homes_before(const Scenario& scenario, const Simulation& simulation,
                                                            const HomeGrants& grants);

/// Tallies of a mix, [village][group of `bands`].
[[nodiscard]] std::vector<economy::BandTally> distribution_of(const Scenario& scenario, const Simulation& simulation,
                                                              int mix, const economy::IncomeBands& bands,
                                                              const std::vector<economy::BeforeHome>& before,
                                                              const HomeGrants& grants);

}  // namespace hearthgrid::run
