#pragma once
// One day of a gas network: what homes and other users want, what caps leave of it, and the flow of every step.
//
//   wanted   homes' draws by node, other users by their profile
//   asked    shares of it by area, class of user and hour, so that no cap is exceeded (models/gas/curtailment.hpp)
//   served   what the pipes bring at the pressure there is (models/gas/network/gas_day.hpp)
//
// An area with one supply is kept within that supply's caps by the shares. Where several feed one area the shares keep
// the caps of all of them together, and each one gives no more than its hourly cap at any moment; if one would exceed
// its daily cap, its capacity of that day is lowered and the day solved again, so that the others take over.
//
// A storage or a satellite station beside a supply would add to the caps by the hour: the last argument of curtail().

#include <functional>
#include <span>
#include <vector>

#include "engine/run/gas_figures.hpp"
#include "models/gas/curtailment.hpp"
#include "models/gas/network/gas_day.hpp"

namespace hearthgrid::run {

/// One per thread; a day's bits depend on that day alone.
class GasDaySolver {
 public:
  explicit GasDaySolver(const GasFacts& facts);

  using Take = std::function<void(const GasSteps&)>;
  /// The day from `first_step` on, a midnight. `home_m3h`: [home node][step] of all steps, rows `stride` apart. Calls
  /// take(steps) for stretches of the day, in order.
  void solve(std::span<const float> home_m3h, size_t stride, int64_t first_step, const Take& take);

  /// What caps leave the homes of an area at a step of the day solved last, as a share of what they want.
  [[nodiscard]] double home_share(int area, int step_of_day) const {
    return share(area, facts_.home_class, step_of_day);
  }

 private:
  void share_out(std::span<const float> home_m3h, size_t stride, int64_t first_step);
  void keep_capacities();
  [[nodiscard]] double capacity_of(const GasArea& area) const;
  [[nodiscard]] double share(int area, int of_class, int step_of_day) const;
  void fill(std::span<const float> home_m3h, size_t stride, int64_t first_step, int from, int count);
  void run(std::span<const float> home_m3h, size_t stride, int64_t first_step, const Take& take);
  void set_capacities();
  bool lower_capacities(const std::vector<double>& supply_m3h, bool evenly);

  const GasFacts& facts_;
  gas::GasDay day_;
  gas::GasDayResult result_;
  std::vector<double> wanted_, asked_;  // [step of the stretch][node]
  std::vector<double> capacity_;        // by supply
  gas::CurtailmentResult shares_;       // by the hour
  gas::CurtailmentDraws draws_;         // of the day, by area and class
  std::vector<double> step_share_;      // [area][class][step]: shares_, less what supplies cannot give at the moment
  bool shared_ = false;                 // areas with several supplies have daily caps
  bool lowered_ = false;
};

}  // namespace hearthgrid::run
