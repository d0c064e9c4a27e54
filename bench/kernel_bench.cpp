// The production kernel against what a core can do: home-steps per second and core of run::step_tile with all accounts
// and every lane's parameters its own, real homes counted (not padded lanes), beside the bare update of the same number
// of states and the rate of multiply-adds, all in this binary, measured in turns.
//
// Operation-count roofline: vector operations of the step per register, each priced at one multiply-add of the measured
// peak rate; loads, stores and broadcasts are free, a division counts as one, min, max, compare and select as one.
//
//   dynamics          (N states)             inputs               both      accounts
//   w + g gain                 N             r(T_x), by load         3      heat                          1
//   + Phi s                  N N             share of running        2      lack to set point             3 *
//   extra, furniture, den, num 9             carrier input           8      states at start               N
//   need                       3 *           backup, electricity     5      air, extra air, gain          3
//   heater: direct            17 *           to kW                   2      coldest                       1
//           through water    128 *           six sums                6      below 14, below 10            4
//   air                        2             with base load, peak    2
//   brought                    2             hot water, its sums     5 **   operative: of, oc p         N + 2
//   next state           2 N - 2                                              need (8 for 3)                5
//   (* not hand-fired, ** with water)                                         T_op                          2
//                                                                           ideal: cooling, net             5
//   Water: losses, capacity twice at T_x, rod 31; emitters' law 55            its sum and three extremes    4
//   (its power 47); open and closed valve 28; T_m, T_x, load 14
//
//   N = 5: set point 116, operative 130, hand-fired 93, ideal 125; with water 232

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/run/kernel/household_kernel.hpp"

#define HEARTHGRID_RATES rates_baseline
#define HEARTHGRID_RATES_WIDTH 2
#include "bench/kernel_rates.inc"
#undef HEARTHGRID_RATES
#undef HEARTHGRID_RATES_WIDTH
#ifdef __x86_64__
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#define HEARTHGRID_RATES rates_avx2
#define HEARTHGRID_RATES_WIDTH 4
#include "bench/kernel_rates.inc"
#undef HEARTHGRID_RATES
#undef HEARTHGRID_RATES_WIDTH
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prefer-vector-width=512")
#define HEARTHGRID_RATES rates_avx512
#define HEARTHGRID_RATES_WIDTH 8
#include "bench/kernel_rates.inc"
#undef HEARTHGRID_RATES
#undef HEARTHGRID_RATES_WIDTH
#pragma GCC pop_options
#endif

namespace {

using namespace hearthgrid;
using namespace hearthgrid::run;

// The table above.
constexpr double operations(int n, Control control, bool water = false) {
  const double any = n * n + 3.0 * n + 11.0 + 28.0 + 9.0 + n;
  switch (control) {
    case Control::prescribed:
      return any;
    case Control::operative:
      return any + 23.0 + n + 9.0;
    case Control::ideal:
      return any + 23.0 + 9.0;
    case Control::air:
      break;
  }
  return any + 23.0 + (water ? 128.0 - 17.0 + 5.0 : 0.0);
}
static_assert(operations(5, Control::air) == 116.0 && operations(5, Control::prescribed) == 93.0 &&
              operations(5, Control::operative) == 130.0 && operations(5, Control::ideal) == 125.0 &&
              operations(5, Control::air, true) == 232.0);

constexpr int STEPS = 96;
constexpr int DAYS = 32;
constexpr int CONSTRUCTIONS = 24;
constexpr int HOMES = 3200;  // a block of 64 transformers with 50 homes each
constexpr int ROUNDS = 9;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Numbers in [low, high), by name and place only.
class Draws {
 public:
  explicit Draws(const char* what) : name_(stable_hash(what)) {}
  double operator()(double low, double high) {
    const auto words = random_words(1, Stream::people, name_, count_++, 0);
    return low + (high - low) * uniform(words[0]);
  }

