// A gas network from the tables of a folder, elements in order of name.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/base/suggest.hpp"
#include "engine/run/gas_build.hpp"
#include "models/gas/network/pipe_types.hpp"

namespace hearthgrid::run {
namespace {

constexpr int HOURS = 24;

std::vector<int> rows_by(const io::Table& table, const std::string& column) {
  std::vector<int> rows(static_cast<size_t>(table.rows()));
  std::iota(rows.begin(), rows.end(), 0);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](int a, int b) { return table.text(a, column) < table.text(b, column); });
  return rows;
}

class Reader {
 public:
  Reader(const GasTables& tables, GasDraft& draft, ProblemList& problems)
      : tables_(tables), draft_(draft), network_(draft.grid.network), problems_(problems) {}

  void run() {
    if (const io::Table* table = tables_.find("nodes.csv")) read_nodes(*table);
    if (const io::Table* table = tables_.find("pipes.csv")) read_pipes(*table);
    if (const io::Table* table = tables_.find("regulators.csv")) read_regulators(*table);
    if (const io::Table* table = tables_.find("valves.csv")) read_valves(*table);
    if (const io::Table* table = tables_.find("compressors.csv")) read_compressors(*table);
    if (const io::Table* table = tables_.find("supplies.csv")) read_supplies(*table);
    if (const io::Table* table = tables_.find("profiles.csv")) read_profiles(*table);
    if (const io::Table* table = tables_.find("users.csv")) read_users(*table);
  }

 private:
  // Where an element stands, for who has to complain about it later.
  std::string origin(const io::Table& table, int row, const char* column) {
    std::string text = fmt::format("{}:{}", table.file(), table.line(row));
    draft_.rows.emplace(text, GasDraft::Row{&table, row, column});
    return text;
  }

  bool find(const io::Table& table, int row, const char* column, int& node) {
    const std::string& name = table.text(row, column);
    node = draft_.node(name);
    if (node != gas::NO_NODE) return true;
    if (names_.empty()) {
      for (const gas::GasNode& each : network_.nodes) names_.push_back(each.name);
    }
    problems_.add(table.problem(row, column, fmt::format("unknown node '{}'", name), advice_for_unknown(name, names_)));
    return false;
  }

  bool find_ends(const io::Table& table, int row, int& from, int& to) {
    const bool one = find(table, row, "from_node", from), other = find(table, row, "to_node", to);
    return one && other;
  }

  void read_nodes(const io::Table& table) {
    for (const int row : rows_by(table, "node")) {
      gas::GasNode node;
      node.name = table.text(row, "node");
      const int index = static_cast<int>(network_.nodes.size());
      if (!draft_.node_index.emplace(node.name, index).second) continue;  // told already
      node.elevation_m = table.number(row, "elevation_m").value_or(0.0);
      const std::string& tier = table.text(row, "tier");
      for (int t = 0; t <= static_cast<int>(gas::PressureTier::high); ++t) {
        const auto each = static_cast<gas::PressureTier>(t);
        if (gas::tier_name(each) == tier) node.tier = each;
      }
      node.origin = origin(table, row, "node");
      draft_.service_pa.push_back(table.number(row, "service_pressure_pa"));
      draft_.minimum_pa.push_back(table.number(row, "minimum_pressure_pa"));
      if (!table.text(row, "village").empty()) draft_.villages[table.text(row, "village")].push_back(index);
      network_.nodes.push_back(std::move(node));
    }
  }

  void read_pipes(const io::Table& table) {
    for (int row = 0; row < table.rows(); ++row) {
      gas::GasPipe pipe;
      if (!find_ends(table, row, pipe.from, pipe.to)) continue;
      pipe.name = table.text(row, "pipe");
      if (pipe.name.empty()) pipe.name = table.text(row, "from_node") + "-" + table.text(row, "to_node");
      pipe.length_m = table.number(row, "length_m").value_or(0.0);
      pipe.roughness_m = 1e-3 * table.number(row, "roughness_mm").value_or(1e3 * gas::PE_ROUGHNESS_M);
      pipe.loss_coefficient = table.number(row, "loss_coefficient").value_or(0.0);
      pipe.in_service = table.boolean(row, "in_service").value_or(true);
      pipe.type = table.text(row, "type");
      pipe.origin = origin(table, row, "pipe");
      if (read_diameter(table, row, pipe)) network_.pipes.push_back(std::move(pipe));
    }
    std::stable_sort(network_.pipes.begin(), network_.pipes.end(),
                     [](const gas::GasPipe& a, const gas::GasPipe& b) { return a.name < b.name; });
  }

