#pragma once
// The smallest standard transformer that carries a load under stated limits, what it costs and which limit drove it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/electricity/thermal_class.hpp"
#include "models/electricity/transformer_thermal.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// What a transformer has to keep after `years` of growth. Each limit that is given holds; without any, the smallest
/// size is always enough. Growth multiplies active and reactive power by (1 + growth_per_year)^years.
struct SizingRule {
  std::string series = "S13";
  std::optional<double> loading_limit = 0.8;  ///< of rated power, for the peak of 15-minute means; assumed (the
                                              ///< utilities' "heavy load" begins there)
  std::optional<double> hot_spot_limit_c;     ///< in place of the loading limit, or beside it
  double growth_per_year = 0.0;               ///< share
  double years = 0.0;

  [[nodiscard]] double growth_factor() const { return fast_pow(1.0 + growth_per_year, years); }
};

/// Price of one size.
struct SizeCost {
  double rated_kva = 0.0;
  double cost_cny = 0.0;
};

/// What is needed. `driver` is the limit that the next smaller size breaks: "loading", "hot spot", "loading and hot
/// spot", or "smallest size" where there is no smaller one; without a size, the limit that the largest one breaks.
struct Sizing {
  std::optional<double> kva;  ///< none: no size of the series is enough
  std::string driver;
  double cost_cny = 0.0;  ///< 0 without a size
};

/// By nameplate only: `peak_kva` is the peak of 15-minute means before growth. A hot-spot limit in the rule is refused.
/// Throws InputError where the series is unknown or the chosen size has no price.
[[nodiscard]] Sizing size_by_peak(const SizingRule& rule, double peak_kva, std::span<const SizeCost> costs);

/// By the load itself, as assess() takes it: one pass over the load for its peak, and one for the hot spot of each size
/// tried that keeps the loading limit. Errors as above and as assess().
[[nodiscard]] Sizing size_by_load(const SizingRule& rule, std::span<const double> load_kw,
                                  std::span<const double> load_kvar, std::span<const double> ambient_c,
                                  const ThermalClass& thermal, double step_min, int warm_up_steps,
                                  std::span<const SizeCost> costs);

/// The same for loads kept in single precision.
[[nodiscard]] Sizing size_by_load(const SizingRule& rule, std::span<const float> load_kw,
                                  std::span<const float> load_kvar, std::span<const double> ambient_c,
                                  const ThermalClass& thermal, double step_min, int warm_up_steps,
                                  std::span<const SizeCost> costs);

/// Rule of thumb: the standard sizes that serve that many households at so many kVA each. One transformer if none above
/// `largest_kva` is needed, otherwise as few equal ones as do. Empty without households. Throws std::invalid_argument
/// for negative numbers or a largest size that is no standard one.
[[nodiscard]] std::vector<double> size_by_rule(int households, double kva_per_household, double largest_kva = 2500.0);

}  // namespace hearthgrid::electricity
