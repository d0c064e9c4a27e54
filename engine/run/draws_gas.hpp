#pragma once
// What the gas network does in a member of an ensemble: flow and pressures of every mix and step, without rationing.

#include <memory>
#include <string>
#include <vector>

#include "engine/run/gas_figures.hpp"
#include "engine/run/gas_node_draws.hpp"
#include "engine/run/gas_pass.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// Headlines of a mix's gas network.
struct GasHeadlines {
  double lowest_pa = 0.0;      ///< gauge, of nodes with homes where gas is drawn; 0: none is
  double not_served_m3 = 0.0;  ///< for want of pressure or by caps, and what is wanted where no flow can be solved
};
[[nodiscard]] GasHeadlines headlines_of(const GasFigures& figures, const GasGrid& grid);

/// The first mix in which all homes stand as in this one, whose draws of gas are the same.
[[nodiscard]] int first_alike(const Plan& plan, int mix);

/// Gathers what homes draw while blocks are taken in order, then solves each mix. The network is the main run's; homes
/// that a draw of homes puts on gas where no node has them are left out.
class MemberGas {
 public:
  /// `scenario` is the member's, of as many homes as `grid` knows; `path` of a passing file as GasNodeDraws has it.
  MemberGas(const Scenario& scenario, const GasGrid& grid, const std::string& path, int64_t memory_bytes);

  void take(const BlockResult& block) { draws_.take(block, block.gas_place_m3h); }
  /// By mix, after the last block. Throws Interrupted.
  [[nodiscard]] std::vector<GasHeadlines> solve(const GasPassOptions& options) const;

 private:
  const Scenario& c_;
  const GasGrid& grid_;
  GasNodeDraws draws_;
};

}  // namespace hearthgrid::run
