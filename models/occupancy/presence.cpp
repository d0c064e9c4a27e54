#include "models/occupancy/presence.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t ONE = 65536;
constexpr int BLOCKS = 3;  // of eight hours, the half-words of one draw; the first is the night
constexpr int BLOCK_HOURS = HOURS / BLOCKS;
constexpr uint32_t HOME_DRAW = 1, AWAKE_DRAW = 257;  // first of either chain's
constexpr uint32_t ALL_HOURS = (1U << HOURS) - 1U;
static_assert(std::endian::native == std::endian::little, "bytes of eight hours are handled as one word");

constexpr size_t block_of(size_t hour) {
  return (hour + 1) / BLOCK_HOURS % BLOCKS;
}

// Bit i of the index as byte i.
constexpr std::array<uint64_t, 256> BYTES_OF_BITS = [] {
  std::array<uint64_t, 256> bytes{};
  for (uint64_t bits = 0; bits < 256; ++bits) {
    for (uint64_t i = 0; i < 8; ++i) bytes[bits] |= (bits >> i & 1U) << (8U * i);
  }
  return bytes;
}();

using HourBytes = std::array<uint64_t, HOURS / 8>;

uint32_t threshold(double probability) {
  return static_cast<uint32_t>(std::lround(std::clamp(probability, 0.0, 1.0) * ONE));
}

// Page et al., eq. in the header; T01 within the bounds at which T11 is 0 or 1.
void set_step(PresenceChain& chain, size_t hour, double before, double now, double k) {
  const double away = 1.0 - before;
  double from_away = k * before + now;
  if (away > 0.0) from_away = std::clamp(from_away, std::max(0.0, (now - before) / away), std::min(1.0, now / away));
  const double from_home = before > 0.0 ? (now - away * from_away) / before : now;
  chain.from_away[hour] = threshold(from_away);
  chain.from_home[hour] = threshold(from_home);
}

PresenceChain chain_of(const std::array<double, HOURS>& at_home, double k) {
  PresenceChain chain;
  chain.from_away[0] = chain.from_home[0] = threshold(at_home[0]);
  for (size_t hour = 1; hour < HOURS; ++hour) set_step(chain, hour, at_home[hour - 1], at_home[hour], k);
  chain.certain = (1U << BLOCKS) - 1U;
  for (size_t hour = 0; hour < HOURS; ++hour) {
    if (at_home[hour] > 0.0 && at_home[hour] < 1.0) chain.certain &= ~(1U << block_of(hour));
  }
  for (size_t hour = 0; hour < HOURS; ++hour) {
    const bool certain = ((chain.certain >> block_of(hour)) & 1U) != 0;
    if (certain && at_home[hour] > 0.0) chain.certain_home |= 1U << hour;
  }
  return chain;
}

// The chain as a composition of the hours' maps (away -> a, home -> b), taken for all hours at once: after rounds of
// 1, 2, 4, 8 and 16 hours, bit h of `a` says where the person is in hour h. Hour 0 maps both to the same.
uint32_t compose(uint32_t a, uint32_t b) {
  for (int reach = 1; reach < HOURS; reach *= 2) {
    const uint32_t below = (1U << static_cast<unsigned>(reach)) - 1U;  // nothing comes before these hours
    const uint32_t a_before = (a << static_cast<unsigned>(reach));
    const uint32_t b_before = (b << static_cast<unsigned>(reach)) | below;
    const uint32_t a_next = (a_before & b) | (~a_before & a);
    b = (b_before & b) | (~b_before & a);
    a = a_next;
  }
  return a & ALL_HOURS;
}

// Bit h: the person is at home (or awake) in hour h.
uint32_t person_hours(const PresenceChain& chain, uint32_t seed, uint64_t name_hash, uint32_t when,
                      uint32_t first_draw) {
  uint32_t a = chain.certain_home, b = chain.certain_home;
  for (uint32_t block = 0; block < BLOCKS; ++block) {
    if (((chain.certain >> block) & 1U) != 0) continue;
    const auto words = random_words(seed, Stream::presence, name_hash, when, first_draw + block);
    for (uint32_t i = 0; i < BLOCK_HOURS; ++i) {
      const uint32_t hour = (BLOCK_HOURS * block + i + HOURS - 1) % HOURS;
      const uint32_t draw = (words[i / 2] >> (16U * (i % 2))) & 0xFFFFU;
      a |= static_cast<uint32_t>(draw < chain.from_away[hour]) << hour;
      b |= static_cast<uint32_t>(draw < chain.from_home[hour]) << hour;
    }
  }
  return compose(a, b);
}

// One byte an hour: 1 where the bit is set.
HourBytes bytes_of(uint32_t hours) {
  return {BYTES_OF_BITS[hours & 0xFFU], BYTES_OF_BITS[(hours >> 8U) & 0xFFU], BYTES_OF_BITS[(hours >> 16U) & 0xFFU]};
}

void add_hours(uint32_t hours, HourBytes& to) {
  const HourBytes bytes = bytes_of(hours);
  for (size_t w = 0; w < to.size(); ++w) to[w] += bytes[w];
}

double bed_minute(const People& people, DayKind kind) {
  return people.sleep_minute + (kind == DayKind::festival ? FESTIVAL_LATER_MINUTE : 0);
}

