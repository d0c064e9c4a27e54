#include "engine/run/block_zoom.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/run/zoom.hpp"

namespace hearthgrid::run {

BlockZoom::BlockZoom(const Simulation& simulation, int first_transformer, int count)
    : s_(simulation),
      first_transformer_(first_transformer),
      transformers_(count),
      mixes_(static_cast<int>(simulation.plan->mixes.size())) {
  if (s_.zoom == nullptr) return;
  const size_t rows = static_cast<size_t>(mixes_) * count;
  const double step = s_.zoom->step_minutes;
  out_.load_kw.resize(rows * s_.zoom->steps);
  out_.transformers.resize(rows);
  peaks_.assign(rows, {{15.0, step}, {30.0, step}, {60.0, step}});
  networks_ = BlockNetworks::of(s_.zoom->windows.front()->inputs, first_transformer, count);
  lines_ = std::make_unique<BlockLowVoltage>(networks_.get(), LvCourse{.exact = true});
  quarters_ = std::make_unique<BlockLowVoltage>(networks_.get(),
                                                LvCourse{.mean_of = 15 / s_.zoom->step_minutes, .exact = true});
}

void BlockZoom::look(int day, const BlockHomes& season) {
  if (s_.zoom == nullptr) return;
  for (const auto& zoom : s_.zoom->windows) {
    if (zoom->window.first_day == day) run(*zoom, season);
  }
}

void BlockZoom::run(const Zoom& zoom, const BlockHomes& season) {
  BlockHomes homes(zoom.inputs, first_transformer_, transformers_, nullptr);
  const int per_day = zoom.physics.axis.steps_per_day();
  if (!home_peaks_) home_peaks_ = std::make_unique<HomePeaks>(mixes_, homes.homes(), s_.zoom->step_minutes, per_day);
  if (homes.burns_gas()) {
    out_.gas_m3h.resize(out_.load_kw.size());
    out_.gas_place_m3h.resize(mixes_ * homes.gas_places().size() * s_.zoom->steps);
  }
  homes.continue_from(season);
  homes.watch(home_peaks_.get());
  if (networks_) homes.watch(networks_->watcher());
  homes.run_days(zoom.window.first_day, zoom.window.days,
                 [&](int day) { append(zoom, homes, zoom.first_step + (day - zoom.window.first_day) * per_day); });
  for (const auto& batch : homes.batches()) {
    for (int lane = 0; lane < batch->size(); ++lane) {
      if (batch->keeps(lane) != Batch::Keep::nothing)
        out_.named.emplace_back(zoom.first_step, batch->named_series(lane));
    }
  }
}

void BlockZoom::append(const Zoom& zoom, const BlockHomes& homes, int first_step) {
  for (int t = 0; t < transformers_; ++t) {
    homes.base_of(t, base_row_);
    for (int mix = 0; mix < mixes_; ++mix) append_row(zoom, homes, mix, t, first_step);
  }
  if (homes.burns_gas()) append_places(homes, zoom.physics.axis.steps_per_day(), first_step);
}

void BlockZoom::append_places(const BlockHomes& homes, int per_day, int first_step) {
  const size_t places = homes.gas_places().size();
  for (int mix = 0; mix < mixes_; ++mix) {
    for (size_t p = 0; p < places; ++p) {
      const double* gas = homes.gas_at(mix, static_cast<int>(p));
      float* to = out_.gas_place_m3h.data() + (mix * places + p) * s_.zoom->steps + first_step;
      for (int k = 0; k < per_day; ++k) to[k] = static_cast<float>(gas[k]);
    }
  }
}

// A transformer's day at its low-voltage side; where there are lines, with their losses.
void BlockZoom::load_of(const BlockHomes& homes, int mix, int t, int first_step) {
  kw_row_.resize(base_row_.kw.size());
  kvar_row_.resize(base_row_.kw.size());
  if (!lines_->on()) {
    homes.load_of(mix, t, base_row_, kw_row_.data(), kvar_row_.data());
    return;
  }
  const auto load = lines_->run_day(first_step, mix, t, homes);
  std::copy_n(load.kw, kw_row_.size(), kw_row_.begin());
  std::copy_n(load.kvar, kvar_row_.size(), kvar_row_.begin());
  quarters_->run_day(first_step * s_.zoom->step_minutes / 15, mix, t, homes);
}

void BlockZoom::append_row(const Zoom& zoom, const BlockHomes& homes, int mix, int t, int first_step) {
  const DaySums& sums = homes.heaters();
  const size_t from = sums.at(mix, t);
  load_of(homes, mix, t, first_step);
  const size_t row = static_cast<size_t>(mix) * transformers_ + t;
  float* load_kw = out_.load_kw.data() + row * s_.zoom->steps + first_step;
  TransformerZoom& unit = out_.transformers[row];
  Peaks& peaks = peaks_[row];
  for (int k = 0; k < zoom.physics.axis.steps_per_day(); ++k) {
    const double kw = kw_row_[k], kvar = kvar_row_[k];
    const double kva = std::sqrt(kw * kw + kvar * kvar);
    load_kw[k] = static_cast<float>(kw);
    if (!out_.gas_m3h.empty()) {
      out_.gas_m3h[row * s_.zoom->steps + first_step + k] = static_cast<float>(sums.gas_m3h[from + k]);
    }
    unit.peak_kw = std::max(unit.peak_kw, kw);
    if (kva > unit.peak_kva) {
      unit.peak_kva = kva;
      unit.peak_step = first_step + k;
    }
    peaks.quarter.add(kw, kvar);
    peaks.half_hour.add(kw, kvar);
    peaks.hour.add(kw, kvar);
  }
}

ZoomResult BlockZoom::finish() {
  for (size_t row = 0; row < peaks_.size(); ++row) {
    out_.transformers[row].peak_15min_kva = peaks_[row].quarter.peak_kva();
    out_.transformers[row].peak_30min_kva = peaks_[row].half_hour.peak_kva();
    out_.transformers[row].peak_60min_kva = peaks_[row].hour.peak_kva();
  }
  for (int w = 0; home_peaks_ && w < HomePeaks::WINDOWS; ++w) {
    const size_t size = static_cast<size_t>(mixes_) * home_peaks_->homes();
    out_.home_peak_kw.emplace_back(home_peaks_->row(w, 0), home_peaks_->row(w, 0) + size);
  }
  if (lines_) {
    out_.low_voltage = lines_->finish();
    out_.quarters = quarters_->finish();
  }
  return std::move(out_);
}

}  // namespace hearthgrid::run
