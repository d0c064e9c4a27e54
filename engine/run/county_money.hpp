#pragma once
// Money that is of no home: parts over their lives, works on networks, running subsidies of homes that converted before
// the programme.

#include <string>
#include <vector>

#include "engine/run/load.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::run {

/// Books a part bought in the first year: its price, replacements when it is worn out, upkeep of every year at their
/// years' prices, and in the last year what it is still worth.
void book_part(economy::Ledger& ledger, const Scenario& scenario, economy::CostItem item, economy::Payer payer,
               double life_years, economy::Fen price, economy::Fen yearly_upkeep);

/// Running subsidies of MoneyInputs::earlier in the years that are counted, as running_earlier.
[[nodiscard]] std::vector<economy::Transfer> earlier_transfers(const Scenario& scenario);

/// Entries of MoneyInputs::earlier that are paid nothing in the years that are counted, and why.
[[nodiscard]] std::vector<std::string> earlier_notes(const Scenario& scenario);

/// What is of no village: those, and works on the gas network, which the gas company pays in the first year.
[[nodiscard]] economy::Ledger county_ledger(const Scenario& scenario, double gas_works_cny);

}  // namespace hearthgrid::run
