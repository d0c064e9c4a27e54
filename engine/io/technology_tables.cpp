#include "engine/io/technology_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>

#include "engine/io/key.hpp"
#include "engine/io/performance_file.hpp"
#include "engine/io/technology_fields.hpp"
#include "models/heater/map_faults.hpp"
#include "models/heater/rating_points.hpp"

namespace hearthgrid::io {
namespace {

using heater::MapFault;
using heater::PerformanceMap;
using heater::RatingPoints;
using heater::Technology;

KeySpec table_with_source(const std::string& name, const std::string& description, std::vector<KeySpec> columns) {
  const KeySpec like_a_number = sourced_number(name, "", 0, 0, description);
  columns.push_back(like_a_number.children[1]);
  columns.push_back(like_a_number.children[2]);
  return table(name, description, std::move(columns)).or_absent();
}

std::vector<double> list(const Settings& table, const std::string& key) {
  return table.has(key) ? table.numbers(key) : std::vector<double>{};
}

double distance_k(const RatingPoints& points, size_t a, size_t b) {
  return std::max(std::abs(points.outdoor_temp_c[a] - points.outdoor_temp_c[b]),
                  std::abs(points.water_temp_c[a] - points.water_temp_c[b]));
}

class TableReader {
 public:
  TableReader(const Settings& entry, Technology& technology, ProblemList& problems)
      : entry_(entry), technology_(technology), problems_(problems) {}

  void read() {
    if (entry_.given("efficiency_curve")) read_curve();
    if (entry_.given("product_sizes")) read_products();
    const std::array<const char*, 3> ways = {"map", "map_file", "rating"};
    const auto given = std::count_if(ways.begin(), ways.end(), [&](const char* key) { return entry_.given(key); });
    if (given > 1) {
      complain("map", "the machine's performance is given more than once",
               "give one of map, map_file and rating, and leave the others out");
      return;
    }
    if (entry_.given("map")) read_map();
    if (entry_.given("map_file")) read_map_file();
    if (entry_.given("rating")) read_rating();
    if (given > 0 && !entry_.given("rating")) technology_.defrost_in_map = true;
    if (entry_.given("defrost_in_map")) technology_.defrost_in_map = entry_.boolean("defrost_in_map");
  }

 private:
  void complain(const std::string& key, const std::string& message, const std::string& advice) {
    problems_.add(entry_.problem(key, message, advice));
  }

  template <typename T>
  void source_of(const std::string& key, T& into) {
    read_source(entry_, key, into.source, into.status);
  }

  void read_curve() {
    const Settings& given = entry_.table("efficiency_curve");
    heater::EfficiencyCurve curve{list(given, "return_temp_c"), list(given, "efficiency"), "", ""};
    source_of("efficiency_curve", curve);
    const auto& back = curve.return_temp_c;
    const bool ascending = back.size() >= 3 && std::is_sorted(back.begin(), back.end(), std::less_equal<>());
    const bool positive =
        std::all_of(curve.efficiency.begin(), curve.efficiency.end(), [](double e) { return e > 0.05 && e <= 1.15; });
    if (!ascending || curve.efficiency.size() != back.size() || !positive) {
      complain("efficiency_curve", "the efficiency curve does not fit together",
               "return_temp_c has at least 3 ascending temperatures; efficiency has as many values, above 0.05 and up "
               "to 1.15");
      return;
    }
    technology_.efficiency_curve = curve;
  }

  void read_products() {
    heater::ProductRange range{list(entry_.table("product_sizes"), "values"), "", ""};
    source_of("product_sizes", range);
    const bool ascending = std::is_sorted(range.sizes.begin(), range.sizes.end(), std::less_equal<>());
    if (range.sizes.empty() || !ascending || range.sizes[0] <= 0.0) {
      complain("product_sizes", "the product sizes are not ascending multiples above 0",
               "give values = [...] from the smallest up, 1 being the rated size");
      return;
    }
    technology_.product_sizes = range;
  }

  void read_map() {
    const Settings& given = entry_.table("map");
    PerformanceMap map{list(given, "outdoor_temp_c"),
                       list(given, "water_temp_c"),
                       list(given, "heat_w"),
                       list(given, "input_w"),
                       "",
                       ""};
    source_of("map", map);
    const size_t before = problems_.all().size();
    for (const MapFault& fault : heater::axis_faults(map, technology_.curve)) report("map", fault);
    if (problems_.all().size() > before) return;
    const size_t cells = map.outdoor_temp_c.size() * map.water_temp_c.size();
    if (map.heat_w.size() != cells || map.input_w.size() != cells) {
      complain("map",
               fmt::format("the map does not fit together: {} outdoor by {} water temperatures, {} heats, {} inputs",
                           map.outdoor_temp_c.size(), map.water_temp_c.size(), map.heat_w.size(), map.input_w.size()),
               "heat_w and input_w have one value for each pair, one water temperature's row after the other");
      return;
    }
    keep("map", std::move(map));
  }

  // Keeps a table of the right shape if its cells are possible.
  void keep(const std::string& key, PerformanceMap map) {
    const auto faults = heater::cell_faults(map);
    for (const MapFault& fault : faults) report(key, fault);
    if (faults.empty()) technology_.map = std::move(map);
  }

  void report(const std::string& key, const MapFault& fault) {
    std::string where;
    switch (fault.quantity) {
      case MapFault::Quantity::outdoor_temp:
        where = fmt::format("column {}", fault.column + 1);
        break;
      case MapFault::Quantity::water_temp:
        where = fmt::format("row {}", fault.row + 1);
        break;
      case MapFault::Quantity::heat:
      case MapFault::Quantity::input:
        where = fmt::format("row {}, column {}", fault.row + 1, fault.column + 1);
        break;
    }
    complain(key, fmt::format("{}, {}: {}", key, where, fault.message), fault.advice);
  }

