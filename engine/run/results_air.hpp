#pragma once
// Results: what villages let into the air, by month and by step, and what their own stacks do to it.

#include <array>
#include <span>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"
#include "engine/run/village_hours.hpp"

namespace hearthgrid::run {

class AirResults {
 public:
  /// The simulation names its stacks.
  AirResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file);

  /// Names the dimensions.
  void describe();
  /// Takes the next block, in order.
  void take(const BlockResult& block);
  /// After the last block.
  void end_blocks();

  /// The plants behind each village's meters, after the last block.
  [[nodiscard]] std::vector<VillagePlants> plants(int mix) const;
  /// Whether each home's emissions are written.
  [[nodiscard]] bool keeps_homes() const;

  /// Writes all; `all` is [mix][village], `homes_kg` [mix][household][pollutant][place] or empty.
  void finish(const std::vector<VillageAccount>& all, const std::vector<float>& homes_kg);

 private:
  struct Losses {
    double delivered_kwh = 0.0;  ///< at the transformers' low-voltage side
    double line_kwh = 0.0, transformer_kwh = 0.0;
  };

  [[nodiscard]] size_t at(int mix, int village) const { return static_cast<size_t>(mix) * villages_ + village; }
  void add_losses(const BlockResult& block, int transformer, int village);
  void end_village();
  void assess_village_air();
  void keep_power();
  [[nodiscard]] double loss_share(const Losses& losses) const;
  [[nodiscard]] VillagePlants plants_of(int mix, int village, int month) const;
  [[nodiscard]] AirUse use_of_month(const VillageAccount& account, int mix, int village, int month) const;
  void write_sums(const std::vector<VillageAccount>& all);
  void write_months(const std::vector<VillageAccount>& all);
  void write_plants();
  void write_village_air();
  void write_series(const std::vector<VillageAccount>& all);
  void add_series(const emission::FuelUse& use, std::span<const float> kw, bool electricity,
                  std::vector<double>& kg_h) const;

  const Scenario& c_;
  const Simulation& s_;
  io::ResultsWriter& file_;
  int mixes_, villages_, months_;
  AirDevices devices_;
  VillageHours hours_;  // of the village whose transformers come
  int village_ = 0;
  std::vector<std::vector<emission::AirHour>> weather_;  // [site][hour of the season]
  std::vector<Losses> losses_;                           // [mix][village]
  std::vector<double> fuel_mj_;                          // [row of Stacks][village][month]
  std::vector<double> home_kwh_;                         // [mix][village][month]
  std::vector<double> weighted_g_;                       // [mix][village][month][hourly pollutant]: factor by kWh
  std::array<std::vector<emission::AirSeason>, emission::LEVELS> air_;  // [mix][village]
  // Where series are asked for, means of the bins:
  std::vector<float> stack_kw_;  // [row of Stacks][village][bin]
  std::vector<float> home_kw_;   // [mix][village][bin]
};

}  // namespace hearthgrid::run
