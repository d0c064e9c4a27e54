#pragma once
// The limits of sizing_limits.hpp at one draw after the other, for as many as wanted: a network is made ready once.

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "models/gas/network/gas_flow.hpp"
#include "models/gas/sizing/sizing_limits.hpp"

namespace hearthgrid::gas {

class LimitCheck {
 public:
  /// Throws InputError for faults of the network. Both outlive this.
  LimitCheck(const GasNetwork& network, const SizingRule& rule);

  /// What is broken at this draw, by node [m3/h], by limit and element; `number` becomes the faults' `draw`. Depends on
  /// no draw before. The list is filled anew each time.
  const std::vector<SizingFault>& look(std::span<const double> draw_m3h, int number);
  /// Whether the last draw has a solution. Where it has none, that is the only fault told.
  [[nodiscard]] bool solved() const { return result_.solved(); }

 private:
  void note(SizingLimit limit, int element, double reached, double allowed);
  void look_at_pipes();
  void look_at_nodes(std::span<const double> draw_m3h);
  void look_at_devices();
  [[nodiscard]] double ambient(int node) const;

  const GasNetwork& network_;
  const SizingRule& rule_;
  GasFlow flow_;
  GasFlowResult result_;
  std::vector<size_t> part_;
  std::vector<bool> reached_;
  std::vector<double> fed_;  // by part: where a device feeds it
  std::vector<SizingFault> faults_;
  int number_ = 0;
};

/// The worst of each limit and element over draws, whatever their order.
class WorstFaults {
 public:
  void add(const SizingFault& fault);
  [[nodiscard]] bool empty() const { return worst_.empty(); }
  [[nodiscard]] std::vector<SizingFault> all() const;  ///< by limit and element

 private:
  std::map<std::pair<SizingLimit, int>, SizingFault> worst_;
};

}  // namespace hearthgrid::gas
