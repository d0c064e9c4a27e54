#include "models/heater/quadratic.hpp"

#include <Eigen/QR>
#include <cmath>

namespace hearthgrid::heater {

Quadratic fit_quadratic(std::span<const double> x, std::span<const double> y, std::span<const double> weight) {
  constexpr double CENTRE = 45.0;  // about a usual water temperature, so that the columns are far from parallel
  const auto rows = static_cast<Eigen::Index>(x.size());
  Eigen::MatrixXd a(rows, 3);
  Eigen::VectorXd b(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    const double root = std::sqrt(weight[i]);
    const double z = x[i] - CENTRE;
    a.row(i) << root, root * z, root * z * z;
    b[i] = root * y[i];
  }
  const Eigen::Vector3d c = a.householderQr().solve(b);
  return {c[0] - CENTRE * c[1] + CENTRE * CENTRE * c[2], c[1] - 2.0 * CENTRE * c[2], c[2]};
}

}  // namespace hearthgrid::heater
