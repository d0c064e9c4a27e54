#pragma once
// An electric network as other tools know it: buses, lines, transformers, switches, sources and loads, in SI units.
//
// It is what imports fill, what exports write and what the general power flow (power_flow.hpp) solves. Nothing here
// knows of files; `origin` says where an element was read, for whoever has to complain about it.

#include <array>
#include <complex>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace hearthgrid::electricity {

using Complex = std::complex<double>;
/// Of three phases: [row][column].
using PhaseMatrix = std::array<std::array<Complex, 3>, 3>;

constexpr int NO_BUS = -1;

struct Bus {
  std::string name;
  double rated_v = 0.0;  ///< line to line
  bool in_service = true;
  std::string origin{};
};

/// A line, cable or link of two buses: total values of all its length and parallel circuits. Half of the shunt
/// admittance stands at either end. Zero impedance is allowed for links only (`is_link`), which join their buses.
struct Line {
  std::string name;
  int from = NO_BUS, to = NO_BUS;
  bool from_closed = true, to_closed = true;  ///< a line open at one end still takes its charging current
  double length_km = 0.0;                     ///< as given; 0 where the source states none (links, totals)
  Complex z1_ohm{}, z0_ohm{};                 ///< series, positive and zero sequence
  Complex y1_s{}, y0_s{};                     ///< shunt
  std::optional<PhaseMatrix> z_phase_ohm{};   ///< in place of z1_ohm and z0_ohm; the neutral is reduced already
  double rating_a = std::numeric_limits<double>::infinity();  ///< of all circuits together
  bool is_link = false;
  std::string type{};  ///< name of its kind in the source, if it has one
  std::string origin{};
};

enum class Winding { wye, wye_grounded, delta, zigzag, zigzag_grounded };
/// Where the shunt of the no-load loss stands: halves at both ends (power-grid-model; pandapower's "pi"), in the middle
/// of the series impedance (pandapower's "t", its default), or all at the low-voltage terminals (OpenDSS).
enum class ShuntPlace { pi, t, low_voltage };

/// A two-winding transformer. Its impedances are in per unit of rated power and of the tap-adjusted low-side voltage.
struct TransformerBranch {
  std::string name;
  int high = NO_BUS, low = NO_BUS;
  bool high_closed = true, low_closed = true;
  double rated_va = 0.0;       ///< of one unit
  double rating_factor = 1.0;  ///< what it may carry over rated power; of loading only (pandapower's df)
  int parallel = 1;
  double high_v = 0.0, low_v = 0.0;  ///< rated, line to line, at the neutral tap
  double short_circuit_share = 0.0;  ///< |z| in per unit
  double load_loss_w = 0.0;          ///< at rated current, of one unit
  double no_load_loss_w = 0.0;       ///< of one unit
  double no_load_current_share = 0.0;
  ShuntPlace shunt_place = ShuntPlace::pi;
  Winding high_winding = Winding::delta, low_winding = Winding::wye_grounded;
  int clock = 11;
  double shift_deg = 330.0;  ///< by which the low side's angle lags the high side's: clock x 30; sources may differ
  bool tap_at_high = true;
  double tap_steps = 0.0;     ///< position less neutral
  double tap_step_v = 0.0;    ///< per step, added to the rated voltage of its side
  double tap_step_deg = 0.0;  ///< angle that a step adds
  // Zero sequence. What is absent follows from the windings: z0 = z1 for a delta or a zigzag on the other side.
  std::optional<double> short_circuit0_share{}, load_loss0_w{};
  std::optional<double> magnetising0_share{};  ///< |z| of zero-sequence magnetising over |z0| (pandapower)
  double magnetising0_rx = 0.0;                ///< its r over x
  double high_part0 = 0.9;                     ///< share of the zero-sequence leakage on the high side (pandapower)
  std::optional<double> no_load_current0_share{}, no_load_loss0_w{};  ///< zero-sequence shunt (power-grid-model)
  Complex high_grounding_ohm{}, low_grounding_ohm{};
  std::string origin{};
};

/// Joins two buses, or one bus and one end of a line or transformer (then the import opens that end instead).
struct BusSwitch {
  std::string name;
  int from = NO_BUS, to = NO_BUS;
  bool closed = true;
  std::string origin{};
};

/// A stiff voltage behind an impedance; zero impedance = the bus is held.
struct Source {
  std::string name;
  int bus = NO_BUS;
  double voltage_pu = 1.0, angle_deg = 0.0;
  Complex z1_ohm{}, z0_ohm{};
  /// Of pandapower's external grids: the positive-sequence voltage is held at the bus itself, in symmetric and in
  /// three-phase flows; z1_ohm then stands for the negative sequence only, z0_ohm for the zero sequence. What is 0 is
  /// held as well.
  bool held_positive_sequence = false;
  bool in_service = true;
  std::string origin{};
};

enum class Connection { wye, delta };
/// How a load or generator answers to voltage: shares of constant power, current and impedance, which sum to 1.
struct VoltageDependence {
  double power = 1.0, current = 0.0, impedance = 0.0;
};

/// What a bus draws (loads) or, negative, feeds in. Power is by phase, a, b, c (of a delta: ab, bc, ca); a symmetric
/// load has a third of its power in each. A single-phase load has two zeros.
struct Load {
  std::string name;
  int bus = NO_BUS;
  std::array<Complex, 3> va{};
  Connection connection = Connection::wye;
  VoltageDependence dependence{};
  /// Voltages in per unit of the bus (of a delta: of its line-to-line voltage) outside of which the load is a constant
  /// impedance that draws at the bound what it drew there: S = S(bound) (V / bound)^2 (OpenDSS' vminpu and vmaxpu).
  double impedance_below_pu = 0.0, impedance_above_pu = std::numeric_limits<double>::infinity();
  bool symmetric = false;  ///< as the source had it, for exports
  bool generator = false;  ///< the same; `va` is what it draws all the same
  bool in_service = true;
  std::string shape{};  ///< name of its profile, if it has one
  std::string origin{};
};

/// A constant admittance to ground at rated voltage, by sequence.
struct Shunt {
  std::string name;
  int bus = NO_BUS;
  Complex y1_s{}, y0_s{};
  bool in_service = true;
  std::string origin{};
};

/// Factors of a load over time, as a profile of the source.
struct LoadShape {
  std::string name;
  double step_minutes = 60.0;
  std::vector<double> values{};  ///< factors of the load's active and reactive power
  bool actual_kw = false;        ///< the values are kW in place of the load's own; its power factor stays
};

struct Network {
  std::string name;
  double frequency_hz = 50.0;
  std::vector<Bus> buses;
  std::vector<Line> lines;
  std::vector<TransformerBranch> transformers;
  std::vector<BusSwitch> switches;
  std::vector<Source> sources;
  std::vector<Load> loads;
  std::vector<Shunt> shunts;
  std::vector<LoadShape> shapes;
};

}  // namespace hearthgrid::electricity
