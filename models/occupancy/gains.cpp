#include "models/occupancy/gains.hpp"

namespace hearthgrid::occupancy {

double mean_load_gain_w(const People& people) {
  const double other_kwh = people.yearly_kwh - people.tank_draw_kwh - people.tank_loss_kwh;
  return (GAIN_FROM_LOAD_SHARE * other_kwh + people.tank_loss_kwh + DRAWN_HEAT_INDOORS * people.tank_draw_kwh) / 8.76;
}

std::array<double, HOURS> metabolic_w(const PresenceDay& day) {
  std::array<double, HOURS> watts{};
  for (size_t hour = 0; hour < HOURS; ++hour) watts[hour] = AWAKE_W * day.awake[hour] + ASLEEP_W * day.asleep[hour];
  return watts;
}

double mean_metabolic_w(const People& people, DayKind kind, const PresenceProfiles& profiles) {
  double watts = 0.0;
  for (int hour = 0; hour < HOURS; ++hour) {
    const double awake = awake_share(people, kind, hour);
    watts += mean_at_home(people, kind, profiles, hour) * (awake * AWAKE_W + (1.0 - awake) * ASLEEP_W);
  }
  return watts / HOURS;
}

}  // namespace hearthgrid::occupancy
