#include "engine/run/home_loads.hpp"

#include <algorithm>

#include "engine/base/vector_clones.hpp"

namespace hearthgrid::run {
namespace {

HEARTHGRID_VECTOR_CLONES void add_heater(const double* base, const double* heater, double base_tan_phi,
                                         double heater_tan_phi, int steps, float* kw, float* kvar) {
  for (int k = 0; k < steps; ++k) {
    kw[k] = static_cast<float>(base[k] + heater[k]);
    kvar[k] = static_cast<float>(base[k] * base_tan_phi + heater[k] * heater_tan_phi);
  }
}

}  // namespace

HomeLoads::HomeLoads(const SimulationInputs& inputs, int first_transformer, int count)
    : s_(inputs),
      first_transformer_(first_transformer),
      transformers_(count),
      steps_(inputs.physics->axis.steps_per_day()) {
  const auto& units = inputs.population->transformers;
  const Transformer& last = units[first_transformer + count - 1];
  first_home_ = units[first_transformer].first_household;
  homes_ = last.first_household + last.households - first_home_;
  const auto& pairs = inputs.plan->pairs;
  const auto first_of = [&](int home) {
    return std::lower_bound(pairs.begin(), pairs.end(), home, [](const Pair& p, int h) { return p.household < h; });
  };
  const auto begin = first_of(first_home_), end = first_of(first_home_ + homes_);
  first_pair_ = static_cast<int>(begin - pairs.begin());
  const auto count_of_pairs = static_cast<size_t>(end - begin);
  heater_kw_.resize(count_of_pairs);
  tan_phi_.assign(count_of_pairs, -1.0);
  base_kw_.resize(homes_);
  base_tan_phi_.resize(homes_);
  pair_.resize(inputs.plan->mixes.size() * homes_);
  find_alike();
}

void HomeLoads::find_alike() {
  const auto& mixes = s_.plan->mixes;
  for (size_t mix = 0; mix < mixes.size(); ++mix) {
    for (int t = 0; t < transformers_; ++t) {
      const Transformer& unit = s_.population->transformers[first_transformer_ + t];
      // A home's final pair and its days follow from the mix's pair alone.
      const auto from = mixes[mix].pair.begin() + unit.first_household;
      size_t other = 0;
      while (!std::equal(from, from + unit.households, mixes[other].pair.begin() + unit.first_household)) ++other;
      alike_.push_back(static_cast<int>(other));
    }
  }
}

void HomeLoads::take(const HomeLoad& load) {
  const int pair = load.pair - first_pair_;
  base_kw_[load.home] = load.base_kw;
  base_tan_phi_[load.home] = load.base_tan_phi;
  tan_phi_[pair] = load.heater_kw != nullptr ? load.heater_tan_phi : -1.0;
  if (load.heater_kw != nullptr) heater_kw_[pair].assign(load.heater_kw, load.heater_kw + steps_);
  for (const MixUse& use : load.uses) {
    if (load.day >= use.from_day && load.day < use.to_day)
      pair_[static_cast<size_t>(use.mix) * homes_ + load.home] = pair;
  }
}

void HomeLoads::gather(int mix, int transformer, float* kw, float* kvar) const {
  const Transformer& unit = s_.population->transformers[first_transformer_ + transformer];
  for (int i = 0; i < unit.households; ++i) {
    const int home = unit.first_household - first_home_ + i;
    const int pair = pair_[static_cast<size_t>(mix) * homes_ + home];
    const double* base = base_kw_[home];
    const double base_tan_phi = base_tan_phi_[home];
    const size_t row = static_cast<size_t>(i) * steps_;
    if (tan_phi_[pair] >= 0.0) {
      add_heater(base, heater_kw_[pair].data(), base_tan_phi, tan_phi_[pair], steps_, kw + row, kvar + row);
      continue;
    }
    for (int k = 0; k < steps_; ++k) {
      kw[row + k] = static_cast<float>(base[k]);
      kvar[row + k] = static_cast<float>(base[k] * base_tan_phi);
    }
  }
}

}  // namespace hearthgrid::run
