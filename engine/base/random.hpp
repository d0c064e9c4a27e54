#pragma once
// Counter-based random numbers (Philox 4x32-10, Salmon et al., SC 2011): a draw is a pure function of what it is for.
// Key = (seed, stream); counter = (stable hash of a name, absolute minute or day, draw number). Never a row or a step
// number, so a household is the same whatever else changes in a scenario.

#include <Random123/philox.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

#include "engine/base/fast_math.hpp"

namespace hearthgrid {

/// One stream per purpose; a new purpose gets a new number, none is ever used again.
enum class Stream : uint32_t {
  dwelling = 1,     ///< area, air change, insulation
  people = 2,       ///< heated share, set points, schedules, yearly electricity
  base_load = 3,    ///< appliances, per day
  mix_order = 4,    ///< who converts first
  weather = 5,      ///< the synthetic climate
  eligibility = 6,  ///< traits that programmes ask for
  heater = 7,       ///< sizing and tuning of heaters, firing of stoves
  wiring = 8,       ///< transformer and phase of synthesised homes
  presence = 9,     ///< who is at home, per day
  hot_water = 10,   ///< draws of hot water, per day
  airing = 11,      ///< windows opened, per day
  control = 12,     ///< who takes part in control events, and when heaters come back
  resampling = 13,  ///< groups of homes for the bands of diversity
  design = 14,      ///< points of a design of uncertain inputs, and what is resampled of it
  ensemble = 15,    ///< seeds of the members of an ensemble
};

/// Hash of a name that is the same on every machine and in every version: FNV-1a 64, then the splitmix64 finaliser.
[[nodiscard]] constexpr uint64_t stable_hash(std::string_view name) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : name) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  h ^= h >> 30U;
  h *= 0xbf58476d1ce4e5b9ULL;
  h ^= h >> 27U;
  h *= 0x94d049bb133111ebULL;
  h ^= h >> 31U;
  return h;
}

/// Four random words for (seed, stream; name, when, draw). `when` is an absolute minute or day, 0 for what holds
/// always.
[[nodiscard]] inline std::array<uint32_t, 4> random_words(uint32_t seed, Stream stream, uint64_t name_hash,
                                                          uint32_t when, uint32_t draw) {
  const r123::Philox4x32::ctr_type counter = {
      {static_cast<uint32_t>(name_hash), static_cast<uint32_t>(name_hash >> 32U), when, draw}};
  const r123::Philox4x32::key_type key = {{seed, static_cast<uint32_t>(stream)}};
  const auto words = r123::Philox4x32{}(counter, key);
  return {words[0], words[1], words[2], words[3]};
}

/// Uniform in (0, 1), never 0 or 1: the middle of one of 2^32 equal intervals.
[[nodiscard]] constexpr double uniform(uint32_t word) {
  return (word + 0.5) * 0x1p-32;
}

/// Two independent standard normal numbers from two words (Box and Muller, 1958).
[[nodiscard]] inline std::array<double, 2> normal_pair(uint32_t a, uint32_t b) {
  const double radius = std::sqrt(-2.0 * fast_log(uniform(a)));
  const double angle = 2.0 * std::numbers::pi * uniform(b);
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace hearthgrid
