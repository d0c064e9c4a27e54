#include "models/electricity/low_voltage/exchange.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "models/electricity/low_voltage/lv_branch.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double NO_RATING = std::numeric_limits<double>::infinity();

// Self and mutual impedance of a branch that is the same for all phases.
struct Circulant {
  Complex self, mutual;
};

Circulant circulant(const LvNode& node) {
  const auto& z = node.branch.phase_ohm;
  const Circulant of{z[0][0], z[0][1]};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (std::abs(z[row][column] - (row == column ? of.self : of.mutual)) > 1e-12 * std::abs(of.self)) {
        throw std::invalid_argument(fmt::format("the phases of the line to '{}' differ", node.name));
      }
    }
  }
  if (node.neutral) throw std::invalid_argument(fmt::format("the line to '{}' has a neutral of its own", node.name));
  if (node.boost != 1.0) throw std::invalid_argument(fmt::format("a regulator stands at '{}'", node.name));
  return of;
}

Line line_of(std::string name, int from, int to, Complex z1, Complex z0, double length_m, double rating_a) {
  Line line;
  line.name = std::move(name);
  line.from = from;
  line.to = to;
  line.z1_ohm = z1;
  line.z0_ohm = z0;
  line.length_km = length_m / 1000.0;
  line.rating_a = rating_a;
  return line;
}

TransformerBranch station_branch(const LvStation& station) {
  if (station.group != VectorGroup::dyn11) {
    throw std::invalid_argument("the zero sequence of a Yyn0 transformer has no common word in other tools");
  }
  TransformerBranch t;
  t.name = station.name;
  t.high = 0;
  t.low = 1;
  t.rated_va = 1000.0 * station.transformer.rated_kva;
  t.high_v = station.high_v;
  t.low_v = station.low_v;
  t.short_circuit_share = station.transformer.impedance_share;
  t.load_loss_w = station.transformer.load_loss_w;
  t.no_load_loss_w = station.transformer.no_load_loss_w;
  // At least what the loss itself draws.
  const double loss_share = station.transformer.no_load_loss_w / t.rated_va;
  t.no_load_current_share = std::max(loss_share, station.transformer.no_load_current_share.value_or(0.0));
  t.shunt_place = ShuntPlace::low_voltage;
  t.tap_at_high = false;
  t.tap_steps = station.tap_percent == 0.0 ? 0.0 : 1.0;
  t.tap_step_v = station.low_v * station.tap_percent / 100.0;
  return t;
}

// A tree of closed lines from a bus, walked outwards.
class Importer {
 public:
  Importer(const Network& network, double rated_v, std::vector<ImportFault>& faults) : n_(network), faults_(faults) {
    out_.network.rated_v = rated_v;
  }

  LvImport run() {
    const TransformerBranch* t = station();
    if (t == nullptr) return out_;
    root(*t);
    walk(t->low);
    hang_loads();
    for (const Shunt& shunt : n_.shunts) {
      if (shunt.in_service) fault(shunt.origin, fmt::format("a shunt ('{}') is not understood here", shunt.name));
    }
    return std::move(out_);
  }

 private:
  void fault(const std::string& origin, std::string message) { faults_.push_back({origin, std::move(message)}); }

  const TransformerBranch* station() {
    if (n_.sources.size() != 1) fault("", fmt::format("{} sources, and one is expected", n_.sources.size()));
    if (n_.transformers.size() == 1 && n_.sources.size() == 1) return n_.transformers.data();
    if (n_.transformers.size() != 1) {
      fault("", fmt::format("{} transformers, and one is expected", n_.transformers.size()));
    }
    return nullptr;
  }

  void root(const TransformerBranch& t) {
    const double volts = t.low_v + (t.tap_at_high ? 0.0 : t.tap_steps * t.tap_step_v);
    const double high = t.high_v + (t.tap_at_high ? t.tap_steps * t.tap_step_v : 0.0);
    const Bus& bus = n_.buses[t.high];
    const Source& source = n_.sources[0];
    out_.network.no_load_v = source.voltage_pu * bus.rated_v * volts / high / std::sqrt(3.0);
    const double va = t.rated_va * t.parallel;
    const Complex z1 = short_circuit_ohm(va, volts, t.short_circuit_share, t.load_loss_w * t.parallel);
    if (t.high_winding != Winding::delta || t.low_winding != Winding::wye_grounded) {
      fault(t.origin, fmt::format("the windings of '{}' are not delta and grounded star", t.name));
    }
    LvNode node;
    node.name = n_.buses[t.low].name;
    for (int p = 0; p < 3; ++p) node.branch.phase_ohm[p][p] = z1;
    node.rating_a = va / (std::sqrt(3.0) * t.low_v);
    out_.network.nodes.push_back(std::move(node));
    out_.transformer.rated_kva = va / 1000.0;
    out_.transformer.load_loss_w = t.load_loss_w * t.parallel;
    out_.transformer.no_load_loss_w = t.no_load_loss_w * t.parallel;
    out_.transformer.no_load_current_share = t.no_load_current_share;
    out_.transformer.impedance_share = t.short_circuit_share;
  }

