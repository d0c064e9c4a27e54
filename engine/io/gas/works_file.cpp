#include "engine/io/gas/works_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/io/key.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

namespace hearthgrid::io {
namespace {

const std::vector<std::string> KINDS = {"station", "district", "wall_mounted"};

std::vector<KeySpec> pipe_keys() {
  return {text("name", "Its name in results."),
          number("inner_diameter_mm", "mm", "Inner diameter.").range(1, 3000),
          number("roughness_mm", "mm", "Roughness of its wall.")
              .range(0, 10)
              .by_default("0.01")
              .from("PE: a Chinese textbook and pandapipes"),
          number("cny_per_m", "CNY/m", "Laid in place of the pipe that is there.").at_least(0),
          status_key(),
          source_key()};
}

std::vector<KeySpec> regulator_keys() {
  return {text("name", "Its name in results."),
          text("kind", "What it can stand in for.").one_of(KINDS),
          number("capacity_m3h", "m3/h", "Most gas that it passes, at 20 degC and 101.325 kPa.").range(1e-3, 1e7),
          number("cny", "CNY", "Cost in place of the one that is there.").at_least(0),
          status_key(),
          source_key()};
}

std::vector<KeySpec> limit_keys() {
  return {
      number("low_speed_m_s", "m/s", "Highest speed of gas at low pressure.").range(0.1, 100),
      number("speed_m_s", "m/s", "Highest speed of gas at medium pressure and above.").range(0.1, 100),
      number("low_drop_pa", "Pa", "Largest drop from where low pressure is fed to a node that draws.").range(1, 1e4),
      status_key(), source_key()};
}

std::vector<KeySpec> lng_keys() {
  return {number("gas_m3_per_tonne", "m3/t", "Gas at 20 degC and 101.325 kPa of a tonne of liquid.").range(100, 3000),
          number("liquid_kg_m3", "kg/m3", "Density of the liquid.").range(100, 1000),
          number("truck_tonnes", "t", "Load of a truck.").range(0.1, 100),
          number("tank_fill", "1", "Share of a tank that may be filled.").range(0.1, 1),
          status_key(),
          source_key()};
}

std::vector<KeySpec> table_keys() {
  return {text("name", "The appliances."),
          {.name = "appliances", .kind = Kind::number_list, .unit = "1", .description = "Numbers of them, rising."},
          {.name = "factors",
           .kind = Kind::number_list,
           .unit = "1",
           .description = "Largest draw together over the sum of rated inputs, for each of these numbers.",
           .minimum = 0.0,
           .maximum = 1.0},
          status_key(),
          source_key()};
}

KeySpec list_of(const std::string& name, const std::string& description, std::vector<KeySpec> children) {
  return {.name = name,
          .kind = Kind::table_list,
          .description = description,
          .optional = true,
          .children = std::move(children)};
}

Schema make_schema() {
  return {
      .file = "gas_works.toml",
      .description = "What can be bought to enlarge a gas network and what it costs, and figures to plan with.",
      .keys = {list_of("pipe", "A pipe that can be laid.", pipe_keys()),
               list_of("regulator", "A regulator that can be set up.", regulator_keys()),
               {.name = "limits", .kind = Kind::table, .description = "Limits of design.", .children = limit_keys()},
               {.name = "lng", .kind = Kind::table, .description = "Liquefied gas.", .children = lng_keys()},
               list_of("simultaneity", "Planning values to compare simulated ones with.", table_keys())}};
}

void check_name(const Settings& given, std::set<std::string>& names, ProblemList& problems) {
  if (names.insert(given.text("name")).second) return;
  problems.add(given.problem("name", fmt::format("'{}' is given twice", given.text("name")), "give each its own name"));
}

gas::PlanningTable table_of(const Settings& given, ProblemList& problems) {
  const auto &appliances = given.numbers("appliances"), &factors = given.numbers("factors");
  gas::PlanningTable table{
      .name = given.text("name"), .factors = {}, .status = given.text("status"), .source = given.text("source")};
  if (appliances.size() != factors.size() || appliances.empty()) {
    problems.add(given.problem(
        "factors", fmt::format("{} factors for {} numbers of appliances", factors.size(), appliances.size()),
        "give one factor for each number, and at least one"));
    return table;
  }
  for (size_t i = 0; i < appliances.size(); ++i) {
    const auto number = static_cast<int>(appliances[i]);
    if (number < 1 || static_cast<double>(number) != appliances[i] ||
        (i > 0 && number <= table.factors.back().appliances)) {
      problems.add(given.problem("appliances", fmt::format("{} appliances", appliances[i]),
                                 "give rising whole numbers from 1 on"));
      return table;
    }
    table.factors.push_back({number, factors[i]});
  }
  return table;
}

}  // namespace

const Schema& gas_works_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

GasWorks read_gas_works(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, gas_works_schema(), {}, problems);
  GasWorks works;
  if (problems.all().size() > problems_before) return works;
  std::set<std::string> pipes, regulators;
  for (const Settings& given : file.tables("pipe")) {
    check_name(given, pipes, problems);
    works.catalogue.pipes.push_back({given.text("name"), 1e-3 * given.number("inner_diameter_mm"),
                                     1e-3 * given.number("roughness_mm"), given.number("cny_per_m"),
                                     given.text("status"), given.text("source")});
  }
  for (const Settings& given : file.tables("regulator")) {
    check_name(given, regulators, problems);
    const auto kind = std::ranges::find(KINDS, given.text("kind")) - KINDS.begin();
    works.catalogue.regulators.push_back({given.text("name"), static_cast<gas::RegulatorKind>(kind),
                                          given.number("capacity_m3h"), given.number("cny"), given.text("status"),
                                          given.text("source")});
  }
  const Settings &limits = file.table("limits"), &lng = file.table("lng");
  works.rule.low_speed_m_s = limits.number("low_speed_m_s");
  works.rule.speed_m_s = limits.number("speed_m_s");
  works.rule.low_drop_pa = limits.number("low_drop_pa");
  works.lng = {lng.number("gas_m3_per_tonne"), lng.number("liquid_kg_m3"), lng.number("truck_tonnes"),
               lng.number("tank_fill")};
  for (const Settings& given : file.tables("simultaneity")) {
    works.simultaneity.push_back(table_of(given, problems));
  }
  return works;
}

}  // namespace hearthgrid::io
