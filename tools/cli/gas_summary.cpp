#include "tools/cli/gas_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/counted.hpp"
#include "tools/cli/local_time.hpp"

namespace hearthgrid::cli {
namespace {

class Summary {
 public:
  explicit Summary(const TableRequest& request) : r_(request.reader), mix_(request.mix), local_(request.reader) {}

  [[nodiscard]] std::string text() {
    if (value("gas_wanted_m3") > 0.0) {
      add_origin();
      add_pressure();
      add_amounts();
      add_peaks();
      add_caps();
    } else {
      lines_.push_back(no_pressure());
    }
    add_unsolved();
    add_limits();
    add_homes();
    add_zoom();
    std::string all;
    for (const std::string& line : lines_) all += (all.empty() ? "" : "\n") + folded(line, TABLE_WIDTH);
    return all;
  }

  [[nodiscard]] std::string no_pressure() const {
    if (value("gas_min_pressure_node") >= 0.0) return "";
    const double wanted = value("gas_wanted_m3"), least = 1e-9 * wanted;
    if (wanted == 0.0) return "nobody wants gas";
    std::vector<std::string> causes;
    if (value("gas_unsolved_m3") > least) causes.emplace_back("steps have no solution");
    if (value("gas_capped_m3") > least) causes.emplace_back("the caps leave nothing");
    if (value("gas_short_m3") > least) causes.emplace_back("the pressure is too low");
    if (value("gas_unreached_m3") > least) causes.emplace_back("no supply reaches it");
    return fmt::format("nobody gets the gas that is wanted: {}", fmt::join(causes, ", "));
  }

 private:
  void add_origin() {
    const std::vector<double> origin = r_.numbers("gas_node_origin");
    if (origin.empty() || r_.flag_meanings("gas_node_origin").at(static_cast<size_t>(origin[0])) != "synthesised") {
      return;
    }
    lines_.emplace_back("network made up by gas.synthesis: pressures are of such a network, not of the real one");
  }

  void add_pressure() {
    const double node = value("gas_min_pressure_node");
    lines_.push_back(node < 0.0 ? no_pressure()
                                : fmt::format("lowest pressure {} Pa at '{}', {}", of("gas_min_pressure_pa"),
                                              r_.texts("gas_node").at(static_cast<size_t>(node)),
                                              at("gas_min_pressure_time")));
  }

  void add_amounts() {
    std::string line = fmt::format("wanted {} m3: served {} m3, unserved {} m3", of("gas_wanted_m3"),
                                   of("gas_served_m3"), of("gas_unserved_total_m3"));
    if (value("gas_unserved_total_m3") > 0.0) {
      line += fmt::format(" in {} h (caps {}, pressure {}, no supply {})", of("gas_hours_unserved"),
                          of("gas_capped_m3"), of("gas_short_m3"), of("gas_unreached_m3"));
    }
    if (value("gas_hours_unsolved") > 0.0) {
      line += fmt::format(", {} m3 in steps without a solution", of("gas_unsolved_m3"));
    }
    lines_.push_back(line);
  }

  void add_peaks() {
    if (!r_.has("gas_wanted_peak_hour_m3h")) return;
    std::string line = fmt::format("most wanted: {} m3/h in the hour from {}", of("gas_wanted_peak_hour_m3h"),
                                   at("gas_wanted_peak_hour_time"));
    if (value("gas_hourly_cap_m3h") >= 0.0) {
      line += against_cap("gas_hourly_cap_m3h", value("gas_hours_above_cap"), whole("gas_hours_above_cap") + " h");
    }
    line += fmt::format("; {} m3 on {}", of("gas_wanted_peak_day_m3"), at("gas_wanted_peak_day_time").substr(0, 5));
    if (value("gas_daily_cap_m3") >= 0.0) {
      line += against_cap("gas_daily_cap_m3", value("gas_days_above_cap"), "on " + days("gas_days_above_cap"));
    }
    lines_.push_back(line);
  }

