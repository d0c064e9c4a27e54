// The production path (layers reduced to four states and the air, quarter hours, the kernel) against the whole layered
// network at steps of one second, whose heater holds the set point within its capacity second by second: figures
// reached are printed. Two shipped archetypes, two envelopes, a cold fortnight of northern Shanxi after a week of
// warm-up, a 3 hp heat pump, a night setback of 4 K, air change by wind and temperature, sun.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/io/archetype_file.hpp"
#include "engine/io/technology_file.hpp"
#include "engine/run/physics.hpp"
#include "models/dwelling/air_change.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/tilted.hpp"

namespace hearthgrid::run {
namespace {

constexpr int STEP_S = 900;
constexpr double GAIN_W = 400.0;
constexpr double ALBEDO = 0.2;
constexpr double GROUND_C = 6.0;
constexpr double START_WATER_C = 20.0;

double set_point_c(int step) {
  const int of_day = step % 96;
  return of_day < 24 || of_day >= 88 ? 14.0 : 18.0;  // 06:00 to 22:00
}

struct Case {
  dwelling::Dwelling dwelling;
  const SiteWeather& site;
  const heater::Technology& technology;
  const heater::CoefficientRow* coefficients;  // [steps]
  double area;                                 // heated, over the archetype's
  double size;
};

// Means over the quarter hours of the fortnight.
struct Fortnight {
  std::vector<double> heat_w, electric_w, air_c;
  [[nodiscard]] static double kwh(const std::vector<double>& watts) {
    double sum = 0.0;
    for (const double w : watts) sum += 0.25e-3 * w;
    return sum;
  }
  [[nodiscard]] static double peak(const std::vector<double>& watts) {
    return *std::max_element(watts.begin(), watts.end());
  }
};

Fortnight production(const Case& c) {
  const TimeAxis& axis = c.site.steps.axis;
  const Construction construction = prepare_construction(c.dwelling, c.site);
  const BatchModel model = batch_model(construction, c.technology);
  const size_t steps = axis.steps();
  std::vector<double> gain(steps * LANES, GAIN_W / c.area), target(gain.size()), base(gain.size());
  std::vector<double> electric(gain.size()), input(gain.size()), heat(gain.size()), air(gain.size()), valley(steps);
  BatchLanes lanes{};
  for (int lane = 0; lane < LANES; ++lane) {
    lanes.air_change_w_k[lane] = construction.nominal_air_change_w_k;
    lanes.fixed_w_k[lane] = -construction.nominal_air_change_w_k;
    lanes.size[lane] = c.size / c.area;
    if (model.store) {
      lanes.emitter_w_k[lane] = *c.technology.emitter_w_k * c.size / c.area;
      lanes.store_w_k[lane] = heater::store_j_k(c.technology) / axis.step_seconds() * c.size / c.area;
      lanes.half_drop_k_w[lane] = 0.5 * c.technology.return_drop_k / c.technology.rated_heat_w * c.area / c.size;
      lanes.store_c[lane] = START_WATER_C;
    }
    lanes.running_w[lane] = c.technology.running_w / c.area;
    lanes.standby_w[lane] = c.technology.standby_w / c.area;
    lanes.area_kw[lane] = c.area / 1000.0;
    for (int i = 0; i < model.states; ++i) lanes.state[i][lane] = construction.start_state[i];
    for (size_t k = 0; k < steps; ++k) target[k * LANES + lane] = set_point_c(static_cast<int>(k));
  }
  const TileDrivers drivers{construction.driver.data(),
                            c.site.steps.outdoor_temp_c.data(),
                            construction.air_change.data(),
                            construction.curtain_w_k.data(),
                            construction.operative_c.data(),
                            c.coefficients,
                            valley.data()};
  const std::vector<double> none(gain.size()), ones(gain.size(), 1.0);
  const TileStreams streams{gain.data(), target.data(), none.data(),     none.data(),  base.data(),
                            none.data(), ones.data(),   electric.data(), input.data(), nullptr,
                            heat.data(), air.data(),    nullptr};
  kernel().step_tile(model, drivers, streams, axis.steps(), true, lanes);
  Fortnight out;
  for (size_t k = axis.warm_up_steps(); k < steps; ++k) {
    out.heat_w.push_back(1000.0 * heat[k * LANES]);
    out.electric_w.push_back(1000.0 * electric[k * LANES]);
    out.air_c.push_back(air[k * LANES]);
  }
  return out;
}

Eigen::MatrixXd drivers_of(const dwelling::Dwelling& dwelling, const SiteWeather& site) {
  dwelling::SiteDrivers drivers{
      site.steps.outdoor_temp_c, site.steps.horizontal_infrared_w_m2, GROUND_C, site.steps.substeps, {}};
  const std::vector<Plane> planes = dwelling::planes_of(dwelling);
  std::vector<std::vector<PlaneIrradiance>> irradiance;
  for (const Plane& plane : planes) irradiance.push_back(weather::plane_irradiance(site.steps, plane, ALBEDO));
  for (size_t p = 0; p < planes.size(); ++p) drivers.planes.emplace_back(planes[p], irradiance[p]);
  return dwelling::drivers(dwelling, drivers, 0, site.steps.axis.steps());
}

// The whole network in its own modes: with W the square root of the capacities, W A W^-1 is symmetric, and every mode
// steps by itself, exactly for heat that is constant over the second.
class Modes {
 public:
  Modes(const dwelling::ThermalModel& model, double step_s) {
    const Eigen::VectorXd w = model.stored.cwiseSqrt();
    const Eigen::MatrixXd symmetric = w.asDiagonal() * model.a * w.cwiseInverse().asDiagonal();
    EXPECT_LT((symmetric - symmetric.transpose()).cwiseAbs().maxCoeff(), 1e-9 * symmetric.cwiseAbs().maxCoeff());
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(0.5 * (symmetric + symmetric.transpose()));
    const Eigen::ArrayXd rate = solver.eigenvalues().array();
    const Eigen::MatrixXd into = solver.eigenvectors().transpose() * w.asDiagonal();
    decay = (rate * step_s).exp();
    const Eigen::ArrayXd reach = (decay - 1.0) / rate;
    drive = reach.matrix().asDiagonal() * into * model.b;
    convective = reach * (into * model.b_convective).array();
    radiant = reach * (into * model.b_radiant).array();
    air = (w.cwiseInverse().asDiagonal() * solver.eigenvectors()).row(model.states() - 1).transpose().array();
    settled = 1.0 / (1.0 - decay);
  }
  Eigen::ArrayXd decay, convective, radiant, air, settled;
  Eigen::MatrixXd drive;
};

double curve(const double* c, double x) {
  return c[0] + x * (c[1] + x * c[2]);
}

// A second's electricity by the same curves as the kernel's.
double electric_w(const Case& c, const heater::CoefficientRow& row, double water_c, double heat_w, double capacity_w) {
  if (heat_w <= 0.0) return c.technology.standby_w;
  const double degradation = c.technology.cycling_degradation;
  const double running = std::max(heat_w, c.technology.min_modulation * capacity_w);
  return (degradation * heat_w + (1.0 - degradation) * running) * curve(row.input_per_heat, water_c) +
         c.technology.running_w * heat_w / running + c.technology.standby_w;
}

// The heater of one home, second by second: heat to the room [W], electricity [W].
class Plant {
 public:
  Plant(const Case& c, double step_s) : c_(c), step_s_(step_s), water_c_(START_WATER_C) {}

