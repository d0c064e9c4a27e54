#include "tools/cli/gas_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/counted.hpp"
#include "tools/cli/gas_objects.hpp"
#include "tools/cli/gas_summary.hpp"
#include "tools/cli/local_time.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr size_t SHORT_ROWS = 5;  // of the tables below the nodes
constexpr double HELD_PA = 0.5;   // below its set pressure a regulator's outlet still counts as held

// A pipe that is named after its ends, "a b 1~a b 2", without what they share: "a b 1~2".
Texts short_names(Texts names, const Texts& from, const Texts& to) {
  for (size_t p = 0; p < names.size(); ++p) {
    if (names[p] != from[p] + "~" + to[p]) continue;
    const size_t same = static_cast<size_t>(
        std::mismatch(from[p].begin(), from[p].end(), to[p].begin(), to[p].end()).first - from[p].begin());
    const bool within = same == from[p].size() && to[p].substr(same, 1) == " ";
    const size_t blank = within ? same : same == 0 ? std::string::npos : from[p].rfind(' ', same - 1);
    if (blank != std::string::npos) names[p] = from[p] + "~" + to[p].substr(blank + 1);
  }
  return names;
}

TextTable pipes(const TableRequest& request, size_t most) {
  GasObjects build(request, "gas_pipe");
  build.sort_by(build.values("gas_pipe_max_velocity_m_s"));
  if (most > 0) build.cut(most);
  const Texts nodes = request.reader.texts("gas_node");
  const auto ends = [&](const char* variable) {
    Texts names;
    for (const double node : build.values(variable)) names.push_back(nodes.at(static_cast<size_t>(node)));
    return names;
  };
  const Texts from = ends("gas_pipe_from"), to = ends("gas_pipe_to");
  if (request.exact) {  // names may be long: both ends beside them are too much for a line
    build.name("pipe");
    build.text("from", from);
    build.text("to", to);
  } else {
    build.text("pipe", short_names(request.reader.texts("gas_pipe"), from, to));
  }
  build.number("length m", "gas_pipe_length_m");
  build.number("bore mm", "gas_pipe_inner_diameter_mm");
  build.number("peak m3/h", "gas_pipe_peak_m3h");
  build.number("m/s", "gas_pipe_max_velocity_m_s");
  if (request.reader.has("gas_pipe_velocity_limit_m_s")) build.number("limit m/s", "gas_pipe_velocity_limit_m_s");
  build.time("at", "gas_pipe_max_velocity_time", "gas_pipe_max_velocity_m_s");
  return build.take();
}

// The lowest pressure of the nodes at a regulator's ends; an outlet that never falls below the set pressure has no
// moment of its own.
void add_end(GasObjects& build, const std::string& end, const std::string& index) {
  const Numbers pressure = build.values_at("gas_node_min_pressure_pa", index),
                set = build.values("gas_regulator_set_pa");
  GasObjects::There moment = GasObjects::not_zero(pressure);
  for (size_t i = 0; end == "outlet" && i < moment.size(); ++i) moment[i] = moment[i] && pressure[i] < set[i] - HELD_PA;
  build.pressure("lowest " + end + " Pa", pressure);
  build.time(end + " at", build.values_at("gas_node_min_pressure_time", index), moment);
}

TextTable regulators(const TableRequest& request, size_t most) {
  const bool all = most == 0;
  GasObjects build(request, "gas_regulator");
  build.sort_by(build.values("gas_regulator_peak_m3h"));
  build.sort_by(build.values("gas_regulator_peak_share"));
  if (!all) build.cut(most);
  build.name("regulator");
  if (all) build.flag("kind", "gas_regulator_kind");
  build.number("set Pa", "gas_regulator_set_pa");
  if (all) {
    add_end(build, "inlet", "gas_regulator_from");
    add_end(build, "outlet", "gas_regulator_to");
  } else {
    build.pressure("lowest inlet Pa", build.values_at("gas_node_min_pressure_pa", "gas_regulator_from"));
    build.pressure("lowest outlet Pa", build.values_at("gas_node_min_pressure_pa", "gas_regulator_to"));
  }
  build.number("peak m3/h", "gas_regulator_peak_m3h");
  build.per_cent("% of capacity", "gas_regulator_peak_share", "gas_regulator_capacity_m3h");
  build.time("at", "gas_regulator_peak_time", "gas_regulator_peak_m3h");
  build.unless_zero("h saturated", "gas_regulator_hours_saturated");
  build.unless_zero("h open", "gas_regulator_hours_open");
  if (request.reader.has("gas_regulator_zoom_peak_m3h")) {
    build.number("zoom m3/h", "gas_regulator_zoom_peak_m3h");
    build.number("zoom 15 min", "gas_regulator_zoom_peak_15min_m3h");
  }
  build.unless_zero("steps unsolved", "gas_regulator_unsolved_steps");
  return build.take();
}

