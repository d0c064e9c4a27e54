#include "models/electricity/medium_voltage/mv_flow.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/vector_clones.hpp"
#include "models/electricity/medium_voltage/mesh_flow.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double TOLERANCE_PU = 1e-11;
constexpr int MOST_ITERATIONS = 400;
constexpr double LOST_V2 = 0.04;  // below 0.2 per unit there is no way back
constexpr size_t LANES = FLOW_LANES;

// Current of a constant power, conj(S/V), and of a shunt.
HEARTHGRID_VECTOR_CLONES void draw(const double* kw, const double* kvar, const double* v_re, const double* v_im,
                                   double shunt, double* j_re, double* j_im) {
  for (size_t i = 0; i < LANES; ++i) {
    const double p = kw[i] * 1e-3, q = kvar[i] * 1e-3;  // of 1 MVA
    const double scale = 1.0 / (v_re[i] * v_re[i] + v_im[i] * v_im[i]);
    j_re[i] = (p * v_re[i] + q * v_im[i]) * scale - shunt * v_im[i];
    j_im[i] = (p * v_im[i] - q * v_re[i]) * scale + shunt * v_re[i];
  }
}

HEARTHGRID_VECTOR_CLONES void add(const double* from_re, const double* from_im, double* to_re, double* to_im) {
  for (size_t i = 0; i < LANES; ++i) to_re[i] += from_re[i];
  for (size_t i = 0; i < LANES; ++i) to_im[i] += from_im[i];
}

HEARTHGRID_VECTOR_CLONES void drop(const double* parent_re, const double* parent_im, double r, double x,
                                   const double* j_re, const double* j_im, double* v_re, double* v_im) {
  for (size_t i = 0; i < LANES; ++i) {
    v_re[i] = parent_re[i] - (r * j_re[i] - x * j_im[i]);
    v_im[i] = parent_im[i] - (r * j_im[i] + x * j_re[i]);
  }
}

HEARTHGRID_VECTOR_CLONES void widen(const double* now_re, const double* now_im, const double* old_re,
                                    const double* old_im, double* moved, double* least_v2) {
  for (size_t i = 0; i < LANES; ++i) {
    const double change = std::max(std::abs(now_re[i] - old_re[i]), std::abs(now_im[i] - old_im[i]));
    moved[i] = change > moved[i] ? change : moved[i];
    const double v2 = now_re[i] * now_re[i] + now_im[i] * now_im[i];
    least_v2[i] = v2 < least_v2[i] ? v2 : least_v2[i];
  }
}

void check(const MvNetwork& network) {
  if (network.nodes < 1) throw std::invalid_argument("a feeder without a busbar");
  for (const MvLine& line : network.lines) {
    const auto is_node = [&](int end) { return end >= 0 && end < network.nodes; };
    if (!is_node(line.from) || !is_node(line.to) || line.from == line.to) {
      throw std::invalid_argument("a feeder's line does not join two of its nodes");
    }
    if (std::abs(line.z_ohm) <= 0.0) throw std::invalid_argument("a feeder's line has no impedance");
  }
}

}  // namespace

FlowTile::FlowTile(const MvNetwork& network) {
  const size_t nodes = static_cast<size_t>(network.nodes) * LANES;
  for (auto* values : {&kw, &kvar, &v_re, &v_im, &j_re, &j_im}) values->assign(nodes, 0.0);
  current2_a2.assign(network.lines.size() * LANES, 0.0);
}

MvFlow::MvFlow(const MvNetwork& network) : network_(network), shunt_(static_cast<size_t>(network.nodes), 0.0) {
  check(network_);
  const double base_ohm = network_.rated_kv * network_.rated_kv;
  for (const MvLine& line : network_.lines) {
    for (const int end : {line.from, line.to}) shunt_[end] += 0.5 * line.charging_s * base_ohm;
  }
  arrange();
  if (static_cast<int>(network_.lines.size()) > network_.nodes - 1)
    mesh_ = std::make_unique<MeshFlow>(network_, shunt_);
}

MvFlow::~MvFlow() = default;
MvFlow::MvFlow(MvFlow&&) noexcept = default;
MvFlow& MvFlow::operator=(MvFlow&&) noexcept = default;

