#include "models/occupancy/base_load_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::occupancy {
namespace {

// Usual habits, minutes after midnight; People's wake and sleep minutes are laid against the first two.
// Probabilities by DayKind {work day, rest day, festival}, if somebody is awake at home where that is needed, and if
// the home has the appliance. All figures of this table are assumed, so chosen that a home of two or three comes to
// 1000 to 2000 kWh a year (the sheet's placeholder) with refrigerator and entertainment about half (CRECS 2014; it
// gives cooking 7 % before induction plates were common). Durations follow CREST's mean cycles where it has one (hob 16
// min, kettle 3, washing machine 138 with its pauses); television is on longer than its 73.
struct Habit {
  Appliance appliance;
  Anchor anchor;
  Stretch stretch;
  bool needs_someone;
  std::array<double, 3> probability;
  int centre_minute;
  int half_spread_minute;
  int shortest_minute;
  int longest_minute;
};

using enum Appliance;

constexpr std::array<Habit, EVENTS> HABITS = {{
    {induction_cooker, Anchor::wake, Stretch::cooking, true, {.65, .65, .75}, 400, 30, 10, 24},   // breakfast
    {kettle, Anchor::wake, Stretch::repeat, true, {.90, .90, .95}, 400, 25, 4, 10},               // first tea
    {induction_cooker, Anchor::meal, Stretch::cooking, true, {.80, .80, .95}, 690, 50, 15, 40},   // lunch
    {kettle, Anchor::meal, Stretch::repeat, true, {.60, .65, .85}, 745, 90, 4, 10},               // after lunch
    {induction_cooker, Anchor::meal, Stretch::cooking, true, {.85, .85, .95}, 1065, 80, 15, 45},  // supper
    {kettle, Anchor::meal, Stretch::repeat, true, {.80, .80, .95}, 1140, 110, 4, 10},             // evening tea
    {kitchen_lamp, Anchor::meal, Stretch::use, true, {.95, .95, 1.0}, 1045, 60, 40, 80},  // supper is cooked and eaten
    {living_lamps, Anchor::clock, Stretch::fixed, false, {1.0, 1.0, 1.0}, 0, 20, 0, 0},   // dusk to sleep, set by date
    {room_lamps, Anchor::sleep, Stretch::use, true, {.85, .85, .95}, 1170, 70, 40, 110},  // bedrooms
    {living_lamps, Anchor::wake, Stretch::fixed, false, {.85, .80, .85}, 385, 15, 25, 65},  // if dark at waking, by
                                                                                            // date
    {television, Anchor::sleep, Stretch::use, true, {.95, .95, .98}, 1130, 75, 90, 240},    // evening
    {television, Anchor::clock, Stretch::use, true, {.65, .70, .80}, 800, 170, 60, 210},    // by day
    {computer, Anchor::sleep, Stretch::use, true, {.75, .80, .80}, 1150, 110, 60, 240},     // evening
    {washing_machine, Anchor::clock, Stretch::repeat, true, {.35, .45, .30}, 600, 160, 40, 60},  // washing day
    {pump, Anchor::clock, Stretch::use, true, {.75, .75, .85}, 560, 200, 8, 20},                 // filling the cistern
    {tools, Anchor::clock, Stretch::use, true, {.30, .35, .20}, 600, 220, 5, 25},                // work about the house
    {rice_cooker, Anchor::meal, Stretch::repeat, true, {.35, .40, .60}, 675, 40, 25, 40},        // lunch
    {rice_cooker, Anchor::meal, Stretch::repeat, true, {.55, .55, .80}, 1045, 70, 25, 40},      // supper: rice or gruel
    {electric_blanket, Anchor::sleep, Stretch::use, true, {.85, .85, .85}, 1245, 30, 60, 240},  // before and in bed, in
                                                                                                // winter
    {bicycle_charger, Anchor::sleep, Stretch::repeat, true, {.30, .25, .25}, 1180, 120, 120, 420},  // in the evening
}};
constexpr int EVENING_LAMPS = 7;
constexpr int MORNING_LAMPS = 9;
constexpr int BLANKET = 18;
constexpr int USUAL_WAKE_MINUTE = 380;
constexpr int USUAL_SLEEP_MINUTE = 1290;
constexpr int LAMPS_BEFORE_SUNSET = 5;  // overcast villages, small windows (assumed)
constexpr int LAMPS_AFTER_SUNRISE = 15;
constexpr int SHORTEST_EVENING = 45;  // lamps on a June evening (assumed)
constexpr int COLDEST_DAY = 15;       // of the year: 15 January, and half a year later south of the equator
// Electric blankets: on all winter, none from April to October, a straight line between (assumed; the cosine of the
// year passes .2 on 27 October and 4 April, .5 on 15 November and 16 March).
constexpr double BLANKETS_FROM = 0.2;
constexpr double BLANKETS_ALL = 0.5;

int32_t units(int minutes) {
  return minutes * UNITS_PER_MINUTE;
}
int32_t threshold(double probability) {
  return static_cast<int32_t>(std::lround(probability * 65536.0));
}

EventDay plain_event(const Habit& habit, DayKind kind) {
  EventDay event;
  event.threshold = threshold(habit.probability[static_cast<size_t>(kind)]);
  const bool later = kind == DayKind::festival && habit.anchor == Anchor::sleep;
  event.centre = units(habit.centre_minute + (later ? FESTIVAL_LATER_MINUTE : 0));
  event.half_spread = units(habit.half_spread_minute);
  event.duration_low = units(habit.shortest_minute);
  event.duration_span = units(habit.longest_minute - habit.shortest_minute);
  event.appliance = static_cast<int32_t>(habit.appliance);
  event.anchor = habit.anchor;
  event.stretch = habit.stretch;
  event.by_habit = 1;
  event.needs_someone = habit.needs_someone ? 1 : 0;
  return event;
}

}  // namespace

