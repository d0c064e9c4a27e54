#include "models/electricity/network/flow_model.hpp"

#include <cmath>
#include <numbers>

namespace hearthgrid::electricity {
namespace {

using Eigen::Matrix3cd;
using Triplets = std::vector<Eigen::Triplet<Complex>>;

/// Adds a block in siemens to the matrix in per unit.
void add_block(const FlowModel& model, int row_node, int column_node, const Matrix3cd& block, Triplets& entries) {
  const double scale =
      model.base_v[static_cast<size_t>(row_node)] * model.base_v[static_cast<size_t>(column_node)] / BASE_VA;
  for (int i = 0; i < model.phases; ++i) {
    for (int j = 0; j < model.phases; ++j) {
      entries.emplace_back(model.at(row_node, i), model.at(column_node, j), scale * block(i, j));
    }
  }
}

void add_port(const FlowModel& model, int from, int to, const TwoPort& port, Triplets& entries) {
  if (from >= 0) add_block(model, from, from, port.ff, entries);
  if (to >= 0) add_block(model, to, to, port.tt, entries);
  if (from < 0 || to < 0) return;
  add_block(model, from, to, port.ft, entries);
  add_block(model, to, from, port.tf, entries);
}

/// An end on a bus out of service is open.
void build_branches(const Network& network, FlowModel& model, Triplets& entries) {
  for (Line line : network.lines) {
    const int from = model.nodes.at(line.from), to = model.nodes.at(line.to);
    line.from_closed = line.from_closed && from >= 0;
    line.to_closed = line.to_closed && to >= 0;
    model.lines.push_back(line.is_link ? TwoPort{} : line_port(line, model.phases));
    if (!line.is_link) add_port(model, from, to, model.lines.back(), entries);
  }
  for (TransformerBranch each : network.transformers) {
    const int high = model.nodes.at(each.high), low = model.nodes.at(each.low);
    each.high_closed = each.high_closed && high >= 0;
    each.low_closed = each.low_closed && low >= 0;
    model.transformers.push_back(transformer_port(each, model.phases));
    add_port(model, high, low, model.transformers.back(), entries);
  }
}

void build_loads(const Network& network, FlowModel& model) {
  for (int i = 0; i < static_cast<int>(network.loads.size()); ++i) {
    const Load& load = network.loads[static_cast<size_t>(i)];
    const int node = model.nodes.at(load.bus);
    if (!load.in_service || node < 0 || !model.nodes.live(node)) continue;
    const double rated = network.buses[static_cast<size_t>(load.bus)].rated_v / std::numbers::sqrt3 /
                         model.base_v[static_cast<size_t>(node)];
    const bool delta = load.connection == Connection::delta && model.phases == 3;
    for (int phase = 0; phase < model.phases; ++phase) {
      model.load_phases.push_back(
          {i, node, phase, delta ? (phase + 1) % 3 : -1, delta ? std::numbers::sqrt3 * rated : rated});
    }
  }
}

/// Zero sequence: nodes that are connected, and earth as one more of them.
DisjointSets zero_sequence_sets(const Network& network, const FlowModel& model) {
  const int earth = model.nodes.count;
  DisjointSets sets(earth + 1);
  const auto join = [&](int i, int j) {
    if (i >= 0 && j >= 0) sets.join(i, j);
  };
  for (const auto& line : network.lines) {
    const int from = model.nodes.at(line.from), to = model.nodes.at(line.to);
    if (connects(network, line)) join(from, to);
    if (line.is_link || line.y0_s == Complex{}) continue;
    if (line.from_closed) join(from, earth);
    if (line.to_closed) join(to, earth);
  }
  for (const auto& each : network.transformers) {
    const auto path = zero_sequence_path(each);
    const int high = model.nodes.at(each.high), low = model.nodes.at(each.low);
    if (path.across) join(high, low);
    if (path.earth_high) join(high, earth);
    if (path.earth_low) join(low, earth);
  }
  for (const auto& source : network.sources) {
    if (source.in_service) join(model.nodes.at(source.bus), earth);
  }
  for (const auto& shunt : network.shunts) {
    if (shunt.in_service && shunt.y0_s != Complex{}) join(model.nodes.at(shunt.bus), earth);
  }
  return sets;
}

/// The lowest node of each energised part that has no way to earth.
void find_floating(const Network& network, FlowModel& model) {
  if (model.phases == 1) return;
  const auto sets = zero_sequence_sets(network, model);
  const int earthed = sets.find(model.nodes.count);
  for (int node = 0; node < model.nodes.count; ++node) {
    const int part = sets.find(node);
    if (part == node && part != earthed && model.nodes.live(node)) {
      model.floating.push_back(node);
    }
  }
}

void build_sources(const Network& network, FlowModel& model, Triplets& entries) {
  for (const auto& source : network.sources) {
    const int node = model.nodes.at(source.bus);
    if (!source.in_service || node < 0) continue;
    const Matrix3cd y = source_admittance(source, model.phases);
    add_block(model, node, node, y, entries);
    const double base = model.base_v[static_cast<size_t>(node)];
    const double rated = network.buses[static_cast<size_t>(source.bus)].rated_v / std::numbers::sqrt3 / base;
    Eigen::Vector3cd v = Eigen::Vector3cd::Zero();
    for (int phase = 0; phase < model.phases; ++phase) v(phase) = rated * source_voltage(source, phase);
    const Eigen::Vector3cd i = y * v * (base * base / BASE_VA);
    for (int phase = 0; phase < model.phases; ++phase) {
      if (holds_bus(source)) {
        model.held_v(model.at(node, phase)) = v(phase);
      } else {
        model.source_i(model.at(node, phase)) += i(phase);
      }
    }
  }
}

void number_unknowns(const Network& network, FlowModel& model) {
  const double third = 1.0 / std::numbers::sqrt3;
  Matrix3cd sequences = Matrix3cd::Zero();  // columns: zero and negative, then positive
  for (int phase = 0; phase < 3; ++phase) {
    sequences(phase, 0) = third;
    sequences(phase, 1) = third * std::conj(phase_turn(phase));
    sequences(phase, 2) = third * phase_turn(phase);
  }
  model.unknowns.resize(static_cast<size_t>(model.nodes.count));
  for (size_t node = 0; node < model.unknowns.size(); ++node) {
    model.unknowns[node].count = model.nodes.live(static_cast<int>(node)) ? model.phases : 0;
  }
  for (const int node : model.floating) {
    auto& each = model.unknowns[static_cast<size_t>(node)];
    each.count = 2;
    each.basis.leftCols(2) = sequences.rightCols(2);
  }
  for (const auto& source : network.sources) {
    const int node = model.nodes.at(source.bus);
    if (!source.in_service || node < 0 || !holds_bus(source)) continue;
    auto& each = model.unknowns[static_cast<size_t>(node)];
    each.count = 0;
    if (!source.held_positive_sequence || model.phases == 1) continue;
    if (source.z0_ohm != Complex{}) each.basis.col(each.count++) = sequences.col(0);
    if (source.z1_ohm != Complex{}) each.basis.col(each.count++) = sequences.col(1);
  }
  for (auto& each : model.unknowns) {
    each.first = model.unknown_count;
    model.unknown_count += each.count;
  }
}

}  // namespace

Complex phase_turn(int phase) {
  constexpr double HALF_ROOT = 0.5 * std::numbers::sqrt3;
  if (phase == 0) return 1.0;
  return {-0.5, phase == 1 ? -HALF_ROOT : HALF_ROOT};
}

Complex source_voltage(const Source& source, int phase) {
  return std::polar(source.voltage_pu, source.angle_deg * std::numbers::pi / 180.0) * phase_turn(phase);
}

bool holds_bus(const Source& source) {
  return source.held_positive_sequence || source.z1_ohm == Complex{};
}

Matrix3cd source_admittance(const Source& source, int phases) {
  Matrix3cd y = Matrix3cd::Zero();
  const auto inverse = [](Complex z) { return z == Complex{} ? Complex{} : 1.0 / z; };
  if (source.z1_ohm == Complex{} && !source.held_positive_sequence) return y;
  const Complex y1 = inverse(source.z1_ohm), positive = source.held_positive_sequence ? Complex{} : y1;
  if (phases == 3) return phase_matrix(inverse(source.z0_ohm), positive, y1);
  y(0, 0) = positive;
  return y;
}

Matrix3cd shunt_admittance(const Shunt& shunt, int phases) {
  if (phases == 3) return phase_matrix(shunt.y0_s, shunt.y1_s, shunt.y1_s);
  Matrix3cd y = Matrix3cd::Zero();
  y(0, 0) = shunt.y1_s;
  return y;
}

Complex power_of(const std::array<Complex, 3>& load_va, int phase, int phases) {
  if (phases == 3) return load_va[static_cast<size_t>(phase)];
  return (load_va[0] + load_va[1] + load_va[2]) / 3.0;
}

FlowModel flow_model(const Network& network, int phases) {
  FlowModel model;
  model.phases = phases;
  model.nodes = merge_buses(network);
  for (const int bus : model.nodes.bus) {
    model.base_v.push_back(network.buses[static_cast<size_t>(bus)].rated_v / std::numbers::sqrt3);
  }
  const Eigen::Index size = static_cast<Eigen::Index>(model.nodes.count) * phases;
  model.held_v = Eigen::VectorXcd::Zero(size);
  model.source_i = Eigen::VectorXcd::Zero(size);
  Triplets entries;
  build_branches(network, model, entries);
  build_loads(network, model);
  build_sources(network, model, entries);
  for (const auto& shunt : network.shunts) {
    const int node = model.nodes.at(shunt.bus);
    if (shunt.in_service && node >= 0) add_block(model, node, node, shunt_admittance(shunt, phases), entries);
  }
  model.y.resize(size, size);
  model.y.setFromTriplets(entries.begin(), entries.end());
  find_floating(network, model);
  number_unknowns(network, model);
  return model;
}

}  // namespace hearthgrid::electricity
