// Lines and transformers of pandapower.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/io/network/pandapower_elements.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {
constexpr double MEGA = 1e6, KILO = 1e3, NANO = 1e-9, MICRO = 1e-6;
constexpr double PERCENT = 0.01;
}  // namespace

void PandapowerReader::read_lines() {
  const Frame& table = frame("line");
  line_at_ = indices(table);
  const double omega = 2.0 * std::numbers::pi * tables_.frequency_hz;
  for (int row = 0; row < table.rows(); ++row) {
    const auto cell = [&](const char* column) { return table.number_or(row, column, 0.0, problems_); };
    const double length_km = table.positive(row, "length_km", problems_);
    const double circuits = table.number(row, "parallel", problems_) ? table.positive(row, "parallel", problems_) : 1.0;
    const Complex z1(table.required(row, "r_ohm_per_km", problems_), table.required(row, "x_ohm_per_km", problems_));
    const Complex y1(MICRO * cell("g_us_per_km"), omega * NANO * cell("c_nf_per_km"));
    // Without data of its own the zero sequence is the positive one; only balanced flows are let through then.
    const bool has_z0 = table.number(row, "r0_ohm_per_km", problems_) || table.number(row, "x0_ohm_per_km", problems_);
    const Complex z0 = has_z0 ? Complex(cell("r0_ohm_per_km"), cell("x0_ohm_per_km")) : z1;
    const bool has_c0 = table.number(row, "c0_nf_per_km", problems_).has_value();
    const Complex y0 = has_c0 ? Complex(0.0, omega * NANO * cell("c0_nf_per_km")) : y1;
    const bool in_service = table.flag_or(row, "in_service", true, problems_);
    electricity::Line line{.name = name_of(table, row),
                           .from = bus_of(table, row, "from_bus"),
                           .to = bus_of(table, row, "to_bus"),
                           .from_closed = in_service,
                           .to_closed = in_service,
                           .length_km = length_km,
                           .z1_ohm = z1 * length_km / circuits,
                           .z0_ohm = z0 * length_km / circuits,
                           .y1_s = y1 * length_km * circuits,
                           .y0_s = y0 * length_km * circuits,
                           .type = table.text(row, "std_type"),
                           .origin = table.origin(row)};
    if (const auto rating_ka = table.number(row, "max_i_ka", problems_)) {
      line.rating_a = KILO * *rating_ka * table.number_or(row, "df", 1.0, problems_) * circuits;
    }
    if (z1 == Complex() || z0 == Complex()) {
      problems_.add(table.problem(row, "the line has no impedance", "give r and x, or join the buses with a switch"));
    }
    if (line.from == line.to && line.from != electricity::NO_BUS) {
      problems_.add(table.problem(row, "the line begins and ends at one bus", "give it two"));
    }
    network_.lines.push_back(std::move(line));
  }
}

void PandapowerReader::read_tap(const Frame& table, int row, TransformerBranch& transformer) {
  const auto position = table.number(row, "tap_pos", problems_);
  const std::string side = lower_case(table.text(row, "tap_side"));
  const std::string kind = lower_case(table.text(row, "tap_changer_type"));
  if (!side.empty() && side != "hv" && side != "lv") {
    problems_.add(table.problem(row, fmt::format("tap_side is '{}'", side), "allowed: hv, lv"));
  }
  // Since pandapower 3 an empty tap_changer_type means that there is none.
  if (!position || side.empty() || (table.has("tap_changer_type") && kind.empty())) return;
  const double step_deg = table.number_or(row, "tap_step_degree", 0.0, problems_);
  const double step_share = PERCENT * table.number_or(row, "tap_step_percent", 0.0, problems_);
  const bool ideal = kind == "ideal" || (kind.empty() && table.flag_or(row, "tap_phase_shifter", false, problems_));
  const bool ratio = kind == "ratio" || (kind.empty() && !ideal);
  transformer.tap_at_high = side == "hv";
  transformer.tap_steps = *position - table.number_or(row, "tap_neutral", 0.0, problems_);
  if (ratio && step_deg == 0.0) {
    transformer.tap_step_v = step_share * (transformer.tap_at_high ? transformer.high_v : transformer.low_v);
  } else if (ideal && step_deg != 0.0 && step_share == 0.0) {
    transformer.tap_step_deg = transformer.tap_at_high ? step_deg : -step_deg;
  } else if (transformer.tap_steps != 0.0) {
    problems_.add(table.problem(
        row,
        fmt::format("a tap changer of type '{}' with {} % and {} degrees a step", kind, 100.0 * step_share, step_deg),
        "understood: Ratio with tap_step_percent alone, Ideal with tap_step_degree alone"));
  }
}

