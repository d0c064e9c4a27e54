#include "engine/io/schema.hpp"

#include <stdexcept>

#include "engine/io/scenario_schema.hpp"

namespace hearthgrid::io {

const std::vector<Schema>& all_schemas() {
  static const std::vector<Schema> schemas{scenario_schema(), villages_schema(), households_schema(),
                                           transformers_schema(), loads_schema()};
  return schemas;
}

const Schema& schema_of(const std::string& file) {
  for (const Schema& schema : all_schemas()) {
    if (schema.file == file) return schema;
  }
  throw std::logic_error("there is no schema of '" + file + "'");
}

}  // namespace hearthgrid::io
