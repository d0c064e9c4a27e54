#pragma once
// What is wrong with a network before anything is solved on it: every fault, with the element and where it was read.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "models/electricity/network/network.hpp"

namespace hearthgrid::electricity {

/// One mistake. `origin` is that of the element, as its import gave it.
struct NetworkFault {
  std::string text, origin, advice;
};

struct NetworkRules {
  bool must_be_radial = false;        ///< a loop, parallel branches or a second source are faults
  bool dead_islands_allowed = false;  ///< buses that no source reaches stand at 0 V and are no fault
  bool three_phase = false;           ///< zero-sequence data are needed
  bool shared_names_allowed = false;  ///< two buses of one name, which messages could not tell apart
};

/// In the order of the elements: buses, lines, transformers, switches, sources, loads, shunts, then the network as a
/// whole (sources, islands, loops). Buses of different rated voltage (by more than 10 %) may not be joined by lines or
/// switches, and a transformer's windings must be within a half of the rated voltage of their buses.
[[nodiscard]] std::vector<NetworkFault> network_faults(const Network& network, const NetworkRules& rules = {});

/// No loop, no parallel branches, one source at most in each island. Open elements do not count; links do.
[[nodiscard]] bool is_radial(const Network& network);

/// As problems of an input, the origin in front of the text.
[[nodiscard]] std::vector<Problem> problems_of(const std::vector<NetworkFault>& faults);

/// Throws InputError with all faults, if there is any.
void require_sound(const Network& network, const NetworkRules& rules = {});

}  // namespace hearthgrid::electricity
