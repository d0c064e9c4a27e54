// The low-voltage flow: exact solves per second and core on the 98-node feeder, over a season of random loads, beside
// what power-grid-model needs for the same network and formulation; and the screen, per transformer and step.
//
//   low_voltage_bench [FOLDER of lv_feeder98_synthetic]

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/run/kernel/household_kernel.hpp"
#include "models/electricity/low_voltage/lv_branch.hpp"
#include "models/electricity/low_voltage/lv_register.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace {

using namespace hearthgrid;
using namespace hearthgrid::electricity;
using Complex = std::complex<double>;

constexpr int STEPS = 11616;  // 121 days of quarter hours
constexpr int ROUNDS = 7;
// power-grid-model v1.13, iterative current, tolerance 1e-8, flat start, one thread, AVX-512 machine of this kind
// (reference/performance.md, "Network-solver peers" 1a): microseconds per power flow.
constexpr double PEER_SYMMETRIC_US = 41.3, PEER_SYMMETRIC_TRANSFORMER_US = 31.7, PEER_THREE_PHASE_US = 127.0;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double between(std::mt19937& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
}

std::vector<std::vector<std::string>> rows(const std::string& path) {
  std::vector<std::vector<std::string>> out;
  std::ifstream file(path);
  bool header = true;
  for (std::string line; std::getline(file, line); header = false) {
    if (header) continue;
    out.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) out.back().push_back(cell);
  }
  return out;
}

// The feeder as pandapower's tables give it; its lines stand in the order of the tree. Single-phase homes are dealt to
// the phases in turn.
LvNetwork feeder98(const std::string& folder, bool single_phase) {
  LvNetwork network;
  LvTransformer transformer;
  transformer.rated_kva = 400.0;
  transformer.load_loss_kw = 4.3;
  transformer.source_v = 10200.0;
  lv_set_transformer(transformer, network);
  network.rated_v = 400.0 / std::sqrt(3.0);
  std::vector<int> node_of_bus(98, -1);
  node_of_bus[1] = 0;
  for (const auto& row : rows(folder + "/line.csv")) {
    LvNode node;
    node.parent = node_of_bus.at(std::stoul(row[2]));
    const Complex z = std::stod(row[4]) * Complex(std::stod(row[5]), std::stod(row[6]));
    node.branch = lv_from_sequence(z, 4.0 * z);
    node.rating_a = 1000.0 * std::stod(row[9]);
    node_of_bus.at(std::stoul(row[3])) = static_cast<int>(network.nodes.size());
    network.nodes.push_back(node);
  }
  int dealt = 0;
  for (const auto& row : rows(folder + "/load.csv")) {
    const auto phase = static_cast<int8_t>(single_phase ? dealt++ % 3 : 3);
    network.homes.push_back({node_of_bus.at(std::stoul(row[2])), phase, 0.0});
  }
  return network;
}

struct Loads {
  std::vector<double> kw, kvar;
};