SunTimes sun_times(std::chrono::sys_days day, const SiteInputs& site) {
  constexpr double RADIAN = std::numbers::pi / 180.0;
  const double declination = 23.45 * std::sin(RADIAN * 360.0 * (284 + day_of_year(day)) / 365.0);
  const double cosine = -std::tan(RADIAN * site.latitude_deg) * std::tan(RADIAN * declination);
  const double half_day_minute = std::acos(std::clamp(cosine, -1.0, 1.0)) / RADIAN * 4.0;
  const double noon_minute = 720.0 + 4.0 * (15.0 * site.utc_offset_h - site.longitude_deg);
  return {static_cast<int>(std::lround(noon_minute - half_day_minute)),
          static_cast<int>(std::lround(noon_minute + half_day_minute))};
}

DayShape make_day_shape(std::chrono::sys_days day, const SiteInputs& site) {
  const DayKind kind = day_kind(day, site.calendar);
  DayShape shape;
  shape.kind = static_cast<int32_t>(kind);
  constexpr double YEAR_DAYS = 365.25;
  const double coldest = site.latitude_deg < 0.0 ? COLDEST_DAY + 0.5 * YEAR_DAYS : COLDEST_DAY;
  const double season = std::cos(2.0 * std::numbers::pi * (day_of_year(day) - coldest) / YEAR_DAYS);
  shape.level = 1.0 + std::round(site.winter_surplus * season * 65536.0) / 65536.0;
  for (int e = 0; e < EVENTS; ++e) {
    shape.events[e] = plain_event(HABITS[static_cast<size_t>(e)], kind);
  }
  const double cold = std::clamp((season - BLANKETS_FROM) / (BLANKETS_ALL - BLANKETS_FROM), 0.0, 1.0);
  shape.events[BLANKET].by_habit = 0;
  shape.events[BLANKET].threshold = threshold(cold * HABITS[BLANKET].probability[static_cast<size_t>(kind)]);

  const SunTimes sun = sun_times(day, site);
  const int bedtime = USUAL_SLEEP_MINUTE + (kind == DayKind::festival ? FESTIVAL_LATER_MINUTE : 0);
  const int dusk = std::min(sun.set_minute - LAMPS_BEFORE_SUNSET, bedtime - SHORTEST_EVENING);
  EventDay& evening = shape.events[EVENING_LAMPS];
  evening.centre = units(dusk);
  evening.duration_low = units(bedtime - dusk - 15);
  evening.duration_span = units(30);
  evening.lasts_until_sleep = 1;
  evening.by_habit = 0;

  // Dark at waking: none an hour too late, all an hour early, a straight line between.
  const double dark = std::clamp((sun.rise_minute + LAMPS_AFTER_SUNRISE - USUAL_WAKE_MINUTE + 60) / 120.0, 0.0, 1.0);
  EventDay& morning = shape.events[MORNING_LAMPS];
  morning.by_habit = 0;
  morning.threshold = threshold(dark * HABITS[MORNING_LAMPS].probability[static_cast<size_t>(kind)]);
  return shape;
}

}  // namespace hearthgrid::occupancy