// Breadth first from the busbar; of loops it takes a spanning tree, which only proves that all nodes are reached.
void MvFlow::arrange() {
  std::vector<std::vector<int>> lines_at(static_cast<size_t>(network_.nodes));
  for (size_t l = 0; l < network_.lines.size(); ++l) {
    lines_at[network_.lines[l].from].push_back(static_cast<int>(l));
    lines_at[network_.lines[l].to].push_back(static_cast<int>(l));
  }
  const double base_ohm = network_.rated_kv * network_.rated_kv;
  std::vector<bool> reached(static_cast<size_t>(network_.nodes), false);
  std::vector<int> queue = {0};
  reached[0] = true;
  for (size_t next = 0; next < queue.size(); ++next) {
    for (const int l : lines_at[queue[next]]) {
      const MvLine& line = network_.lines[l];
      const int other = line.from == queue[next] ? line.to : line.from;
      if (reached[other]) continue;
      reached[other] = true;
      queue.push_back(other);
      branches_.push_back({other, queue[next], l, line.z_ohm.real() / base_ohm, line.z_ohm.imag() / base_ohm});
    }
  }
  if (static_cast<int>(queue.size()) != network_.nodes) throw std::invalid_argument("a feeder's node is not reached");
}

void MvFlow::draw_currents(FlowTile& tile, bool with_shunts) const {
  for (int n = 0; n < network_.nodes; ++n) {
    const size_t at = n * LANES;
    if (n == 0) {
      std::fill_n(tile.j_re.data(), LANES, 0.0);
      std::fill_n(tile.j_im.data(), LANES, 0.0);
      continue;
    }
    draw(&tile.kw[at], &tile.kvar[at], &tile.v_re[at], &tile.v_im[at], with_shunts ? shunt_[n] : 0.0, &tile.j_re[at],
         &tile.j_im[at]);
  }
}

// One turn: currents at the voltages as they are, then the voltages that follow.
void MvFlow::find_voltages(FlowTile& tile) const {
  if (mesh_) {
    draw_currents(tile, false);  // the matrix holds the shunts
    mesh_->voltages(tile, network_.busbar_pu);
    return;
  }
  draw_currents(tile, true);
  for (size_t b = branches_.size(); b-- > 0;) {
    const size_t node = branches_[b].node * LANES, parent = branches_[b].parent * LANES;
    add(&tile.j_re[node], &tile.j_im[node], &tile.j_re[parent], &tile.j_im[parent]);
  }
  for (const Branch& branch : branches_) {
    const size_t node = branch.node * LANES, parent = branch.parent * LANES;
    drop(&tile.v_re[parent], &tile.v_im[parent], branch.r, branch.x, &tile.j_re[node], &tile.j_im[node],
         &tile.v_re[node], &tile.v_im[node]);
  }
}

void MvFlow::iterate(FlowTile& tile) const {
  std::vector<double> old_re, old_im;
  for (int turn = 0; turn < MOST_ITERATIONS; ++turn) {
    old_re = tile.v_re;
    old_im = tile.v_im;
    find_voltages(tile);
    std::array<double, LANES> moved{}, least_v2{};
    least_v2.fill(1e9);
    for (int n = 0; n < network_.nodes; ++n) {
      const size_t at = n * LANES;
      widen(&tile.v_re[at], &tile.v_im[at], &old_re[at], &old_im[at], moved.data(), least_v2.data());
    }
    bool hope = false;
    for (size_t i = 0; i < LANES; ++i) {
      tile.solved[i] = moved[i] <= TOLERANCE_PU && least_v2[i] > LOST_V2;
      hope = hope || (!tile.solved[i] && least_v2[i] > LOST_V2);
    }
    if (!hope) return;
  }
}

void MvFlow::solve(FlowTile& tile) const {
  std::fill(tile.v_re.begin(), tile.v_re.end(), network_.busbar_pu);
  std::fill(tile.v_im.begin(), tile.v_im.end(), 0.0);
  iterate(tile);
  report(tile);
  if (!std::all_of(tile.solved.begin(), tile.solved.end(), [](bool solved) { return solved; })) report_unsolved(tile);
}

