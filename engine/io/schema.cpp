#include "engine/io/schema.hpp"

#include <stdexcept>

#include "engine/io/appliance_file.hpp"
#include "engine/io/archetype_file.hpp"
#include "engine/io/catalogue_file.hpp"
#include "engine/io/factor_file.hpp"
#include "engine/io/fairness_keys.hpp"
#include "engine/io/gas/works_file.hpp"
#include "engine/io/gas_schemas.hpp"
#include "engine/io/gwp_file.hpp"
#include "engine/io/low_voltage_schema.hpp"
#include "engine/io/measure_file.hpp"
#include "engine/io/performance_file.hpp"
#include "engine/io/plant_file.hpp"
#include "engine/io/presence_file.hpp"
#include "engine/io/scenario_schema.hpp"
#include "engine/io/schedule_file.hpp"
#include "engine/io/subsidy_file.hpp"
#include "engine/io/tariff_file.hpp"
#include "engine/io/technology_file.hpp"

namespace hearthgrid::io {

const std::vector<Schema>& all_schemas() {
  static const std::vector<Schema> schemas = [] {
    std::vector<Schema> all{
        scenario_schema(),    villages_schema(),    households_schema(),  transformers_schema(),
        loads_schema(),       substations_schema(), lines_schema(),       nodes_schema(),
        progress_schema(),    schedules_schema(),   archetypes_schema(),  technologies_schema(),
        tariffs_schema(),     subsidies_schema(),   catalogue_schema(),   emission_factors_schema(),
        gwp_schema(),         grid_years_schema(),  plant_hours_schema(), presence_profiles_schema(),
        appliances_schema(),  performance_schema(), lv_lines_schema(),    lv_conductors_schema(),
        lv_networks_schema(), measures_schema(),    gas_works_schema(),   gas_homes_schema()};
    const std::vector<Schema>& gas = gas_table_schemas();
    all.insert(all.end(), gas.begin(), gas.end());
    return all;
  }();
  return schemas;
}

const Schema& schema_of(const std::string& file) {
  for (const Schema& schema : all_schemas()) {
    if (schema.file == file) return schema;
  }
  throw std::logic_error("there is no schema of '" + file + "'");
}

}  // namespace hearthgrid::io
