#pragma once
// What a scenario says of money beside the libraries: how electricity is counted for its tariff, price paths, budgets,
// and homes that converted before.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "models/economy/budget.hpp"
#include "models/economy/price_bins.hpp"
#include "models/economy/price_path.hpp"
#include "models/economy/subsidy.hpp"

namespace hearthgrid::run {

struct Scenario;

/// Homes whose running subsidies began before the programme.
struct EarlierHomes {
  int subsidy = 0;  ///< index into Scenario::subsidies
  economy::UserKind user = economy::UserKind::household;
  int converted_year = 0, homes = 0;
  economy::GrantUse use;
  std::string status, source;
};

struct MoneyInputs {
  economy::PriceBins bins;
  economy::PricePaths paths;
  std::vector<economy::BudgetCap> budgets;
  std::vector<int> village_order;  ///< indices of all villages, in the order in which budgets fund them
  std::vector<EarlierHomes> earlier;
};

/// Once villages are known. Problems: names that nothing bears, years outside those that are counted, a path with
/// growth and factors or with neither, one that does not begin with 1, an item of two paths, a tariff of too many
/// bands, a kWh or m3 that tariff and programme both pay for.
[[nodiscard]] MoneyInputs read_money(const Scenario& scenario, ProblemList& problems);

/// The year in which the season begins: year 0 of the money.
[[nodiscard]] int first_year(const Scenario& scenario);
/// Years over which money is counted.
[[nodiscard]] int money_years(const Scenario& scenario);

}  // namespace hearthgrid::run
