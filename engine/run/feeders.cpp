#include "engine/run/feeders.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "engine/base/suggest.hpp"
#include "models/electricity/medium_voltage/conductor.hpp"

namespace hearthgrid::run {
namespace {

constexpr double OMEGA = 2.0 * std::numbers::pi * 50.0;

// Feeders of the rule: a head, a trunk of equal sections, a lateral at each of its nodes.
class Synthesis {
 public:
  Synthesis(const io::Settings& electricity, const Population& population, FeederGrid& grid)
      : rule_(electricity.table("feeder_sizing")),
        temperature_c_(electricity.number("conductor_temp_c")),
        population_(population),
        grid_(grid) {}

  void run() {
    const int per_feeder = static_cast<int>(rule_.integer("transformers_per_feeder"));
    const int all = static_cast<int>(population_.transformers.size());
    for (int first = 0; first < all; first += per_feeder) add_feeder(first, std::min(per_feeder, all - first));
    if (rule_.boolean("ties")) add_ties();
  }

 private:
  void add_feeder(int first, int count) {
    const int f = static_cast<int>(grid_.feeders.size());
    const int per_substation = static_cast<int>(rule_.integer("feeders_per_substation"));
    if (f % per_substation == 0) add_substation();
    Feeder feeder;
    feeder.name = fmt::format("F{:04}", f + 1);
    feeder.substation = static_cast<int>(grid_.substations.size()) - 1;
    feeder.nodes = {grid_.substations.back().name};
    feeder.network.rated_kv = grid_.substations.back().rated_kv;
    feeder.network.busbar_pu = grid_.substations.back().busbar_pu;
    const int per_lateral = static_cast<int>(rule_.integer("transformers_per_lateral"));
    int trunk = 0, last = 0;
    for (int i = 0; i < count; ++i) {
      const bool on_trunk = i % per_lateral == 0;
      const int node = static_cast<int>(feeder.nodes.size());
      feeder.nodes.push_back(fmt::format("{}-N{:02}", feeder.name, node));
      const int from = on_trunk ? trunk : last;
      const char* length = on_trunk ? (trunk == 0 ? "head_km" : "trunk_km") : "lateral_km";
      add_line(feeder, f, from, node, length, on_trunk ? "trunk_conductor" : "lateral_conductor");
      if (on_trunk) trunk = node;
      last = node;
      feeder.loads.push_back({first + i, node});
      grid_.transformer_feeder[static_cast<size_t>(first + i)] = f;
    }
    trunk_end_.push_back(trunk);
    feeder.network.nodes = static_cast<int>(feeder.nodes.size());
    grid_.feeders.push_back(std::move(feeder));
  }

  void add_line(Feeder& feeder, int f, int from, int to, const char* length, const char* conductor) {
    FeederLine line;
    line.name = fmt::format("{}-{}", feeder.nodes[static_cast<size_t>(from)], feeder.nodes[static_cast<size_t>(to)]);
    line.conductor = rule_.text(conductor);
    line.feeder = f;
    line.length_km = rule_.number(length);
    line.electrical = line_of(line.conductor, line.length_km, temperature_c_);
    line.electrical.from = from;
    line.electrical.to = to;
    feeder.lines.push_back(static_cast<int>(grid_.lines.size()));
    feeder.network.lines.push_back(line.electrical);
    grid_.lines.push_back(std::move(line));
  }

  void add_substation() {
    Substation made;
    made.name = fmt::format("S{:03}", grid_.substations.size() + 1);
    made.busbar_pu = 1.03;
    const double kva = 1000.0 * rule_.number("substation_mva");
    const int count = static_cast<int>(rule_.integer("substation_transformers"));
    made.units = {count, kva, kva * (count - 1), 0.001 * kva, 0.005 * kva};
    grid_.substations.push_back(std::move(made));
  }

  void add_ties() {
    for (int f = 0; f + 1 < static_cast<int>(grid_.feeders.size()); f += 2) {
      FeederLine line;
      const auto &one = grid_.feeders[static_cast<size_t>(f)], &other = grid_.feeders[static_cast<size_t>(f) + 1];
      line.name = fmt::format("{}-{}", one.name, other.name);
      line.conductor = rule_.text("trunk_conductor");
      line.feeder = f;
      line.length_km = rule_.number("trunk_km");
      line.tie = true;
      line.electrical = line_of(line.conductor, line.length_km, temperature_c_);
      FeederTie tie;
      tie.line = static_cast<int>(grid_.lines.size());
      for (const int end : {0, 1}) {
        tie.feeder[end] = f + end;
        tie.node[end] = trunk_end_[static_cast<size_t>(f + end)];
      }
      grid_.lines.push_back(std::move(line));
      grid_.ties.push_back(tie);
    }
  }

  const io::Settings& rule_;
  double temperature_c_;
  const Population& population_;
  FeederGrid& grid_;
  std::vector<int> trunk_end_;  // per feeder
};

}  // namespace

electricity::MvLine line_of(const std::string& conductor, double length_km, double conductor_temp_c) {
  const electricity::Conductor& kind = *electricity::conductor(conductor);
  electricity::MvLine line;
  line.z_ohm = {length_km * kind.r_ohm_per_km(conductor_temp_c), length_km * kind.x_ohm_per_km};
  line.charging_s = OMEGA * length_km * kind.c_nf_per_km * 1e-9;
  line.rating_a = kind.rating_a;
  line.by_air = !kind.buried;
  line.max_c = kind.max_c;
  line.reference_c = kind.reference_c;
  return line;
}

void make_up_feeders(const io::Settings& electricity, const Population& population, FeederGrid& grid,
                     ProblemList& problems) {
  const io::Settings& rule = electricity.table("feeder_sizing");
  std::vector<std::string> names;
  for (const electricity::Conductor& each : electricity::conductors()) names.emplace_back(each.name);
  bool known = true;
  for (const char* key : {"trunk_conductor", "lateral_conductor"}) {
    if (electricity::conductor(rule.text(key)) != nullptr) continue;
    known = false;
    problems.add(rule.problem(key, fmt::format("unknown conductor '{}'", rule.text(key)),
                              advice_for_unknown(rule.text(key), names)));
  }
  if (!known) return;
  grid.synthesised = true;
  grid.transformer_feeder.assign(population.transformers.size(), 0);
  Synthesis(electricity, population, grid).run();
}

FeederGrid build_feeders(const io::Settings& electricity, const PopulationTables& tables, const Population& population,
                         const std::vector<int>& village_site, ProblemList& problems) {
  FeederGrid grid;
  grid.low_voltage_pu = electricity.number("feeder_voltage_low_pu");
  const bool by_table = electricity.given("feeders"), by_rule = electricity.has("feeder_sizing");
  if (by_table && by_rule) {
    problems.add(electricity.problem("feeder_sizing", "feeders are both in tables and made up",
                                     "give one of electricity.feeders and electricity.feeder_sizing"));
    return grid;
  }
  if (by_rule) make_up_feeders(electricity, population, grid, problems);
  if (by_table) read_feeders(electricity, tables, population, grid, problems);
  for (Feeder& feeder : grid.feeders) {
    if (feeder.loads.empty()) continue;
    const int village = population.transformers[static_cast<size_t>(feeder.loads.front().transformer)].village;
    feeder.site = village_site[static_cast<size_t>(village)];
  }
  return grid;
}

}  // namespace hearthgrid::run
