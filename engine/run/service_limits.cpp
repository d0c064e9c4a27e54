#include "engine/run/service_limits.hpp"

namespace hearthgrid::run {

void apply_service_limits(const io::Settings& electricity, Population& population) {
  if (!electricity.has("service_limit_kw")) return;
  const auto limit_kw = static_cast<float>(electricity.number("service_limit_kw"));
  for (Household& home : population.households) {
    if (home.service_limit_kw <= 0.0F) home.service_limit_kw = limit_kw;
  }
}

}  // namespace hearthgrid::run
