#pragma once
// Sixteen homes at a time for the tests, and the load of a winter.

#include <chrono>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/io/presence_file.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

inline std::chrono::sys_days date(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

inline int64_t day_number(std::chrono::sys_days day) {
  return day.time_since_epoch().count();
}

inline uint64_t home_name(int home) {
  return stable_hash("village-3/home-" + std::to_string(home));
}

/// The built-in profiles; mobility is the scenario's default unless given.
inline PresenceProfiles built_in_presence(double mobility = 0.3) {
  ProblemList problems;
  const auto shares =
      io::read_presence(HEARTHGRID_SOURCE_DIR "/models/occupancy/presence_profiles.csv", problems, PresenceShares{});
  problems.throw_if_any();
  return make_presence(shares, mobility);
}

/// The groups of 16 of homes 0 ... 16 groups - 1, with default inputs, scaled to the year from July 2021.
inline std::vector<BaseLoadLanes> make_groups(int groups, uint32_t seed, std::vector<People>* people = nullptr) {
  const MeanUse year = mean_use(date(2021, 7, 1), SiteInputs{});
  std::vector<BaseLoadLanes> made(static_cast<size_t>(groups));
  for (int home = 0; home < groups * LANES; ++home) {
    const People drawn = draw_people(seed, home_name(home), PeopleInputs{});
    set_lane(made[static_cast<size_t>(home / LANES)], home % LANES, drawn, seed, home_name(home), year);
    if (people != nullptr) {
      people->push_back(drawn);
    }
  }
  return made;
}

inline std::vector<double> load_day(const BaseLoadLanes& lanes, std::chrono::sys_days day, uint32_t seed, int steps) {
  std::vector<double> load_kw(static_cast<size_t>(steps) * LANES);
  base_load_day(lanes, make_day_shape(day, SiteInputs{}), seed, day_number(day), steps, load_kw.data());
  return load_kw;
}

}  // namespace hearthgrid::occupancy
