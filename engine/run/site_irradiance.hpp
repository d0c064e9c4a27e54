#pragma once
// What the sun does over the axis to the planes of the dwellings at one site: each worked out once, whatever the number
// of dwellings, envelopes and bins that have it.

#include <map>
#include <span>
#include <vector>

#include "engine/base/irradiance.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::run {

class SiteIrradiance {
 public:
  /// `steps` must outlive it.
  explicit SiteIrradiance(const weather::StepWeather& steps) : steps_(steps) {}
  /// By sub-step of the axis; holds as long as this object.
  [[nodiscard]] std::span<const PlaneIrradiance> on(const Plane& plane);

 private:
  const weather::StepWeather& steps_;
  std::map<Plane, std::vector<PlaneIrradiance>> known_;
};

}  // namespace hearthgrid::run
