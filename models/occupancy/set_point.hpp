#pragma once
// The set point of a home, step by step: by its heating pattern, day and night, weekday and festival.

#include <cstdint>
#include <span>

#include "models/occupancy/people.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

/// One local day as a home sees it.
struct DayOfHome {
  DayKind kind = DayKind::workday;
  int64_t number = 0;  ///< days since 1970-01-01
  PresenceDay presence{};
};

/// Whether the home heats part of the time only: before conversion, of those that do so after it, some
/// (People::part_time_before).
[[nodiscard]] bool heats_part_time(const People& people, bool after_conversion);

/// Set point [degC] of each step of one local day for one home; the mean over the step's minutes where it changes
/// within, so that a day's degree-hours do not depend on the step.
///
/// full_time_*: People::set_point by day, less the night setback from sleep to waking; homes that everyone leaves on
/// work days keep it (somebody must feed the stove before, a slow house does not pay to cool after). part_time_part:
/// heated from waking to leaving and from return to bedtime when all go out on work days, else from waking to early
/// afternoon and from two hours before sleep to sleep (the survey's "bedroom 1 to 2 h before sleep", and the living
/// room "only in daytime"); otherwise People::off_set_point_c. Festival days: everyone is at home, part-time homes heat
/// from waking to sleep, sleep is an hour later (longer heating at Spring Festival: Buildings 2023, 13(3) 679; amounts
/// assumed), all rooms are People::festival_warmer_k warmer. Homes that switch by hand turn down by
/// People::hand_setback_k, though not below off_set_point_c, while nobody is at home, day and night; the hour's edge
/// moves by up to half an hour from home to home. Switching moves by up to 20 minutes from day to day
/// (Stream::presence, `when` = day number). out_c.size() must be steps_per_day, a divisor of 1440.
void set_points(const People& people, bool after_conversion, const DayOfHome& day, uint32_t seed, uint64_t name_hash,
                int steps_per_day, std::span<double> out_c);

/// Mean temperature [degC] of a day that a hand-fired stove is fed for: that of the set points before conversion, but
/// that a room without fire keeps part of its warmth, and a stove is not turned down when people go out.
[[nodiscard]] double stove_target_c(const People& people, const DayOfHome& day, uint32_t seed, uint64_t name_hash);

}  // namespace hearthgrid::occupancy
