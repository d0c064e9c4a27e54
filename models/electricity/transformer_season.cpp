#include "models/electricity/transformer_season.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "engine/base/vector_clones.hpp"
#include "models/electricity/load_statistics.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double EVENT_MIN = 120.0;
constexpr size_t TILE = 256;  ///< steps whose powers are worked out together, in vector registers

/// One tile: what the recursion needs, then what it gives.
struct Tile {
  std::array<double, TILE> kw;
  std::array<double, TILE> kvar;
  std::array<double, TILE> kva_squared;
  std::array<double, TILE> oil_end_c;
  std::array<double, TILE> rise_end_k;
  std::array<double, TILE> top_oil_c;
  std::array<double, TILE> hot_spot_c;
  std::array<double, TILE> ageing;
};

template <class Real>
void load_tile(Tile& tile, std::span<const Real> kw, std::span<const Real> kvar) {
  for (size_t i = 0; i < kw.size(); ++i) tile.kw[i] = static_cast<double>(kw[i]);
  for (size_t i = 0; i < kw.size(); ++i) tile.kvar[i] = kvar.empty() ? 0.0 : static_cast<double>(kvar[i]);
}

/// Where the temperatures of each step tend; no step depends on another.
HEARTHGRID_VECTOR_CLONES void find_ends(Tile& tile, std::span<const double> ambient_c,
                                        const ThermalRecursion& recursion, double rated_kva) {
  const double scale = 1.0 / (rated_kva * rated_kva);
  const size_t count = ambient_c.size();
  for (size_t i = 0; i < count; ++i) {
    tile.kva_squared[i] = tile.kw[i] * tile.kw[i] + tile.kvar[i] * tile.kvar[i];
  }
  for (size_t i = 0; i < count; ++i) {
    tile.oil_end_c[i] = ambient_c[i] + recursion.oil_rise_k(tile.kva_squared[i] * scale);
  }
  for (size_t i = 0; i < count; ++i) tile.rise_end_k[i] = recursion.hot_spot_rise_k(tile.kva_squared[i] * scale);
}

HEARTHGRID_VECTOR_CLONES void find_ageing(Tile& tile, size_t count, Paper paper) {
  if (paper == Paper::plain) {
    for (size_t i = 0; i < count; ++i) tile.ageing[i] = ageing_rate(tile.hot_spot_c[i], Paper::plain);
  } else {
    for (size_t i = 0; i < count; ++i) tile.ageing[i] = ageing_rate(tile.hot_spot_c[i], Paper::upgraded);
  }
}

/// Steps above the limits of loading; most seasons have none.
class LimitCounter {
 public:
  LimitCounter(const TransformerType& type, const ThermalClass& thermal, double step_min)
      : type_(type), thermal_(thermal), step_h_(step_min / 60.0) {}

  void add(double kw, double kva_squared, double top_oil_c, double hot_spot_c, double ambient_c) {
    const double least = NORMAL_CYCLIC.load_pu * type_.rated_kva;
    if (kva_squared <= least * least && top_oil_c <= NORMAL_CYCLIC.top_oil_c &&
        hot_spot_c <= NORMAL_CYCLIC.hot_spot_c) {
      return;  // the other limits are wider in every respect
    }
    const double load_pu = std::sqrt(kva_squared) / type_.rated_kva;
    for (size_t i = 0; i < LOADING_LIMITS.size(); ++i) {
      const LoadingLimit& limit = LOADING_LIMITS[i];
      if (load_pu <= limit.load_pu && top_oil_c <= limit.top_oil_c && hot_spot_c <= limit.hot_spot_c) continue;
      if (!allowed_[i]) allowed_[i].emplace(thermal_, type_.loss_ratio(), limit);
      hours_[i] += step_h_;
      if (load_pu > 0.0) kwh_[i] += std::max(0.0, kw * (1.0 - allowed_[i]->at(ambient_c) / load_pu)) * step_h_;
    }
  }
  void put_into(TransformerSeason& season) const {
    season.hours_above_limit = hours_;
    season.kwh_above_limit = kwh_;
  }

 private:
  const TransformerType& type_;
  const ThermalClass& thermal_;
  double step_h_;
  std::array<std::optional<ContinuousLoad>, LOADING_LIMITS.size()> allowed_;
  std::array<double, LOADING_LIMITS.size()> hours_{}, kwh_{};
};

/// Gathers the season's figures; sums run in the order of the steps.
class SeasonCounter {
 public:
  SeasonCounter(const TransformerType& type, double step_min)
      : type_(type),
        step_min_(step_min),
        heavy_squared_(0.8 * type.rated_kva * (0.8 * type.rated_kva)),
        rated_squared_(type.rated_kva * type.rated_kva),
        quarter_(15.0, step_min),
        half_(30.0, step_min),
        hour_(60.0, step_min),
        heavy_(step_min, EVENT_MIN),
        over_(step_min, EVENT_MIN) {}

