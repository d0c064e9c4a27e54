#include "models/electricity/low_voltage/lv_sieve.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double FAR = 3.0;      // a threshold of |u|^2 that nothing passes, or everything
constexpr double MARGIN = 4e-7;  // on the bound of a voltage, for what float32 outputs lose

double output(const LvScreenTile& tile, LvScreenOut which, int step) {
  return static_cast<double>(tile.out[which * static_cast<ptrdiff_t>(tile.steps) + step]);
}

// As in the kernel.
float near_pad(const LvScreenTile& tile, int step) {
  const float bound = tile.out[LV_OUT_BOUND * static_cast<ptrdiff_t>(tile.steps) + step];
  return LV_NEAR_BOUNDS * bound + LV_NEAR_ROUNDING;
}

}  // namespace

LvSieve::LvSieve(const LvPlan& plan, const LvSeasonOptions& options, int lanes)
    : options_(options), lanes_(lanes), places_(plan.homes), marked_(plan.homes, 0) {
  const std::vector<int>& order = plan.screen->order;
  for (size_t k = 0; k < order.size(); ++k) places_[plan.connections[order[k]].home].push_back(static_cast<int>(k));
  for (const int c : order) homes_.push_back(plan.connections[c].home), to_pu_.push_back(plan.connections[c].to_pu);
  middle_.resize(order.size());
  half_.resize(order.size());
  const LvCandidates nothing({plan.homes, options.lowest_only});
  for (int k = 0; k < static_cast<int>(order.size()); ++k) set_threshold(k, nothing);
  sifted_.below.assign(plan.homes, 0);
  sifted_.above.assign(plan.homes, 0);
}

void LvSieve::set_threshold(int place, const LvCandidates& candidates) {
  const LvExtremes& of = candidates.extremes;
  const double to_pu = to_pu_[place];
  const double lowest_pu = -candidates.sure[of.lowest(homes_[place])];
  const double below_pu = std::max(lowest_pu, options_.lowest_pu) / to_pu;
  const double highest_pu = of.lowest_only ? HUGE_VAL : candidates.sure[of.highest(homes_[place])];
  const double above_pu = std::min(highest_pu, options_.highest_pu) / to_pu;
  const double low = below_pu > 1.25 ? FAR : below_pu * below_pu;
  const double high = above_pu < 0.0 ? -FAR : std::min(above_pu, 1.25) * std::min(above_pu, 1.25);
  middle_[place] = static_cast<float>(0.5 * (high + low));
  half_[place] = static_cast<float>(0.5 * (high - low));
}

void LvSieve::set_thresholds(LvCandidates& candidates, LvScreenTile& tile) {
  const int homes = candidates.extremes.homes, count = static_cast<int>(homes_.size());
  const auto learn = [&](int extreme) {
    if (candidates.extremes.lowest_only) {
      for (int k = 0; k < count; ++k) set_threshold(k, candidates);
    } else if (extreme < 2 * homes) {
      for (const int k : places_[extreme % homes]) set_threshold(k, candidates);
    }
  };
  candidates.take_lessons(learn);
  const LvExtremes& of = candidates.extremes;
  tile.middle = middle_.data();
  tile.half = half_.data();
  tile.unbalance = static_cast<float>(std::min(candidates.sure[of.unbalance()], options_.unbalance_limit));
  tile.loading = static_cast<float>(candidates.sure[of.loading()]);
  tile.neutral = static_cast<float>(candidates.sure[of.neutral()]);
  tile.phase = static_cast<float>(candidates.sure[of.phase()]);
  if (of.lowest_only) tile.unbalance = tile.loading = tile.neutral = tile.phase = 1e30F;
}

