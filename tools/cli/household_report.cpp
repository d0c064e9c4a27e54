#include "tools/cli/household_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "tools/cli/home_losses.hpp"
#include "tools/cli/home_series.hpp"
#include "tools/cli/network_table.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

namespace {

/// One row of a table with the mixes as columns. Without text it is a number.
struct Row {
  std::string part;
  std::string item;
  std::vector<double> values;
  std::vector<std::string> texts;
};

struct FigureSpec {
  const char* label;
  const char* variable;
  bool hide_zero;
};

constexpr FigureSpec FIGURES[] = {{"heat kWh", "household_heat_kwh", false},
                                  {"unmet kWh", "household_unmet_kwh", false},
                                  {"cooling kWh", "household_cooling_kwh", true},
                                  {"electricity kWh", "household_electricity_kwh", false},
                                  {"gas m3", "household_gas_m3", true},
                                  {"coal kg", "household_coal_kg", true},
                                  {"pellets kg", "household_pellet_kg", true},
                                  {"electric peak kW", "household_peak_kw", false},
                                  {"mean indoor degC", "household_mean_indoor_c", false},
                                  {"lowest degC", "household_min_indoor_c", false},
                                  {"hours < 14 degC", "household_hours_below_14", false},
                                  {"hours < 10 degC", "household_hours_below_10", false},
                                  {"bill CNY", "household_bill_cny", false}};

bool all_zero(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value == 0.0; });
}

class Report {
 public:
  Report(const io::ResultsReader& reader, const std::string& household, const std::vector<size_t>& mixes)
      : reader_(reader), name_(household), mixes_(mixes), mix_names_(reader.texts("mix")) {
    const std::vector<std::string> names = reader.texts("household");
    const auto found = std::find(names.begin(), names.end(), household);
    if (found == names.end()) throw_unknown(names);
    home_ = static_cast<size_t>(found - names.begin());
    leave_out_repeated();
  }

