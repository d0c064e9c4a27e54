#include "models/electricity/low_voltage/lv_source.hpp"

namespace hearthgrid::electricity {

double lowest_at_source(double source, const LowestVoltages& lowest) {
  if (source < LOW_SOURCE || lowest.own <= 0.0) return 0.0;
  const double multiple = 1.0 / (source * source);
  if (source >= 1.0) return source * (lowest.no_load + multiple * (lowest.own - lowest.no_load));
  if (lowest.at_low <= 0.0) return 0.0;
  constexpr double AT_LOW = 1.0 / (LOW_SOURCE * LOW_SOURCE);
  const double part = (multiple - 1.0) / (AT_LOW - 1.0);
  return source * (lowest.own + part * (lowest.at_low / LOW_SOURCE - lowest.own));
}

}  // namespace hearthgrid::electricity
