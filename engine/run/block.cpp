#include "engine/run/block.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/run/batch.hpp"
#include "engine/run/block_air.hpp"
#include "engine/run/block_homes.hpp"
#include "engine/run/block_low_voltage.hpp"
#include "engine/run/block_outage.hpp"
#include "engine/run/block_zoom.hpp"
#include "engine/run/low_voltage.hpp"
#include "models/electricity/mounting.hpp"

namespace hearthgrid::run {
namespace {

class Block {
 public:
  Block(Simulation& s, int first, int count)
      : s_(s),
        axis_(s.physics->axis),
        per_day_(axis_.steps_per_day()),
        mixes_(static_cast<int>(s.plan->mixes.size())),
        homes_(s, first, count, &s),
        networks_(BlockNetworks::of(s, first, count)),
        low_voltage_(networks_.get(), {.low_source = s.fed}),
        zoom_(s, first, count),
        outage_(s, first, count),
        air_(s, count) {
    out_.first_transformer = first;
    out_.transformers = count;
    const size_t rows = static_cast<size_t>(mixes_) * count;
    out_.load_kw.resize(rows * axis_.steps());
    out_.load_kvar.resize(rows * axis_.steps());
    if (networks_) homes_.watch(networks_->watcher());
    out_.gas_places = homes_.gas_places();
    if (!homes_.burns_gas()) return;
    out_.gas_m3h.resize(rows * axis_.season_steps());
    out_.gas_place_m3h.resize(mixes_ * out_.gas_places.size() * axis_.season_steps());
  }

  BlockResult run() {
    for (int day = 0; day < axis_.days(); ++day) {
      if (s_.stop && s_.stop()) throw Interrupted();
      zoom_.look(day, homes_);
      outage_.look(day, homes_);
      homes_.run_day(day);
      append(day);
      air_.take(day, homes_);
    }
    for (const auto& batch : homes_.batches()) finish(*batch);
    out_.low_voltage = low_voltage_.finish();
    out_.lowest_at_low_pu = low_voltage_.finish_low_source();
    assess();
    drop_warm_up();
    out_.zoom = zoom_.finish();
    out_.outage = outage_.finish();
    air_.finish(out_);
    return std::move(out_);
  }

 private:
  // The day goes into the series: base load, heaters and other customers, through the lines where there are any.
  void append(int day) {
    for (int t = 0; t < out_.transformers; ++t) {
      if (!low_voltage_.on() || s_.keep_base) homes_.base_of(t, base_row_);
      if (s_.keep_base && day >= axis_.warm_up_days) keep_base(t, day);
      for (int mix = 0; mix < mixes_; ++mix) append_row(mix, t, day);
    }
    if (homes_.burns_gas() && day >= axis_.warm_up_days) append_places(day);
  }

  void keep_base(int t, int day) {
    out_.base_kw.resize(static_cast<size_t>(out_.transformers) * axis_.season_steps());
    float* to = out_.base_kw.data() + static_cast<size_t>(t) * axis_.season_steps() +
                static_cast<size_t>(day - axis_.warm_up_days) * per_day_;
    for (int k = 0; k < per_day_; ++k) to[k] = static_cast<float>(base_row_.kw[k]);
  }

  void append_places(int day) {
    const size_t places = out_.gas_places.size(), steps = axis_.season_steps();
    const size_t first = static_cast<size_t>(day - axis_.warm_up_days) * per_day_;
    for (int mix = 0; mix < mixes_; ++mix) {
      for (size_t p = 0; p < places; ++p) {
        const double* gas = homes_.gas_at(mix, static_cast<int>(p));
        float* to = out_.gas_place_m3h.data() + (mix * places + p) * steps + first;
        for (int k = 0; k < per_day_; ++k) to[k] = static_cast<float>(gas[k]);
      }
    }
  }

  void append_row(int mix, int t, int day) {
    const DaySums& sums = homes_.heaters();
    const size_t from = sums.at(mix, t);
    const size_t row = static_cast<size_t>(mix) * out_.transformers + t;
    const size_t at = row * axis_.steps() + static_cast<size_t>(day) * per_day_;
    float *kw = out_.load_kw.data() + at, *kvar = out_.load_kvar.data() + at;
    if (low_voltage_.on()) {
      const auto load = low_voltage_.run_day(int64_t{day - axis_.warm_up_days} * per_day_, mix, t, homes_);
      std::copy_n(load.kw, per_day_, kw);
      std::copy_n(load.kvar, per_day_, kvar);
    } else {
      homes_.load_of(mix, t, base_row_, kw, kvar);
    }
    if (!homes_.burns_gas() || day < axis_.warm_up_days) return;
    float* gas =
        out_.gas_m3h.data() + row * axis_.season_steps() + static_cast<size_t>(day - axis_.warm_up_days) * per_day_;
    for (int k = 0; k < per_day_; ++k) gas[k] = static_cast<float>(sums.gas_m3h[from + k]);
  }

