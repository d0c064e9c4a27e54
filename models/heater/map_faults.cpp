#include "models/heater/map_faults.hpp"

#include <fmt/format.h>

#include <cmath>

namespace hearthgrid::heater {
namespace {

using Quantity = MapFault::Quantity;

constexpr double KELVIN = 273.15;
constexpr double LOWEST_COP = 0.8;        // a resistor has 1; a machine in its last corner may stand a little below
constexpr double COP_TOLERANCE = 0.02;    // of readings from a data sheet
constexpr double FROST_TOLERANCE = 0.15;  // what defrosting may cost about 0 degC, so that colder air looks better
constexpr double LOOKS_LIKE_KW = 50.0;    // no household machine gives or draws so few watts
constexpr double LOOKS_LIKE_KELVIN = 200.0;

// The hottest that an axis can be in degrees Celsius; above it stands in degrees Fahrenheit.
struct Axis {
  const std::vector<double>& temps;
  Quantity quantity;
  const char* name;
  size_t at_least;
  double coldest, hottest;
};

void add_axis_fault(const Axis& axis, std::vector<MapFault>& faults) {
  const auto add = [&](size_t k, std::string message, std::string advice) {
    const bool is_row = axis.quantity == Quantity::water_temp;
    faults.push_back({axis.quantity, is_row ? k : 0, is_row ? 0 : k, std::move(message), std::move(advice)});
  };
  for (size_t k = 0; k < axis.temps.size(); ++k) {
    const double t = axis.temps[k];
    if (std::abs(t) >= LOOKS_LIKE_KELVIN) {
      return add(k, fmt::format("{} {} looks like kelvin", axis.name, t), "give degrees Celsius");
    }
    if (t > axis.hottest) {
      return add(k, fmt::format("{} {} looks like degrees Fahrenheit", axis.name, t),
                 fmt::format("give degrees Celsius, up to {}", axis.hottest));
    }
    if (!(t >= axis.coldest)) {
      return add(k, fmt::format("{} {} is colder than any such table", axis.name, t),
                 fmt::format("give degrees Celsius, from {}", axis.coldest));
    }
    if (k > 0 && !(t > axis.temps[k - 1])) {
      return add(k, fmt::format("{} {} follows {}: not ascending", axis.name, t, axis.temps[k - 1]),
                 "give each temperature once, from cold to hot");
    }
  }
  if (axis.temps.size() < axis.at_least) {
    add(0, fmt::format("{} has {} temperatures", axis.name, axis.temps.size()),
        fmt::format("give at least {}", axis.at_least));
  }
}

class CellCheck {
 public:
  explicit CellCheck(const PerformanceMap& map) : map_(map), columns_(map.outdoor_temp_c.size()) {}

  std::vector<MapFault> run() {
    if (signs_are_wrong() || units_are_wrong()) return faults_;
    check_envelope();
    check_columns();
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        if (works(row, column)) check_cop(row, column);
      }
    }
    return faults_;
  }

 private:
  [[nodiscard]] size_t rows() const { return map_.water_temp_c.size(); }
  [[nodiscard]] double heat(size_t row, size_t column) const { return map_.heat_w[row * columns_ + column]; }
  [[nodiscard]] double input(size_t row, size_t column) const { return map_.input_w[row * columns_ + column]; }
  [[nodiscard]] bool works(size_t row, size_t column) const { return heat(row, column) > 0.0; }
  [[nodiscard]] double cop(size_t row, size_t column) const { return heat(row, column) / input(row, column); }
  [[nodiscard]] std::string at(size_t row, size_t column) const {
    return fmt::format("{}/{} degC", map_.outdoor_temp_c[column], map_.water_temp_c[row]);
  }
  void add(Quantity quantity, size_t row, size_t column, std::string message, std::string advice) {
    faults_.push_back({quantity, row, column, std::move(message), std::move(advice)});
  }

