#include "engine/run/reinforced_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/io/csv_sheet.hpp"
#include "engine/run/planning_pass.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LvLayout;
using electricity::PlanArea;
using electricity::Remedy;
using electricity::RemedyStatus;
using io::CsvSheet;

// Tables hold a tap of at most 10 % either way.
constexpr double MOST_TAP_PERCENT = 10.0;

std::string text_of(double value) {
  return fmt::format("{}", value == 0.0 ? 0.0 : value);  // the shortest that is read back as it is; no -0
}

template <class Action>
const Action* action_of(const electricity::ChosenMeasure& chosen) {
  return std::get_if<Action>(&chosen.measure.action);
}

/// What a line of the place is made of.
struct Strung {
  std::string conductor;
  int circuits = 1;
};

class Tables {
 public:
  Tables(const Scenario& scenario, const PlanningRules& rules)
      : s_(scenario),
        rules_(rules),
        transformers_(sheet(scenario.tables.transformers, {"transformer", "village", "rated_kva"})),
        households_(sheet(scenario.tables.households, {"household", "village"})),
        lines_(sheet(scenario.tables.lv_lines,
                     {"transformer", "line", "from_node", "to_node", "length_m", "conductor", "circuits"})),
        conductors_(
            sheet(scenario.tables.lv_conductors, {"conductor", "r20_ohm_per_km", "x_ohm_per_km",
                                                  "neutral_r20_ohm_per_km", "rating_a", "temp_coefficient_per_k"})),
        measures_({"transformer", "measure", "description", "cost_cny", "lead_months", "driver"}) {
    for (const Transformer& unit : s_.population.transformers) names_.insert(unit.name);
    for (const electricity::LvConductor& c : s_.low_voltage.conductors()) known_.emplace(c.name, c);
    fill();
  }

  void mend(int transformer, const Remedy& remedy) {
    const Transformer& unit = s_.population.transformers[transformer];
    if (remedy.status == RemedyStatus::none_exists || remedy.status == RemedyStatus::none_found) {
      out_.notes.push_back(fmt::format("{} has no remedy", unit.name));
    }
    if (remedy.status != RemedyStatus::found || refuses(transformer, remedy)) return;
    ++out_.mended;
    out_.cost_cny += remedy.cost_cny;
    for (const electricity::ChosenMeasure& chosen : remedy.measures) {
      const electricity::Measure& m = chosen.measure;
      add(measures_, {{"transformer", unit.name},
                      {"measure", m.name},
                      {"description", m.description},
                      {"cost_cny", text_of(m.cost_cny)},
                      {"lead_months", text_of(m.lead_months)},
                      {"driver", std::string(electricity::limit_name(chosen.driver))}});
    }
    const LvLayout layout = s_.low_voltage.layout(s_.population, transformer);
    const std::map<int, Strung> strung = strung_lines(layout, remedy);
    lines_.drop_rows("transformer", unit.name);
    const std::vector<std::string> names = write_transformers(transformer, remedy);
    for (size_t a = 0; a < remedy.design.areas.size(); ++a) {
      write_lines(transformer, remedy.design.areas[a], names[a], layout, strung);
      write_homes(transformer, remedy.design.areas[a], names[a], layout);
    }
  }

  ReinforcedTables finish() {
    const auto put = [&](const char* name, const CsvSheet& of, const char* key) {
      out_.files.emplace_back(name, of.csv());
      if (key[0] != '\0') out_.keys.emplace_back(key, name);
    };
    put("transformers.csv", transformers_, "electricity.transformers");
    put("households.csv", households_, "households.table");
    if (lines_.rows() > 0) put("lv_lines.csv", lines_, "electricity.network.lines");
    if (conductors_.rows() > 0) put("lv_conductors.csv", conductors_, "electricity.network.conductors");
    if (s_.tables.villages && s_.tables.villages->has_column("transformers")) {
      CsvSheet villages = CsvSheet::of_text(s_.tables.villages->source_text());
      for (size_t row = 0; row < villages.rows(); ++row) villages.set(row, "transformers", "");
      put("villages.csv", villages, "households.villages");
    }
    put("measures.csv", measures_, "");
    return std::move(out_);
  }

 private:
  using Cells = std::vector<std::pair<const char*, std::string>>;

  static CsvSheet sheet(const std::optional<io::Table>& table, std::vector<std::string> columns) {
    return table ? CsvSheet::of_text(table->source_text()) : CsvSheet(std::move(columns));
  }
  static void add(CsvSheet& to, const Cells& cells) {
    const size_t row = to.add_row();
    for (const auto& [column, text] : cells) to.set(row, column, text);
  }

