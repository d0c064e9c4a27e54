#include "tools/cli/gas_sizing_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/counted.hpp"

namespace hearthgrid::cli {
namespace {

using Numbers = std::vector<double>;

class SizingText {
 public:
  explicit SizingText(const TableRequest& request) : r_(request.reader), mix_(request.mix), exact_(request.exact) {}

  [[nodiscard]] std::string title() const {
    std::vector<std::string> lines = {fmt::format("works: {}, {} CNY", status(), of("gas_sizing_cost_cny"))};
    const double cost = value("gas_sizing_cost_cny"), bound = value("gas_sizing_lower_bound_cny");
    if (bound < cost) lines.back() += fmt::format(" (no set costs less than {})", number_text(bound));
    if (r_.has("gas_sizing_hours_broken") && value("gas_sizing_hours_broken") > 0.0) {
      lines.push_back(fmt::format("limits of design are broken in {} h as it stands, in {} h with the works{}",
                                  of("gas_sizing_hours_broken"), of("gas_sizing_hours_left"), given_up()));
    }
    if (value("gas_storage_m3") > 0.0) {
      lines.push_back(fmt::format("storage for what the caps do not give: {} m3, sends out {} m3/h at most, on {}",
                                  of("gas_storage_m3"), of("gas_storage_send_out_m3h"),
                                  count("gas_storage_days", "day")) +
                      by_area());
      lines.push_back(fmt::format("as liquefied gas: {} t in {}, tanks of {} m3", of("gas_lng_tonnes"),
                                  count("gas_lng_truck_loads", "truck"), of("gas_lng_tank_m3")));
    }
    if (r_.has("gas_short_homes") && value("gas_short_homes") > 0.0) {
      lines.push_back(
          fmt::format("short of gas: {}, up to {} h, {} m3 not had; left open: {} m3 drawn beyond what "
                      "there was, and {} m3 that were there not used",
                      count("gas_short_homes", "home"), of("gas_short_longest_hours"), of("gas_short_missing_m3"),
                      of("gas_short_residual_m3"), of("gas_short_unused_m3")));
      if (r_.has("gas_short_unsolved_m3") && value("gas_short_unsolved_m3") > 0.0) {
        lines.push_back(
            fmt::format("{} m3 of what is wanted then stand in steps without a solution: what becomes of "
                        "them is not known",
                        of("gas_short_unsolved_m3")));
      }
      lines.push_back(fmt::format(
          "indoors while short: lowest {:.1f} degC, median of homes' lowest {:.1f} degC; {} longer below 14 "
          "degC",
          value("gas_short_min_indoor_c"), value("gas_short_median_min_indoor_c"),
          count("gas_short_homes_below_14", "home")));
    }
    for (std::string& line : lines) line = folded(line, TABLE_WIDTH);
    return fmt::format("{}", fmt::join(lines, "\n"));
  }

  void add_rows(TextTable& table) const {
    if (!r_.has("gas_work_mix")) return;
    const Numbers mix = r_.numbers("gas_work_mix"), cny = r_.numbers("gas_work_cny"),
                  reached = r_.numbers("gas_work_reached"), allowed = r_.numbers("gas_work_allowed");
    const std::vector<std::string> kind = meanings("gas_work_kind"), limit = meanings("gas_work_limit"),
                                   object = r_.texts("gas_work_object"), by = r_.texts("gas_work_by"),
                                   at = r_.texts("gas_work_at");
    for (size_t i = 0; i < mix.size(); ++i) {
      if (static_cast<size_t>(mix[i]) != mix_) continue;
      const bool solved = exact_ || reached[i] != 0.0;  // nothing that is reached breaks a limit at 0
      table.rows.push_back({kind[i], object[i], by[i], text(cny[i]), limit[i], at[i],
                            solved ? text(reached[i]) : "no solution", solved ? text(allowed[i]) : "-"});
    }
  }

