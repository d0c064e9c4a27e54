#include <fmt/format.h>

#include <cmath>
#include <set>
#include <unordered_map>

#include "engine/io/gas/pandapipes_file.hpp"
#include "engine/io/gas/pandapipes_tables.hpp"

namespace hearthgrid::io {

namespace {

constexpr double PA_PER_BAR = 1e5, M_PER_KM = 1000.0, M_PER_MM = 1e-3, SECONDS_PER_HOUR = 3600.0;
constexpr double SAME_TEMPERATURE_K = 0.01;
constexpr double COLD_K = 283.15;

class PandapipesReader {
 public:
  PandapipesReader(const PandapipesTables& tables, ProblemList& problems) : tables_(tables), problems_(problems) {}

  gas::GasNetwork read() {
    network_.name = tables_.name;
    read_junctions();
    network_.fluid = pandapipes_fluid(tables_, temperature_k_.value_or(COLD_K), problems_);
    read_pipes();
    read_supplies();
    read_demands("sink", 1.0);
    read_demands("source", -1.0);
    read_valves();
    read_pressure_controls();
    read_compressors();
    return std::move(network_);
  }

 private:
  using Frame = ElementFrame;
  const Frame& frame(const std::string& name) const { return tables_.frames.at(name); }

  /// Names stand for one element here; there the index does.
  static std::string name_of(const Frame& table, int row, std::set<std::string>& taken) {
    std::string name = table.text(row, "name");
    const std::string index = table.has("index") ? table.text(row, "index") : std::to_string(row);
    if (name.empty()) name = fmt::format("{} {}", table.element(), index);
    if (!taken.insert(name).second) taken.insert(name += " (" + index + ")");
    return name;
  }

  bool in_service(const Frame& table, int row) { return table.flag_or(row, "in_service", true, problems_); }

  int junction_of(const Frame& table, int row, const std::string& column) {
    const size_t before = problems_.all().size();
    const double index = table.required(row, column, problems_);
    if (problems_.all().size() > before) return gas::NO_NODE;
    const bool whole = index == std::floor(index) && std::abs(index) < 1e15;
    const auto found = whole ? junction_at_.find(static_cast<long>(index)) : junction_at_.end();
    if (found != junction_at_.end()) return found->second;
    problems_.add(table.problem(row, fmt::format("{} is {}, which is no junction", column, table.text(row, column)),
                                "give the index of a row of the table junction"));
    return gas::NO_NODE;
  }

  [[nodiscard]] bool live(int node) const { return node == gas::NO_NODE || live_[static_cast<size_t>(node)]; }

  void see_temperature(const Frame& table, int row, const char* column) {
    const auto value = table.number(row, column, problems_);
    if (!value) return;
    if (!temperature_k_) temperature_k_ = value;
    if (std::abs(*value - *temperature_k_) <= SAME_TEMPERATURE_K) return;
    problems_.add(table.problem(row, fmt::format("{} is {}, elsewhere {}", column, *value, *temperature_k_),
                                "the network is isothermal: give all the same temperature"));
  }

  void read_junctions() {
    const Frame& table = frame("junction");
    if (table.rows() == 0) problems_.add({tables_.path, 0, 0, "there are no junctions", "give the table its rows"});
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      const double index = table.has("index") ? table.required(row, "index", problems_) : row;
      if (index != std::floor(index) || std::abs(index) > 1e15) {
        problems_.add(table.problem(row, fmt::format("index is {}", index), "indices are whole numbers"));
      } else if (!junction_at_.emplace(static_cast<long>(index), row).second) {
        problems_.add(table.problem(row, fmt::format("index {} stands there twice", index), "give each row its own"));
      }
      live_.push_back(in_service(table, row));
      if (live_.back()) see_temperature(table, row, "tfluid_k");
      network_.nodes.push_back({.name = name_of(table, row, taken),
                                .elevation_m = table.number_or(row, "height_m", 0.0, problems_),
                                .origin = table.origin(row)});
    }
  }

  void read_pipes() {
    const Frame& table = frame("pipe");
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasPipe pipe{.name = name_of(table, row, taken), .origin = table.origin(row)};
      pipe.from = junction_of(table, row, "from_junction");
      pipe.to = junction_of(table, row, "to_junction");
      pipe.length_m = M_PER_KM * table.positive(row, "length_km", problems_);
      const bool millimetres = !table.text(row, "inner_diameter_mm").empty();
      pipe.inner_diameter_m = millimetres ? M_PER_MM * table.positive(row, "inner_diameter_mm", problems_)
                                          : table.positive(row, "diameter_m", problems_);
      pipe.roughness_m = M_PER_MM * table.number_or(row, "k_mm", 0.2, problems_);
      pipe.loss_coefficient = table.number_or(row, "loss_coefficient", 0.0, problems_);
      pipe.in_service = in_service(table, row) && live(pipe.from) && live(pipe.to);
      pipe.type = table.text(row, "std_type");
      network_.pipes.push_back(std::move(pipe));
    }
  }

