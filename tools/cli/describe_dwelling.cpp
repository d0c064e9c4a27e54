// `hearthgrid describe dwelling`: how to describe a dwelling, and what an archetype turns out to be.

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/archetype_file.hpp"
#include "engine/io/data_path.hpp"
#include "engine/io/dwelling_guide.hpp"
#include "models/dwelling/drivers.hpp"
#include "models/dwelling/element_facts.hpp"
#include "models/dwelling/element_losses.hpp"
#include "models/dwelling/reduction_check.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/network_table.hpp"

namespace hearthgrid::cli {

namespace {

constexpr const char* LIBRARY = "models/dwelling/archetypes.toml";

std::vector<NetworkPart> parts_of(const dwelling::Dwelling& home) {
  std::vector<NetworkPart> parts;
  const Eigen::VectorXd no_weather = Eigen::VectorXd::Zero(dwelling::layout_of(home).count);
  const std::vector<dwelling::ElementLoss> losses = dwelling::element_losses(home, no_weather);
  for (const dwelling::ElementFacts& element : dwelling::element_facts(home)) {
    const bool faces_out = element.boundary == dwelling::Boundary::outdoor && element.area_m2 > 0.0;
    parts.push_back({element.name, dwelling::element_kind_names()[static_cast<size_t>(element.kind)],
                     faces_out ? direction_text(element.plane.tilt_deg, element.plane.azimuth_deg) : "",
                     element.area_m2, element.u_w_m2k, losses[parts.size()].per_air_w_k});
  }
  parts.push_back(
      {"air change", fmt::format("{:.3g} 1/h", home.air_change_per_h), "", 0.0, 0.0, home.air_change_loss_w_k()});
  return parts;
}

void print_envelope(const dwelling::Archetype& archetype, const std::string& envelope) {
  const dwelling::Dwelling home = with_envelope(archetype, envelope);
  const dwelling::Retrofit& retrofit = archetype.envelopes.at(envelope);
  const dwelling::ReducedDwelling reduced = dwelling::reduce_checked(home);
  const double loss_w_k = reduced.model.heat_loss_coefficient_w_k();
  double stored_j_k = home.air_capacity_j_k();
  for (const dwelling::ElementFacts& element : dwelling::element_facts(home)) stored_j_k += element.capacity_j_k;
  std::string head = fmt::format("envelope '{}'", envelope);
  if (!retrofit.notes.empty()) head += ": " + retrofit.notes;
  if (retrofit.cost_cny > 0.0) head += fmt::format("; {} CNY", number_text(retrofit.cost_cny));
  fmt::print("\n{}\n\n{}\n", folded(head, TABLE_WIDTH), render(network_table(parts_of(home))));
  fmt::print("{}\n",
             folded(fmt::format("Loses {} W per kelvin, {} W/m2K of floor: {} kW at 18 degC inside and -12 degC "
                                "outside without sun. Its layers hold {} kWh per kelvin.",
                                number_text(loss_w_k), number_text(loss_w_k / home.floor_area_m2),
                                number_text(0.03 * loss_w_k), number_text(stored_j_k / 3.6e6)),
                    TABLE_WIDTH));
  const std::vector<double> hours(reduced.time_constants_h.begin(), reduced.time_constants_h.end());
  fmt::print(
      "{}\n",
      folded(fmt::format("{} states, time constants {}", hours.size(), durations_text(hours)) +
                 (reduced.error ? "; " + reduction_error_text(reduced.error->heat, reduced.error->peak) : "") + ".",
             TABLE_WIDTH));
  if (!reduced.note.empty()) fmt::print("{}\n", folded(reduced.note, TABLE_WIDTH));
}

void print_archetype(const dwelling::Archetype& archetype) {
  const dwelling::Dwelling& base = archetype.base;
  fmt::print("{}\n\n", folded(archetype.name + ": " + archetype.description, TABLE_WIDTH));
  fmt::print("Floor {} m2, air {} m3.\n", number_text(base.floor_area_m2), number_text(base.volume_m3));
  fmt::print("{}\n", folded("Source (" + archetype.status + "): " + archetype.source, TABLE_WIDTH));
  print_envelope(archetype, "none");
  for (const auto& [name, retrofit] : archetype.envelopes) {
    if (name != "none") print_envelope(archetype, name);
  }
}

}  // namespace

int describe_dwelling(const DescribeOptions& options) {
  const std::string library = io::data_path(LIBRARY);
  if (options.name.empty() && options.archetypes.empty()) {
    fmt::print("{}", io::dwelling_guide(library));
    return 0;
  }
  ProblemList problems;
  const std::vector<dwelling::Archetype> archetypes =
      options.archetypes.empty() ? io::read_archetypes_file(library, problems)
                                 : io::read_archetypes_file(options.archetypes, problems, library);
  problems.throw_if_any();
  bool found = false;
  for (const dwelling::Archetype& archetype : archetypes) {
    if (!options.name.empty() && archetype.name != options.name) continue;
    if (found) fmt::print("\n");
    print_archetype(archetype);
    found = true;
  }
  if (!found) {
    throw InputError(Problem{options.archetypes, 0, 0, "there is no archetype '" + options.name + "'",
                             advice_for_unknown(options.name, names_of(archetypes))});
  }
  return 0;
}

}  // namespace hearthgrid::cli
