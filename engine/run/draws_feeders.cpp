#include "engine/run/draws_feeders.hpp"

#include <algorithm>
#include <numeric>

namespace hearthgrid::run {

double UnitPeaks::at(size_t unit, const DrawnFigures& draw) const {
  double mean_scale = 0.0;
  for (size_t g = 0; g < draw.scale.size(); ++g) mean_scale += weights[unit * draw.scale.size() + g] * draw.scale[g];
  return peaks[unit].at(mean_scale);
}

FeederLoads::FeederLoads(const Scenario& scenario)
    : c_(scenario),
      feeders_(scenario.feeders.feeders.size()),
      steps_(static_cast<size_t>(scenario.axis.season_steps())) {
  const size_t values = (scenario.plan.mixes.size() + 1) * feeders_ * steps_;
  if (values * sizeof(float) > MOST_BYTES) return;
  kw_.resize(scenario.plan.mixes.size() * feeders_ * steps_);
  base_kw_.resize(feeders_ * steps_);
}

void FeederLoads::take(const BlockResult& block, int transformer) {
  if (empty()) return;
  const int feeder = c_.feeders.transformer_feeder[block.first_transformer + transformer];
  if (feeder < 0) return;
  const auto add = [&](const float* from, float* to) {
    for (size_t k = 0; k < steps_; ++k) to[k] += from[k];
  };
  const auto t = static_cast<size_t>(transformer), f = static_cast<size_t>(feeder);
  add(block.base_kw.data() + t * steps_, base_kw_.data() + f * steps_);
  for (size_t mix = 0; mix < c_.plan.mixes.size(); ++mix) {
    const size_t row = mix * static_cast<size_t>(block.transformers) + t;
    add(block.load_kw.data() + row * steps_, kw_.data() + (mix * feeders_ + f) * steps_);
  }
}

PeakLoad FeederLoads::peak_of(const Series& kw, const Series& base_kw) {
  const auto peak = std::max_element(kw.begin(), kw.end());
  const double base = base_kw[static_cast<size_t>(peak - kw.begin())];
  const double share = *peak > 0.0 ? std::clamp(1.0 - base / *peak, 0.0, 1.0) : 0.0;
  return {static_cast<float>(*peak), static_cast<float>(share)};
}

FeederLoads::Peaks FeederLoads::peaks_of(int mix, const std::vector<float>& heater_kwh, size_t groups) const {
  Peaks out;
  if (empty()) return out;
  // Series of a unit are those of its feeders, in order.
  const auto gather = [&](size_t units, const auto& unit_of_feeder, UnitPeaks& to) {
    to.weights.assign(units * groups, 0.0F);
    for (size_t t = 0; t < c_.feeders.transformer_feeder.size(); ++t) {
      const int feeder = c_.feeders.transformer_feeder[t];
      if (feeder < 0) continue;
      const size_t unit = unit_of_feeder(static_cast<size_t>(feeder));
      for (size_t g = 0; g < groups; ++g) to.weights[unit * groups + g] += heater_kwh[t * groups + g];
    }
    for (size_t unit = 0; unit < units; ++unit) {
      Series kw(steps_), base(steps_);
      for (size_t f = 0; f < feeders_; ++f) {
        if (unit_of_feeder(f) != unit) continue;
        const float* of_mix = kw_.data() + (static_cast<size_t>(mix) * feeders_ + f) * steps_;
        for (size_t k = 0; k < steps_; ++k) kw[k] += of_mix[k];
        for (size_t k = 0; k < steps_; ++k) base[k] += base_kw_[f * steps_ + k];
      }
      PeakLoad peak = peak_of(kw, base);
      float* weights = to.weights.data() + unit * groups;
      const double sum = std::accumulate(weights, weights + groups, 0.0);
      if (sum <= 0.0) peak.heating_share = 0.0F;
      for (size_t g = 0; sum > 0.0 && g < groups; ++g) weights[g] = static_cast<float>(weights[g] / sum);
      to.peaks.push_back(peak);
    }
  };
  gather(
      feeders_, [](size_t feeder) { return feeder; }, out.feeders);
  gather(
      c_.feeders.substations.size(),
      [&](size_t feeder) { return static_cast<size_t>(c_.feeders.feeders[feeder].substation); }, out.substations);
  return out;
}

}  // namespace hearthgrid::run
