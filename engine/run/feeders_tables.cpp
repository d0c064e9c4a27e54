// Feeders from the tables of a folder, with all that can be wrong with them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/run/feeders.hpp"
#include "models/electricity/medium_voltage/conductor.hpp"

namespace hearthgrid::run {
namespace {

struct Section {  // a row of lines.csv
  int row = 0;
  std::string feeder, from, to;
  bool open = false;
  FeederLine line;
};

class DisjointSets {
 public:
  explicit DisjointSets(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  int find(int i) {
    while (parent_[static_cast<size_t>(i)] != i) {
      parent_[static_cast<size_t>(i)] = parent_[static_cast<size_t>(parent_[static_cast<size_t>(i)])];
      i = parent_[static_cast<size_t>(i)];
    }
    return i;
  }
  /// False if the two are of one set already.
  bool join(int a, int b) {
    const int one = find(a), other = find(b);
    parent_[static_cast<size_t>(one)] = other;
    return one != other;
  }

 private:
  std::vector<int> parent_;
};

class Reader {
 public:
  Reader(const io::Settings& electricity, const PopulationTables& tables, const Population& population,
         FeederGrid& grid, ProblemList& problems)
      : electricity_(electricity),
        tables_(tables),
        population_(population),
        lines_(*tables.lines),
        grid_(grid),
        problems_(problems) {}

  void run() {
    read_substations();
    read_places();
    read_sections();
    check_places();
    for (const std::string& name : feeder_names_) add_feeder(name);
    for (const Section& section : sections_) {
      if (section.open) add_tie(section);
    }
    place_transformers();
  }

 private:
  void problem(int row, const char* column, std::string message, std::string advice) {
    problems_.add(lines_.problem(row, column, std::move(message), std::move(advice)));
  }