// Of a home with several phases, those that are not near a threshold are neither its lowest nor its highest.
void LvSieve::find_homes(const LvScreenTile& tile, int step) {
  for (const NearHome& near : near_) {
    const auto home = static_cast<size_t>(near.home);
    marked_[home] = sifted_.below[home] = sifted_.above[home] = 0;
  }
  near_.clear();
  const int in = step / lanes_, lane = step % lanes_;
  const size_t first = static_cast<size_t>(in) * homes_.size();
  const double bound = output(tile, LV_OUT_BOUND, step) + MARGIN;
  const float pad = near_pad(tile, step);
  for (int n = 0; n < tile.near_count[in]; ++n) {
    const LvNear& near = tile.near[first + n];
    if ((near.lanes >> lane & 1U) == 0) continue;
    const auto k = static_cast<size_t>(near.connection);
    const float square = tile.square[(first + n) * lanes_ + lane];
    // The thresholds may have narrowed since the kernel looked.
    if (std::abs(square - middle_[k]) + pad < half_[k]) continue;
    const double u = std::sqrt(static_cast<double>(square));
    const Bounds voltage{(u - bound) * to_pu_[k], (u + bound) * to_pu_[k]};
    int& place = marked_[homes_[k]];
    if (place == 0) {
      near_.push_back({homes_[k], voltage, voltage});
      place = static_cast<int>(near_.size());
      continue;
    }
    NearHome& home = near_[place - 1];
    home.lowest = {std::min(home.lowest.low, voltage.low), std::min(home.lowest.high, voltage.high)};
    home.highest = {std::max(home.highest.low, voltage.low), std::max(home.highest.high, voltage.high)};
  }
}

void LvSieve::learn_first(int steps, float unsure, LvCandidates& candidates, LvScreenTile& tile) {
  const LvExtremes& of = candidates.extremes;
  const auto row = [&](LvScreenOut which) { return tile.out + which * static_cast<ptrdiff_t>(tile.steps); };
  const float *const flags = row(LV_OUT_FLAGS), *const bound = row(LV_OUT_BOUND);
  std::vector<int> settled;
  for (int step = 0; step < steps; ++step) {
    if (flags[step] != 0.0F && flags[step] < unsure) settled.push_back(step);
  }
  if (settled.empty()) return;
  double by = MARGIN;  // the largest bound of all of them
  for (const int step : settled) by = std::max(by, static_cast<double>(bound[step]) + MARGIN);
  std::vector<float> least(homes_.size(), 4.0F), most(homes_.size(), 0.0F);
  for (const int step : settled) {
    const int in = step / lanes_, lane = step % lanes_;
    const size_t first = static_cast<size_t>(in) * homes_.size();
    for (int n = 0; n < tile.near_count[in]; ++n) {
      const auto k = static_cast<size_t>(tile.near[first + n].connection);
      const float square = tile.square[(first + n) * lanes_ + lane];
      least[k] = std::min(least[k], square), most[k] = std::max(most[k], square);
    }
  }
  for (size_t k = 0; k < homes_.size(); ++k) {
    if (most[k] == 0.0F) continue;
    const double to_pu = to_pu_[k], lowest = std::sqrt(static_cast<double>(least[k]));
    const double highest = std::sqrt(static_cast<double>(most[k]));
    candidates.learn(of.lowest(homes_[k]), -(lowest + by) * to_pu);
    if (!of.lowest_only) candidates.learn(of.highest(homes_[k]), (highest - by) * to_pu);
  }
  set_thresholds(candidates, tile);
  renew_near(steps, tile);
}

// Which homes are near their thresholds, as the kernel would find them now: the first day, that is nearly none.
void LvSieve::renew_near(int steps, LvScreenTile& tile) {
  const int registers = tile.steps / lanes_;
  first_near_.assign(static_cast<size_t>(registers), 0);
  std::vector<float> pad(static_cast<size_t>(lanes_));
  for (int in = 0; in < registers; ++in) {
    for (int l = 0; l < lanes_; ++l) {
      const int step = in * lanes_ + l;
      pad[l] = step < steps ? near_pad(tile, step) : 0.0F;
    }
    const size_t first = static_cast<size_t>(in) * homes_.size();
    int left = 0;
    for (int n = 0; n < tile.near_count[in]; ++n) {
      LvNear near = tile.near[first + n];
      const float* const square = tile.square + (first + n) * lanes_;
      const Eigen::Map<const Eigen::ArrayXf> all(square, lanes_), around(pad.data(), lanes_);
      const float middle = middle_[near.connection], half = half_[near.connection];
      if (((all - middle).abs() + around).maxCoeff<Eigen::PropagateNaN>() < half) continue;
      for (int l = 0; l < lanes_; ++l) {
        if (std::abs(square[l] - middle) + pad[l] < half) near.lanes &= ~(1U << l);
      }
      if (near.lanes == 0) continue;
      first_near_[in] |= near.lanes;
      if (left < n) std::copy_n(square, lanes_, tile.square + (first + left) * lanes_);
      tile.near[first + left] = near;
      ++left;
    }
    tile.near_count[in] = left;
  }
}

