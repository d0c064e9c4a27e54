#pragma once
// From node voltages to what every element carries.

#include <span>

#include "models/electricity/network/flow_loads.hpp"
#include "models/electricity/network/flow_model.hpp"
#include "models/electricity/network/link_flows.hpp"
#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

/// `v` by node phase in per unit, the solution for `terms`.
[[nodiscard]] PowerFlowResult flow_report(const Network& network, const FlowModel& model, const LinkFlows& links,
                                          std::span<const LoadTerm> terms, const Eigen::VectorXcd& v);

}  // namespace hearthgrid::electricity
