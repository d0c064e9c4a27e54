#pragma once
// Hot water of a home: draws of four categories with flow, duration and start, as in DHWcalc (Jordan and Vajen, ISES
// Solar World Congress 2005), written anew from its published parameters.
//
//   litres(day) = persons * litres_per_person * habit * factor(kind of day, day of the year)
//   number of draws of category c ~ Poisson(share_c * litres / (mean flow_c * duration_c))
//   flow ~ normal, cut at max(1 l/h, m - 2 sigma) and min(1200 l/h, m + 2 sigma)
//   start: minute of the day, by the shares of the half hours; the draw falls away if nobody is awake at home in the
//   hour of its start
//
// The mean litres of a day are met exactly in expectation. The table says mean flow of a category; where the cut moves
// it (small draws), the normal's middle is moved so that the mean after the cut is the one in the table. DHWcalc fills
// up a year instead of drawing numbers, so its days are not independent; here a day is a pure function of (seed, home,
// day). Not modelled: holidays away, draws at the same tap that exclude each other, heat lost in pipes.

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

#include "models/occupancy/calendar.hpp"

namespace hearthgrid::occupancy {

constexpr double WATER_WH_PER_LITRE_K = 1.163;

enum class DrawKind { small = 0, medium = 1, bath = 2, shower = 3 };
constexpr int DRAW_KINDS = 4;
constexpr int HALF_HOURS = 48;

struct DrawSpec {
  double flow_l_h = 0.0;   ///< mean
  double sigma_l_h = 0.0;  ///< before the cut
  int duration_minute = 1;
  double volume_share = 0.0;  ///< of all litres; the four are divided by their sum
  bool from_tank = false;     ///< drawn from the water heater; else from a kettle or pot at the sink
};

/// Inputs; read from appliances.toml by engine/io.
struct HotWaterInputs {
  double litres_per_person = 0.0;  ///< a day, mean of the year
  double cold_c = 10.0, hot_c = 45.0;
  double weekend_factor = 1.2;  ///< litres of a rest day or festival day over those of a work day
  double season_amplitude = 0.1;
  int season_peak_day = 45;  ///< of the year
  std::array<DrawSpec, DRAW_KINDS> draw{};
  std::array<double, HALF_HOURS> workday{}, restday{};  ///< shares of a day's litres; divided by their sums
};

/// One draw: `start_minute` of the local day, whole minutes; it may run past midnight.
struct WaterDraw {
  int start_minute = 0;
  int duration_minute = 1;
  double litre_per_minute = 0.0;
  DrawKind kind = DrawKind::small;
  [[nodiscard]] double litres() const { return litre_per_minute * duration_minute; }
};

class HotWater {
 public:
  HotWater() = default;
  explicit HotWater(const HotWaterInputs& inputs);

  [[nodiscard]] const HotWaterInputs& inputs() const { return in_; }
  /// Litres of a day over those of the year's mean day [1]. Its mean over a year of five work days a week is 1.
  [[nodiscard]] double day_factor(DayKind kind, int day_of_year) const;
  /// Mean number of draws of a category on a day of so many litres.
  [[nodiscard]] double mean_draws(DrawKind kind, double litres) const;
  /// Share of the litres that comes from the water heater.
  [[nodiscard]] double tank_share() const;
  /// Heat of a litre [kWh].
  [[nodiscard]] double kwh_per_litre() const { return WATER_WH_PER_LITRE_K * (in_.hot_c - in_.cold_c) / 1000.0; }

  /// Share of a day's litres that falls in hours in which somebody is awake, by the probability of that in each hour.
  /// Asking `day` for the litres over this share keeps their mean.
  [[nodiscard]] double awake_share(DayKind kind, const std::array<double, 24>& awake) const;

  /// The draws of one home and day, sorted by start, in `draws` (emptied first). `litres` is the mean of a day on which
  /// somebody is always awake at home; bit h of `awake_hours` says whether that is so in hour h. With `tank_only`,
  /// those from the water heater; they are the same ones as without. Stream::hot_water, `when` = day number, draw 1024
  /// * category = the number, from the next on two draws each.
  void day(double litres, DayKind kind, uint32_t awake_hours, uint32_t seed, uint64_t name_hash, int64_t day_number,
           bool tank_only, std::vector<WaterDraw>& draws) const;

 private:
  static constexpr int QUANTILES = 256;
  HotWaterInputs in_;
  std::array<std::array<double, QUANTILES>, DRAW_KINDS> flow_l_min_{};
  std::array<double, DRAW_KINDS> share_{}, mean_litres_{};
  std::array<std::array<uint64_t, HALF_HOURS + 1>, 2> threshold_{};  ///< of a 32-bit word, by half hour
};

/// Mean of day_factor over days, by kind of day, each weighed by its part of the days: a home's mean litres are
/// litres_per_person * habit * sum over kinds of factor * people at home.
[[nodiscard]] std::array<double, DAY_KINDS> mean_day_factor(const HotWater& water, const Calendar& calendar,
                                                            std::chrono::sys_days first, int days);

/// A stretch of a day in which a tank is heated, in units of 1/16 minute; past midnight it goes on at the day's start.
struct Reheat {
  int start_unit = 0;
  int duration_unit = 0;
};

/// When a tank's element runs because of a day's draws: it begins once `deadband_kwh` has been drawn, and runs until
/// what was drawn until then is made good, one after the other; what is left below the deadband is made good after the
/// last draw. Energy over the day: that of the draws, to half a unit of time.
void reheats_of(const std::vector<WaterDraw>& draws, double kwh_per_litre, double element_w, double deadband_kwh,
                std::vector<Reheat>& reheats);

}  // namespace hearthgrid::occupancy
