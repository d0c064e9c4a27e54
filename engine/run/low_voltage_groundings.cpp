// LowVoltage: neutrals that are grounded on their way, and what check and run say of networks.

#include <fmt/format.h>

#include "engine/base/counted.hpp"
#include "engine/run/low_voltage.hpp"

namespace hearthgrid::run {

// A neutral at earth's potential everywhere has no use for them.
void LowVoltage::check_groundings(const PopulationTables& tables, ProblemList& problems) const {
  if (network_.text("neutral") != "everywhere") return;
  const std::string message = "a grounding of the neutral on its way, and a neutral that is grounded everywhere";
  const std::string advice = "leave it out, or set electricity.network.neutral to \"transformer\"";
  if (network_.has("grounding_ohm")) problems.add(network_.problem("grounding_ohm", message, advice));
  for (int row = 0; tables.lv_lines && row < tables.lv_lines->rows(); ++row) {
    if (!tables.lv_lines->number(row, "grounding_ohm")) continue;
    problems.add(tables.lv_lines->problem(row, "grounding_ohm", message, advice));
  }
}

std::string LowVoltage::grounding_note(const Population& population) const {
  int grounded = 0;
  for (size_t t = 0; mode_ == LvMode::screen && t < population.transformers.size(); ++t) {
    grounded += layout(population, static_cast<int>(t)).grounded_on_the_way() ? 1 : 0;
  }
  if (grounded == 0) return {};
  return fmt::format("{} a neutral that is grounded on its way: all their steps are solved exactly",
                     counted(grounded, "transformer has", "transformers have"));
}

std::vector<std::string> LowVoltage::notes(const Population& population) const {
  std::vector<std::string> lines;
  const double limit_m = network_.number("radius_m");
  for (size_t t = 0; mode_ != LvMode::off && t < population.transformers.size(); ++t) {
    const double radius_m = layout(population, static_cast<int>(t)).radius_m();
    if (radius_m <= limit_m) continue;
    lines.push_back(fmt::format("{}: lines reach {:.0f} m; radius_m is {:.0f}", population.transformers[t].name,
                                radius_m, limit_m));
  }
  return lines;
}

}  // namespace hearthgrid::run
