#include "models/heater/hand_fired.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/fast_math.hpp"
#include "engine/base/random.hpp"

namespace hearthgrid::heater {
namespace {

constexpr double SECONDS_PER_DAY = 86400.0;

// Habits, all assumed. A home fires at noon too with probability one half.
constexpr std::array<double, 4> FIRING_HOUR = {6.5, 11.5, 17.0, 21.0};  // the last one banks
constexpr double NOON_PROBABILITY = 0.5;
constexpr double NOON_SHARE = 0.25;        // of the day's flaming fuel, where fired at noon
constexpr double MORNING_SHARE = 0.45;     // of what the morning and the evening divide between them
constexpr double HABIT_SPREAD_MIN = 45.0;  // half width of a home's own hours around these
constexpr double LIT_HOURS = 15.0;         // of a fire that is not banked, half past six to half past nine
constexpr double LIGHTING_SHARE = 0.5;     // of the least that a fire takes: below it nobody lights one

struct Firing {
  int minute = 0;      // of the day
  double share = 0.0;  // of the day's fuel
  int store = 0;       // 0 flaming, 1 banked
};

using Day = std::array<Firing, 4>;

Day firings_of_day(const HandFiring& firing, const StoveHome& home, uint32_t seed, uint32_t day) {
  const auto habit = random_words(seed, Stream::heater, home.name_hash, 0, 1);
  const auto today = random_words(seed, Stream::heater, home.name_hash, day, 2);
  const double banked = home.banks ? firing.banked_share : 0.0;
  const double flaming = 1.0 - banked;
  const double noon = uniform(habit[0]) < NOON_PROBABILITY ? flaming * NOON_SHARE : 0.0;
  const double rest = flaming - noon;
  const std::array<double, 4> share = {rest * MORNING_SHARE, noon, rest * (1.0 - MORNING_SHARE), banked};
  const double early = (2.0 * uniform(habit[1]) - 1.0) * HABIT_SPREAD_MIN;
  Day firings;
  int earliest = 0;
  for (size_t k = 0; k < firings.size(); ++k) {
    const double jitter = (2.0 * uniform(today[k]) - 1.0) * firing.firing_jitter_min;
    const int minute = static_cast<int>(FIRING_HOUR[k] * 60.0 + early + jitter);
    firings[k] = {std::clamp(minute, earliest, 1439), share[k], k == 3 ? 1 : 0};
    earliest = firings[k].minute;
  }
  return firings;
}

// Heat that the day's fuel is meant to give [J].
double wanted_heat_j(const HandFiring& firing, const StoveHome& home, uint32_t seed, uint32_t day,
                     double mean_outdoor_temp_c) {
  const double need_w = home.heat_loss_w_k * (home.target_temp_c - mean_outdoor_temp_c) - home.gains_w;
  const auto words = random_words(seed, Stream::heater, home.name_hash, day, 3);
  // Triangular, mean 1; its standard deviation is daily_spread.
  const double mood = 1.0 + firing.daily_spread * std::numbers::sqrt2 * std::numbers::sqrt3 *
                                (uniform(words[0]) + uniform(words[1]) - 1.0);
  const double wanted_j = std::max(0.0, need_w) * SECONDS_PER_DAY * std::max(0.0, mood);
  const double least_j = home.least_heat_w * 3600.0 * (home.banks && firing.banked_share > 0.0 ? 24.0 : LIT_HOURS);
  if (wanted_j < LIGHTING_SHARE * least_j) return 0.0;
  return std::min(std::max(wanted_j, least_j), home.daily_fuel_limit_kg * firing.heat_j_per_kg);
}

// All stores release for some minutes; the heat that leaves them [J].
double release(const HandFiring& firing, int minutes, StoveState& state) {
  const double before_j = state.pending_j();
  state.flaming_j *= firing.decay[0][minutes];
  state.banked_j *= firing.decay[1][minutes];
  state.kang_j *= firing.decay[2][minutes];
  return before_j - state.pending_j();
}

// The same for the whole steps from `step` on that end by minute `until`; the first step that does not.
size_t release_steps(const HandFiring& firing, size_t step, int until, StoveState& state, std::span<double> heat_w) {
  const auto last = std::max(step, static_cast<size_t>(until / firing.step_minutes));
  const double seconds = 60.0 * firing.step_minutes;
  double left[3], w_per_j[3];
  for (size_t k = 0; k < 3; ++k) {
    left[k] = firing.decay[k].back();
    w_per_j[k] = (1.0 - left[k]) / seconds;
  }
  StoveState now = state;
  for (; step < last; ++step) {
    heat_w[step] = now.flaming_j * w_per_j[0] + now.banked_j * w_per_j[1] + now.kang_j * w_per_j[2];
    now.flaming_j *= left[0];
    now.banked_j *= left[1];
    now.kang_j *= left[2];
  }
  state = now;
  return last;
}

// Puts fuel on, as much as the stove can burn; the heat that this will give [J], the kang's included.
double put_on(const HandFiring& firing, const StoveHome& home, double heat_j, int store, StoveState& state) {
  const double now_w = state.flaming_j / firing.tau_s[0] + state.banked_j / firing.tau_s[1];
  const double room_j = std::max(0.0, home.max_heat_w - now_w) * firing.tau_s[store];
  const double put_j = std::min(heat_j, room_j / (1.0 - firing.kang_part));
  (store == 0 ? state.flaming_j : state.banked_j) += put_j * (1.0 - firing.kang_part);
  state.kang_j += put_j * firing.kang_part;
  return put_j;
}

// Of the fuel's heat: what the stove gives, and what a kang takes up of the rest.
double stove_efficiency(const Technology& t) {
  return t.efficiency * t.field_factor;
}
double kang_efficiency(const Technology& t) {
  return t.kang_share * (1.0 - stove_efficiency(t));
}

}  // namespace

HandFiring::HandFiring(const Technology& technology, int steps_per_day)
    : step_minutes(24 * 60 / steps_per_day),
      heat_j_per_kg(technology.fuel_lhv_mj_per_unit * 1e6 *
                    (stove_efficiency(technology) + kang_efficiency(technology))),
      kang_part(kang_efficiency(technology) / (stove_efficiency(technology) + kang_efficiency(technology))),
      banked_share(technology.banked_share),
      firing_jitter_min(technology.firing_jitter_min),
      daily_spread(technology.daily_spread),
      tau_s{technology.flaming_tau_h * 3600.0, technology.banked_tau_h * 3600.0, technology.kang_tau_h * 3600.0} {
  for (size_t store = 0; store < tau_s.size(); ++store) {
    const double minute = fast_exp(-60.0 / tau_s[store]);
    decay[store].push_back(1.0);
    for (int m = 1; m <= step_minutes; ++m) decay[store].push_back(decay[store].back() * minute);
  }
}

double fire_day(const HandFiring& firing, const StoveHome& home, uint32_t seed, int64_t day_number,
                double mean_outdoor_temp_c, StoveState& state, std::span<double> heat_w) {
  const auto day = static_cast<uint32_t>(day_number);
  const Day firings = firings_of_day(firing, home, seed, day);
  const double wanted_j = wanted_heat_j(firing, home, seed, day, mean_outdoor_temp_c);
  double burnt_j = 0.0;
  double owed_j = 0.0;  // wanted, but did not fit at the last firing
  size_t next = 0;
  for (size_t step = 0; step < heat_w.size(); ++step) {
    step = release_steps(firing, step, next < firings.size() ? firings[next].minute : 1440, state, heat_w);
    if (step == heat_w.size()) break;
    int minute = static_cast<int>(step) * firing.step_minutes;
    const int end = minute + firing.step_minutes;
    double out_j = 0.0;
    for (; next < firings.size() && firings[next].minute < end; ++next) {
      out_j += release(firing, firings[next].minute - minute, state);
      minute = firings[next].minute;
      owed_j += wanted_j * firings[next].share;
      const double put_j = put_on(firing, home, owed_j, firings[next].store, state);
      owed_j -= put_j;
      burnt_j += put_j;
    }
    out_j += release(firing, end - minute, state);
    heat_w[step] = out_j / (60.0 * firing.step_minutes);
  }
  return burnt_j / firing.heat_j_per_kg;
}

}  // namespace hearthgrid::heater
