#include "tools/cli/home_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "tools/cli/home_losses.hpp"
#include "tools/cli/home_series.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

namespace {

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
                                  {"wood kg", "household_wood_kg", true},
                                  {"straw kg", "household_straw_kg", true},
                                  {"electric peak kW", "household_peak_kw", false},
                                  {"mean indoor degC", "household_mean_indoor_c", false},
                                  {"lowest degC", "household_min_indoor_c", false},
                                  {"hours < 14 degC", "household_hours_below_14", false},
                                  {"hours < 10 degC", "household_hours_below_10", false},
                                  {"bill CNY", "household_bill_cny", false},
                                  {"CO2 of insulating kg", "household_embodied_co2_kg", true}};

bool all_zero(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value == 0.0; });
}

/// Insulation may split an element; the names of all mixes, those of the first mix first.
std::vector<std::string> elements_of(const std::vector<std::optional<HomeLosses>>& all) {
  std::vector<std::string> names;
  for (const auto& losses : all) {
    if (!losses) continue;
    for (const std::string& name : losses->elements) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::string share_text(double kwh, double lost) {
  if (lost <= 0.0) return number_text(kwh);
  const double percent = std::round(100.0 * kwh / lost) + 0.0;  // no -0
  return fmt::format("{} {:3.0f}%", number_text(kwh), percent);
}

[[noreturn]] void throw_unknown(const io::ResultsReader& reader, const std::string& name,
                                const std::vector<std::string>& names) {
  std::string advice = "hearthgrid show " + reader.path() + " --table households --top 20 lists some";
  if (const auto near = nearest(name, names)) advice = "did you mean '" + *near + "'? " + advice;
  throw InputError(Problem{reader.path(), 0, 0, "the file has no home '" + name + "'", advice});
}

}  // namespace

HomeView::HomeView(const io::ResultsReader& reader, const std::string& name) : reader_(reader), name_(name) {
  const std::vector<std::string> names = reader.texts("household");
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw_unknown(reader, name, names);
  index_ = static_cast<size_t>(found - names.begin());
}

HomeRows season_rows(const HomeView& home, const std::vector<size_t>& mixes) {
  HomeRows rows;
  const auto flag = [&](const char* label, const char* variable) {
    if (!home.reader().has(variable)) return;
    HomeRow row{"season", label, {}, {}};
    for (const size_t mix : mixes) row.texts.push_back(home.meaning(variable, home.of_mix(variable, mix)));
    rows.push_back(std::move(row));
  };
  flag("heater", "household_technology");
  flag("insulation", "household_envelope");
  for (const FigureSpec& figure : FIGURES) {
    if (!home.reader().has(figure.variable)) continue;
    HomeRow row{"season", figure.label, {}, {}};
    for (const size_t mix : mixes) row.values.push_back(home.of_mix(figure.variable, mix));
    if (!figure.hide_zero || !all_zero(row.values)) rows.push_back(std::move(row));
  }
  return rows;
}

HomeRows loss_rows(const HomeView& home, const std::vector<size_t>& mixes) {
  std::vector<std::optional<HomeLosses>> all;
  for (const size_t mix : mixes) all.push_back(home_losses(home.reader(), home.index(), mix));
  const auto known = std::find_if(all.begin(), all.end(), [](const auto& l) { return l.has_value(); });
  if (known == all.end()) return {};
  HomeRows rows;
  const auto row = [&](const std::string& item, auto value) {
    HomeRow out{"losses kWh", item, {}, {}};
    for (const auto& l : all) {
      out.values.push_back(l ? value(*l) : 0.0);
      out.texts.push_back(l ? share_text(value(*l), l->lost_kwh()) : "-");
    }
    rows.push_back(std::move(out));
  };
  for (const std::string& element : elements_of(all)) {
    row(element, [&element](const HomeLosses& l) { return l.of(element); });
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

HomeRows month_rows(const HomeView& home, const std::vector<size_t>& mixes) {
  HomeRows rows;
  for (size_t i = 0; i < mixes.size(); ++i) {
    const std::optional<HomeSeries> series = home_series(home.reader(), home.name(), mixes[i]);
    if (!series) return {};
    for (size_t m = 0; m < series->months.size(); ++m) {
      if (i == 0) rows.push_back({"heat kWh by month", series->months[m], {}, {}});
      rows[m].values.push_back(series->month_heat_kwh[m]);
    }
  }
  return rows;
}

HomeRows peak_rows(const HomeView& home, const std::vector<size_t>& mixes) {
  HomeRows rows;
  const auto add = [&](const char* item, auto peak) {
    HomeRow row{"peaks", item, {}, {}};
    for (const size_t mix : mixes) {
      const std::optional<HomeSeries> series = home_series(home.reader(), home.name(), mix);
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

}  // namespace hearthgrid::cli
