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
  std::vector<double> driver, outdoor, air_change, curtain, operative, valley;  // shared
  std::vector<heater::CoefficientRow> heater;
  std::vector<double> gain, target, ventilation, cool_target, base, electric, input, heat, air, cool, hot_water,
      enabled, second;  // [steps][LANES]
  BatchLanes lanes{};
  double area[LANES] = {};
  double air_change_factor[LANES] = {}, size[LANES] = {}, emitter[LANES] = {}, backup[LANES] = {}, fixed[LANES] = {},
         furniture[LANES] = {};

  /// From step `at` on.
  [[nodiscard]] TileDrivers drivers(int at = 0) const {
    return {driver.data() + at * model.states,
            outdoor.data() + at,
            air_change.data() + at,
            curtain.data() + at,
            operative.data() + at,
            heater.data() + at,
            valley.data() + at};
  }
  [[nodiscard]] TileStreams streams(int at = 0) {
    const auto from = [at](std::vector<double>& v) { return v.data() + static_cast<size_t>(at) * LANES; };
    return {from(gain),      from(target),  from(ventilation), from(cool_target), from(base),
            from(hot_water), from(enabled), from(electric),    from(input),       from(second),
            from(heat),      from(air),     from(cool)};
  }
  /// All streams that a home reads.
  [[nodiscard]] std::vector<std::vector<double>*> read() {
    return {&gain, &target, &ventilation, &cool_target, &base, &hot_water, &enabled};
  }
  /// All that the kernel writes.
  [[nodiscard]] std::vector<std::vector<double>*> written() { return {&electric, &input, &second, &heat, &air, &cool}; }
  void step(const Kernel& kernel, bool count = true) {
    kernel.step_tile(model, drivers(), streams(), steps, count, lanes);
  }
};

/// A stable, positive random construction: rows of phi sum to less than 1, the rest comes from outdoors.
inline void draw_construction(Draws& draw, int states, RandomBatch& b) {
  dwelling::StepModel& m = b.construction.model;
  m.states = states;
  m.star_state = Eigen::RowVectorXd::Zero(states);
  m.star_radiant = draw(1e-4, 1e-3);
  m.phi = Eigen::MatrixXd::Zero(states, states);
  m.gamma_convective = m.gamma_radiant = Eigen::VectorXd::Zero(states);
  for (int i = 0; i < states; ++i) {
    for (int j = 0; j < states; ++j) m.phi(i, j) = i == j ? draw(0.4, 0.9) : draw(0.0, 0.03);
    m.gamma_convective[i] = i == states - 1 ? draw(5e-4, 3e-3) : draw(0.0, 2e-4);
    m.gamma_radiant[i] = draw(1e-4, 1e-3);
    m.star_state[i] = draw(0.5, 1.0) / states;
  }
  b.construction.nominal_air_change_w_k = draw(10.0, 60.0);
}

inline void draw_technology(Draws& draw, Control control, RandomBatch& b) {
  heater::Technology& t = b.technology;
  if (control == Control::prescribed) t.kind = heater::HeaterKind::hand_fired;
  if (control == Control::ideal) t.kind = heater::HeaterKind::ideal;
  if (control == Control::operative) t.sensed = heater::SensedTemperature::operative;
  t.convective_share.value = draw(0.2, 1.0);
  t.min_modulation.value = draw.chance(0.7) ? draw(0.1, 0.6) : 0.0;
  t.cycling_degradation.value = draw(0.5, 1.0);
  t.part_load_slope.value = draw(-0.1, 0.1);
  t.running_w.value = draw(0.0, 200.0);
  t.standby_w.value = draw(0.0, 20.0);
}

// Water between heater and room, or none.
inline void draw_water(Draws& draw, heater::Technology& t) {
  t.emitter_w_k.emplace().value = 200.0;
  t.emitter_exponent.value = draw.chance(0.2) ? 1.0 : draw(1.0, 1.5);
  t.supply_control = draw.chance(0.3) ? heater::SupplyControl::room : heater::SupplyControl::outdoor;
  t.curve = draw.chance(0.4) ? heater::CurveTemperature::returning_water : heater::CurveTemperature::leaving_water;
  t.band_k.value = draw(1.0, 4.0);
  t.hot_water_temp_c.value = draw.chance(0.5) ? draw(40.0, 55.0) : 0.0;
  if (draw.chance(0.3)) t.backup_carrier = heater::Carrier::gas;
  t.backup_w.value = 1.0;
  t.backup_efficiency.value = draw(0.8, 1.0);
}

inline void draw_weather(Draws& draw, RandomBatch& b) {
  const double cold = draw(-20.0, b.model.control == Control::ideal ? 35.0 : 10.0);
  for (int t = 0; t < b.steps; ++t) {
    const double outdoor = cold + 8.0 * std::sin(0.0654 * t) + draw(-1.0, 1.0);
    b.outdoor.push_back(outdoor);
    b.air_change.push_back(draw(0.3, 2.0));
    b.curtain.push_back(draw.chance(0.4) ? draw(-8.0, 0.0) : 0.0);
    b.operative.push_back(draw(-1.0, 4.0));
    b.valley.push_back(draw.chance(0.3) ? 1.0 : 0.0);
    for (int i = 0; i < b.model.states; ++i)
      b.driver.push_back((1.0 - b.construction.model.phi.row(i).sum()) * outdoor);
    const double locked_out = draw.chance(0.05) ? 0.0 : 1.0;
    b.heater.push_back({{locked_out * draw(4000.0, 9000.0), locked_out * draw(-60.0, 0.0), locked_out * -0.2},
                        {draw(0.1, 0.2), draw(0.001, 0.005), draw(0.0, 2e-5)},
                        draw(35.0, 55.0),
                        draw.chance(0.5) ? draw(0.0, 100.0) : 0.0,
                        draw.chance(0.5) ? draw(0.0, 40.0) : 0.0,
                        draw.chance(0.8) ? 1.0 : 0.0});
  }
}