  // Rows of what no table gives, and each home's transformer.
  void fill() {
    const auto& units = s_.population.transformers;
    for (size_t t = 0; !s_.tables.transformers && t < units.size(); ++t) {
      add(transformers_, {{"transformer", units[t].name},
                          {"village", s_.population.villages[units[t].village].name},
                          {"rated_kva", text_of(units[t].rated_kva)}});
    }
    for (size_t h = 0; !s_.tables.households && h < s_.population.households.size(); ++h) {
      const Household& home = s_.population.households[h];
      add(households_, {{"household", home.name}, {"village", s_.population.villages[home.village].name}});
    }
    for (size_t row = 0; row < transformers_.rows(); ++row) unit_row_[transformers_.text(row, "transformer")] = row;
    for (size_t row = 0; row < households_.rows(); ++row) home_row_[households_.text(row, "household")] = row;
    for (const Household& home : s_.population.households) {
      households_.set(home_row_.at(home.name), "transformer", units[home.transformer].name);
    }
  }

  // Says what stands in the way of tables that say the same as the plan.
  bool refuses(int transformer, const Remedy& remedy) {
    const Transformer& unit = s_.population.transformers[transformer];
    std::string reason;
    if (s_.low_voltage.origin(transformer) == LvOrigin::imported) reason = "its network is another tool's";
    if (remedy.design.areas.size() > 1 && !unit.measured_load_kw.empty()) {
      reason = "its load is measured, and a second transformer would share it";
    }
    if (std::abs(tap_percent(transformer, remedy)) > MOST_TAP_PERCENT) reason = "its tap would be beyond 10 %";
    if (reason.empty()) return false;
    out_.notes.push_back(fmt::format("{} stays as it is: {}", unit.name, reason));
    return true;
  }

  [[nodiscard]] double tap_percent(int transformer, const Remedy& remedy) const {
    double ratio = 1.0 + s_.low_voltage.tap_percent(transformer) / 100.0;
    for (const auto& chosen : remedy.measures) {
      if (const auto* tap = action_of<electricity::TapChange>(chosen)) ratio *= 1.0 + tap->share;
    }
    return std::round((ratio - 1.0) * 1e11) / 1e9;
  }

  // By number of the node that a line leads to.
  std::map<int, Strung> strung_lines(const LvLayout& layout, const Remedy& remedy) {
    std::map<int, Strung> strung;
    for (size_t n = 1; n < layout.nodes.size(); ++n) {
      const LvLayout::Node& node = layout.nodes[n];
      const auto& kind = s_.low_voltage.conductors()[static_cast<size_t>(node.conductor)];
      strung[static_cast<int>(n)] = {kind.name, node.circuits};
    }
    for (const auto& chosen : remedy.measures) {
      if (const auto* larger = action_of<electricity::LargerConductor>(chosen)) {
        for (const int node : larger->node_ids) strung[node] = {conductor_of(larger->line.name), 1};
      }
      if (const auto* split = action_of<electricity::FeederSplit>(chosen)) {
        strung[split->node_id] = {conductor_of(split->line.name), 1};
      }
    }
    return strung;
  }

  // A line of the file of measures as a conductor; under a name of its own where the scenario has another of its name.
  std::string conductor_of(const std::string& line) {
    const auto& all = rules_.catalogue.lines;
    const electricity::PricedLine& priced = *std::ranges::find(all, line, &electricity::PricedLine::name);
    electricity::LvConductor made;
    made.r20_ohm_per_km = priced.r_ohm_per_km;
    made.x_ohm_per_km = priced.x_ohm_per_km;
    made.neutral_r20_ohm_per_km = priced.neutral_r_ohm_per_km;
    made.rating_a = priced.rating_a;
    const auto same = [&](const electricity::LvConductor& c) {
      return c.r20_ohm_per_km == made.r20_ohm_per_km && c.x_ohm_per_km == made.x_ohm_per_km &&
             c.neutral_r_ohm_per_km(20.0) == made.neutral_r_ohm_per_km(20.0) && c.rating_a == made.rating_a &&
             c.temp_coefficient_per_k == made.temp_coefficient_per_k;
    };
    made.name = line;
    while (known_.contains(made.name) && !same(known_.at(made.name))) made.name += " new";
    if (known_.contains(made.name)) return made.name;
    add(conductors_, {{"conductor", made.name},
                      {"r20_ohm_per_km", text_of(made.r20_ohm_per_km)},
                      {"x_ohm_per_km", text_of(made.x_ohm_per_km)},
                      {"neutral_r20_ohm_per_km", text_of(made.neutral_r20_ohm_per_km)},
                      {"rating_a", text_of(made.rating_a)},
                      {"temp_coefficient_per_k", text_of(made.temp_coefficient_per_k)}});
    known_.emplace(made.name, made);
    return made.name;
  }

