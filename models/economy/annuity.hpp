#pragma once
// Money at different times, and what an avoided tonne costs.

#include <optional>

namespace hearthgrid::economy {

/// What one CNY after `years` is worth now: (1 + rate)^-years. rate > -1.
[[nodiscard]] double discount_factor(double rate, double years);

/// Yearly payment at the end of each of `years` years that repays one CNY: a = r / (1 - (1 + r)^-n), 1/n at r = 0.
/// Throws std::invalid_argument unless rate > -1 and years > 0.
[[nodiscard]] double annuity(double rate, double years);

/// CNY per tonne avoided; none where nothing is avoided (a figure would mislead).
[[nodiscard]] std::optional<double> abatement_cost_cny_t(double extra_cost_cny, double avoided_kg);

}  // namespace hearthgrid::economy