  void walk(int root_bus) {
    std::map<int, std::vector<size_t>> at;
    std::vector<Line> lines = n_.lines;
    for (const BusSwitch& join : n_.switches) {
      if (join.closed) lines.push_back(line_of(join.name, join.from, join.to, {}, {}, 0.0, NO_RATING));
    }
    for (size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      if (!line.from_closed || !line.to_closed) continue;
      at[line.from].push_back(i);
      at[line.to].push_back(i);
    }
    std::vector<bool> used(lines.size());
    std::vector<int> buses{root_bus};
    node_of_[root_bus] = 0;
    for (size_t next = 0; next < buses.size(); ++next) {
      for (const size_t i : at[buses[next]]) {
        if (used[i]) continue;
        used[i] = true;
        const Line& line = lines[i];
        const int other = line.from == buses[next] ? line.to : line.from;
        if (!node_of_.emplace(other, static_cast<int>(buses.size())).second) {
          fault(line.origin, fmt::format("the line '{}' closes a loop", line.name));
          continue;
        }
        buses.push_back(other);
        add(line, static_cast<int>(next), other, static_cast<int>(i));
      }
    }
  }

  void add(const Line& line, int parent, int bus, int row) {
    LvNode node;
    node.name = n_.buses[bus].name;
    node.parent = parent;
    node.line = row;
    node.length_m = 1000.0 * line.length_km;
    node.rating_a = line.rating_a;
    if (line.z_phase_ohm) {
      node.branch.phase_ohm = *line.z_phase_ohm;
    } else {
      node.branch = lv_from_sequence(line.z1_ohm, line.z0_ohm);
    }
    out_.network.nodes.push_back(std::move(node));
  }

  void hang_loads() {
    for (const Load& load : n_.loads) {
      if (!load.in_service) continue;
      const auto node = node_of_.find(load.bus);
      if (node == node_of_.end()) {
        fault(load.origin, fmt::format("no closed line joins the load '{}' to the transformer", load.name));
        continue;
      }
      const int phase = phase_of(load);
      if (phase < 0) {
        fault(load.origin, fmt::format("the load '{}' is neither on one phase nor alike on three", load.name));
        continue;
      }
      out_.network.homes.push_back({node->second, static_cast<int8_t>(phase), {}});
      out_.homes.push_back(load.name);
    }
  }

  [[nodiscard]] static int phase_of(const Load& load) {
    if (load.connection != Connection::wye) return -1;
    if (load.symmetric || (load.va[0] == load.va[1] && load.va[1] == load.va[2])) return 3;
    int phase = -1;
    for (int p = 0; p < 3; ++p) {
      if (load.va[p] == Complex{}) continue;
      if (phase >= 0) return -1;
      phase = p;
    }
    return phase;
  }

  const Network& n_;
  std::vector<ImportFault>& faults_;
  std::map<int, int> node_of_;
  LvImport out_;
};

}  // namespace

int bus_of_home(const LvNetwork& network, int home) {
  if (network.homes[home].drop_ohm == Complex{}) return 1 + network.homes[home].node;
  int bus = 1 + static_cast<int>(network.nodes.size());
  for (int h = 0; h < home; ++h) bus += network.homes[h].drop_ohm != Complex{} ? 1 : 0;
  return bus;
}

Network exchange_network(const LvNetwork& network, const LvStation& station) {
  Network out;
  out.name = station.name;
  out.buses.push_back({"source", station.high_v, true, ""});
  out.transformers.push_back(station_branch(station));
  Source source;
  source.name = "source";
  source.bus = 0;
  source.voltage_pu = station.source_pu;
  out.sources.push_back(source);
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    const LvNode& node = network.nodes[n];
    out.buses.push_back({node.name, station.low_v, true, ""});
    if (node.parent < 0) continue;
    const Circulant z = circulant(node);
    out.lines.push_back(line_of("line_" + node.name, 1 + node.parent, 1 + static_cast<int>(n), z.self - z.mutual,
                                z.self + 2.0 * z.mutual, node.length_m, node.rating_a));
  }
  for (size_t h = 0; h < network.homes.size(); ++h) {
    const LvHome& home = network.homes[h];
    if (home.drop_ohm == Complex{}) continue;
    const int bus = bus_of_home(network, static_cast<int>(h));
    out.buses.push_back({"home_" + station.homes[h], station.low_v, true, ""});
    Line drop = line_of("drop_" + station.homes[h], 1 + home.node, bus, home.drop_ohm, home.drop_ohm, 0.0, NO_RATING);
    out.lines.push_back(std::move(drop));
  }
  return out;
}

LvImport lv_of_network(const Network& network, double rated_v, std::vector<ImportFault>& faults) {
  return Importer(network, rated_v, faults).run();
}

}  // namespace hearthgrid::electricity
