#include "engine/run/gas_pass.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "engine/run/gas_day_solver.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {
namespace {

// Solvers that wait for a day: one is made ready for each thread that asks.
class Solvers {
 public:
  explicit Solvers(const GasFacts& facts) : facts_(facts) {}
  std::unique_ptr<GasDaySolver> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<GasDaySolver> solver = std::move(free_.back());
        free_.pop_back();
        return solver;
      }
    }
    return std::make_unique<GasDaySolver>(facts_);
  }
  void give(std::unique_ptr<GasDaySolver> solver) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(solver));
  }

 private:
  const GasFacts& facts_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<GasDaySolver>> free_;
};

class Pass {
 public:
  Pass(const GasFacts& facts, std::span<const float> home_m3h, int64_t steps, const GasPassOptions& options)
      : facts_(facts),
        network_(facts.grid->network),
        homes_(home_m3h),
        steps_(static_cast<size_t>(steps)),
        counts_(options.figures) {
    out_.supply_m3h.resize(network_.supplies.size() * steps_);
    if (options.pressures) out_.pressure_pa.resize(network_.nodes.size() * steps_);
    if (options.pipes) out_.pipe_m3h.resize(network_.pipes.size() * steps_);
    if (options.unserved) out_.unserved_m3h.resize(network_.nodes.size() * steps_);
    if (!options.shares) return;
    out_.homes.nodes = static_cast<int>(network_.nodes.size());
    out_.homes.share.assign(network_.nodes.size() * steps_, 1.0F);
  }

  GasFigures run_day(GasDaySolver& solver, int64_t day) {
    GasFigures figures(facts_);
    gas::LinePack pack(network_);
    std::vector<double> unserved;
    solver.solve(homes_, steps_, day * facts_.steps_per_day, [&](const GasSteps& steps) {
      if (counts_) count_steps(facts_, steps, figures, pack, unserved);
      keep(steps, unserved);
      if (!out_.homes.share.empty()) keep_shares(solver, steps, day * facts_.steps_per_day);
    });
    keep_pack(pack, figures);
    return figures;
  }

  /// The first day on which no home draws anything, for each such day; for other days themselves.
  [[nodiscard]] std::vector<int64_t> days_alike() const {
    const auto per_day = static_cast<size_t>(facts_.steps_per_day);
    std::vector<int64_t> alike;
    int64_t quiet = -1;
    for (size_t day = 0; day < steps_ / per_day; ++day) {
      bool any = false;
      for (size_t row = day * per_day; !any && row < homes_.size(); row += steps_) {
        const auto draws = homes_.subspan(row, per_day);
        any = std::any_of(draws.begin(), draws.end(), [](float m3h) { return m3h != 0.0F; });
      }
      if (!any && quiet < 0) quiet = static_cast<int64_t>(day);
      alike.push_back(any ? static_cast<int64_t>(day) : quiet);
    }
    return alike;
  }

  /// All series of a day from one that is alike.
  void copy_day(int64_t from, int64_t to) {
    const auto copy = [&](auto& series) {
      const auto per_day = static_cast<std::ptrdiff_t>(facts_.steps_per_day);
      for (size_t row = 0; row < series.size(); row += steps_) {
        const auto begin = series.begin() + static_cast<std::ptrdiff_t>(row);
        std::copy_n(begin + from * per_day, per_day, begin + to * per_day);
      }
    };
    copy(out_.supply_m3h);
    copy(out_.pressure_pa);
    copy(out_.pipe_m3h);
    copy(out_.unserved_m3h);
    copy(out_.homes.share);
  }

  void keep_state(GasDaySolver& solver, int64_t step) {
    const auto per_day = static_cast<int64_t>(facts_.steps_per_day);
    solver.solve(homes_, steps_, step / per_day * per_day, [&](const GasSteps& steps) {
      const int64_t row = step - steps.first;
      if (row < 0 || row >= steps.result->steps) return;
      const auto copy = [&](const std::vector<double>& from, size_t width, std::vector<double>& to) {
        const auto begin = from.begin() + static_cast<std::ptrdiff_t>(width) * row;
        to.assign(begin, begin + static_cast<std::ptrdiff_t>(width));
      };
      copy(steps.result->pressure_pa, network_.nodes.size(), out_.worst.pressure_pa);
      copy(steps.result->pipe_m3h, network_.pipes.size(), out_.worst.pipe_m3h);
      copy(steps.result->regulator_m3h, network_.regulators.size(), out_.worst.regulator_m3h);
      copy(steps.result->compressor_m3h, network_.compressors.size(), out_.worst.compressor_m3h);
    });
  }

