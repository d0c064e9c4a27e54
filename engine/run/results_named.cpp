// Results: the series of homes that the scenario names, what they come to, and cooling where anything cools.

#include <algorithm>
#include <vector>

#include "engine/run/home_summary.hpp"
#include "engine/run/results.hpp"
#include "engine/run/season.hpp"

namespace hearthgrid::run {
namespace {

// [mix][home][step] of the named homes.
struct NamedArrays {
  explicit NamedArrays(size_t size)
      : heat_w(size), cooling_w(size), electricity_kw(size), indoor_c(size), gas_m3h(size) {}

  void put(size_t at, const NamedSeries& from, size_t step) {
    heat_w[at] = 1000.0 * from.heat_kw[step];
    if (!from.cool_kw.empty()) cooling_w[at] = 1000.0 * from.cool_kw[step];
    electricity_kw[at] = from.electricity_kw[step];
    indoor_c[at] = from.air_c[step];
    gas_m3h[at] = from.gas_m3h[step];
  }

  std::vector<double> heat_w, cooling_w, electricity_kw, indoor_c, gas_m3h;
};

void write_summaries(const TimeAxis& axis, const NamedArrays& series, bool cools, io::ResultsWriter& file) {
  const auto steps = static_cast<size_t>(axis.season_steps());
  std::vector<double> heat, heat_60, cooling_60, lowest, highest, month_heat, month_cooling, month_indoor;
  const auto append = [](std::vector<double>& to, const std::vector<double>& values) {
    to.insert(to.end(), values.begin(), values.end());
  };
  for (size_t from = 0; from < series.heat_w.size(); from += steps) {
    const auto part = [&](const std::vector<double>& all) { return std::span<const double>(all).subspan(from, steps); };
    const HomeSummary home = summarise(axis, part(series.heat_w), part(series.cooling_w), part(series.indoor_c));
    heat.push_back(home.peak_heat_kw);
    heat_60.push_back(home.peak_heat_60min_kw);
    cooling_60.push_back(home.peak_cooling_60min_kw);
    lowest.push_back(home.min_indoor_60min_c);
    highest.push_back(home.max_indoor_60min_c);
    append(month_heat, home.month_heat_kwh);
    append(month_cooling, home.month_cooling_kwh);
    append(month_indoor, home.month_mean_indoor_c);
  }
  file.write("named_peak_heat_kw", heat);
  file.write("named_peak_heat_60min_kw", heat_60);
  file.write("named_min_indoor_60min_c", lowest);
  file.write("named_max_indoor_60min_c", highest);
  file.write("named_month_heat_kwh", month_heat);
  file.write("named_month_mean_indoor_c", month_indoor);
  if (!cools) return;
  file.write("named_peak_cooling_60min_kw", cooling_60);
  file.write("named_month_cooling_kwh", month_cooling);
}

}  // namespace

bool Results::anything_cools() const {
  return std::any_of(c_.plan.pairs.begin(), c_.plan.pairs.end(), [&](const Pair& pair) {
    if (c_.population.households[pair.household].schedule < 0) return false;
    const heater::Technology& t = c_.technologies[c_.plan.options[pair.option].technology];
    return t.kind == heater::HeaterKind::ideal && t.rated_cooling_w > 0.0;
  });
}

void Results::write_named() {
  std::vector<int> named;
  for (size_t h = 0; h < s_.named.size(); ++h) {
    if (s_.named[h]) named.push_back(static_cast<int>(h));
  }
  NamedArrays series(static_cast<size_t>(mixes_) * named.size() * steps_);
  const auto series_of = [&](int pair) {
    return std::find_if(named_.begin(), named_.end(), [&](const NamedSeries& s) { return s.pair == pair; });
  };
  for (int mix = 0; mix < mixes_; ++mix) {
    for (size_t n = 0; n < named.size(); ++n) {
      const int p = c_.plan.mixes[mix].pair[named[n]];
      const Pair& pair = c_.plan.pairs[p];
      const auto last = series_of(p);
      const auto first = pair.predecessor >= 0 ? series_of(pair.predecessor) : last;
      const int begin = std::max(0, pair.begin_day - c_.axis.warm_up_days) * c_.axis.steps_per_day();
      for (int k = 0; k < steps_; ++k) {
        const size_t at = (static_cast<size_t>(mix) * named.size() + n) * steps_ + k;
        series.put(at, k < begin ? *first : *last, static_cast<size_t>(k));
      }
    }
  }
  file_.write("series_heat_w", series.heat_w);
  file_.write("series_electricity_kw", series.electricity_kw);
  file_.write("series_indoor_c", series.indoor_c);
  file_.write("series_gas_m3h", series.gas_m3h);
  const bool cools = anything_cools();
  if (cools) file_.write("series_cooling_w", series.cooling_w);
  write_summaries(c_.axis, series, cools, file_);
}

void Results::write_cooling() {
  if (!anything_cools()) return;
  const auto homes = static_cast<int>(c_.population.households.size());
  std::vector<double> energy, peak;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int h = 0; h < homes; ++h) {
      const HomeSeason season = home_season(s_, mix, h);
      energy.push_back(season.cooling_kwh);
      peak.push_back(season.peak_cooling_kw);
    }
  }
  file_.write("household_cooling_kwh", energy);
  file_.write("household_peak_cooling_kw", peak);
}

}  // namespace hearthgrid::run
