#include "models/occupancy/people.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

// One draw number per purpose; a new trait gets a new number, so that it changes no other trait.
enum Draw : uint32_t {
  SIZE = 0,
  AGE = 1,
  ABSENCE = 2,
  PATTERN = 3,
  SHARE = 4,
  HABIT = 5,
  WORK = 6,
  KWH = 7,
  CHILDREN = 8,
  WORKERS = 9,
  PART_TIME = 10,
  COMFORT = 16
};
constexpr uint32_t COMFORT_TRIES = 32;
constexpr double LEAST_MORNING_MINUTE = 30.0;  // between waking and leaving (assumed)

// Index of the class that u in (0, 1) falls into.
int pick(std::span<const double> shares, double u) {
  double total = 0.0;
  for (const double share : shares) {
    total += share;
  }
  double below = 0.0;
  for (size_t i = 0; i + 1 < shares.size(); ++i) {
    below += shares[i];
    if (u * total < below) {
      return static_cast<int>(i);
    }
  }
  return static_cast<int>(shares.size()) - 1;
}

// Triangular in (-1, 1), mean 0.
double triangular(uint32_t a, uint32_t b) {
  return uniform(a) + uniform(b) - 1.0;
}

double cut(const CutNormal& n, double z) {
  return n.mean + n.deviation * z;
}
bool inside(const CutNormal& n, double x) {
  return x >= n.low && x <= n.high;
}

// Two correlated normals, each cut by rejection of the pair: the first of COMFORT_TRIES draws that lies inside both
// ranges.
void draw_set_points(People& people, uint32_t seed, uint64_t name_hash, const ComfortInputs& in) {
  for (uint32_t attempt = 0; attempt < COMFORT_TRIES; ++attempt) {
    const auto words = random_words(seed, Stream::people, name_hash, 0, COMFORT + attempt);
    const auto [a, b] = normal_pair(words[0], words[1]);
    const double z_after = in.correlation * a + std::sqrt(1.0 - in.correlation * in.correlation) * b;
    people.set_point_before_c = cut(in.set_point_before_c, a);
    people.set_point_after_c = cut(in.set_point_after_c, z_after);
    if (inside(in.set_point_before_c, people.set_point_before_c) &&
        inside(in.set_point_after_c, people.set_point_after_c)) {
      return;
    }
  }
  people.set_point_before_c =
      std::clamp(people.set_point_before_c, in.set_point_before_c.low, in.set_point_before_c.high);
  people.set_point_after_c = std::clamp(people.set_point_after_c, in.set_point_after_c.low, in.set_point_after_c.high);
}

double spread_share(double share, double spread, double u) {
  return share >= 1.0 ? 1.0 : std::clamp(share + spread * (2.0 * u - 1.0), 0.05, 1.0);
}

// Children, and who of the others works away from home: at least one resident is no child.
void draw_members(People& people, uint32_t seed, uint64_t name_hash, const HouseholdInputs& in) {
  const auto children = random_words(seed, Stream::people, name_hash, 0, CHILDREN);
  if (people.persons >= 3 && uniform(children[0]) < in.child_home_share) {
    people.children = people.persons >= 4 && uniform(children[1]) < 0.5 ? 2 : 1;
    people.children = std::min(people.children, people.persons - std::max(people.elderly, 1));
  }
  const int working_age = people.persons - people.elderly - people.children;
  if (people.leaves_on_workdays) {
    people.workers = working_age;
    return;
  }
  const auto workers = random_words(seed, Stream::people, name_hash, 0, WORKERS);
  for (int i = 0; i < working_age; ++i) {
    const uint32_t draw = (workers[static_cast<size_t>(i) / 2] >> (16U * (static_cast<unsigned>(i) % 2))) & 0xFFFFU;
    people.workers += draw < in.worker_share * 65536.0 ? 1 : 0;
  }
}

void draw_household(People& people, uint32_t seed, uint64_t name_hash, const HouseholdInputs& in) {
  const auto size = random_words(seed, Stream::people, name_hash, 0, SIZE);
  people.persons = 1 + pick(in.persons_share, uniform(size[0]));
  const auto age = random_words(seed, Stream::people, name_hash, 0, AGE);
  if (uniform(age[0]) < in.elderly_home_share) {
    people.elderly = people.persons > 1 && uniform(age[1]) < 0.5 ? 2 : 1;  // half of them couples: assumed
  }
  const auto absence = random_words(seed, Stream::people, name_hash, 0, ABSENCE);
  people.absent_workers = uniform(absence[0]) < in.absent_workers_share;
  people.returning = people.absent_workers ? (uniform(absence[1]) < 0.5 ? 1 : 2) : 0;
  const auto work = random_words(seed, Stream::people, name_hash, 0, WORK);
  people.leaves_on_workdays = people.elderly == 0 && uniform(work[0]) < in.leaves_on_workdays_share;
  people.leave_minute = 480.0 + 45.0 * triangular(work[1], work[2]);  // about 8 h to 17 h: assumed
  people.return_minute = people.leave_minute + 540.0 + 120.0 * (uniform(work[3]) - 0.5);
  draw_members(people, seed, name_hash, in);
}