  void finish(const Batch& batch) {
    for (int lane = 0; lane < batch.size(); ++lane) {
      const int p = batch.pair(lane);
      s_.pairs[p] = batch.result(lane);
      const double error = batch.balance_error(lane);
      if (error > out_.balance_error) {
        out_.balance_error = error;
        out_.balance_worst_household = s_.plan->pairs[p].household;
      }
      if (batch.keeps(lane) != Batch::Keep::nothing) out_.named.push_back(batch.named_series(lane));
    }
  }

  // --- transformers
  void assess() {
    for (int mix = 0; mix < mixes_; ++mix) {
      for (int t = 0; t < out_.transformers; ++t) assess(mix, t);
    }
  }

  void assess(int mix, int t) {
    const Transformer& unit = s_.population->transformers[out_.first_transformer + t];
    const std::vector<double>& ambient = s_.physics->sites[s_.village_site[unit.village]].steps.outdoor_temp_c;
    const size_t steps = axis_.steps();
    const size_t row = (static_cast<size_t>(mix) * out_.transformers + t) * steps;
    const std::span<const float> kw(out_.load_kw.data() + row, steps), kvar(out_.load_kvar.data() + row, steps);
    const electricity::ThermalClass& thermal = electricity::thermal_of_mounting(unit.mounting);
    const electricity::TransformerType& type = type_of(*s_.population, s_.low_voltage, out_.first_transformer + t);
    out_.seasons.push_back(
        electricity::assess(kw, kvar, ambient, type, thermal, axis_.step_minutes, axis_.warm_up_steps()));
    out_.load_loss_factor.push_back(count_phase_losses(mix, t, type, out_.seasons.back()));
    electricity::SizingRule rule = s_.sizing;
    rule.series = unit.series;
    rule.growth_per_year = unit.growth_per_year;
    out_.sizing.push_back(rule.hot_spot_limit_c
                              ? electricity::size_by_load(rule, kw, kvar, ambient, thermal, axis_.step_minutes,
                                                          axis_.warm_up_steps(), s_.size_costs)
                              : electricity::size_by_peak(rule, out_.seasons.back().peak_15min_kva, s_.size_costs));
  }

  // Where the flow of the lines knows the currents of the phases, load losses go by their squares; of an imported
  // network it knows only what stands before the lines, which need not be the transformer. Returns the load losses over
  // what they were.
  double count_phase_losses(int mix, int t, const electricity::TransformerType& type,
                            electricity::TransformerSeason& season) const {
    if (out_.low_voltage.empty()) return 1.0;
    if (s_.low_voltage->origin(out_.first_transformer + t) == LvOrigin::imported) return 1.0;
    const double no_load_kwh = type.no_load_loss_w / 1000.0 * axis_.season_steps() * axis_.step_hours();
    const double by_kva_kwh = season.loss_kwh - no_load_kwh;
    const double by_phase_kwh = out_.low_voltage[static_cast<size_t>(mix) * out_.transformers + t].root_loss_kwh;
    season.loss_kwh = no_load_kwh + by_phase_kwh;
    return by_kva_kwh > 0.0 ? by_phase_kwh / by_kva_kwh : 1.0;
  }

  void drop_warm_up() {
    const size_t steps = axis_.steps(), season = axis_.season_steps(), warm = axis_.warm_up_steps();
    for (std::vector<float>* series : {&out_.load_kw, &out_.load_kvar}) {
      const size_t rows = series->size() / steps;
      for (size_t row = 0; row < rows; ++row) {
        std::copy_n(series->data() + row * steps + warm, season, series->data() + row * season);
      }
      series->resize(rows * season);
    }
  }

  Simulation& s_;
  const TimeAxis& axis_;
  int per_day_, mixes_;
  BlockHomes homes_;
  std::unique_ptr<BlockNetworks> networks_;  // null without low voltage
  BlockLowVoltage low_voltage_;
  BlockZoom zoom_;
  BlockOutage outage_;
  BlockAir air_;
  BaseRow base_row_;
  BlockResult out_;
};

}  // namespace

BlockResult simulate_block(Simulation& simulation, int first_transformer, int count) {
  return Block(simulation, first_transformer, count).run();
}

}  // namespace hearthgrid::run
