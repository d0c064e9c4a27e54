// Networks written for other tools and read back: the same to 1e-12 for every tool, and through one tool to another.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "engine/base/error.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "tests/cli/program.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Complex;
using electricity::Connection;
using electricity::Load;
using electricity::Network;
using electricity::ShuntPlace;
using electricity::TransformerBranch;
using electricity::Winding;
using testing::HasSubstr;

constexpr double TOLERANCE = 1e-12;

/// Differences as text; empty if two networks are the same but for where they were read.
class Comparison {
 public:
  Comparison(const Network& a, const Network& b) : a_(a), b_(b) {}

  std::string differences() {
    number("frequency", a_.frequency_hz, b_.frequency_hz);
    each("bus", a_.buses, b_.buses, [&](const auto& x, const auto& y) { number("rated_v", x.rated_v, y.rated_v); });
    each("line", a_.lines, b_.lines, [&](const auto& x, const auto& y) { line(x, y); });
    each("transformer", a_.transformers, b_.transformers, [&](const auto& x, const auto& y) { transformer(x, y); });
    each("source", a_.sources, b_.sources, [&](const auto& x, const auto& y) {
      bus("bus", x.bus, y.bus);
      number("voltage", x.voltage_pu, y.voltage_pu);
      number("angle", x.angle_deg, y.angle_deg);
      complex("z1", x.z1_ohm, y.z1_ohm);
      complex("z0", x.z0_ohm, y.z0_ohm);
      same("held", x.held_positive_sequence, y.held_positive_sequence);
    });
    each("load", a_.loads, b_.loads, [&](const auto& x, const auto& y) { load(x, y); });
    each("shunt", a_.shunts, b_.shunts, [&](const auto& x, const auto& y) {
      bus("bus", x.bus, y.bus);
      complex("y1", x.y1_s, y.y1_s);
      complex("y0", x.y0_s, y.y0_s);
    });
    each("switch", a_.switches, b_.switches, [&](const auto& x, const auto& y) {
      bus("from", x.from, y.from);
      bus("to", x.to, y.to);
      same("closed", x.closed, y.closed);
    });
    return text_;
  }

 private:
  void line(const electricity::Line& x, const electricity::Line& y) {
    bus("from", x.from, y.from);
    bus("to", x.to, y.to);
    same("from_closed", x.from_closed, y.from_closed);
    same("to_closed", x.to_closed, y.to_closed);
    complex("z1", x.z1_ohm, y.z1_ohm);
    complex("z0", x.z0_ohm, y.z0_ohm);
    complex("y1", x.y1_s, y.y1_s);
    complex("y0", x.y0_s, y.y0_s);
    number("length", x.length_km, y.length_km);
    if (std::isfinite(x.rating_a) || std::isfinite(y.rating_a)) number("rating", x.rating_a, y.rating_a);
    same("matrix", x.z_phase_ohm.has_value(), y.z_phase_ohm.has_value());
    for (size_t i = 0; i < 9 && x.z_phase_ohm && y.z_phase_ohm; ++i) {
      complex("z_phase", (*x.z_phase_ohm)[i / 3][i % 3], (*y.z_phase_ohm)[i / 3][i % 3]);
    }
  }

