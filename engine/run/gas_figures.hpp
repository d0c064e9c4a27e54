#pragma once
// What is kept of a gas network's steps: extremes with their times, hours, gas that was not served.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/run/gas_facts.hpp"
#include "models/gas/network/gas_day.hpp"
#include "models/gas/network/line_pack.hpp"

namespace hearthgrid::run {

/// A largest or lowest value and the first step that has it; step -1: none.
struct GasExtreme {
  double value = 0.0;
  int64_t step = -1;

  void raise(double candidate, int64_t at) {
    if (step < 0 || candidate > value) *this = {candidate, at};
  }
  void lower(double candidate, int64_t at) {
    if (step < 0 || candidate < value) *this = {candidate, at};
  }
  void move(int64_t steps) { step += step < 0 ? 0 : steps; }
};

struct GasNodeFigures {
  GasExtreme lowest_pa;   ///< gauge, of the steps that have a solution; none where no supply reaches
  GasExtreme highest_pa;  ///< the same
  GasExtreme peak_m3h;    ///< wanted
  double wanted_m3 = 0.0;
  double unserved_m3 = 0.0;  ///< in steps with a solution
  int64_t steps_below_service = 0, steps_unserved = 0;
  int64_t steps_above_burners = 0;  ///< above what burners there bear
  int64_t steps_unsolved = 0;       ///< in which it wants gas and its area has no solution: what it gets is not known
  int64_t failures = 0;             ///< steps without a solution that name it
};

struct GasPipeFigures {
  GasExtreme peak_m3h;  ///< whatever its direction
  GasExtreme velocity_m_s;
};

struct GasRegulatorFigures {
  GasExtreme peak_m3h;
  int64_t steps_saturated = 0;
  int64_t steps_open = 0;  ///< its inlet is too low to hold the set pressure
  int64_t failures = 0;
};

struct GasSupplyFigures {
  GasExtreme peak_m3h;
  int64_t steps_saturated = 0;
  int64_t failures = 0;
};

/// Steps in which an area of the network has no solution: no other figure counts anything of it there.
struct GasAreaFigures {
  int64_t steps_unsolved = 0;
  double unsolved_m3 = 0.0;           ///< wanted in them
  gas::GasStepOutcome first_failure;  ///< of step first_failed
  int64_t first_failed = -1;
};

/// Of a day, or of days one after the other.
struct GasFigures {
  std::vector<GasNodeFigures> nodes;
  std::vector<GasPipeFigures> pipes;
  std::vector<GasRegulatorFigures> regulators;
  std::vector<GasSupplyFigures> supplies;
  std::vector<GasAreaFigures> areas;  ///< of the facts
  GasExtreme lowest_pa;               ///< of nodes that draw at the step
  int lowest_node = gas::NO_NODE;
  double wanted_m3 = 0.0;    ///< by homes at nodes and other users
  double supplied_m3 = 0.0;  ///< by the supplies
  double served_m3 = 0.0;
  double capped_m3 = 0.0;     ///< held back because of caps
  double short_m3 = 0.0;      ///< not served for want of pressure
  double unreached_m3 = 0.0;  ///< wanted where no supply reaches
  double unsolved_m3 = 0.0;   ///< wanted in areas without a solution at the step
  int64_t steps = 0, steps_unserved = 0;
  int64_t steps_unsolved = 0;        ///< in which some area has no solution
  std::vector<gas::TierPack> packs;  ///< by tier; no pipes: length 0. `minutes_of_peak` is not kept up
  double peak_served_m3h = 0.0;      ///< of all together

  GasFigures() = default;
  explicit GasFigures(const GasFacts& facts);
  /// Appends what comes later; in order, since sums are of floating-point numbers.
  void add(const GasFigures& later);
  /// As they are where everything happens so many steps later.
  void move(int64_t later_steps);
  /// The first step in which some area has no solution; -1: none.
  [[nodiscard]] int64_t first_failed() const;
};

/// A sentence that says why an area has no solution at a step, with the node's or device's name.
[[nodiscard]] std::string gas_failure_text(const gas::GasNetwork& network, const gas::GasStepOutcome& outcome);
/// That of the first such step of each area, with the area's name where there are several.
[[nodiscard]] std::vector<std::string> gas_failure_texts(const GasFacts& facts, const GasFigures& figures);

/// A stretch of steps: what was wanted, asked of the network after caps, and what came out. [step][node].
struct GasSteps {
  int64_t first = 0;
  std::span<const double> wanted_m3h, asked_m3h;
  const gas::GasDayResult* result = nullptr;
};

/// Counts them into `figures`, and what pipes hold into `pack`. `unserved_m3h`: [step][node], is filled.
void count_steps(const GasFacts& facts, const GasSteps& steps, GasFigures& figures, gas::LinePack& pack,
                 std::vector<double>& unserved_m3h);

/// What a day's line pack was.
void keep_pack(const gas::LinePack& pack, GasFigures& figures);

}  // namespace hearthgrid::run
