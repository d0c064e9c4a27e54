#include "models/occupancy/cooking.hpp"

#include <algorithm>
#include <cmath>

namespace hearthgrid::occupancy {
void cooking_share_day(const People& people, const AwakeChance& awake, const DayShape& shape, int steps_per_day,
                       double* share) {
  std::fill(share, share + steps_per_day, 0.0);
  const double step = double{DAY_UNITS} / steps_per_day;
  const double factor = cooking_time_factor(people, static_cast<DayKind>(shape.kind));
  for (const int meal : MEALS) {
    const EventDay& event = shape.events[meal];
    const int shift = anchor_shift_unit(people, event.anchor);
    const double duration = factor * (event.duration_low + 0.5 * event.duration_span);
    const double begin = event.centre + shift - event.half_spread;
    const double length = 2.0 * event.half_spread + duration;
    const double chance =
        event.threshold / 65536.0 * awake_at_start(event, shift, awake.hour[static_cast<size_t>(shape.kind)]);
    const double cooking = chance * duration / length;
    for (auto k = static_cast<int>(std::floor(begin / step)); k * step < begin + length; ++k) {
      const double overlap = std::min(begin + length, (k + 1) * step) - std::max(begin, k * step);
      share[((k % steps_per_day) + steps_per_day) % steps_per_day] += cooking * overlap / step;
    }
  }
}

void cooking_gain_day(const CookingInputs& inputs, CookingFuel fuel, const People& people, const AwakeChance& awake,
                      const DayShape& shape, int steps_per_day, double* gain_w) {
  std::fill(gain_w, gain_w + steps_per_day, 0.0);
  if (fuel == CookingFuel::electricity) return;
  const double indoor_w =
      fuel == CookingFuel::gas ? inputs.gas_w * inputs.gas_indoor_share : inputs.stove_w * inputs.stove_indoor_share;
  cooking_share_day(people, awake, shape, steps_per_day, gain_w);
  for (int k = 0; k < steps_per_day; ++k) gain_w[k] *= indoor_w;
}

}  // namespace hearthgrid::occupancy
