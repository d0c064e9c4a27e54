#include "tools/cli/household_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "tools/cli/home_losses.hpp"
#include "tools/cli/home_rows.hpp"
#include "tools/cli/network_table.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

namespace {

class Report {
 public:
  Report(const io::ResultsReader& reader, const std::string& household, std::vector<size_t> mixes)
      : reader_(reader), home_(reader, household), mixes_(std::move(mixes)), mix_names_(reader.texts("mix")) {
    leave_out_repeated();
  }

  [[nodiscard]] std::string text() {
    out_ += fmt::format("{}\n", who());
    print_rows("", season_rows(home_, mixes_));
    if (!repeated_.empty())
      out_ += fmt::format("{}\n\n",
                          folded(fmt::format("As in '{}': {}.", mix_names_[mixes_.front()], repeated_), TABLE_WIDTH));
    print_network();
    print_losses();
    print_series();
    return std::move(out_);
  }

 private:
  /// Most mixes leave most homes as they are; what is the same as the first mix is told once.
  void leave_out_repeated() {
    const HomeRows rows = season_rows(home_, mixes_);
    std::vector<size_t> kept;
    for (size_t i = 0; i < mixes_.size(); ++i) {
      const bool same = std::all_of(rows.begin(), rows.end(), [i](const HomeRow& row) {
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

  [[nodiscard]] std::string who() const {
    std::string text = "home '" + home_.name() + "'";
    const auto place = [&](const char* word, const char* index, const char* dimension) {
      if (reader_.has(index)) {
        text += fmt::format(", {} {}", word, reader_.texts(dimension).at(static_cast<size_t>(home_.own(index))));
      }
    };
    place("village", "household_village", "village");
    place("transformer", "household_transformer", "transformer");
    text = folded(text, TABLE_WIDTH) + "\n";
    std::string life;
    const auto fact = [&](const char* variable, const std::string& form) {
      if (reader_.has(variable))
        life += (life.empty() ? "" : ", ") + fmt::format(fmt::runtime(form), number_text(home_.own(variable)));
    };
    if (reader_.has("household_archetype"))
      life = home_.meaning("household_archetype", home_.own("household_archetype"));
    fact("household_heated_area_m2", "{} m2");
    fact("household_infiltration_per_h", "air change {} per h");
    const bool lived_in = reader_.has("household_persons") && home_.own("household_persons") > 0.0 && !is("vacant");
    if (lived_in) {
      const double persons = home_.own("household_persons");
      life += fmt::format("{}{:.0f} {}", life.empty() ? "" : ", ", persons, persons == 1.0 ? "person" : "people");
    }
    if (lived_in) fact("household_yearly_kwh", "{} kWh of electricity a year beside heating");
    text += folded(life, TABLE_WIDTH) + "\n";
    if (reader_.has("household_heating_pattern")) text += habits();
    if (lived_in && reader_.has("household_set_point_before_c") && reader_.has("household_heated_share_after")) {
      text += folded(fmt::format("with the old heater {} degC in {:.0f} % of the area, after conversion {} degC in "
                                 "{:.0f} %",
                                 number_text(home_.own("household_set_point_before_c")),
                                 100.0 * home_.own("household_heated_share_before"),
                                 number_text(home_.own("household_set_point_after_c")),
                                 100.0 * home_.own("household_heated_share_after")),
                     TABLE_WIDTH) +
              "\n";
    }
    return text;
  }

  [[nodiscard]] bool is(const char* pattern) const {
    const char* variable = "household_heating_pattern";
    return reader_.has(variable) && home_.meaning(variable, home_.own(variable)) == pattern;
  }

  // How the home is heated over the day, and who lives in it.
  [[nodiscard]] std::string habits() const {
    std::string said;
    for (const auto& [name, words] : {std::pair{"full_time_whole", "heats all rooms day and night"},
                                      {"full_time_part", "heats some rooms day and night"},
                                      {"part_time_part", "heats some rooms part of the time"},
                                      {"scheduled", "follows a schedule"},
                                      {"unheated", "lived in, but nobody heats it"},
                                      {"vacant", "stands empty"}}) {
      if (is(name)) said = words;
    }
    if (is("scheduled") || is("unheated") || is("vacant")) return said + "\n";
    const auto add = [&](const char* variable, const std::string& form) {
      if (const double value = home_.own(variable); value > 0.0)
        said += ", " + fmt::format(fmt::runtime(form), number_text(value));
    };
    add("household_night_setback_before_k", "{} K cooler by night before");
    add("household_night_setback_after_k", "{} K after");
    if (home_.own("household_switches_by_hand") > 0.0) said += ", turned down when all are out";
    if (const double old = home_.own("household_elderly"); old > 0.0) said += fmt::format(", {:.0f} over 60", old);
    if (const double young = home_.own("household_children"); young > 0.0)
      said += fmt::format(", {:.0f} {}", young, young == 1.0 ? "child" : "children");
    return folded(said, TABLE_WIDTH) + "\n";
  }

  void print_rows(const std::string& title, const HomeRows& rows, const std::string& note = "") {
    if (rows.empty()) return;
    TextTable table;
    table.title = title;
    table.note = folded(note, TABLE_WIDTH);
    table.header = {""};
    for (const size_t mix : mixes_) table.header.push_back(mix_names_[mix]);
    for (const HomeRow& row : rows) {
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
      const auto construction = construction_of(reader_, home_.index(), mix);
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
      table.title = folded(
          fmt::format("network of the whole home in {} ({})", names, reader_.texts("construction").at(construction)),
          TABLE_WIDTH);
      if (construction != seen.front().first) table.note.clear();  // told once
      out_ += fmt::format("{}\n{}\n", render(table), about(construction));
    }
    if (seen.empty()) return;
    out_ +=
        folded(
            "The network is the archetype's, scaled to this home's floor, in the level of insulation that is nearest "
            "to the home's. What the home's own air change and walls make of it is 'beyond archetype' below.",
            TABLE_WIDTH) +
        "\n\n";
  }

  [[nodiscard]] std::vector<NetworkPart> parts_of(size_t construction) const {
    const double scale =
        home_.own("household_heated_area_m2") / reader_.numbers("construction_floor_area_m2").at(construction);
    const std::vector<std::string> names = reader_.texts("element_name");
    const auto numbers = [&](const char* variable) { return reader_.numbers(variable); };
    const std::vector<double> owner = numbers("element_construction"), kind = numbers("element_kind"),
                              tilt = numbers("element_tilt_deg"), azimuth = numbers("element_azimuth_deg"),
                              area = numbers("element_area_m2"), u = numbers("element_u_w_m2k"),
                              w_k = numbers("element_loss_w_k");
    std::vector<NetworkPart> parts;
    for (size_t e = 0; e < names.size(); ++e) {
      if (static_cast<size_t>(owner[e]) != construction) continue;
      const std::string what = home_.meaning("element_kind", kind[e]);
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
    std::string text = folded(fmt::format("{:.0f} states, time constants {}{}",
                                          reader_.numbers("construction_states").at(construction),
                                          durations_text(hours), reduction_text(construction)),
                              TABLE_WIDTH) +
                       "\n";
    const std::string note = reader_.texts("construction_note").at(construction);
    return note.empty() ? text : text + folded(note, TABLE_WIDTH) + "\n";
  }

  [[nodiscard]] std::string reduction_text(size_t construction) const {
    if (!reader_.has("construction_heat_error")) return "";
    return "; " + reduction_error_text(reader_.numbers("construction_heat_error").at(construction),
                                       reader_.numbers("construction_peak_error").at(construction));
  }

  void print_losses() {
    constexpr const char* CHANGES =
        "its insulation or heated part changes inside the season; losses are not told apart.";
    const HomeRows rows = loss_rows(home_, mixes_);
    if (rows.empty()) {
      if (reader_.has("household_construction")) out_ += fmt::format("{}\n\n", folded(CHANGES, TABLE_WIDTH));
      return;
    }
    const std::vector<std::string>& texts = rows.front().texts;
    const bool unknown = std::find(texts.begin(), texts.end(), "-") != texts.end();
    print_rows(
        "losses of the heated part over the season, kWh and share", rows,
        std::string("Beyond archetype: the home's own air change and walls, opened windows, the stove's draught, "
                    "curtains. Kept at the end: what walls and soil hold more than at the start, or less if "
                    "negative.") +
            (unknown ? fmt::format(" -: {}", CHANGES) : ""));
  }

  void print_series() {
    const HomeRows months = month_rows(home_, mixes_);
    if (months.empty()) {
      out_ += fmt::format(
          "{}\n",
          folded("Months and peaks by the clock: add the home to households.series_of and run again.", TABLE_WIDTH));
      return;
    }
    print_rows("heat by month, kWh", months);
    print_rows("peaks, and when", peak_rows(home_, mixes_));
  }

  const io::ResultsReader& reader_;
  HomeView home_;
  std::vector<size_t> mixes_;
  std::vector<std::string> mix_names_;
  std::string repeated_;  ///< names of the mixes that are left out
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
  const HomeView home(reader, household);
  for (const size_t mix : mixes) {
    for (const auto& rows :
         {season_rows(home, {mix}), loss_rows(home, {mix}), month_rows(home, {mix}), peak_rows(home, {mix})}) {
      for (const HomeRow& row : rows) {
        table.rows.push_back(
            {row.part, row.item, names[mix], row.values.empty() ? row.texts[0] : exact_text(row.values[0])});
      }
    }
  }
  return render_csv(table);
}

}  // namespace hearthgrid::cli
