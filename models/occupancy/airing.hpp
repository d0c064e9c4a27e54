#pragma once
// Windows that people open for fresh air: after getting up, and after cooking at noon; shorter when it is cold outside,
// and only where somebody is awake at home.
//
//   minutes = AiringInputs::minutes * clamp(1 + 0.05 T_out, 0.4, 2.5) * u,  u uniform in 0.5 to 1.5
//
// No survey of rural homes' winter airing was found: all numbers are assumed.

#include <array>
#include <cstdint>

#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

struct AiringInputs {
  double minutes = 10.0;          ///< an open window's, mean at 0 degC outdoors
  double air_change_per_h = 5.0;  ///< beside leakage, while it is open
};

constexpr int AIRINGS = 2;

/// Local minutes [from, to) of a day in which a window is open; to = from if it stays shut.
struct Opening {
  double from_minute = 0.0;
  double to_minute = 0.0;
};

/// The openings of a home on one day: a pure function of its arguments (Stream::airing, `when` = day number, draw 0).
/// `outdoor_temp_c` is what people feel when they decide, such as the mean of the day before. None outlasts the day.
[[nodiscard]] std::array<Opening, AIRINGS> airing_day(const People& people, const AiringInputs& inputs,
                                                      const PresenceDay& presence, double outdoor_temp_c, uint32_t seed,
                                                      uint64_t name_hash, int64_t day_number);

/// Expected minutes of open windows on a day, by the model's own algebra (the end of the day aside).
[[nodiscard]] double mean_airing_minutes(const People& people, const AiringInputs& inputs, DayKind kind,
                                         const PresenceProfiles& profiles, double outdoor_temp_c);

}  // namespace hearthgrid::occupancy
