#include "models/electricity/network/flow_loads.hpp"

namespace hearthgrid::electricity {
namespace {

/// Its law at this voltage.
LoadTerm in_force(LoadTerm term, Complex v) {
  const double u = std::abs(v) / term.place.rated;
  if (u >= term.impedance_below && u <= term.impedance_above) return term;
  const double bound = u < term.impedance_below ? term.impedance_below : term.impedance_above;
  term.impedance += (term.power + bound * term.current) / (bound * bound);
  term.power = term.current = 0.0;
  return term;
}

}  // namespace

std::vector<LoadTerm> load_terms(const Network& network, const FlowModel& model, std::span<const PhaseValues> load_va) {
  std::vector<LoadTerm> terms;
  for (const LoadPhase& place : model.load_phases) {
    const auto load = static_cast<size_t>(place.load);
    const Complex power = power_of(load_va[load], place.a, model.phases) / BASE_VA;
    if (power == Complex{}) continue;
    const VoltageDependence& share = network.loads[load].dependence;
    terms.push_back({place, share.power * power, share.current * power, share.impedance * power,
                     network.loads[load].impedance_below_pu, network.loads[load].impedance_above_pu});
  }
  return terms;
}

Complex drawn_current(const LoadTerm& given, Complex v) {
  const LoadTerm term = in_force(given, v);
  const double u = std::abs(v) / term.place.rated;
  return std::conj((term.power + u * (term.current + u * term.impedance)) / v);
}

CurrentSlope drawn_slope(const LoadTerm& given, Complex v) {
  const LoadTerm term = in_force(given, v);
  const double rated = term.place.rated, magnitude = std::abs(v);
  const Complex conjugate = std::conj(v), constant = std::conj(term.current) / rated;
  // Of i = S*/v*, of i = S* |v| / (r v*), and of i = S* v / r^2.
  return {constant / (2.0 * magnitude) + std::conj(term.impedance) / (rated * rated),
          -std::conj(term.power) / (conjugate * conjugate) - constant * magnitude / (2.0 * conjugate * conjugate)};
}

Complex voltage_across(const LoadTerm& term, const FlowModel& model, const Eigen::VectorXcd& v) {
  const Complex a = v(model.at(term.place.node, term.place.a));
  return term.place.b < 0 ? a : a - v(model.at(term.place.node, term.place.b));
}

Eigen::VectorXcd load_currents(std::span<const LoadTerm> terms, const FlowModel& model, const Eigen::VectorXcd& v,
                               double scale) {
  Eigen::VectorXcd currents = Eigen::VectorXcd::Zero(v.size());
  for (const LoadTerm& term : terms) {
    const Complex i = scale * drawn_current(term, voltage_across(term, model, v));
    currents(model.at(term.place.node, term.place.a)) += i;
    if (term.place.b >= 0) currents(model.at(term.place.node, term.place.b)) -= i;
  }
  return currents;
}

}  // namespace hearthgrid::electricity