  void transformer(const TransformerBranch& x, const TransformerBranch& y) {
    bus("high", x.high, y.high);
    bus("low", x.low, y.low);
    same("high_closed", x.high_closed, y.high_closed);
    same("low_closed", x.low_closed, y.low_closed);
    number("rated_va", x.parallel * x.rated_va, y.parallel * y.rated_va);
    number("short_circuit", x.short_circuit_share, y.short_circuit_share);
    number("load_loss", x.parallel * x.load_loss_w, y.parallel * y.load_loss_w);
    number("no_load_loss", x.parallel * x.no_load_loss_w, y.parallel * y.no_load_loss_w);
    number("no_load_current", x.no_load_current_share, y.no_load_current_share);
    const double x_tap_v = x.tap_steps * x.tap_step_v, y_tap_v = y.tap_steps * y.tap_step_v;
    number("high_v", x.high_v + (x.tap_at_high ? x_tap_v : 0.0), y.high_v + (y.tap_at_high ? y_tap_v : 0.0));
    number("low_v", x.low_v + (x.tap_at_high ? 0.0 : x_tap_v), y.low_v + (y.tap_at_high ? 0.0 : y_tap_v));
    number("tap_deg", x.tap_steps * x.tap_step_deg, y.tap_steps * y.tap_step_deg);
    number("shift", x.shift_deg, y.shift_deg);
    same("high_winding", x.high_winding, y.high_winding);
    same("low_winding", x.low_winding, y.low_winding);
    same("shunt_place", x.no_load_current_share == 0.0 || x.shunt_place == y.shunt_place, true);
    complex("high_grounding", x.high_grounding_ohm, y.high_grounding_ohm);
    complex("low_grounding", x.low_grounding_ohm, y.low_grounding_ohm);
    number("z0", x.short_circuit0_share.value_or(x.short_circuit_share),
           y.short_circuit0_share.value_or(y.short_circuit_share));
    number("r0", x.parallel * x.load_loss0_w.value_or(x.load_loss_w),
           y.parallel * y.load_loss0_w.value_or(y.load_loss_w));
    number("magnetising0", x.magnetising0_share.value_or(0.0), y.magnetising0_share.value_or(0.0));
    number("no_load0", x.no_load_current0_share.value_or(0.0), y.no_load_current0_share.value_or(0.0));
    number("high_part0", x.high_part0, y.high_part0);
  }

  void load(const Load& x, const Load& y) {
    bus("bus", x.bus, y.bus);
    for (size_t i = 0; i < 3; ++i) complex("va", x.va[i], y.va[i]);
    same("connection", x.connection, y.connection);
    number("power", x.dependence.power, y.dependence.power);
    number("current", x.dependence.current, y.dependence.current);
    number("impedance", x.dependence.impedance, y.dependence.impedance);
    number("below", x.impedance_below_pu, y.impedance_below_pu);
    if (std::isfinite(x.impedance_above_pu) || std::isfinite(y.impedance_above_pu)) {
      number("above", x.impedance_above_pu, y.impedance_above_pu);
    }
    same("symmetric", x.symmetric, y.symmetric);
    same("generator", x.generator, y.generator);
    same("in_service", x.in_service, y.in_service);
    same("shape", x.shape, y.shape);
  }

  /// Elements are matched by name: kinds of a tool may come in another order.
  template <typename Elements, typename Compare>
  void each(const std::string& kind, const Elements& x, const Elements& y, const Compare& compare) {
    if (x.size() != y.size())
      text_ += kind + "s: " + std::to_string(x.size()) + " and " + std::to_string(y.size()) + "\n";
    for (const auto& one : x) {
      place_ = kind + " " + one.name;
      const auto other = std::find_if(y.begin(), y.end(), [&](const auto& e) { return e.name == one.name; });
      if (other == y.end()) {
        text_ += place_ + " is lost\n";
      } else {
        compare(one, *other);
      }
    }
  }
  template <typename T>
  void same(const char* what, const T& x, const T& y) {
    if (!(x == y)) text_ += place_ + ": " + what + "\n";
  }
  void number(const char* what, double x, double y) {
    if (!(std::abs(x - y) <= TOLERANCE * std::max({std::abs(x), std::abs(y), 1e-3}))) {
      text_ += place_ + ": " + what + " " + std::to_string(x) + " " + std::to_string(y) + "\n";
    }
  }
  void complex(const char* what, const Complex& x, const Complex& y) {
    if (!(std::abs(x - y) <= TOLERANCE * std::max(std::abs(x), std::abs(y)))) {
      text_ += place_ + ": " + what + " " + std::to_string(std::abs(x)) + " " + std::to_string(std::abs(y)) + "\n";
    }
  }
  void bus(const char* what, int x, int y) { same(what, a_.buses.at(x).name, b_.buses.at(y).name); }