// max(least, 1 + c + spread * t), t triangular. The cut at a = (least - 1 - c) / spread < 0 adds spread (1 + a)^3 / 6
// to the mean; c takes it off again.
double habit_of(double t, const ElectricityInputs& in) {
  double moved = 0.0;
  for (int round = 0; round < 20 && in.spread > 0.0; ++round) {
    const double a = std::clamp((in.least_habit - 1.0 - moved) / in.spread, -1.0, 0.0);
    moved = -in.spread * (1.0 + a) * (1.0 + a) * (1.0 + a) / 6.0;
  }
  return std::max(in.least_habit, 1.0 + moved + in.spread * t);
}

}  // namespace

void set_pattern(People& people, HeatingPattern pattern, uint32_t seed, uint64_t name_hash,
                 const ComfortInputs& inputs) {
  people.pattern = pattern;
  const auto share = random_words(seed, Stream::people, name_hash, 0, SHARE);
  const auto index = static_cast<size_t>(pattern);
  const double spread = inputs.heated_share_spread;
  people.heated_share_before = spread_share(inputs.heated_share_before[index], spread, uniform(share[0]));
  people.heated_share_after = spread_share(inputs.heated_share_after[index], spread, uniform(share[0]));
}

double yearly_kwh_of(const People& people, const PeopleInputs& inputs) {
  const ElectricityInputs& in = inputs.electricity;
  const double more = in.more_per_person * (people.persons - mean_persons(inputs.household));
  return in.yearly_kwh * (1.0 + more) * people.use_habit;
}

void set_persons(People& people, int persons) {
  people.persons = persons;
  people.elderly = std::min(people.elderly, persons);
  people.children = std::min(people.children, std::max(0, persons - std::max(people.elderly, 1)));
  const int working_age = persons - people.elderly - people.children;
  people.workers = people.leaves_on_workdays ? working_age : std::min(people.workers, working_age);
}

double mean_persons(const HouseholdInputs& inputs) {
  double total = 0.0;
  double persons = 0.0;
  for (size_t i = 0; i < inputs.persons_share.size(); ++i) {
    total += inputs.persons_share[i];
    persons += inputs.persons_share[i] * static_cast<double>(i + 1);
  }
  return persons / total;
}

People draw_people(uint32_t seed, uint64_t name_hash, const PeopleInputs& inputs) {
  People people;
  draw_household(people, seed, name_hash, inputs.household);
  draw_set_points(people, seed, name_hash, inputs.comfort);

  const auto pattern = random_words(seed, Stream::people, name_hash, 0, PATTERN);
  const std::array<double, PATTERNS> shares = {inputs.patterns.full_time_whole, inputs.patterns.full_time_part,
                                               inputs.patterns.part_time_part};
  set_pattern(people, static_cast<HeatingPattern>(pick(shares, uniform(pattern[0]))), seed, name_hash, inputs.comfort);
  const ComfortInputs& comfort = inputs.comfort;
  const double depth = 0.5 + uniform(pattern[1]);
  const double habit_of_night = uniform(pattern[2]);  // who did so with coal does so afterwards, if the share is larger
  people.night_setback_before_k =
      habit_of_night < comfort.night_setback_before_share ? comfort.night_setback_before_k * depth : 0.0;
  people.night_setback_after_k =
      habit_of_night < comfort.night_setback_after_share ? comfort.night_setback_after_k * depth : 0.0;
  people.off_set_point_c = comfort.off_set_point_c;
  const auto part_time = random_words(seed, Stream::people, name_hash, 0, PART_TIME);
  people.part_time_before = uniform(part_time[0]) < comfort.part_time_before_share;
  people.festival_warmer_k = comfort.festival_warmer_k;
  if (uniform(part_time[1]) < comfort.short_season_share) people.heats_below_c = comfort.short_season_below_c;
  people.switches_by_hand = uniform(pattern[3]) < comfort.hand_switching_share;
  people.hand_setback_k = comfort.hand_setback_k;

  const auto share = random_words(seed, Stream::people, name_hash, 0, SHARE);
  people.airs = uniform(share[1]) < inputs.comfort.airing_share;

  const auto habit = random_words(seed, Stream::people, name_hash, 0, HABIT);
  const auto kwh = random_words(seed, Stream::people, name_hash, 0, KWH);
  const HouseholdInputs& home = inputs.household;
  people.wake_minute = home.wake_minute + home.wake_spread_minute * triangular(habit[0], habit[1]);
  people.sleep_minute = home.sleep_minute + home.sleep_spread_minute * triangular(habit[2], habit[3]);
  people.leave_minute = std::max(people.leave_minute, people.wake_minute + LEAST_MORNING_MINUTE);
  people.meal_shift_minute = home.meal_spread_minute * triangular(kwh[2], kwh[3]);

  people.use_habit = habit_of(triangular(kwh[0], kwh[1]), inputs.electricity);
  people.yearly_kwh = yearly_kwh_of(people, inputs);
  return people;
}

}  // namespace hearthgrid::occupancy
