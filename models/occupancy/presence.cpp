#include "models/occupancy/presence.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t ONE = 65536;
constexpr int BLOCKS = 3;  // of eight hours: the half-words of one draw
constexpr int BLOCK_HOURS = HOURS / BLOCKS;
constexpr uint32_t ALL_HOURS = (1U << HOURS) - 1U;

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

// Whether a threshold decides without a draw, seen from people who were all at home or all away before.
bool decided(uint32_t value) {
  return value == 0 || value == ONE;
}

PresenceChain chain_of(const std::array<double, HOURS>& at_home, double k) {
  PresenceChain chain;
  chain.from_away[0] = chain.from_home[0] = threshold(at_home[0]);
  for (size_t hour = 1; hour < HOURS; ++hour) set_step(chain, hour, at_home[hour - 1], at_home[hour], k);
  for (int block = 0; block < BLOCKS; ++block) {
    bool certain = true;
    for (int i = 0; i < BLOCK_HOURS; ++i) {
      const auto hour = static_cast<size_t>(block * BLOCK_HOURS + i);
      const double before = hour > 0 ? at_home[hour - 1] : at_home[0];
      certain = certain && (before <= 0.0 || decided(chain.from_home[hour])) &&
                (before >= 1.0 || decided(chain.from_away[hour]));
    }
    if (certain) chain.certain |= 1U << static_cast<unsigned>(block);
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

// Bit h: the person is at home in hour h.
uint32_t person_hours(const PresenceChain& chain, uint32_t seed, uint64_t name_hash, uint32_t when, uint32_t person) {
  uint32_t a = 0, b = 0;
  for (unsigned block = 0; block < BLOCKS; ++block) {
    std::array<uint32_t, 4> words{};
    if (((chain.certain >> block) & 1U) == 0)
      words = random_words(seed, Stream::presence, name_hash, when, 1 + BLOCKS * person + block);
    for (unsigned i = 0; i < BLOCK_HOURS; ++i) {
      const unsigned hour = block * BLOCK_HOURS + i;
      const uint32_t draw = (words[i / 2] >> (16U * (i % 2))) & 0xFFFFU;
      a |= static_cast<uint32_t>(draw < chain.from_away[hour]) << hour;
      b |= static_cast<uint32_t>(draw < chain.from_home[hour]) << hour;
    }
  }
  return compose(a, b);
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

PresenceProfiles make_presence(const PresenceShares& at_home, double mobility) {
  const double k = (mobility - 1.0) / (mobility + 1.0);
  PresenceProfiles profiles;
  profiles.at_home = at_home;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    for (size_t day = 0; day < DAY_KINDS; ++day) profiles.chain[person][day] = chain_of(at_home[person][day], k);
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
  std::array<uint8_t, HOURS> at_home{};
  uint32_t index = 0;
  for (int person = 0; person < PERSON_KINDS; ++person) {
    const PresenceChain& chain = profiles.chain[static_cast<size_t>(person)][static_cast<size_t>(kind)];
    for (int i = persons_of(people, static_cast<PersonKind>(person), kind); i > 0; --i) {
      const uint32_t home = person_hours(chain, seed, name_hash, when, index++);
      for (unsigned hour = 0; hour < HOURS; ++hour) at_home[hour] += static_cast<uint8_t>((home >> hour) & 1U);
    }
  }
  PresenceDay day;
  for (unsigned hour = 0; hour < HOURS; ++hour) {
    const bool awake = ((up >> hour) & 1U) != 0;
    day.awake[hour] = awake ? at_home[hour] : uint8_t{0};
    day.asleep[hour] = awake ? uint8_t{0} : at_home[hour];
  }
  return day;
}

double awake_share(const People& people, DayKind kind, int hour) {
  const double wake = people.wake_minute;
  const double bed = std::clamp(bed_minute(people, kind), wake, wake + 1440.0);
  double share = 0.0;  // waking and bed are drawn apart, but never meet within an hour of a day that is lived
  for (const int shift : {-HOURS, 0, HOURS}) share += after(wake, hour + shift) - after(bed, hour + shift);
  return std::clamp(share, 0.0, 1.0);
}

double awake_probability(const People& people, DayKind kind, const PresenceProfiles& profiles, int hour) {
  double nobody = 1.0;
  for (size_t person = 0; person < PERSON_KINDS; ++person) {
    const double away = 1.0 - profiles.at_home[person][static_cast<size_t>(kind)][static_cast<size_t>(hour)];
    for (int i = persons_of(people, static_cast<PersonKind>(person), kind); i > 0; --i) nobody *= away;
  }
  return awake_share(people, kind, hour) * (1.0 - nobody);
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