  const Network &a_, &b_;
  std::string text_{}, place_{};
};

/// What a tool can hold, so that random networks stay within.
struct Holds {
  ShuntPlace place = ShuntPlace::pi;
  bool delta_loads = false, mixed_loads = false, mixed_asymmetric = false, several_phases = true, bounds = false;
  bool conductance = true, groundings = false, own_zero = false, held = false, angle_taps = false, low_taps = true;
  bool matrix = true, generators = true, shunts_by_sequence = false, any_shift = false;
};

/// A random radial network with a bit of everything that a tool holds.
class RandomNetwork {
 public:
  RandomNetwork(unsigned seed, const Holds& holds) : random_(seed), holds_(holds) {}

  Network make() {
    Network net;
    net.name = "random";
    net.buses.push_back({.name = "source", .rated_v = 10000.0});
    for (int i = 0; i < 9; ++i) net.buses.push_back({.name = "b" + std::to_string(i), .rated_v = 400.0});
    electricity::Source source{.name = "source", .bus = 0, .voltage_pu = real(0.95, 1.05), .angle_deg = real(-30, 30)};
    source.held_positive_sequence = holds_.held;
    source.z1_ohm = {real(0.1, 1.0), real(0.2, 2.0)};
    source.z0_ohm = holds_.own_zero || holds_.bounds ? Complex(real(0.1, 1.0), real(0.2, 2.0)) : 1.7 * source.z1_ohm;
    net.sources.push_back(source);
    for (int i = 0; i < 2; ++i) net.transformers.push_back(transformer(i));
    for (int i = 1; i < 8; ++i) net.lines.push_back(line(i));
    net.switches.push_back({.name = "joint", .from = 8, .to = 9, .closed = flip()});
    for (int i = 0; i < 12; ++i) net.loads.push_back(load(i));
    electricity::Shunt shunt{.name = "bank", .bus = 3, .y1_s = {real(0.001, 0.1), real(-0.2, 0.2)}};
    if (holds_.shunts_by_sequence) shunt.y0_s = {real(0.001, 0.1), real(-0.2, 0.2)};
    if (!holds_.bounds) net.shunts.push_back(shunt);
    net.shapes.push_back({.name = "day", .step_minutes = 15.0, .values = {real(0, 1), real(0, 1), real(0, 1)}});
    return net;
  }