/// Lane `lane` becomes a home drawn from `draw`.
inline void draw_home(Draws& draw, int lane, RandomBatch& b) {
  const heater::Technology& t = b.technology;
  const double a = b.area[lane] = draw(0.3, 2.5);
  b.air_change_factor[lane] = draw(0.4, 2.5);
  b.size[lane] = draw(0.4, 2.0);
  b.emitter[lane] = draw(60.0, 300.0);
  b.backup[lane] = draw.chance(0.5) ? draw(500.0, 3000.0) : 0.0;
  BatchLanes& l = b.lanes;
  l.air_change_w_k[lane] = b.construction.nominal_air_change_w_k * b.air_change_factor[lane];
  b.fixed[lane] = draw(-5.0, 5.0) * a;
  l.fixed_w_k[lane] = b.fixed[lane] / a - b.construction.nominal_air_change_w_k;
  b.furniture[lane] = draw(-0.4, 1.0) * a / b.model.convective[b.model.states - 1];
  l.furniture_w_k[lane] = b.furniture[lane] / a;
  l.cool_w[lane] = draw.chance(0.5) ? draw(500.0, 3000.0) : 1e12;
  l.size[lane] = b.size[lane] / a;
  l.emitter_w_k[lane] = b.emitter[lane] / a;
  l.store_w_k[lane] = draw(50.0, 2000.0) / a;
  l.half_drop_k_w[lane] = draw(0.0, 0.0015) * a;
  l.static_w_k[lane] = draw.chance(0.5) ? draw(0.0, 10.0) / a : 0.0;
  l.lost_w_k[lane] = draw.chance(0.5) ? draw(0.0, 5.0) / a : 0.0;
  l.store_c[lane] = draw(15.0, 45.0);
  l.backup_w[lane] = b.backup[lane] / a;
  l.backup_stage_w[lane] = l.backup_w[lane] / 3.0;
  l.running_w[lane] = t.running_w / a;
  l.standby_w[lane] = t.standby_w / a;
  l.area_kw[lane] = a / 1000.0;
  for (int i = 0; i < b.model.states; ++i) l.state[i][lane] = draw(5.0, 20.0);
  l.min_air[lane] = 1e3;
  l.max_air[lane] = -1e3;
  const double day = draw(14.0, 22.0), night = draw(8.0, 16.0);
  const bool stove = t.kind == heater::HeaterKind::hand_fired;
  for (int k = 0; k < b.steps; ++k) {
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    b.gain[at] = draw(0.0, 400.0) / a;
    b.ventilation[at] = draw.chance(0.3) ? draw(0.0, 60.0) : 0.0;
    b.cool_target[at] = day + draw(0.0, 4.0);
    b.base[at] = draw(0.0, 1.5);
    b.hot_water[at] = draw.chance(0.1) ? draw(0.0, 9000.0) / a : 0.0;
    b.enabled[at] = draw.chance(0.1) ? draw(0.0, 1.0) : 1.0;
    b.target[at] = stove ? (draw.chance(0.2) ? 0.0 : draw(500.0, 9000.0) / a) : (k / 20 % 3 == 2 ? night : day);
  }
}

/// The kernels that this processor runs.
inline std::vector<const Kernel*> available_kernels() {
  std::vector<const Kernel*> all;
  for (const Kernel* k = kernels(); k->instruction_set != nullptr; ++k) all.push_back(k);
  return all;
}

inline RandomBatch random_batch(uint64_t seed, Control control, int steps, int states = USUAL_STATES,
                                bool water = false, bool cycles = false) {
  Draws draw(seed);
  RandomBatch b;
  b.steps = steps;
  draw_construction(draw, states, b);
  draw_technology(draw, control, b);
  if (draw.chance(0.3)) b.technology.curve = heater::CurveTemperature::room_air;
  if (draw.chance(0.5)) b.technology.carrier = heater::Carrier::electricity;
  if (water) draw_water(draw, b.technology);
  b.model = batch_model(b.construction, b.technology);
  b.model.cycles = cycles;
  draw_weather(draw, b);
  for (auto* v : b.read()) v->assign(static_cast<size_t>(steps) * LANES, 0.0);
  for (auto* v : b.written()) v->assign(static_cast<size_t>(steps) * LANES, 0.0);
  for (int lane = 0; lane < LANES; ++lane) draw_home(draw, lane, b);
  return b;
}

/// Every variant of the kernel.
constexpr Control CONTROLS[] = {Control::air, Control::operative, Control::prescribed, Control::ideal};
constexpr const char* CONTROL_NAMES[] = {"air", "operative", "hand-fired", "ideal"};

}  // namespace hearthgrid::run