void PandapowerReader::read_windings(const Frame& table, int row, TransformerBranch& transformer) {
  transformer.shift_deg = table.number_or(row, "shift_degree", 0.0, problems_);
  const long hours = std::lround(transformer.shift_deg / 30.0);
  transformer.clock = static_cast<int>((hours % 12 + 12) % 12);
  std::string group = lower_case(table.text(row, "vector_group"));
  while (!group.empty() && group.back() >= '0' && group.back() <= '9') group.pop_back();
  if (group.empty()) {
    // Means nothing in a balanced flow; an odd hour needs one side in delta.
    transformer.high_winding = transformer.clock % 2 == 1 ? Winding::delta : Winding::wye_grounded;
    return;
  }
  const auto take = [&](Winding& winding) {
    static const std::array<std::pair<const char*, Winding>, 5> WORDS{{{"yn", Winding::wye_grounded},
                                                                       {"zn", Winding::zigzag_grounded},
                                                                       {"y", Winding::wye},
                                                                       {"z", Winding::zigzag},
                                                                       {"d", Winding::delta}}};
    for (const auto& [word, kind] : WORDS) {
      if (!group.starts_with(word)) continue;
      winding = kind;
      group.erase(0, std::char_traits<char>::length(word));
      return true;
    }
    return false;
  };
  if (!take(transformer.high_winding) || !take(transformer.low_winding) || !group.empty()) {
    problems_.add(table.problem(row, fmt::format("vector_group is '{}'", table.text(row, "vector_group")),
                                "give both windings, such as Dyn, YNyn, Yyn, Yzn"));
  }
}

void PandapowerReader::read_zero_sequence(const Frame& table, int row, TransformerBranch& transformer) {
  // pandapower takes the positive sequence where these are 0.
  const double vk0 = PERCENT * table.number_or(row, "vk0_percent", 0.0, problems_);
  const double vkr0 = PERCENT * table.number_or(row, "vkr0_percent", 0.0, problems_);
  if (vk0 > 0.0) transformer.short_circuit0_share = vk0;
  if (vkr0 > 0.0) transformer.load_loss0_w = vkr0 * transformer.rated_va;
  // Called a percentage, used as a ratio (pd2ppc_zero.py: "z_m = z_sc * mag0_ratio").
  transformer.magnetising0_share = table.number(row, "mag0_percent", problems_);
  transformer.magnetising0_rx = table.number_or(row, "mag0_rx", 0.0, problems_);
  transformer.high_part0 = table.number_or(row, "si0_hv_partial", 0.9, problems_);
}

void PandapowerReader::read_transformers() {
  const Frame& table = frame("trafo");
  transformer_at_ = indices(table);
  for (int row = 0; row < table.rows(); ++row) {
    const auto share_or_one = [&](const char* column) {
      return table.number(row, column, problems_) ? table.positive(row, column, problems_) : 1.0;
    };
    const bool in_service = table.flag_or(row, "in_service", true, problems_);
    const double units = share_or_one("parallel");
    TransformerBranch transformer{.name = name_of(table, row),
                                  .high = bus_of(table, row, "hv_bus"),
                                  .low = bus_of(table, row, "lv_bus"),
                                  .high_closed = in_service,
                                  .low_closed = in_service,
                                  .rated_va = MEGA * table.positive(row, "sn_mva", problems_),
                                  .rating_factor = share_or_one("df"),
                                  .parallel = static_cast<int>(std::clamp(units, 1.0, 1e6)),
                                  .high_v = KILO * table.positive(row, "vn_hv_kv", problems_),
                                  .low_v = KILO * table.positive(row, "vn_lv_kv", problems_),
                                  .short_circuit_share = PERCENT * table.positive(row, "vk_percent", problems_),
                                  .no_load_loss_w = KILO * table.number_or(row, "pfe_kw", 0.0, problems_),
                                  .no_load_current_share = PERCENT * table.number_or(row, "i0_percent", 0.0, problems_),
                                  .shunt_place = options_.trafo_model,
                                  .origin = table.origin(row)};
    const double loss_share = PERCENT * table.required(row, "vkr_percent", problems_);
    transformer.load_loss_w = loss_share * transformer.rated_va;
    if (loss_share < 0.0 || loss_share > transformer.short_circuit_share) {
      problems_.add(table.problem(row,
                                  fmt::format("vkr_percent is {} and vk_percent {}", table.text(row, "vkr_percent"),
                                              table.text(row, "vk_percent")),
                                  "the first is the real part of the second: from 0 to vk_percent"));
    }
    if (units != transformer.parallel) {
      problems_.add(table.problem(row, fmt::format("parallel is {}", units), "give a whole number from 1"));
    }
    if (transformer.high == transformer.low && transformer.high != electricity::NO_BUS) {
      problems_.add(table.problem(row, "hv_bus and lv_bus are one bus", "give two"));
    }
    read_windings(table, row, transformer);
    read_tap(table, row, transformer);
    read_zero_sequence(table, row, transformer);
    network_.transformers.push_back(std::move(transformer));
  }
}

}  // namespace hearthgrid::io