 private:
  double real(double low, double high) { return low + (high - low) * (static_cast<double>(random_()) / 4294967295.0); }
  bool flip() { return random_() % 2 == 0; }
  int whole(int low, int high) { return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1)); }

  TransformerBranch transformer(int i) {
    TransformerBranch t{.name = "t" + std::to_string(i), .high = 0, .low = 1 + 3 * i};
    t.high_closed = i == 0 || flip();
    t.rated_va = real(1e5, 1e6);
    t.high_v = real(9500, 10500), t.low_v = real(395, 420);
    t.short_circuit_share = real(0.04, 0.06), t.load_loss_w = real(0.002, 0.03) * t.rated_va;
    t.no_load_loss_w = real(0.0005, 0.002) * t.rated_va, t.no_load_current_share = real(0.003, 0.02);
    t.shunt_place = holds_.place;
    t.low_winding = flip() || holds_.own_zero ? Winding::wye_grounded : Winding::wye;
    t.clock = 2 * whole(0, 5) + 1;
    t.shift_deg = holds_.any_shift ? real(0, 360) : 30.0 * t.clock;
    t.tap_at_high = !holds_.low_taps || flip();
    t.tap_steps = whole(-5, 5), t.tap_step_v = (t.tap_at_high ? 250.0 : 5.0) * (flip() ? 1.0 : -1.0);
    if (holds_.angle_taps && flip()) t.tap_step_v = 0.0, t.tap_step_deg = real(0.5, 2.0);
    if (holds_.groundings && t.low_winding == Winding::wye_grounded) t.low_grounding_ohm = {real(0, 3), real(0, 1)};
    if (holds_.own_zero) {
      t.short_circuit0_share = real(0.03, 0.05), t.load_loss0_w = real(0.002, 0.02) * t.rated_va;
      t.magnetising0_share = real(5, 100), t.high_part0 = real(0.5, 0.9);
    }
    return t;
  }

  electricity::Line line(int i) {
    electricity::Line out{.name = "l" + std::to_string(i), .from = i, .to = i + 1};
    out.from_closed = i != 5, out.to_closed = i != 6;
    out.length_km = real(0.01, 0.5);
    out.z1_ohm = {real(0.01, 0.3), real(0.01, 0.3)}, out.z0_ohm = {real(0.01, 0.3), real(0.01, 0.3)};
    const double b1 = real(1e-6, 1e-4), b0 = real(1e-6, 1e-4);
    out.y1_s = {holds_.conductance ? 0.01 * b1 : 0.0, b1}, out.y0_s = {0.0, b0};
    if (flip()) out.rating_a = real(100, 400);
    if (!holds_.matrix || i > 2) return out;
    electricity::PhaseMatrix z{};
    for (size_t r = 0; r < 3; ++r) {
      for (size_t c = 0; c <= r; ++c) z[r][c] = z[c][r] = {real(0.01, 0.1) + (r == c ? 0.2 : 0.0), real(0.01, 0.1)};
    }
    const Complex self = (z[0][0] + z[1][1] + z[2][2]) / 3.0, mutual = (z[0][1] + z[0][2] + z[1][2]) / 3.0;
    out.z_phase_ohm = z, out.z1_ohm = self - mutual, out.z0_ohm = self + 2.0 * mutual;
    out.y1_s = {0.0, b1};
    return out;
  }

  Load load(int i) {
    Load out{.name = "c" + std::to_string(i), .bus = whole(1, 7)};
    const Complex va(real(100, 9000), real(-2000, 2000));
    out.symmetric = flip();
    out.va = {va, va, va};
    if (!out.symmetric) {
      const Complex other(real(100, 9000), real(-2000, 2000));
      out.va = {holds_.several_phases ? va : Complex(), holds_.several_phases ? Complex() : va,
                holds_.several_phases ? other : Complex()};
    }
    if (holds_.delta_loads && flip()) out.connection = Connection::delta;
    const bool mixed = out.symmetric ? holds_.mixed_loads : holds_.mixed_asymmetric;
    if (mixed && flip()) {
      const double current = real(0.1, 0.4), impedance = real(0.1, 0.4);
      out.dependence = {.power = 1.0 - current - impedance, .current = current, .impedance = impedance};
    }
    const bool constant = out.dependence.current == 0.0 && out.dependence.impedance == 0.0;
    if (holds_.bounds && constant && flip())
      out.impedance_below_pu = real(0.8, 0.9), out.impedance_above_pu = real(1.1, 1.2);
    out.generator = holds_.generators && constant && flip();
    if (out.generator) {
      for (Complex& phase : out.va) phase = -phase;
    }
    out.in_service = i != 7;
    if (i % 3 == 0) out.shape = "day";
    return out;
  }

  std::mt19937 random_;  // its sequence is fixed by the standard
  Holds holds_;
};

constexpr Holds PANDAPOWER{.place = ShuntPlace::t,
                           .delta_loads = true,
                           .mixed_loads = true,
                           .own_zero = true,
                           .held = true,
                           .angle_taps = true,
                           .matrix = false,
                           .any_shift = true};
constexpr Holds PGM{.place = ShuntPlace::pi, .groundings = true, .shunts_by_sequence = true};
constexpr Holds OPENDSS{.place = ShuntPlace::low_voltage,
                        .delta_loads = true,
                        .mixed_loads = true,
                        .mixed_asymmetric = true,
                        .several_phases = false,
                        .bounds = true,
                        .conductance = false,
                        .groundings = true,
                        .generators = false};

