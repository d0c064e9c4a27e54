#include "engine/io/schema.hpp"

#include <stdexcept>

namespace hearthgrid::io {

const std::vector<Schema>& all_schemas() {
  static const std::vector<Schema> schemas{};
  return schemas;
}

const Schema& schema_of(const std::string& file) {
  for (const Schema& schema : all_schemas()) {
    if (schema.file == file) return schema;
  }
  throw std::logic_error("there is no schema of '" + file + "'");
}

}  // namespace hearthgrid::io