// Bits of the hours from `wake` to `bed`, an end past midnight carried to the start of the same day.
uint32_t hours_up(int wake, int bed) {
  const int last = std::clamp(bed, wake, wake + HOURS);
  uint32_t hours = 0;
  for (int hour = wake; hour < last; ++hour) hours |= 1U << static_cast<unsigned>((hour + HOURS) % HOURS);
  return hours;
}

// Share of the whole hour [hour, hour + 1) that comes after `minute`.
double after(double minute, int hour) {
  return std::clamp(hour + 1 - minute / 60.0, 0.0, 1.0);
}

}  // namespace

PresenceProfiles make_presence(const PresenceTable& table, double mobility, const BodyHeat& body) {
  const double k = (mobility - 1.0) / (mobility + 1.0);
  PresenceProfiles profiles;
  static_cast<PresenceTable&>(profiles) = table;
  profiles.body = body;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    for (size_t day = 0; day < DAY_KINDS; ++day) {
      profiles.chain[person][day] = chain_of(table.at_home[person][day], k);
      if (table.has_awake[person][day]) profiles.awake_chain[person][day] = chain_of(table.awake[person][day], k);
    }
  }
  return profiles;
}

int persons_of(const People& people, PersonKind person, DayKind kind) {
  switch (person) {
    case PersonKind::elderly:
      return people.elderly;
    case PersonKind::worker:
      return people.workers;
    case PersonKind::child:
      return people.children;
    case PersonKind::returning:
      return kind == DayKind::festival ? people.returning : 0;
    case PersonKind::adult:
      break;
  }
  return people.persons - people.elderly - people.workers - people.children;
}

int people_at_home(const People& people, DayKind kind) {
  return people.persons + (kind == DayKind::festival ? people.returning : 0);
}

PresenceDay presence_day(const People& people, DayKind kind, const PresenceProfiles& profiles, uint32_t seed,
                         uint64_t name_hash, int64_t day_number) {
  const auto when = static_cast<uint32_t>(day_number);
  const auto hours = random_words(seed, Stream::presence, name_hash, when, 0);
  const uint32_t up = hours_up(static_cast<int>(std::floor(people.wake_minute / 60.0 + uniform(hours[0]))),
                               static_cast<int>(std::floor(bed_minute(people, kind) / 60.0 + uniform(hours[1]))));
  HourBytes awake{}, asleep{};
  uint32_t index = 0;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    const auto day = static_cast<size_t>(kind);
    for (int i = persons_of(people, static_cast<PersonKind>(person), kind); i > 0; --i, index += BLOCKS) {
      const uint32_t home = person_hours(profiles.chain[person][day], seed, name_hash, when, HOME_DRAW + index);
      const uint32_t own = profiles.has_awake[person][day] ? person_hours(profiles.awake_chain[person][day], seed,
                                                                          name_hash, when, AWAKE_DRAW + index)
                                                           : up;
      add_hours(home & own, awake);
      add_hours(home & ~own, asleep);
    }
  }
  PresenceDay day;
  std::memcpy(day.awake, awake.data(), HOURS);
  std::memcpy(day.asleep, asleep.data(), HOURS);
  return day;
}

double awake_share(const People& people, DayKind kind, int hour) {
  const double wake = people.wake_minute;
  const double bed = std::clamp(bed_minute(people, kind), wake, wake + 1440.0);
  double share = 0.0;  // waking and bed are drawn apart, but never meet within an hour of a day that is lived
  for (const int shift : {-HOURS, 0, HOURS}) share += after(wake, hour + shift) - after(bed, hour + shift);
  return std::clamp(share, 0.0, 1.0);
}

// Whoever has hours of their own counts apart from those who wake with the home, who are all up or none.
double awake_probability(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour) {
  const auto day = static_cast<size_t>(kind);
  const auto at = static_cast<size_t>(hour);
  double nobody_own = 1.0, nobody_else = 1.0;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    const bool own = profiles.has_awake[person][day];
    const double here = profiles.at_home[person][day][at] * (own ? profiles.awake[person][day][at] : 1.0);
    for (int i = persons_of(people, static_cast<PersonKind>(person), kind); i > 0; --i)
      (own ? nobody_own : nobody_else) *= 1.0 - here;
  }
  const double up = awake_share(people, kind, hour);
  return 1.0 - nobody_own * (up * nobody_else + 1.0 - up);
}

double mean_awake(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour) {
  const auto day = static_cast<size_t>(kind);
  const auto at = static_cast<size_t>(hour);
  const double up = awake_share(people, kind, hour);
  double mean = 0.0;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    mean += persons_of(people, static_cast<PersonKind>(person), kind) * profiles.at_home[person][day][at] *
            (profiles.has_awake[person][day] ? profiles.awake[person][day][at] : up);
  }
  return mean;
}

double mean_at_home(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour) {
  double mean = 0.0;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    mean += persons_of(people, static_cast<PersonKind>(person), kind) *
            profiles.at_home[person][static_cast<size_t>(kind)][static_cast<size_t>(hour)];
  }
  return mean;
}

uint32_t awake_hours(const PresenceDay& day) {
  uint32_t hours = 0;
  for (unsigned hour = 0; hour < HOURS; ++hour) hours |= static_cast<uint32_t>(day.awake[hour] > 0) << hour;
  return hours;
}

}  // namespace hearthgrid::occupancy