  [[nodiscard]] std::string text() {
    out_ += fmt::format("{}\n", who());
    print_rows("", season());
    if (!repeated_.empty()) out_ += fmt::format("{}\n\n", folded("As before: " + repeated_ + ".", TABLE_WIDTH));
    print_network();
    print_losses();
    print_series();
    return std::move(out_);
  }

  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> all = season();
    for (const auto& part : {losses(), monthly(), series_peaks()}) all.insert(all.end(), part.begin(), part.end());
    return all;
  }

 private:
  /// Most mixes leave most homes as they are; what is the same as the first mix is told once.
  void leave_out_repeated() {
    const std::vector<Row> rows = season();
    std::vector<size_t> kept;
    for (size_t i = 0; i < mixes_.size(); ++i) {
      const bool same = std::all_of(rows.begin(), rows.end(), [i](const Row& row) {
        return row.texts.empty() ? row.values[i] == row.values[0] : row.texts[i] == row.texts[0];
      });
      if (i == 0 || !same) {
        kept.push_back(mixes_[i]);
      } else {
        repeated_ += (repeated_.empty() ? "'" : ", '") + mix_names_[mixes_[i]] + "'";
      }
    }
    mixes_ = kept;
  }

  [[noreturn]] void throw_unknown(const std::vector<std::string>& names) const {
    std::string advice = "hearthgrid show " + reader_.path() + " --table households --top 20 lists some";
    if (const auto near = nearest(name_, names)) advice = "did you mean '" + *near + "'? " + advice;
    throw InputError(Problem{reader_.path(), 0, 0, "the file has no home '" + name_ + "'", advice});
  }

  [[nodiscard]] double own(const char* variable) const { return reader_.numbers(variable).at(home_); }
  [[nodiscard]] double of_mix(const char* variable, size_t mix) const {
    return reader_.numbers(variable, mix).at(home_);
  }
  [[nodiscard]] std::string meaning(const char* flag, double value) const {
    return reader_.flag_meanings(flag).at(static_cast<size_t>(value));
  }

  [[nodiscard]] std::string who() const {
    std::string text = "home '" + name_ + "'";
    const auto place = [&](const char* word, const char* index, const char* dimension) {
      if (reader_.has(index)) {
        text += fmt::format(", {} {}", word, reader_.texts(dimension).at(static_cast<size_t>(own(index))));
      }
    };
    place("village", "household_village", "village");
    place("transformer", "household_transformer", "transformer");
    text = folded(text, TABLE_WIDTH) + "\n";
    std::string life;
    const auto fact = [&](const char* variable, const std::string& form) {
      if (reader_.has(variable))
        life += (life.empty() ? "" : ", ") + fmt::format(fmt::runtime(form), number_text(own(variable)));
    };
    if (reader_.has("household_archetype")) life = meaning("household_archetype", own("household_archetype"));
    fact("household_heated_area_m2", "{} m2");
    fact("household_infiltration_per_h", "air change {} 1/h");
    fact("household_persons", "{} people");
    fact("household_yearly_kwh", "{} kWh of electricity a year beside heating");
    text += folded(life, TABLE_WIDTH) + "\n";
    if (reader_.has("household_set_point_before_c") && reader_.has("household_heated_share_after")) {
      text += folded(fmt::format(
                         "with the old heater {} degC in {:.0f} % of the area, after conversion {} degC in "
                         "{:.0f} %",
                         number_text(own("household_set_point_before_c")), 100.0 * own("household_heated_share_before"),
                         number_text(own("household_set_point_after_c")), 100.0 * own("household_heated_share_after")),
                     TABLE_WIDTH) +
              "\n";
    }
    return text;
  }

  [[nodiscard]] std::vector<Row> season() const {
    std::vector<Row> rows;
    const auto flag = [&](const char* label, const char* variable) {
      if (!reader_.has(variable)) return;
      Row row{"season", label, {}, {}};
      for (const size_t mix : mixes_) row.texts.push_back(meaning(variable, of_mix(variable, mix)));
      rows.push_back(std::move(row));
    };
    flag("heater", "household_technology");
    flag("insulation", "household_envelope");
    for (const FigureSpec& figure : FIGURES) {
      if (!reader_.has(figure.variable)) continue;
      Row row{"season", figure.label, {}, {}};
      for (const size_t mix : mixes_) row.values.push_back(of_mix(figure.variable, mix));
      if (!figure.hide_zero || !all_zero(row.values)) rows.push_back(std::move(row));
    }
    return rows;
  }

  [[nodiscard]] std::vector<Row> losses() const {
    std::vector<std::optional<HomeLosses>> all;
    for (const size_t mix : mixes_) all.push_back(home_losses(reader_, home_, mix));
    const auto known = std::find_if(all.begin(), all.end(), [](const auto& l) { return l.has_value(); });
    if (known == all.end()) return {};
    std::vector<Row> rows;
    const auto row = [&](const std::string& item, auto value) {
      Row out{"losses kWh", item, {}, {}};
      for (const auto& l : all) {
        out.values.push_back(l ? value(*l) : 0.0);
        out.texts.push_back(l ? share_text(value(*l), l->lost_kwh()) : "-");
      }
      rows.push_back(std::move(out));
    };
    for (size_t e = 0; e < (*known)->elements.size(); ++e) {
      const auto value = [e](const HomeLosses& l) { return e < l.element_kwh.size() ? l.element_kwh[e] : 0.0; };
      row((*known)->elements[e], value);
      if (all_zero(rows.back().values)) rows.pop_back();  // inner walls
    }
    row("air change", [](const HomeLosses& l) { return l.air_change_kwh; });
    row("beyond archetype", [](const HomeLosses& l) { return l.unlike_kwh; });
    row("lost in all", [](const HomeLosses& l) { return l.lost_kwh(); });
    row("from the heater", [](const HomeLosses& l) { return l.heater_kwh; });
    row("people, devices", [](const HomeLosses& l) { return l.gain_kwh; });
    row("sun in windows", [](const HomeLosses& l) { return l.sun_kwh; });
    row("kept at the end", [](const HomeLosses& l) { return l.kept_kwh(); });
    return rows;
  }

  static std::string share_text(double kwh, double lost) {
    return lost > 0.0 ? fmt::format("{} {:3.0f}%", number_text(kwh), 100.0 * kwh / lost) : number_text(kwh);
  }

  [[nodiscard]] std::vector<Row> monthly() const {
    std::vector<Row> rows;
    for (size_t i = 0; i < mixes_.size(); ++i) {
      const std::optional<HomeSeries> series = home_series(reader_, name_, mixes_[i]);
      if (!series) return {};
      for (size_t m = 0; m < series->months.size(); ++m) {
        if (i == 0) rows.push_back({"heat kWh by month", series->months[m], {}, {}});
        rows[m].values.push_back(series->month_heat_kwh[m]);
      }
    }
    return rows;
  }

  [[nodiscard]] std::vector<Row> series_peaks() const {
    std::vector<Row> rows;
    const auto add = [&](const char* item, auto peak) {
      Row row{"peaks", item, {}, {}};
      for (const size_t mix : mixes_) {
        const std::optional<HomeSeries> series = home_series(reader_, name_, mix);
        if (!series) return;
        const SeriesPeak& found = peak(*series);
        row.values.push_back(found.value);
        row.texts.push_back(number_text(found.value) + "  " + found.when);
      }
      rows.push_back(std::move(row));
    };
    add("heat, step kW", [](const HomeSeries& s) -> const SeriesPeak& { return s.heat_step_kw; });
    add("heat, hour kW", [](const HomeSeries& s) -> const SeriesPeak& { return s.heat_hour_kw; });
    add("electric, step kW", [](const HomeSeries& s) -> const SeriesPeak& { return s.electric_step_kw; });
    add("electric, hour kW", [](const HomeSeries& s) -> const SeriesPeak& { return s.electric_hour_kw; });
    add("lowest degC", [](const HomeSeries& s) -> const SeriesPeak& { return s.coldest_c; });
    return rows;
  }

  void print_rows(const std::string& title, const std::vector<Row>& rows, const std::string& note = "") {
    if (rows.empty()) return;
    TextTable table;
    table.title = title;
    table.note = folded(note, TABLE_WIDTH);
    table.header = {""};
    for (const size_t mix : mixes_) table.header.push_back(mix_names_[mix]);
    for (const Row& row : rows) {
      table.rows.push_back({row.item});
      for (size_t i = 0; i < mixes_.size(); ++i) {
        table.rows.back().push_back(row.texts.empty() ? number_text(row.values[i]) : row.texts[i]);
      }
    }
    out_ += fmt::format("{}\n", render(table));
  }

  // Once per construction: mixes that leave the dwelling as it is share one.
  void print_network() {
    std::vector<std::pair<size_t, std::string>> seen;
    for (const size_t mix : mixes_) {
      const auto construction = construction_of(reader_, home_, mix);
      if (!construction) continue;
      const auto known =
          std::find_if(seen.begin(), seen.end(), [&](const auto& s) { return s.first == *construction; });
      if (known == seen.end()) {
        seen.emplace_back(*construction, "'" + mix_names_[mix] + "'");
      } else {
        known->second += ", '" + mix_names_[mix] + "'";
      }
    }
    for (const auto& [construction, names] : seen) {
      TextTable table = network_table(parts_of(construction));
      table.title =
          folded(fmt::format("network of {}, whole home; {}", reader_.texts("construction").at(construction), names),
                 TABLE_WIDTH);
      out_ += fmt::format("{}\n{}\n", render(table), about(construction));
    }
  }

  [[nodiscard]] std::vector<NetworkPart> parts_of(size_t construction) const {
    const double scale =
        own("household_heated_area_m2") / reader_.numbers("construction_floor_area_m2").at(construction);
    const std::vector<std::string> names = reader_.texts("element_name");
    const auto numbers = [&](const char* variable) { return reader_.numbers(variable); };
    const std::vector<double> owner = numbers("element_construction"), kind = numbers("element_kind"),
                              tilt = numbers("element_tilt_deg"), azimuth = numbers("element_azimuth_deg"),
                              area = numbers("element_area_m2"), u = numbers("element_u_w_m2k"),
                              w_k = numbers("element_loss_w_k");
    std::vector<NetworkPart> parts;
    for (size_t e = 0; e < names.size(); ++e) {
      if (static_cast<size_t>(owner[e]) != construction) continue;
      const std::string what = meaning("element_kind", kind[e]);
      const bool faces_out = what == "wall" || what == "roof" || what == "window";
      parts.push_back({names[e], what, faces_out ? direction_text(tilt[e], azimuth[e]) : "", scale * area[e], u[e],
                       scale * w_k[e]});
    }
    parts.push_back({"air change", "", "", 0.0, 0.0, scale * numbers("construction_air_change_w_k").at(construction)});
    return parts;
  }

  [[nodiscard]] std::string about(size_t construction) const {
    const size_t modes = reader_.size_of("mode");
    const std::vector<double> all = reader_.numbers("construction_time_constant_h");
    std::vector<double> hours;
    for (size_t m = 0; m < modes; ++m) {
      if (all.at(construction * modes + m) > 0.0) hours.push_back(all[construction * modes + m]);
    }
    std::string text =
        folded(fmt::format("{:.0f} states, time constants {}", reader_.numbers("construction_states").at(construction),
                           durations_text(hours)),
               TABLE_WIDTH) +
        "\n";
    const std::string note = reader_.texts("construction_note").at(construction);
    return note.empty() ? text : text + folded(note, TABLE_WIDTH) + "\n";
  }

  void print_losses() {
    const std::vector<Row> rows = losses();
    if (rows.empty()) {
      if (reader_.has("household_construction")) {
        out_ += fmt::format("Its insulation or heated part changes inside the season; losses are not told apart.\n\n");
      }
      return;
    }
    print_rows(
        "losses of the heated part over the season, kWh and share", rows,
        "Beyond archetype: the home's own air change and curtains against the archetype's air change. Kept at the "
        "end: what walls and soil hold more than at the start, or less if negative.");
  }

  void print_series() {
    const std::vector<Row> months = monthly();
    if (months.empty()) {
      out_ += fmt::format(
          "{}\n",
          folded("Months and peaks by the clock: add the home to households.series_of and run again.", TABLE_WIDTH));
      return;
    }
    print_rows("heat by month, kWh", months);
    print_rows("peaks, and when", series_peaks());
  }

  const io::ResultsReader& reader_;
  std::string name_;
  std::vector<size_t> mixes_;
  std::vector<std::string> mix_names_;
  std::string repeated_;  ///< names of the mixes that are left out
  size_t home_ = 0;
  std::string out_;
};

}  // namespace

std::string household_text(const io::ResultsReader& reader, const std::string& household,
                           const std::vector<size_t>& mixes) {
  return Report(reader, household, mixes).text();
}

std::string household_csv(const io::ResultsReader& reader, const std::string& household,
                          const std::vector<size_t>& mixes) {
  const std::vector<std::string> names = reader.texts("mix");
  TextTable table;
  table.header = {"part", "item", "mix", "value"};
  for (const size_t mix : mixes) {
    for (const Row& row : Report(reader, household, {mix}).rows()) {
      table.rows.push_back(
          {row.part, row.item, names[mix], row.values.empty() ? row.texts[0] : exact_text(row.values[0])});
    }
  }
  return render_csv(table);
}

}  // namespace hearthgrid::cli
