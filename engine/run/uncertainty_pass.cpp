#include "engine/run/uncertainty_pass.hpp"

#include <omp.h>

#include <chrono>

#include "engine/run/processor_time.hpp"
#include "engine/run/results_draws.hpp"

namespace hearthgrid::run {
namespace {

// Adds the wall's and the processors' seconds of what it runs.
template <class Work>
void timed(double& seconds, double& cpu, Work work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = cpu_seconds();
  work();
  seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  cpu += cpu_seconds() - cpu_start;
}

}  // namespace

UncertaintyPass::UncertaintyPass(const Scenario& scenario, Simulation& simulation)
    : c_(scenario), plan_(scenario, problems_) {
  if (plan_.empty()) return;
  simulation.keep_base = true;
  figures_.emplace(scenario, simulation, plan_);
}

void UncertaintyPass::take(const BlockResult& block) {
  if (figures_) figures_->take(block);
}

UncertaintyPass::Seconds UncertaintyPass::finish(const std::vector<weather::HourlyWeather>& hours,
                                                 const std::vector<MainMix>& main, const EnsembleOptions& options,
                                                 io::ResultsWriter& file) {
  Seconds spent;
  if (!figures_) return spent;
  const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  std::vector<MemberSums> members;
  timed(spent.draws, spent.draws_cpu, [&] {
    members.push_back(figures_->finish(hours, main, threads));
    members.back().weather = main_weather(c_);
  });
  double members_cpu = 0.0;
  if (plan_.members > 1) timed(spent.ensemble, members_cpu, [&] { run_members(c_, plan_, main, options, members); });
  timed(spent.draws, spent.draws_cpu,
        [&] { write_draws(file, c_, plan_, assess_draws(c_, plan_, members, threads), members); });
  return spent;
}

}  // namespace hearthgrid::run