// j: series current from `from` to `to`, per unit.
void MvFlow::report_line(FlowTile& tile, int l, const double* j_re, const double* j_im, int from, int to) const {
  const double base_ohm = network_.rated_kv * network_.rated_kv;
  const double base_a = 1e3 / (std::sqrt(3.0) * network_.rated_kv);
  const MvLine& line = network_.lines[l];
  const double half = 0.5 * line.charging_s * base_ohm, r = line.z_ohm.real() / base_ohm;
  for (size_t i = 0; i < LANES; ++i) {
    const size_t f = from * LANES + i, t = to * LANES + i;
    const double from_re = j_re[i] - half * tile.v_im[f], from_im = j_im[i] + half * tile.v_re[f];
    const double to_re = j_re[i] + half * tile.v_im[t], to_im = j_im[i] - half * tile.v_re[t];
    const double larger2 = std::max(from_re * from_re + from_im * from_im, to_re * to_re + to_im * to_im);
    tile.current2_a2[l * LANES + i] = larger2 * base_a * base_a;
    tile.loss_kw[i] += r * (j_re[i] * j_re[i] + j_im[i] * j_im[i]) * 1e3;
    if (from != 0 && to != 0) continue;
    tile.head_kw[i] += from == 0 ? from_re : -to_re;  // as currents until report() is through
    tile.head_kvar[i] += from == 0 ? from_im : -to_im;
  }
}

void MvFlow::report(FlowTile& tile) const {
  tile.loss_kw.fill(0.0);
  tile.head_kw.fill(0.0);
  tile.head_kvar.fill(0.0);
  if (mesh_) {
    const double base_ohm = network_.rated_kv * network_.rated_kv;
    for (size_t l = 0; l < network_.lines.size(); ++l) {
      const MvLine& line = network_.lines[l];
      std::array<double, LANES> j_re{}, j_im{};
      for (size_t i = 0; i < LANES; ++i) {
        const size_t f = line.from * LANES + i, t = line.to * LANES + i;
        const std::complex<double> j =
            std::complex(tile.v_re[f] - tile.v_re[t], tile.v_im[f] - tile.v_im[t]) * base_ohm / line.z_ohm;
        j_re[i] = j.real();
        j_im[i] = j.imag();
      }
      report_line(tile, static_cast<int>(l), j_re.data(), j_im.data(), line.from, line.to);
    }
  } else {
    for (const Branch& branch : branches_) {
      report_line(tile, branch.line, &tile.j_re[branch.node * LANES], &tile.j_im[branch.node * LANES], branch.parent,
                  branch.node);
    }
  }
  const double base_a = 1e3 / (std::sqrt(3.0) * network_.rated_kv);
  for (size_t i = 0; i < LANES; ++i) {
    const double re = tile.head_kw[i], im = tile.head_kvar[i];
    tile.head2_a2[i] = (re * re + im * im) * base_a * base_a;
    tile.head_kw[i] = network_.busbar_pu * re * 1e3;
    tile.head_kvar[i] = -network_.busbar_pu * im * 1e3;
  }
}

// As if loads drew what they draw at the busbar's voltage; no voltage of these steps means anything.
void MvFlow::report_unsolved(FlowTile& tile) const {
  FlowTile rough = tile;
  std::fill(rough.v_re.begin(), rough.v_re.end(), network_.busbar_pu);
  std::fill(rough.v_im.begin(), rough.v_im.end(), 0.0);
  find_voltages(rough);
  report(rough);
  for (size_t i = 0; i < LANES; ++i) {
    if (tile.solved[i]) continue;
    tile.head_kw[i] = rough.head_kw[i];
    tile.head_kvar[i] = rough.head_kvar[i];
    tile.head2_a2[i] = rough.head2_a2[i];
    tile.loss_kw[i] = rough.loss_kw[i];
    for (size_t l = 0; l < network_.lines.size(); ++l) {
      tile.current2_a2[l * LANES + i] = rough.current2_a2[l * LANES + i];
    }
    for (int n = 0; n < network_.nodes; ++n) {
      tile.v_re[n * LANES + i] = 0.0;
      tile.v_im[n * LANES + i] = 0.0;
    }
  }
}

}  // namespace hearthgrid::electricity