// The peers' loads: 2 kW + 0.6 kvar, each step and home times 0.5 to 1.5.
Loads peers_loads(int homes) {
  std::mt19937 random(1);
  Loads out;
  for (int k = 0; k < homes * STEPS; ++k) {
    const double factor = between(random, 0.5, 1.5);
    out.kw.push_back(2.0 * factor);
    out.kvar.push_back(0.6 * factor);
  }
  return out;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Microseconds per solve: all node voltages and the transformer's loading, as the peers' full output.
double exact_us(const LvPlan& plan, const LvKernels& kernels, const Loads& loads, bool nodes, double& sum) {
  LvSolveOptions options;
  options.home_voltages = options.unbalance = false;
  options.node_voltages = nodes;
  LvWorkspace workspace;
  LvRegister lanes(plan, kernels, options, workspace);
  const LvLoads<double> all{loads.kw.data(), loads.kvar.data(), STEPS, STEPS};
  std::vector<double> voltage(static_cast<size_t>(plan.nodes.size()) * plan.phases * STEPS), loading(STEPS);
  std::vector<double> us;
  for (int round = 0; round < ROUNDS; ++round) {
    const double begin = cpu_seconds();
    for (int first = 0; first < STEPS; first += lanes.width()) {
      lanes.set_steps(all, first, lanes.width());
      lanes.solve();
      const int values = static_cast<int>(plan.nodes.size()) * plan.phases;
      for (int l = 0; l < lanes.width(); ++l) loading[first + l] = lanes.total(LV_PHASE_A, l);
      if (!nodes) continue;
      std::memcpy(&voltage[static_cast<size_t>(first) * values], lanes.node_pu(),
                  sizeof(double) * values * lanes.width());
    }
    us.push_back(1e6 * (cpu_seconds() - begin) / STEPS);
  }
  sum = 0.0;
  for (const double a : loading) sum += a / STEPS;
  return median(us);
}

void exact(const std::string& folder) {
  fmt::print(
      "exact flow, 98-node feeder, {} steps of random loads, tolerance 1e-8, flat start; us per solve and core\n",
      STEPS);
  fmt::print("| set | form | output | us | 1e6 solves/s | power-grid-model us | ratio | mean A |\n");
  fmt::print("|---|---|---|---|---|---|---|---|\n");
  for (const run::Kernel* k = run::kernels(); k->instruction_set != nullptr; ++k) {
    for (const bool three : {false, true}) {
      const LvNetwork network = feeder98(folder, three);
      const LvPlan plan(network, three ? LvForm::three_phase : LvForm::symmetric);
      const Loads loads = peers_loads(plan.homes);
      for (const bool nodes : {true, false}) {
        if (three && !nodes) continue;
        double sum = 0.0;
        const double us = exact_us(plan, k->low_voltage, loads, nodes, sum);
        const double peer = three ? PEER_THREE_PHASE_US : (nodes ? PEER_SYMMETRIC_US : PEER_SYMMETRIC_TRANSFORMER_US);
        fmt::print("| {} | {} | {} | {:.2f} | {:.2f} | {:.1f} | {:.1f} | {:.3f} |\n", k->instruction_set,
                   three ? "three-phase" : "symmetric", nodes ? "all nodes" : "transformer", us, 1.0 / us, peer,
                   peer / us, sum);
      }
    }
  }
}

// Feeders of poles 45 m apart; lines of 70 and 35 mm2, drops of 25 m.
LvNetwork village(int poles, const std::vector<int>& first_poles) {
  LvNetwork network;
  LvTransformer transformer;
  transformer.rated_kva = 200.0;
  transformer.load_loss_kw = 2.73;
  transformer.source_v = 10200.0;
  lv_set_transformer(transformer, network);
  for (int n = 1; n <= poles; ++n) {
    const bool first = std::find(first_poles.begin(), first_poles.end(), n) != first_poles.end();
    LvNode node;
    node.parent = first ? 0 : n - 1;
    const bool trunk = n % 9 < 5;
    const double r = trunk ? 0.45 : 0.91;
    node.branch = lv_from_sequence(0.045 * Complex(r, 0.3), 0.045 * Complex(4.0 * r, 1.2));
    node.rating_a = trunk ? 215.0 : 150.0;
    network.nodes.push_back(node);
  }
  return network;
}

constexpr int VILLAGE_HOMES = 50;

// Single-phase homes, so many to a pole.
void hang_homes(int to_a_pole, LvNetwork& network) {
  for (int h = 0; h < VILLAGE_HOMES; ++h) {
    network.homes.push_back({1 + h / to_a_pole, static_cast<int8_t>(h % 3), 0.025 * Complex(2.4, 0.2)});
  }
}

// A winter: cold that comes and goes, hours of the day, heaters that cycle, kettles. kW per home.
Loads village_loads(int homes, double mean_kw) {
  std::mt19937 random(7);
  Loads out;
  std::vector<double> cold(STEPS);
  double wave = 0.0;
  for (int k = 0; k < STEPS; ++k) {
    if (k % 96 == 0) wave = 0.7 * wave + between(random, -0.25, 0.25);
    const double hour = (k % 96) / 4.0;
    cold[k] = std::max(0.1, 0.55 + 0.35 * std::sin(3.1416 * k / STEPS) + wave - 0.12 * std::cos((hour - 5.0) * 0.2618));
  }
  for (int h = 0; h < homes; ++h) {
    const double size = between(random, 0.5, 1.5);
    double running = 1.0;
    for (int k = 0; k < STEPS; ++k) {
      if (random() % 5 == 0) running = between(random, 0.6, 1.4);
      const double kettle = random() % 25 == 0 ? between(random, 0.5, 2.0) : 0.0;
      out.kw.push_back(mean_kw * size * running * cold[k] + 0.15 + kettle);
      out.kvar.push_back(0.25 * out.kw.back());
    }
  }
  return out;
}

struct SeasonTime {
  double days_ns = 0.0, finish_ns = 0.0;  // per step
  LvSeasonResult result;
};

constexpr int DAY = 96, MOST_HOMES = 64;

// A day's loads written into a tile, as a run does it.
void write_day(const Loads& loads, int homes, int first, float* kw, float* kvar) {
  for (int h = 0; h < homes; ++h) {
    for (int i = 0; i < DAY; ++i) {
      kw[h * DAY + i] = static_cast<float>(loads.kw[static_cast<size_t>(h) * STEPS + first + i]);
      kvar[h * DAY + i] = static_cast<float>(loads.kvar[static_cast<size_t>(h) * STEPS + first + i]);
    }
  }
}

// A season day by day: the time with the screen less that of writing the loads alone, each the least of the rounds (on
// a shared machine, what others do to the clock is always more).
SeasonTime run_season(const LvPlan& plan, const LvKernels& kernels, const Loads& loads,
                      const LvSeasonOptions& options) {
  alignas(64) static float kw[MOST_HOMES * DAY], kvar[MOST_HOMES * DAY];
  alignas(64) static float series[4][DAY];
  double writing = HUGE_VAL, all = HUGE_VAL;
  SeasonTime out;
  out.finish_ns = HUGE_VAL;
  for (int round = 0; round < (options.exact ? ROUNDS : 5 * ROUNDS); ++round) {
    double begin = cpu_seconds();
    for (int k = 0; k < STEPS; k += DAY) write_day(loads, plan.homes, k, kw, kvar);
    writing = std::min(writing, cpu_seconds() - begin);
    LvWorkspace workspace;
    LvSeason season(plan, kernels, options);
    begin = cpu_seconds();
    for (int k = 0; k < STEPS; k += DAY) {
      write_day(loads, plan.homes, k, kw, kvar);
      season.add_day(k, LvLoads<float>{kw, kvar, DAY, DAY}, {series[0], series[1], series[2], series[3]}, workspace);
    }
    all = std::min(all, cpu_seconds() - begin);
    begin = cpu_seconds();
    out.result = season.finish(workspace);
    out.finish_ns = std::min(out.finish_ns, 1e9 * (cpu_seconds() - begin) / STEPS);
  }
  out.days_ns = 1e9 * (all - writing) / STEPS;
  return out;
}

// One row for each set and load.
void screen(const char* title, const LvNetwork& network, double rated_kva) {
  const LvPlan plan(network);
  fmt::print("\nscreen, {}, a season of {} steps; ns per transformer and step on one core\n", title, STEPS);
  fmt::print(
      "| set | mean kW per home | lowest pu | ns, screen | ns, owed at the end | exact solves | ns, all exact |\n");
  fmt::print("|---|---|---|---|---|---|---|\n");
  for (const run::Kernel* k = run::kernels(); k->instruction_set != nullptr; ++k) {
    for (const double mean_kw : {0.2, 0.4, 0.8, 1.2}) {
      const Loads loads = village_loads(plan.homes, mean_kw);
      LvSeasonOptions options;
      options.rated_kva = rated_kva;
      const SeasonTime screened = run_season(plan, k->low_voltage, loads, options);
      options.exact = true;
      const SeasonTime exact = run_season(plan, k->low_voltage, loads, options);
      if (screened.result.lowest_pu.value != exact.result.lowest_pu.value)
        fmt::print("extremes differ: figures void\n");
      fmt::print("| {} | {} | {:.3f} | {:.0f} | {:.0f} | {:.2f} % | {:.0f} |\n", k->instruction_set, mean_kw,
                 screened.result.lowest_pu.value, screened.days_ns, screened.finish_ns,
                 100.0 * static_cast<double>(screened.result.exact_solves) / STEPS, exact.days_ns);
    }
  }
}

void screens() {
  LvNetwork two = village(17, {1, 10});
  hang_homes(3, two);
  screen("50 homes on 17 poles of two feeders", two, 0.0);
  // As runs make them up: more poles, a three-phase customer at the transformer, peaks and levels that have to be
  // exact.
  LvNetwork three = village(25, {1, 10, 18});
  hang_homes(2, three);
  three.homes.push_back({0, 3, Complex()});
  screen("the same and a customer at the transformer on 25 poles of three feeders", three, 200.0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {
    exact(argv[1]);
  } else {
    fmt::print("no folder of the 98-node feeder given: its figures are left out\n");
  }
  screens();
  return 0;
}
