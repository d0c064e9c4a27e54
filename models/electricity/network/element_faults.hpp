#pragma once
// What is wrong with single elements of a network; network_checks.hpp adds what is wrong with the whole.

#include <string>
#include <string_view>
#include <vector>

#include "models/electricity/network/network_checks.hpp"

namespace hearthgrid::electricity {

/// "line 'x'", or "line" without a name.
[[nodiscard]] std::string element_name(std::string_view kind, const std::string& name);
/// "bus 'x'", or "bus 7" (its place, from 0) without a name.
[[nodiscard]] std::string bus_name(const Network& network, int bus);

/// Faults of each element by itself and at its buses, in the order of the elements.
[[nodiscard]] std::vector<NetworkFault> element_faults(const Network& network, const NetworkRules& rules);

}  // namespace hearthgrid::electricity
