#pragma once
// A batch of random homes on a random construction, laid out for the kernel.

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/run/kernel/household_kernel.hpp"
#include "engine/run/physics.hpp"
#include "tests/unit/run/slow_step.hpp"

namespace hearthgrid::run {

/// Uniform numbers; splitmix64, so that a seed gives the same homes everywhere.
class Draws {
 public:
  explicit Draws(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  double operator()(double low, double high) {
    state_ += 0x9E3779B97F4A7C15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    return low + (high - low) * (static_cast<double>(z >> 11) * 0x1.0p-53);
  }
  bool chance(double probability) { return (*this)(0.0, 1.0) < probability; }

 private:
  uint64_t state_;
};

struct RandomBatch {
  Construction construction;
  heater::Technology technology;
  BatchModel model{};
  int steps = 0;
  std::vector<double> driver, outdoor, air_change, compensation, heater, valley;  // shared
  std::vector<double> gain, target, base, electric, input, heat, air;             // [steps][LANES]
  BatchLanes lanes{};
  double area[LANES] = {};
  double air_change_factor[LANES] = {}, size[LANES] = {}, emitter[LANES] = {}, backup[LANES] = {};

  [[nodiscard]] TileDrivers drivers() const {
    return {driver.data(), outdoor.data(), air_change.data(), compensation.data(), heater.data(), valley.data()};
  }
  [[nodiscard]] TileStreams streams() {
    return {gain.data(), target.data(), base.data(), electric.data(), input.data(), heat.data(), air.data()};
  }
  void step(const Kernel& kernel, bool count = true) {
    kernel.step_tile(model, drivers(), streams(), steps, count, lanes);
  }
};

/// A stable, positive random construction: rows of phi sum to less than 1, the rest comes from outdoors.
inline void draw_construction(Draws& draw, RandomBatch& b) {
  dwelling::StepModel& m = b.construction.model;
  m.phi = Eigen::MatrixXd(STATES, STATES);
  m.gamma_convective = m.gamma_radiant = Eigen::VectorXd(STATES);
  for (int i = 0; i < STATES; ++i) {
    for (int j = 0; j < STATES; ++j) m.phi(i, j) = i == j ? draw(0.4, 0.9) : draw(0.0, 0.03);
    m.gamma_convective[i] = i == STATES - 1 ? draw(5e-4, 3e-3) : draw(0.0, 2e-4);
    m.gamma_radiant[i] = draw(1e-4, 1e-3);
  }
  b.construction.nominal_air_change_w_k = draw(10.0, 60.0);
}

inline void draw_technology(Draws& draw, bool hand_fired, RandomBatch& b) {
  heater::Technology& t = b.technology;
  t.kind = hand_fired ? heater::HeaterKind::hand_fired : heater::HeaterKind::set_point;
  t.convective_share.value = draw(0.2, 1.0);
  t.min_modulation.value = draw.chance(0.7) ? draw(0.1, 0.6) : 0.0;
  t.cycling_degradation.value = draw(0.5, 1.0);
  t.supply_temp_c.value = draw(35.0, 55.0);
  t.supply_slope.value = draw.chance(0.5) ? draw(0.1, 0.5) : 0.0;
  t.running_w.value = draw(0.0, 200.0);
  t.standby_w.value = draw(0.0, 20.0);
}

inline void draw_weather(Draws& draw, RandomBatch& b) {
  const double cold = draw(-20.0, 10.0);
  for (int t = 0; t < b.steps; ++t) {
    const double outdoor = cold + 8.0 * std::sin(0.0654 * t) + draw(-1.0, 1.0);
    b.outdoor.push_back(outdoor);
    b.air_change.push_back(draw(0.3, 2.0));
    b.compensation.push_back(std::max(0.0, -outdoor));
    b.valley.push_back(draw.chance(0.3) ? 1.0 : 0.0);
    for (int i = 0; i < STATES; ++i) b.driver.push_back((1.0 - b.construction.model.phi.row(i).sum()) * outdoor);
    const double locked_out = draw.chance(0.05) ? 0.0 : 1.0;
    const double row[6] = {locked_out * draw(4000.0, 9000.0),
                           locked_out * draw(-60.0, 0.0),
                           locked_out * -0.2,
                           draw(0.1, 0.2),
                           draw(0.001, 0.005),
                           draw(0.0, 2e-5)};
    b.heater.insert(b.heater.end(), row, row + 6);
  }
}

/// Lane `lane` becomes a home drawn from `draw`.
inline void draw_home(Draws& draw, int lane, RandomBatch& b) {
  const heater::Technology& t = b.technology;
  const double a = b.area[lane] = draw(0.3, 2.5);
  b.air_change_factor[lane] = draw(0.4, 2.5);
  b.size[lane] = draw(0.4, 2.0);
  b.emitter[lane] = draw.chance(0.5) ? draw(60.0, 300.0) : 1e9;
  b.backup[lane] = draw.chance(0.5) ? draw(500.0, 3000.0) : 0.0;
  BatchLanes& l = b.lanes;
  l.air_change_w_k[lane] = b.construction.nominal_air_change_w_k * b.air_change_factor[lane];
  l.size[lane] = b.size[lane] / a;
  l.supply_c[lane] = t.supply_temp_c;
  l.supply_slope[lane] = t.supply_slope;
  l.emitter_w_k[lane] = b.emitter[lane] / a;
  l.backup_w[lane] = b.backup[lane] / a;
  l.running_w[lane] = t.running_w / a;
  l.standby_w[lane] = t.standby_w / a;
  l.area_kw[lane] = a / 1000.0;
  for (int i = 0; i < STATES; ++i) l.state[i][lane] = draw(5.0, 20.0);
  l.min_air[lane] = 1e3;
  const double day = draw(14.0, 22.0), night = draw(8.0, 16.0);
  const bool stove = t.kind == heater::HeaterKind::hand_fired;
  for (int k = 0; k < b.steps; ++k) {
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    b.gain[at] = draw(0.0, 400.0) / a;
    b.base[at] = draw(0.0, 1.5);
    b.target[at] = stove ? (draw.chance(0.2) ? 0.0 : draw(500.0, 9000.0) / a) : (k / 20 % 3 == 2 ? night : day);
  }
}

/// The kernels that this processor runs.
inline std::vector<const Kernel*> available_kernels() {
  std::vector<const Kernel*> all;
  for (const Kernel* k = kernels(); k->instruction_set != nullptr; ++k) all.push_back(k);
  return all;
}

inline RandomBatch random_batch(uint64_t seed, bool hand_fired, int steps) {
  Draws draw(seed);
  RandomBatch b;
  b.steps = steps;
  draw_construction(draw, b);
  draw_technology(draw, hand_fired, b);
  draw_weather(draw, b);
  b.model = batch_model(b.construction, b.technology);
  for (auto* v : {&b.gain, &b.target, &b.base, &b.electric, &b.input, &b.heat, &b.air}) {
    v->assign(static_cast<size_t>(steps) * LANES, 0.0);
  }
  b.lanes.carrier_is_electric = draw.chance(0.5) ? 1.0 : 0.0;
  for (int lane = 0; lane < LANES; ++lane) draw_home(draw, lane, b);
  return b;
}

}  // namespace hearthgrid::run
