#pragma once
// Results about what would mend a gas network: works, storage, simultaneity.

#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/gas_planning.hpp"

namespace hearthgrid::run {

class GasPlanningResults {
 public:
  GasPlanningResults(const GasGrid& grid, const io::GasWorks& works, double step_h, io::ResultsWriter& file)
      : grid_(grid), works_(works), step_h_(step_h), file_(file) {}

  void take(GasPlanning mix) { mixes_.push_back(std::move(mix)); }  ///< the next one
  /// Cost of the pipes and regulators that a mix needs; 0 where nothing was planned.
  [[nodiscard]] double works_cny(size_t mix) const { return mixes_.empty() ? 0.0 : mixes_[mix].sizing.cost_cny; }
  /// Names the dimensions, empty where nothing was planned, and writes. `areas`: their names.
  void finish(const std::vector<std::string>& areas);

 private:
  void write_mixes();
  void write_areas();
  void write_works();
  void write_groups();
  [[nodiscard]] std::string name_of(const gas::SizingFault& fault) const;

  const GasGrid& grid_;
  const io::GasWorks& works_;
  double step_h_;
  io::ResultsWriter& file_;
  std::vector<GasPlanning> mixes_;
};

}  // namespace hearthgrid::run
