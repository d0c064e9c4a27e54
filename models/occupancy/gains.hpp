#pragma once
// Internal heat gains of a home: electricity that ends as heat indoors, and its people's warmth.
//   gains_w = GAIN_FROM_LOAD_SHARE * base load without a water heater [W]
//           + a tank's losses + DRAWN_HEAT_INDOORS * what the tank is heated for by draws [W]
//           + awake * awake_w + asleep * asleep_w (BodyHeat)

#include <array>

#include "models/occupancy/calendar.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

/// Part of the base load that warms the rooms; the rest goes with steam, waste water and use outdoors (pump, tools):
/// assumed.
constexpr double GAIN_FROM_LOAD_SHARE = 0.85;

/// Part of the heat of drawn hot water that stays: wet surfaces, damp air, pipes; the rest goes down the drain
/// (assumed).
constexpr double DRAWN_HEAT_INDOORS = 0.15;

/// Expected heat of a home's electricity beside heating [W], mean of the year.
[[nodiscard]] double mean_load_gain_w(const People& people);

/// Heat of a home's people on a day [W], by hour.
[[nodiscard]] std::array<double, HOURS> metabolic_w(const PresenceDay& day, const BodyHeat& body = {});

/// Its expectation [W], mean over the hours of a day of this kind.
[[nodiscard]] double mean_metabolic_w(const People& people, DayKind kind, const PresenceProfiles& profiles);

}  // namespace hearthgrid::occupancy