// A cap and how often it is reached; no column for people where no supply has one.
void add_cap(GasObjects& build, const std::string& header, const std::string& cap, const std::string& reached_header,
             const std::string& reached) {
  const Numbers caps = build.values(cap);
  GasObjects::There there;
  for (const double value : caps) there.push_back(value >= 0.0);
  if (!build.shows(there)) return;
  build.number(header, caps, there);
  build.number(reached_header, build.values(reached), there);
}

TextTable supplies(const TableRequest& request) {
  GasObjects build(request, "gas_supply");
  build.name("supply");
  build.number("season m3", "gas_supply_total_m3");
  build.number("peak m3/h", "gas_supply_peak_m3h");
  build.per_cent("% of capacity", "gas_supply_peak_share", "gas_supply_capacity_m3h");
  build.number("peak hour m3/h", "gas_supply_peak_hour_m3h");
  build.time("hour", "gas_supply_peak_hour_time", "gas_supply_peak_hour_m3h");
  build.number("peak day m3", "gas_supply_peak_day_m3");
  build.time("day", "gas_supply_peak_day_time", "gas_supply_peak_day_m3");
  build.unless_zero("h saturated", "gas_supply_hours_saturated");
  if (request.reader.has("gas_hourly_cap_m3h")) {  // older files have 0 where there is no cap
    add_cap(build, "cap m3/h", "gas_supply_hourly_cap_m3h", "h at cap", "gas_supply_hours_at_cap");
    add_cap(build, "cap m3/day", "gas_supply_daily_cap_m3", "days at cap", "gas_supply_days_at_cap");
  }
  build.unless_zero("steps unsolved", "gas_supply_unsolved_steps");
  return build.take();
}

TextTable line_pack(const TableRequest& request) {
  GasObjects build(request, "gas_tier");
  const Numbers length_m = build.values("gas_line_pack_length_m"), least = build.values("gas_line_pack_min_m3"),
                most = build.values("gas_line_pack_max_m3");
  build.keep_if([&](size_t tier) { return length_m[tier] > 0.0; });
  Texts names = request.reader.texts("gas_tier");
  for (std::string& name : names) std::replace(name.begin(), name.end(), '_', ' ');
  Numbers length_km, swing;
  GasObjects::There known;  // not where no step has a solution
  for (size_t t = 0; t < length_m.size(); ++t) {
    length_km.push_back(length_m[t] / 1000.0);
    swing.push_back(most[t] - least[t]);
    known.push_back(most[t] > 0.0);
  }
  build.text("tier", names);
  build.number("pipes km", length_km);
  build.number("least m3", least, known);
  build.number("most m3", most, known);
  build.number("swing m3", swing, known);
  build.number("min of peak draw", build.values("gas_line_pack_swing_minutes"), known);
  return build.take();
}

TextTable profile_header() {
  TextTable table;
  table.header = {"node", "tier", "via", "distance m", "pressure Pa", "drop Pa"};
  table.left = {1, 2};
  return table;
}

}  // namespace

TextTable gas_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  if (!reader.has("gas_node_min_pressure_pa")) return village_gas_table(request);
  GasObjects build(request, "gas_node");
  const Numbers wanted = build.values("gas_node_wanted_m3"), homes = build.values("gas_node_households"),
                lowest = build.values("gas_node_min_pressure_pa");
  build.keep_if([&](size_t n) { return wanted[n] > 0.0 || (request.exact && homes[n] > 0.0); });
  Numbers key = lowest;
  for (double& value : key) value = -value;
  build.sort_by(key);
  build.name("node");
  build.flag("tier", "gas_node_tier");
  build.number("homes", "gas_node_households");
  build.pressure("lowest Pa", lowest);
  build.time("at", "gas_node_min_pressure_time", "gas_node_min_pressure_pa");
  if (reader.has("gas_node_zoom_min_pressure_pa")) {
    build.pressure("zoom Pa", build.values("gas_node_zoom_min_pressure_pa"));
    build.pressure("zoom 15 min", build.values("gas_node_zoom_min_pressure_15min_pa"));
  }
  build.unless_zero("h below service", "gas_node_hours_below_service");
  if (reader.has("gas_node_hours_above_burners")) {
    build.unless_zero("h too high", "gas_node_hours_above_burners");
  }
  build.number("peak m3/h", "gas_node_peak_m3h");
  build.unless_zero("unserved m3", "gas_unserved_m3");
  build.unless_zero("h unserved", "gas_node_hours_unserved");
  if (reader.has("gas_node_hours_unsolved")) build.unless_zero("h unsolved", "gas_node_hours_unsolved");
  build.unless_zero("steps that break here", "gas_node_unsolved_steps");
  TextTable table = build.take();
  if (request.exact) return table;
  table.title = gas_summary(request);
  if (table.rows.empty()) {
    table.header.clear();
    return table;
  }
  const auto add = [&](TextTable below, const std::string& title) {
    below.title = title;
    if (!below.rows.empty()) table.note += "\n" + render(below);
  };
  if (reader.has("gas_pipe_peak_m3h")) add(pipes(request, SHORT_ROWS), "fastest gas (all: --table gas_pipes)");
  if (reader.has("gas_regulator_peak_m3h")) {
    add(regulators(request, SHORT_ROWS), "regulators nearest to their capacity (all: --table gas_regulators)");
  }
  add(supplies(request), "supplies");
  if (reader.has("gas_line_pack_max_m3")) add(line_pack(request), "line pack: what the pipes hold, by tier");
  if (table.note.ends_with('\n')) table.note.pop_back();
  return table;
}

