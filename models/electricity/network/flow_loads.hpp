#pragma once
// What loads draw at given voltages, and how that answers to small changes of them.

#include <Eigen/Dense>
#include <span>
#include <vector>

#include "models/electricity/network/flow_model.hpp"
#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

/// One phase of a load with its powers in per unit: constant, and those of constant current and impedance at rated
/// voltage.
struct LoadTerm {
  LoadPhase place;
  Complex power, current, impedance;
  double impedance_below = 0.0, impedance_above = 0.0;  ///< as Load says, over the rated voltage
};

/// The loads that ask for anything.
[[nodiscard]] std::vector<LoadTerm> load_terms(const Network& network, const FlowModel& model,
                                               std::span<const PhaseValues> load_va);

/// Current drawn at `v` across the load: conj((S_P + S_I u + S_Z u^2) / v); of a constant impedance outside its bounds.
[[nodiscard]] Complex drawn_current(const LoadTerm& given, Complex v);

/// di = by_v dv + by_conjugate conj(dv).
struct CurrentSlope {
  Complex by_v, by_conjugate;
};
[[nodiscard]] CurrentSlope drawn_slope(const LoadTerm& given, Complex v);

/// Voltage across a load, from those of all node phases.
[[nodiscard]] Complex voltage_across(const LoadTerm& term, const FlowModel& model, const Eigen::VectorXcd& v);

/// `scale` times the currents of all loads, by node phase, per unit.
[[nodiscard]] Eigen::VectorXcd load_currents(std::span<const LoadTerm> terms, const FlowModel& model,
                                             const Eigen::VectorXcd& v, double scale);

}  // namespace hearthgrid::electricity
