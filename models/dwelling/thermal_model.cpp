#include "models/dwelling/thermal_model.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/dwelling/dense_algebra.hpp"

namespace hearthgrid::dwelling {

double ThermalModel::heat_loss_coefficient_w_k() const {
  const Eigen::VectorXd state_per_watt = -a.partialPivLu().solve(b_convective);
  return 1.0 / state_per_watt[states() - 1];
}

Eigen::VectorXd ThermalModel::time_constants_h() const {
  constexpr double LARGEST_IMAGINARY_PART = 1e-9;  // relative; rounding makes pairs of equal modes slightly complex
  const Eigen::VectorXcd eigenvalues = a.eigenvalues();
  Eigen::VectorXd hours(eigenvalues.size());
  for (Eigen::Index i = 0; i < eigenvalues.size(); ++i) {
    const double real = eigenvalues[i].real();
    if (!(real < 0.0) || std::abs(eigenvalues[i].imag()) > LARGEST_IMAGINARY_PART * std::abs(real)) {
      throw std::domain_error("thermal model: a mode does not decay or oscillates");
    }
    hours[i] = -1.0 / real / 3600.0;
  }
  std::sort(hours.begin(), hours.end(), std::greater<>());
  return hours;
}

ThermalModel couple(const Envelope& envelope, const Dwelling& dwelling) {
  const StateSpace& env = envelope.system;
  const Eigen::Index n = env.a.rows();
  const int m = envelope.layout.count;
  const int radiant = envelope.radiant_input();
  const int air = envelope.air_input();
  const double capacity = dwelling.air_capacity_j_k();
  const double air_change = dwelling.air_change_loss_w_k();

  ThermalModel model;
  model.a = Eigen::MatrixXd::Zero(n + 1, n + 1);
  model.a.topLeftCorner(n, n) = env.a;
  model.a.col(n).head(n) = env.b.col(air);
  model.a.row(n).head(n) = env.c.row(TO_AIR) / capacity;
  model.a(n, n) = (env.d(TO_AIR, air) - air_change) / capacity;

  model.b = Eigen::MatrixXd::Zero(n + 1, m);
  model.b.topRows(n) = env.b.leftCols(m);
  model.b.row(n) = env.d.row(TO_AIR).head(m) / capacity;
  model.b(n, envelope.layout.outdoor) += air_change / capacity;
  model.b_convective = Eigen::VectorXd::Zero(n + 1);
  model.b_convective[n] = 1.0 / capacity;
  model.b_radiant = Eigen::VectorXd::Zero(n + 1);
  model.b_radiant.head(n) = env.b.col(radiant);
  model.b_radiant[n] = env.d(TO_AIR, radiant) / capacity;

  model.loss_a = Eigen::MatrixXd::Zero(2, n + 1);
  model.loss_a.row(0).head(n) = env.c.row(LOSS);
  model.loss_a(0, n) = env.d(LOSS, air);
  model.loss_a(1, n) = air_change;
  model.loss_b = Eigen::MatrixXd::Zero(2, m);
  model.loss_b.row(0) = env.d.row(LOSS).head(m);
  model.loss_b(1, envelope.layout.outdoor) = -air_change;
  model.loss_radiant = {env.d(LOSS, radiant), 0.0};

  model.stored.resize(n + 1);
  model.stored << envelope.stored, capacity;
  model.heat_driver = heat_drivers(envelope.layout);
  model.star_a.resize(n + 1);
  model.star_a << env.c.row(STAR), env.d(STAR, air);
  model.star_b = env.d.row(STAR).head(m);
  model.star_radiant = env.d(STAR, radiant);
  const Eigen::Index zones = envelope.zones;
  model.zone_a.resize(zones, n + 1);
  model.zone_a << env.c.middleRows(ZONES, zones), env.d.col(air).segment(ZONES, zones);
  model.zone_b = env.d.block(ZONES, 0, zones, m);
  model.zone_radiant = env.d.col(radiant).segment(ZONES, zones);
  return model;
}

ThermalModel with_air_of(const Dwelling& dwelling, const ThermalModel& model, const DriverLayout& layout) {
  const Eigen::Index air = model.states() - 1;
  const double capacity = dwelling.air_capacity_j_k();
  const double air_change = dwelling.air_change_loss_w_k();
  const double had_capacity = model.stored[air];
  const double had_air_change = model.loss_a(1, air);
  if (capacity == had_capacity && air_change == had_air_change) return model;
  ThermalModel result = model;
  const double scale = had_capacity / capacity;
  result.a.row(air) *= scale;
  result.a(air, air) += (had_air_change - air_change) / capacity;
  result.b.row(air) *= scale;
  result.b(air, layout.outdoor) += (air_change - had_air_change) / capacity;
  result.b_convective[air] = 1.0 / capacity;
  result.b_radiant[air] *= scale;
  result.loss_a(1, air) = air_change;
  result.loss_b(1, layout.outdoor) = -air_change;
  result.stored[air] = capacity;
  return result;
}

ThermalModel full_order(const Dwelling& dwelling) {
  return couple(envelope_of(dwelling), dwelling);
}

}  // namespace hearthgrid::dwelling
