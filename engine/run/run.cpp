#include "engine/run/run.hpp"

#include <omp.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/run/diversity.hpp"
#include "engine/run/outage_plan.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/processor_time.hpp"
#include "engine/run/results.hpp"
#include "engine/run/set_up.hpp"
#include "engine/run/simulate.hpp"
#include "engine/run/stacks.hpp"
#include "engine/run/uncertainty_pass.hpp"
#include "engine/run/zoom.hpp"

namespace hearthgrid::run {
namespace {

class Stopwatch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

void write_report(const std::string& path, const RunReport& report) {
  const nlohmann::ordered_json json = {{"prepare_s", report.prepare_s},
                                       {"simulate_s", report.simulate_s},
                                       {"simulate_cpu_s", report.simulate_cpu_s},
                                       {"planning_s", report.planning_s},
                                       {"gas_s", report.gas_s},
                                       {"ensemble_s", report.ensemble_s},
                                       {"uncertainty_s", report.uncertainty_s},
                                       {"uncertainty_cpu_s", report.uncertainty_cpu_s},
                                       {"write_s", report.write_s},
                                       {"households", report.households},
                                       {"pairs", report.pairs},
                                       {"home_steps", report.home_steps},
                                       {"home_steps_per_s", report.home_steps / std::max(1e-9, report.simulate_s)},
                                       {"threads", report.threads},
                                       {"instruction_set", report.instruction_set},
                                       {"largest_heat_balance_error", report.balance_error},
                                       {"reduction_notes", report.reduction_notes},
                                       {"peak_memory_kib", report.peak_memory_kib}};
  std::ofstream(path) << json.dump(2) << "\n";
}

}  // namespace

RunReport run_scenario(const Scenario& scenario, const RunRequest& request) {
  Stopwatch watch;
  RunReport report;
  const std::vector<weather::HourlyWeather> hours = load_hours(scenario);
  const Physics physics = prepare_season(scenario, hours);
  Simulation simulation = set_up(scenario, physics, request.instruction_set, request.stop);
  const int air_minutes = scenario.air.series.empty() ? 60 : scenario.axis.step_minutes;
  const Stacks stacks = stacks_of(scenario.plan, scenario.technologies, air_minutes);
  simulation.stacks = &stacks;
  const ZoomPlan zoom = plan_zoom(scenario, simulation, hours);
  if (zoom.steps > 0) simulation.zoom = &zoom;
  const std::unique_ptr<const OutagePlan> outage = plan_outage(scenario, simulation, hours);
  simulation.outage = outage.get();
  UncertaintyPass uncertainty(scenario, simulation);
  Results results(scenario, simulation, request.out, request.overwrite,
                  {request.threads, request.feeder_memory_bytes, request.stop, request.feeder_progress},
                  {request.threads, request.gas_memory_bytes, request.stop, request.gas_progress});
  report.prepare_s = watch.lap();
  report.reduction_notes = reduction_notes(physics);

  SimulateOptions options;
  options.threads = request.threads;
  options.block_transformers = request.block_transformers;
  options.series = scenario.settings.table("outputs").boolean("transformer_series");
  options.stop = request.stop;
  const auto total = static_cast<int64_t>(scenario.population.transformers.size());
  const double cpu_before = cpu_seconds();
  simulate(simulation, options, [&](FinishedBlock&& block) {
    const int64_t done = block.result.first_transformer + block.result.transformers;
    uncertainty.take(block.result);
    results.take(std::move(block));
    if (request.progress) request.progress(done, total);
  });
  report.simulate_s = watch.lap();
  report.simulate_cpu_s = cpu_seconds() - cpu_before;

  results.plan({request.threads, request.stop, request.planning_progress});
  report.planning_s = watch.lap();
  results.solve_gas();
  report.gas_s = watch.lap();
  UncertaintyPass::Seconds sure;
  results.finish([&] {
    if (!uncertainty.asked()) return;
    std::vector<MainMix> main;
    for (int mix = 0; mix < static_cast<int>(scenario.plan.mixes.size()); ++mix) main.push_back(results.main_mix(mix));
    sure = uncertainty.finish(hours, main,
                              {request.threads, request.block_transformers, request.instruction_set, request.stop,
                               request.ensemble_progress, request.out, request.gas_memory_bytes},
                              results.file());
  });
  report.ensemble_s = sure.ensemble;
  report.uncertainty_s = sure.draws;
  report.uncertainty_cpu_s = sure.draws_cpu;
  report.write_s = watch.lap() - sure.ensemble - sure.draws;
  report.households = static_cast<int64_t>(scenario.population.households.size());
  report.pairs = static_cast<int64_t>(scenario.plan.pairs.size());
  const int outage_steps = outage ? outage->days_run() * (1440 / outage->step_minutes) : 0;
  report.home_steps = report.pairs * (scenario.axis.steps() + zoom.steps + outage_steps);
  report.balance_error = results.balance_error();
  report.threads = request.threads > 0 ? request.threads : omp_get_max_threads();
  report.instruction_set = simulation.kernel->instruction_set;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  report.peak_memory_kib = usage.ru_maxrss;
  const std::string stem = request.out.ends_with(".h5") ? request.out.substr(0, request.out.size() - 3) : request.out;
  write_report(stem + ".run.json", report);
  return report;
}

}  // namespace hearthgrid::run
