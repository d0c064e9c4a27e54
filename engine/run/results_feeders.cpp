#include "engine/run/results_feeders.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>

#include "engine/base/names.hpp"
#include "engine/run/low_voltage.hpp"
#include "engine/run/physics.hpp"
#include "models/electricity/low_voltage/lv_source.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t SERIES_BYTES = 120'000'000;  // of both in the file; beyond that feeders keep their figures only

// Along the lines, to the farthest node; the shorter way around a loop.
double radius_km(const FeederGrid& grid, const Feeder& feeder) {
  std::vector<double> far_km(feeder.nodes.size(), std::numeric_limits<double>::infinity());
  far_km[0] = 0.0;
  bool moved = true;
  while (moved) {
    moved = false;
    for (size_t l = 0; l < feeder.lines.size(); ++l) {
      const electricity::MvLine& line = feeder.network.lines[l];
      const double length_km = grid.lines[static_cast<size_t>(feeder.lines[l])].length_km;
      for (const auto& [here, there] : {std::pair(line.from, line.to), std::pair(line.to, line.from)}) {
        double& other_km = far_km[static_cast<size_t>(there)];
        if (far_km[static_cast<size_t>(here)] + length_km >= other_km) continue;
        other_km = far_km[static_cast<size_t>(here)] + length_km;
        moved = true;
      }
    }
  }
  return *std::max_element(far_km.begin(), far_km.end());
}

}  // namespace

FeederResults::FeederResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file,
                             const std::string& path, FeederOptions options)
    : c_(scenario), s_(simulation), grid_(scenario.feeders), file_(file), options_(std::move(options)) {
  if (grid_.empty()) return;
  const auto mixes = static_cast<int>(c_.plan.mixes.size());
  const int steps = c_.axis.season_steps();
  loads_ = std::make_unique<LoadStore>(path, mixes, static_cast<int>(c_.population.transformers.size()), steps,
                                       options_.memory_bytes);
  const size_t units = static_cast<size_t>(mixes) * c_.population.transformers.size();
  load_loss_factor_.resize(units);
  lowest_step_.assign(units, -1);
  lowest_pu_.resize(units);
  lowest_at_low_pu_.resize(units);
  const size_t series = grid_.feeders.size() * static_cast<size_t>(mixes) * static_cast<size_t>(steps);
  if (2 * series * sizeof(float) > SERIES_BYTES) return;
  feeder_kw_.resize(series);
  feeder_kvar_.resize(series);
}

void FeederResults::describe() {
  file_.dimension("substation", names_of(grid_.substations));
  file_.dimension("feeder", names_of(grid_.feeders));
  file_.dimension("mv_line", names_of(grid_.lines));
}

void FeederResults::take(const BlockResult& block) {
  if (!loads_) return;
  loads_->put(block);
  for (size_t i = 0; i < block.load_loss_factor.size(); ++i) {
    const size_t mix = i / static_cast<size_t>(block.transformers), t = i % static_cast<size_t>(block.transformers);
    const size_t at = mix * c_.population.transformers.size() + static_cast<size_t>(block.first_transformer) + t;
    load_loss_factor_[at] = block.load_loss_factor[i];
    if (block.low_voltage.empty()) continue;
    const LvTransformerSeason& season = block.low_voltage[i];
    lowest_step_[at] = season.lowest_pu.step;
    lowest_pu_[at] = season.not_converged > 0 ? 0.0 : season.lowest_pu.value;
    lowest_at_low_pu_[at] = block.lowest_at_low_pu[i];
  }
}

FeederInputs FeederResults::inputs() const {
  FeederInputs made;
  made.grid = &grid_;
  made.population = &c_.population;
  made.low_voltage = s_.low_voltage;
  made.loads = loads_.get();
  made.load_loss_factor = load_loss_factor_;
  made.lowest_step = lowest_step_;
  made.step_min = c_.axis.step_minutes;
  for (const SiteWeather& site : s_.physics->sites) {
    made.air_c.push_back(
        std::span<const double>(site.steps.outdoor_temp_c)
            .subspan(static_cast<size_t>(c_.axis.warm_up_steps()), static_cast<size_t>(c_.axis.season_steps())));
  }
  return made;
}