TextTable village_gas_table(const TableRequest& request) {
  GasObjects build(request, "village");
  build.sort_by(build.values("village_gas_peak_m3h"));
  build.name("village");
  build.number("homes", "village_households");
  build.number("season m3", "village_gas_m3");
  build.number("peak m3/h", "village_gas_peak_m3h");
  TextTable table = build.take();
  const auto scalar = [&](const char* name) {
    return request.reader.has(name) ? number_text(request.reader.numbers(name, request.mix).at(0)) : "-";
  };
  const bool network = request.reader.has("gas_wanted_peak_hour_m3h");
  table.title = fmt::format("{}: peak hour {} m3/h, peak day {} m3", network ? "homes' heaters" : "county",
                            scalar("county_gas_peak_hour_m3h"), scalar("county_gas_peak_day_m3"));
  if (network) {  // other users stand under the same caps
    table.title +=
        "\n" + folded(fmt::format("with cooking and other users of the network: peak hour {} m3/h, peak day {} m3",
                                  scalar("gas_wanted_peak_hour_m3h"), scalar("gas_wanted_peak_day_m3")),
                      TABLE_WIDTH);
  }
  const auto above = [&](const char* hours, const char* days) {
    const auto count = [&](const char* name, const char* one) {
      return counted(static_cast<int64_t>(request.reader.numbers(name, request.mix).at(0)), one);
    };
    if (!request.reader.has(hours) || !request.reader.has(days)) return;
    table.title += fmt::format("\nabove the caps: {}, {}", count(hours, "hour"), count(days, "day"));
  };
  if (network) {
    above("gas_hours_above_cap", "gas_days_above_cap");
  } else {
    above("county_gas_hours_above_cap", "county_gas_days_above_cap");
  }
  return table;
}

TextTable gas_pipes_table(const TableRequest& request) {
  return pipes(request, 0);
}

TextTable gas_regulators_table(const TableRequest& request) {
  return regulators(request, 0);
}

TextTable gas_supplies_table(const TableRequest& request) {
  return supplies(request);
}

TextTable gas_line_pack_table(const TableRequest& request) {
  return line_pack(request);
}

TextTable gas_profile_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  if (reader.numbers("gas_min_pressure_node", request.mix).at(0) < 0.0) {
    TextTable none = profile_header();
    if (request.exact) return none;
    none.title = no_pressure_reason(request);
    none.header.clear();
    return none;
  }
  const Numbers mix = reader.numbers("gas_profile_mix"), node = reader.numbers("gas_profile_node"),
                distance = reader.numbers("gas_profile_distance_m"),
                pressure = reader.numbers("gas_profile_pressure_pa"), tier = reader.numbers("gas_profile_tier");
  const Texts via = reader.texts("gas_profile_via"), tiers = reader.flag_meanings("gas_profile_tier");
  TextTable table = profile_header();
  const auto number = [&](double value) { return request.exact ? exact_text(value) : number_text(value); };
  const Texts nodes = reader.texts("gas_node");
  // A pipe that is named after its ends says nothing new.
  const auto via_text = [&](size_t i) {
    const std::string& here = nodes.at(static_cast<size_t>(node[i]));
    const std::string& before = nodes.at(static_cast<size_t>(node[i - 1]));
    return via[i] == before + "~" + here || via[i] == here + "~" + before ? std::string("pipe") : via[i];
  };
  for (size_t i = 0; i < mix.size(); ++i) {
    if (static_cast<size_t>(mix[i]) != request.mix) continue;
    const bool first = table.rows.empty();
    std::string tier_text = tiers.at(static_cast<size_t>(tier[i]));
    std::replace(tier_text.begin(), tier_text.end(), '_', ' ');
    table.rows.push_back({nodes.at(static_cast<size_t>(node[i])), tier_text,
                          first           ? "-"
                          : request.exact ? via[i]
                                          : via_text(i),
                          number(distance[i]), number(pressure[i]),
                          number(first ? 0.0 : pressure[i - 1] - pressure[i])});
  }
  if (request.exact) return table;
  table.title =
      folded(fmt::format("the way to '{}' at its worst moment, {}", table.rows.back().front(),
                         LocalTime(reader).text(reader.numbers("gas_min_pressure_time", request.mix).at(0), false)),
             TABLE_WIDTH);
  return table;
}

}  // namespace hearthgrid::cli