  bool read_diameter(const io::Table& table, int row, gas::GasPipe& pipe) {
    const auto given = table.number(row, "inner_diameter_mm");
    const gas::PipeType* type = gas::pipe_type(pipe.type);
    if (given) {
      pipe.inner_diameter_m = 1e-3 * *given;
      return true;
    }
    if (type != nullptr) {
      pipe.inner_diameter_m = type->inner_m();
      return true;
    }
    if (pipe.type.empty()) {
      problems_.add(table.problem(row, "type", fmt::format("pipe '{}' has neither a type nor a diameter", pipe.name),
                                  "give a type such as \"PE110 SDR11\", or inner_diameter_mm"));
      return false;
    }
    std::vector<std::string> names;
    for (const gas::PipeType& each : gas::pipe_types()) names.emplace_back(each.name);
    problems_.add(table.problem(row, "type", fmt::format("unknown type '{}', and no inner_diameter_mm", pipe.type),
                                advice_for_unknown(pipe.type, names)));
    return false;
  }

  void read_regulators(const io::Table& table) {
    for (const int row : rows_by(table, "regulator")) {
      gas::GasRegulator made;
      if (!find_ends(table, row, made.from, made.to)) continue;
      made.name = table.text(row, "regulator");
      const std::string& kind = table.text(row, "kind");
      made.kind = kind == "station"        ? gas::RegulatorKind::station
                  : kind == "wall_mounted" ? gas::RegulatorKind::wall_mounted
                                           : gas::RegulatorKind::district;
      made.set_pa = table.number(row, "set_pa").value_or(0.0);
      made.minimum_difference_pa = table.number(row, "minimum_difference_pa").value_or(0.0);
      made.capacity_m3h = table.number(row, "capacity_m3h").value_or(gas::UNLIMITED);
      made.in_service = table.boolean(row, "in_service").value_or(true);
      made.origin = origin(table, row, "regulator");
      network_.regulators.push_back(std::move(made));
    }
  }

  void read_valves(const io::Table& table) {
    for (const int row : rows_by(table, "valve")) {
      gas::GasValve made;
      if (!find_ends(table, row, made.from, made.to)) continue;
      made.name = table.text(row, "valve");
      made.open = table.boolean(row, "open").value_or(true);
      made.origin = origin(table, row, "valve");
      network_.valves.push_back(std::move(made));
    }
  }

  void read_compressors(const io::Table& table) {
    for (const int row : rows_by(table, "compressor")) {
      gas::GasCompressor made;
      if (!find_ends(table, row, made.from, made.to)) continue;
      made.name = table.text(row, "compressor");
      const auto ratio = table.number(row, "ratio"), outlet = table.number(row, "outlet_pa");
      if (ratio.has_value() == outlet.has_value()) {
        problems_.add(table.problem(row, "ratio",
                                    fmt::format("compressor '{}' has {} a ratio {} an outlet pressure", made.name,
                                                ratio ? "both" : "neither", ratio ? "and" : "nor"),
                                    "give one of ratio and outlet_pa"));
        continue;
      }
      made.ratio = ratio.value_or(0.0);
      made.outlet_pa = outlet.value_or(0.0);
      made.capacity_m3h = table.number(row, "capacity_m3h").value_or(gas::UNLIMITED);
      made.in_service = table.boolean(row, "in_service").value_or(true);
      made.origin = origin(table, row, "compressor");
      network_.compressors.push_back(std::move(made));
    }
  }