void FeederResults::finish() {
  if (grid_.empty()) return;
  for (size_t mix = 0; mix < c_.plan.mixes.size(); ++mix) solve(static_cast<int>(mix));
  write_places();
  write_feeders();
  write_substations();
  write_lines();
  write_transformers();
}

// Each piece of work writes its own place only, so that threads do not matter.
void FeederResults::in_parallel(size_t count, const std::function<void(size_t)>& work) {
  const int threads = options_.threads > 0 ? options_.threads : omp_get_max_threads();
  std::exception_ptr error;
  std::atomic<bool> failed = false;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (size_t i = 0; i < count; ++i) {
    if (failed) continue;
    try {
      if (options_.stop && options_.stop()) throw Interrupted();
      work(i);
    } catch (...) {
#pragma omp critical(hearthgrid_feeders)
      if (!error) error = std::current_exception();
      failed = true;
    }
  }
  if (error) std::rethrow_exception(error);
}

void FeederResults::solve(int mix) {
  const FeederInputs in = inputs();
  Mix& out = mixes_.emplace_back();
  out.feeders.resize(grid_.feeders.size());
  out.n1.resize(grid_.feeders.size());
  for (size_t s = 0; s < grid_.substations.size(); ++s) solve_substation(in, mix, static_cast<int>(s), out);
  for (const SolvedFeeder& feeder : out.feeders) out.peaks.feeder_peak_step.push_back(feeder.season.peak_step);
  in_parallel(grid_.feeders.size(),
              [&](size_t f) { out.n1[f] = lose_feeder(in, mix, static_cast<int>(f), out.peaks); });
}

void FeederResults::solve_substation(const FeederInputs& in, int mix, int substation, Mix& out) {
  std::vector<size_t> mine;
  for (size_t f = 0; f < grid_.feeders.size(); ++f) {
    if (grid_.feeders[f].substation == substation) mine.push_back(f);
  }
  in_parallel(mine.size(), [&](size_t i) { out.feeders[mine[i]] = solve_feeder(in, mix, static_cast<int>(mine[i])); });
  const auto steps = static_cast<size_t>(c_.axis.season_steps());
  std::vector<double> kw(steps), kvar(steps);
  double sum_of_peaks_kw = 0.0;
  for (const size_t f : mine) {
    SolvedFeeder& feeder = out.feeders[f];
    for (size_t k = 0; k < steps; ++k) {
      kw[k] += feeder.kw[k];
      kvar[k] += feeder.kvar[k];
    }
    sum_of_peaks_kw += feeder.season.peak_kw;
    const auto place = static_cast<std::ptrdiff_t>((mix * grid_.feeders.size() + f) * steps);
    if (!feeder_kw_.empty()) {
      std::copy(feeder.kw.begin(), feeder.kw.end(), feeder_kw_.begin() + place);
      std::copy(feeder.kvar.begin(), feeder.kvar.end(), feeder_kvar_.begin() + place);
    }
    feeder.kw = {};
    feeder.kvar = {};
  }
  out.substations.push_back(electricity::assess_substation(
      kw, kvar, grid_.substations[static_cast<size_t>(substation)].units, c_.axis.step_minutes));
  out.substation_coincidence.push_back(sum_of_peaks_kw > 0.0 ? out.substations.back().peak_kw / sum_of_peaks_kw : 0.0);
  std::vector<float>& kva = out.peaks.substation_kva.emplace_back(steps);
  for (size_t k = 0; k < steps; ++k) kva[k] = static_cast<float>(std::sqrt(kw[k] * kw[k] + kvar[k] * kvar[k]));
  done_ += static_cast<int64_t>(mine.size());
  if (options_.progress) {
    options_.progress(done_, static_cast<int64_t>(grid_.feeders.size() * c_.plan.mixes.size()));
  }
}

