// Where the villages lie, for maps.

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/run/results.hpp"

namespace hearthgrid::run {

// The checks saw to it that all villages have a place or none has.
void Results::write_places() {
  if (!c_.tables.villages) return;
  const io::Table& table = *c_.tables.villages;
  std::unordered_map<std::string, int> row_of;
  for (int row = 0; row < table.rows(); ++row) row_of.emplace(table.text(row, "village"), row);
  std::vector<double> longitude, latitude;
  for (const Village& village : c_.population.villages) {
    const int row = row_of.at(village.name);
    const auto east = table.number(row, "longitude");
    const auto north = table.number(row, "latitude");
    if (!east || !north) return;
    longitude.push_back(*east);
    latitude.push_back(*north);
  }
  file_.write("village_longitude", longitude);
  file_.write("village_latitude", latitude);
}

}  // namespace hearthgrid::run
