#pragma once
// Extremes by return period from one figure per winter: the Gumbel distribution by L-moments (Hosking, J. R. Stat. Soc.
// B 52 (1990) 105).
//
//   beta = lambda_2 / ln 2     mu = lambda_1 - 0.5772 beta     x_T = mu - beta ln(-ln(1 - 1 / T))
//
// x_T is exceeded once in T winters on average. The largest of many alike days tends to this law; beyond about twice
// the number of winters it is an extrapolation. At least MIN_WINTERS; for lows, the negated figures.

#include <optional>
#include <span>

namespace hearthgrid::uncertainty {

constexpr size_t MIN_WINTERS = 5;

struct Gumbel {
  double location = 0.0, scale = 0.0;

  /// Exceeded once in `years` > 1 on average.
  [[nodiscard]] double return_level(double years) const;
  /// Years between exceedances of x on average; above 1, and at most 1e6.
  [[nodiscard]] double return_period(double x) const;
};

/// None for fewer than MIN_WINTERS figures.
[[nodiscard]] std::optional<Gumbel> fit_gumbel(std::span<const double> yearly_maxima);

}  // namespace hearthgrid::uncertainty