void FeederResults::write_places() {
  std::vector<double> substation, origin, transformers, homes, kva, length, radius, feeders(grid_.substations.size());
  for (const Feeder& feeder : grid_.feeders) {
    substation.push_back(feeder.substation);
    feeders[static_cast<size_t>(feeder.substation)] += 1.0;
    origin.push_back(grid_.synthesised ? 1.0 : 0.0);
    transformers.push_back(static_cast<double>(feeder.loads.size()));
    homes.push_back(0.0);
    kva.push_back(0.0);
    for (const FeederLoad& load : feeder.loads) {
      const Transformer& unit = c_.population.transformers[static_cast<size_t>(load.transformer)];
      homes.back() += unit.households;
      kva.back() += unit.rated_kva;
    }
    length.push_back(0.0);
    radius.push_back(radius_km(grid_, feeder));
    for (const int line : feeder.lines) length.back() += grid_.lines[static_cast<size_t>(line)].length_km;
  }
  file_.write("feeder_substation", substation);
  file_.write("feeder_origin", origin);
  file_.write("feeder_transformers", transformers);
  file_.write("feeder_households", homes);
  file_.write("feeder_installed_kva", kva);
  file_.write("feeder_length_km", length);
  file_.write("feeder_radius_km", radius);
  file_.write("transformer_feeder",
              std::vector<double>(grid_.transformer_feeder.begin(), grid_.transformer_feeder.end()));
  std::vector<double> count, rated, firm;
  for (const Substation& each : grid_.substations) {
    count.push_back(each.units.transformers);
    rated.push_back(each.units.rated_kva * each.units.transformers / 1000.0);
    firm.push_back(each.units.firm_kva / 1000.0);
  }
  file_.write("substation_transformers", count);
  file_.write("substation_rated_mva", rated);
  file_.write("substation_firm_mva", firm);
  file_.write("substation_feeders", feeders);
}

namespace {

using N1 = FeederN1;
using Season = electricity::FeederSeason;

struct FeederRow {
  const char* variable;
  double (*value)(const SolvedFeeder&, const FeederN1&);
};
constexpr FeederRow FEEDER_ROWS[] = {
    {"feeder_peak_kva", [](const SolvedFeeder& s, const N1&) { return s.season.peak_kva; }},
    {"feeder_peak_kw", [](const SolvedFeeder& s, const N1&) { return s.season.peak_kw; }},
    {"feeder_peak_a", [](const SolvedFeeder& s, const N1&) { return s.season.peak_a; }},
    {"feeder_limit_a", [](const SolvedFeeder& s, const N1&) { return s.limit_a; }},
    {"feeder_peak_loading", [](const SolvedFeeder& s, const N1&) { return s.season.peak_loading; }},
    {"feeder_hours_above_80", [](const SolvedFeeder& s, const N1&) { return s.season.hours_above_80; }},
    {"feeder_hours_above_100", [](const SolvedFeeder& s, const N1&) { return s.season.hours_above_100; }},
    {"feeder_min_voltage_pu", [](const SolvedFeeder& s, const N1&) { return s.season.min_voltage_pu; }},
    {"feeder_hours_low_voltage", [](const SolvedFeeder& s, const N1&) { return s.season.hours_low_voltage; }},
    {"feeder_hours_unsolved", [](const SolvedFeeder& s, const N1&) { return s.season.hours_unsolved; }},
    {"feeder_loss_kwh", [](const SolvedFeeder& s, const N1&) { return s.season.loss_kwh; }},
    {"feeder_energy_kwh", [](const SolvedFeeder& s, const N1&) { return s.season.energy_kwh; }},
    {"feeder_coincidence", [](const SolvedFeeder& s, const N1&) { return s.coincidence; }},
    {"feeder_n1_result", [](const SolvedFeeder&, const N1& n) { return static_cast<double>(n.limit); }},
    {"feeder_n1_tie", [](const SolvedFeeder&, const N1& n) { return static_cast<double>(n.tie); }},
    {"feeder_n1_neighbour", [](const SolvedFeeder&, const N1& n) { return static_cast<double>(n.neighbour); }},
    {"feeder_n1_margin_a", [](const SolvedFeeder&, const N1& n) { return n.margin_a; }},
    {"feeder_n1_transferable_a", [](const SolvedFeeder&, const N1& n) { return n.transferable_a; }},
    {"feeder_n1_share", [](const SolvedFeeder&, const N1& n) { return n.share; }},
    {"feeder_n1_split_share", [](const SolvedFeeder&, const N1& n) { return n.split_share; }},
    {"feeder_n1_split_ties", [](const SolvedFeeder&, const N1& n) { return static_cast<double>(n.split_ties); }},
    {"feeder_n1_not_carried_kva", [](const SolvedFeeder&, const N1& n) { return n.not_carried_kva; }},
};

using Station = electricity::SubstationSeason;
struct SubstationRow {
  const char* variable;
  double (*value)(const Station&);
};
constexpr SubstationRow SUBSTATION_ROWS[] = {
    {"substation_peak_kva", [](const Station& s) { return s.peak_kva; }},
    {"substation_peak_kw", [](const Station& s) { return s.peak_kw; }},
    {"substation_peak_loading", [](const Station& s) { return s.peak_loading; }},
    {"substation_hours_above_80", [](const Station& s) { return s.hours_above_80; }},
    {"substation_hours_above_100", [](const Station& s) { return s.hours_above_100; }},
    {"substation_hours_above_firm", [](const Station& s) { return s.hours_above_firm; }},
    {"substation_loss_kwh", [](const Station& s) { return s.loss_kwh; }},
    {"substation_energy_kwh", [](const Station& s) { return s.energy_kwh; }},
};

}  // namespace

