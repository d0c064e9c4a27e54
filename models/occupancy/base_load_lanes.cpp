#include "models/occupancy/base_load_lanes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t FIRST_DRAW = 64;  // of Stream::people, clear of people.cpp's

struct Range {
  int low;
  int high;
};

// Rated power [W], uniform in the range. Cooker, television, computer, washer: CREST's means 2400 (hob), 124, 141 and
// 406 W lie at or above the ranges' middle; rural sets are smaller (assumed). Kettle: CREST 2000 W. The rest is
// assumed.
constexpr std::array<Range, APPLIANCES> WATTS = {{
    {800, 1600},   // cooker
    {1200, 1800},  // kettle
    {10, 24},      // kitchen lamp
    {20, 70},      // living lamps
    {15, 40},      // room lamps
    {60, 150},     // television
    {60, 160},     // computer
    {200, 400},    // washer
    {370, 750},    // pump: common small motors
    {400, 1200},   // tools
}};
constexpr Range STANDBY_W = {5, 25};              // CREST: 1 to 5 W a device, about five devices (assumed)
constexpr Range FRIDGE_W = {90, 130};             // CREST: refrigerator 110 W
constexpr Range FRIDGE_PERIOD_MINUTE = {40, 68};  // CREST: 18 min on, 36 min off
constexpr double FRIDGE_DUTY_LOW = 0.26;          // around CREST's 18 / 54
constexpr double FRIDGE_DUTY_SPAN = 0.14;

// The references of People's habits, as in base_load_shape.cpp.
constexpr double USUAL_WAKE_MINUTE = 380.0;
constexpr double USUAL_SLEEP_MINUTE = 1290.0;
// Cooking time over that of a home of two and a half (assumed): one person needs 0.82 of it, five 1.3.
constexpr double COOKING_BASE = 0.70;
constexpr double COOKING_PER_PERSON = 0.12;
constexpr double FESTIVAL_COOKING = 1.25;     // more dishes, guests (assumed)
constexpr double PRESENCE_IF_LEAVING = 0.30;  // on a work day, when all residents go out (assumed)
// Homes that use more do so half by longer use, half by larger appliances (square roots; assumed), within these limits.
constexpr double SHORTEST_USE = 0.6;
constexpr double LONGEST_USE = 1.7;

float whole(Range range, uint32_t word) {
  return static_cast<float>(range.low) + std::floor(static_cast<float>((range.high - range.low + 1) * uniform(word)));
}

int32_t fixed_point(double x) {
  return static_cast<int32_t>(std::lround(x * FIXED_POINT));
}
int32_t units(double minutes) {
  return static_cast<int32_t>(std::lround(minutes * UNITS_PER_MINUTE));
}

void draw_appliances(BaseLoadLanes& lanes, int lane, uint32_t seed, uint64_t name_hash) {
  std::array<uint32_t, 16> words{};
  for (uint32_t block = 0; block < 4; ++block) {
    const auto four = random_words(seed, Stream::people, name_hash, 0, FIRST_DRAW + block);
    std::copy(four.begin(), four.end(), words.begin() + 4 * block);
  }
  for (size_t a = 0; a < WATTS.size(); ++a) {
    lanes.watts[a][lane] = whole(WATTS[a], words[a]);
  }
  lanes.standby_w[lane] = whole(STANDBY_W, words[10]);
  lanes.fridge_w[lane] = whole(FRIDGE_W, words[11]);
  const int32_t period =
      units(FRIDGE_PERIOD_MINUTE.low + (FRIDGE_PERIOD_MINUTE.high - FRIDGE_PERIOD_MINUTE.low) * uniform(words[12]));
  lanes.fridge_period[lane] = period;
  lanes.fridge_on[lane] =
      static_cast<int32_t>(std::lround(period * (FRIDGE_DUTY_LOW + FRIDGE_DUTY_SPAN * uniform(words[13]))));
  lanes.fridge_inverse_period[lane] = 1.0F / static_cast<float>(period);
}