 private:
  uint64_t name_;
  uint32_t count_ = 0;
};

// A house of about 250 W/K; what leaves a state per step goes to the others and to the weather.
BatchModel random_model(int states, Control control, Draws& draw) {
  BatchModel m{};
  constexpr double STAY[MAX_STATES] = {0.995, 0.99, 0.98, 0.95, 0.90, 0.70, 0.35};
  const double* stay = STAY + MAX_STATES - states;
  const int air = states - 1;
  m.states = states;
  m.control = control;
  for (int i = 0; i < states; ++i) {
    const double lost = (1.0 - stay[i]) * draw(0.9, 1.1);
    for (int j = 0; j < states; ++j) m.phi[i][j] = i == j ? 1.0 - lost : lost * draw(1.0, 1.2) / states;
    m.heat[i] = (i == air ? 6e-4 : 4e-5) * draw(0.8, 1.2);
    m.gain[i] = m.heat[i] * draw(0.8, 1.0);
    m.convective[i] = m.heat[i] * draw(0.9, 1.1);
    m.operative[i] = i == air ? 0.5 : 0.5 / air;
    m.operative_heat += m.operative[i] * m.heat[i];
    m.operative_convective += m.operative[i] * m.convective[i];
  }
  m.operative_gain = draw(1e-4, 2e-4);
  m.min_modulation = control == Control::prescribed ? 0.0 : 0.3;
  m.cycling_degradation = control == Control::prescribed ? 1.0 : 0.9;
  m.main_is_electric = control == Control::prescribed ? 0.0 : 1.0;
  m.backup_is_electric = m.backup_ratio = m.curve_sign = 1.0;
  m.exponent_less_1 = 0.3;
  m.band_k = 2.5;
  return m;
}

void random_lane(BatchLanes& lanes, int lane, Draws& draw) {
  lanes.air_change_w_k[lane] = draw(30.0, 80.0);
  lanes.fixed_w_k[lane] = draw(-60.0, -40.0);
  lanes.furniture_w_k[lane] = draw(-200.0, 400.0);
  lanes.cool_w[lane] = draw(1000.0, 4000.0);
  lanes.size[lane] = draw(0.7, 1.6);
  lanes.store_w_k[lane] = draw(200.0, 500.0);
  lanes.half_drop_k_w[lane] = draw(3e-4, 6e-4);
  lanes.store_c[lane] = draw(30.0, 45.0);
  lanes.emitter_w_k[lane] = draw(200.0, 400.0);
  lanes.backup_w[lane] = draw(0.0, 2000.0);
  lanes.running_w[lane] = draw(40.0, 90.0);
  lanes.standby_w[lane] = draw(5.0, 15.0);
  lanes.area_kw[lane] = draw(0.5e-3, 1.5e-3);
  lanes.min_air[lane] = 1e3;
  for (auto& state : lanes.state) state[lane] = draw(10.0, 16.0);
}

struct Drivers {
  int states;
  std::vector<double> driver, outdoor, air_change, curtain, operative, valley;
  std::vector<heater::CoefficientRow> heater;
  Drivers(int of_states, Draws& draw) : states(of_states) {
    for (int t = 0; t < DAYS * STEPS; ++t) {
      const double outdoor_c = draw(-20.0, 5.0);
      for (int i = 0; i < states; ++i) driver.push_back((i == states - 1 ? 0.13 : 0.01) * outdoor_c);
      outdoor.push_back(outdoor_c);
      air_change.push_back(draw(0.6, 1.6));
      curtain.push_back(t % STEPS < 28 ? -8.0 : 0.0);
      operative.push_back(0.02 * outdoor_c);
      heater.push_back({{9000.0 + 150.0 * outdoor_c, -40.0, 0.1}, {0.25, 0.004, 2e-5}, 47.5, 0.0, 20.0, 1.0});
      valley.push_back(t % STEPS < 32 ? 1.0 : 0.0);
    }
  }
  [[nodiscard]] TileDrivers of_day(int day) const {
    const size_t at = static_cast<size_t>(day) * STEPS;
    return {driver.data() + at * states, outdoor.data() + at, air_change.data() + at, curtain.data() + at,
            operative.data() + at,       heater.data() + at,  valley.data() + at};
  }
};

// A way to heat, as the kernel knows it.
struct Variant {
  const char* name;
  Control control = Control::air;
  int states = USUAL_STATES;
  bool water = false, hot_water = false, cycles = false;
};

// A block's batches: homes fall on constructions at random, so that some lanes stay empty, as in a run.
struct Fleet {
  std::vector<BatchModel> models;
  std::vector<BatchLanes> lanes;
  Drivers drivers;
  std::vector<double> gain, target, ventilation, cool_target, base, electric, input, hot_water, ones;