void FeederResults::write_feeders() {
  std::vector<double> values;
  for (const FeederRow& row : FEEDER_ROWS) {
    values.clear();
    for (const Mix& mix : mixes_) {
      for (size_t f = 0; f < mix.feeders.size(); ++f) values.push_back(row.value(mix.feeders[f], mix.n1[f]));
    }
    file_.write(row.variable, values);
  }
  std::vector<double> tie(mixes_.size() * c_.population.transformers.size(), -1.0);
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    for (size_t f = 0; f < grid_.feeders.size(); ++f) {
      const std::vector<FeederLoad>& loads = grid_.feeders[f].loads;
      for (size_t i = 0; i < loads.size(); ++i) {
        const auto t = static_cast<size_t>(loads[i].transformer);
        tie[mix * c_.population.transformers.size() + t] = mixes_[mix].n1[f].load_tie[i];
      }
    }
  }
  file_.write("transformer_n1_tie", tie);
  std::vector<double> peak, voltage;
  for (const Mix& mix : mixes_) {
    for (const SolvedFeeder& feeder : mix.feeders) {
      peak.push_back(static_cast<double>(file_.time_value(static_cast<int>(feeder.season.peak_step))));
      voltage.push_back(static_cast<double>(file_.time_value(static_cast<int>(feeder.season.min_voltage_step))));
    }
  }
  file_.write("feeder_peak_time", peak);
  file_.write("feeder_min_voltage_time", voltage);
  if (feeder_kw_.empty()) return;
  file_.write("feeder_load_kw", feeder_kw_);
  file_.write("feeder_load_kvar", feeder_kvar_);
}

