// Batch: constructions whose windows have covers, one network for each combination that is closed.

#include "engine/run/batch.hpp"

namespace hearthgrid::run {
namespace {

TileDrivers from(const TileDrivers& d, int step, int states) {
  const size_t at = static_cast<size_t>(step);
  return {d.driver + at * states, d.outdoor_c + at, d.air_change + at, d.curtain_w_k + at,
          d.operative_c + at,     d.heater + at,    d.valley + at};
}

template <typename T>
T* from(T* stream, int step) {
  return stream == nullptr ? nullptr : stream + static_cast<size_t>(step) * LANES;
}

TileStreams from(const TileStreams& io, int step) {
  return {.gain = from(io.gain, step),
          .target = from(io.target, step),
          .ventilation_w_k = from(io.ventilation_w_k, step),
          .cool_target = from(io.cool_target, step),
          .base_kw = from(io.base_kw, step),
          .hot_water_w = from(io.hot_water_w, step),
          .enabled = from(io.enabled, step),
          .electric_kw = from(io.electric_kw, step),
          .input_kw = from(io.input_kw, step),
          .backup_kw = from(io.backup_kw, step),
          .heat_kw = from(io.heat_kw, step),
          .air_c = from(io.air_c, step),
          .cool_kw = from(io.cool_kw, step),
          .backup_enabled = from(io.backup_enabled, step)};
}

}  // namespace

// The day in spans of steps with the same covers closed; the states carry over, as they are those of every network.
void Batch::step_covered(const Construction& c, size_t at, const TileDrivers& drivers, bool count) {
  const TileStreams io = streams();
  const auto add_sums = [&](CoveredSums& sums, double sign) {
    for (int lane = 0; lane < size(); ++lane) {
      for (int i = 0; i < model_.states; ++i) sums.state[i][lane] += sign * lanes_.sum_state[i][lane];
      sums.heat[lane] += sign * (lanes_.sum_heat[lane] - lanes_.sum_cool[lane]);
      sums.gain[lane] += sign * lanes_.sum_gain[lane];
      sums.extra[lane] += sign * lanes_.sum_extra_air[lane];
    }
  };
  for (int first = 0, end = 0; first < per_day_; first = end) {
    const unsigned closed = c.covers[at + first];
    while (end < per_day_ && c.covers[at + end] == closed) ++end;
    const BatchModel& model = closed == 0U ? model_ : covered_[closed - 1U];
    if (closed != 0U) add_sums(covered_sums_[closed - 1U], -1.0);
    s_.kernel->step_tile(model, from(drivers, first, model.states), from(io, first), end - first, count, lanes_);
    if (closed != 0U) add_sums(covered_sums_[closed - 1U], 1.0);
  }
}

// Of what a lane lost since its accounts began, what states and heat decide (the rest is Construction::driver_loss_j);
// [J] per area scale.
double Batch::lost_by_state_j(int lane) const {
  const Construction& c = s_.physics->constructions[construction_];
  const double heat_share = technology().convective_share, gain_share = c.gains_convective_share;
  const auto lost_j = [&](const dwelling::StepModel& m, const auto& state, double heat, double gain, double extra) {
    const double convective = heat_share * heat + gain_share * gain + extra;
    const double radiant = (1.0 - heat_share) * heat + (1.0 - gain_share) * gain;
    double lost = m.loss_convective.sum() * convective + m.loss_radiant.sum() * radiant;
    for (int i = 0; i < m.states; ++i) lost += (m.loss_state(0, i) + m.loss_state(1, i)) * state[i];
    return lost;
  };
  double open[MAX_STATES];
  for (int i = 0; i < model_.states; ++i) open[i] = lanes_.sum_state[i][lane];
  double heat = lanes_.sum_heat[lane] - lanes_.sum_cool[lane], gain = lanes_.sum_gain[lane];
  double extra = lanes_.sum_extra_air[lane], lost = 0.0;
  for (size_t k = 0; k < covered_sums_.size(); ++k) {
    const CoveredSums& sums = covered_sums_[k];
    double covered[MAX_STATES];
    for (int i = 0; i < model_.states; ++i) open[i] -= covered[i] = sums.state[i][lane];
    heat -= sums.heat[lane];
    gain -= sums.gain[lane];
    extra -= sums.extra[lane];
    lost += lost_j(c.covered[k], covered, sums.heat[lane], sums.gain[lane], sums.extra[lane]);
  }
  return lost + lost_j(c.model, open, heat, gain, extra);
}

}  // namespace hearthgrid::run