void set_stretch(BaseLoadLanes& lanes, int lane, const People& people, double use) {
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    const bool festival = kind == static_cast<int>(DayKind::festival);
    const int eaters = people.persons + (festival ? people.returning : 0);
    const double cooking = (COOKING_BASE + COOKING_PER_PERSON * eaters) * (festival ? FESTIVAL_COOKING : 1.0);
    lanes.stretch[kind][static_cast<int>(Stretch::fixed)][lane] = FIXED_POINT;
    lanes.stretch[kind][static_cast<int>(Stretch::use)][lane] = fixed_point(use);
    lanes.stretch[kind][static_cast<int>(Stretch::cooking)][lane] = fixed_point(use * cooking);
  }
}

}  // namespace

MeanUse mean_use(std::chrono::sys_days first, const SiteInputs& site, int days) {
  MeanUse use;
  const double weight = 1.0 / days;
  for (int d = 0; d < days; ++d) {
    const DayShape shape = make_day_shape(first + std::chrono::days{d}, site);
    use.level += weight * shape.level;
    for (int e = 0; e < EVENTS; ++e) {
      const EventDay& event = shape.events[e];
      const double times = shape.level * event.threshold / 65536.0;
      const double hours = (event.duration_low + 0.5 * event.duration_span) / (60.0 * UNITS_PER_MINUTE);
      use.times[e][shape.kind] += weight * times;
      use.hours[e][shape.kind] += weight * times * hours;
      use.events[e] = event;
    }
  }
  return use;
}

double expected_day_kwh(const BaseLoadLanes& lanes, int lane, const MeanUse& use) {
  const double duty =
      lanes.fridge_period[lane] > 0 ? double{1.0} * lanes.fridge_on[lane] / lanes.fridge_period[lane] : 0.0;
  double watt_hours = 24.0 * use.level * (lanes.standby_w[lane] + lanes.fridge_w[lane] * duty);
  for (int e = 0; e < EVENTS; ++e) {
    const EventDay& event = use.events[e];
    const double sleep_shift_h =
        event.lasts_until_sleep * lanes.shift[static_cast<int>(Anchor::sleep)][lane] / (60.0 * UNITS_PER_MINUTE);
    double hours = 0.0;
    for (int kind = 0; kind < DAY_KINDS; ++kind) {
      const double share = event.needs_someone_by_day != 0 ? lanes.presence[kind][lane] : FIXED_POINT;
      const double stretch = lanes.stretch[kind][static_cast<int>(event.stretch)][lane];
      hours += share / FIXED_POINT * (use.hours[e][kind] * stretch / FIXED_POINT + use.times[e][kind] * sleep_shift_h);
    }
    watt_hours += lanes.watts[event.appliance][lane] * hours;
  }
  return lanes.scale[lane] * watt_hours / 1000.0;
}

void set_lane(BaseLoadLanes& lanes, int lane, const People& people, uint32_t seed, uint64_t name_hash,
              const MeanUse& year) {
  lanes.name_hash_low[lane] = static_cast<uint32_t>(name_hash);
  lanes.name_hash_high[lane] = static_cast<uint32_t>(name_hash >> 32U);
  draw_appliances(lanes, lane, seed, name_hash);
  lanes.shift[static_cast<int>(Anchor::clock)][lane] = 0;
  lanes.shift[static_cast<int>(Anchor::wake)][lane] = units(people.wake_minute - USUAL_WAKE_MINUTE);
  lanes.shift[static_cast<int>(Anchor::meal)][lane] = units(people.meal_shift_minute);
  lanes.shift[static_cast<int>(Anchor::sleep)][lane] = units(people.sleep_minute - USUAL_SLEEP_MINUTE);
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    const bool out = people.leaves_on_workdays && kind == static_cast<int>(DayKind::workday);
    lanes.presence[kind][lane] = out ? fixed_point(PRESENCE_IF_LEAVING) : FIXED_POINT;
  }
  const double wanted = people.yearly_kwh / 365.0;
  lanes.scale[lane] = 1.0;
  set_stretch(lanes, lane, people, 1.0);
  set_stretch(lanes, lane, people,
              std::clamp(std::sqrt(wanted / expected_day_kwh(lanes, lane, year)), SHORTEST_USE, LONGEST_USE));
  lanes.scale[lane] = wanted / expected_day_kwh(lanes, lane, year);
}

}  // namespace hearthgrid::occupancy
