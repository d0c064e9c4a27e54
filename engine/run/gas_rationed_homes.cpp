#include "engine/run/gas_rationed_homes.hpp"

#include <omp.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {
namespace {

// Many transformers fill the lanes; more do not fill them better, and take memory.
constexpr int LEAST_TRANSFORMERS = 4, MOST_TRANSFORMERS = 16;  ///< of a group
constexpr int GROUPS_OF_THREAD = 3;                            ///< at least, so that none waits long for another
constexpr size_t WAITING_GROUPS = 4;                           ///< of each thread: whose draws wait to be summed
constexpr float NOTHING_M3H = 1e-4F;                           ///< missing: rounding, a burner's cycles

}  // namespace

RationedHomes::RationedHomes(const SimulationInputs& inputs, const GasFacts& facts, int mix,
                             const std::vector<bool>& is_short, const GasShares& shares)
    : s_(inputs),
      facts_(facts),
      shares_(shares),
      row_of_home_(inputs.population->households.size(), -1),
      steps_(static_cast<size_t>(inputs.physics->axis.season_steps())) {
  const Mix& of = s_.plan->mixes[static_cast<size_t>(mix)];
  for (size_t h = 0; h < row_of_home_.size(); ++h) {
    const int node = facts.grid->household_node[h];
    if (node == gas::NO_NODE) continue;
    if (!burns_gas(s_, of.pair[h])) continue;
    const auto found = std::lower_bound(facts.home_nodes.begin(), facts.home_nodes.end(), node);
    const auto row = static_cast<size_t>(found - facts.home_nodes.begin());
    if (is_short[row]) row_of_home_[h] = static_cast<int>(row);
  }
  restrict_plan(mix);
}

void RationedHomes::restrict_plan(int mix) {
  const Plan& all = *s_.plan;
  const Mix& of = all.mixes[static_cast<size_t>(mix)];
  plan_.envelopes = all.envelopes;
  plan_.options = all.options;
  std::vector<bool> kept(all.pairs.size(), false);
  for (size_t h = 0; h < row_of_home_.size(); ++h) {
    if (row_of_home_[h] < 0) continue;
    const auto last = static_cast<size_t>(of.pair[h]);
    kept[last] = true;
    if (all.pairs[last].predecessor >= 0) kept[static_cast<size_t>(all.pairs[last].predecessor)] = true;
  }
  std::vector<int> now(all.pairs.size(), -1);
  for (size_t p = 0; p < all.pairs.size(); ++p) {
    if (!kept[p]) continue;
    now[p] = static_cast<int>(plan_.pairs.size());
    plan_.pairs.push_back(all.pairs[p]);
  }
  for (Pair& pair : plan_.pairs) {
    if (pair.predecessor >= 0) pair.predecessor = now[static_cast<size_t>(pair.predecessor)];
  }
  const auto renumbered = [&](const std::vector<int32_t>& pairs) {
    std::vector<int32_t> out;
    for (const int32_t p : pairs) out.push_back(p < 0 ? -1 : now[static_cast<size_t>(p)]);
    return out;
  };
  Mix& only = plan_.mixes.emplace_back();
  only.name = of.name;
  only.pair = renumbered(of.pair);
  only.clause = of.clause;
  plan_.before = renumbered(all.before);
}

// Transformers that lie near each other, those between them along; `threads` to be kept busy.
std::vector<RationedHomes::Group> RationedHomes::groups(int threads) const {
  const auto& households = s_.population->households;
  std::vector<bool> runs(s_.population->transformers.size(), false);
  for (size_t h = 0; h < row_of_home_.size(); ++h) {
    if (row_of_home_[h] >= 0) runs[static_cast<size_t>(households[h].transformer)] = true;
  }
  const auto count = static_cast<int>(std::count(runs.begin(), runs.end(), true));
  const int size = std::clamp(count / (GROUPS_OF_THREAD * threads), LEAST_TRANSFORMERS, MOST_TRANSFORMERS);
  std::vector<Group> out;
  for (int t = 0; t < static_cast<int>(runs.size()); ++t) {
    if (!runs[static_cast<size_t>(t)]) continue;
    if (out.empty() || t - out.back().first >= size) out.emplace_back().first = t;
    Group& group = out.back();
    group.count = t + 1 - group.first;
    std::map<int, size_t> sum_of_row;
    const Transformer& unit = s_.population->transformers[static_cast<size_t>(t)];
    for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
      const int row = row_of_home_[static_cast<size_t>(h)];
      if (row < 0) continue;
      const auto [at, is_new] = sum_of_row.try_emplace(row, group.row_of_sum.size());
      if (is_new) group.row_of_sum.push_back(static_cast<size_t>(row));
      group.homes.push_back(h);
      group.sum_of_home.push_back(at->second);
    }
  }
  return out;
}