TEST(NetworkRoundTrip, PandapowerGivesBackWhatItWasGiven) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const ScratchFolder folder;
    const Network network = RandomNetwork(seed, PANDAPOWER).make();
    EXPECT_THAT(write_pandapower(network, folder.file("net.json")), testing::IsEmpty());
    EXPECT_THAT(write_pandapower(network, folder.file("tables")), testing::IsEmpty());
    for (const char* path : {"net.json", "tables"}) {
      const Network back = read_pandapower(folder.file(path));
      EXPECT_EQ(Comparison(network, back).differences(), "") << path << ", seed " << seed;
      ASSERT_EQ(back.shapes.size(), 1U);
      EXPECT_EQ(back.shapes[0].values, network.shapes[0].values);
      EXPECT_DOUBLE_EQ(back.shapes[0].step_minutes, 15.0);
    }
  }
}

TEST(NetworkRoundTrip, PowerGridModelGivesBackWhatItWasGiven) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const ScratchFolder folder;
    const Network network = RandomNetwork(seed, PGM).make();
    EXPECT_THAT(write_pgm(network, folder.file("net.json")), testing::IsEmpty());
    Network back = read_pgm(folder.file("net.json"));
    // Switches between buses are links there.
    Network expected = network;
    for (const electricity::BusSwitch& joint : network.switches) {
      electricity::Line link{.name = joint.name, .from = joint.from, .to = joint.to};
      link.from_closed = link.to_closed = joint.closed;
      expected.lines.push_back(link);
    }
    expected.switches.clear();
    EXPECT_EQ(Comparison(expected, back).differences(), "") << "seed " << seed;

    // Each step of the shapes is a scenario.
    const std::vector<Network> steps = read_pgm_batch(folder.file("net.json"), folder.file("net_update.json"));
    ASSERT_EQ(steps.size(), 3U);
    for (size_t step = 0; step < 3; ++step) {
      Network scaled = expected;
      for (Load& load : scaled.loads) {
        for (Complex& va : load.va) va *= load.shape.empty() ? 1.0 : network.shapes[0].values[step];
      }
      EXPECT_EQ(Comparison(scaled, steps[step]).differences(), "") << "seed " << seed << ", step " << step;
    }
  }
}

TEST(NetworkRoundTrip, OpenDssGivesBackWhatItWasGiven) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const ScratchFolder folder;
    const Network network = RandomNetwork(seed, OPENDSS).make();
    EXPECT_THAT(write_opendss(network, folder.file("dss")), testing::IsEmpty());
    const Network back = read_opendss(folder.file("dss"));
    EXPECT_EQ(Comparison(network, back).differences(), "") << "seed " << seed;
    ASSERT_EQ(back.shapes.size(), 1U);
    EXPECT_EQ(back.shapes[0].values, network.shapes[0].values);
  }
}

TEST(NetworkRoundTrip, WhatAllToolsHoldGoesThroughAllOfThem) {
  constexpr Holds COMMON{
      .several_phases = false, .conductance = false, .low_taps = false, .matrix = false, .generators = false};
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const ScratchFolder folder;
    Network network = RandomNetwork(seed, COMMON).make();
    network.switches.clear();
    network.buses.pop_back();  // OpenDSS knows no bus without elements
    network.shunts.clear();
    for (TransformerBranch& t : network.transformers) t.no_load_current_share = t.no_load_loss_w = 0.0;
    // The impedance of the source is a line in pandapower: leave it stiff.
    network.sources[0].z1_ohm = network.sources[0].z0_ohm = {};
    write_pgm(network, folder.file("a.json"));
    write_opendss(read_pgm(folder.file("a.json")), folder.file("b"));
    Network through = read_opendss(folder.file("b"));
    write_pandapower(through, folder.file("c.json"));
    through = read_pandapower(folder.file("c.json"));
    for (TransformerBranch& t : through.transformers) t.magnetising0_share.reset();
    through.sources[0].held_positive_sequence = false;
    EXPECT_LT(std::abs(through.sources[0].z1_ohm), 1e-6);
    through.sources[0].z1_ohm = through.sources[0].z0_ohm = {};
    for (Load& load : network.loads) load.shape.clear();
    for (Load& load : through.loads) load.shape.clear();
    EXPECT_EQ(Comparison(network, through).differences(), "") << "seed " << seed;
  }
}

