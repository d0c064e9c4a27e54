#include "engine/run/results_zoom.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "engine/run/home_peaks.hpp"
#include "engine/run/zoom.hpp"

namespace hearthgrid::run {
namespace {

constexpr std::array HOME_PEAKS = {"household_zoom_peak_kw", "household_zoom_peak_15min_kw",
                                   "household_zoom_peak_30min_kw", "household_zoom_peak_60min_kw"};
static_assert(HOME_PEAKS.size() == HomePeaks::WINDOWS);

struct UnitPeak {
  const char* variable;
  double (*value)(const TransformerZoom&);
};
constexpr std::array UNIT_PEAKS = {
    UnitPeak{"transformer_zoom_peak_kva", [](const TransformerZoom& z) { return z.peak_kva; }},
    UnitPeak{"transformer_zoom_peak_15min_kva", [](const TransformerZoom& z) { return z.peak_15min_kva; }},
    UnitPeak{"transformer_zoom_peak_30min_kva", [](const TransformerZoom& z) { return z.peak_30min_kva; }},
    UnitPeak{"transformer_zoom_peak_60min_kva", [](const TransformerZoom& z) { return z.peak_60min_kva; }},
    UnitPeak{"transformer_zoom_peak_kw", [](const TransformerZoom& z) { return z.peak_kw; }}};
constexpr const char* PEAK_TIME = "transformer_zoom_peak_time";

}  // namespace

void ZoomResults::describe() {
  std::vector<std::string> names;
  std::vector<int64_t> minutes;
  if (s_.zoom != nullptr) {
    for (const auto& zoom : s_.zoom->windows) names.push_back(to_text(s_.physics->axis.date(zoom->window.first_day)));
    for (int k = 0; k < s_.zoom->steps; ++k) minutes.push_back(s_.zoom->minute_of(k));
  }
  file_.dimension("zoom_window", names);
  file_.dimension_values("zoom_time", minutes);
}

void ZoomResults::begin() {
  if (s_.zoom == nullptr) return;
  const size_t size = s_.plan->mixes.size() * s_.zoom->steps;
  county_kw_.resize(size);
  county_gas_.resize(size);
  for (const UnitPeak& peak : UNIT_PEAKS) file_.begin_rows(peak.variable);
  file_.begin_rows(PEAK_TIME);
  for (const char* variable : HOME_PEAKS) file_.begin_rows(variable);
  voltages_.begin();
}

void ZoomResults::take(BlockResult& block) {
  if (s_.zoom == nullptr) return;
  add_to_county(block);
  write_transformers(block);
  write_homes(block);
  voltages_.take(block);
  std::move(block.zoom.named.begin(), block.zoom.named.end(), std::back_inserter(named_));
}

// Transformer by transformer in order, so that the sums do not depend on blocks.
void ZoomResults::add_to_county(const BlockResult& block) {
  const size_t steps = s_.zoom->steps;
  for (int t = 0; t < block.transformers; ++t) {
    for (size_t mix = 0; mix < s_.plan->mixes.size(); ++mix) {
      const size_t row = (mix * block.transformers + t) * steps;
      for (size_t k = 0; k < steps; ++k) county_kw_[mix * steps + k] += block.zoom.load_kw[row + k];
      if (block.zoom.gas_m3h.empty()) continue;
      for (size_t k = 0; k < steps; ++k) county_gas_[mix * steps + k] += block.zoom.gas_m3h[row + k];
    }
  }
}

void ZoomResults::write_transformers(const BlockResult& block) {
  std::vector<double> values(block.transformers);
  for (int mix = 0; mix < static_cast<int>(s_.plan->mixes.size()); ++mix) {
    const TransformerZoom* row = block.zoom.transformers.data() + static_cast<size_t>(mix) * block.transformers;
    for (const UnitPeak& peak : UNIT_PEAKS) {
      std::transform(row, row + block.transformers, values.begin(), peak.value);
      file_.write_rows(peak.variable, mix, block.first_transformer, std::span<const double>(values));
    }
    std::transform(row, row + block.transformers, values.begin(),
                   [&](const TransformerZoom& z) { return static_cast<double>(s_.zoom->minute_of(z.peak_step)); });
    file_.write_rows(PEAK_TIME, mix, block.first_transformer, std::span<const double>(values));
  }
}

void ZoomResults::write_homes(const BlockResult& block) {
  const size_t mixes = s_.plan->mixes.size();
  const int first = s_.population->transformers[block.first_transformer].first_household;
  for (size_t w = 0; w < HOME_PEAKS.size(); ++w) {
    const std::vector<float>& peaks = block.zoom.home_peak_kw.at(w);
    const size_t homes = peaks.size() / mixes;
    for (size_t mix = 0; mix < mixes; ++mix) {
      file_.write_rows(HOME_PEAKS[w], static_cast<int>(mix), first,
                       std::span<const float>(peaks.data() + mix * homes, homes));
    }
  }
}

void ZoomResults::finish() {
  if (s_.zoom == nullptr) return;
  std::vector<double> start, days;
  for (const auto& zoom : s_.zoom->windows) {
    start.push_back(static_cast<double>(s_.zoom->minute_of(zoom->first_step)));
    days.push_back(zoom->window.days);
  }
  file_.write("zoom_window_start", start);
  file_.write("zoom_window_days", days);
  file_.write("county_zoom_load_kw", county_kw_);
  file_.write("county_zoom_gas_m3h", county_gas_);
  write_named();
  voltages_.finish();
}

const NamedSeries& ZoomResults::series_of(int pair, int first_step) const {
  const auto found = std::find_if(named_.begin(), named_.end(), [&](const auto& entry) {
    return entry.first == first_step && entry.second.pair == pair;
  });
  if (found == named_.end()) throw std::logic_error("a named home's zoom was not kept");
  return found->second;
}

void ZoomResults::write_named() {
  std::vector<int> homes;
  for (size_t h = 0; h < s_.named.size(); ++h) {
    if (s_.named[h]) homes.push_back(static_cast<int>(h));
  }
  const size_t steps = s_.zoom->steps;
  std::vector<double> heat_w, electricity_kw, air_c, gas_m3h;
  for (std::vector<double>* out : {&heat_w, &electricity_kw, &air_c, &gas_m3h}) {
    out->reserve(s_.plan->mixes.size() * homes.size() * steps);
  }
  const auto append = [&](const Zoom& zoom, int p) {
    const Pair& pair = s_.plan->pairs[p];
    const int per_day = zoom.physics.axis.steps_per_day();
    for (int k = 0; k < zoom.window.days * per_day; ++k) {
      const bool old = pair.predecessor >= 0 && zoom.window.first_day + k / per_day < pair.begin_day;
      const NamedSeries& from = series_of(old ? pair.predecessor : p, zoom.first_step);
      heat_w.push_back(1000.0 * from.heat_kw[k]);
      electricity_kw.push_back(from.electricity_kw[k]);
      air_c.push_back(from.air_c[k]);
      gas_m3h.push_back(from.gas_m3h[k]);
    }
  };
  for (const auto& mix : s_.plan->mixes) {
    for (const int home : homes) {
      for (const auto& zoom : s_.zoom->windows) append(*zoom, mix.pair[home]);
    }
  }
  file_.write("series_zoom_heat_w", heat_w);
  file_.write("series_zoom_electricity_kw", electricity_kw);
  file_.write("series_zoom_indoor_c", air_c);
  file_.write("series_zoom_gas_m3h", gas_m3h);
}

}  // namespace hearthgrid::run
