// `hearthgrid show`: one table of a results file, in the terminal or as CSV.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "tools/cli/air_tables.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/diversity_table.hpp"
#include "tools/cli/gas_planning_tables.hpp"
#include "tools/cli/gas_sizing_table.hpp"
#include "tools/cli/gas_tables.hpp"
#include "tools/cli/household_report.hpp"
#include "tools/cli/kva_table.hpp"
#include "tools/cli/mix_figures.hpp"
#include "tools/cli/show_tables.hpp"
#include "tools/cli/sizing_table.hpp"
#include "tools/cli/table_needs.hpp"
#include "tools/cli/uncertainty_tables.hpp"

namespace hearthgrid::cli {

namespace {

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

std::vector<size_t> chosen_mixes(const io::ResultsReader& reader, const std::string& mix) {
  const std::vector<std::string> names = reader.texts("mix");
  std::vector<size_t> chosen;
  for (size_t i = 0; i < names.size(); ++i) {
    if (mix.empty() || names[i] == mix) {
      chosen.push_back(i);
    }
  }
  if (chosen.empty()) {
    throw InputError(
        Problem{reader.path(), 0, 0, fmt::format("the file has no mix '{}'", mix), advice_for_unknown(mix, names)});
  }
  return chosen;
}

void cut(TextTable& table, int top) {
  if (top > 0 && table.rows.size() > static_cast<size_t>(top)) {
    table.rows.resize(static_cast<size_t>(top));
  }
}

// Keeps the chosen mix beside its base.
MixFigures narrowed(const MixFigures& figures, const std::vector<size_t>& chosen) {
  MixFigures out;
  std::vector<size_t> kept = chosen;
  if (std::find(kept.begin(), kept.end(), figures.base) == kept.end()) {
    kept.insert(kept.begin(), figures.base);
  }
  out.figures = figures.figures;
  for (Figure& figure : out.figures) {
    figure.values.clear();
  }
  for (const size_t mix : kept) {
    out.base = mix == figures.base ? out.mixes.size() : out.base;
    out.mixes.push_back(figures.mixes[mix]);
    for (size_t i = 0; i < out.figures.size(); ++i) {
      out.figures[i].values.push_back(figures.figures[i].values[mix]);
    }
  }
  return out;
}

void print_title(const io::ResultsReader& reader) {
  if (const auto title = reader.attribute("title")) {
    print(folded(*title, TABLE_WIDTH) + "\n\n");
  }
}

void print_figures(const MixFigures& figures, bool csv) {
  if (csv) {
    print(render_csv(csv_table(figures)));
    return;
  }
  print(render(values_table(figures)));
  if (figures.mixes.size() > 1) {
    print("\n" + render(changes_table(figures)));
  }
}

using MakeTable = TextTable (*)(const TableRequest&);

const std::map<std::string, std::pair<MakeTable, std::string>>& tables() {
  static const std::map<std::string, std::pair<MakeTable, std::string>> TABLES{
      {"transformers", {transformers_table, "transformer"}},
      {"feeders", {feeders_table, "feeder_peak_kva"}},
      {"substations", {substations_table, "substation_peak_kva"}},
      {"service", {service_table, "village_above_service_limit"}},
      {"villages", {villages_table, "village"}},
      {"diversity", {diversity_table, "temperature_bin"}},
      {"households", {households_table, "household"}},
      {"sizing", {sizing_table, "household_design_load_kw"}},
      {"named", {named_table, "named_peak_heat_kw"}},
      {"gas", {gas_table, "village"}},
      {"gas_sizing", {gas_sizing_table, "gas_sizing_status"}},
      {"gas_planning", {gas_planning_table, "gas_sizing_status"}},
      {"gas_storage", {gas_storage_table, "gas_area_storage_m3"}},
      {"gas_simultaneity", {gas_simultaneity_table, "gas_simultaneity"}},
      {"gas_pipes", {gas_pipes_table, "gas_pipe_peak_m3h"}},
      {"gas_regulators", {gas_regulators_table, "gas_regulator_peak_m3h"}},
      {"gas_supplies", {gas_supplies_table, "gas_supply_peak_m3h"}},
      {"gas_line_pack", {gas_line_pack_table, "gas_line_pack_max_m3"}},
      {"gas_profile", {gas_profile_table, "gas_min_pressure_node"}},
      {"village_gas", {village_gas_table, "village"}},
      {"emissions", {emissions_table, "emission_kg"}},
      {"village_emissions", {village_emissions_table, "emission_kg"}},
      {"month_emissions", {month_emissions_table, "month_emission_kg"}},
      {"air", {air_table, "village_pm25_ug_m3"}},
      {"money", {money_table, "cost_present_value_cny"}},
      {"fairness", {fairness_table, "fairness_burdened"}},
      {"fairness_villages", {fairness_villages_table, "fairness_burdened"}},
      {"abatement", {abatement_table, "abatement_later_winter_kg"}},
      {"abatement_curve", {abatement_curve_table, "abatement_step_mix"}},
      {"progress", {progress_table, "progress_planned"}},
      {"progress_villages", {progress_villages_table, "progress_behind_home_days"}},
      {"money_years", {money_years_table, "cost_cny"}},
      {"money_received", {money_received_table, "received_present_value_cny"}},
      {"bills", {bills_table, "village_bill_later_cny"}},
      {"budget", {budget_table, "budget_cap_cny"}},
      {"zoom", {zoom_table, "zoom_time"}},
      {"kva", {kva_table, "kva_per_home"}},
      {"voltage", {voltage_table, "transformer_min_voltage_pu"}},
      {"reinforcement", {reinforcement_table, "reinforcement_status"}},
      {"hosting", {hosting_table, "hosting_capacity"}},
      {"pickup", {pickup_table, "pickup_ratio"}},
      {"uncertainty", {uncertainty_table, "headline_p05"}},
      {"drivers", {drivers_table, "headline_first_order"}},
      {"inputs", {inputs_table, "input_distribution"}},
      {"members", {members_table, "member_headline"}}};
  return TABLES;
}

void print_table(const io::ResultsReader& reader, const ShowOptions& options, MakeTable make) {
  const std::vector<std::string> names = reader.texts("mix");
  TextTable all;
  if (!options.csv) {
    print_title(reader);
  }
  for (const size_t mix : chosen_mixes(reader, options.mix)) {
    TextTable table = make({reader, mix, options.csv});
    cut(table, options.top);
    if (!options.csv) {
      table.title = fmt::format("mix '{}'{}{}", names[mix], table.title.empty() ? "" : "\n", table.title);
      print(render(table) + "\n");
      continue;
    }
    all.header = table.header;
    all.header.insert(all.header.begin(), "mix");
    for (auto& row : table.rows) {
      row.insert(row.begin(), names[mix]);
      all.rows.push_back(std::move(row));
    }
  }
  if (options.csv) {
    print(render_csv(all));
  }
}

// A table that is the same whatever the mix.
void print_county_table(const io::ResultsReader& reader, const ShowOptions& options, MakeTable make) {
  if (!options.mix.empty()) {
    throw InputError(
        Problem{"", 0, 0, fmt::format("the table '{}' is not of a mix", options.table), "leave --mix out"});
  }
  TextTable table = make({reader, 0, options.csv});
  cut(table, options.top);
  if (!options.csv) print_title(reader);
  print(options.csv ? render_csv(table) : render(table));
}

// One home in the chosen mix beside what there was before, or in all mixes.
void show_household(const io::ResultsReader& reader, const ShowOptions& options) {
  std::vector<size_t> mixes = chosen_mixes(reader, options.mix);
  const size_t base = mix_figures(reader).base;
  if (std::find(mixes.begin(), mixes.end(), base) == mixes.end()) mixes.insert(mixes.begin(), base);
  if (options.csv) {
    print(household_csv(reader, options.household, mixes));
    return;
  }
  const std::string text = household_text(reader, options.household, mixes);
  print_title(reader);
  print(text);
}

}  // namespace

int show(const ShowOptions& options) {
  const io::ResultsReader reader(options.file);
  if (!options.household.empty()) {
    show_household(reader, options);
    return 0;
  }
  if (options.table == "mixes") {
    const MixFigures figures = mix_figures(reader);
    if (!options.csv) {
      print_title(reader);
    }
    print_figures(options.mix.empty() ? figures : narrowed(figures, chosen_mixes(reader, options.mix)), options.csv);
    return 0;
  }
  const auto found = tables().find(options.table);
  if (found == tables().end()) {
    std::vector<std::string> names{"mixes"};
    for (const auto& [name, table] : tables()) {
      names.push_back(name);
    }
    throw InputError(Problem{"", 0, 0, fmt::format("there is no table '{}'", options.table),
                             advice_for_unknown(options.table, names)});
  }
  const auto& [make, needed] = found->second;
  if (!reader.has(needed)) {
    const TableNeed need = need_of_table(reader, options.table);
    throw InputError(Problem{options.file, 0, 0,
                             fmt::format("the file has nothing for the table '{}': {}", options.table, need.why),
                             need.advice});
  }
  const bool of_county = make == diversity_table || make == kva_table || make == hosting_table ||
                         make == abatement_curve_table || make == inputs_table;
  (of_county ? print_county_table : print_table)(reader, options, make);
  return 0;
}

void print_mixes(const std::string& results_path) {
  const io::ResultsReader reader(results_path);
  print_title(reader);
  print_figures(mix_figures(reader), false);
}

}  // namespace hearthgrid::cli
