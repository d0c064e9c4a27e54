#include "models/electricity/low_voltage/lv_levels.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace hearthgrid::electricity {
namespace {

constexpr float ROUNDING = 5e-7F;  // of what is reckoned of a step's power here

}  // namespace

void LvLevels::mark(const LvDayPower& day, float unsure) {
  any_marked_ = false;
  if (rated_kva_ <= 0.0) return;
  const auto row = [&](const float* of) { return Eigen::Map<const Eigen::ArrayXf>(of, day.steps); };
  const auto p_kw = row(day.kw), q_kvar = row(day.kvar);
  const float most = std::sqrt((p_kw * p_kw + q_kvar * q_kvar).maxCoeff<Eigen::PropagateNaN>());
  const float widest = row(day.kva_bound).maxCoeff<Eigen::PropagateNaN>() + ROUNDING * most;
  const double lowest_level = *std::min_element(LOADING_LEVELS.begin(), LOADING_LEVELS.end());
  if (most + widest < static_cast<float>(std::min(sure_kva_, lowest_level * rated_kva_))) return;  // most days
  kva_ = (p_kw * p_kw + q_kvar * q_kvar).sqrt();
  within_ = row(day.kva_bound) + ROUNDING * kva_;
  const auto counts = row(day.flags) < unsure;
  const float least = counts.select(kva_ - within_, 0.0F).maxCoeff();
  sure_kva_ = std::max(sure_kva_, static_cast<double>(least));
  // Of what is not a number all comparisons are false.
  marks_ = !(kva_ + within_ < static_cast<float>(sure_kva_));
  for (const double level : LOADING_LEVELS) {
    marks_ = marks_ || !((kva_ - static_cast<float>(level * rated_kva_)).abs() > within_);
  }
  marks_ = marks_ && counts;
  any_marked_ = marks_.any();
}

}  // namespace hearthgrid::electricity