  GasSeason& out() { return out_; }

 private:
  // From [step][element] to [element][step].
  template <class To>
  void turn(const std::vector<double>& from, size_t width, int64_t first, std::vector<To>& to) const {
    if (to.empty()) return;
    const size_t count = width == 0 ? 0 : from.size() / width;
    for (size_t k = 0; k < count; ++k) {
      for (size_t i = 0; i < width; ++i) {
        to[i * steps_ + static_cast<size_t>(first) + k] = static_cast<To>(from[k * width + i]);
      }
    }
  }

  void keep(const GasSteps& steps, const std::vector<double>& unserved) {
    turn(steps.result->supply_m3h, network_.supplies.size(), steps.first, out_.supply_m3h);
    turn(steps.result->pressure_pa, network_.nodes.size(), steps.first, out_.pressure_pa);
    turn(steps.result->pipe_m3h, network_.pipes.size(), steps.first, out_.pipe_m3h);
    turn(unserved, network_.nodes.size(), steps.first, out_.unserved_m3h);
  }

  // In a step in which an area has no solution nobody knows what its homes get. They keep what the caps leave them, and
  // the figures of their node say so (GasNodeFigures::steps_unsolved).
  void keep_shares(const GasDaySolver& solver, const GasSteps& steps, int64_t first_of_day) {
    for (const int node : facts_.home_nodes) {
      const auto n = static_cast<size_t>(node);
      const int area = facts_.area_of[n];
      for (int k = 0; k < steps.result->steps; ++k) {
        const size_t at = static_cast<size_t>(k) * network_.nodes.size() + n;
        double share = 0.0;
        if (area >= 0) {
          const double asked = steps.asked_m3h[at];
          const bool known = steps.result->at(k, area).solved() && asked > 0.0;
          const double served = known ? steps.result->served_m3h[at] / asked : 1.0;
          share = solver.home_share(area, static_cast<int>(steps.first - first_of_day) + k) * served;
        }
        out_.homes.share[n * steps_ + static_cast<size_t>(steps.first) + static_cast<size_t>(k)] =
            static_cast<float>(share);
      }
    }
  }

  const GasFacts& facts_;
  const gas::GasNetwork& network_;
  std::span<const float> homes_;
  size_t steps_;
  bool counts_;
  GasSeason out_;
};

}  // namespace

GasSeason solve_gas(const GasFacts& facts, std::span<const float> home_m3h, int64_t steps,
                    const GasPassOptions& options) {
  const int64_t days = steps / facts.steps_per_day;
  Pass pass(facts, home_m3h, steps, options);
  Solvers solvers(facts);
  std::vector<GasFigures> figures(static_cast<size_t>(days));
  PlanningOptions shared;
  shared.threads = options.threads;
  shared.stop = options.stop;
  if (options.day_done) shared.progress = [&](int64_t, int64_t) { options.day_done(); };
  const std::vector<int64_t> alike = pass.days_alike();
  in_parallel(days, shared, [&](int64_t day) {
    if (alike[static_cast<size_t>(day)] != day) return;
    std::unique_ptr<GasDaySolver> solver = solvers.take();
    figures[static_cast<size_t>(day)] = pass.run_day(*solver, day);
    solvers.give(std::move(solver));
  });
  for (int64_t day = 0; day < days; ++day) {
    const int64_t like = alike[static_cast<size_t>(day)];
    if (like == day) continue;
    pass.copy_day(like, day);
    figures[static_cast<size_t>(day)] = figures[static_cast<size_t>(like)];
    figures[static_cast<size_t>(day)].move((day - like) * facts.steps_per_day);
  }
  GasSeason& out = pass.out();
  out.figures = GasFigures(facts);
  for (const GasFigures& day : figures) out.figures.add(day);
  if (out.figures.lowest_pa.step >= 0) pass.keep_state(*solvers.take(), out.figures.lowest_pa.step);
  return std::move(out);
}

}  // namespace hearthgrid::run