void RationedHomes::run_group(const SimulationInputs& rationed, const SimulationInputs* free, Group& group) const {
  HomesByDay with(rationed, group.first, group.count, group.homes);
  const auto without =
      free == nullptr ? nullptr : std::make_unique<HomesByDay>(*free, group.first, group.count, group.homes);
  group.sums.assign(group.row_of_sum.size(), std::vector<double>(steps_, 0.0));
  std::vector<Account> accounts(free == nullptr ? 0 : group.homes.size());
  const TimeAxis& axis = s_.physics->axis;
  const auto per_day = static_cast<size_t>(axis.steps_per_day());
  for (int day = 0; day < axis.days(); ++day) {
    with.run_day(day);
    if (without) without->run_day(day);
    if (day < axis.warm_up_days) continue;
    const size_t first_step = static_cast<size_t>(day - axis.warm_up_days) * per_day;
    for (size_t i = 0; i < group.homes.size(); ++i) {
      double* sum = group.sums[group.sum_of_home[i]].data() + first_step;
      const std::span<const float> m3h = with.m3h(i);
      for (size_t k = 0; k < per_day; ++k) sum[k] += static_cast<double>(m3h[k]);
    }
    if (without) count_day(with, *without, first_step, group, accounts);
  }
  conclude(accounts, group);
}

void RationedHomes::count_day(const HomesByDay& with, const HomesByDay& without, size_t first_step, const Group& group,
                              std::vector<Account>& accounts) const {
  const double step_h = facts_.step_h;
  for (size_t i = 0; i < accounts.size(); ++i) {
    Account& account = accounts[i];
    const auto node = static_cast<size_t>(facts_.grid->household_node[static_cast<size_t>(group.homes[i])]);
    const float* share = shares_.share.data() + node * steps_ + first_step;
    const std::span<const float> m3h = with.m3h(i), free_m3h = without.m3h(i), air_c = with.air_c(i),
                                 free_air_c = without.air_c(i);
    for (size_t k = 0; k < m3h.size(); ++k) {
      const float air = air_c[k], free_air = free_air_c[k];
      account.hours_below_14 += step_h * ((air < 14.0F ? 1.0 : 0.0) - (free_air < 14.0F ? 1.0 : 0.0));
      account.hours_below_10 += step_h * ((air < 10.0F ? 1.0 : 0.0) - (free_air < 10.0F ? 1.0 : 0.0));
      const float less = free_m3h[k] - m3h[k];
      if (share[k] >= 1.0F || less <= NOTHING_M3H) continue;
      account.hours += step_h;
      account.missing_m3 += static_cast<double>(less) * step_h;
      account.lowest_c = account.steps == 0 ? air : std::min(account.lowest_c, air);
      account.sum_c += static_cast<double>(air);
      ++account.steps;
    }
  }
}

void RationedHomes::conclude(const std::vector<Account>& accounts, Group& group) const {
  for (size_t i = 0; i < accounts.size(); ++i) {
    const Account& account = accounts[i];
    if (account.steps == 0) continue;
    RationedHome home{.household = group.homes[i], .lowest_c = account.lowest_c};
    home.vacant = s_.population->households[static_cast<size_t>(home.household)].traits.vacant;
    home.hours_short = static_cast<float>(account.hours);
    home.missing_m3 = static_cast<float>(account.missing_m3);
    home.mean_c = static_cast<float>(account.sum_c / static_cast<double>(account.steps));
    if (!home.vacant) {
      home.hours_below_14 = static_cast<float>(std::max(0.0, account.hours_below_14));
      home.hours_below_10 = static_cast<float>(std::max(0.0, account.hours_below_10));
    }
    group.found.push_back(home);
  }
}

std::vector<RationedHome> RationedHomes::run(const GasRationingOptions& options, bool compare,
                                             std::vector<float>& draw_m3h) const {
  SimulationInputs free = s_;
  free.plan = &plan_;
  free.designated.clear();
  free.low_voltage = nullptr;
  free.fed = false;
  free.gas_shares = nullptr;
  free.named.assign(row_of_home_.size(), false);
  SimulationInputs rationed = free;
  rationed.gas_shares = &shares_;
  PlanningOptions shared;
  shared.threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  shared.stop = options.stop;
  std::vector<Group> all = groups(shared.threads);
  std::vector<std::vector<double>> sums(facts_.home_nodes.size());  // of short nodes
  std::vector<RationedHome> found;
  const size_t at_once = WAITING_GROUPS * static_cast<size_t>(shared.threads);
  for (size_t first = 0; first < all.size(); first += at_once) {
    const size_t count = std::min(at_once, all.size() - first);
    if (options.progress) {
      shared.progress = [&](int64_t done, int64_t) {
        options.progress((static_cast<double>(first) + static_cast<double>(done)) / static_cast<double>(all.size()));
      };
    }
    in_parallel(static_cast<int64_t>(count), shared, [&](int64_t i) {
      run_group(rationed, compare ? &free : nullptr, all[first + static_cast<size_t>(i)]);
    });
    for (size_t g = first; g < first + count; ++g) {
      Group group = std::move(all[g]);
      found.insert(found.end(), group.found.begin(), group.found.end());
      for (size_t i = 0; i < group.sums.size(); ++i) {
        auto& sum = sums[group.row_of_sum[i]];
        sum.resize(steps_, 0.0);
        for (size_t k = 0; k < steps_; ++k) sum[k] += group.sums[i][k];
      }
    }
  }
  for (size_t row = 0; row < sums.size(); ++row) {
    for (size_t k = 0; k < sums[row].size(); ++k)
      draw_m3h[row * steps_ + k] = static_cast<float>(sums[row][k] * facts_.grid->draw_factor);
  }
  return found;
}

}  // namespace hearthgrid::run