  void read_supplies() {
    const Frame& table = frame("ext_grid");
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      // Type "t" fixes a temperature only.
      if (table.text(row, "type") == "t") continue;
      gas::GasSupply supply{.name = name_of(table, row, taken), .takes_back = true, .origin = table.origin(row)};
      supply.node = junction_of(table, row, "junction");
      supply.pressure_pa = PA_PER_BAR * table.positive(row, "p_bar", problems_);
      supply.in_service = in_service(table, row) && live(supply.node);
      if (supply.in_service) see_temperature(table, row, "t_k");
      network_.supplies.push_back(std::move(supply));
    }
  }

  void read_demands(const std::string& element, double sign) {
    const Frame& table = frame(element);
    std::set<std::string> taken;
    const double m3h_per_kg_s = SECONDS_PER_HOUR / network_.fluid.reference_density_kg_m3();
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasDemand demand{.name = name_of(table, row, taken), .origin = table.origin(row)};
      demand.node = junction_of(table, row, "junction");
      demand.draw_m3h = sign * m3h_per_kg_s * table.required(row, "mdot_kg_per_s", problems_) *
                        table.number_or(row, "scaling", 1.0, problems_);
      demand.type = table.text(row, "type");
      demand.profile = table.text(row, "profile_id");
      demand.in_service = in_service(table, row) && live(demand.node);
      network_.demands.push_back(std::move(demand));
    }
  }

  void read_valves() {
    const Frame& table = frame("valve");
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasValve valve{.name = name_of(table, row, taken), .origin = table.origin(row)};
      valve.from = junction_of(table, row, "from_junction");
      valve.to = junction_of(table, row, "to_junction");
      valve.open =
          table.flag_or(row, "opened", true, problems_) && in_service(table, row) && live(valve.from) && live(valve.to);
      refuse_loss(table, row);
      network_.valves.push_back(std::move(valve));
    }
  }

  void refuse_loss(const Frame& table, int row) {
    if (table.number_or(row, "loss_coefficient", 0.0, problems_) == 0.0) return;
    problems_.add(table.problem(row, fmt::format("loss_coefficient is {}", table.text(row, "loss_coefficient")),
                                "only pipes lose pressure here: put the loss on a pipe beside it"));
  }

  void read_pressure_controls() {
    const Frame& table = frame("pressure_control");
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasRegulator regulator{.name = name_of(table, row, taken), .origin = table.origin(row)};
      regulator.from = junction_of(table, row, "from_junction");
      regulator.to = junction_of(table, row, "to_junction");
      regulator.set_pa = PA_PER_BAR * table.positive(row, "controlled_p_bar", problems_);
      regulator.in_service = in_service(table, row) && live(regulator.from) && live(regulator.to);
      refuse_loss(table, row);
      if (!table.text(row, "controlled_junction").empty() &&
          junction_of(table, row, "controlled_junction") != regulator.to) {
        problems_.add(table.problem(row, "controlled_junction is not to_junction",
                                    "a regulator holds the pressure of its own outlet here"));
      }
      if (!table.flag_or(row, "control_active", true, problems_)) {
        problems_.add(table.problem(row, "control_active is False", "put a valve in its place"));
      }
      network_.regulators.push_back(std::move(regulator));
    }
  }

  void read_compressors() {
    const Frame& table = frame("compressor");
    std::set<std::string> taken;
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasCompressor compressor{.name = name_of(table, row, taken), .origin = table.origin(row)};
      compressor.from = junction_of(table, row, "from_junction");
      compressor.to = junction_of(table, row, "to_junction");
      compressor.ratio = table.positive(row, "pressure_ratio", problems_);
      compressor.in_service = in_service(table, row) && live(compressor.from) && live(compressor.to);
      network_.compressors.push_back(std::move(compressor));
    }
  }

  const PandapipesTables& tables_;
  ProblemList& problems_;
  gas::GasNetwork network_;
  std::unordered_map<long, int> junction_at_;
  std::vector<bool> live_;
  std::optional<double> temperature_k_;
};

}  // namespace

gas::GasNetwork read_pandapipes(const std::string& path) {
  ProblemList problems;
  const PandapipesTables tables = read_pandapipes_tables(path, problems);
  problems.throw_if_any();
  gas::GasNetwork network = PandapipesReader(tables, problems).read();
  problems.throw_if_any();
  return network;
}

}  // namespace hearthgrid::io
