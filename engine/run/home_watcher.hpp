#pragma once
// Whoever wants to see each home, day by day: its electricity above all.

#include <span>

#include "engine/run/batch.hpp"

namespace hearthgrid::run {

/// A home's day under one of its pairs.
struct HomeLoad {
  int home = 0;                       ///< of the block
  int pair = 0;                       ///< of the plan
  const double* base_kw = nullptr;    ///< by step of the day; holds until the day ends
  double base_tan_phi = 0.0;          ///< reactive over active power of that
  const double* heater_kw = nullptr;  ///< the same; null: takes none. Holds during the call only
  double heater_tan_phi = 0.0;        ///< reactive over active power of the heater
  std::span<const MixUse> uses;
  int day = 0;
  const Batch* batch = nullptr;  ///< that runs it; what its lane tells of the day holds during the call only
  int lane = 0;
};

class HomeWatcher {
 public:
  virtual ~HomeWatcher() = default;
  virtual void take(const HomeLoad& load) = 0;
};

}  // namespace hearthgrid::run
