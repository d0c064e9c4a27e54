#pragma once
// From the people and appliances of a home to one lane of the base load: its powers, its hours, and the habits and the
// scale that bring its mean to its yearly kWh. The mean is exact, not sampled: the expectation of the load is linear in
// the home's traits and in the probability that somebody is awake at home in each hour.
//
// What a home uses by itself follows from what it owns and who is at home. Where it is to use more or less, its habits
// give first: events happen from half to twice as often (none above once a day), last from half to 1.7 times as long.
// Then what is always on may be there twice: refrigerator, freezer, standby. Only what these limits leave over goes to
// the powers, as one scale on all of them: 0.7 to 1.4 stands for smaller or larger appliances, more or less than that
// for appliances that the home does not have.

#include <array>
#include <chrono>
#include <cstdint>

#include "models/occupancy/appliances.hpp"
#include "models/occupancy/base_load.hpp"
#include "models/occupancy/base_load_shape.hpp"
#include "models/occupancy/people.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::occupancy {

/// What the events of many days come to on average, by kind of day: all that a home's yearly mean needs.
struct MeanUse {
  double level = 0.0;                       ///< mean of DayShape::level
  double hours[EVENTS][DAY_KINDS] = {};     ///< mean of level * probability * mean duration [h/day]
  double times[EVENTS][DAY_KINDS] = {};     ///< mean of level * probability [1/day]
  EventDay events[EVENTS][DAY_KINDS] = {};  ///< start, appliance, anchor, stretch: the same on all days of a kind; so
                                            ///< is the threshold of one that goes by habit
};

/// Probability that somebody is awake at home, by kind of day and hour of the local day.
struct AwakeChance {
  std::array<std::array<double, 24>, DAY_KINDS> hour{};
};
/// A home in which somebody is always awake.
[[nodiscard]] AwakeChance always_awake();
/// Of a home with these people: the exact expectation of their presence.
[[nodiscard]] AwakeChance awake_chance(const People& people, const PresenceProfiles& presence);

/// Mean of `days` days from `first`; a year of 365 days by default. Take the first day of the July before the season,
/// so that the year holds the season and one Spring Festival.
[[nodiscard]] MeanUse mean_use(std::chrono::sys_days first, const SiteInputs& site, int days = 365);

/// A home as its base load sees it. `own_kwh` is what it uses on the mean day besides, at scale 1 (hot water).
struct HomeUse {
  const People* people = nullptr;
  const HomeAppliances* appliances = nullptr;
  const AwakeChance* awake = nullptr;
  double own_kwh = 0.0;
};

/// Limits of a lane's scale within which its powers are those of appliances that homes have (assumed).
constexpr double LEAST_SCALE = 0.7;
constexpr double MOST_SCALE = 1.4;

/// Fills lane `lane` with the home's powers, hours, habits and scale, and returns its yearly kWh: with
/// People::kwh_follows_use, what its appliances come to, events times People::use_habit; else People::yearly_kwh, or 0
/// if nothing in the home ever runs. expected_day_kwh + scale * own_kwh is that over 365.
double set_lane(BaseLoadLanes& lanes, int lane, const HomeUse& home, uint64_t name_hash, const MeanUse& year);

/// What a lane's water heater loses on a day of this level [W], the scale included.
[[nodiscard]] double tank_loss_w(const BaseLoadLanes& lanes, int lane, double level);

/// Expected use of a lane on the mean day [kWh/day] of `use`, by the model's own algebra; the scale included, own_kwh
/// not.
[[nodiscard]] double expected_day_kwh(const BaseLoadLanes& lanes, int lane, const MeanUse& use,
                                      const AwakeChance& awake);

/// The same by appliance, with `own_kwh` at scale 1 on the water heater's: they come to expected_day_kwh + scale *
/// own_kwh. `home` is what the lane was filled with; a second set of what is always on counts with the first.
[[nodiscard]] std::array<double, APPLIANCES> expected_appliance_kwh(const BaseLoadLanes& lanes, int lane,
                                                                    const HomeUse& home, const MeanUse& use);

/// How much later than usual a home's habits of this kind are [unit].
[[nodiscard]] int anchor_shift_unit(const People& people, Anchor anchor);

/// Cooking time over that of a home of two and a half persons (assumed: one needs 0.82 of it, five 1.3; a quarter more
/// at the festival, for more dishes and guests).
[[nodiscard]] double cooking_time_factor(const People& people, DayKind kind);

/// Probability that an event starts in an hour in which somebody is awake, if it starts `shift` units later than usual.
[[nodiscard]] double awake_at_start(const EventDay& event, int shift, const std::array<double, 24>& awake);

/// The mean day's use of a home with these appliances over that of a home of average ownership [1], the same people in
/// both: why homes that own more use more. Its mean over all homes is 1. `drawn_kwh` is the heat drawn from a water
/// heater on the mean day in a home of average size.
class OwnershipFactor {
 public:
  OwnershipFactor(const ApplianceSet& set, double drawn_kwh);
  [[nodiscard]] double operator()(const HomeAppliances& home) const;

 private:
  std::array<double, APPLIANCES> watt_hours_{};  ///< of the mean day, at the span's mean power
  double mean_watt_hours_ = 0.0;
};

}  // namespace hearthgrid::occupancy
