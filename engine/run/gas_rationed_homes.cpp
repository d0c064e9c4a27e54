#include "engine/run/gas_rationed_homes.hpp"

#include <algorithm>

#include "engine/run/block_homes.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t TRANSFORMERS_AT_ONCE = 64;  ///< whose draws wait to be summed in order
constexpr float NOTHING_M3H = 1e-4F;         ///< missing: rounding, a burner's cycles

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
    const Pair& pair = s_.plan->pairs[static_cast<size_t>(of.pair[h])];
    const bool before = pair.predecessor >= 0 && burns_gas(s_.plan->pairs[static_cast<size_t>(pair.predecessor)]);
    if (!burns_gas(pair) && !before) continue;
    const auto found = std::lower_bound(facts.home_nodes.begin(), facts.home_nodes.end(), node);
    const auto row = static_cast<size_t>(found - facts.home_nodes.begin());
    if (!is_short[row]) continue;
    row_of_home_[h] = static_cast<int>(row);
    const int transformer = s_.population->households[h].transformer;
    if (transformers_.empty() || transformers_.back() != transformer) transformers_.push_back(transformer);
  }
  restrict_plan(mix);
}

bool RationedHomes::burns_gas(const Pair& pair) const {
  const Option& option = s_.plan->options[static_cast<size_t>(pair.option)];
  return full_draw_m3h(s_.physics->technologies[static_cast<size_t>(option.technology)], option) > 0.0;
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

RationedHomes::Course RationedHomes::simulate(const SimulationInputs& inputs, int transformer) const {
  const TimeAxis& axis = inputs.physics->axis;
  const Transformer& unit = inputs.population->transformers[static_cast<size_t>(transformer)];
  Course course;
  std::vector<int> at(static_cast<size_t>(unit.households), -1);
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    if (row_of_home_[static_cast<size_t>(h)] < 0) continue;
    at[static_cast<size_t>(h - unit.first_household)] = static_cast<int>(course.homes.size());
    course.homes.push_back(h);
    course.m3h.emplace_back(steps_, 0.0F);
    course.air_c.emplace_back(steps_, 0.0F);
  }
  BlockHomes homes(inputs, transformer, 1, nullptr);
  homes.run_days(0, axis.days(), [](int) {});
  const int per_day = axis.steps_per_day();
  std::vector<double> cooking(static_cast<size_t>(per_day));
  for (const auto& batch : homes.batches()) {
    for (int lane = 0; lane < batch->size(); ++lane) {
      const int home = plan_.pairs[static_cast<size_t>(batch->pair(lane))].household;
      const auto row = static_cast<size_t>(at[static_cast<size_t>(home - unit.first_household)]);
      const NamedSeries series = batch->named_series(lane);
      for (const MixUse& use : batch->uses(lane)) {
        const int first = std::max(use.from_day, axis.warm_up_days) - axis.warm_up_days;
        const int end = std::min(use.to_day, axis.days()) - axis.warm_up_days;
        for (int day = first; day < end; ++day) {
          std::fill(cooking.begin(), cooking.end(), 0.0);
          if (inputs.gas->cooking && batch->burns_gas()) {
            homes.add_cooking(home - unit.first_household, batch->gas_m3_per_kwh(), axis.warm_up_days + day,
                              cooking.data());
          }
          for (int k = 0; k < per_day; ++k) {
            const auto step = static_cast<size_t>(day * per_day + k);
            course.m3h[row][step] = series.gas_m3h[step] + static_cast<float>(cooking[static_cast<size_t>(k)]);
            course.air_c[row][step] = series.air_c[step];
          }
        }
      }
    }
  }
  return course;
}

void RationedHomes::compare_homes(const Course& with, const Course& without, std::vector<RationedHome>& out) const {
  const double step_h = facts_.step_h;
  for (size_t i = 0; i < with.homes.size(); ++i) {
    const int h = with.homes[i];
    const auto node = static_cast<size_t>(facts_.grid->household_node[static_cast<size_t>(h)]);
    RationedHome home{.household = h};
    home.vacant = s_.population->households[static_cast<size_t>(h)].traits.vacant;
    double hours = 0.0, missing = 0.0, sum_c = 0.0, below_14 = 0.0, below_10 = 0.0;
    int64_t count = 0;
    for (size_t k = 0; k < steps_; ++k) {
      const float air = with.air_c[i][k], free_air = without.air_c[i][k];
      below_14 += step_h * ((air < 14.0F ? 1.0 : 0.0) - (free_air < 14.0F ? 1.0 : 0.0));
      below_10 += step_h * ((air < 10.0F ? 1.0 : 0.0) - (free_air < 10.0F ? 1.0 : 0.0));
      const float less = without.m3h[i][k] - with.m3h[i][k];
      if (shares_.share[node * steps_ + k] >= 1.0F || less <= NOTHING_M3H) continue;
      hours += step_h;
      missing += static_cast<double>(less) * step_h;
      home.lowest_c = count == 0 ? air : std::min(home.lowest_c, air);
      sum_c += static_cast<double>(air);
      ++count;
    }
    if (count == 0) continue;
    home.hours_short = static_cast<float>(hours);
    home.missing_m3 = static_cast<float>(missing);
    home.mean_c = static_cast<float>(sum_c / static_cast<double>(count));
    if (!home.vacant) {
      home.hours_below_14 = static_cast<float>(std::max(0.0, below_14));
      home.hours_below_10 = static_cast<float>(std::max(0.0, below_10));
    }
    out.push_back(home);
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
  for (size_t h = 0; h < row_of_home_.size(); ++h) free.named[h] = row_of_home_[h] >= 0;
  SimulationInputs rationed = free;
  rationed.gas_shares = &shares_;
  std::vector<std::vector<double>> sums(facts_.home_nodes.size());  // of short nodes
  std::vector<RationedHome> found;
  PlanningOptions shared;
  shared.threads = options.threads;
  shared.stop = options.stop;
  for (size_t first = 0; first < transformers_.size(); first += TRANSFORMERS_AT_ONCE) {
    const size_t count = std::min(TRANSFORMERS_AT_ONCE, transformers_.size() - first);
    std::vector<Course> courses(count);
    std::vector<std::vector<RationedHome>> homes(count);
    if (options.progress) {
      shared.progress = [&](int64_t done, int64_t) {
        options.progress((static_cast<double>(first) + static_cast<double>(done)) /
                         static_cast<double>(transformers_.size()));
      };
    }
    in_parallel(static_cast<int64_t>(count), shared, [&](int64_t i) {
      const auto place = static_cast<size_t>(i);
      const int transformer = transformers_[first + place];
      courses[place] = simulate(rationed, transformer);
      if (compare) compare_homes(courses[place], simulate(free, transformer), homes[place]);
      courses[place].air_c.clear();
    });
    for (size_t i = 0; i < count; ++i) {
      found.insert(found.end(), homes[i].begin(), homes[i].end());
      for (size_t h = 0; h < courses[i].homes.size(); ++h) {
        auto& sum = sums[static_cast<size_t>(row_of_home_[static_cast<size_t>(courses[i].homes[h])])];
        sum.resize(steps_, 0.0);
        for (size_t k = 0; k < steps_; ++k) sum[k] += static_cast<double>(courses[i].m3h[h][k]);
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
