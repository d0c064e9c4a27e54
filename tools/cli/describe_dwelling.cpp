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
#include "models/dwelling/glass.hpp"
#include "models/dwelling/glazing.hpp"
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
      {"air change", fmt::format("{:.3g} per h", home.air_change_per_h), "", 0.0, 0.0, home.air_change_loss_w_k()});
  return parts;
}

std::string night_text(const dwelling::NightCover& night) {
  if (night.resistance_m2kw <= 0.0) return "-";
  if (night.from_h < 0.0) return "while dark";
  if (night.from_h == night.to_h) return "always";
  return fmt::format("{:g} to {:g} h", night.from_h, night.to_h);
}

/// U of a window, frame included, at the films of EN 673 [W/m2K].
double rated_u(const dwelling::Window& window) {
  const double glass = dwelling::standard_u_w_m2k(window.glass);
  if (window.frame_u_w_m2k <= 0.0 || window.glazed_share >= 1.0) return glass;
  return window.glazed_share * glass + (1.0 - window.glazed_share) * window.frame_u_w_m2k;
}

/// Windows by what a catalogue says and by what is reckoned with.
TextTable window_table(const dwelling::Dwelling& home) {
  dwelling::Dwelling closed = home;
  for (dwelling::Window& window : closed.windows) window.cover_m2kw += window.night.resistance_m2kw;
  const std::vector<double> open_w_k = element_conductances(home), closed_w_k = element_conductances(closed);
  TextTable table;
  table.header = {"window", "U rated", "U here", "U covered", "covered", "g", "glass %"};
  table.left = {4};
  for (size_t i = 0; i < home.windows.size(); ++i) {
    const dwelling::Window& window = home.windows[i];
    const size_t at = home.opaque.size() + i;
    const bool covered = window.night.resistance_m2kw > 0.0;
    table.rows.push_back({window.name, fmt::format("{:.2f}", rated_u(window)),
                          fmt::format("{:.2f}", open_w_k[at] / window.area_m2),
                          covered ? fmt::format("{:.2f}", closed_w_k[at] / window.area_m2) : "-",
                          night_text(window.night), fmt::format("{:.2f}", dwelling::standard_g(window.glass)),
                          fmt::format("{:.0f}", 100.0 * window.glazed_share)});
  }
  table.note = folded(
      "U in W/m2K with the frame: rated at the films of EN 673 (0.13 and 0.04 m2K/W), as catalogues and the keys "
      "u_w_m2k and frame_u_w_m2k state it; here with this house's films, as above. g of the glass.",
      TABLE_WIDTH);
  return table;
}

/// Steady loss without sun, the ground at its own temperature [W].
double loss_w(const dwelling::Dwelling& home, double indoor_c, double outdoor_c, double ground_c) {
  const dwelling::DriverLayout layout = dwelling::layout_of(home);
  Eigen::VectorXd drivers = outdoor_c * (Eigen::VectorXd::Ones(layout.count) - dwelling::heat_drivers(layout));
  for (size_t i = 0; i < home.opaque.size(); ++i) {
    if (home.opaque[i].boundary == dwelling::Boundary::ground) drivers[layout.sol_air[i]] = ground_c;
  }
  double sum = home.air_change_loss_w_k() * (indoor_c - outdoor_c);
  for (const dwelling::ElementLoss& loss : dwelling::element_losses(home, drivers)) sum += loss.mean_w(indoor_c, 0.0);
  return sum;
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
  if (retrofit.embodied_kgco2 > 0.0) {
    head += fmt::format("; {} kg of CO2 to make it", number_text(retrofit.embodied_kgco2));
  }
  fmt::print("\n{}\n\n{}\n", folded(head, TABLE_WIDTH), render(network_table(parts_of(home))));
  if (!home.windows.empty()) fmt::print("{}\n", render(window_table(home)));
  const double ground_c = dwelling::SiteDrivers{}.ground_temp_c;
  fmt::print(
      "{}\n",
      folded(fmt::format("Loses {} W per kelvin, {} W/m2K of floor: {} kW at 18 degC inside, -12 degC outside "
                         "and {} degC in the ground, without sun, in air of {} kg/m3{}. Its layers hold {} kWh per "
                         "kelvin.",
                         number_text(loss_w_k), number_text(loss_w_k / home.floor_area_m2),
                         number_text(loss_w(home, 18.0, -12.0, ground_c) / 1000.0), number_text(ground_c),
                         number_text(home.air_density_kg_m3),
                         home.air_density_of_site ? " (a run takes that of its site's altitude)" : "",
                         number_text(stored_j_k / 3.6e6)),
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
