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
  near_register_ = -1;
  const LvExtremes& of = candidates.extremes;
  tile.middle = middle_.data();
  tile.half = half_.data();
  tile.unbalance = static_cast<float>(std::min(candidates.sure[of.unbalance()], options_.unbalance_limit));
  tile.loading = static_cast<float>(candidates.sure[of.loading()]);
  tile.neutral = static_cast<float>(candidates.sure[of.neutral()]);
  tile.phase = static_cast<float>(candidates.sure[of.phase()]);
  if (of.lowest_only) tile.unbalance = tile.loading = tile.neutral = tile.phase = 1e30F;
}

void LvSieve::find_places(const LvScreenTile& tile, int step) {
  if (step / lanes_ == near_register_) return;
  near_register_ = step / lanes_;
  near_places_.clear();
  const int places = static_cast<int>(homes_.size());
  const uint32_t* near = tile.near + static_cast<ptrdiff_t>(near_register_) * places;
  constexpr int MANY = 8;  // most have none near
  for (int first = 0; first < places; first += MANY) {
    const int last = std::min(first + MANY, places);
    uint32_t some = 0;
    for (int k = first; k < last; ++k) some |= near[k];
    for (int k = first; some != 0 && k < last; ++k) {
      if (near[k] != 0) near_places_.push_back(k);
    }
  }
}

