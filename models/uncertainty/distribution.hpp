#pragma once
// How an uncertain figure is distributed, given by three figures (low, central, high) or by values with weights.
//
//   triangular  between low and high, most likely at central
//   uniform     between low and high; central is not used
//   normal      median central, 5 % quantile low, 95 % quantile high: normal with a sigma below the median and another
//               one above it, as emission::value_at has it; cut off at 3 sigma on either side; where low >= 0 or it is
//               said to be positive, what would be below 0 is 0
//   lognormal   the same of ln x; above 0
//
// The sigmas are such that low, central and high are those quantiles of what is drawn, cut and all:
// z = Phi^-1(Phi(-3) + u (1 - 2 Phi(-3))), so that sigma = (high - central) / 1.6332, not 1.6449.
//   discrete    the values, in the order given, by their weights
//
// What stays of `central` in a skewed one: a triangle's mode, with (central - low) / (high - low) of the draws below it
// and their mean at (low + central + high) / 3; the median of a normal and of a lognormal one, with the mean on the
// side of the longer arm. So a triangle whose central lies within a twentieth of its width from an end has its central
// outside its own P05 and P95.
//
// A draw is the inverse of the distribution function at a number in (0, 1), so that a design of such numbers serves
// every kind, and a larger number never gives a smaller figure (discrete: a later one).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::uncertainty {

enum class DistributionKind { triangular, uniform, normal, lognormal, discrete };

[[nodiscard]] const std::vector<std::string>& distribution_names();  ///< in the order of DistributionKind
[[nodiscard]] std::optional<DistributionKind> distribution_of(std::string_view name);

struct Distribution {
  DistributionKind kind = DistributionKind::triangular;
  double low = 0.0, central = 0.0, high = 0.0;  ///< low <= central <= high
  std::vector<double> values, weights;          ///< discrete: of equal number, weights >= 0 with a sum above 0
  bool positive = false;                        ///< normal: what cannot be negative, whatever its low

  [[nodiscard]] static Distribution triangular(double low, double central, double high) {
    return {DistributionKind::triangular, low, central, high, {}, {}, false};
  }

  /// Whether every draw is the same.
  [[nodiscard]] bool fixed() const;
};

/// What is wrong with it, in words; empty where nothing is.
[[nodiscard]] std::string fault_of(const Distribution& distribution);

/// The figure that is undercut with probability u in (0, 1). Throws std::invalid_argument for a faulty distribution or
/// another u.
[[nodiscard]] double quantile_of(const Distribution& distribution, double u);

/// Smallest and largest figure that can be drawn.
struct Support {
  double low = 0.0, high = 0.0;
};
[[nodiscard]] Support support_of(const Distribution& distribution);

/// Distribution function of the standard normal distribution, and its inverse (Acklam's rational approximation, then
/// one step of Halley's method: to about 1e-15).
[[nodiscard]] double normal_probability(double z);
[[nodiscard]] double normal_quantile(double p);

}  // namespace hearthgrid::uncertainty
