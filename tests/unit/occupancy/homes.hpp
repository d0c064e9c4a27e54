#pragma once
// Sixteen homes at a time for the tests, and the load of a winter.

#include <chrono>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/io/appliance_file.hpp"
#include "engine/io/presence_file.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/equipment.hpp"
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
  const auto shares = io::read_presence(HEARTHGRID_SOURCE_DIR "/models/occupancy/presence_profiles.csv", problems);
  problems.throw_if_any();
  return make_presence(shares, mobility);
}

/// The built-in appliances, kitchen and hot water.
inline const Equipment& built_in_equipment() {
  static const Equipment once = [] {
    ProblemList problems;
    const Equipment read = io::read_appliances(HEARTHGRID_SOURCE_DIR "/models/occupancy/appliances.toml", problems);
    problems.throw_if_any();
    return read;
  }();
  return once;
}

/// Sixteen homes: the lanes, and who lives there with what.
struct Group {
  BaseLoadLanes lanes;
  int first_home = 0;
  std::vector<People> people;
  std::vector<HomeAppliances> owned;
  std::vector<AwakeChance> awake;
};

inline const PresenceProfiles& presence() {
  static const PresenceProfiles once = built_in_presence();
  return once;
}

/// The groups of homes 0 ... 16 groups - 1, with default inputs, scaled to the year from July 2021, without the hot
/// water that is drawn.
inline std::vector<Group> make_groups(int groups, uint32_t seed,
                                      const ApplianceSet& set = built_in_equipment().appliances) {
  const MeanUse year = mean_use(date(2021, 7, 1), SiteInputs{});
  const OwnershipFactor ownership(set, 0.0);
  std::vector<Group> made(static_cast<size_t>(groups));
  for (int home = 0; home < groups * LANES; ++home) {
    Group& group = made[static_cast<size_t>(home / LANES)];
    group.first_home = home / LANES * LANES;
    group.people.push_back(draw_people(seed, home_name(home), PeopleInputs{}));
    group.owned.push_back(draw_appliances(set, seed, home_name(home)));
    group.people.back().yearly_kwh *= ownership(group.owned.back());
    group.awake.push_back(awake_chance(group.people.back(), presence()));
    set_lane(group.lanes, home % LANES, {&group.people.back(), &group.owned.back(), &group.awake.back(), 0.0},
             home_name(home), year);
  }
  return made;
}

/// The hours of a day in which somebody is awake at home, by lane.
inline std::vector<uint32_t> awake_on(const Group& group, std::chrono::sys_days day, uint32_t seed) {
  std::vector<uint32_t> hours;
  for (int lane = 0; lane < LANES; ++lane) {
    hours.push_back(awake_hours(presence_day(group.people[static_cast<size_t>(lane)], day_kind(day), presence(), seed,
                                             home_name(group.first_home + lane), day_number(day))));
  }
  return hours;
}

inline std::vector<double> load_day(const Group& group, std::chrono::sys_days day, uint32_t seed, int steps) {
  std::vector<double> load_kw(static_cast<size_t>(steps) * LANES);
  base_load_day(group.lanes, make_day_shape(day, SiteInputs{}), awake_on(group, day, seed).data(), seed,
                day_number(day), steps, load_kw.data());
  return load_kw;
}

}  // namespace hearthgrid::occupancy
