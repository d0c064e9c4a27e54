#include "engine/run/low_voltage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/random.hpp"
#include "engine/base/suggest.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LvLayout;

constexpr std::string_view PHASES = "ABC";

template <class List>
std::vector<std::string> names_of(const List& list) {
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(entry.name);
  return names;
}

int phase_of(const std::string& text) {
  if (text.empty()) return -1;
  return text == PHASES ? 3 : static_cast<int>(PHASES.find(text[0]));
}

}  // namespace

LowVoltage::LowVoltage(const io::Settings& electricity, const std::string& folder, const Population& population,
                       const PopulationTables& tables, uint32_t seed, ProblemList& problems, const LowVoltage* held)
    : network_(electricity.table("network")), seed_(seed), conductors_(electricity::standard_conductors()) {
  const std::string& mode = electricity.text("low_voltage");
  mode_ = mode == "exact" ? LvMode::exact : mode == "screen" ? LvMode::screen : LvMode::off;
  read_conductors(tables.lv_conductors);
  read_rule(problems);
  check_groundings(tables, problems);
  if (tables.lv_lines) read_lines(*tables.lv_lines, population, problems);
  if (tables.households) {
    read_homes(*tables.households, problems);
    find_bare(population);
  }
  if (tables.transformers) read_transformers(*tables.transformers, population, problems);
  if (tables.lv_networks) read_imports(*tables.lv_networks, folder, population, held, problems);
  if (tables.transformers) refuse_imported_sources(*tables.transformers, problems);
  if (tables.households) check_homes(*tables.households, population, problems);
  origin_.resize(population.transformers.size());
  for (size_t t = 0; t < origin_.size(); ++t) {
    const auto unit = static_cast<int>(t);
    LvOrigin origin = LvOrigin::counts;
    if (imports_.contains(unit)) {
      origin = LvOrigin::imported;
    } else if (lines_.contains(unit)) {
      origin = LvOrigin::table;
    } else if (all_placed(population, population.transformers[t])) {
      origin = LvOrigin::positions;
    }
    origin_[t] = static_cast<int8_t>(origin);
  }
}

LvOrigin LowVoltage::origin(int transformer) const {
  return static_cast<LvOrigin>(origin_[transformer]);
}

// --- tables

void LowVoltage::read_rule(ProblemList& problems) {
  rule_.homes_per_line = static_cast<int>(network_.integer("homes_per_line"));
  rule_.pole_spacing_m = network_.number("pole_spacing_m");
  rule_.homes_per_pole = static_cast<int>(network_.integer("homes_per_pole"));
  rule_.poles_between_laterals = static_cast<int>(network_.integer("poles_between_laterals"));
  rule_.lateral_poles = static_cast<int>(network_.integer("lateral_poles"));
  rule_.drop_m = network_.number("drop_m");
  rule_.drop_conductor = key_conductor("drop_conductor", problems);
  if (network_.has("trunk_conductor")) rule_.trunk = key_conductor("trunk_conductor", problems);
  if (network_.has("lateral_conductor")) rule_.lateral = key_conductor("lateral_conductor", problems);
  rule_.poles_between_groundings = static_cast<int>(network_.integer("poles_between_groundings"));
  if (network_.has("grounding_ohm")) rule_.grounding_ohm = network_.number("grounding_ohm");
}

void LowVoltage::read_conductors(const std::optional<io::Table>& table) {
  for (int row = 0; table && row < table->rows(); ++row) {
    electricity::LvConductor c;
    c.name = table->text(row, "conductor");
    c.r20_ohm_per_km = table->number(row, "r20_ohm_per_km").value_or(0.0);
    c.x_ohm_per_km = table->number(row, "x_ohm_per_km").value_or(0.0);
    c.neutral_r20_ohm_per_km = table->number(row, "neutral_r20_ohm_per_km").value_or(0.0);
    c.rating_a = table->number(row, "rating_a").value_or(1.0);
    c.temp_coefficient_per_k = table->number(row, "temp_coefficient_per_k").value_or(0.0);
    c.status = "given";
    const int known = conductor(c.name);
    if (known < 0) {
      conductors_.push_back(std::move(c));
    } else {
      conductors_[known] = std::move(c);
    }
  }
}

