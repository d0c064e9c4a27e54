#pragma once
// A parabola in the water temperature, and its weighted least-squares fit.

#include <array>
#include <span>

namespace hearthgrid::heater {

/// a[0] + a[1] x + a[2] x^2
using Quadratic = std::array<double, 3>;

[[nodiscard]] constexpr double value_at(const Quadratic& a, double x) {
  return (a[2] * x + a[1]) * x + a[0];
}

/// The parabola that minimises sum w (a(x) - y)^2; at least three different x with positive weight.
[[nodiscard]] Quadratic fit_quadratic(std::span<const double> x, std::span<const double> y,
                                      std::span<const double> weight);

}  // namespace hearthgrid::heater
