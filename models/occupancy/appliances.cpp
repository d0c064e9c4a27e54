#include "models/occupancy/appliances.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.hpp"

namespace hearthgrid::occupancy {
namespace {

// Of Stream::people, clear of people.cpp's: one draw number per appliance, then those of cycles and of the kitchen.
constexpr uint32_t FIRST_DRAW = 64;
constexpr uint32_t CYCLE_DRAW = FIRST_DRAW + APPLIANCES;
constexpr uint32_t KITCHEN_DRAW = CYCLE_DRAW + 1;
constexpr double WATER_HABIT_SPREAD = 0.5;  // triangular half-width (assumed)

double inside(Span span, uint32_t word) {
  return span.low + (span.high - span.low) * uniform(word);
}

// Each whole number of the span is equally likely, so the mean is the span's.
int whole(Span span, uint32_t word) {
  const double low = std::round(span.low);
  return static_cast<int>(low + std::floor((std::round(span.high) - low + 1.0) * uniform(word)));
}

template <size_t N>
int pick(const std::array<double, N>& shares, uint32_t word) {
  double point = uniform(word) * std::accumulate(shares.begin(), shares.end(), 0.0);
  int last = 0;
  for (size_t i = 0; i < N; ++i) {
    if (shares[i] <= 0.0) continue;
    last = static_cast<int>(i);
    if (point < shares[i]) break;
    point -= shares[i];
  }
  return last;
}

// What a home cooks and washes with decides on two appliances.
double share_of_homes(const ApplianceSet& set, Appliance a) {
  const auto part = [](const auto& shares) { return shares[0] / std::accumulate(shares.begin(), shares.end(), 0.0); };
  if (a == Appliance::induction_cooker) return part(set.cooking_share);
  if (a == Appliance::water_heater) return part(set.water_share);
  return 1.0;
}

bool possible(const HomeAppliances& home, Appliance a) {
  if (a == Appliance::induction_cooker) return home.cooking == CookingFuel::electricity;
  if (a == Appliance::water_heater) return home.water == WaterSource::electric_storage;
  return true;
}

}  // namespace

double ApplianceSet::ownership(Appliance a) const {
  return (*this)[a].ownership * share_of_homes(*this, a);
}

HomeAppliances draw_appliances(const ApplianceSet& set, uint32_t seed, uint64_t name_hash) {
  HomeAppliances home;
  const auto words = [&](uint32_t draw) { return random_words(seed, Stream::people, name_hash, 0, draw); };
  const auto kitchen = words(KITCHEN_DRAW);
  home.cooking = static_cast<CookingFuel>(pick(set.cooking_share, kitchen[0]));
  home.water = static_cast<WaterSource>(pick(set.water_share, kitchen[1]));
  home.water_habit = 1.0 + WATER_HABIT_SPREAD * (uniform(kitchen[2]) + uniform(kitchen[3]) - 1.0);
  const auto cycle = words(CYCLE_DRAW);
  for (uint32_t a = 0; a < APPLIANCES; ++a) {
    const ApplianceSpec& spec = set.spec[a];
    const auto own = words(FIRST_DRAW + a);
    if (!possible(home, static_cast<Appliance>(a)) || uniform(own[0]) >= spec.ownership) continue;
    home.owned |= 1U << a;
    home.watts[a] = whole(spec.watts, own[1]);
    home.own_standby_w[a] = whole(spec.standby_w, own[2]);
    home.standby_w += home.own_standby_w[a];
    if (a < SWITCHED || a >= SWITCHED + CYCLING) continue;
    const size_t c = a - SWITCHED;
    const bool tank = static_cast<Appliance>(a) == Appliance::water_heater;
    home.period_minute[c] = inside(spec.period_minute, own[3]);
    home.duty[c] = tank ? inside(spec.loss_w, cycle[c]) / std::max(1, home.watts[a]) : inside(spec.duty, cycle[c]);
  }
  return home;
}

}  // namespace hearthgrid::occupancy