  [[nodiscard]] std::string against_cap(const char* cap, double above, const std::string& how_long) const {
    return above > 0.0 ? fmt::format(" (cap {}, above it {})", of(cap), how_long)
                       : fmt::format(" (cap {}, never above it)", of(cap));
  }

  void add_caps() {
    if (value("gas_hours_at_cap") + value("gas_days_at_cap") == 0.0) return;
    lines_.push_back(fmt::format("all supplies together: {} h at the hourly cap, {} at the daily cap",
                                 whole("gas_hours_at_cap"), days("gas_days_at_cap")));
  }

  void add_unsolved() {
    if (value("gas_hours_unsolved") > 0.0) {
      lines_.push_back(fmt::format("{} h have no solution, the first {}: {}", of("gas_hours_unsolved"),
                                   at("gas_unsolved_first_time"), r_.texts("gas_unsolved_reason").at(mix_)));
      const auto homes = r_.has("gas_unsolved_homes") ? static_cast<int64_t>(value("gas_unsolved_homes")) : 0;
      if (homes > 0) lines_.back() += fmt::format("; what {} get then is not known", counted(homes, "home"));
    }
    if (value("gas_outside_m3") > 0.0) {
      lines_.push_back(fmt::format("{} m3 are drawn by homes at no node of the network", of("gas_outside_m3")));
    }
  }

  void add_limits() {
    if (!r_.has("gas_pipe_velocity_limit_m_s") || !r_.has("gas_pipe_max_velocity_m_s")) return;
    const std::vector<double> limit = r_.numbers("gas_pipe_velocity_limit_m_s"),
                              speed = r_.numbers("gas_pipe_max_velocity_m_s", mix_);
    int64_t fast = 0;
    for (size_t p = 0; p < limit.size(); ++p) fast += speed.at(p) > limit[p] ? 1 : 0;
    if (fast > 0) lines_.push_back(counted(fast, "pipe") + " above the speed that design allows (gas.works)");
  }

  void add_homes() {
    if (!r_.has("gas_short_homes") || value("gas_short_homes") == 0.0) return;
    lines_.push_back(counted(static_cast<int64_t>(value("gas_short_homes")), "home") +
                     " short of gas; how cold they become and what would mend it: --table gas_sizing");
  }

  void add_zoom() {
    if (!r_.has("gas_zoom_min_pressure_pa")) return;
    const auto minutes = [&](const char* name, const char* text) {
      if (value(name) > 0.0) lines_.push_back(fmt::format("{:.0f} min of the zoomed days {}", value(name), text));
    };
    minutes("gas_zoom_minutes_unsolved", "have no solution");
    minutes("gas_zoom_minutes_unserved", "leave somebody short of gas");
    if (value("gas_zoom_min_pressure_node") < 0.0) return;
    const std::vector<double> zoom = r_.numbers("zoom_time");
    const double step = zoom.size() > 1 ? zoom[1] - zoom[0] : 1.0;
    lines_.push_back(fmt::format(
        "in the zoomed days {} Pa by steps of {:.0f} min, {} Pa by quarter hours; up to {} Pa lower at one node",
        of("gas_zoom_min_pressure_pa"), step, of("gas_zoom_min_pressure_15min_pa"), of("gas_zoom_largest_drop_pa")));
  }

  [[nodiscard]] double value(const char* name) const { return r_.numbers(name, mix_).at(0); }
  [[nodiscard]] std::string of(const char* name) const { return number_text(value(name)); }
  [[nodiscard]] std::string whole(const char* name) const { return fmt::format("{:.0f}", value(name)); }
  [[nodiscard]] std::string days(const char* name) const { return counted(static_cast<int64_t>(value(name)), "day"); }
  [[nodiscard]] std::string at(const char* name) const { return local_.text(value(name), false); }

  const io::ResultsReader& r_;
  size_t mix_;
  LocalTime local_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string gas_summary(const TableRequest& request) {
  return Summary(request).text();
}

std::string no_pressure_reason(const TableRequest& request) {
  return Summary(request).no_pressure();
}

}  // namespace hearthgrid::cli
