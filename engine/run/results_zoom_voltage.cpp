#include "engine/run/results_zoom_voltage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "engine/base/counted.hpp"
#include "engine/run/low_voltage.hpp"
#include "engine/run/zoom.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LvExtreme;
using electricity::LvHomeSeason;

/// A transformer by the zoom's steps, and by the means of quarters.
struct Both {
  const LvTransformerSeason &steps, &quarters;
};

// Steps are whole minutes; their sum in hours is not quite.
double minutes(double hours) {
  return std::round(60.0 * hours);
}

// The last of the homes is what other customers draw.
double homes_below(const LvTransformerSeason& s) {
  return static_cast<double>(
      std::count_if(s.homes.begin(), s.homes.end() - 1, [](const LvHomeSeason& h) { return h.hours_below > 0.0; }));
}

struct UnitRow {
  const char* variable;
  double (*value)(const Both&);
};
constexpr std::array UNIT_ROWS = {
    UnitRow{"transformer_zoom_min_voltage_pu", [](const Both& b) { return b.steps.lowest_pu.value; }},
    UnitRow{"transformer_zoom_min_voltage_15min_pu", [](const Both& b) { return b.quarters.lowest_pu.value; }},
    UnitRow{"transformer_zoom_max_voltage_pu", [](const Both& b) { return b.steps.highest_pu.value; }},
    UnitRow{"transformer_zoom_homes_undervoltage", [](const Both& b) { return homes_below(b.steps); }},
    UnitRow{"transformer_zoom_homes_undervoltage_15min", [](const Both& b) { return homes_below(b.quarters); }},
    UnitRow{"transformer_zoom_minutes_undervoltage", [](const Both& b) { return minutes(b.steps.hours_below); }},
    UnitRow{"transformer_zoom_voltage_unbalance_max", [](const Both& b) { return b.steps.unbalance.value; }},
    UnitRow{"transformer_zoom_voltage_unbalance_15min_max", [](const Both& b) { return b.quarters.unbalance.value; }},
    UnitRow{"transformer_zoom_line_loading_max", [](const Both& b) { return b.steps.loading.value; }},
    UnitRow{"transformer_zoom_line_loading_15min_max", [](const Both& b) { return b.quarters.loading.value; }},
    UnitRow{"transformer_zoom_phase_loading_max", [](const Both& b) { return b.steps.transformer_loading; }},
    UnitRow{"transformer_zoom_lv_failed_steps",
            [](const Both& b) { return static_cast<double>(b.steps.not_converged); }}};

struct UnitTime {
  const char* variable;
  LvExtreme (*extreme)(const LvTransformerSeason&);
};
constexpr std::array UNIT_TIMES = {
    UnitTime{"transformer_zoom_min_voltage_time", [](const LvTransformerSeason& s) { return s.lowest_pu; }},
    UnitTime{"transformer_zoom_voltage_unbalance_time", [](const LvTransformerSeason& s) { return s.unbalance; }},
    UnitTime{"transformer_zoom_line_loading_time", [](const LvTransformerSeason& s) { return s.loading; }}};
constexpr const char* WORST_HOME = "transformer_zoom_min_voltage_home";

constexpr std::array HOME_ROWS = {"household_zoom_min_voltage_pu",       "household_zoom_min_voltage_time",
                                  "household_zoom_min_voltage_15min_pu", "household_zoom_minutes_undervoltage",
                                  "household_zoom_max_voltage_pu",       "household_zoom_max_voltage_time"};

}  // namespace

bool ZoomVoltageResults::on() const {
  return s_.zoom != nullptr && s_.low_voltage != nullptr && s_.low_voltage->mode() != LvMode::off;
}

double ZoomVoltageResults::minute_of(const LvExtreme& extreme) const {
  return static_cast<double>(s_.zoom->minute_of(static_cast<int>(std::max<int64_t>(0, extreme.step))));
}

void ZoomVoltageResults::begin() {
  if (!on()) return;
  for (const UnitRow& row : UNIT_ROWS) file_.begin_rows(row.variable);
  for (const UnitTime& row : UNIT_TIMES) file_.begin_rows(row.variable);
  file_.begin_rows(WORST_HOME);
  for (const char* variable : HOME_ROWS) file_.begin_rows(variable);
  worst_line_.resize(s_.plan->mixes.size() * s_.population->transformers.size());
}