int LowVoltage::conductor(const std::string& name) const {
  return electricity::conductor_index(conductors_, name);
}

int LowVoltage::key_conductor(const char* key, ProblemList& problems) const {
  const std::string& name = network_.text(key);
  const int found = conductor(name);
  if (found < 0) {
    problems.add(network_.problem(key, fmt::format("unknown conductor '{}'", name),
                                  advice_for_unknown(name, names_of(conductors_))));
  }
  return std::max(0, found);
}

void LowVoltage::read_lines(const io::Table& table, const Population& population, ProblemList& problems) {
  std::map<std::string, int> index;
  for (size_t t = 0; t < population.transformers.size(); ++t) {
    index.emplace(population.transformers[t].name, static_cast<int>(t));
  }
  std::map<int, std::vector<int>> rows;  // per transformer
  std::set<std::pair<int, std::string>> seen;
  for (int row = 0; row < table.rows(); ++row) {
    const std::string &unit = table.text(row, "transformer"), &kind = table.text(row, "conductor");
    const auto found = index.find(unit);
    if (found == index.end()) {
      problems.add(table.problem(row, "transformer", fmt::format("unknown transformer '{}'", unit),
                                 advice_for_unknown(unit, names_of(population.transformers))));
      continue;
    }
    if (conductor(kind) < 0) {
      problems.add(table.problem(row, "conductor", fmt::format("unknown conductor '{}'", kind),
                                 advice_for_unknown(kind, names_of(conductors_))));
    }
    if (!seen.emplace(found->second, table.text(row, "line")).second) {
      problems.add(table.problem(row, "line",
                                 fmt::format("transformer '{}' has two lines '{}'", unit, table.text(row, "line")),
                                 "each line has one row and a name of its own"));
    }
    rows[found->second].push_back(row);
  }
  for (const auto& [transformer, of] : rows) {
    std::vector<electricity::LvLineRow> lines;
    Lines& here = lines_[transformer];
    for (const int row : of) {
      lines.push_back({table.text(row, "from_node"), table.text(row, "to_node"),
                       table.number(row, "length_m").value_or(0.0),
                       std::max(0, conductor(table.text(row, "conductor"))),
                       static_cast<int>(table.number(row, "circuits").value_or(1.0)),
                       table.number(row, "grounding_ohm").value_or(electricity::NOT_GROUNDED),
                       table.number(row, "boost").value_or(1.0)});
      here.names.push_back(table.text(row, "line"));
    }
    // By name, so that the network does not depend on the order of rows.
    std::vector<size_t> order(lines.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return here.names[a] < here.names[b]; });
    std::vector<electricity::LvLineRow> sorted;
    std::vector<std::string> names;
    for (const size_t i : order) {
      sorted.push_back(lines[i]);
      names.push_back(here.names[i]);
    }
    std::vector<electricity::LvFault> faults;
    here.layout = electricity::layout_of_rows(sorted, faults);
    here.names = std::move(names);
    for (const electricity::LvFault& fault : faults) {
      problems.add(table.problem(of[order[fault.row]], "to_node", fault.message, fault.advice));
    }
  }
}

void LowVoltage::read_homes(const io::Table& table, ProblemList& problems) {
  for (int row = 0; row < table.rows(); ++row) {
    HomePlace place;
    place.node = table.text(row, "lv_node");
    place.phase = phase_of(table.text(row, "phase"));
    place.drop_m = table.number(row, "drop_m").value_or(-1.0);
    const std::string& drop = table.text(row, "drop_conductor");
    if (!drop.empty()) {
      place.drop_conductor = conductor(drop);
      if (place.drop_conductor < 0) {
        problems.add(table.problem(row, "drop_conductor", fmt::format("unknown conductor '{}'", drop),
                                   advice_for_unknown(drop, names_of(conductors_))));
      }
    }
    const auto east = table.number(row, "east_m"), north = table.number(row, "north_m");
    if (east.has_value() != north.has_value()) {
      problems.add(table.problem(row, east ? "east_m" : "north_m",
                                 fmt::format("half a position of '{}'", table.text(row, "household")),
                                 "give east_m and north_m, or none of them"));
    }
    place.placed = east && north;
    if (place.placed) place.place = {*east, *north};
    const bool says = !place.node.empty() || place.phase >= 0 || place.drop_m >= 0.0 || !drop.empty() || place.placed;
    if (says) homes_.emplace(table.text(row, "household"), std::move(place));
  }
}