TEST(NetworkRoundTrip, PublishedNetworksComeBack) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference networks are not there";
  const ScratchFolder folder;
  for (const char* name : {"lv_cigre_european", "mv_cigre_european", "lv_kerber_dorfnetz", "lv_feeder98_synthetic",
                           "lv_3ph_powerfactory/Dyn", "ieee_european_lv/on_peak_566"}) {
    const Network network = read_pandapower(*data + "/networks/" + name);
    write_pandapower(network, folder.file("net.json"), true);
    EXPECT_EQ(Comparison(network, read_pandapower(folder.file("net.json"))).differences(), "") << name;
  }
  const std::string dss = *data + "/networks/ieee_european_lv/opendss_input/Master.dss";
  Network feeder = read_opendss(dss, {.skip_missing_files = true});
  for (Load& load : feeder.loads) load.shape.clear();
  write_opendss(feeder, folder.file("feeder"));
  EXPECT_EQ(Comparison(feeder, read_opendss(folder.file("feeder"))).differences(), "");
}

TEST(NetworkRoundTrip, LossesOfExactnessAreTold) {
  const ScratchFolder folder;
  const Network network = RandomNetwork(1, PANDAPOWER).make();
  std::string told;
  Network pgm = RandomNetwork(1, PGM).make();
  pgm.shunts[0].y0_s = pgm.shunts[0].y1_s;
  for (const std::string& note : write_opendss(pgm, folder.file("a"))) told += note + "\n";
  EXPECT_THAT(told, HasSubstr("the no-load shunt of transformers stands elsewhere"));
  EXPECT_THAT(told, HasSubstr("shunt conductance of lines is left out"));
  EXPECT_THAT(cli_test::read_all(folder.file("a/Master.dss")), HasSubstr("the no-load shunt of transformers"));
  told.clear();
  for (const std::string& note : write_pandapower(RandomNetwork(1, PGM).make(), folder.file("b"))) told += note + "\n";
  EXPECT_THAT(told, HasSubstr("its impedance is a line from a bus of its own"));
  EXPECT_THAT(told, HasSubstr("trafo_model=\"pi\""));
  try {
    write_pgm(network, folder.file("c.json"));
    FAIL() << "loads between phases";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("is connected between phases"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("c.json")));
}

TEST(NetworkRoundTrip, NothingIsOverwrittenUnasked) {
  const ScratchFolder folder;
  Network network = RandomNetwork(2, PGM).make();
  network.shunts.clear();
  write_pgm(network, folder.file("a.json"));
  EXPECT_THROW(write_pgm(network, folder.file("a.json")), InputError);
  write_pgm(network, folder.file("a.json"), true);
  write_opendss(network, folder.file("dss"));
  EXPECT_THROW(write_opendss(network, folder.file("dss")), InputError);
  write_opendss(network, folder.file("dss"), true);
  folder.write("dss/thesis.tex", "years of work");
  EXPECT_THROW(write_opendss(network, folder.file("dss"), true), InputError)
      << "a folder with other files is not swept away";
  EXPECT_TRUE(std::filesystem::exists(folder.file("dss/thesis.tex")));
  EXPECT_THROW(write_pgm(network, folder.file("none/a.json")), RunError);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    EXPECT_EQ(entry.path().string().find(".partial"), std::string::npos) << entry.path();
  }
}

}  // namespace
}  // namespace hearthgrid::io
