#include "engine/run/home_series.hpp"

#include <algorithm>
#include <map>

#include "engine/run/block_homes.hpp"
#include "engine/run/home_watcher.hpp"

namespace hearthgrid::run {
namespace {

class Recorder : public HomeWatcher {
 public:
  Recorder(int first_day, int per_day, HomeSeries& out) : first_day_(first_day), per_day_(per_day), out_(out) {}

  void take(const HomeLoad& load) override {
    const int day = load.day - first_day_;
    if (day < 0) return;
    const auto [entry, fresh] = index_.emplace(load.pair, static_cast<int>(out_.heaters.size()));
    if (fresh) out_.heaters.push_back({load.home, load.pair, static_cast<float>(load.heater_tan_phi), {}});
    HomeSeries::Heater& heater = out_.heaters[entry->second];
    out_.base_tan_phi[static_cast<size_t>(load.home)] = static_cast<float>(load.base_tan_phi);
    const auto at = static_cast<size_t>(day) * per_day_;
    if (load.heater_kw != nullptr) {
      heater.kw.resize(out_.steps);
      round_to(load.heater_kw, heater.kw.data() + at);
    }
    round_to(load.base_kw, out_.base_kw.data() + static_cast<size_t>(load.home) * out_.steps + at);
    for (const MixUse& use : load.uses) {
      if (load.day < use.from_day || load.day >= use.to_day) continue;
      out_.pair_of_mix[(static_cast<size_t>(use.mix) * out_.homes + load.home) * out_.days + day] = entry->second;
    }
  }

 private:
  void round_to(const double* from, float* to) const {
    for (int k = 0; k < per_day_; ++k) to[k] = static_cast<float>(from[k]);
  }

  int first_day_, per_day_;
  HomeSeries& out_;
  std::map<int, int> index_;
};

}  // namespace

HomeSeries simulate_homes(const SimulationInputs& inputs, int transformer, bool warm_up) {
  const TimeAxis& axis = inputs.physics->axis;
  HomeSeries out;
  out.transformer = transformer;
  out.homes = inputs.population->transformers[transformer].households;
  const int first_day = warm_up ? 0 : axis.warm_up_days;
  out.days = axis.days() - first_day;
  out.steps = int64_t{out.days} * axis.steps_per_day();
  out.warm_up_steps = out.steps - axis.season_steps();
  out.base_tan_phi.assign(static_cast<size_t>(out.homes) + 1, static_cast<float>(inputs.base_tan_phi));
  out.base_kw.resize(static_cast<size_t>(out.homes) * out.steps);
  out.pair_of_mix.resize(inputs.plan->mixes.size() * out.homes * out.days);
  BlockHomes homes(inputs, transformer, 1, nullptr);
  Recorder recorder(first_day, axis.steps_per_day(), out);
  homes.watch(&recorder);
  std::vector<double> other_kw;
  homes.run_days(0, axis.days(), [&](int day) {
    if (day < first_day) return;
    homes.other_of(0, other_kw);
    for (const double kw : other_kw) out.other_kw.push_back(static_cast<float>(kw));
  });
  return out;
}

void HomeSeries::loads(int mix, std::vector<float>& kw, std::vector<float>& kvar) const {
  kw.assign(static_cast<size_t>(homes + 1) * steps, 0.0F);
  kvar.assign(kw.size(), 0.0F);
  const int64_t per_day = days > 0 ? steps / days : 0;
  for (int h = 0; h <= homes; ++h) {
    const float* base = h < homes ? base_kw.data() + static_cast<size_t>(h) * steps : other_kw.data();
    const float base_tan = base_tan_phi[static_cast<size_t>(h)];
    const size_t row = static_cast<size_t>(h) * steps;
    for (int64_t k = 0; k < steps; ++k) {
      kw[row + k] = base[k];
      kvar[row + k] = base[k] * base_tan;
    }
    for (int day = 0; h < homes && day < days; ++day) {
      const Heater& of = heater(mix, h, day);
      if (of.kw.empty()) continue;
      for (int64_t k = day * per_day; k < (day + 1) * per_day; ++k) {
        kw[row + k] += of.kw[k];
        kvar[row + k] += of.kw[k] * of.tan_phi;
      }
    }
  }
}

}  // namespace hearthgrid::run
