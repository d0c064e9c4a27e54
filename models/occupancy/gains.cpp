#include "models/occupancy/gains.hpp"

namespace hearthgrid::occupancy {

double mean_load_gain_w(const People& people) {
  const double other_kwh = people.yearly_kwh - people.tank_draw_kwh - people.tank_loss_kwh;
  return (GAIN_FROM_LOAD_SHARE * other_kwh + people.tank_loss_kwh + DRAWN_HEAT_INDOORS * people.tank_draw_kwh) / 8.76;
}

std::array<double, HOURS> metabolic_w(const PresenceDay& day, const BodyHeat& body) {
  std::array<double, HOURS> watts{};
  for (size_t hour = 0; hour < HOURS; ++hour)
    watts[hour] = body.awake_w * day.awake[hour] + body.asleep_w * day.asleep[hour];
  return watts;
}

double mean_metabolic_w(const People& people, DayKind kind, const PresenceProfiles& profiles) {
  double watts = 0.0;
  for (int hour = 0; hour < HOURS; ++hour) {
    const double awake = mean_awake(people, kind, profiles, hour);
    const double asleep = mean_at_home(people, kind, profiles, hour) - awake;
    watts += awake * profiles.body.awake_w + asleep * profiles.body.asleep_w;
  }
  return watts / HOURS;
}

}  // namespace hearthgrid::occupancy