  Fleet(const Variant& variant, Draws draw) : drivers(variant.states, draw) {
    const Control control = variant.control;
    const int states = variant.states;
    const bool hand_fired = control == Control::prescribed;
    std::vector<int> homes(CONSTRUCTIONS);
    for (int h = 0; h < HOMES; ++h) ++homes[static_cast<size_t>(draw(0.0, CONSTRUCTIONS))];
    for (const int of_construction : homes) {
      BatchModel model = random_model(states, control, draw);
      model.store = variant.water;
      model.cycles = variant.cycles;
      model.hot_water_c = variant.hot_water ? 50.0 : 0.0;
      for (int first = 0; first < of_construction; first += LANES) {
        models.push_back(model);
        lanes.emplace_back();
        for (int lane = 0; lane < std::min(LANES, of_construction - first); ++lane)
          random_lane(lanes.back(), lane, draw);
      }
    }
    for (int k = 0; k < STEPS * LANES; ++k) {
      gain.push_back(draw(50.0, 400.0));
      target.push_back(hand_fired ? draw(1000.0, 8000.0) : draw(15.0, 20.0));
      ventilation.push_back(draw(0.0, 20.0));
      cool_target.push_back(draw(20.0, 24.0));
      base.push_back(draw(0.05, 0.8));
      hot_water.push_back(variant.hot_water && draw(0.0, 1.0) < 0.05 ? draw(500.0, 3000.0) : 0.0);
      ones.push_back(1.0);
    }
    electric.resize(gain.size());
    input.resize(gain.size());
  }

  // All batches through one day.
  void step(const Kernel& kernel, int day) {
    const TileStreams io{gain.data(),
                         target.data(),
                         ventilation.data(),
                         cool_target.data(),
                         base.data(),
                         hot_water.data(),
                         ones.data(),
                         electric.data(),
                         input.data(),
                         nullptr,
                         nullptr,
                         nullptr,
                         nullptr};
    const TileDrivers of_day = drivers.of_day(day);
    for (size_t b = 0; b < lanes.size(); ++b) kernel.step_tile(models[b], of_day, io, STEPS, true, lanes[b]);
  }