void FeederResults::write_substations() {
  std::vector<double> values;
  for (const SubstationRow& row : SUBSTATION_ROWS) {
    values.clear();
    for (const Mix& mix : mixes_) {
      for (const Station& station : mix.substations) values.push_back(row.value(station));
    }
    file_.write(row.variable, values);
  }
  std::vector<double> time, coincidence, n1_loading, n1_short;
  for (const Mix& mix : mixes_) {
    for (size_t s = 0; s < mix.substations.size(); ++s) {
      const double firm = grid_.substations[s].units.firm_kva, peak = mix.substations[s].peak_kva;
      time.push_back(static_cast<double>(file_.time_value(static_cast<int>(mix.substations[s].peak_step))));
      coincidence.push_back(mix.substation_coincidence[s]);
      n1_loading.push_back(firm > 0.0 ? peak / firm : 0.0);
      n1_short.push_back(std::max(0.0, peak - firm) / 1000.0);
    }
  }
  file_.write("substation_peak_time", time);
  file_.write("substation_coincidence", coincidence);
  file_.write("substation_n1_loading", n1_loading);
  file_.write("substation_n1_short_mva", n1_short);
}

// The feeder's voltage at each transformer, and what its drop leaves the homes.
void FeederResults::write_transformers() {
  const size_t units = c_.population.transformers.size();
  const auto bounded = [&](int transformer) { return s_.low_voltage->origin(transformer) != LvOrigin::imported; };
  std::vector<double> lowest(mixes_.size() * units), time(lowest.size()), then(lowest.size()), homes(lowest.size()),
      homes_then(lowest.size());
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    for (size_t f = 0; f < grid_.feeders.size(); ++f) {
      for (size_t l = 0; l < grid_.feeders[f].loads.size(); ++l) {
        const int transformer = grid_.feeders[f].loads[l].transformer;
        const size_t at = mix * units + static_cast<size_t>(transformer);
        const HighVoltage& high = mixes_[mix].feeders[f].voltages[l];
        lowest[at] = high.lowest_pu;
        time[at] = static_cast<double>(file_.time_value(static_cast<int>(high.lowest_step)));
        then[at] = high.then_pu;
        if (lowest_step_[at] < 0 || !bounded(transformer)) continue;
        const double source_pu = s_.low_voltage->source_pu(transformer);
        const electricity::LowestVoltages solved{s_.low_voltage->no_load_pu(c_.population, transformer), lowest_pu_[at],
                                                 lowest_at_low_pu_[at]};
        const auto of_homes = [&](double pu) { return electricity::lowest_at_source(pu / source_pu, solved); };
        homes[at] = of_homes(high.lowest_pu);
        homes_then[at] = of_homes(high.then_pu);
      }
    }
  }
  file_.write("transformer_mv_min_voltage_pu", lowest);
  file_.write("transformer_mv_min_voltage_time", time);
  if (s_.low_voltage == nullptr || s_.low_voltage->mode() == LvMode::off) return;
  file_.write("transformer_mv_voltage_then_pu", then);
  file_.write("transformer_min_voltage_fed_pu", homes);
  file_.write("transformer_min_voltage_fed_then_pu", homes_then);
}

void FeederResults::write_lines() {
  std::vector<double> feeder, length, rating, tie;
  for (const FeederLine& line : grid_.lines) {
    feeder.push_back(line.feeder);
    length.push_back(line.length_km);
    rating.push_back(line.electrical.rating_a);
    tie.push_back(line.tie ? 1.0 : 0.0);
  }
  file_.write("mv_line_feeder", feeder);
  file_.write("mv_line_length_km", length);
  file_.write("mv_line_rating_a", rating);
  file_.write("mv_line_tie", tie);
  std::vector<double> amperes(mixes_.size() * grid_.lines.size()), loading(amperes.size());
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    for (size_t f = 0; f < grid_.feeders.size(); ++f) {
      const Season& season = mixes_[mix].feeders[f].season;
      for (size_t l = 0; l < grid_.feeders[f].lines.size(); ++l) {
        const size_t at = mix * grid_.lines.size() + static_cast<size_t>(grid_.feeders[f].lines[l]);
        amperes[at] = season.line_peak_a[l];
        loading[at] = season.line_peak_loading[l];
      }
    }
  }
  file_.write("mv_line_peak_a", amperes);
  file_.write("mv_line_peak_loading", loading);
}

}  // namespace hearthgrid::run
