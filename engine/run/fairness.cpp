#include "engine/run/fairness.hpp"

#include <algorithm>

#include "engine/run/home_bills.hpp"

namespace hearthgrid::run {

int base_mix(const Plan& plan) {
  const auto found =
      std::find_if(plan.mixes.begin(), plan.mixes.end(), [](const Mix& m) { return m.name == "before"; });
  return found == plan.mixes.end() ? 0 : static_cast<int>(found - plan.mixes.begin());
}

economy::HomeIncome income_of(const Household& home) {
  const bool known = !home.traits.institution;
  return {known ? economy::fen_of_cny(home.traits.income_cny) : 0, home.traits.vacant, 1};
}

economy::IncomeBands income_bands(const Scenario& scenario) {
  const io::Settings& fairness = scenario.settings.table("fairness");
  if (fairness.has("band_limits_cny")) {
    std::vector<economy::Fen> limits;
    for (const double cny : fairness.numbers("band_limits_cny")) limits.push_back(economy::fen_of_cny(cny));
    return economy::IncomeBands::by_limits(std::move(limits));
  }
  std::vector<economy::HomeIncome> incomes;
  for (const Household& home : scenario.population.households) incomes.push_back(income_of(home));
  return economy::IncomeBands::by_quantiles(incomes, static_cast<int>(fairness.integer("income_bands")));
}

std::vector<economy::BeforeHome> homes_before(const Scenario& scenario, const Simulation& simulation,
                                              const HomeGrants& grants) {
  const int base = base_mix(scenario.plan);
  const HomeBills bills(scenario, simulation, base);
  std::vector<economy::BeforeHome> homes(scenario.population.households.size());
  for (int h = 0; h < static_cast<int>(homes.size()); ++h) {
    const HomeSeason season = home_season(simulation, base, h);
    homes[h] = {bills.of(h, season, season, grants[h]).energy[static_cast<size_t>(economy::BillCase::with_subsidy)],
                season.hours_below_14};
  }
  return homes;
}

std::vector<economy::BandTally> distribution_of(const Scenario& scenario, const Simulation& simulation, int mix,
                                                const economy::IncomeBands& bands,
                                                const std::vector<economy::BeforeHome>& before,
                                                const HomeGrants& grants) {
  const io::Settings& fairness = scenario.settings.table("fairness");
  economy::FairnessLimits limits;
  limits.burden_share = fairness.number("burden_limit");
  limits.bill_tolerance = economy::fen_of_cny(fairness.number("bill_tolerance_cny"));
  limits.cold_tolerance_h = fairness.number("cold_tolerance_h");
  const HomeBills bills(scenario, simulation, mix);
  const auto groups = static_cast<size_t>(bands.groups());
  std::vector<economy::BandTally> tallies(scenario.population.villages.size() * groups);
  for (int h = 0; h < static_cast<int>(before.size()); ++h) {
    const Household& home = scenario.population.households[h];
    const economy::HomeIncome income = income_of(home);
    const HomeSeason season = home_season(simulation, mix, h);
    const HomeSeason later = season.share_after < 1.0 ? later_season(simulation, mix, h) : season;
    const economy::SeasonBill bill = bills.of(h, season, later, grants[h]);
    const bool converted = scenario.plan.mixes[mix].clause[h] >= 0;
    economy::add_home(income, converted, bill, before[h], limits,
                      tallies[static_cast<size_t>(home.village) * groups + bands.group_of(income)]);
  }
  return tallies;
}

}  // namespace hearthgrid::run
