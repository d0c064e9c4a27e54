#pragma once
// Who is at home, awake or asleep, hour by hour: each person an inhomogeneous Markov chain of two states (Page,
// Robinson, Morel and Scartezzini, Energy and Buildings 40, 2008: presence from a mean profile and a mobility), with
// the home's hours of waking and sleeping laid over it, or, for kinds of person with a profile of who is awake, a
// second chain of the same form for each person.
//
//   T01(t) = k P(t) + P(t+1),  T11(t) = (P(t+1) - (1 - P(t)) T01(t)) / P(t),  k = (mu - 1) / (mu + 1)
//
// P is the share of people of a kind who are at home, mu the mobility. T01 is held in the range that leaves T11 a
// probability, so the mean profile is met exactly, but for thresholds of 1/65536. A day starts at midnight from P(0):
// it is a pure function of (seed, home, day), and days are independent.

#include <array>
#include <cstdint>
#include <string_view>

#include "models/occupancy/calendar.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::occupancy {

constexpr int HOURS = 24;

/// Kinds of person with a profile of their own.
enum class PersonKind {
  elderly = 0,
  adult = 1,      ///< of working age, without work away from home in winter
  worker = 2,     ///< goes to work on work days
  child = 3,      ///< goes to school on work days
  returning = 4,  ///< works elsewhere; at home around the Spring Festival only
};
constexpr int PERSON_KINDS = 5;
/// "elderly" and so on, by kind, as in presence_profiles.csv.
constexpr std::array<std::string_view, PERSON_KINDS> PERSON_KIND_NAMES = {"elderly", "adult", "worker", "child",
                                                                          "returning"};

/// A share by kind of person, kind of day and hour of the local day.
using PresenceShares = std::array<std::array<std::array<double, HOURS>, DAY_KINDS>, PERSON_KINDS>;

/// The mean profiles, as in presence_profiles.csv.
struct PresenceTable {
  PresenceShares at_home{};
  PresenceShares awake{};  ///< of those at home, where has_awake; elsewhere people wake and go to bed with the home
  std::array<std::array<bool, DAY_KINDS>, PERSON_KINDS> has_awake{};
};

/// Sensible heat of one person at home [W] (reference sheet 5.1: 70 to 100 awake and 60 to 70 asleep, unverified).
struct BodyHeat {
  double awake_w = 85.0;
  double asleep_w = 65.0;
};

/// A person's chain on one kind of day, as thresholds of 16-bit draws: at home in hour h if the draw is below.
struct PresenceChain {
  std::array<uint32_t, HOURS> from_away{};
  std::array<uint32_t, HOURS> from_home{};  ///< in hour 0 both are P(0)
  uint32_t certain = 0;                     ///< bit b: all shares in the hours of block b are 0 or 1
  uint32_t certain_home = 0;                ///< bit h: hour h lies in such a block and its share is 1
};

/// What a run draws presence from; made by make_presence.
struct PresenceProfiles : PresenceTable {
  std::array<std::array<PresenceChain, DAY_KINDS>, PERSON_KINDS> chain{}, awake_chain{};
  BodyHeat body;
};

/// `mobility` mu in (0, 1]: 1 = each hour is drawn anew, towards 0 = people stay where they are as long as the profile
/// allows (typically 0.1 to 0.5); of waking and sleeping alike. Shares in [0, 1]; a returning person is away on other
/// days than the festival's whatever its shares say there.
[[nodiscard]] PresenceProfiles make_presence(const PresenceTable& table, double mobility, const BodyHeat& body = {});

/// Residents at home on one day, by hour of the local day.
struct PresenceDay {
  uint8_t awake[HOURS];
  uint8_t asleep[HOURS];
};

/// The presence of a home on a day. Whose kind has no profile of its own wakes and goes to bed with the home.
/// Stream::presence, `when` = day number: draw 0 holds the day's hours of waking and bed; draws 1 + 3 person + block
/// the person's hours at home, two a word, the low half first: block 0 from 23:00 to 7:00, block 1 from 7:00, block 2
/// from 15:00; draws 257 + 3 person + block those awake.
[[nodiscard]] PresenceDay presence_day(const People& people, DayKind kind, const PresenceProfiles& profiles,
                                       uint32_t seed, uint64_t name_hash, int64_t day_number);

/// Persons of a kind in a home on a kind of day.
[[nodiscard]] int persons_of(const People& people, PersonKind person, DayKind kind);
/// Residents, and those who are back on festival days.
[[nodiscard]] int people_at_home(const People& people, DayKind kind);

/// Probability that the home is up in an hour of the day: 1 between waking and bed, 0 by night, in the hours of waking
/// and bed the part of the hour that is.
[[nodiscard]] double awake_share(const People& people, DayKind kind, int hour);
/// Probability that at least one is at home and awake: the exact expectation of presence_day().awake[hour] > 0.
[[nodiscard]] double awake_probability(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour);
/// Mean number of people at home, awake or asleep: the exact expectation of the sum of both.
[[nodiscard]] double mean_at_home(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour);
/// Of them, awake.
[[nodiscard]] double mean_awake(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour);

/// Bit h: somebody is awake at home in hour h.
[[nodiscard]] uint32_t awake_hours(const PresenceDay& day);

}  // namespace hearthgrid::occupancy