  bool signs_are_wrong() {
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        const double q = heat(row, column);
        const double p = input(row, column);
        const bool both = (q > 0.0) == (p > 0.0);
        if (q >= 0.0 && p >= 0.0 && both && std::isfinite(q) && std::isfinite(p)) continue;
        add(q >= 0.0 && std::isfinite(q) && q > 0.0 ? Quantity::input : Quantity::heat, row, column,
            fmt::format("heat {} W with input {} W at {}", q, p, at(row, column)),
            "both are above 0, or both 0 outside the machine's envelope");
      }
    }
    return !faults_.empty();
  }

  bool units_are_wrong() {
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        if (!works(row, column)) continue;
        const bool heat_small = heat(row, column) < LOOKS_LIKE_KW;
        if (!heat_small && input(row, column) >= LOOKS_LIKE_KW) continue;
        add(heat_small ? Quantity::heat : Quantity::input, row, column,
            fmt::format("{} {} at {} looks like kW", heat_small ? "heat" : "input",
                        heat_small ? heat(row, column) : input(row, column), at(row, column)),
            "give heat and input in W");
        return true;
      }
    }
    return false;
  }

  void check_envelope() {
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        if (works(row, column)) continue;
        const bool colder_works = column > 0 && works(row, column - 1);
        const bool hotter_works = row + 1 < rows() && works(row + 1, column);
        if (!colder_works && !hotter_works) continue;
        add(Quantity::heat, row, column,
            fmt::format("0 at {} is a hole: the machine works at {}", at(row, column),
                        colder_works ? at(row, column - 1) : at(row + 1, column)),
            "0 stands for outside the envelope, at its hot and cold edge alone; give the value, or leave the whole row "
            "or column out");
      }
    }
  }

  void check_columns() {
    for (size_t column = 0; column < columns_; ++column) {
      size_t working = 0;
      for (size_t row = 0; row < rows(); ++row) working += works(row, column) ? 1 : 0;
      if (working >= 3) continue;
      add(Quantity::outdoor_temp, 0, column,
          fmt::format("the map has only {} usable values at {} degC outdoors", working, map_.outdoor_temp_c[column]),
          "each outdoor temperature needs heat and input above 0 at three water temperatures or more; leave colder "
          "columns out, they are continued from the coldest two");
    }
  }

  void check_cop(size_t row, size_t column) {
    const double here = cop(row, column);
    const double lift = map_.water_temp_c[row] - map_.outdoor_temp_c[column];
    const double carnot = lift > 0.0 ? (map_.water_temp_c[row] + KELVIN) / lift : 1e9;
    if (here < LOWEST_COP || here > carnot) {
      add(Quantity::input, row, column, fmt::format("COP {:.2f} at {} is out of bounds", here, at(row, column)),
          carnot < 1e9 ? fmt::format("a heat pump's lies from {} to Carnot's, {:.2f}", LOWEST_COP, carnot)
                       : fmt::format("a heat pump's is {} or more", LOWEST_COP));
      return;
    }
    if (row > 0 && works(row - 1, column)) compare(row - 1, column, row, column, COP_TOLERANCE, "hotter water");
    if (column + 1 == columns_ || !works(row, column + 1)) return;
    const double warmer = map_.outdoor_temp_c[column + 1];
    const bool frosts = warmer >= -3.0 && warmer <= 5.0;
    compare(row, column + 1, row, column, frosts ? FROST_TOLERANCE : COP_TOLERANCE, "colder air");
  }

  void compare(size_t easy_row, size_t easy_column, size_t row, size_t column, double tolerance, const char* why) {
    const double easy = cop(easy_row, easy_column);
    const double here = cop(row, column);
    if (here <= easy * (1.0 + tolerance)) return;
    add(Quantity::input, row, column,
        fmt::format("COP {:.2f} at {} is above {:.2f} at {}, though it has {}", here, at(row, column), easy,
                    at(easy_row, easy_column), why),
        "the COP falls with hotter water and colder air: look for figures in the wrong cell");
  }

  const PerformanceMap& map_;
  size_t columns_;
  std::vector<MapFault> faults_;
};

}  // namespace

std::vector<MapFault> axis_faults(const PerformanceMap& map, CurveTemperature curve) {
  const bool room = curve == CurveTemperature::room_air;
  std::vector<MapFault> faults;
  add_axis_fault({map.outdoor_temp_c, Quantity::outdoor_temp, "outdoor_temp_c", 2, -50.0, 50.0}, faults);
  add_axis_fault({map.water_temp_c, Quantity::water_temp, "water_temp_c", 3, room ? 0.0 : 10.0, room ? 40.0 : 90.0},
                 faults);
  return faults;
}

std::vector<MapFault> cell_faults(const PerformanceMap& map) {
  return CellCheck(map).run();
}

}  // namespace hearthgrid::heater
