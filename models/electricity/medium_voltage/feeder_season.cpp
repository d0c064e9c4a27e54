#include "models/electricity/medium_voltage/feeder_season.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearthgrid::electricity {
namespace {

constexpr size_t LANES = FLOW_LANES;

}  // namespace

FeederCounter::FeederCounter(const MvNetwork& network, double step_min, double low_voltage_pu)
    : network_(network),
      step_h_(step_min / 60.0),
      low2_(low_voltage_pu * low_voltage_pu),
      heavy_(step_min, 120.0),
      over_(step_min, 120.0),
      low_(step_min, 120.0),
      unsolved_(step_min, 120.0),
      line_a2_(network.lines.size(), 0.0),
      line_loading2_(network.lines.size(), 0.0) {}

void FeederCounter::add(const FlowTile& tile, std::span<const double> air_c) {
  for (size_t i = 0; i < air_c.size(); ++i) {
    const double kw = tile.head_kw[i], kvar = tile.head_kvar[i], kva2 = kw * kw + kvar * kvar;
    if (kva2 > peak2_) {
      peak2_ = kva2;
      season_.peak_step = steps_;
    }
    season_.peak_kw = steps_ == 0 ? kw : std::max(season_.peak_kw, kw);
    head2_a2_ = std::max(head2_a2_, tile.head2_a2[i]);
    season_.loss_kwh += tile.loss_kw[i] * step_h_;
    season_.energy_kwh += kw * step_h_;
    unsolved_.add(!tile.solved[i]);
    add_loading(tile, i, air_c[i]);
    add_voltage(tile, i);
    ++steps_;
  }
}

void FeederCounter::add_loading(const FlowTile& tile, size_t lane, double air_c) {
  double most2 = 0.0;
  for (size_t l = 0; l < network_.lines.size(); ++l) {
    const double a2 = tile.current2_a2[l * LANES + lane];
    const double loading2 = network_.lines[l].loading_squared(a2, air_c);
    line_a2_[l] = std::max(line_a2_[l], a2);
    line_loading2_[l] = std::max(line_loading2_[l], loading2);
    most2 = std::max(most2, loading2);
  }
  heavy_.add(most2 >= 0.64);
  over_.add(most2 > 1.0);
}

void FeederCounter::add_voltage(const FlowTile& tile, size_t lane) {
  double least2 = 1e9;
  for (int n = 0; n < network_.nodes; ++n) {
    const double re = tile.v_re[n * LANES + lane], im = tile.v_im[n * LANES + lane];
    least2 = std::min(least2, re * re + im * im);
  }
  low_.add(least2 < low2_);
  if (least2 >= least_v2_) return;
  least_v2_ = least2;
  season_.min_voltage_step = steps_;
}

FeederSeason FeederCounter::result() const {
  FeederSeason season = season_;
  season.peak_kva = std::sqrt(std::max(0.0, peak2_));
  season.peak_a = std::sqrt(head2_a2_);
  season.min_voltage_pu = steps_ == 0 ? network_.busbar_pu : std::sqrt(least_v2_);
  season.hours_above_80 = heavy_.hours();
  season.hours_above_100 = over_.hours();
  season.hours_low_voltage = low_.hours();
  season.hours_unsolved = unsolved_.hours();
  for (size_t l = 0; l < line_a2_.size(); ++l) {
    season.line_peak_a.push_back(std::sqrt(line_a2_[l]));
    season.line_peak_loading.push_back(std::sqrt(line_loading2_[l]));
    season.peak_loading = std::max(season.peak_loading, season.line_peak_loading.back());
  }
  return season;
}

SubstationSeason assess_substation(std::span<const double> kw, std::span<const double> kvar,
                                   const SubstationUnits& units, double step_min) {
  if (kw.size() != kvar.size()) throw std::invalid_argument("a substation's kW and kvar differ in length");
  const double all_kva = units.rated_kva * units.transformers, step_h = step_min / 60.0;
  SubstationSeason season;
  ExceedanceCounter heavy(step_min, 120.0), over(step_min, 120.0), firm(step_min, 120.0);
  for (size_t k = 0; k < kw.size(); ++k) {
    const double kva = std::sqrt(kw[k] * kw[k] + kvar[k] * kvar[k]), loading = kva / all_kva;
    if (kva > season.peak_kva) {
      season.peak_kva = kva;
      season.peak_step = static_cast<int64_t>(k);
    }
    season.peak_kw = k == 0 ? kw[k] : std::max(season.peak_kw, kw[k]);
    heavy.add(loading >= 0.8);
    over.add(loading > 1.0);
    firm.add(kva > units.firm_kva);
    season.loss_kwh += units.transformers * (units.no_load_loss_kw + loading * loading * units.load_loss_kw) * step_h;
    season.energy_kwh += kw[k] * step_h;
  }
  season.peak_loading = season.peak_kva / all_kva;
  season.hours_above_80 = heavy.hours();
  season.hours_above_100 = over.hours();
  season.hours_above_firm = firm.hours();
  return season;
}

}  // namespace hearthgrid::electricity