  void read_map_file() {
    const std::filesystem::path folder = std::filesystem::path(entry_.place("map_file").file).parent_path();
    const std::string path = (folder / entry_.text("map_file")).lexically_normal().string();
    if (!entry_.given("map_source") || !entry_.given("map_status")) {
      complain("map_file", "the map file has no source or no status",
               "give map_source = \"document, table or page\" and map_status, one of measured, standard, assumed, "
               "unverified");
      return;
    }
    auto map = read_performance(path, technology_.curve, problems_);
    if (!map) return;
    map->source = entry_.text("map_source");
    map->status = entry_.text("map_status");
    technology_.map = std::move(*map);
  }

  void read_rating() {
    const Settings& given = entry_.table("rating");
    RatingPoints points{list(given, "outdoor_temp_c"),
                        list(given, "water_temp_c"),
                        list(given, "heat_w"),
                        list(given, "input_w"),
                        "",
                        ""};
    source_of("rating", points);
    if (!entry_.given("compressor")) {
      complain("rating", "rating points need the kind of compressor",
               R"(give compressor = "fixed_speed", "inverter" or "vapour_injection")");
      return;
    }
    const size_t count = points.outdoor_temp_c.size();
    if (count == 0 || points.water_temp_c.size() != count || points.heat_w.size() != count ||
        points.input_w.size() != count) {
      complain("rating",
               fmt::format("the rating points do not fit together: {} outdoor, {} water temperatures, {} heats, {} "
                           "inputs",
                           count, points.water_temp_c.size(), points.heat_w.size(), points.input_w.size()),
               "give as many of each, one per point");
      return;
    }
    const bool possible = points_are_possible(points);
    if (!possible) return;
    technology_.defrost_in_map = heater::has_frosting_point(points);
    keep("rating", heater::map_from_rating(points, heater::compressor_from_name(entry_.text("compressor"))));
  }

  // Each point by itself, before a form is scaled through it.
  bool points_are_possible(const RatingPoints& points) {
    bool possible = true;
    for (size_t k = 0; k < points.heat_w.size(); ++k) {
      for (size_t other = 0; other < k; ++other) {
        if (distance_k(points, k, other) >= 1.0) continue;
        possible = false;
        complain("rating", fmt::format("rating points {} and {} are within 1 K of each other", other + 1, k + 1),
                 "give each pair of temperatures once");
      }
      const double lift = points.water_temp_c[k] - points.outdoor_temp_c[k];
      const double heat = points.heat_w[k];
      const double input = points.input_w[k];
      const double carnot = (points.water_temp_c[k] + 273.15) / lift;
      if (lift > 5.0 && heat >= 50.0 && input >= 50.0 && heat >= 0.8 * input && heat <= carnot * input) continue;
      possible = false;
      complain("rating",
               fmt::format("rating, point {}: {} W from {} W at {}/{} degC is impossible", k + 1, heat, input,
                           points.outdoor_temp_c[k], points.water_temp_c[k]),
               "temperatures are in degC, heat and input in W (not kW), and the COP lies from 0.8 to Carnot's");
    }
    return possible;
  }

  const Settings& entry_;
  Technology& technology_;
  ProblemList& problems_;
};

}  // namespace

std::vector<KeySpec> technology_table_keys() {
  return {
      table_with_source("efficiency_curve", "efficiency by returning water, in place of `efficiency`",
                        {numbers("return_temp_c", "degC", "returning water, ascending, at least 3"),
                         numbers("efficiency", "1", "heat over carrier energy (lower heating value)")}),
      table_with_source("product_sizes", "sizes that are sold, for heaters that are sized by design load",
                        {numbers("values", "1", "multiples of the rated size, above 0 and ascending")}),
      table_with_source("map", "a heat pump's full load, row by row of leaving water; 0 = outside its envelope",
                        {numbers("outdoor_temp_c", "degC", "columns (brine for ground loops), ascending, at least 2"),
                         numbers("water_temp_c", "degC", "rows (the room for air-to-air), ascending, at least 3"),
                         numbers("heat_w", "W", "heat, one row after the other"),
                         numbers("input_w", "W", "electrical input, one row after the other")}),
      text("map_file", "in place of map: a file as performance.csv, its path from this file's folder").or_absent(),
      text("map_source", "document, table or page that the map file's numbers are from").or_absent(),
      text("map_status", "how far the map file's numbers are to be believed").one_of(number_statuses()).or_absent(),
      table_with_source(
          "rating", "in place of map: rating points, through which the usual curves are scaled",
          {numbers("outdoor_temp_c", "degC", "outdoor air of each point"),
           numbers("water_temp_c", "degC", "leaving water of each point"), numbers("heat_w", "W", "heat of each point"),
           numbers("input_w", "W", "electrical input of each point")}),
      text("compressor", "kind of compressor, by which rating knows the heat's course over the outdoor temperature")
          .one_of(heater::compressor_names())
          .or_absent(),
      flag("defrost_in_map",
           "whether the map's points were tested in air that frosts (true where not given; with rating, if a point "
           "lies at 0 to 5 degC)")
          .or_absent()};
}

void read_source(const Settings& entry, const std::string& key, std::string& source, std::string& status) {
  const Settings& given = entry.table(key);
  if (given.has("status")) status = given.text("status");
  if (given.has("source")) source = given.text("source");  // else reported by the schema
}

void read_technology_tables(const Settings& entry, Technology& technology, ProblemList& problems) {
  TableReader(entry, technology, problems).read();
}

}  // namespace hearthgrid::io