void ZoomVoltageResults::take(const BlockResult& block) {
  if (!on()) return;
  for (int mix = 0; mix < static_cast<int>(s_.plan->mixes.size()); ++mix) {
    take_transformers(block, mix);
    take_homes(block, mix);
    take_failures(block, mix);
  }
}

void ZoomVoltageResults::take_transformers(const BlockResult& block, int mix) {
  const size_t count = block.transformers, first = static_cast<size_t>(mix) * count;
  const LvTransformerSeason* steps = block.zoom.low_voltage.data() + first;
  const LvTransformerSeason* quarters = block.zoom.quarters.data() + first;
  std::vector<double> values(count);
  const auto write = [&](const char* variable, auto value) {
    for (size_t t = 0; t < count; ++t) values[t] = value(t);
    file_.write_rows(variable, mix, block.first_transformer, std::span<const double>(values));
  };
  for (const UnitRow& row : UNIT_ROWS) {
    write(row.variable, [&](size_t t) { return row.value({steps[t], quarters[t]}); });
  }
  for (const UnitTime& row : UNIT_TIMES) {
    write(row.variable, [&](size_t t) { return minute_of(row.extreme(steps[t])); });
  }
  write(WORST_HOME, [&](size_t t) {
    const Transformer& unit = s_.population->transformers[block.first_transformer + t];
    const int home = steps[t].lowest_home;
    return home < 0 || home >= unit.households ? -1.0 : unit.first_household + home;
  });
  for (size_t t = 0; t < count; ++t) {
    const int unit = block.first_transformer + static_cast<int>(t);
    if (steps[t].loading_node <= 0) continue;
    const electricity::LvLayout layout = s_.low_voltage->layout(*s_.population, unit);
    worst_line_[static_cast<size_t>(mix) * s_.population->transformers.size() + unit] =
        s_.low_voltage->line_name(unit, layout.nodes[steps[t].loading_node].line);
  }
}

void ZoomVoltageResults::take_homes(const BlockResult& block, int mix) {
  const size_t first = static_cast<size_t>(mix) * block.transformers;
  std::array<std::vector<double>, HOME_ROWS.size()> rows;
  for (int t = 0; t < block.transformers; ++t) {
    const LvTransformerSeason &steps = block.zoom.low_voltage[first + t], &quarters = block.zoom.quarters[first + t];
    const int homes = s_.population->transformers[block.first_transformer + t].households;
    for (int h = 0; h < homes; ++h) {
      const LvHomeSeason& home = steps.homes[h];
      const std::array values{home.lowest_pu.value,      minute_of(home.lowest_pu), quarters.homes[h].lowest_pu.value,
                              minutes(home.hours_below), home.highest_pu.value,     minute_of(home.highest_pu)};
      for (size_t i = 0; i < rows.size(); ++i) rows[i].push_back(values[i]);
    }
  }
  const int first_home = s_.population->transformers[block.first_transformer].first_household;
  for (size_t i = 0; i < rows.size(); ++i) {
    file_.write_rows(HOME_ROWS[i], mix, first_home, std::span<const double>(rows[i]));
  }
}

void ZoomVoltageResults::take_failures(const BlockResult& block, int mix) {
  for (int t = 0; t < block.transformers; ++t) {
    const LvTransformerSeason& found = block.zoom.low_voltage[static_cast<size_t>(mix) * block.transformers + t];
    if (found.not_converged == 0) continue;
    file_.diagnostic(
        s_.population->transformers[block.first_transformer + t].name,
        fmt::format("mix '{}', zoomed days: no voltage can carry the load of {}, the first {} of zoom_time",
                    s_.plan->mixes[mix].name, counted(found.not_converged, "step"), found.first_not_converged));
  }
}

void ZoomVoltageResults::finish() {
  if (on()) file_.write_text("transformer_zoom_line_loading_line", worst_line_);
}

}  // namespace hearthgrid::run