// Transformers without a line whose homes all say that they hang on the terminals.
void LowVoltage::find_bare(const Population& population) {
  for (size_t t = 0; t < population.transformers.size(); ++t) {
    const Transformer& unit = population.transformers[t];
    if (unit.households == 0 || lines_.contains(static_cast<int>(t))) continue;
    const auto begin = population.households.begin() + unit.first_household;
    const bool bare = std::all_of(begin, begin + unit.households, [&](const Household& home) {
      const HomePlace* place = place_of(home);
      return place != nullptr && place->node == electricity::BUSBAR;
    });
    std::vector<electricity::LvFault> faults;
    if (bare) lines_[static_cast<int>(t)].layout = electricity::layout_of_rows({}, faults);
  }
}

void LowVoltage::read_transformers(const io::Table& table, const Population& population, ProblemList& problems) {
  std::map<std::string, int> row_of;
  for (int row = 0; row < table.rows(); ++row) row_of.emplace(table.text(row, "transformer"), row);
  for (const Transformer& unit : population.transformers) {
    const int row = row_of.at(unit.name);
    Unit here;
    here.row = row;
    const std::string& group = table.text(row, "vector_group");
    if (!group.empty()) here.vector_group = group == "yyn0" ? 1 : 0;
    const auto tap = table.number(row, "tap_percent"), east = table.number(row, "east_m");
    const auto north = table.number(row, "north_m"), source = table.number(row, "source_voltage_pu");
    here.has_source = source.has_value();
    here.source_pu = source.value_or(0.0);
    here.has_tap = tap.has_value();
    here.tap_percent = tap.value_or(0.0);
    if (east.has_value() != north.has_value()) {
      problems.add(table.problem(row, east ? "east_m" : "north_m", fmt::format("half a position of '{}'", unit.name),
                                 "give east_m and north_m, or none of them"));
    }
    here.placed = east && north;
    if (here.placed) here.place = {*east, *north};
    units_.push_back(here);
  }
}

void LowVoltage::refuse_imported_sources(const io::Table& table, ProblemList& problems) const {
  for (const auto& [transformer, import] : imports_) {
    const Unit& unit = units_[transformer];
    if (!unit.has_source) continue;
    problems.add(table.problem(unit.row, "source_voltage_pu", "its imported network has a source voltage of its own",
                               "leave it empty, or change the voltage in the network's file"));
  }
}

// Homes whose transformer's lines are given hang on one of their nodes; others have none.
void LowVoltage::check_homes(const io::Table& table, const Population& population, ProblemList& problems) const {
  std::map<std::string, int> transformer_of;
  for (const Household& home : population.households) transformer_of.emplace(home.name, home.transformer);
  for (int row = 0; row < table.rows(); ++row) {
    const auto home = transformer_of.find(table.text(row, "household"));
    if (home == transformer_of.end()) continue;
    const std::string& node = table.text(row, "lv_node");
    const std::string& unit = population.transformers[home->second].name;
    const auto lines = lines_.find(home->second);
    if (imports_.contains(home->second)) continue;
    if (lines == lines_.end()) {
      if (node.empty()) continue;
      problems.add(table.problem(row, "lv_node", fmt::format("'{}' has no lines that are given", unit),
                                 "add its lines to electricity.network.lines, or leave lv_node empty"));
      continue;
    }
    const std::vector<std::string> nodes = names_of(lines->second.layout.nodes);
    if (std::find(nodes.begin(), nodes.end(), node) != nodes.end()) continue;
    problems.add(
        table.problem(row, "lv_node",
                      node.empty() ? fmt::format("'{}' hangs on no node of '{}'", home->first, unit)
                                   : fmt::format("'{}' has no node '{}'", unit, node),
                      node.empty() ? "name the node that its drop begins at" : advice_for_unknown(node, nodes)));
  }
}

// --- networks

