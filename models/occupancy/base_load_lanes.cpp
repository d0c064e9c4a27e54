#include "models/occupancy/base_load_lanes.hpp"

#include <algorithm>
#include <cmath>

namespace hearthgrid::occupancy {
namespace {

// The references of People's habits, as in base_load_shape.cpp.
constexpr double USUAL_WAKE_MINUTE = 380.0;
constexpr double USUAL_SLEEP_MINUTE = 1290.0;
constexpr double COOKING_BASE = 0.70;
constexpr double COOKING_PER_PERSON = 0.12;
constexpr double FESTIVAL_COOKING = 1.25;
// Homes that use more do so half by longer use, half by larger appliances (square roots; assumed), within these limits.
constexpr double SHORTEST_USE = 0.6;
constexpr double LONGEST_USE = 1.7;
constexpr double UNITS_PER_HOUR = 60.0 * UNITS_PER_MINUTE;

int32_t fixed_point(double x) {
  return static_cast<int32_t>(std::lround(x * FIXED_POINT));
}
int32_t units(double minutes) {
  return static_cast<int32_t>(std::lround(minutes * UNITS_PER_MINUTE));
}

void set_powers(BaseLoadLanes& lanes, int lane, const HomeAppliances& home) {
  for (size_t a = 0; a < SWITCHED; ++a) lanes.watts[a][lane] = static_cast<float>(home.watts[a]);
  lanes.standby_w[lane] = static_cast<float>(home.standby_w);
  for (size_t c = 0; c < CYCLING; ++c) {
    const bool owned = home.watts[SWITCHED + c] > 0;
    const int32_t period = owned ? units(home.period_minute[c]) : UNITS_PER_MINUTE;
    lanes.cycle_w[c][lane] = static_cast<float>(home.watts[SWITCHED + c]);
    lanes.cycle_period[c][lane] = period;
    lanes.cycle_on[c][lane] = owned ? static_cast<int32_t>(std::lround(period * home.duty[c])) : 0;
    lanes.cycle_inverse_period[c][lane] = 1.0F / static_cast<float>(period);
  }
}

void set_stretch(BaseLoadLanes& lanes, int lane, const People& people, double use) {
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    const double cooking = cooking_time_factor(people, static_cast<DayKind>(kind));
    lanes.stretch[kind][static_cast<int>(Stretch::fixed)][lane] = FIXED_POINT;
    lanes.stretch[kind][static_cast<int>(Stretch::use)][lane] = fixed_point(use);
    lanes.stretch[kind][static_cast<int>(Stretch::cooking)][lane] = fixed_point(use * cooking);
  }
}

// Distribution function of the triangular start, symmetric about `centre`.
double before(double unit, double centre, double half_spread) {
  if (half_spread <= 0.0) return unit > centre ? 1.0 : 0.0;
  const double z = std::clamp((unit - centre) / half_spread, -1.0, 1.0);
  return z < 0.0 ? 0.5 * (1.0 + z) * (1.0 + z) : 1.0 - 0.5 * (1.0 - z) * (1.0 - z);
}

}  // namespace

double cooking_time_factor(const People& people, DayKind kind) {
  const bool festival = kind == DayKind::festival;
  const int eaters = people.persons + (festival ? people.returning : 0);
  return (COOKING_BASE + COOKING_PER_PERSON * eaters) * (festival ? FESTIVAL_COOKING : 1.0);
}

int anchor_shift_unit(const People& people, Anchor anchor) {
  switch (anchor) {
    case Anchor::wake:
      return units(people.wake_minute - USUAL_WAKE_MINUTE);
    case Anchor::meal:
      return units(people.meal_shift_minute);
    case Anchor::sleep:
      return units(people.sleep_minute - USUAL_SLEEP_MINUTE);
    case Anchor::clock:
      break;
  }
  return 0;
}

AwakeChance always_awake() {
  AwakeChance chance;
  for (auto& kind : chance.hour) kind.fill(1.0);
  return chance;
}

AwakeChance awake_chance(const People& people, const PresenceProfiles& presence) {
  AwakeChance chance;
  for (size_t kind = 0; kind < DAY_KINDS; ++kind) {
    for (int hour = 0; hour < HOURS; ++hour) {
      chance.hour[kind][static_cast<size_t>(hour)] =
          awake_probability(people, static_cast<DayKind>(kind), presence, hour);
    }
  }
  return chance;
}

MeanUse mean_use(std::chrono::sys_days first, const SiteInputs& site, int days) {
  MeanUse use;
  const double weight = 1.0 / days;
  for (int d = 0; d < days; ++d) {
    const DayShape shape = make_day_shape(first + std::chrono::days{d}, site);
    use.level += weight * shape.level;
    for (int e = 0; e < EVENTS; ++e) {
      const EventDay& event = shape.events[e];
      const double times = shape.level * event.threshold / 65536.0;
      const double hours = (event.duration_low + 0.5 * event.duration_span) / UNITS_PER_HOUR;
      use.times[e][shape.kind] += weight * times;
      use.hours[e][shape.kind] += weight * times * hours;
      use.events[e][shape.kind] = event;
    }
  }
  return use;
}

