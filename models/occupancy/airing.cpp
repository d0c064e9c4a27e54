#include "models/occupancy/airing.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

// All assumed.
constexpr double MILDER_PER_K = 0.05;
constexpr double SHORTEST = 0.4;
constexpr double LONGEST = 2.5;
constexpr double DAY_MINUTES = 1440.0;

struct Occasion {
  double probability;
  double first_minute;  // the start is uniform from here
  double span_minutes;
};

std::array<Occasion, AIRINGS> occasions_of(const People& people) {
  return {{{0.8, people.wake_minute + 10.0, 60.0}, {0.3, 690.0 + people.meal_shift_minute, 60.0}}};
}

double weather_factor(double outdoor_temp_c) {
  return std::clamp(1.0 + MILDER_PER_K * outdoor_temp_c, SHORTEST, LONGEST);
}

double wrapped(double minute) {
  return minute - DAY_MINUTES * std::floor(minute / DAY_MINUTES);
}

}  // namespace

std::array<Opening, AIRINGS> airing_day(const People& people, const AiringInputs& inputs, const PresenceDay& presence,
                                        double outdoor_temp_c, uint32_t seed, uint64_t name_hash, int64_t day_number) {
  const auto words = random_words(seed, Stream::airing, name_hash, static_cast<uint32_t>(day_number), 0);
  const auto occasions = occasions_of(people);
  std::array<Opening, AIRINGS> openings{};
  for (size_t i = 0; i < occasions.size(); ++i) {
    const uint32_t happens_start = words[2 * i];
    if ((happens_start & 0xFFFFU) >= occasions[i].probability * 65536.0) continue;
    const double start =
        wrapped(occasions[i].first_minute + occasions[i].span_minutes * ((happens_start >> 16U) + 0.5) / 65536.0);
    if (presence.awake[static_cast<size_t>(start / 60.0)] == 0) continue;
    const double minutes = inputs.minutes * weather_factor(outdoor_temp_c) * (0.5 + uniform(words[2 * i + 1]));
    openings[i] = {start, std::min(start + minutes, DAY_MINUTES)};
  }
  return openings;
}

double mean_airing_minutes(const People& people, const AiringInputs& inputs, DayKind kind,
                           const PresenceProfiles& profiles, double outdoor_temp_c) {
  double times = 0.0;
  for (const Occasion& occasion : occasions_of(people)) {
    const double last = occasion.first_minute + occasion.span_minutes;
    for (double from = occasion.first_minute; from < last;) {
      const double to = std::min(last, 60.0 * (std::floor(from / 60.0) + 1.0));
      const int hour = static_cast<int>(wrapped(from) / 60.0);
      times +=
          occasion.probability * (to - from) / occasion.span_minutes * awake_probability(people, kind, profiles, hour);
      from = to;
    }
  }
  return times * inputs.minutes * weather_factor(outdoor_temp_c);
}

}  // namespace hearthgrid::occupancy
