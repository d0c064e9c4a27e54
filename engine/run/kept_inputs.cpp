#include "engine/run/kept_inputs.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/io/sha256.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::run {
namespace {

constexpr int MAX_ROWS_VERBATIM = 1000;  // larger tables are kept as a hash

// Libraries of the scenario's own, word for word, and its weather as a hash.
void keep_files(Scenario& scenario, std::string& all, ProblemList& problems) {
  const auto in_folder = [&](const std::string& name) {
    return (std::filesystem::path(scenario.folder) / name).string();
  };
  for (const auto& [section, key] :
       {std::pair("weather", "epw"), std::pair("households", "archetypes"), std::pair("households", "appliances"),
        std::pair("households", "presence_profiles"), std::pair("households", "schedules"),
        std::pair("technologies", "file"), std::pair("money", "tariff_file"), std::pair("money", "subsidy_file"),
        std::pair("money", "catalogue_file"), std::pair("gas", "works"), std::pair("emissions", "factors"),
        std::pair("emissions", "gwp"), std::pair("emissions", "grid_years"), std::pair("emissions", "plant_hours")}) {
    const io::Settings& settings = scenario.settings.table(section);
    if (!settings.given(key)) continue;
    const std::string text = io::read_text_file(in_folder(settings.text(key)), problems).value_or("");
    const std::string hash = io::sha256_hex(text);
    const std::string_view name(key);
    const bool long_series = name == "epw" || name == "plant_hours";
    scenario.inputs.emplace_back(fmt::format("{}.{}", section, key), long_series ? "sha256 " + hash : text);
    all += hash;
  }
  if (const io::Settings& ensemble = scenario.settings.table("ensemble"); ensemble.has("epw")) {
    for (const std::string& name : ensemble.texts("epw")) {
      const std::string hash = io::sha256_hex(io::read_text_file(in_folder(name), problems).value_or(""));
      scenario.inputs.emplace_back("ensemble.epw." + name, "sha256 " + hash);
      all += hash;
    }
  }
  if (scenario.settings.has("reinforcement") && scenario.settings.table("reinforcement").given("measures")) {
    const std::string text =
        io::read_text_file(in_folder(scenario.settings.table("reinforcement").text("measures")), problems).value_or("");
    scenario.inputs.emplace_back("reinforcement.measures", text);
    all += io::sha256_hex(text);
  }
  for (const heater::Technology& t : scenario.technologies) {
    if (!t.map || t.map->file.empty()) continue;
    const std::string text = io::read_text_file(t.map->file, problems).value_or("");
    scenario.inputs.emplace_back(fmt::format("technologies.{}.map_file", t.name), text);
    all += io::sha256_hex(text);
  }
}

}  // namespace

void keep_inputs(Scenario& scenario, const GasTables& gas, const std::vector<std::string>& overrides,
                 ProblemList& problems) {
  const auto text = io::read_text_file(scenario.path, problems);
  problems.throw_if_any();
  scenario.inputs.emplace_back("scenario.toml", *text);
  std::string all = *text;
  std::string changed;
  for (const std::string& entry : overrides) changed += entry + "\n";
  if (!changed.empty()) scenario.inputs.emplace_back("overrides", changed);
  all += changed;
  const auto keep = [&](const char* name, const std::optional<io::Table>& table, bool order_matters) {
    if (!table) return;
    const std::string hash = fmt::format("{:016x}", table->order_free_hash());
    const bool verbatim = order_matters && table->rows() <= MAX_ROWS_VERBATIM;
    scenario.inputs.emplace_back(
        name, verbatim ? table->source_text() : fmt::format("{} rows, order-free hash {}", table->rows(), hash));
    all += hash;
  };
  keep("villages.csv", scenario.tables.villages, true);
  keep("households.csv", scenario.tables.households, false);
  keep("transformers.csv", scenario.tables.transformers, true);
  keep("loads.csv", scenario.tables.loads, true);
  keep("lv_lines.csv", scenario.tables.lv_lines, true);
  keep("lv_conductors.csv", scenario.tables.lv_conductors, true);
  keep("lv_networks.csv", scenario.tables.lv_networks, true);
  keep("feeders/substations.csv", scenario.tables.substations, true);
  keep("feeders/lines.csv", scenario.tables.lines, true);
  keep("feeders/nodes.csv", scenario.tables.mv_nodes, true);
  keep("progress.csv", scenario.tables.progress, true);
  for (const auto& [name, table] : gas.own) keep(("gas/" + name).c_str(), table, true);
  keep("gas_homes.csv", gas.homes, false);
  for (const auto& [name, hash] : gas.imported) {
    scenario.inputs.emplace_back("gas/" + name, hash);
    all += hash;
  }
  keep_files(scenario, all, problems);
  scenario.input_hash = io::sha256_hex(all);
}

}  // namespace hearthgrid::run
