#include "engine/run/uncertainty_pass.hpp"

#include <omp.h>

#include <chrono>

#include "engine/run/results_draws.hpp"

namespace hearthgrid::run {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
                                                 const EnsembleOptions& options, io::ResultsWriter& file) {
  Seconds spent;
  if (!figures_) return spent;
  const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  auto start = std::chrono::steady_clock::now();
  std::vector<MemberSums> members;
  members.push_back(figures_->finish(hours, threads));
  members.back().weather = main_weather(c_);
  spent.draws = seconds_since(start);
  start = std::chrono::steady_clock::now();
  run_members(c_, plan_, options, members);
  spent.ensemble = plan_.members > 1 ? seconds_since(start) : 0.0;
  start = std::chrono::steady_clock::now();
  write_draws(file, c_, plan_, assess_draws(c_, plan_, members, threads), members);
  spent.draws += seconds_since(start);
  return spent;
}

}  // namespace hearthgrid::run