const LowVoltage::HomePlace* LowVoltage::place_of(const Household& home) const {
  const auto found = homes_.find(home.name);
  return found == homes_.end() ? nullptr : &found->second;
}

bool LowVoltage::all_placed(const Population& population, const Transformer& unit) const {
  if (homes_.empty()) return false;
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    const HomePlace* place = place_of(population.households[h]);
    if (place == nullptr || !place->placed) return false;
  }
  return unit.households > 0;
}

electricity::LvRule LowVoltage::rule_of(const Transformer& unit) const {
  electricity::LvRule rule = rule_;
  rule.kva_per_home = unit.rated_kva / std::max(1, unit.households);
  return rule;
}

electricity::LvLayout LowVoltage::by_positions(const Population& population, int transformer,
                                               const electricity::LvRule& rule) const {
  const Transformer& unit = population.transformers[transformer];
  std::vector<electricity::LvPlace> places;
  electricity::LvPlace middle;
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    places.push_back(place_of(population.households[h])->place);
    middle.east_m += places.back().east_m / unit.households;
    middle.north_m += places.back().north_m / unit.households;
  }
  if (!units_.empty() && units_[transformer].placed) middle = units_[transformer].place;
  return electricity::layout_by_positions(rule, middle, places);
}

electricity::LvLayout LowVoltage::layout(const Population& population, int transformer) const {
  const Transformer& unit = population.transformers[transformer];
  const electricity::LvRule rule = rule_of(unit);
  LvLayout layout;
  switch (origin(transformer)) {
    case LvOrigin::counts:
      layout = electricity::layout_by_counts(rule, unit.households);
      break;
    case LvOrigin::positions:
      layout = by_positions(population, transformer, rule);
      break;
    case LvOrigin::imported:
      return layout_of(imports_.at(transformer));
    case LvOrigin::table:
      layout = lines_.at(transformer).layout;
      layout.homes.assign(unit.households, {0, 0, rule.drop_m, rule.drop_conductor});
      break;
  }
  hang_homes(population, transformer, layout);
  return layout;
}

// What tables say of a home, and phases: in turn along the nodes, or drawn.
void LowVoltage::hang_homes(const Population& population, int transformer, LvLayout& layout) const {
  const Transformer& unit = population.transformers[transformer];
  const bool drawn = network_.text("phases") == "drawn";
  const bool given = lines_.contains(transformer);
  std::map<std::string, int> node_of;
  for (size_t n = 0; given && n < layout.nodes.size(); ++n) node_of.emplace(layout.nodes[n].name, static_cast<int>(n));
  for (int i = 0; i < unit.households; ++i) {
    const Household& home = population.households[unit.first_household + i];
    LvLayout::Home& at = layout.homes[i];
    if (drawn) at.phase = static_cast<int>(3.0 * uniform(random_words(seed_, Stream::wiring, home.hash, 0, 0)[0]));
    const HomePlace* place = place_of(home);
    if (place == nullptr) continue;
    if (given && node_of.contains(place->node)) at.node = node_of.at(place->node);
    if (place->drop_m >= 0.0) at.drop_m = place->drop_m;
    if (place->drop_conductor >= 0) at.drop_conductor = place->drop_conductor;
  }
  if (given && !drawn) {
    std::vector<int> order(layout.homes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return layout.homes[a].node < layout.homes[b].node; });
    for (size_t i = 0; i < order.size(); ++i) layout.homes[order[i]].phase = static_cast<int>(i % 3);
  }
  for (int i = 0; i < unit.households; ++i) {
    const HomePlace* place = place_of(population.households[unit.first_household + i]);
    if (place != nullptr && place->phase >= 0) layout.homes[i].phase = place->phase;
  }
}

std::string LowVoltage::line_name(int transformer, int line) const {
  const auto lines = lines_.find(transformer);
  if (const auto import = imports_.find(transformer); import != imports_.end()) {
    for (const electricity::LvNode& node : import->second.network.network.nodes) {
      if (node.line == line) return "to " + node.name;
    }
  }
  return lines == lines_.end() ? fmt::format("{}", line + 1) : lines->second.names.at(line);
}

}  // namespace hearthgrid::run