  std::pair<double, double> run(const heater::CoefficientRow& row, double need_w, double air_c) {
    const heater::Technology& t = c_.technology;
    if (!heater::has_store(t)) {
      const double capacity = std::max(0.0, c_.size * curve(row.capacity, row.supply_c));
      const double heat = std::clamp(need_w, 0.0, capacity);
      return {heat, electric_w(c_, row, row.supply_c, heat, capacity)};
    }
    const double w_k = heater::store_j_k(t) * c_.size / step_s_, over = std::max(1.0, water_c_ - air_c);
    const double half_drop = 0.5 * t.return_drop_k / t.rated_heat_w / c_.size;
    const double most = *t.emitter_w_k * c_.size * over * std::pow(over / 30.0, t.emitter_exponent - 1.0);
    const double emitted = std::min(std::max(0.0, need_w), most);
    const double at = water_c_ + half_drop * c_.size * curve(row.capacity, water_c_);
    const double capacity = std::max(0.0, c_.size * curve(row.capacity, at));
    const double wish = (emitted + w_k * (row.supply_c - water_c_)) / (1.0 + w_k * half_drop);
    const double made = std::clamp(wish, 0.0, capacity);
    water_c_ += (made - emitted) / w_k;
    const double least = std::max(made, t.min_modulation * capacity);
    return {emitted, electric_w(c_, row, water_c_ + half_drop * least, made, capacity)};
  }