  void add(const Tile& tile, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) add_load(tile.kw[i], tile.kvar[i], tile.kva_squared[i]);
    for (size_t i = begin; i < end; ++i) ageing_ += tile.ageing[i];
    for (size_t i = begin; i < end; ++i) hot_spot_c_ = std::max(hot_spot_c_, tile.hot_spot_c[i]);
  }
  void add_top_oil(double top_oil_c) { top_oil_c_ = std::max(top_oil_c_, top_oil_c); }

  [[nodiscard]] TransformerSeason result() {
    const double step_h = step_min_ / 60.0;
    TransformerSeason season;
    season.peak_kva = std::sqrt(peak_squared_);
    season.peak_loading = season.peak_kva / type_.rated_kva;
    season.peak_kw = peak_kw_;
    season.peak_step = peak_step_;
    season.peak_15min_kva = quarter_.peak_kva();
    season.peak_30min_kva = half_.peak_kva();
    season.peak_60min_kva = hour_.peak_kva();
    season.hours_above_80 = heavy_.hours();
    season.hours_above_100 = over_.hours();
    season.events_80_2h = heavy_.events();
    season.events_100_2h = over_.events();
    season.peak_hot_spot_c = hot_spot_c_;
    season.peak_top_oil_c = top_oil_c_;
    season.loss_of_life_h = ageing_ * step_h;
    const double load_loss_w = type_.load_loss_w * (squares_ / rated_squared_);
    season.loss_kwh = (type_.no_load_loss_w * static_cast<double>(steps_) + load_loss_w) * step_h / 1000.0;
    season.energy_kwh = kw_ * step_h;
    return season;
  }

 private:
  void add_load(double kw, double kvar, double kva_squared) {
    if (kva_squared > peak_squared_) {
      peak_squared_ = kva_squared;
      peak_step_ = steps_;
    }
    ++steps_;
    peak_kw_ = std::max(peak_kw_, kw);
    kw_ += kw;
    squares_ += kva_squared;
    quarter_.add(kw, kvar);
    half_.add(kw, kvar);
    hour_.add(kw, kvar);
    heavy_.add(kva_squared >= heavy_squared_);
    over_.add(kva_squared > rated_squared_);
  }

  const TransformerType& type_;
  double step_min_;
  double heavy_squared_;
  double rated_squared_;
  int64_t steps_ = 0;
  int64_t peak_step_ = 0;
  double peak_squared_ = 0.0;
  double peak_kw_ = -std::numeric_limits<double>::infinity();
  double kw_ = 0.0;
  double squares_ = 0.0;
  double ageing_ = 0.0;
  double hot_spot_c_ = -std::numeric_limits<double>::infinity();
  double top_oil_c_ = -std::numeric_limits<double>::infinity();
  WindowPeak quarter_;
  WindowPeak half_;
  WindowPeak hour_;
  ExceedanceCounter heavy_;
  ExceedanceCounter over_;
};

template <class Real>
void check(std::span<const Real> load_kw, std::span<const Real> load_kvar, std::span<const double> ambient_c,
           double step_min, int warm_up_steps) {
  if (ambient_c.size() != load_kw.size() || (!load_kvar.empty() && load_kvar.size() != load_kw.size())) {
    throw std::invalid_argument("a transformer's load and ambient temperature have different numbers of steps");
  }
  if (warm_up_steps < 0 || static_cast<size_t>(warm_up_steps) >= load_kw.size() || step_min <= 0.0) {
    throw std::invalid_argument("a transformer's season has no step after its warm-up");
  }
}

template <class Real>
TransformerSeason assess_any(std::span<const Real> load_kw, std::span<const Real> load_kvar,
                             std::span<const double> ambient_c, const TransformerType& type,
                             const ThermalClass& thermal, double step_min, int warm_up_steps, Paper paper) {
  check(load_kw, load_kvar, ambient_c, step_min, warm_up_steps);
  const ThermalRecursion recursion(thermal, type.loss_ratio(), step_min);
  const auto warm_up = static_cast<size_t>(warm_up_steps);
  SeasonCounter counter(type, step_min);
  LimitCounter limits(type, thermal, step_min);
  Tile tile;
  ThermalState state;
  for (size_t first = 0; first < load_kw.size(); first += TILE) {
    const size_t count = std::min(TILE, load_kw.size() - first);
    const auto kvar = load_kvar.empty() ? load_kvar : load_kvar.subspan(first, count);
    load_tile(tile, load_kw.subspan(first, count), kvar);
    find_ends(tile, ambient_c.subspan(first, count), recursion, type.rated_kva);
    if (first == 0) {
      const double load_pu = std::sqrt(tile.kva_squared[0]) / type.rated_kva;
      state = recursion.steady(load_pu, ambient_c[0]);
    }
    for (size_t i = 0; i < count; ++i) {
      state = recursion.advance(state, tile.oil_end_c[i], tile.rise_end_k[i]);
      tile.top_oil_c[i] = state.top_oil_c;
      tile.hot_spot_c[i] = state.hot_spot_c();
      if (first + i >= warm_up) counter.add_top_oil(state.top_oil_c);
    }
    find_ageing(tile, count, paper);
    const size_t begin = std::min(count, warm_up > first ? warm_up - first : 0);
    counter.add(tile, begin, count);
    for (size_t i = begin; i < count; ++i) {
      limits.add(tile.kw[i], tile.kva_squared[i], tile.top_oil_c[i], tile.hot_spot_c[i], ambient_c[first + i]);
    }
  }
  TransformerSeason season = counter.result();
  limits.put_into(season);
  return season;
}

}  // namespace

TransformerSeason assess(std::span<const double> load_kw, std::span<const double> load_kvar,
                         std::span<const double> ambient_c, const TransformerType& type, const ThermalClass& thermal,
                         double step_min, int warm_up_steps, Paper paper) {
  return assess_any(load_kw, load_kvar, ambient_c, type, thermal, step_min, warm_up_steps, paper);
}

TransformerSeason assess(std::span<const float> load_kw, std::span<const float> load_kvar,
                         std::span<const double> ambient_c, const TransformerType& type, const ThermalClass& thermal,
                         double step_min, int warm_up_steps, Paper paper) {
  return assess_any(load_kw, load_kvar, ambient_c, type, thermal, step_min, warm_up_steps, paper);
}

}  // namespace hearthgrid::electricity
