#include "engine/run/results_gas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/counted.hpp"
#include "engine/base/names.hpp"
#include "engine/run/results_gas_zoom.hpp"
#include "engine/run/zoom.hpp"
#include "models/gas/burner_pressure.hpp"
#include "models/gas/network/gas_flow.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t SERIES_BYTES = 120'000'000;  // of one series before compression, where outputs.gas_series is "auto"
constexpr double AT_CAP = 1.0 - 1e-6;         // of a cap: what gives it gives all that it may
constexpr size_t HOUR_MIN = 60;

// Whole clock hours or days whose mean flow is what a cap allows.
double stretches_at_cap(std::span<const double> m3h, size_t steps, double cap_m3h) {
  double count = 0.0;
  for (size_t first = 0; first + steps <= m3h.size(); first += steps) {
    double sum = 0.0;
    for (const double flow : m3h.subspan(first, steps)) sum += flow;
    count += sum >= AT_CAP * cap_m3h * static_cast<double>(steps) ? 1.0 : 0.0;
  }
  return count;
}

double hours_at_cap(std::span<const double> m3h, int step_min, const gas::SupplyLimits& limits) {
  if (!limits.hourly_m3h) return 0.0;
  return stretches_at_cap(m3h, std::max<size_t>(1, HOUR_MIN / static_cast<size_t>(step_min)), *limits.hourly_m3h);
}

double days_at_cap(std::span<const double> m3h, int step_min, const gas::SupplyLimits& limits) {
  if (!limits.daily_m3) return 0.0;
  return stretches_at_cap(m3h, 1440 / static_cast<size_t>(step_min), *limits.daily_m3 / 24.0);
}

// Caps of all supplies together: the scenario's, or the sum of their own where each has one and that is less.
gas::SupplyLimits limits_of_all(const GasGrid& grid) {
  const auto least = [&](std::optional<double> gas::SupplyLimits::*cap) {
    std::optional<double> sum = 0.0;
    for (size_t s = 0; s < grid.supply.size(); ++s) {
      if (!grid.network.supplies[s].in_service) continue;
      const std::optional<double>& own = grid.supply[s].limits.*cap;
      sum = sum && own ? std::optional(*sum + *own) : std::nullopt;
    }
    const std::optional<double>& county = grid.county.*cap;
    return sum && county ? std::min(sum, county) : sum ? sum : county;
  };
  return {least(&gas::SupplyLimits::hourly_m3h), least(&gas::SupplyLimits::daily_m3)};
}

// What homes at nodes and other users want together, by step [m3/h]. `homes`: [home node][step].
std::vector<double> wanted_by_all(const GasFacts& facts, std::span<const float> homes, int steps) {
  const auto count = static_cast<size_t>(steps), per_day = static_cast<size_t>(facts.steps_per_day);
  std::vector<double> m3h(count);
  for (size_t i = 0; i < homes.size(); ++i) m3h[i % count] += static_cast<double>(homes[i]);
  for (const GasUser& user : facts.grid->users) {
    for (size_t k = 0; k < count; ++k) m3h[k] += draw_of(user, k, per_day);
  }
  return m3h;
}

}  // namespace

GasResults::GasResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file,
                       const std::string& path, GasOptions options)
    : c_(scenario),
      s_(simulation),
      grid_(scenario.gas),
      limits_(limits_of_all(scenario.gas)),
      file_(file),
      options_(std::move(options)),
      rationing_(file),
      planning_(scenario.gas, scenario.gas_works, scenario.axis.step_hours(), file) {
  if (s_.gas == nullptr) return;
  const auto mixes = static_cast<int>(c_.plan.mixes.size());
  const int steps = c_.axis.season_steps();
  draws_ = std::make_unique<GasNodeDraws>(grid_, c_.population, mixes, steps, path + ".gas", options_.memory_bytes);
  facts_ = std::make_unique<GasFacts>(grid_, draws_->nodes(), c_.axis.step_minutes);
  const std::string asked = c_.settings.table("outputs").text("gas_series");
  const auto keeps = [&](size_t objects) {
    if (asked != "auto") return asked == "all";
    return objects * static_cast<size_t>(mixes) * static_cast<size_t>(steps) * sizeof(float) <= SERIES_BYTES;
  };
  node_series_ = keeps(grid_.network.nodes.size());
  pipe_series_ = keeps(grid_.network.pipes.size());
  if (s_.zoom == nullptr || s_.zoom->steps == 0) return;
  zoom_ = std::make_unique<GasZoomResults>(simulation, file, path + ".gas-zoom", options_);
}

GasResults::~GasResults() = default;

