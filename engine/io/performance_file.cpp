#include "engine/io/performance_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/key.hpp"
#include "engine/io/table.hpp"
#include "models/heater/map_faults.hpp"

namespace hearthgrid::io {
namespace {

using heater::MapFault;
using heater::PerformanceMap;

const char* column_of(MapFault::Quantity quantity) {
  switch (quantity) {
    case MapFault::Quantity::outdoor_temp:
      return "outdoor_temp_c";
    case MapFault::Quantity::water_temp:
      return "water_temp_c";
    case MapFault::Quantity::heat:
      return "heat_w";
    case MapFault::Quantity::input:
      break;
  }
  return "input_w";
}

std::vector<double> axis_of(const Table& table, const std::string& column) {
  std::vector<double> axis;
  for (int row = 0; row < table.rows(); ++row) axis.push_back(*table.number(row, column));
  std::sort(axis.begin(), axis.end());
  axis.erase(std::unique(axis.begin(), axis.end()), axis.end());
  return axis;
}

size_t position(const std::vector<double>& axis, double value) {
  return static_cast<size_t>(std::lower_bound(axis.begin(), axis.end(), value) - axis.begin());
}

// Puts the table's rows into the grid that its temperatures span.
class Grid {
 public:
  Grid(const Table& table, ProblemList& problems) : table_(table), problems_(problems) {
    map_.outdoor_temp_c = axis_of(table, "outdoor_temp_c");
    map_.water_temp_c = axis_of(table, "water_temp_c");
    const size_t cells = map_.outdoor_temp_c.size() * map_.water_temp_c.size();
    map_.heat_w.resize(cells);
    map_.input_w.resize(cells);
    table_row_.assign(cells, -1);
    map_.file = table.file();
  }

  std::optional<PerformanceMap> fill(heater::CurveTemperature curve) {
    const size_t before = problems_.all().size();
    place_rows();
    // Wrong temperatures look like holes: tell about them first, and alone.
    for (const MapFault& fault : heater::axis_faults(map_, curve)) report(fault);
    if (problems_.all().size() > before) return std::nullopt;
    report_holes();
    if (problems_.all().size() > before) return std::nullopt;
    for (const MapFault& fault : heater::cell_faults(map_)) report(fault);
    if (problems_.all().size() > before) return std::nullopt;
    return map_;
  }

 private:
  void place_rows() {
    for (int row = 0; row < table_.rows(); ++row) {
      const double outdoor = *table_.number(row, "outdoor_temp_c");
      const double water = *table_.number(row, "water_temp_c");
      const size_t cell =
          position(map_.water_temp_c, water) * map_.outdoor_temp_c.size() + position(map_.outdoor_temp_c, outdoor);
      if (table_row_[cell] >= 0) {
        problems_.add(table_.problem(row, "outdoor_temp_c",
                                     fmt::format("{} degC outdoors and {} degC of water already stand in line {}",
                                                 outdoor, water, table_.line(table_row_[cell])),
                                     "give each pair of temperatures once"));
        continue;
      }
      table_row_[cell] = row;
      map_.heat_w[cell] = *table_.number(row, "heat_w");
      map_.input_w[cell] = *table_.number(row, "input_w");
    }
  }

  // A missing row is told at one that shares its water temperature.
  void report_holes() {
    const size_t columns = map_.outdoor_temp_c.size();
    for (size_t cell = 0; cell < table_row_.size(); ++cell) {
      if (table_row_[cell] >= 0) continue;
      problems_.add(table_.problem(
          row_near(cell / columns, columns), "water_temp_c",
          fmt::format("a row is missing: {} degC outdoors with {} degC of water", map_.outdoor_temp_c[cell % columns],
                      map_.water_temp_c[cell / columns]),
          "every outdoor temperature needs every water temperature; heat and input 0 stand for outside the envelope"));
    }
  }

  // First row of the file's with this water temperature.
  [[nodiscard]] int row_near(size_t row, size_t columns) const {
    for (size_t column = 0; column < columns; ++column) {
      if (table_row_[row * columns + column] >= 0) return table_row_[row * columns + column];
    }
    return 0;
  }

  // A fault of an axis stands at a row with that temperature.
  [[nodiscard]] int row_of(const MapFault& fault) const {
    const size_t columns = map_.outdoor_temp_c.size();
    if (fault.quantity == MapFault::Quantity::water_temp) return row_near(fault.row, columns);
    for (size_t cell = fault.column; cell < table_row_.size(); cell += columns) {
      if (fault.quantity == MapFault::Quantity::outdoor_temp && table_row_[cell] >= 0) return table_row_[cell];
    }
    return table_row_[fault.row * columns + fault.column];
  }

  void report(const MapFault& fault) {
    problems_.add(table_.problem(row_of(fault), column_of(fault.quantity), fault.message, fault.advice));
  }

  const Table& table_;
  ProblemList& problems_;
  PerformanceMap map_;
  std::vector<int> table_row_;  // of each cell; -1 = none
};

}  // namespace

const Schema& performance_schema() {
  static const Schema SCHEMA = {
      .file = "performance.csv",
      .description = "A heat pump's full-load table (map_file of technologies.toml): one row per pair of temperatures.",
      .keys = {number("outdoor_temp_c", "degC", "Outdoor air; of a ground loop the brine that comes from it."),
               number("water_temp_c", "degC", "Leaving water; of an air-to-air machine the room."),
               number("heat_w", "W", "Heat; 0 = outside the machine's envelope.").at_least(0),
               number("input_w", "W", "Electrical input; 0 = outside the machine's envelope.").at_least(0)}};
  return SCHEMA;
}

std::optional<PerformanceMap> read_performance(const std::string& path, heater::CurveTemperature curve,
                                               ProblemList& problems) {
  const size_t before = problems.all().size();
  const Table table = read_table_file(path, performance_schema(), problems);
  if (problems.all().size() > before) return std::nullopt;
  if (table.rows() == 0) {
    problems.add({path, 0, 0, "the table has no rows", "give one row per pair of outdoor and water temperature"});
    return std::nullopt;
  }
  return Grid(table, problems).fill(curve);
}

}  // namespace hearthgrid::io
