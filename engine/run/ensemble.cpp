#include "engine/run/ensemble.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/base/random.hpp"
#include "engine/io/epw.hpp"
#include "engine/io/text_file.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "engine/run/stacks.hpp"

namespace hearthgrid::run {
namespace {

constexpr uint32_t WEATHER = 0, POPULATION = 1;  // draws of Stream::ensemble

uint32_t drawn_seed(uint32_t seed, int member, uint32_t what) {
  if (member == 0) return seed;
  return random_words(seed, Stream::ensemble, 0, static_cast<uint32_t>(member), what)[0];
}

const io::Settings& settings_of(const Scenario& scenario) {
  return scenario.settings.table("ensemble");
}

std::vector<std::string> epw_paths(const Scenario& scenario) {
  std::vector<std::string> paths;
  if (!settings_of(scenario).has("epw")) return paths;
  for (const std::string& name : settings_of(scenario).texts("epw")) {
    paths.push_back((std::filesystem::path(scenario.folder) / name).string());
  }
  return paths;
}

void check_places(const Scenario& drawn, const Scenario& main) {
  if (!main.gas.empty() && drawn.population.households.size() != main.population.households.size()) {
    throw RunError(
        fmt::format("a member of the ensemble has {} homes, the gas network of the main run {}; give "
                    "ensemble.population = \"same\"",
                    drawn.population.households.size(), main.population.households.size()));
  }
  const auto &a = drawn.population, &b = main.population;
  if (a.transformers.size() == b.transformers.size() && a.villages.size() == b.villages.size()) return;
  throw RunError(
      fmt::format("a member of the ensemble has {} transformers, the main run {}; give "
                  "ensemble.population = \"same\"",
                  a.transformers.size(), b.transformers.size()));
}

class Members {
 public:
  Members(const Scenario& scenario, const DrawsPlan& plan, const std::vector<MainMix>& main,
          const EnsembleOptions& options)
      : c_(scenario), plan_(plan), main_(main), options_(options), epw_(epw_paths(scenario)) {}

  MemberSums run(int member) {
    std::optional<Scenario> drawn;
    if (settings_of(c_).text("population") == "drawn") {
      drawn = load_member(c_, member_population_seed(c_.seed(), member));
      check_places(*drawn, c_);
    }
    return simulate_member(drawn ? *drawn : c_, member);
  }

 private:
  MemberSums simulate_member(const Scenario& scenario, int member) {
    std::string weather;
    const std::vector<weather::HourlyWeather> hours = winter_of(scenario, member, weather);
    const Physics physics = prepare_season(scenario, hours);
    Simulation simulation = set_up(scenario, physics, options_.instruction_set, options_.stop);
    const Stacks stacks = stacks_of(scenario.plan, scenario.technologies, 60);
    simulation.stacks = &stacks;
    simulation.keep_base = true;
    simulation.fed = false;
    std::optional<MemberGas> gas;
    if (!c_.gas.empty()) {
      simulation.gas = &c_.gas;
      gas.emplace(scenario, c_.gas, options_.path + ".gas-member", options_.gas_memory_bytes);
    }
    simulation.designated.assign(simulation.designated.size(), false);
    simulation.named.assign(simulation.named.size(), false);
    MemberFigures figures(scenario, simulation, plan_);
    SimulateOptions options;
    options.threads = options_.threads;
    options.block_transformers = options_.block_transformers;
    options.series = false;
    options.stop = options_.stop;
    const auto transformers = static_cast<int64_t>(scenario.population.transformers.size());
    simulate(simulation, options, [&](FinishedBlock&& block) {
      figures.take(block.result);
      if (gas) gas->take(block.result);
      const int64_t done = block.result.first_transformer + block.result.transformers;
      if (options_.progress) options_.progress((member - 1) * transformers + done, (plan_.members - 1) * transformers);
    });
    std::vector<MainMix> main = main_;
    if (gas) {
      const std::vector<GasHeadlines> solved = gas->solve({.threads = options_.threads, .stop = options_.stop});
      for (size_t mix = 0; mix < main.size(); ++mix) main[mix].gas = solved[mix];
    }
    MemberSums sums = figures.finish(hours, main, options_.threads > 0 ? options_.threads : omp_get_max_threads());
    sums.weather = weather;
    return sums;
  }

  std::vector<weather::HourlyWeather> winter_of(const Scenario& scenario, int member, std::string& name) const {
    if (!epw_.empty()) {
      const size_t of = static_cast<size_t>(member - 1) % epw_.size();
      name = std::filesystem::path(epw_[of]).filename().string();
      return load_hours(scenario, member_weather_seed(c_.seed(), member), &c_.ensemble_epw.at(of));
    }
    const bool same = settings_of(c_).text("weather") == "same";
    const uint32_t seed = same ? c_.seed() : member_weather_seed(c_.seed(), member);
    name = same ? main_weather(c_) : fmt::format("seed {}", seed);
    return load_hours(scenario, seed, nullptr);
  }

  const Scenario& c_;
  const DrawsPlan& plan_;
  const std::vector<MainMix>& main_;
  const EnsembleOptions& options_;
  std::vector<std::string> epw_;
};

}  // namespace

uint32_t member_weather_seed(uint32_t seed, int member) {
  return drawn_seed(seed, member, WEATHER);
}

uint32_t member_population_seed(uint32_t seed, int member) {
  return drawn_seed(seed, member, POPULATION);
}

std::string main_weather(const Scenario& scenario) {
  const io::Settings& weather = scenario.settings.table("weather");
  if (weather.given("epw")) return std::filesystem::path(weather.text("epw")).filename().string();
  return fmt::format("seed {}", scenario.seed());
}

void run_members(const Scenario& scenario, const DrawsPlan& plan, const std::vector<MainMix>& main,
                 const EnsembleOptions& options, std::vector<MemberSums>& members) {
  Members all(scenario, plan, main, options);
  for (int member = 1; member < plan.members; ++member) members.push_back(all.run(member));
}

void read_ensemble(Scenario& scenario, ProblemList& problems) {
  const io::Settings& ensemble = settings_of(scenario);
  const bool by_file = scenario.settings.table("weather").given("epw");
  const std::vector<std::string> paths = epw_paths(scenario);
  if (ensemble.integer("members") < 2) return;
  if (paths.empty() && by_file && ensemble.text("weather") == "synthetic") {
    problems.add(ensemble.problem("weather",
                                  "the scenario's weather is an EPW file, and there is no climate to draw "
                                  "further winters from",
                                  "name EPW files in ensemble.epw, or set ensemble.weather = \"same\""));
  }
  if (!paths.empty() && !by_file) {
    problems.add(ensemble.problem("epw", "EPW files are given, but the scenario's weather is a built-in climate",
                                  "give weather.epw too; the files stand for other years of it"));
    return;
  }
  for (const std::string& path : paths) {
    const auto text = io::read_text_file(path, problems);
    if (!text) continue;
    scenario.ensemble_epw.push_back(io::read_epw(*text, path, problems));
    const weather::HourlyWeather& year = scenario.ensemble_epw.back();
    if (year.hours() > 0 && year.site.utc_offset_h != scenario.axis.utc_offset_h) {
      problems.add(ensemble.problem("epw",
                                    fmt::format("'{}' is on UTC{:+g} h, the season on UTC{:+g} h", path,
                                                year.site.utc_offset_h, scenario.axis.utc_offset_h),
                                    "all weather of a scenario must be of one clock"));
    }
  }
}

}  // namespace hearthgrid::run