void GasResults::describe() {
  file_.dimension("gas_node", names_of(grid_.network.nodes));
  file_.dimension("gas_pipe", names_of(grid_.network.pipes));
  file_.dimension("gas_regulator", names_of(grid_.network.regulators));
  file_.dimension("gas_supply", names_of(grid_.network.supplies));
  std::vector<std::string> tiers;
  for (size_t t = 0; draws_ && t <= static_cast<size_t>(gas::PressureTier::high); ++t) {
    tiers.emplace_back(gas::tier_name(static_cast<gas::PressureTier>(t)));
  }
  file_.dimension("gas_tier", tiers);
}

void GasResults::take(const BlockResult& block) {
  if (!draws_) return;
  draws_->take(block, block.gas_place_m3h);
  if (zoom_) zoom_->take(block);
}

void GasResults::solve() {
  if (!draws_) return;
  const auto mixes = static_cast<int64_t>(c_.plan.mixes.size());
  const int64_t days = c_.axis.season_days, zoom_days = zoom_ ? zoom_->days() : 0;
  // A round of rationing counts as a season's days, also where nobody is short.
  const int64_t ration_days = days * c_.settings.table("gas").integer("rationing_rounds");
  const int64_t all_days = mixes * (days + zoom_days + ration_days);
  int64_t done = 0;
  const auto tell = [&](int64_t more) {
    if (options_.progress) options_.progress(done + more, all_days);
  };
  GasPassOptions pass;
  pass.threads = options_.threads;
  pass.stop = options_.stop;
  pass.day_done = [&] {
    ++done;
    tell(0);
  };
  GasPassOptions season_pass = pass;
  season_pass.pressures = season_pass.unserved = node_series_;
  season_pass.pipes = pipe_series_;
  season_pass.shares = ration_days > 0;
  // Draws follow from where homes stand alone: mixes that differ in who pays are solved once.
  std::vector<int> alike;
  for (int mix = 0; mix < static_cast<int>(mixes); ++mix) alike.push_back(first_alike(c_.plan, mix));
  std::map<int, Solved> solved;
  for (int mix = 0; mix < static_cast<int>(mixes); ++mix) {
    const int first = alike[static_cast<size_t>(mix)];
    if (first == mix) {
      solved.emplace(mix, solve_mix(mix, season_pass, [&](double share) {
                       tell(static_cast<int64_t>(share * static_cast<double>(ration_days)));
                     }));
      if (zoom_) zoom_->solve(mix, pass);
    } else {
      rationing_.repeat(first, c_.population.households.size());
      if (zoom_) zoom_->repeat(first);
      done += days + zoom_days;
    }
    done += ration_days;
    tell(0);
    const Solved& of = solved.at(first);
    planning_.take(of.planning);
    keep(mix, of.season);
    mixes_.back().wanted = of.wanted;
    if (std::find(alike.begin() + mix + 1, alike.end(), first) == alike.end()) solved.erase(first);
  }
}

// With the homes that get less than they want run again.
GasResults::Solved GasResults::solve_mix(int mix, const GasPassOptions& pass,
                                         const std::function<void(double share)>& progress) {
  std::vector<float> homes;
  draws_->read(mix, homes);
  Solved out{solve_gas(*facts_, homes, c_.axis.season_steps(), pass), {}, {}};
  GasRationingOptions options;
  options.progress = progress;
  options.rounds = static_cast<int>(c_.settings.table("gas").integer("rationing_rounds"));
  options.threads = options_.threads;
  options.stop = options_.stop;
  rationing_.take(ration_gas(s_, *facts_, mix, homes, out.season, options), c_.population.households.size());
  out.planning = plan_gas(s_, *facts_, c_.gas_works, mix, homes, {.threads = options_.threads, .stop = options_.stop});
  out.wanted = gas::assess_supply(wanted_by_all(*facts_, homes, c_.axis.season_steps()), c_.axis.step_minutes, limits_);
  return out;
}

void GasResults::keep(int mix, const GasSeason& season) {
  if (node_series_) file_.write_series_of_mix("gas_node_pressure_pa", mix, season.pressure_pa);
  if (pipe_series_) file_.write_series_of_mix("gas_pipe_flow_m3h", mix, season.pipe_m3h);
  const std::vector<float> supplied(season.supply_m3h.begin(), season.supply_m3h.end());
  file_.write_series_of_mix("gas_supply_m3h", mix, supplied);
  Mix& out = mixes_.emplace_back();
  out.figures = season.figures;
  if (out.figures.lowest_node != gas::NO_NODE) {
    out.profile = gas_profile(grid_.network, season.worst, out.figures.lowest_node);
  }
  if (out.figures.steps_unserved > 0) out.unserved_m3h = season.unserved_m3h;
  const auto steps = static_cast<size_t>(c_.axis.season_steps());
  const int step_min = c_.axis.step_minutes;
  std::vector<double> all(steps);
  for (size_t s = 0; s < grid_.network.supplies.size(); ++s) {
    const auto own = std::span<const double>(season.supply_m3h).subspan(s * steps, steps);
    const gas::SupplyLimits& limits = grid_.supply[s].limits;
    out.supplies.push_back(gas::assess_supply(own, step_min, limits));
    out.hours_at_cap.push_back(hours_at_cap(own, step_min, limits));
    out.days_at_cap.push_back(days_at_cap(own, step_min, limits));
    for (size_t k = 0; k < steps; ++k) all[k] += own[k];
  }
  out.hours_at_cap.push_back(hours_at_cap(all, step_min, limits_));
  out.days_at_cap.push_back(days_at_cap(all, step_min, limits_));
}

