#include "engine/run/results_low_voltage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/counted.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LvExtreme;
using electricity::LvHomeSeason;

struct UnitRow {
  const char* variable;
  double (*value)(const LvTransformerSeason&);
};
constexpr std::array UNIT_ROWS = {
    UnitRow{"transformer_min_voltage_pu", [](const LvTransformerSeason& s) { return s.lowest_pu.value; }},
    UnitRow{"transformer_max_voltage_pu", [](const LvTransformerSeason& s) { return s.highest_pu.value; }},
    UnitRow{"transformer_hours_undervoltage", [](const LvTransformerSeason& s) { return s.hours_below; }},
    UnitRow{"transformer_hours_overvoltage", [](const LvTransformerSeason& s) { return s.hours_above; }},
    UnitRow{"transformer_voltage_unbalance_max", [](const LvTransformerSeason& s) { return s.unbalance.value; }},
    UnitRow{"transformer_hours_unbalanced", [](const LvTransformerSeason& s) { return s.hours_unbalanced; }},
    UnitRow{"transformer_line_loading_max", [](const LvTransformerSeason& s) { return s.loading.value; }},
    UnitRow{"transformer_phase_loading_max", [](const LvTransformerSeason& s) { return s.transformer_loading; }},
    UnitRow{"transformer_neutral_a_max", [](const LvTransformerSeason& s) { return s.neutral_a.value; }},
    UnitRow{"transformer_line_loss_kwh", [](const LvTransformerSeason& s) { return s.line_loss_kwh; }},
    UnitRow{"transformer_lv_exact_steps",
            [](const LvTransformerSeason& s) { return static_cast<double>(s.exact_solves); }},
    UnitRow{"transformer_lv_failed_steps",
            [](const LvTransformerSeason& s) { return static_cast<double>(s.not_converged); }},
    UnitRow{"transformer_homes_undervoltage", [](const LvTransformerSeason& s) {
              // The last is what other customers draw.
              return static_cast<double>(std::count_if(s.homes.begin(), s.homes.end() - 1,
                                                       [](const LvHomeSeason& h) { return h.hours_below > 0.0; }));
            }}};

struct UnitTime {
  const char* variable;
  LvExtreme (*extreme)(const LvTransformerSeason&);
};
constexpr std::array UNIT_TIMES = {
    UnitTime{"transformer_min_voltage_time", [](const LvTransformerSeason& s) { return s.lowest_pu; }},
    UnitTime{"transformer_voltage_unbalance_time", [](const LvTransformerSeason& s) { return s.unbalance; }},
    UnitTime{"transformer_line_loading_time", [](const LvTransformerSeason& s) { return s.loading; }}};

struct HomeRow {
  const char* variable;
  double (*value)(const LvHomeSeason&);
};
constexpr std::array HOME_ROWS = {
    HomeRow{"household_min_voltage_pu", [](const LvHomeSeason& h) { return h.lowest_pu.value; }},
    HomeRow{"household_max_voltage_pu", [](const LvHomeSeason& h) { return h.highest_pu.value; }},
    HomeRow{"household_hours_undervoltage", [](const LvHomeSeason& h) { return h.hours_below; }},
    HomeRow{"household_hours_overvoltage", [](const LvHomeSeason& h) { return h.hours_above; }}};

}  // namespace

void LowVoltageResults::begin() {
  if (!on()) return;
  write_networks();
  for (const UnitRow& row : UNIT_ROWS) file_.begin_rows(row.variable);
  for (const UnitTime& row : UNIT_TIMES) file_.begin_rows(row.variable);
  file_.begin_rows("transformer_min_voltage_home");
  for (const HomeRow& row : HOME_ROWS) file_.begin_rows(row.variable);
  file_.begin_rows("household_min_voltage_time");
  worst_line_.resize(s_.plan->mixes.size() * s_.population->transformers.size());
}

