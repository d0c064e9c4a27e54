#include "engine/io/technology_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/technology_fields.hpp"

namespace hearthgrid::io {
namespace {

using heater::HeaterModel;
using heater::PerformanceMap;
using heater::Sourced;
using heater::Technology;

constexpr double WATER_CHECK_OUTDOOR_C = -20.0;
constexpr double HOTTEST_WATER_C = 75.0;  // of anything but a storage heater's core
constexpr double STEEPEST_WATER_SLOPE = 3.0;
constexpr double SMALLEST_STORE_WH_K = 5.0;  // 4 l of water: less could not follow a quarter hour

class Completion {
 public:
  Completion(const Settings& entry, const HeaterModel& model, Technology& technology, ProblemList& problems)
      : entry_(entry), model_(model), technology_(technology), problems_(problems) {}

  void run() {
    check_carrier();
    for (const TechnologyField& field : technology_fields()) fill(field);
    if (needs("map") && !technology_.map && !gives_map()) missing("map", "full-load table, or map_file or rating");
    if (needs("emitter_w_k") && !technology_.emitter_w_k) missing("emitter_w_k", "heat of the emitters");
    check_water();
    check_envelope();
    check_store();
    check_control();
    check_backup();
  }

 private:
  void complain(const std::string& key, const std::string& message, const std::string& advice) {
    problems_.add(entry_.problem(key, message, advice));
  }

  [[nodiscard]] bool needs(const std::string& key) const {
    return std::find(model_.needs.begin(), model_.needs.end(), key) != model_.needs.end();
  }
  [[nodiscard]] bool gives_map() const {
    return entry_.given("map") || entry_.given("map_file") || entry_.given("rating");
  }
  [[nodiscard]] bool has_core() const { return needs("core_wh_k"); }

  void fill(const TechnologyField& field) {
    Sourced& number = technology_.*field.number;
    if (!number.status.empty() || entry_.given(field.key)) return;
    if (field.always_needed || needs(field.key)) {
      missing(field.key, field.description);
    } else {
      number = {field.otherwise.value_or(0.0), "not given: the loader's default", "assumed"};
    }
  }

  void missing(const std::string& key, const std::string& what) {
    complain(key, fmt::format("the technology '{}' (model {}) lacks '{}'", technology_.name, technology_.model, key),
             fmt::format("give {} = {{ value = ..., source = \"...\", status = \"...\" }} ({}), or start from another "
                         "entry with like = \"...\"",
                         key, what));
  }

  void check_carrier() {
    const auto& carriers = model_.carriers;
    if (std::find(carriers.begin(), carriers.end(), technology_.carrier) != carriers.end()) return;
    std::string allowed;
    for (const heater::Carrier carrier : carriers) {
      allowed += (allowed.empty() ? "" : ", ") + heater::carrier_names()[static_cast<size_t>(carrier)];
    }
    complain("carrier",
             fmt::format("the technology '{}' (model {}) cannot use the carrier '{}'", technology_.name,
                         technology_.model, heater::carrier_names()[static_cast<size_t>(technology_.carrier)]),
             "allowed: " + allowed);
  }

  // The fields' limits let a core be hot; water is not.
  void check_water() {
    if (has_core()) return;
    for (const auto& [key, value, most] :
         {std::tuple("supply_temp_c", technology_.supply_temp_c.value, HOTTEST_WATER_C),
          std::tuple("supply_slope", technology_.supply_slope.value, STEEPEST_WATER_SLOPE)}) {
      if (value <= most) continue;
      complain(key, fmt::format("{} of '{}' is {}, too much for water", key, technology_.name, value),
               fmt::format("give {} at most; only a storage heater's core gets hotter", most));
    }
  }

  // A heat pump's water in the cold must stay inside its table: the coldest column's hottest row, and 5 K for the edge.
  void check_envelope() {
    if (!technology_.map || technology_.curve == heater::CurveTemperature::room_air) return;
    const PerformanceMap& map = *technology_.map;
    double hottest = 0.0;
    for (size_t row = 0; row < map.water_temp_c.size(); ++row) {
      if (map.heat_w[row * map.outdoor_temp_c.size()] > 0.0) hottest = map.water_temp_c[row] + 5.0;
    }
    const double water = heater::supply_temperature_c(technology_, WATER_CHECK_OUTDOOR_C);
    const double hot_water = technology_.hot_water_temp_c;
    if (water > hottest) {
      complain("supply_temp_c",
               fmt::format("the water of '{}' reaches {} degC at {} degC outdoors, beyond its map", technology_.name,
                           water, WATER_CHECK_OUTDOOR_C),
               fmt::format("choose supply_temp_c and supply_slope so that it stays at or below {} degC", hottest));
    }
    if (hot_water > hottest) {
      complain("hot_water_temp_c",
               fmt::format("the hot water of '{}' asks for {} degC, beyond its map", technology_.name, hot_water),
               fmt::format("choose {} degC or less", hottest));
    }
  }

  void check_store() {
    if (!heater::has_store(technology_) || heater::store_j_k(technology_) >= 3600.0 * SMALLEST_STORE_WH_K) return;
    complain("water_l", fmt::format("emitters and pipes of '{}' hold next to nothing", technology_.name),
             fmt::format("give water_l, buffer_l or core_wh_k so that they store {} Wh/K (4.3 l of water) or more",
                         SMALLEST_STORE_WH_K));
  }

  void check_backup() {
    if (technology_.backup_carrier != heater::Carrier::gas) return;
    if (technology_.carrier == heater::Carrier::electricity || technology_.carrier == heater::Carrier::gas) return;
    complain("backup_carrier",
             fmt::format("the technology '{}' burns {} and has a gas backup", technology_.name,
                         heater::carrier_names()[static_cast<size_t>(technology_.carrier)]),
             "a backup on gas goes with a heater on electricity or gas");
  }

  void check_control() {
    if (technology_.sensed == heater::SensedTemperature::air) return;
    if (technology_.kind == heater::HeaterKind::set_point) return;
    complain("control",
             fmt::format("the technology '{}' (model {}) cannot follow the operative temperature", technology_.name,
                         technology_.model),
             "leave control out: an ideal plant follows the air, a hand-fired stove nobody's thermostat");
  }

  const Settings& entry_;
  const HeaterModel& model_;
  Technology& technology_;
  ProblemList& problems_;
};

}  // namespace

void complete_technology(const Settings& entry, const HeaterModel& model, Technology& technology,
                         ProblemList& problems) {
  Completion(entry, model, technology, problems).run();
}

}  // namespace hearthgrid::io