 private:
  const Case& c_;
  double step_s_, water_c_;
};

// `step_s` seconds a step, a divisor of 900: the heater holds the set point at the end of each.
Fortnight full_network(const Case& c, int step_s = 1) {
  const TimeAxis& axis = c.site.steps.axis;
  const dwelling::ThermalModel full = dwelling::full_order(c.dwelling);
  const Modes modes(full, step_s);
  const Eigen::MatrixXd u = drivers_of(c.dwelling, c.site);
  const std::vector<double> air_change =
      dwelling::air_change_factor(c.dwelling, c.site.steps.outdoor_temp_c, c.site.steps.wind_speed_m_s);
  const int outdoor = dwelling::layout_of(c.dwelling).outdoor;
  const Eigen::VectorXd first_day = u.leftCols(96).rowwise().mean();
  const double start_w = full.heat_loss_coefficient_w_k() * (14.0 - first_day[outdoor]);
  Eigen::ArrayXd mode = modes.settled * ((modes.drive * first_day).array() + modes.convective * start_w);
  const double share = c.technology.convective_share;
  const Eigen::ArrayXd heating = share * modes.convective + (1.0 - share) * modes.radiant;
  const Eigen::ArrayXd gains = (GAIN_W / c.area) * (dwelling::GAINS_CONVECTIVE_SHARE * modes.convective +
                                                    (1.0 - dwelling::GAINS_CONVECTIVE_SHARE) * modes.radiant);
  const double per_watt = (modes.air * heating).sum(), nominal = c.dwelling.air_change_loss_w_k();
  double air = (modes.air * mode).sum();
  Plant plant(c, step_s);
  Fortnight out;
  for (int k = 0; k < axis.steps(); ++k) {
    const Eigen::ArrayXd steady = (modes.drive * u.col(k)).array() + gains;
    const double outdoor_c = c.site.steps.outdoor_temp_c[k];
    const double extra = nominal * (air_change[k] - 1.0);
    double heat_j = 0.0, electric_j = 0.0;
    for (int second = 0; second < STEP_S; second += step_s) {
      mode = modes.decay * mode + steady + extra * (outdoor_c - air) * modes.convective;
      const double need = (set_point_c(k) - (modes.air * mode).sum()) / per_watt * c.area;
      const auto [heat, electric] = plant.run(c.coefficients[k], need, air);
      mode += heat / c.area * heating;
      air = (modes.air * mode).sum();
      heat_j += heat * step_s;
      electric_j += electric * step_s;
    }
    if (k < axis.warm_up_steps()) continue;
    out.heat_w.push_back(heat_j / STEP_S);
    out.electric_w.push_back(electric_j / STEP_S);
    out.air_c.push_back(air);
  }
  return out;
}

double difference(double now, double reference) {
  return now / reference - 1.0;
}

double rms(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum / static_cast<double>(a.size()));
}

constexpr size_t WATER = 0, NO_WATER = 1;  // of ColdFortnight::technologies_

class ColdFortnight : public ::testing::Test {
 protected:
  ColdFortnight() {
    ProblemList problems;
    archetypes_ = io::read_archetypes_file(HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml", problems);
    technologies_ = io::read_technologies(HEARTHGRID_SOURCE_DIR "/models/heater/technologies.toml", problems);
    problems.throw_if_any();
    TimeAxis axis;
    axis.first_day = std::chrono::sys_days{std::chrono::year{2022} / 1 / 9};
    axis.season_days = 14;
    weather::HourlyWeather hours = weather::synthesise("yanggao", 3, axis);
    weather::add_cold_wave(hours, axis, {axis.first_day + std::chrono::days{3}, 6, 8.0});
    site_ = prepare_site(weather::to_steps(hours, axis), GROUND_C);
    size_t pump = 0;
    while (technologies_[pump].name != "ashp_water") ++pump;
    technologies_ = {technologies_[pump], technologies_[pump]};
    technologies_[NO_WATER].emitter_w_k.reset();
    add_heaters(site_, technologies_);
  }

  [[nodiscard]] Case make_case(const char* archetype, const char* envelope, double area, double size,
                               size_t heater = NO_WATER) const {
    const auto found = std::find_if(archetypes_.begin(), archetypes_.end(),
                                    [&](const dwelling::Archetype& a) { return a.name == archetype; });
    return {dwelling::with_envelope(*found, envelope),
            site_,
            technologies_[heater],
            site_.heater[heater].data(),
            area,
            size};
  }

  std::vector<dwelling::Archetype> archetypes_;
  std::vector<heater::Technology> technologies_;
  SiteWeather site_;
};

struct Home {
  const char* archetype;
  const char* envelope;
  double area;
};
constexpr Home HOMES[] = {
    {"brick_370", "none", 0.6}, {"brick_370", "deep", 1.0}, {"adobe", "none", 0.6}, {"adobe", "deep", 1.0}};

void report(const Home& home, const char* heater, const Fortnight& fast, const Fortnight& full) {
  fmt::print(
      "{:<9} {:<4} {:<13} heat {:6.0f} kWh {:+.2f} %, heat peak {:5.2f} kW {:+.2f} %, electricity {:+.2f} %, "
      "its peak {:.2f} kW {:+.2f} %, air RMS {:.2f} K\n",
      home.archetype, home.envelope, heater, Fortnight::kwh(full.heat_w),
      100.0 * difference(Fortnight::kwh(fast.heat_w), Fortnight::kwh(full.heat_w)), 1e-3 * Fortnight::peak(full.heat_w),
      100.0 * difference(Fortnight::peak(fast.heat_w), Fortnight::peak(full.heat_w)),
      100.0 * difference(Fortnight::kwh(fast.electric_w), Fortnight::kwh(full.electric_w)),
      1e-3 * Fortnight::peak(full.electric_w),
      100.0 * difference(Fortnight::peak(fast.electric_w), Fortnight::peak(full.electric_w)),
      rms(fast.air_c, full.air_c));
}

TEST_F(ColdFortnight, OfThreeHorsePowersIsThatOfTheFullNetworkAtOneSecond) {
  for (const Home& home : HOMES) {
    const Case c = make_case(home.archetype, home.envelope, home.area, 1.0);
    const Fortnight fast = production(c), full = full_network(c);
    report(home, "3 hp", fast, full);
    const std::string name = fmt::format("{} {}", home.archetype, home.envelope);
    EXPECT_NEAR(difference(Fortnight::kwh(fast.heat_w), Fortnight::kwh(full.heat_w)), 0.0, 0.005) << name;
    EXPECT_NEAR(difference(Fortnight::peak(fast.heat_w), Fortnight::peak(full.heat_w)), 0.0, 0.01) << name;
    EXPECT_NEAR(difference(Fortnight::kwh(fast.electric_w), Fortnight::kwh(full.electric_w)), 0.0, 0.01) << name;
    EXPECT_NEAR(difference(Fortnight::peak(fast.electric_w), Fortnight::peak(full.electric_w)), 0.0, 0.01) << name;
    EXPECT_LT(rms(fast.air_c, full.air_c), 0.3) << name;
  }
}

// The same through radiators and their water, whose law the reference takes at every second's temperatures.
TEST_F(ColdFortnight, OfThreeHorsePowersWithRadiatorsIsThatOfTheFullNetwork) {
  for (const Home& home : HOMES) {
    const Case c = make_case(home.archetype, home.envelope, home.area, 1.0, WATER);
    const Fortnight fast = production(c), full = full_network(c);
    report(home, "radiators", fast, full);
    const std::string name = fmt::format("{} {}", home.archetype, home.envelope);
    EXPECT_NEAR(difference(Fortnight::kwh(fast.heat_w), Fortnight::kwh(full.heat_w)), 0.0, 0.005) << name;
    EXPECT_NEAR(difference(Fortnight::kwh(fast.electric_w), Fortnight::kwh(full.electric_w)), 0.0, 0.01) << name;
    EXPECT_NEAR(difference(Fortnight::peak(fast.electric_w), Fortnight::peak(full.electric_w)), 0.0, 0.02) << name;
    EXPECT_LT(rms(fast.air_c, full.air_c), 0.3) << name;
  }
}

// What of the difference is the length of the step: nothing. The whole network, stepped by quarter hours.
TEST_F(ColdFortnight, DoesNotDependOnTheLengthOfTheStep) {
  for (const Home& home : HOMES) {
    const Case c = make_case(home.archetype, home.envelope, home.area, 1.0);
    const Fortnight quarters = full_network(c, STEP_S), seconds = full_network(c);
    const std::string name = fmt::format("{} {}", home.archetype, home.envelope);
    EXPECT_NEAR(difference(Fortnight::kwh(quarters.heat_w), Fortnight::kwh(seconds.heat_w)), 0.0, 5e-4) << name;
    EXPECT_NEAR(difference(Fortnight::kwh(quarters.electric_w), Fortnight::kwh(seconds.electric_w)), 0.0, 1e-3) << name;
    EXPECT_NEAR(difference(Fortnight::peak(quarters.heat_w), Fortnight::peak(seconds.heat_w)), 0.0, 0.01) << name;
  }
}

// With five times the heater the morning's jump is met at once: energy is still that of the full network, but the
// quarter hour of the jump is a matter of control (all of it in the first second, or over the step).
TEST_F(ColdFortnight, OfAnOversizedHeaterHasTheEnergyOfTheFullNetwork) {
  for (const Home& home : HOMES) {
    const Case c = make_case(home.archetype, home.envelope, home.area, 5.0);
    const Fortnight fast = production(c), full = full_network(c);
    report(home, "five times it", fast, full);
    EXPECT_NEAR(difference(Fortnight::kwh(fast.heat_w), Fortnight::kwh(full.heat_w)), 0.0, 0.015)
        << home.archetype << " " << home.envelope;
  }
}

}  // namespace
}  // namespace hearthgrid::run