bool LvSieve::quiet(const LvScreenTile& tile, int step, const LvCandidates& candidates) const {
  const size_t in = static_cast<size_t>(step / lanes_);
  if (in >= first_near_.size() || (first_near_[in] >> (step % lanes_) & 1U) != 0) return false;
  const LvExtremes& of = candidates.extremes;
  const double unbalance = output(tile, LV_OUT_UNBALANCE_HIGH, step);
  const auto below = [&](LvScreenOut value, LvScreenOut by, int extreme) {
    return of.lowest_only || output(tile, value, step) + output(tile, by, step) < candidates.sure[extreme];
  };
  return unbalance <= options_.unbalance_limit && (of.lowest_only || unbalance < candidates.sure[of.unbalance()]) &&
         below(LV_OUT_LOADING, LV_OUT_LOADING_BOUND, of.loading()) &&
         below(LV_OUT_NEUTRAL, LV_OUT_NEUTRAL_BOUND, of.neutral()) &&
         below(LV_OUT_PHASE, LV_OUT_PHASE_BOUND, of.phase());
}

void LvSieve::claim(int extreme, Bounds value, const LvCandidates& candidates) {
  if (options_.lowest_only && extreme != candidates.extremes.lowest(0)) return;
  const LvClaim claim{extreme, value.high};
  if (!candidates.possible(claim)) return;
  sifted_.claims.push_back(claim);
  learnt_.push_back({extreme, value.low});
}

void LvSieve::sift_home(const NearHome& near, const LvCandidates& candidates) {
  const Bounds &lowest = near.lowest, &highest = near.highest;
  const auto home = static_cast<size_t>(near.home);
  if (lowest.low < options_.lowest_pu && lowest.high >= options_.lowest_pu) sifted_.open = true;
  if (highest.low <= options_.highest_pu && highest.high > options_.highest_pu) sifted_.open = true;
  sifted_.below[home] = lowest.high < options_.lowest_pu ? 1 : 0;
  sifted_.above[home] = highest.low > options_.highest_pu ? 1 : 0;
  sifted_.beyond = sifted_.beyond || sifted_.below[home] != 0 || sifted_.above[home] != 0;
  claim(candidates.extremes.lowest(near.home), {-lowest.high, -lowest.low}, candidates);
  claim(candidates.extremes.highest(near.home), highest, candidates);
}

// The limit of unbalance, and what the step could be the extreme of.
void LvSieve::sift_unbalance(const LvScreenTile& tile, int step, const LvCandidates& candidates) {
  const Bounds unbalance{output(tile, LV_OUT_UNBALANCE_LOW, step), output(tile, LV_OUT_UNBALANCE_HIGH, step)};
  if (unbalance.low <= options_.unbalance_limit && unbalance.high > options_.unbalance_limit) sifted_.open = true;
  sifted_.unbalanced = unbalance.low > options_.unbalance_limit;
  claim(candidates.extremes.unbalance(), unbalance, candidates);
}

const LvSifted& LvSieve::sift(const LvScreenTile& tile, int step, LvCandidates& candidates) {
  const auto why = static_cast<int>(output(tile, LV_OUT_FLAGS, step));
  const auto near = [&](LvScreenFlag flag) { return (why & flag) != 0; };
  sifted_.open = sifted_.beyond = sifted_.unbalanced = false;
  sifted_.claims.clear();
  learnt_.clear();
  find_homes(tile, step);
  for (const NearHome& home : near_) sift_home(home, candidates);
  if (near(LV_NEAR_UNBALANCE)) sift_unbalance(tile, step, candidates);
  if (sifted_.open) return sifted_;
  const LvExtremes& of = candidates.extremes;
  const auto around = [&](LvScreenOut value, LvScreenOut by) {
    return Bounds{output(tile, value, step) - output(tile, by, step),
                  output(tile, value, step) + output(tile, by, step)};
  };
  if (near(LV_NEAR_LOADING)) claim(of.loading(), around(LV_OUT_LOADING, LV_OUT_LOADING_BOUND), candidates);
  if (near(LV_NEAR_NEUTRAL)) claim(of.neutral(), around(LV_OUT_NEUTRAL, LV_OUT_NEUTRAL_BOUND), candidates);
  if (near(LV_NEAR_PHASE)) claim(of.phase(), around(LV_OUT_PHASE, LV_OUT_PHASE_BOUND), candidates);
  for (const LvClaim& least : learnt_) candidates.learn(least.extreme, least.most);
  return sifted_;
}

}  // namespace hearthgrid::electricity