void GasResults::finish() {
  if (!draws_) {
    file_.dimension("gas_profile", int64_t{0});
    planning_.finish({});
    return;
  }
  write_places();
  write_mixes();
  write_nodes();
  write_pipes();
  write_regulators();
  write_supplies();
  write_profiles();
  write_packs();
  write_unsolved();
  if (zoom_) zoom_->finish();
  rationing_.finish();
  std::vector<std::string> areas;
  for (size_t area = 0; area < facts_->areas.size(); ++area) areas.push_back(area_name(*facts_, area));
  planning_.finish(areas);
  report_oddities();
}

double GasResults::time_of(const GasExtreme& extreme) const {
  return extreme.step < 0 ? 0.0 : static_cast<double>(file_.time_value(static_cast<int>(extreme.step)));
}

// Homes whose burners get more than they bear, where they burn gas at all.
void GasResults::report_high_pressures(size_t mix, const std::vector<double>& homes) {
  const std::vector<GasNodeFigures>& nodes = mixes_[mix].figures.nodes;
  size_t count = 0, worst = 0;
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (nodes[n].steps_above_burners == 0 || nodes[n].wanted_m3 == 0.0) continue;
    if (count++ == 0 || nodes[n].highest_pa.value > nodes[worst].highest_pa.value) worst = n;
  }
  if (count == 0) return;
  const std::string others = count > 1 ? fmt::format("; so are homes at {} other nodes", count - 1) : "";
  file_.diagnostic(
      c_.plan.mixes[mix].name,
      fmt::format("{} homes at '{}' are at up to {:.0f} Pa, for {:g} h above the {:.0f} Pa that their burners take at "
                  "most (rated {:.0f} Pa): a regulator before them is missing or set too high{}",
                  homes[worst], grid_.network.nodes[worst].name, nodes[worst].highest_pa.value,
                  facts_->step_h * static_cast<double>(nodes[worst].steps_above_burners),
                  facts_->burner_limit_pa[worst] / gas::BURNER_SLACK,
                  facts_->burner_limit_pa[worst] / gas::BURNER_SLACK / gas::LARGEST_BURNER_SHARE, others));
}

void GasResults::report_oddities() {
  std::vector<double> homes(grid_.network.nodes.size());
  for (size_t i = 0; i < draws_->nodes().size(); ++i) {
    homes[static_cast<size_t>(draws_->nodes()[i])] = draws_->homes()[i];
  }
  int64_t idle = 0;
  for (const int node : facts_->unreached) {
    const auto n = static_cast<size_t>(node);
    if (!facts_->draws[n]) {
      ++idle;
      continue;
    }
    file_.diagnostic(grid_.network.nodes[n].name,
                     fmt::format("no supply reaches this node of the gas network; {} there, and nobody draws anything",
                                 counted(static_cast<int64_t>(homes[n]), "home hangs", "homes hang")));
  }
  if (idle > 0)
    file_.diagnostic("gas network", fmt::format("no supply reaches {} where nobody draws", counted(idle, "node")));
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    const GasFigures& figures = mixes_[mix].figures;
    const std::string& name = c_.plan.mixes[mix].name;
    for (const std::string& text : gas_failure_texts(*facts_, figures)) {
      file_.diagnostic(
          name, fmt::format("{} of {} steps of the gas network {} no solution; the first{}: {}", figures.steps_unsolved,
                            figures.steps, figures.steps_unsolved == 1 ? "has" : "have",
                            facts_->areas.size() > 1 ? " of a part of it" : "", text));
    }
    report_high_pressures(mix, homes);
    const double outside_m3 = draws_->outside_m3h(static_cast<int>(mix)) * c_.axis.step_hours();
    if (outside_m3 > 0.0) {
      file_.diagnostic(name,
                       fmt::format("{:.0f} m3 are drawn by homes that hang at no node of the gas network", outside_m3));
    }
  }
}

}  // namespace hearthgrid::run
