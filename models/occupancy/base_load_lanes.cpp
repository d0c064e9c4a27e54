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
// Habits: on how often events happen and how long they last, in fixed point; how long, no further than LONGEST (all
// assumed).
constexpr int32_t LEAST_HABIT = FIXED_POINT / 2;
constexpr int32_t MOST_HABIT = 2 * FIXED_POINT;
constexpr int32_t LONGEST = 435;    // 1.7
constexpr double SECOND_SET = 2.0;  // most of what is on by itself: a second refrigerator, freezer, router (assumed)
constexpr int TANK = static_cast<int>(Appliance::water_heater) - SWITCHED;  // row of the cycles
constexpr double UNITS_PER_HOUR = 60.0 * UNITS_PER_MINUTE;

int32_t units(double minutes) {
  return static_cast<int32_t>(std::lround(minutes * UNITS_PER_MINUTE));
}

// Standby, refrigerators and freezers, `more` times what is owned, in whole watts.
void set_background(BaseLoadLanes& lanes, int lane, const HomeAppliances& home, double more) {
  const auto watts = [more](int w) { return static_cast<float>(std::lround(w * more)); };
  lanes.standby_w[lane] = watts(home.standby_w);
  for (const Appliance a : {Appliance::refrigerator, Appliance::freezer}) {
    lanes.cycle_w[static_cast<int>(a) - SWITCHED][lane] = watts(home.watts[static_cast<size_t>(a)]);
  }
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

void set_habit(BaseLoadLanes& lanes, int lane, const People& people, int32_t habit) {
  lanes.times[0][lane] = FIXED_POINT;
  lanes.times[1][lane] = habit;
  const int32_t use = std::min(habit, LONGEST);
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    auto& stretch = lanes.stretch[kind];
    stretch[static_cast<int>(Stretch::fixed)][lane] = FIXED_POINT;
    stretch[static_cast<int>(Stretch::use)][lane] = use;
    stretch[static_cast<int>(Stretch::cooking)][lane] =
        static_cast<int32_t>(std::lround(use * cooking_time_factor(people, static_cast<DayKind>(kind))));
    stretch[static_cast<int>(Stretch::repeat)][lane] = std::max(use, FIXED_POINT);
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

namespace {

double cycle_mean_w(const BaseLoadLanes& lanes, int lane, int c) {
  if (lanes.cycle_period[c][lane] == 0) return 0.0;
  return lanes.cycle_w[c][lane] * double{1.0} * lanes.cycle_on[c][lane] / lanes.cycle_period[c][lane];
}

// What runs by itself on the mean day, at scale 1.
double background_wh(const BaseLoadLanes& lanes, int lane, const MeanUse& use) {
  double watts = lanes.standby_w[lane];
  for (int c = 0; c < CYCLING; ++c) watts += cycle_mean_w(lanes, lane, c);
  return 24.0 * use.level * watts;
}

// A home's events on the mean day: all that their expectation needs but the habits.
class ExpectedEvents {
 public:
  ExpectedEvents(const BaseLoadLanes& lanes, int lane, const MeanUse& use, const AwakeChance& awake) {
    for (int e = 0; e < EVENTS; ++e) {
      for (int kind = 0; kind < DAY_KINDS; ++kind) {
        const EventDay& event = use.events[e][kind];
        const double watts = lanes.watts[event.appliance][lane];
        if (use.times[e][kind] == 0.0 || watts == 0.0) continue;
        const double share = event.needs_someone != 0
                                 ? awake_at_start(event, lanes.shift[static_cast<int>(event.anchor)][lane],
                                                  awake.hour[static_cast<size_t>(kind)])
                                 : 1.0;
        const double sleep_h =
            event.lasts_until_sleep * lanes.shift[static_cast<int>(Anchor::sleep)][lane] / UNITS_PER_HOUR;
        parts_[count_++] = {&event, kind, share * watts * use.hours[e][kind],
                            share * watts * use.times[e][kind] * sleep_h};
      }
    }
  }

  // At scale 1, by the lane's times and stretch.
  [[nodiscard]] double watt_hours(const BaseLoadLanes& lanes, int lane) const {
    double sum = 0.0;
    for (int i = 0; i < count_; ++i) sum += watt_hours(parts_[i], lanes, lane);
    return sum;
  }

  // The same, each part to its appliance.
  void add_to(std::array<double, APPLIANCES>& wh, const BaseLoadLanes& lanes, int lane) const {
    for (int i = 0; i < count_; ++i) {
      wh[static_cast<size_t>(parts_[i].event->appliance)] += watt_hours(parts_[i], lanes, lane);
    }
  }

 private:
  struct Part {
    const EventDay* event;
    int kind;
    double wh, sleep_wh;
  };
  // A threshold is whole, as in the kernel.
  static double watt_hours(const Part& part, const BaseLoadLanes& lanes, int lane) {
    double oftener = 1.0;
    if (part.event->by_habit != 0) {
      const int32_t threshold = std::min(65536, (part.event->threshold * lanes.times[1][lane]) >> 8);
      oftener = double{1.0} * threshold / part.event->threshold;
    }
    const double stretch = lanes.stretch[part.kind][static_cast<int>(part.event->stretch)][lane];
    return oftener * (part.wh * stretch / FIXED_POINT + part.sleep_wh);
  }

  Part parts_[EVENTS * DAY_KINDS];
  int count_ = 0;
};

}  // namespace

double expected_day_kwh(const BaseLoadLanes& lanes, int lane, const MeanUse& use, const AwakeChance& awake) {
  const ExpectedEvents events(lanes, lane, use, awake);
  return lanes.scale[lane] * (background_wh(lanes, lane, use) + events.watt_hours(lanes, lane)) / 1000.0;
}

std::array<double, APPLIANCES> expected_appliance_kwh(const BaseLoadLanes& lanes, int lane, const HomeUse& home,
                                                      const MeanUse& use) {
  std::array<double, APPLIANCES> wh{};
  ExpectedEvents(lanes, lane, use, *home.awake).add_to(wh, lanes, lane);
  const double level_h = 24.0 * use.level;
  for (size_t a = 0; home.appliances->standby_w > 0 && a < APPLIANCES; ++a) {
    wh[a] += level_h * lanes.standby_w[lane] * home.appliances->own_standby_w[a] / home.appliances->standby_w;
  }
  for (int c = 0; c < CYCLING; ++c) wh[static_cast<size_t>(SWITCHED + c)] += level_h * cycle_mean_w(lanes, lane, c);
  wh[static_cast<size_t>(Appliance::water_heater)] += 1000.0 * home.own_kwh;
  for (double& value : wh) value *= lanes.scale[lane] / 1000.0;
  return wh;
}

double tank_loss_w(const BaseLoadLanes& lanes, int lane, double level) {
  return lanes.scale[lane] * level * cycle_mean_w(lanes, lane, TANK);
}

namespace {

// The habit with which `fixed_wh` and the home's events come to no more than `wanted_wh`, the strongest; the ends stay
// where they are not enough. Leaves the lane with it, and returns what the events come to.
double take_habit(BaseLoadLanes& lanes, int lane, const People& people, const ExpectedEvents& events,
                  double wanted_wh) {
  const auto events_wh = [&](int32_t habit) {
    set_habit(lanes, lane, people, habit);
    return events.watt_hours(lanes, lane);
  };
  int32_t habit = LEAST_HABIT;
  for (int32_t step = (MOST_HABIT - LEAST_HABIT) / 2; step > 0; step /= 2) {
    while (habit + step <= MOST_HABIT && events_wh(habit + step) <= wanted_wh) habit += step;
  }
  return events_wh(habit);
}

}  // namespace

double set_lane(BaseLoadLanes& lanes, int lane, const HomeUse& home, uint64_t name_hash, const MeanUse& year) {
  const People& people = *home.people;
  lanes.name_hash_low[lane] = static_cast<uint32_t>(name_hash);
  lanes.name_hash_high[lane] = static_cast<uint32_t>(name_hash >> 32U);
  set_powers(lanes, lane, *home.appliances);
  for (int anchor = 0; anchor < ANCHORS; ++anchor) {
    lanes.shift[anchor][lane] = anchor_shift_unit(people, static_cast<Anchor>(anchor));
  }
  const ExpectedEvents events(lanes, lane, year, *home.awake);
  const double own_wh = 1000.0 * home.own_kwh;
  const double always_wh = background_wh(lanes, lane, year) + own_wh;
  set_habit(lanes, lane, people, FIXED_POINT);
  const double usual_wh = events.watt_hours(lanes, lane);
  lanes.scale[lane] = 0.0;
  if (always_wh + usual_wh <= 0.0) return 0.0;  // nothing is owned: nothing is used
  const double wanted_wh =
      people.kwh_follows_use ? always_wh + people.use_habit * usual_wh : 1000.0 * people.yearly_kwh / 365.0;
  const double events_wh = take_habit(lanes, lane, people, events, wanted_wh * (1.0 + 1e-12) - always_wh);
  const double tank_wh = 24.0 * year.level * cycle_mean_w(lanes, lane, TANK);
  const double repeatable_wh = always_wh - own_wh - tank_wh;  // of what there may be a second set
  if (repeatable_wh > 0.0) {
    const double more = (wanted_wh - events_wh - own_wh - tank_wh) / repeatable_wh;
    set_background(lanes, lane, *home.appliances, std::clamp(more, 1.0, SECOND_SET));
  }
  lanes.scale[lane] = wanted_wh / (background_wh(lanes, lane, year) + own_wh + events_wh);
  return 365.0 * wanted_wh / 1000.0;
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