double awake_at_start(const EventDay& event, int shift, const std::array<double, 24>& awake) {
  const double centre = event.centre + shift;
  const auto first = static_cast<int>(std::floor((centre - event.half_spread) / UNITS_PER_HOUR));
  const auto last = static_cast<int>(std::floor((centre + event.half_spread) / UNITS_PER_HOUR));
  double share = 0.0;
  double below = 0.0;
  for (int hour = first; hour <= last; ++hour) {
    const double up_to = hour == last ? 1.0 : before((hour + 1) * UNITS_PER_HOUR, centre, event.half_spread);
    share += (up_to - below) * awake[static_cast<size_t>((hour + 24) % 24)];
    below = up_to;
  }
  return share;
}

double expected_day_kwh(const BaseLoadLanes& lanes, int lane, const MeanUse& use, const AwakeChance& awake) {
  double watts = lanes.standby_w[lane];
  for (int c = 0; c < CYCLING; ++c) {
    if (lanes.cycle_period[c][lane] == 0) continue;
    watts += lanes.cycle_w[c][lane] * double{1.0} * lanes.cycle_on[c][lane] / lanes.cycle_period[c][lane];
  }
  double watt_hours = 24.0 * use.level * watts;
  for (int e = 0; e < EVENTS; ++e) {
    double hours = 0.0;
    for (int kind = 0; kind < DAY_KINDS; ++kind) {
      const EventDay& event = use.events[e][kind];
      if (use.times[e][kind] == 0.0 || lanes.watts[event.appliance][lane] == 0.0F) continue;
      const double share = event.needs_someone != 0
                               ? awake_at_start(event, lanes.shift[static_cast<int>(event.anchor)][lane],
                                                awake.hour[static_cast<size_t>(kind)])
                               : 1.0;
      const double stretch = lanes.stretch[kind][static_cast<int>(event.stretch)][lane];
      const double sleep_shift_h =
          event.lasts_until_sleep * lanes.shift[static_cast<int>(Anchor::sleep)][lane] / UNITS_PER_HOUR;
      hours += share * (use.hours[e][kind] * stretch / FIXED_POINT + use.times[e][kind] * sleep_shift_h) *
               lanes.watts[event.appliance][lane];
    }
    watt_hours += hours;
  }
  return lanes.scale[lane] * watt_hours / 1000.0;
}

void set_lane(BaseLoadLanes& lanes, int lane, const HomeUse& home, uint64_t name_hash, const MeanUse& year) {
  const People& people = *home.people;
  lanes.name_hash_low[lane] = static_cast<uint32_t>(name_hash);
  lanes.name_hash_high[lane] = static_cast<uint32_t>(name_hash >> 32U);
  set_powers(lanes, lane, *home.appliances);
  for (int anchor = 0; anchor < ANCHORS; ++anchor) {
    lanes.shift[anchor][lane] = anchor_shift_unit(people, static_cast<Anchor>(anchor));
  }
  const double wanted = people.yearly_kwh / 365.0;
  lanes.scale[lane] = 1.0;
  set_stretch(lanes, lane, people, 1.0);
  const double usual = expected_day_kwh(lanes, lane, year, *home.awake) + home.own_kwh;
  if (usual <= 0.0) {  // nothing is owned: nothing is used
    lanes.scale[lane] = 0.0;
    return;
  }
  set_stretch(lanes, lane, people, std::clamp(std::sqrt(wanted / usual), SHORTEST_USE, LONGEST_USE));
  lanes.scale[lane] = wanted / (expected_day_kwh(lanes, lane, year, *home.awake) + home.own_kwh);
}

OwnershipFactor::OwnershipFactor(const ApplianceSet& set, double drawn_kwh) {
  using namespace std::chrono;
  // Any year does: what differs between sites is the lamps' hours.
  const MeanUse year = mean_use(sys_days{2021y / July / 1}, SiteInputs{});
  for (int e = 0; e < EVENTS; ++e) {
    for (int kind = 0; kind < DAY_KINDS; ++kind) {
      const auto a = static_cast<size_t>(year.events[e][kind].appliance);
      watt_hours_[a] += set.spec[a].watts.mean() * year.hours[e][kind];
    }
  }
  for (size_t a = 0; a < APPLIANCES; ++a) {
    const ApplianceSpec& spec = set.spec[a];
    const bool tank = static_cast<Appliance>(a) == Appliance::water_heater;
    if (a >= SWITCHED && a < SWITCHED + CYCLING) {
      watt_hours_[a] = 24.0 * (tank ? spec.loss_w.mean() : spec.watts.mean() * spec.duty.mean());
    }
    if (tank) watt_hours_[a] += 1000.0 * drawn_kwh;
    watt_hours_[a] += 24.0 * spec.standby_w.mean();
    mean_watt_hours_ += set.ownership(static_cast<Appliance>(a)) * watt_hours_[a];
  }
}

double OwnershipFactor::operator()(const HomeAppliances& home) const {
  if (mean_watt_hours_ <= 0.0) return 1.0;
  double watt_hours = 0.0;
  for (size_t a = 0; a < APPLIANCES; ++a) {
    if (home.owns(static_cast<Appliance>(a))) watt_hours += watt_hours_[a];
  }
  return watt_hours / mean_watt_hours_;
}

}  // namespace hearthgrid::occupancy
