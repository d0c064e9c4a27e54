#pragma once
// Sixteen pairs alike in technology and construction, laid out for the kernel: parameters and state in, a day's
// electricity and gas out, the season's accounts at the end.

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/control_event.hpp"
#include "engine/run/day_tile.hpp"
#include "engine/run/home_electricity.hpp"
#include "models/heater/hand_fired.hpp"

namespace hearthgrid::run {

/// A mix that uses a pair on the days [from_day, to_day).
struct MixUse {
  int mix = 0;
  int from_day = 0;
  int to_day = std::numeric_limits<int>::max();
};

/// A window's openings on one day.
using Openings = std::array<occupancy::Opening, occupancy::AIRINGS>;

/// A day of the block's homes, whatever heats them.
struct HomeDay {
  const double* base_kw = nullptr;                   ///< [home][step of the day]
  const occupancy::PresenceDay* presence = nullptr;  ///< [home]
  const Openings* openings = nullptr;                ///< [home]
  const double* indoor_w = nullptr;  ///< [home][hour]: heat of people and of cooking without electricity, tanks' losses
  const std::vector<StepPower>* water_kw = nullptr;  ///< [home]: the part of base_kw that heats drawn water
  int first_home = 0;
  const std::vector<occupancy::WaterDraw>* draws = nullptr;  ///< [home]: hot water drawn from its heater
};

constexpr double UNHEATED_C = -90.0;  ///< set point of a home that nobody heats

class Batch {
 public:
  /// `tile` is the block's; what a step leaves in it holds until another batch steps.
  Batch(const SimulationInputs& simulation, DayTile& tile, int technology, int construction);

  /// Whether another pair of this kind still fits.
  [[nodiscard]] bool takes(int technology, int construction) const {
    return technology == technology_ && construction == construction_ && size() < LANES;
  }
  /// Adds a pair; returns its lane.
  int add(int pair);

  [[nodiscard]] int size() const { return static_cast<int>(pairs_.size()); }
  [[nodiscard]] int pair(int lane) const { return pairs_[lane]; }
  /// Of the pair's home.
  [[nodiscard]] int transformer(int lane) const { return homes_[lane].transformer; }
  [[nodiscard]] std::span<const MixUse> uses(int lane) const {
    return std::span(uses_).subspan(first_use_[lane], first_use_[lane + 1] - first_use_[lane]);
  }
  [[nodiscard]] const heater::Technology& technology() const;

  /// The state of another batch's lane becomes this lane's, its accounts start anew. Where the construction differs,
  /// the envelope's states are those of a steady home at the same air temperature (scaled from this construction's
  /// start).
  void take_over(int lane, const Batch& from, int from_lane);

  /// Takes over the states of a batch of the same pairs at another step: rooms, walls, fires.
  void continue_from(const Batch& season);

  void step(int day, const HomeDay& homes);

  /// Whether the heater ever takes electricity, be it only for a pump or a fan.
  [[nodiscard]] bool takes_electricity() const { return takes_electricity_; }
  /// Adds the day's electricity of a lane [kW, kvar] to a row of steps.
  void add_electricity(int lane, double* kw, double* kvar) const;
  /// The day's electricity of a lane [kW] by step; null where the heater takes none.
  [[nodiscard]] const double* electricity(int lane) const { return takes_electricity_ ? tile_.row(lane) : nullptr; }
  /// Reactive over active power of the heater.
  [[nodiscard]] double tan_phi() const { return tan_phi_; }
  /// Whether the heater also makes the home's hot water.
  [[nodiscard]] bool makes_hot_water() const { return model_.store && model_.hot_water_c > 0.0; }
  /// Whether heater or backup burn gas.
  [[nodiscard]] bool burns_gas() const { return m3_per_kwh_ > 0.0 || backup_m3_per_kwh_ > 0.0; }
  /// Gas of a kWh burnt [m3 at 20 degC]; 0 where neither burns any.
  [[nodiscard]] double gas_m3_per_kwh() const { return m3_per_kwh_ > 0.0 ? m3_per_kwh_ : backup_m3_per_kwh_; }
  /// Adds the day's gas of a lane [m3/h at 20 degC].
  void add_gas(int lane, double* m3h) const;
  /// From now on gas_and_air() has the air's temperature, as for homes whose series are kept.
  void keep_air() { keeps_air_ = true; }
  /// The day's gas [m3/h at 20 degC] and air temperature of a lane, to rows of steps.
  void gas_and_air(int lane, float* m3h, float* air_c) const;

