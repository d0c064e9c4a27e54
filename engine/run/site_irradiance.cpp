#include "engine/run/site_irradiance.hpp"

#include "models/weather/tilted.hpp"

namespace hearthgrid::run {

std::span<const PlaneIrradiance> SiteIrradiance::on(const Plane& plane) {
  const auto [at, is_new] = known_.try_emplace(plane);
  if (is_new) at->second = weather::plane_irradiance(steps_, plane);
  return at->second;
}

}  // namespace hearthgrid::run
