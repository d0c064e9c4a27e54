#include "engine/run/draws_burden.hpp"

#include <algorithm>
#include <numeric>

#include "engine/run/fairness.hpp"
#include "engine/run/home_bills.hpp"
#include "engine/run/mix_homes.hpp"
#include "engine/run/mix_money.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {
namespace {

constexpr auto WITH = static_cast<size_t>(economy::BillCase::with_subsidy);
constexpr auto WITHOUT = static_cast<size_t>(economy::BillCase::without_subsidy);

const Option& option_of(const Plan& plan, int mix, int household) {
  return plan.options[plan.pairs[plan.mixes[mix].pair[household]].option];
}

// Homes of a group that can be burdened at all.
std::vector<std::vector<int>> homes_with_income(const Scenario& scenario, const std::vector<int>& group_of_home,
                                                size_t groups) {
  std::vector<std::vector<int>> homes(groups);
  for (int h = 0; h < static_cast<int>(group_of_home.size()); ++h) {
    const economy::HomeIncome income = income_of(scenario.population.households[h]);
    if (income.income > 0 && !income.vacant) homes[group_of_home[h]].push_back(h);
  }
  return homes;
}

// Range of the mean of prices.
uncertainty::Support price_range(const DrawsPlan& plan, const std::array<double, PRICED>& weight) {
  uncertainty::Support range{0.0, 0.0};
  for (int p = 0; p < PRICED; ++p) {
    const uncertainty::Support of = plan.draws > 0 ? plan.price_of(p) : uncertainty::Support{1.0, 1.0};
    range.low += weight[p] * of.low;
    range.high += weight[p] * of.high;
  }
  return range;
}

}  // namespace

BurdenTable::BurdenTable(const Scenario& scenario, const Simulation& simulation, int mix, const DrawsPlan& plan,
                         const std::vector<int>& group_of_home, int threads)
    : groups_(plan.groups.size()) {
  const std::vector<std::vector<int>> homes = homes_with_income(scenario, group_of_home, groups_.size());
  const double limit = scenario.settings.table("fairness").number("burden_limit");
  const HomeBills bills(scenario, simulation, mix);
  std::vector<std::pair<size_t, size_t>> jobs;  // group, node of the scale
  in_parallel(static_cast<int64_t>(groups_.size()), {threads, {}, {}}, [&](int64_t g) {
    if (!homes[g].empty()) groups_[g].weight = weights_of(scenario, simulation, mix, homes[g]);
  });
  for (size_t g = 0; g < groups_.size(); ++g) {
    if (homes[g].empty()) continue;
    Group& group = groups_[g];
    group.prices = nodes_of(price_range(plan, group.weight));
    group.by_scale.nodes =
        nodes_of(plan.draws > 0 ? plan.scale_of(static_cast<int>(g)) : uncertainty::Support{1.0, 1.0});
    group.by_scale.values.assign(group.by_scale.nodes.size() * group.prices.size(), 0.0);
    for (size_t node = 0; node < group.by_scale.nodes.size(); ++node) jobs.emplace_back(g, node);
  }
  in_parallel(static_cast<int64_t>(jobs.size()), {threads, {}, {}}, [&](int64_t i) {
    const auto [g, node] = jobs[static_cast<size_t>(i)];
    Group& group = groups_[g];
    double* counts = group.by_scale.values.data() + node * group.prices.size();
    for (const int h : homes[g]) {
      const HomeSeason season = scaled(simulation, h, home_season(simulation, mix, h), group.by_scale.nodes[node]);
      const economy::SeasonBill bill = bills.of(h, season, season, running_grant(scenario, mix, h, season));
      const auto payable = static_cast<double>(bill.heating[WITH]), gross = static_cast<double>(bill.heating[WITHOUT]);
      const double burden = limit * static_cast<double>(income_of(scenario.population.households[h]).income);
      for (size_t p = 0; p < group.prices.size(); ++p) {
        if (payable + (group.prices[p] - 1.0) * gross > burden) counts[p] += 1.0;
      }
    }
  });
}

// By what the homes pay for each carrier before subsidies; what is no fuel is the heater's electricity.
std::array<double, PRICED> BurdenTable::weights_of(const Scenario& scenario, const Simulation& simulation, int mix,
                                                   const std::vector<int>& homes) {
  const HomeBills bills(scenario, simulation, mix);
  std::array<double, PRICED> sums{};
  for (const int h : homes) {
    const HomeSeason season = home_season(simulation, mix, h);
    const heater::Carrier carrier = scenario.technologies[option_of(*simulation.plan, mix, h).technology].carrier;
    const economy::Bill bill = economy::household_bill(scenario.tariff, season_use(scenario, h, season, carrier));
    const std::array<economy::Fen, PRICED> fuels = {
        0, bill.gas, bill.coal, bill.briquettes, bill.semi_coke, bill.pellets, bill.wood, bill.straw};
    const economy::Fen fuel = std::accumulate(fuels.begin(), fuels.end(), economy::Fen{0});
    for (int p = 0; p < PRICED; ++p) sums[p] += static_cast<double>(fuels[p]);
    sums[0] += static_cast<double>(std::max<economy::Fen>(0, bills.of(h, season, season, 0).heating[WITHOUT] - fuel));
  }
  const double total = std::accumulate(sums.begin(), sums.end(), 0.0);
  for (double& weight : sums) weight = total > 0.0 ? weight / total : 1.0 / PRICED;
  return sums;
}

double BurdenTable::homes(const DrawnFigures& draw) const {
  double sum = 0.0;
  for (size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    if (group.prices.empty()) continue;
    double price = 0.0;
    for (int p = 0; p < PRICED; ++p) price += group.weight[p] * draw.price[p];
    const size_t columns = group.prices.size();
    const auto [low, high, weight] = place_between(group.prices, price);
    const double at_low = group.by_scale.at(draw.scale[g], low, columns);
    const double at_high = group.by_scale.at(draw.scale[g], high, columns);
    sum += at_low + weight * (at_high - at_low);
  }
  return sum;
}

}  // namespace hearthgrid::run
