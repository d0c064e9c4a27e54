// Batch: the lanes whose homes follow a schedule instead of their people.

#include "engine/run/batch.hpp"

namespace hearthgrid::run {

// Its air change is the archetype's, whatever the weather: the nominal one is part of the construction.
void Batch::put_on_schedule(int lane, const Household& home) {
  const double nominal = s_.physics->constructions[construction_].nominal_air_change_w_k;
  lanes_.air_change_w_k[lane] = 0.0;
  lanes_.fixed_w_k[lane] += nominal * home.air_change_factor;
  scheduled_ = true;
  ventilates_ = ventilates_ || s_.physics->schedules[home.schedule].ventilates();
}

const occupancy::ScheduleSteps& Batch::schedule_of(const Household& home, int day) const {
  const SiteWeather& site = s_.physics->sites[s_.physics->constructions[construction_].site];
  return s_.physics->schedules[home.schedule].on(site.day_kind[day], s_.physics->axis.date(day));
}

// Gains and cooling set point in place of what people would do, the fan beside a stove's draught.
void Batch::lay_schedules(int day) {
  const double w_k_per_m3h = s_.physics->constructions[construction_].ventilation_w_k_per_m3h;
  for (int lane = 0; lane < size(); ++lane) {
    const Household& home = s_.population->households[s_.plan->pairs[pairs_[lane]].household];
    if (home.schedule < 0) continue;
    const occupancy::ScheduleSteps& steps = schedule_of(home, day);
    for (int k = 0; k < per_day_; ++k) {
      const size_t at = static_cast<size_t>(k) * LANES + lane;
      tile_.gain[at] = steps.gains_w[k] / area_[lane];
      if (ventilates_) tile_.ventilation[at] += steps.ventilation_m3h[k] * w_k_per_m3h / area_[lane];
      if (cools_) tile_.cool_target[at] = steps.cooling_c[k];
    }
  }
}

}  // namespace hearthgrid::run