  void read_substations() {
    const io::Table& table = *tables_.substations;
    std::vector<int> rows(static_cast<size_t>(table.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    std::sort(rows.begin(), rows.end(),
              [&](int a, int b) { return table.text(a, "substation") < table.text(b, "substation"); });
    for (const int row : rows) {
      Substation made;
      made.name = table.text(row, "substation");
      made.rated_kv = table.number(row, "rated_kv").value_or(10.0);
      made.busbar_pu = table.number(row, "voltage_pu").value_or(1.03);
      const int count = static_cast<int>(table.number(row, "transformers").value_or(2.0));
      const double kva = 1000.0 * table.number(row, "rated_mva").value_or(1.0);
      const auto firm = table.number(row, "firm_mva");
      made.units = {count, kva, firm ? 1000.0 * *firm : kva * (count - 1),
                    table.number(row, "no_load_loss_kw").value_or(0.001 * kva),
                    table.number(row, "load_loss_kw").value_or(0.005 * kva)};
      if (!substation_index_.emplace(made.name, static_cast<int>(grid_.substations.size())).second) continue;
      grid_.substations.push_back(std::move(made));
    }
  }

  void read_places() {
    for (int row = 0; tables_.mv_nodes && row < tables_.mv_nodes->rows(); ++row) {
      const io::Table& table = *tables_.mv_nodes;
      places_.emplace(table.text(row, "node"),
                      std::pair(table.number(row, "east_m").value_or(0.0), table.number(row, "north_m").value_or(0.0)));
    }
  }

  // A place of no node is a slip in its name.
  void check_places() {
    std::set<std::string> known;
    for (const Section& section : sections_) known.insert({section.from, section.to});
    for (const auto& entry : substation_index_) known.insert(entry.first);
    for (int row = 0; tables_.mv_nodes && row < tables_.mv_nodes->rows(); ++row) {
      const std::string& name = tables_.mv_nodes->text(row, "node");
      if (known.contains(name)) continue;
      problems_.add(tables_.mv_nodes->problem(row, "node", fmt::format("unknown node '{}'", name),
                                              advice_for_unknown(name, {known.begin(), known.end()})));
    }
  }

  // As given, else straight from place to place; 0 where neither is known.
  [[nodiscard]] double length_km(const Section& section) const {
    if (const auto given = lines_.number(section.row, "length_km")) return *given;
    const auto from = places_.find(section.from), to = places_.find(section.to);
    if (from == places_.end() || to == places_.end()) return 0.0;
    return std::hypot(from->second.first - to->second.first, from->second.second - to->second.second) / 1000.0;
  }

  // In order of name, whatever the order of rows.
  void read_sections() {
    for (int row = 0; row < lines_.rows(); ++row) {
      Section section{row,
                      lines_.text(row, "feeder"),
                      lines_.text(row, "from_node"),
                      lines_.text(row, "to_node"),
                      lines_.boolean(row, "normally_open").value_or(false),
                      {}};
      if (section.from == section.to) {
        problem(row, "to_node", fmt::format("the section begins and ends at '{}'", section.to),
                "name the node at its other end");
        continue;
      }
      read_electrical(section);
      section.line.tie = section.open;
      section.line.switched = lines_.boolean(row, "switched").value_or(false);
      section.line.name = lines_.text(row, "line");
      if (section.line.name.empty()) section.line.name = section.from + "-" + section.to;
      if (!section.open) feeder_names_.insert(section.feeder);
      sections_.push_back(std::move(section));
    }
    std::stable_sort(sections_.begin(), sections_.end(), [](const Section& a, const Section& b) {
      return std::tie(a.feeder, a.open, a.from, a.to, a.line.name) <
             std::tie(b.feeder, b.open, b.from, b.to, b.line.name);
    });
  }

  void read_electrical(Section& section) {
    const int row = section.row;
    FeederLine& line = section.line;
    line.length_km = length_km(section);
    line.conductor = lines_.text(row, "conductor");
    if (line.length_km <= 0.0) {
      problem(row, "length_km", fmt::format("the section from '{}' to '{}' has no length", section.from, section.to),
              "give its kilometres, or the places of both ends in nodes.csv; nodes that are one have one name");
    }
    if (!line.conductor.empty() && electricity::conductor(line.conductor) == nullptr) {
      std::vector<std::string> names;
      for (const electricity::Conductor& each : electricity::conductors()) names.emplace_back(each.name);
      problem(row, "conductor", fmt::format("unknown conductor '{}'", line.conductor),
              advice_for_unknown(line.conductor, names));
      return;
    }
    const auto r = lines_.number(row, "r_ohm_per_km"), x = lines_.number(row, "x_ohm_per_km");
    const auto c = lines_.number(row, "c_nf_per_km"), rating = lines_.number(row, "rating_a");
    if (line.conductor.empty() && !(r && x && rating)) {
      problem(row, "conductor", "the section has neither a conductor nor all of r, x and a rating",
              "name a conductor, or give r_ohm_per_km, x_ohm_per_km and rating_a");
      return;
    }
    if (!line.conductor.empty()) {
      line.electrical = line_of(line.conductor, line.length_km, electricity_.number("conductor_temp_c"));
    }
    std::complex<double>& z = line.electrical.z_ohm;
    z = {r ? *r * line.length_km : z.real(), x ? *x * line.length_km : z.imag()};
    if (c) line.electrical.charging_s = 2.0 * std::numbers::pi * 50.0 * *c * 1e-9 * line.length_km;
    if (rating) line.electrical.rating_a = *rating;
    if (line.length_km > 0.0 && std::abs(z) <= 0.0) {
      problem(row, "r_ohm_per_km", "the section has no impedance", "give its resistance and reactance");
    }
  }

  void add_feeder(const std::string& name) {
    std::vector<const Section*> mine;
    for (const Section& section : sections_) {
      if (section.feeder == name && !section.open) mine.push_back(&section);
    }
    Feeder feeder;
    feeder.name = name;
    const int f = static_cast<int>(grid_.feeders.size());
    if (!find_substation(feeder, mine)) return;
    std::map<std::string, int> index = {{feeder.nodes[0], 0}};
    name_nodes(feeder, f, mine, index);
    for (const Section* section : mine) {
      FeederLine line = section->line;
      line.feeder = f;
      line.electrical.from = index.at(section->from);
      line.electrical.to = index.at(section->to);
      feeder.lines.push_back(static_cast<int>(grid_.lines.size()));
      feeder.network.lines.push_back(line.electrical);
      grid_.lines.push_back(std::move(line));
    }
    feeder.network.nodes = static_cast<int>(feeder.nodes.size());
    check_shape(feeder, mine);
    grid_.feeders.push_back(std::move(feeder));
  }

  bool find_substation(Feeder& feeder, const std::vector<const Section*>& mine) {
    feeder.substation = -1;
    for (const Section* section : mine) {
      for (const std::string* end : {&section->from, &section->to}) {
        const auto found = substation_index_.find(*end);
        if (found == substation_index_.end() || found->second == feeder.substation) continue;
        if (feeder.substation >= 0) {
          problem(section->row, "from_node",
                  fmt::format("feeder '{}' begins at '{}' and at '{}'", feeder.name,
                              grid_.substations[static_cast<size_t>(feeder.substation)].name, *end),
                  "a feeder has one substation; give one part another name, or mark a section normally_open");
          return false;
        }
        feeder.substation = found->second;
      }
    }
    if (feeder.substation < 0) {
      std::vector<std::string> names;
      for (const Substation& each : grid_.substations) names.push_back(each.name);
      const int row = first_row(mine);
      problem(row, "feeder", fmt::format("feeder '{}' begins at no substation", feeder.name),
              "one of its sections begins at the name of a substation; " +
                  advice_for_unknown(lines_.text(row, "from_node"), names));
      return false;
    }
    const Substation& substation = grid_.substations[static_cast<size_t>(feeder.substation)];
    feeder.nodes = {substation.name};
    feeder.network.rated_kv = substation.rated_kv;
    feeder.network.busbar_pu = substation.busbar_pu;
    return true;
  }

  static int first_row(const std::vector<const Section*>& sections) {
    int row = sections.front()->row;
    for (const Section* section : sections) row = std::min(row, section->row);
    return row;
  }

  void name_nodes(Feeder& feeder, int f, const std::vector<const Section*>& mine, std::map<std::string, int>& index) {
    std::map<std::string, int> row_of;
    for (const Section* section : mine) {
      for (const std::string* end : {&section->from, &section->to}) {
        if (!substation_index_.contains(*end)) row_of.emplace(*end, section->row);
      }
    }
    for (const auto& [name, row] : row_of) {
      const int node = static_cast<int>(feeder.nodes.size());
      index.emplace(name, node);
      feeder.nodes.push_back(name);
      const auto [owner, fresh] = node_of_.emplace(name, std::pair(f, node));
      if (fresh) continue;
      problem(row, "from_node",
              fmt::format("node '{}' is of feeder '{}', and a closed section of feeder '{}' reaches it", name,
                          grid_.feeders[static_cast<size_t>(owner->second.first)].name, feeder.name),
              "mark the section that joins them normally_open");
    }
  }

  // Loops and islands, in the order of the file.
  void check_shape(const Feeder& feeder, std::vector<const Section*> mine) {
    std::map<std::string, int> index;
    for (size_t n = 0; n < feeder.nodes.size(); ++n) index.emplace(feeder.nodes[n], static_cast<int>(n));
    std::sort(mine.begin(), mine.end(), [](const Section* a, const Section* b) { return a->row < b->row; });
    DisjointSets sets(feeder.nodes.size());
    for (const Section* section : mine) {
      if (sets.join(index.at(section->from), index.at(section->to)) || electricity_.boolean("meshed_feeders")) continue;
      problem(section->row, "to_node",
              fmt::format("the section from '{}' to '{}' closes a loop of feeder '{}'", section->from, section->to,
                          feeder.name),
              "mark it normally_open, or set electricity.meshed_feeders");
    }
    std::set<int> told = {sets.find(0)};
    for (const Section* section : mine) {
      if (!told.insert(sets.find(index.at(section->from))).second) continue;
      problem(section->row, "from_node",
              fmt::format("'{}' is an island: no closed section of feeder '{}' leads there from '{}'", section->from,
                          feeder.name, feeder.nodes[0]),
              "add the section that is missing, or correct the node's name");
    }
  }

  void add_tie(const Section& section) {
    FeederTie tie;
    int end = 0;
    for (const auto& [name, column] : {std::pair(&section.from, "from_node"), {&section.to, "to_node"}}) {
      const auto found = node_of_.find(*name);
      if (found == node_of_.end()) {
        const bool busbar = substation_index_.contains(*name);
        problem(section.row, column,
                busbar ? fmt::format("the open section ends at the busbar of '{}'", *name)
                       : fmt::format("unknown node '{}'", *name),
                busbar ? "ties join nodes of two feeders; give a spare feeder a closed section of its own"
                       : advice_for_unknown(*name, node_names()));
        return;
      }
      tie.feeder[end] = found->second.first;
      tie.node[end++] = found->second.second;
    }
    FeederLine line = section.line;
    line.feeder = tie.feeder[0];
    tie.line = static_cast<int>(grid_.lines.size());
    grid_.lines.push_back(std::move(line));
    if (tie.feeder[0] != tie.feeder[1]) grid_.ties.push_back(tie);
  }

  [[nodiscard]] std::vector<std::string> node_names() const {
    std::vector<std::string> names;
    for (const auto& entry : node_of_) names.push_back(entry.first);
    return names;
  }

  void place_transformers() {
    const io::Table& table = *tables_.transformers;
    std::map<std::string, int> row_of;
    for (int row = 0; row < table.rows(); ++row) row_of.emplace(table.text(row, "transformer"), row);
    grid_.transformer_feeder.assign(population_.transformers.size(), 0);
    for (size_t t = 0; t < population_.transformers.size(); ++t) {
      const int row = row_of.at(population_.transformers[t].name);
      const std::string &node = table.text(row, "mv_node"), &feeder = table.text(row, "feeder");
      const auto found = node_of_.find(node);
      if (found == node_of_.end()) {
        problems_.add(table.problem(
            row, "mv_node",
            node.empty() ? fmt::format("transformer '{}' hangs on no feeder", population_.transformers[t].name)
                         : fmt::format("unknown node '{}'", node),
            node.empty() ? "give the node of lines.csv that it hangs on" : advice_for_unknown(node, node_names())));
        continue;
      }
      const auto [f, at] = found->second;
      if (!feeder.empty() && feeder != grid_.feeders[static_cast<size_t>(f)].name) {
        problems_.add(table.problem(row, "feeder",
                                    fmt::format("node '{}' is of feeder '{}', not of '{}'", node,
                                                grid_.feeders[static_cast<size_t>(f)].name, feeder),
                                    "leave it empty or correct one of the two"));
        continue;
      }
      grid_.feeders[static_cast<size_t>(f)].loads.push_back({static_cast<int>(t), at});
      grid_.transformer_feeder[t] = f;
    }
  }

  const io::Settings& electricity_;
  const PopulationTables& tables_;
  const Population& population_;
  const io::Table& lines_;
  FeederGrid& grid_;
  ProblemList& problems_;
  std::map<std::string, int> substation_index_;
  std::map<std::string, std::pair<double, double>> places_;  // east and north [m]
  std::vector<Section> sections_;
  std::set<std::string> feeder_names_;
  std::map<std::string, std::pair<int, int>> node_of_;  // of all feeders: feeder, node
};

}  // namespace

void read_feeders(const io::Settings& electricity, const PopulationTables& tables, const Population& population,
                  FeederGrid& grid, ProblemList& problems) {
  if (!tables.substations || !tables.lines) return;  // told already
  if (!tables.transformers) {
    problems.add(electricity.problem("feeders", "feeders are given, but not which transformers hang on them",
                                     "give electricity.transformers with the column mv_node"));
    return;
  }
  Reader(electricity, tables, population, grid, problems).run();
  if (grid.feeders.empty() && problems.empty()) {
    problems.add({tables.lines->file(), 0, 0, "there is no closed section", "give the sections of the feeders"});
  }
}

}  // namespace hearthgrid::run
