#pragma once
// The low-voltage networks of a scenario: where each transformer's lines run, which home hangs where, and on what.
//
// Lines come from lv_lines.csv, or all of a network from another tool's file; a transformer without either gets them
// made up, from the positions of its homes where all of them have one, else from their number.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"
#include "engine/run/population.hpp"
#include "models/electricity/low_voltage/exchange.hpp"
#include "models/electricity/low_voltage/layout.hpp"
#include "models/electricity/low_voltage/layout_network.hpp"
#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::run {

/// Where a transformer's lines come from.
enum class LvOrigin : int8_t { counts = 0, positions = 1, table = 2, imported = 3 };

enum class LvMode : int8_t { off = 0, screen = 1, exact = 2 };

/// Low-voltage networks are measured against 220 V, phase to neutral; the transformer gives 400 V between phases.
constexpr double LV_RATED_V = 220.0;

class LowVoltage {
 public:
  LowVoltage() = default;
  /// Reads and checks what the tables say. Problems: unknown transformers, conductors and nodes, loops, islands, lines
  /// without length, homes without a node on lines that are given, half a position; of imported networks (paths from
  /// `folder`) what low_voltage_import.cpp says. `held`: read from the same tables before; its imported networks are
  /// taken in place of their files.
  LowVoltage(const io::Settings& electricity, const std::string& folder, const Population& population,
             const PopulationTables& tables, uint32_t seed, ProblemList& problems, const LowVoltage* held = nullptr);

  [[nodiscard]] LvMode mode() const { return mode_; }
  [[nodiscard]] LvOrigin origin(int transformer) const;
  /// Lines and homes of a transformer, its homes in the population's order.
  [[nodiscard]] electricity::LvLayout layout(const Population& population, int transformer) const;
  /// The same as impedances, with the transformer itself. What other customers draw hangs on the busbar as one more,
  /// three-phase home, the last.
  [[nodiscard]] electricity::LvNetwork network(const Population& population, int transformer) const;
  /// Names of the lines that a layout's nodes are of; by their numbers where they are made up.
  [[nodiscard]] std::string line_name(int transformer, int line) const;
  [[nodiscard]] electricity::VectorGroup vector_group(int transformer) const;
  [[nodiscard]] double tap_percent(int transformer) const;
  /// What a run solves exactly at every step, whatever the mode: transformers whose neutral is grounded on its way, for
  /// which there is no screen. Empty if there are none.
  [[nodiscard]] std::string grounding_note(const Population& population) const;
  /// Voltage at its high side over its rating; an imported network has its own.
  [[nodiscard]] double source_pu(int transformer) const;
  /// Voltage of its homes without load, as their voltages are measured; not of an imported network.
  [[nodiscard]] double no_load_pu(const Population& population, int transformer) const;
  /// How far from their transformers the farthest homes are: a line for each transformer beyond the limit.
  [[nodiscard]] std::vector<std::string> notes(const Population& population) const;

  [[nodiscard]] const io::Settings& settings() const { return network_; }
  [[nodiscard]] const std::vector<electricity::LvConductor>& conductors() const { return conductors_; }

 private:
  struct Lines {
    std::vector<std::string> names;
    electricity::LvLayout layout;  // without homes
  };
  struct Import {
    electricity::LvImport network;
    std::vector<electricity::LvHome> homes;  // in the population's order
  };
  struct HomePlace {
    std::string node;
    int phase = -1;  // -1 = none given
    double drop_m = -1.0;
    int drop_conductor = -1;
    bool placed = false;
    electricity::LvPlace place;
  };
  struct Unit {  // of transformers.csv
    int vector_group = -1;
    double tap_percent = 0.0, source_pu = 0.0;
    int row = 0;
    bool has_tap = false, has_source = false, placed = false;
    electricity::LvPlace place;
  };
  void read_conductors(const std::optional<io::Table>& table);
  [[nodiscard]] int conductor(const std::string& name) const;
  [[nodiscard]] int key_conductor(const char* key, ProblemList& problems) const;
  void read_rule(ProblemList& problems);
  void check_groundings(const PopulationTables& tables, ProblemList& problems) const;  // low_voltage_groundings.cpp
  void read_lines(const io::Table& table, const Population& population, ProblemList& problems);
  void read_homes(const io::Table& table, ProblemList& problems);
  void find_bare(const Population& population);
  void read_transformers(const io::Table& table, const Population& population, ProblemList& problems);
  void refuse_imported_sources(const io::Table& table, ProblemList& problems) const;
  void check_homes(const io::Table& table, const Population& population, ProblemList& problems) const;
  // low_voltage_import.cpp
  void read_imports(const io::Table& table, const std::string& folder, const Population& population,
                    const LowVoltage* held, ProblemList& problems);
  [[nodiscard]] static bool read_import(const io::Table& table, int row, const std::string& path,
                                        const Transformer& unit, Import& import, ProblemList& problems);
  void hang_on_import(const io::Table& table, int row, const Population& population, const Transformer& unit,
                      Import& import, ProblemList& problems) const;
  [[nodiscard]] static electricity::LvLayout layout_of(const Import& import);
  [[nodiscard]] const HomePlace* place_of(const Household& home) const;
  [[nodiscard]] electricity::LvSupply supply_of(const Population& population, int transformer) const;
  [[nodiscard]] electricity::LvRule rule_of(const Transformer& unit) const;
  [[nodiscard]] bool all_placed(const Population& population, const Transformer& unit) const;
  void hang_homes(const Population& population, int transformer, electricity::LvLayout& layout) const;
  [[nodiscard]] electricity::LvLayout by_positions(const Population& population, int transformer,
                                                   const electricity::LvRule& rule) const;

  LvMode mode_ = LvMode::off;
  io::Settings network_;
  uint32_t seed_ = 0;
  std::vector<electricity::LvConductor> conductors_;
  electricity::LvRule rule_;
  std::vector<int8_t> origin_;              // per transformer
  std::map<int, Lines> lines_;              // of transformers that are given
  std::map<int, Import> imports_;           // of transformers that another tool's network stands for
  std::map<std::string, HomePlace> homes_;  // of households.csv, those that say anything
  std::vector<Unit> units_;                 // per transformer; empty without transformers.csv
};

/// The nameplate of a transformer, by its windings where `low_voltage` is there to know them.
[[nodiscard]] const electricity::TransformerType& type_of(const Population& population, const LowVoltage* low_voltage,
                                                          int transformer);

}  // namespace hearthgrid::run
