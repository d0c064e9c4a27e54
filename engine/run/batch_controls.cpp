// Batch: what reaches homes from outside (control_event.hpp), laid over the day's set points and over what has power.

#include "engine/run/batch.hpp"
#include "engine/run/control_event.hpp"
#include "engine/run/gas_grid.hpp"

namespace hearthgrid::run {

// Who takes part, worked out once: most homes do in nothing.
void Batch::join_controls(int lane) {
  auto& joined = controls_.emplace_back();
  for (const ControlEvent& control : s_.controls) {
    if (takes_part(control, *homes_[lane].household, technology_, s_.seed)) joined.push_back(&control);
  }
  controlled_ = controlled_ || !joined.empty();
}

// Set points that people would have, moved.
void Batch::shift_set_points(int lane, int64_t day_number, std::span<double> row) {
  for (const ControlEvent* control : controls_[lane]) {
    if (control->kind != EventKind::set_point || control->shift_k == 0.0) continue;
    spans_.clear();
    spans_of(*control, *homes_[lane].household, day_number, s_.seed, spans_);
    for (const ControlSpan& span : spans_) {
      for_steps(span, per_day_, [&](int k, double share) {
        if (row[k] > UNHEATED_C) row[k] += share * control->shift_k;
      });
    }
  }
}

// The share of each step in which the heater has power.
void Batch::lay_enabled(int64_t day_number) {
  std::copy(tile_.ones.begin(), tile_.ones.end(), tile_.enabled.begin());
  for (int lane = 0; lane < size(); ++lane) {
    for (const ControlEvent* control : controls_[lane]) {
      if (control->kind == EventKind::set_point) continue;
      spans_.clear();
      spans_of(*control, *homes_[lane].household, day_number, s_.seed, spans_);
      for (const ControlSpan& span : spans_) {
        for_steps(span, per_day_, [&](int k, double share) {
          double& enabled = tile_.enabled[static_cast<size_t>(k) * LANES + lane];
          enabled = std::max(0.0, enabled - share);
        });
      }
    }
  }
}

// The share of its full draw that the gas network gives the heater, or its backup, beside that.
void Batch::lay_gas_shares(int day) {
  std::copy(tile_.enabled.begin(), tile_.enabled.end(), tile_.backup_enabled.begin());
  const TimeAxis& axis = s_.physics->axis;
  if (day < axis.warm_up_days) return;
  const auto first = static_cast<size_t>(day - axis.warm_up_days) * per_day_;
  for (int lane = 0; lane < size(); ++lane) {
    const int node = s_.gas->household_node[homes_[lane].index];
    if (node == gas::NO_NODE) continue;
    const float* share = s_.gas_shares->share.data() + static_cast<size_t>(node) * axis.season_steps() + first;
    for (int k = 0; k < per_day_; ++k) {
      const size_t at = static_cast<size_t>(k) * LANES + lane;
      if (m3_per_kwh_ > 0.0) tile_.enabled[at] *= static_cast<double>(share[k]);
      if (backup_m3_per_kwh_ > 0.0) tile_.backup_enabled[at] *= static_cast<double>(share[k]);
    }
  }
}

}  // namespace hearthgrid::run