void LowVoltageResults::write_networks() {
  const auto transformers = static_cast<int>(s_.population->transformers.size());
  std::vector<double> origin, radius_m, line_m, phase, distance_m;
  for (int t = 0; t < transformers; ++t) {
    const electricity::LvLayout layout = s_.low_voltage->layout(*s_.population, t);
    origin.push_back(static_cast<double>(s_.low_voltage->origin(t)));
    radius_m.push_back(layout.radius_m());
    line_m.push_back(0.0);
    std::vector<double> reach_m(layout.nodes.size());
    for (size_t n = 1; n < layout.nodes.size(); ++n) {
      line_m.back() += layout.nodes[n].length_m;
      reach_m[n] = reach_m[layout.nodes[n].parent] + layout.nodes[n].length_m;
    }
    for (const electricity::LvLayout::Home& home : layout.homes) {
      phase.push_back(home.phase);
      distance_m.push_back(reach_m[home.node] + home.drop_m);
    }
  }
  file_.write("transformer_lv_origin", origin);
  file_.write("transformer_lv_radius_m", radius_m);
  file_.write("transformer_lv_line_m", line_m);
  file_.write("household_phase", phase);
  file_.write("household_lv_distance_m", distance_m);
}

void LowVoltageResults::take(const BlockResult& block) {
  if (!on()) return;
  for (int mix = 0; mix < static_cast<int>(s_.plan->mixes.size()); ++mix) {
    take_transformers(block, mix);
    take_homes(block, mix);
  }
}

void LowVoltageResults::take_transformers(const BlockResult& block, int mix) {
  const size_t count = block.transformers;
  const LvTransformerSeason* seasons = block.low_voltage.data() + static_cast<size_t>(mix) * count;
  std::vector<double> values(count);
  const auto write = [&](const char* variable, auto value) {
    for (size_t t = 0; t < count; ++t) values[t] = value(seasons[t], block.first_transformer + static_cast<int>(t));
    file_.write_rows(variable, mix, block.first_transformer, std::span<const double>(values));
  };
  for (const UnitRow& row : UNIT_ROWS) {
    write(row.variable, [&](const LvTransformerSeason& s, int) { return row.value(s); });
  }
  for (const UnitTime& row : UNIT_TIMES) {
    write(row.variable, [&](const LvTransformerSeason& s, int) {
      return static_cast<double>(file_.time_value(static_cast<int>(std::max<int64_t>(0, row.extreme(s).step))));
    });
  }
  write("transformer_min_voltage_home", [&](const LvTransformerSeason& s, int t) {
    const Transformer& unit = s_.population->transformers[t];
    return s.lowest_home < 0 || s.lowest_home >= unit.households ? -1.0 : unit.first_household + s.lowest_home;
  });
  for (size_t t = 0; t < count; ++t) {
    const int unit = block.first_transformer + static_cast<int>(t);
    if (seasons[t].loading_node <= 0) continue;
    const electricity::LvLayout layout = s_.low_voltage->layout(*s_.population, unit);
    worst_line_[static_cast<size_t>(mix) * s_.population->transformers.size() + unit] =
        s_.low_voltage->line_name(unit, layout.nodes[seasons[t].loading_node].line);
  }
}

void LowVoltageResults::take_homes(const BlockResult& block, int mix) {
  const LvTransformerSeason* seasons = block.low_voltage.data() + static_cast<size_t>(mix) * block.transformers;
  const int first = s_.population->transformers[block.first_transformer].first_household;
  std::vector<double> values;
  const auto write = [&](const char* variable, auto value) {
    values.clear();
    for (int t = 0; t < block.transformers; ++t) {
      const int homes = s_.population->transformers[block.first_transformer + t].households;
      for (int h = 0; h < homes; ++h) values.push_back(value(seasons[t].homes[h]));
    }
    file_.write_rows(variable, mix, first, std::span<const double>(values));
  };
  for (const HomeRow& row : HOME_ROWS) write(row.variable, row.value);
  write("household_min_voltage_time", [&](const LvHomeSeason& h) {
    return static_cast<double>(file_.time_value(static_cast<int>(std::max<int64_t>(0, h.lowest_pu.step))));
  });
  for (int t = 0; t < block.transformers; ++t) {
    if (seasons[t].not_converged == 0) continue;
    file_.diagnostic(
        s_.population->transformers[block.first_transformer + t].name,
        fmt::format("mix '{}': no voltage can carry the load of {}, the first {}", s_.plan->mixes[mix].name,
                    counted(seasons[t].not_converged, "step"), seasons[t].first_not_converged));
  }
}

void LowVoltageResults::finish() {
  if (on()) file_.write_text("transformer_line_loading_line", worst_line_);
}

}  // namespace hearthgrid::run