  /// Adds the day's fuel of a lane [kW, lower heating value] by step; that of a hand-fired stove as it gives heat, not
  /// as it is put on.
  void add_fuel(int lane, double* kw) const;

  [[nodiscard]] PairResult result(int lane) const;
  /// |heat in - heat out - heat stored| over the heat brought in since the lane's accounts began.
  [[nodiscard]] double balance_error(int lane) const;
  /// What of a lane's series is kept for the whole season.
  enum class Keep { nothing, electricity, everything };
  [[nodiscard]] Keep keeps(int lane) const;
  [[nodiscard]] NamedSeries named_series(int lane) const { return named_[lane]; }

 private:
  // What every day asks of a lane's home: beside each other, where households and pairs lie far apart.
  struct LaneHome {
    const Household* household;
    int index;  // of the household
    int transformer;
    double set_point_drop_k;
    bool airs, converted;
  };
  void lay_down(int day, const HomeDay& homes);
  void lay_gains(const HomeDay& homes);
  void lay_ventilation(const HomeDay& homes);
  void lay_airing(int lane, const HomeDay& homes);
  void add_store(int lane, const heater::Technology& t, double size);
  [[nodiscard]] double gas_m3h(size_t at) const;
  [[nodiscard]] double heater_balance_error(int lane) const;
  void put_on_schedule(int lane, const Household& home);
  [[nodiscard]] const occupancy::ScheduleSteps& schedule_of(const Household& home, int day) const;
  void lay_schedules(int day);
  [[nodiscard]] TileStreams streams();
  // batch_controls.cpp
  void join_controls(int lane);
  void shift_set_points(int lane, int64_t day_number, std::span<double> row);
  void lay_enabled(int64_t day_number);
  void lay_gas_shares(int day);
  // batch_hot_water.cpp
  void lay_hot_water(const HomeDay& homes);
  void lay_hot_water_heat(int lane, double kw, double from_minute, double to_minute);
  void shift_tank_load(const HomeDay& homes, double sign);
  void take_tank_load_off(const HomeDay& homes, bool count);
  void fill_target(int lane, int day, const HomeDay& homes);  // into the tile's row
  void feed_stove(int lane, int day, bool heated, std::span<double> heat_w);
  void keep_series();
  void scatter_cycles(int day);
  void start_accounts(int lane, int day);
  // batch_covers.cpp: constructions whose covers open and close
  void step_covered(const Construction& c, size_t at, const TileDrivers& drivers, bool count);
  [[nodiscard]] double lost_by_state_j(int lane) const;

  const SimulationInputs& s_;
  DayTile& tile_;
  int technology_, construction_;
  int per_day_;
  BatchModel model_;
  // Sums of a lane's accounts over the steps with some covers closed, [closed - 1]; the rest of them is with all open.
  struct CoveredSums {
    double state[MAX_STATES][LANES], heat[LANES], gain[LANES], extra[LANES];  // heat: less what is taken away
  };
  std::vector<BatchModel> covered_;
  std::vector<CoveredSums> covered_sums_;
  BatchLanes lanes_{};
  double tan_phi_, m3_per_kwh_, backup_m3_per_kwh_;
  std::vector<int> pairs_;
  std::vector<LaneHome> homes_;
  std::vector<MixUse> uses_;  // lane by lane
  std::vector<int> first_use_ = {0};
  std::optional<heater::HandFiring> firing_;  // of a hand-fired technology
  std::vector<heater::StoveHome> stoves_;
  std::vector<heater::StoveState> fires_;
  std::vector<double> fuel_kg_;
  double area_[LANES] = {};
  double start_state_[MAX_STATES][LANES] = {};  // where the accounts began
  double start_store_c_[LANES] = {};
  int start_day_[LANES] = {};
  int end_day_ = 0;
  bool hand_fired_, cools_;
  double draught_per_w_ = 0.0;  // W/K of outdoor air that a hand-fired stove draws, per W of heat
  bool ventilates_ = false;     // whether lay_ventilation has anything to lay
  bool scheduled_ = false;      // whether any lane follows a schedule
  bool keeps_series_ = false, keeps_air_ = false;
  bool takes_electricity_ = false;
  std::vector<NamedSeries> named_;
  std::vector<occupancy::Reheat> reheats_;
  std::vector<std::vector<const ControlEvent*>> controls_;  // by lane: those that it takes part in
  std::vector<ControlSpan> spans_;
  bool controlled_ = false;  // whether any lane takes part in any
  bool rationed_ = false;    // whether heater or backup burn gas of a network that gives shares of it
};

}  // namespace hearthgrid::run
