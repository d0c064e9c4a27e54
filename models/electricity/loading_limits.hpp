#pragma once
// How far an oil-immersed transformer may be loaded: limits of current and temperature, and the load that keeps the
// temperatures for good at an ambient temperature.

#include <array>
#include <string_view>

#include "models/electricity/thermal_class.hpp"

namespace hearthgrid::electricity {

/// Each of the three holds.
struct LoadingLimit {
  std::string_view name;
  double load_pu;
  double top_oil_c, hot_spot_c;
};

/// IEC 60076-7 as transformer-thermal-model 3d59996 quotes it (below 10 MVA). For distribution transformers the
/// standard leaves the temperatures of a short-time emergency open (unverified).
inline constexpr std::array<LoadingLimit, 3> LOADING_LIMITS = {
    {{"cyclic", 1.5, 105.0, 120.0}, {"emergency", 1.8, 115.0, 140.0}, {"short emergency", 2.0, 115.0, 160.0}}};
inline constexpr const LoadingLimit& NORMAL_CYCLIC = LOADING_LIMITS[0];

/// The largest lasting load, per unit, at which top oil and hot spot stay within temperatures; at most `most_pu`. 0
/// where the air alone is too hot or no-load losses are too much. To 1e-9.
[[nodiscard]] double continuous_load_pu(const ThermalClass& thermal, double loss_ratio, double ambient_c,
                                        double top_oil_c, double hot_spot_c, double most_pu = 4.0);

/// The same under one limit for any ambient temperature: laid out every 5 K from -45 to 50 degC, linear between them,
/// which is off by less than 0.0005.
class ContinuousLoad {
 public:
  ContinuousLoad(const ThermalClass& thermal, double loss_ratio, const LoadingLimit& limit);
  [[nodiscard]] double at(double ambient_c) const;

 private:
  static constexpr double FIRST_C = -45.0, STEP_K = 5.0;
  std::array<double, 20> load_pu_{};
};

}  // namespace hearthgrid::electricity