  void read_supplies(const io::Table& table) {
    for (const int row : rows_by(table, "supply")) {
      gas::GasSupply made;
      if (!find(table, row, "node", made.node)) continue;
      made.name = table.text(row, "supply");
      made.pressure_pa = table.number(row, "pressure_pa").value_or(0.0);
      made.capacity_m3h = table.number(row, "capacity_m3h").value_or(gas::UNLIMITED);
      made.takes_back = table.boolean(row, "takes_back").value_or(false);
      made.in_service = table.boolean(row, "in_service").value_or(true);
      made.origin = origin(table, row, "supply");
      GasSupplyTerms terms;
      terms.limits.hourly_m3h = table.number(row, "hourly_cap_m3h");
      terms.limits.daily_m3 = table.number(row, "daily_cap_m3");
      draft_.grid.supply.push_back(terms);
      network_.supplies.push_back(std::move(made));
    }
  }

  // Each of its hours once.
  void read_profiles(const io::Table& table) {
    std::map<std::string, std::array<int, HOURS>> rows;
    for (int row = 0; row < table.rows(); ++row) {
      const std::string& name = table.text(row, "profile");
      const auto [entry, fresh] = rows.try_emplace(name);
      if (fresh) entry->second.fill(-1);
      const auto hour = static_cast<size_t>(table.number(row, "hour").value_or(0.0));
      if (hour >= HOURS) continue;  // told already
      if (entry->second[hour] >= 0) {
        problems_.add(table.problem(row, "hour",
                                    fmt::format("hour {} of profile '{}' already stands in line {}", hour, name,
                                                table.line(entry->second[hour])),
                                    "give each hour of a profile once"));
        continue;
      }
      entry->second[hour] = row;
    }
    for (const auto& [name, row_of] : rows) {
      std::vector<double>& factors = profiles_[name];
      std::vector<int> missing;
      int last = 0;
      for (int hour = 0; hour < HOURS; ++hour) {
        const int row = row_of[static_cast<size_t>(hour)];
        if (row < 0) missing.push_back(hour);
        last = std::max(last, row);
        factors.push_back(row < 0 ? 0.0 : table.number(row, "factor").value_or(0.0));
      }
      if (missing.empty()) continue;
      problems_.add(table.problem(last, "profile",
                                  fmt::format("profile '{}' lacks the hours {}", name, fmt::join(missing, ", ")),
                                  "give a row for each hour from 0 to 23"));
    }
  }

  void read_users(const io::Table& table) {
    std::vector<std::string> known;
    for (const auto& entry : profiles_) known.push_back(entry.first);
    const std::vector<std::string>& order = draft_.grid.curtailment_order;
    for (const int row : rows_by(table, "user")) {
      GasUser made;
      if (!find(table, row, "node", made.node)) continue;
      made.name = table.text(row, "user");
      made.type = table.text(row, "type");
      made.m3h = table.number(row, "m3h").value_or(0.0);
      made.hour_factor.assign(HOURS, 1.0);
      if (std::find(order.begin(), order.end(), made.type) == order.end()) {
        problems_.add(table.problem(row, "type", fmt::format("type '{}' is not in gas.curtailment_order", made.type),
                                    advice_for_unknown(made.type, order)));
      }
      const std::string& profile = table.text(row, "profile");
      if (!profile.empty()) {
        const auto found = profiles_.find(profile);
        if (found == profiles_.end()) {
          problems_.add(table.problem(row, "profile", fmt::format("unknown profile '{}'", profile),
                                      known.empty() ? "profiles.csv has none" : advice_for_unknown(profile, known)));
        } else {
          made.hour_factor = found->second;
        }
      }
      draft_.grid.users.push_back(std::move(made));
    }
  }

  const GasTables& tables_;
  GasDraft& draft_;
  gas::GasNetwork& network_;
  ProblemList& problems_;
  std::vector<std::string> names_;
  std::map<std::string, std::vector<double>> profiles_;
};

}  // namespace

void read_gas_network(const GasTables& tables, GasDraft& draft, ProblemList& problems) {
  draft.grid.origin = GasOrigin::tables;
  Reader(tables, draft, problems).run();
}

}  // namespace hearthgrid::run