  [[nodiscard]] std::string note(bool works) const {
    std::string out;
    if (works)
      out = folded(
          "reached without it and allowed: m/s, Pa or m3/h by the limit; no solution: without it the pipes cannot "
          "carry "
          "what is wanted; left: no pipe or regulator of the catalogue helps.",
          TABLE_WIDTH);
    if (!r_.has("gas_simultaneity")) return out;
    const Numbers sizes = r_.numbers("gas_group_size"), groups = r_.numbers("gas_simultaneity_groups", mix_);
    if (std::all_of(groups.begin(), groups.end(), [](double count) { return count == 0.0; })) return out;
    std::string shares = burners("burners", sizes, groups, "{:>6.0f}");
    shares += burners("simulated", r_.numbers("gas_simultaneity", mix_), groups, "{:>6.2f}");
    std::string sources;
    if (r_.has("gas_simultaneity_planned")) {
      const Numbers planned = r_.numbers("gas_simultaneity_planned");
      const std::vector<std::string> tables = r_.texts("gas_simultaneity_table"),
                                     source = r_.texts("gas_simultaneity_source");
      for (size_t t = 0; t < tables.size(); ++t) {
        const auto row = planned.begin() + static_cast<ptrdiff_t>(t * sizes.size());
        shares += burners(fmt::format("table {}", t + 1), {row, row + static_cast<ptrdiff_t>(sizes.size())}, groups,
                          "{:>6.2f}");
        sources += folded(fmt::format("table {}: {} ({})", t + 1, tables[t], source[t]), TABLE_WIDTH) + "\n";
      }
    }
    return out + (works ? "\n\n" : "") + "burners at once over their rated draw, by number of burners\n" + shares +
           sources;
  }

 private:
  /// A line with the values of group sizes that there are groups of.
  [[nodiscard]] static std::string burners(const std::string& name, const Numbers& values, const Numbers& groups,
                                           fmt::string_view form) {
    std::string line = fmt::format("{:<10}", name);
    for (size_t i = 0; i < values.size(); ++i) {
      if (groups[i] > 0.0) line += fmt::format(fmt::runtime(form), values[i]);
    }
    return line + "\n";
  }
  [[nodiscard]] std::string given_up() const {
    const double parts = value("gas_sizing_parts_given_up");
    return parts > 0.0 ? fmt::format("; {:.0f} parts have more steps to design for than were tried", parts) : "";
  }
  [[nodiscard]] std::string by_area() const {
    return r_.size_of("gas_area") > 1 ? " (by area: --table gas_storage)" : "";
  }
  [[nodiscard]] double value(const char* name) const { return r_.numbers(name, mix_).at(0); }
  [[nodiscard]] std::string count(const char* name, const char* one) const {
    return counted(static_cast<int64_t>(value(name)), one);
  }
  [[nodiscard]] std::string of(const char* name) const { return number_text(value(name)); }
  [[nodiscard]] std::string text(double number) const { return exact_ ? exact_text(number) : number_text(number); }
  [[nodiscard]] std::string status() const {
    std::string text = meanings("gas_sizing_status").at(mix_);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
  }
  [[nodiscard]] std::vector<std::string> meanings(const char* flag) const {
    const std::vector<std::string> all = r_.flag_meanings(flag);
    std::vector<std::string> out;
    for (const double number : r_.numbers(flag)) out.push_back(all.at(static_cast<size_t>(number)));
    return out;
  }

  const io::ResultsReader& r_;
  size_t mix_;
  bool exact_;
};

}  // namespace

TextTable gas_sizing_table(const TableRequest& request) {
  const SizingText sizing(request);
  TextTable table;
  table.header = {"what", "which", "becomes", "CNY", "limit", "broken at", "reached", "allowed"};
  table.left = {1, 2, 4, 5};
  table.title = sizing.title();
  sizing.add_rows(table);
  table.note = sizing.note(!table.rows.empty());
  if (request.exact) return table;
  for (auto& row : table.rows) {
    std::swap(row[0], row[1]);  // the name first: each panel of a wide table repeats the first column
    std::replace(row[4].begin(), row[4].end(), '_', ' ');
  }
  std::swap(table.header[0], table.header[1]);
  if (table.rows.empty()) table.header.clear();
  return table;
}

}  // namespace hearthgrid::cli