  // The transformer's row and one for each that joins it; their names.
  std::vector<std::string> write_transformers(int transformer, const Remedy& remedy) {
    const Transformer& unit = s_.population.transformers[transformer];
    const size_t row = unit_row_.at(unit.name);
    std::vector<std::string> names = {unit.name};
    const auto& areas = remedy.design.areas;
    for (size_t a = 1; a < areas.size(); ++a) {
      int number = 2;
      while (!names_.insert(fmt::format("{}-{}", unit.name, number)).second) ++number;
      names.push_back(fmt::format("{}-{}", unit.name, number));
      const size_t fresh = transformers_.copy_row(row);
      transformers_.set(fresh, "transformer", names.back());
      for (const char* column : {"other_load_kw", "east_m", "north_m"}) transformers_.set(fresh, column, "");
      write_type(fresh, areas[a], unit);
    }
    write_type(row, areas[0], unit);
    const double tap = tap_percent(transformer, remedy);
    if (tap != s_.low_voltage.tap_percent(transformer)) transformers_.set(row, "tap_percent", text_of(tap));
    return names;
  }

  void write_type(size_t row, const PlanArea& area, const Transformer& unit) {
    transformers_.set(row, "rated_kva", text_of(area.transformer.rated_kva));
    if (area.transformer.series != unit.series) transformers_.set(row, "series", area.transformer.series);
  }

  static std::string node_name(const PlanArea& area, int node) {
    return node == 0 ? electricity::BUSBAR : area.network.nodes[static_cast<size_t>(node)].name;
  }

  void write_lines(int transformer, const PlanArea& area, const std::string& name, const LvLayout& layout,
                   const std::map<int, Strung>& strung) {
    const bool given = s_.low_voltage.origin(transformer) == LvOrigin::table;
    for (size_t n = 1; n < area.network.nodes.size(); ++n) {
      const electricity::LvNode& node = area.network.nodes[n];
      const int id = area.node_ids[n];
      const Strung& of = strung.at(id);
      const int line = layout.nodes[static_cast<size_t>(id)].line;
      Cells cells = {{"transformer", name},
                     {"line", given ? s_.low_voltage.line_name(transformer, line) : "to " + node.name},
                     {"from_node", node_name(area, node.parent)},
                     {"to_node", node.name},
                     {"length_m", text_of(node.length_m)},
                     {"conductor", of.conductor},
                     {"circuits", fmt::format("{}", of.circuits)}};
      if (node.boost != 1.0) cells.emplace_back("boost", text_of(node.boost));
      add(lines_, cells);
    }
  }

  void write_homes(int transformer, const PlanArea& area, const std::string& name, const LvLayout& layout) {
    static const char* const PHASES[] = {"A", "B", "C", "ABC"};
    const Transformer& unit = s_.population.transformers[transformer];
    for (size_t h = 0; h < area.rows.size(); ++h) {
      if (area.rows[h] >= unit.households) continue;  // other customers
      const auto place = static_cast<size_t>(area.rows[h]);
      const Household& home = s_.population.households[static_cast<size_t>(unit.first_household) + place];
      const LvLayout::Home& was = layout.homes[place];
      const size_t row = home_row_.at(home.name);
      households_.set(row, "transformer", name);
      households_.set(row, "lv_node", node_name(area, area.network.homes[h].node));
      households_.set(row, "phase", PHASES[area.network.homes[h].phase]);
      households_.set(row, "drop_m", text_of(was.drop_m));
      households_.set(row, "drop_conductor", s_.low_voltage.conductors()[static_cast<size_t>(was.drop_conductor)].name);
    }
  }

  const Scenario& s_;
  const PlanningRules& rules_;
  CsvSheet transformers_, households_, lines_, conductors_, measures_;
  std::map<std::string, size_t> unit_row_, home_row_;
  std::set<std::string> names_;
  std::map<std::string, electricity::LvConductor> known_;
  ReinforcedTables out_;
};

}  // namespace

ReinforcedTables tables_with(const Scenario& scenario, std::span<const Remedy> remedies) {
  const io::Settings& households = scenario.settings.table("households");
  if (households.given("synthetic")) {
    throw InputError(households.problem("synthetic", "homes that are made up by number have no tables",
                                        "give households.villages or households.table"));
  }
  Tables tables(scenario, scenario.planning.rules);
  for (size_t t = 0; t < remedies.size(); ++t) tables.mend(static_cast<int>(t), remedies[t]);
  return tables.finish();
}

ReinforcedTables reinforced_tables(const Scenario& scenario, const SimulationInputs& inputs, int mix,
                                   const PlanningOptions& options) {
  if (!scenario.planning.reinforcement) {
    throw InputError(scenario.settings.problem("reinforcement", "the scenario does not plan measures",
                                               "add the table [reinforcement] (docs/reinforcement.md)"));
  }
  const size_t count = scenario.population.transformers.size();
  std::vector<Remedy> remedies(count);
  in_parallel(static_cast<int64_t>(count), options, [&](int64_t t) {
    const std::vector<int> mixes = {mix};
    remedies[static_cast<size_t>(t)] =
        plan_remedies(inputs, static_cast<int>(t), mixes, scenario.planning.rules).at(0).remedy;
  });
  return tables_with(scenario, remedies);
}

}  // namespace hearthgrid::run