void LvSieve::find_homes(const LvScreenTile& tile, int step) {
  for (const int h : near_) marked_[h] = sifted_.below[h] = sifted_.above[h] = 0;
  near_.clear();
  find_places(tile, step);
  const uint32_t* near = tile.near + static_cast<size_t>(near_register_) * homes_.size();
  const uint32_t lane = uint32_t{1} << (step % lanes_);
  const float pad = 2.6F * static_cast<float>(output(tile, LV_OUT_BOUND, step)) + 2.5e-6F;
  for (const int k : near_places_) {
    if ((near[k] & lane) == 0) continue;
    // The thresholds may have narrowed since the kernel looked.
    const float square = tile.square[static_cast<ptrdiff_t>(k) * tile.steps + step];
    if (std::abs(square - middle_[k]) + pad < half_[k]) continue;
    const int home = homes_[k];
    if (marked_[home] == 0) near_.push_back(home);
    marked_[home] = 1;
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
  const bool everything = static_cast<int>(settled.size()) == steps;
  double by = MARGIN;  // the largest bound of all of them
  for (const int step : settled) by = std::max(by, static_cast<double>(bound[step]) + MARGIN);
  for (size_t k = 0; k < homes_.size(); ++k) {
    const float* const square = tile.square + static_cast<ptrdiff_t>(k) * tile.steps;
    float least = square[settled[0]], most = least;
    if (everything) {
      const Eigen::Map<const Eigen::ArrayXf> all(square, steps);
      least = all.minCoeff(), most = all.maxCoeff();
    }
    for (size_t l = 1; !everything && l < settled.size(); ++l) {
      least = std::min(least, square[settled[l]]), most = std::max(most, square[settled[l]]);
    }
    const double to_pu = to_pu_[k], lowest = std::sqrt(static_cast<double>(least));
    const double highest = std::sqrt(static_cast<double>(most));
    candidates.learn(of.lowest(homes_[k]), -(lowest + by) * to_pu);
    if (!of.lowest_only) candidates.learn(of.highest(homes_[k]), (highest - by) * to_pu);
  }
  set_thresholds(candidates, tile);
  renew_near(steps, tile);
}

// Which homes are near their thresholds, as the kernel would find them now: the first day, that is nearly none.
void LvSieve::renew_near(int steps, LvScreenTile& tile) {
  std::vector<float> pad(static_cast<size_t>(tile.steps), 0.0F);
  const float* const bound = tile.out + LV_OUT_BOUND * static_cast<ptrdiff_t>(tile.steps);
  for (int step = 0; step < steps; ++step) pad[static_cast<size_t>(step)] = 2.6F * bound[step] + 2.5e-6F;
  const size_t places = homes_.size();
  first_near_.assign(static_cast<size_t>(tile.steps / lanes_), 0);
  for (size_t k = 0; k < places; ++k) {
    const float* const square = tile.square + static_cast<ptrdiff_t>(k) * tile.steps;
    for (int first = 0; first < tile.steps; first += lanes_) {
      uint32_t lanes = 0;
      const Eigen::Map<const Eigen::ArrayXf> all(square + first, lanes_), around(pad.data() + first, lanes_);
      const bool none = ((all - middle_[k]).abs() + around).maxCoeff<Eigen::PropagateNaN>() < half_[k];
      for (int l = 0; !none && l < lanes_; ++l) {
        const bool far = std::abs(square[first + l] - middle_[k]) + pad[static_cast<size_t>(first + l)] < half_[k];
        lanes |= (far ? 0U : 1U) << l;
      }
      uint32_t& near = tile.near[static_cast<size_t>(first / lanes_) * places + k];
      near &= lanes;
      first_near_[static_cast<size_t>(first / lanes_)] |= near;
    }
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

void LvSieve::sift_home(const LvScreenTile& tile, int step, double bound, int home, const LvCandidates& candidates) {
  Bounds lowest{HUGE_VAL, HUGE_VAL}, highest{-HUGE_VAL, -HUGE_VAL};
  for (const int k : places_[home]) {
    const double to_pu = to_pu_[k];
    const double u = std::sqrt(static_cast<double>(tile.square[static_cast<ptrdiff_t>(k) * tile.steps + step]));
    const double lower = (u - bound) * to_pu, upper = (u + bound) * to_pu;
    lowest = {std::min(lowest.low, lower), std::min(lowest.high, upper)};
    highest = {std::max(highest.low, lower), std::max(highest.high, upper)};
  }
  if (lowest.low < options_.lowest_pu && lowest.high >= options_.lowest_pu) sifted_.open = true;
  if (highest.low <= options_.highest_pu && highest.high > options_.highest_pu) sifted_.open = true;
  sifted_.below[home] = lowest.high < options_.lowest_pu ? 1 : 0;
  sifted_.above[home] = highest.low > options_.highest_pu ? 1 : 0;
  sifted_.beyond = sifted_.beyond || sifted_.below[home] != 0 || sifted_.above[home] != 0;
  claim(candidates.extremes.lowest(home), {-lowest.high, -lowest.low}, candidates);
  claim(candidates.extremes.highest(home), highest, candidates);
}

const LvSifted& LvSieve::sift(const LvScreenTile& tile, int step, LvCandidates& candidates) {
  const double bound = output(tile, LV_OUT_BOUND, step) + MARGIN;
  find_homes(tile, step);
  sifted_.open = sifted_.beyond = false;
  sifted_.claims.clear();
  learnt_.clear();
  for (const int home : near_) sift_home(tile, step, bound, home, candidates);
  const auto around = [&](LvScreenOut value, LvScreenOut by) {
    return Bounds{output(tile, value, step) - output(tile, by, step),
                  output(tile, value, step) + output(tile, by, step)};
  };
  const Bounds unbalance{output(tile, LV_OUT_UNBALANCE_LOW, step), output(tile, LV_OUT_UNBALANCE_HIGH, step)};
  if (unbalance.low <= options_.unbalance_limit && unbalance.high > options_.unbalance_limit) sifted_.open = true;
  sifted_.unbalanced = unbalance.low > options_.unbalance_limit;
  if (sifted_.open) return sifted_;
  const LvExtremes& of = candidates.extremes;
  claim(of.unbalance(), unbalance, candidates);
  claim(of.loading(), around(LV_OUT_LOADING, LV_OUT_LOADING_BOUND), candidates);
  claim(of.neutral(), around(LV_OUT_NEUTRAL, LV_OUT_NEUTRAL_BOUND), candidates);
  claim(of.phase(), around(LV_OUT_PHASE, LV_OUT_PHASE_BOUND), candidates);
  for (const LvClaim& least : learnt_) candidates.learn(least.extreme, least.most);
  return sifted_;
}

}  // namespace hearthgrid::electricity
