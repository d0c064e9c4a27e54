#include "models/electricity/low_voltage/conductor.hpp"

#include <algorithm>

namespace hearthgrid::electricity {
namespace {

constexpr double COPPER = 0.00393, ALUMINIUM = 0.00403;
constexpr const char* OVERHEAD = "Gawg-AI/cnpower 37cb2d3, 'GB/T 12527-2008 typical'; X of open wires";
constexpr const char* COPPER_CABLE = "Gawg-AI/cnpower 37cb2d3, copper at 20 degC";
constexpr const char* RECALLED = "IEC 60228 as recalled";

LvConductor line(std::string name, double r, double x, double rating_a) {
  return {std::move(name), r, x, rating_a, ALUMINIUM, 0.0, "standard", OVERHEAD};
}
// Two or four wires side by side: X about 0.09 ohm/km, unverified; ratings in free air, unverified.
LvConductor drop(std::string name, double r, double rating_a, const char* status, const char* source) {
  return {std::move(name), r, 0.09, rating_a, COPPER, 0.0, status, source};
}

}  // namespace

const std::vector<LvConductor>& standard_conductors() {
  static const std::vector<LvConductor> ALL = {
      line("JKLYJ-16", 2.06, 0.362, 85),
      line("JKLYJ-25", 1.31, 0.348, 115),
      line("JKLYJ-35", 0.946, 0.338, 145),
      line("JKLYJ-50", 0.641, 0.328, 180),
      line("JKLYJ-70", 0.443, 0.318, 230),
      line("JKLYJ-95", 0.320, 0.310, 290),
      line("JKLYJ-120", 0.253, 0.304, 340),
      line("JKLYJ-150", 0.206, 0.298, 390),
      line("JKLYJ-185", 0.164, 0.292, 450),
      line("JKLYJ-240", 0.125, 0.286, 540),
      drop("BV-4", 4.61, 32, "unverified", RECALLED),
      drop("BV-6", 3.08, 41, "unverified", RECALLED),
      drop("BV-10", 1.83, 57, "unverified", RECALLED),
      drop("BV-16", 1.15, 76, "unverified", COPPER_CABLE),
  };
  return ALL;
}

int conductor_index(const std::vector<LvConductor>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const LvConductor& c) { return c.name == name; });
  return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

int conductor_for(double amperes, std::string_view least) {
  const std::vector<LvConductor>& all = standard_conductors();
  int chosen = std::max(0, conductor_index(all, least));
  for (int i = chosen; i < static_cast<int>(all.size()) && all[i].name.starts_with("JKLYJ"); ++i) {
    chosen = i;
    if (all[i].rating_a >= amperes) break;
  }
  return chosen;
}

}  // namespace hearthgrid::electricity