  [[nodiscard]] double heat() const {
    double sum = 0.0;
    for (const BatchLanes& l : lanes) {
      for (const double q : l.sum_heat) sum += q;
    }
    return sum;
  }
};

struct Rates {
  double (*multiply_add)(int, double, double);
  double (*bare)(const BatchModel&, const double*, int, double, double, double*);
  int width;
};

#define HEARTHGRID_RATES_OF(set, width)                       \
  switch (states) {                                           \
    case 3:                                                   \
      return {set::multiply_add, set::bare_update<3>, width}; \
    case 4:                                                   \
      return {set::multiply_add, set::bare_update<4>, width}; \
    case 6:                                                   \
      return {set::multiply_add, set::bare_update<6>, width}; \
    default:                                                  \
      return {set::multiply_add, set::bare_update<5>, width}; \
  }

Rates rates_of(const char* set, int states) {
#ifdef __x86_64__
  if (std::strcmp(set, "avx512") == 0) HEARTHGRID_RATES_OF(rates_avx512, 8)
  if (std::strcmp(set, "avx2") == 0) HEARTHGRID_RATES_OF(rates_avx2, 4)
#endif
  HEARTHGRID_RATES_OF(rates_baseline, 2)
}

double sink = 0.0;  // keeps results alive

// Lane operations per second.
double multiply_add_rate(const Rates& rates) {
  constexpr int COUNT = 400000;
  const double start = cpu_seconds();
  sink += rates.multiply_add(COUNT, 0.999999, 1e-6);
  return 16.0 * COUNT * rates.width / (cpu_seconds() - start);
}

double bare_rate(const Rates& rates, const Fleet& fleet) {
  constexpr int REPEATS = 60;
  alignas(64) double states[2 * MAX_STATES * 8];
  std::fill(std::begin(states), std::end(states), 12.0);
  const double start = cpu_seconds();
  for (int r = 0; r < REPEATS; ++r) {
    sink += rates.bare(fleet.models[static_cast<size_t>(r) % fleet.models.size()], fleet.drivers.driver.data(),
                       DAYS * STEPS, 16.0, 9000.0, states);
  }
  return 2.0 * rates.width * REPEATS * DAYS * STEPS / (cpu_seconds() - start);
}

double kernel_rate(const Kernel& kernel, Fleet& fleet) {
  const double start = cpu_seconds();
  for (int day = 0; day < DAYS; ++day) fleet.step(kernel, day);
  const double rate = static_cast<double>(HOMES) * STEPS * DAYS / (cpu_seconds() - start);
  if (!std::isfinite(fleet.heat()) || fleet.heat() <= 0.0) fmt::print("no heat was delivered: the figures are void\n");
  return rate;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(const Kernel& kernel, const Variant& variant) {
  const int states = variant.states;
  const double count = operations(states, variant.control, variant.water);
  const Rates rates = rates_of(kernel.instruction_set, states);
  Fleet fleet(variant, Draws("homes"));
  std::vector<double> peak, bare, stepped, of_roofline, of_bare;
  for (int round = 0; round < ROUNDS; ++round) {  // in turns, so that a neighbour's load meets all three
    peak.push_back(multiply_add_rate(rates));
    bare.push_back(bare_rate(rates, fleet));
    stepped.push_back(kernel_rate(kernel, fleet));
    of_roofline.push_back(stepped.back() * count / peak.back());
    of_bare.push_back(stepped.back() / bare.back());
  }
  fmt::print("| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {:.2f} | {:.0f} % | {:.0f} % | {:.2f} |\n",
             kernel.instruction_set, variant.name, states, median(stepped) * 1e-9, median(bare) * 1e-9,
             median(peak) * 1e-9 / count, median(peak) * 1e-9, 100.0 * median(of_roofline), 100.0 * median(of_bare),
             HOMES / static_cast<double>(fleet.lanes.size() * LANES));
}

}  // namespace

int main() {
  fmt::print(
      "1e9 home-steps per second and core (CPU time, medians of {} rounds); {} homes, {} constructions, {} days\n",
      ROUNDS, HOMES, CONSTRUCTIONS, DAYS);
  fmt::print(
      "| set | heater | states | kernel | bare update | roofline | 1e9 multiply-adds | of roofline | of bare | lanes "
      "used |\n");
  fmt::print("|---|---|---|---|---|---|---|---|---|---|\n");
  for (const Kernel* k = kernels(); k->instruction_set != nullptr; ++k) {
    for (const int states : {3, 4, 5, 6, 7}) measure(*k, {"set-point", Control::air, states});
    measure(*k, {"through water", Control::air, USUAL_STATES, true});
    measure(*k, {"and hot water", Control::air, USUAL_STATES, true, true});
    measure(*k, {"single cycles", Control::air, USUAL_STATES, true, false, true});
    measure(*k, {"operative", Control::operative});
    measure(*k, {"hand-fired", Control::prescribed});
    measure(*k, {"ideal", Control::ideal});
  }
  return sink == 0.0 ? 1 : 0;
}
