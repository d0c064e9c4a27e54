#include "models/electricity/low_voltage/lv_levels.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace hearthgrid::electricity {
namespace {

// Three times STEP_TOLERANCE of the screen's kernel, which holds the active power: lines' reactances may be some twice
// their resistances, and reactive power counts for less than the active one.
constexpr double KVA_TOLERANCE = 3e-4;
constexpr double SINGLE_TOLERANCE = 1e-6;  // of what is reckoned in float32

}  // namespace

bool LvLevels::undecided(double kva) const {
  if (rated_kva_ <= 0.0) return false;
  if (kva >= largest_kva_ * (1.0 - 2.0 * KVA_TOLERANCE)) return true;
  const auto near = [&](double level) { return std::abs(kva - level * rated_kva_) <= KVA_TOLERANCE * kva; };
  return std::any_of(LOADING_LEVELS.begin(), LOADING_LEVELS.end(), near);
}

// Below it, undecided() is false.
double LvLevels::least_undecided_kva() const {
  const double lowest_level = *std::min_element(LOADING_LEVELS.begin(), LOADING_LEVELS.end());
  return std::min(largest_kva_ * (1.0 - 2.0 * KVA_TOLERANCE), lowest_level * rated_kva_ / (1.0 + KVA_TOLERANCE));
}

void LvLevels::mark(int steps, const float* flags, float unsure, const float* kw, const float* kvar) {
  any_marked_ = false;
  if (rated_kva_ <= 0.0) return;
  marks_.assign(static_cast<size_t>(steps), 0);
  const Eigen::Map<const Eigen::ArrayXf> p_kw(kw, steps), q_kvar(kvar, steps);
  const auto most = static_cast<double>((p_kw * p_kw + q_kvar * q_kvar).maxCoeff<Eigen::PropagateNaN>());
  if ((1.0 + SINGLE_TOLERANCE) * std::sqrt(most) < least_undecided_kva()) return;  // most days
  kva_.resize(static_cast<size_t>(steps));
  for (int k = 0; k < steps; ++k) {
    const auto p = static_cast<double>(kw[k]), q = static_cast<double>(kvar[k]);
    kva_[static_cast<size_t>(k)] = std::sqrt(p * p + q * q);
    if (flags[k] < unsure) see(kva_[static_cast<size_t>(k)]);
  }
  for (int k = 0; k < steps; ++k) {
    const bool marked = flags[k] < unsure && undecided(kva_[static_cast<size_t>(k)]);
    marks_[static_cast<size_t>(k)] = marked ? 1 : 0;
    any_marked_ = any_marked_ || marked;
  }
}

}  // namespace hearthgrid::electricity
