#include "tools/cli/mix_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "models/economy/abatement.hpp"
#include "tools/cli/sizing_table.hpp"

namespace hearthgrid::cli {

namespace {

using io::ResultsReader;

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

template <class Test>
double count_if(const std::vector<double>& values, Test test) {
  return static_cast<double>(std::count_if(values.begin(), values.end(), test));
}

// "PM2.5" and "pm2_5" are one.
std::string plain(const std::string& name) {
  std::string out;
  for (const char letter : name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
  }
  return out;
}

constexpr const char* GAS_LOWEST_KEY = "gas_lowest_pa";

using Compute = std::function<double(size_t mix)>;

// A figure of every mix, or none at all if one of the variables it needs is not in the file.
Figure figure(const ResultsReader& reader, size_t mixes, std::string key, std::string label,
              const std::vector<std::string>& needs, const Compute& compute) {
  Figure out{std::move(key), std::move(label), std::vector<std::optional<double>>(mixes)};
  const bool complete =
      std::all_of(needs.begin(), needs.end(), [&](const std::string& variable) { return reader.has(variable); });
  for (size_t mix = 0; complete && mix < mixes; ++mix) {
    out.values[mix] = compute(mix);
  }
  return out;
}

double converted_homes(const ResultsReader& reader, size_t mix, size_t base) {
  double count = 0;
  std::vector<std::vector<double>> now;
  std::vector<std::vector<double>> before;
  for (const char* variable : {"household_technology", "household_envelope"}) {
    if (reader.has(variable)) {
      now.push_back(reader.numbers(variable, mix));
      before.push_back(reader.numbers(variable, base));
    }
  }
  for (size_t home = 0; home < now.front().size(); ++home) {
    bool changed = false;
    for (size_t k = 0; k < now.size(); ++k) {
      changed = changed || now[k][home] != before[k][home];
    }
    count += changed ? 1 : 0;
  }
  return count;
}

// Of the season's hours: the steps times their length.
double season_hours(const ResultsReader& reader) {
  const std::vector<double> bounds = reader.numbers("time_bnds");
  return bounds.empty() ? 0.0 : (bounds.back() - bounds.front()) / 60.0;
}

double emitted_t(const ResultsReader& reader, size_t mix, const std::string& pollutant) {
  const std::vector<std::string> pollutants = reader.texts("pollutant");
  const std::vector<double> kg = reader.numbers("emission_kg", mix);  // village, pollutant, place
  const size_t places = reader.size_of("place");
  double total = 0.0;
  for (size_t i = 0; i < kg.size(); ++i) {
    if (plain(pollutants[i / places % pollutants.size()]) == pollutant) {
      total += kg[i];
    }
  }
  return total / 1000.0;
}

// Over the longest horizon of the file.
double equivalent_t(const ResultsReader& reader, size_t mix) {
  const std::vector<double> kg = reader.numbers("co2e_kg", mix);  // village, horizon, place
  const size_t places = reader.size_of("place"), horizons = reader.size_of("gwp_years");
  double total = 0.0;
  for (size_t i = 0; i < kg.size(); ++i) {
    if (i / places % horizons == horizons - 1) {
      total += kg[i];
    }
  }
  return total / 1000.0;
}

// Of what the villages' own stacks add to the air.
double by_the_mean_resident(const ResultsReader& reader, size_t mix) {
  const std::vector<double> ug_m3 = reader.numbers("village_pm25_ug_m3", mix);
  const std::vector<double> people = reader.numbers("village_residents");
  double weighted = 0.0;
  for (size_t v = 0; v < people.size(); ++v) {
    weighted += people[v] * ug_m3[v];
  }
  const double all = sum_of(people);
  return all > 0.0 ? weighted / all : 0.0;
}

// What all levels of government pay in the first `years` years, nominal.
double public_million(const ResultsReader& reader, size_t mix, size_t years) {
  const std::vector<std::string> payers = reader.texts("payer");
  const std::vector<double> cny = reader.numbers("cost_cny", mix);  // year, item, payer
  const size_t cells = std::min(years * reader.size_of("item") * payers.size(), cny.size());
  double total = 0.0;
  for (size_t i = 0; i < cells; ++i) {
    total += is_government(payers[i % payers.size()]) ? cny[i] : 0.0;
  }
  return total / 1e6;
}

double kva_to_add(const ResultsReader& reader, size_t mix) {
  const std::vector<double> rated = reader.numbers("transformer_rated_kva");
  const std::vector<double> needed = reader.numbers("transformer_kva_needed", mix);
  double total = 0.0;
  for (size_t i = 0; i < rated.size(); ++i) {
    total += std::max(0.0, needed[i] - rated[i]);
  }
  return total;
}

void add_electricity(const ResultsReader& reader, MixFigures& out) {
  const size_t mixes = out.mixes.size();
  const auto add = [&](const char* key, const char* label, const std::vector<std::string>& needs,
                       const Compute& compute) {
    out.figures.push_back(figure(reader, mixes, key, label, needs, compute));
  };
  add("homes_converted", "homes converted", {"household_technology"},
      [&](size_t mix) { return converted_homes(reader, mix, out.base); });
  add("county_peak_mw", "county peak, MW", {"county_load_kw"}, [&](size_t mix) {
    const std::vector<double> load = reader.numbers("county_load_kw", mix);
    return load.empty() ? 0.0 : *std::max_element(load.begin(), load.end()) / 1000.0;
  });
  add("transformers_above_80", "transformers >80%", {"transformer_peak_loading"}, [&](size_t mix) {
    return count_if(reader.numbers("transformer_peak_loading", mix), [](double loading) { return loading > 0.8; });
  });
  add("transformers_above_100", "transformers >100%", {"transformer_peak_loading"}, [&](size_t mix) {
    return count_if(reader.numbers("transformer_peak_loading", mix), [](double loading) { return loading > 1.0; });
  });
  add("kva_to_add", "kVA to add", {"transformer_kva_needed", "transformer_rated_kva"},
      [&](size_t mix) { return kva_to_add(reader, mix); });
  add("upgrade_million_cny", "upgrades, M CNY", {"transformer_upgrade_cost_cny"},
      [&](size_t mix) { return sum_of(reader.numbers("transformer_upgrade_cost_cny", mix)) / 1e6; });
  add("transformers_no_size_suffices", "beyond any size", {"transformer_kva_needed"}, [&](size_t mix) {
    return count_if(reader.numbers("transformer_kva_needed", mix), [](double kva) { return kva == 0.0; });
  });
}

// What the gas network does for the homes on it. A file leaves out how homes fare that go short where nobody does, and
// where the scenario did not ask.
void add_gas_network(const ResultsReader& reader, MixFigures& out) {
  if (!reader.has("gas_node_min_pressure_pa")) return;
  const size_t mixes = out.mixes.size();
  Figure lowest{GAS_LOWEST_KEY, "lowest gas, Pa", std::vector<std::optional<double>>(mixes)};
  Figure short_homes{"homes_short_of_gas", "homes short of gas", std::vector<std::optional<double>>(mixes)};
  const std::vector<double> homes = reader.numbers("gas_node_households");
  for (size_t mix = 0; mix < mixes; ++mix) {
    const std::vector<double> pressure = reader.numbers("gas_node_min_pressure_pa", mix),
                              wanted = reader.numbers("gas_node_wanted_m3", mix),
                              unserved = reader.numbers("gas_node_hours_unserved", mix);
    bool all_served = reader.numbers("gas_hours_unsolved", mix).at(0) == 0.0;
    for (size_t n = 0; n < homes.size(); ++n) {
      if (homes[n] == 0.0 || wanted[n] == 0.0) continue;
      all_served = all_served && unserved[n] == 0.0;
      if (pressure[n] > 0.0) lowest.values[mix] = std::min(pressure[n], lowest.values[mix].value_or(pressure[n]));
    }
    if (reader.has("gas_short_homes")) {
      short_homes.values[mix] = reader.numbers("gas_short_homes", mix).at(0);
    } else if (all_served) {
      short_homes.values[mix] = 0.0;
    }
  }
  out.figures.push_back(std::move(lowest));
  out.figures.push_back(figure(reader, mixes, "gas_not_served_1000_m3", "unserved, 1000 m3",
                               {"gas_unserved_total_m3", "gas_unsolved_m3"}, [&](size_t mix) {
                                 return (reader.numbers("gas_unserved_total_m3", mix).at(0) +
                                         reader.numbers("gas_unsolved_m3", mix).at(0)) /
                                        1000.0;
                               }));
  out.figures.push_back(std::move(short_homes));
}

void add_homes_air_money(const ResultsReader& reader, MixFigures& out) {
  const size_t mixes = out.mixes.size();
  const auto add = [&](const char* key, const char* label, const std::vector<std::string>& needs,
                       const Compute& compute) {
    out.figures.push_back(figure(reader, mixes, key, label, needs, compute));
  };
  add("gas_peak_m3h", "gas peak, m3/h", {"county_gas_peak_hour_m3h"},
      [&](size_t mix) { return reader.numbers("county_gas_peak_hour_m3h", mix).at(0); });
  add("gas_1000_m3", "gas, 1000 m3", {"village_gas_m3"},
      [&](size_t mix) { return sum_of(reader.numbers("village_gas_m3", mix)) / 1000.0; });
  add_gas_network(reader, out);
  add("coal_t", "coal, t", {"village_coal_kg"},
      [&](size_t mix) { return sum_of(reader.numbers("village_coal_kg", mix)) / 1000.0; });
  add("pellets_t", "pellets, t", {"village_pellet_kg"},
      [&](size_t mix) { return sum_of(reader.numbers("village_pellet_kg", mix)) / 1000.0; });
  add("wood_t", "firewood, t", {"village_wood_kg"},
      [&](size_t mix) { return sum_of(reader.numbers("village_wood_kg", mix)) / 1000.0; });
  add("straw_t", "straw, t", {"village_straw_kg"},
      [&](size_t mix) { return sum_of(reader.numbers("village_straw_kg", mix)) / 1000.0; });
  add("homes_cold", "cold homes", {"household_hours_below_14", "time_bnds"}, [&](size_t mix) {
    const double limit = COLD_SHARE_OF_SEASON * season_hours(reader);
    return count_if(reader.numbers("household_hours_below_14", mix), [limit](double hours) { return hours > limit; });
  });
  add("homes_undersized", "heater too small", {"household_design_load_kw", "household_heater_capacity_kw"},
      [&](size_t mix) {
        const std::vector<bool> undersized = undersized_homes(reader, mix);
        return static_cast<double>(std::count(undersized.begin(), undersized.end(), true));
      });
  if (reader.has("household_relit")) {
    add("homes_saving", "homes that save", {"household_set_point_drop_k"}, [&](size_t mix) {
      return count_if(reader.numbers("household_set_point_drop_k", mix), [](double drop_k) { return drop_k > 0.0; });
    });
    add("homes_relit", "old stoves relit", {"household_relit"}, [&](size_t mix) {
      return count_if(reader.numbers("household_relit", mix), [](double relit) { return relit > 0.0; });
    });
  }
  add("co2_t", "CO2, t", {"emission_kg"}, [&](size_t mix) { return emitted_t(reader, mix, "co2"); });
  add("co2e_100_t", "CO2e 100 years, t", {"co2e_kg"}, [&](size_t mix) { return equivalent_t(reader, mix); });
  add("embodied_co2_t", "CO2 to insulate, t", {"household_embodied_co2_kg"},
      [&](size_t mix) { return sum_of(reader.numbers("household_embodied_co2_kg", mix)) / 1000.0; });
  add("pm25_t", "PM2.5, t", {"emission_kg"}, [&](size_t mix) { return emitted_t(reader, mix, "pm25"); });
  add("so2_t", "SO2, t", {"emission_kg"}, [&](size_t mix) { return emitted_t(reader, mix, "so2"); });
  add("nox_t", "NOx, t", {"emission_kg"}, [&](size_t mix) { return emitted_t(reader, mix, "nox"); });
  add("village_pm25_ug_m3", "own PM2.5, ug/m3", {"village_pm25_ug_m3", "village_residents"},
      [&](size_t mix) { return by_the_mean_resident(reader, mix); });
  add("public_first_year_million_cny", "public yr 1, M CNY", {"cost_cny"},
      [&](size_t mix) { return public_million(reader, mix, 1); });
  add("public_all_years_million_cny", "public all, M CNY", {"cost_cny"},
      [&](size_t mix) { return public_million(reader, mix, reader.size_of("year")); });
  add("household_bill_cny", "home's bill, CNY", {"household_bill_cny"}, [&](size_t mix) {
    const std::vector<double> bills = reader.numbers("household_bill_cny", mix);
    return bills.empty() ? 0.0 : sum_of(bills) / static_cast<double>(bills.size());
  });
  if (reader.has("fairness_burdened") && sum_of(reader.numbers("fairness_income_cny")) > 0.0) {
    add("homes_burdened", "burdened homes", {"fairness_burdened"}, [&](size_t mix) {
      return sum_of(reader.numbers("fairness_burdened", std::array<size_t, 2>{mix, 0}));  // with the subsidies
    });
  }
}

// Counts are shown as counts.
bool is_whole(const Figure& figure) {
  return std::all_of(figure.values.begin(), figure.values.end(),
                     [](const auto& value) { return !value || *value == std::nearbyint(*value); });
}

bool is_zero(const Figure& figure) {
  return std::all_of(figure.values.begin(), figure.values.end(), [](const auto& value) { return value == 0.0; });
}

bool is_constant(const Figure& figure) {
  return std::all_of(figure.values.begin(), figure.values.end(),
                     [&](const auto& value) { return value == figure.values.front(); });
}

// What the short labels mean, and the figures that have no row because they are 0 in every mix.
std::string explained(const MixFigures& figures) {
  std::string zero;
  for (const Figure& figure : figures.figures) {
    if (is_zero(figure)) {
      zero += (zero.empty() ? "0 everywhere: " : "; ") + figure.label;
    }
  }
  const bool burdens = std::any_of(figures.figures.begin(), figures.figures.end(),
                                   [](const Figure& figure) { return figure.key == "homes_burdened"; });
  std::string labels = fmt::format(
      "cold homes: below 14 degC for over {:.0f} % of the season. M = million. Public money:\n"
      "all levels of government, in the first year and in all years, not discounted.{}",
      100.0 * COLD_SHARE_OF_SEASON,
      burdens ? "\nburdened homes: heating bill above fairness.burden_limit of the income." : "");
  const bool gas = std::any_of(figures.figures.begin(), figures.figures.end(),
                               [](const Figure& figure) { return figure.key == GAS_LOWEST_KEY; });
  if (gas) labels += "\nLowest gas: gauge pressure at nodes with homes where gas is drawn.";
  return "\n" + labels + (zero.empty() ? "" : "\n" + folded(zero, TABLE_WIDTH));
}

// Pollutants that a mix lets out more of than the base: a switch may trade one for another, and nobody should miss it.
std::string risen(const MixFigures& figures) {
  constexpr double WORTH_SAYING = 0.01;
  std::string out;
  for (const Figure& figure : figures.figures) {
    static const std::set<std::string> AIR{"co2_t", "co2e_100_t", "pm25_t", "so2_t", "nox_t"};
    const auto& base = figure.values[figures.base];
    if (!AIR.contains(figure.key) || !base) {
      continue;
    }
    std::string mixes;
    for (size_t mix = 0; mix < figure.values.size(); ++mix) {
      const auto& value = figure.values[mix];
      if (value && *value > *base * (1.0 + WORTH_SAYING)) {
        mixes += fmt::format("{}{}", mixes.empty() ? "" : ", ", figures.mixes[mix]);
      }
    }
    if (!mixes.empty()) {
      out += fmt::format("{}{} in {}", out.empty() ? "Rises: " : "; ", figure.label.substr(0, figure.label.find(',')),
                         mixes);
    }
  }
  return out.empty() ? out : folded(out + ".", TABLE_WIDTH);
}

std::string cell(double value, bool whole, std::string (*otherwise)(double)) {
  const std::string text = otherwise(value);
  return whole ? text.substr(0, text.find('.')) : text;
}

}  // namespace

bool is_government(const std::string& payer) {
  const auto known = economy::payer_of(payer);
  return known && economy::side_of(*known) == economy::Side::government;
}

MixFigures mix_figures(const io::ResultsReader& reader) {
  MixFigures out;
  out.mixes = reader.texts("mix");
  const auto before = std::find(out.mixes.begin(), out.mixes.end(), "before");
  out.base = before == out.mixes.end() ? 0 : static_cast<size_t>(before - out.mixes.begin());
  add_electricity(reader, out);
  add_homes_air_money(reader, out);
  return out;
}

MixFigures joined(const std::vector<std::string>& names, const std::vector<MixFigures>& all) {
  MixFigures out;
  out.base = all.front().base;
  const auto same = [](const std::string& key) { return [key](const Figure& figure) { return figure.key == key; }; };
  // A file may lack figures that another has, such as those of a gas network; each comes after what it follows there.
  for (const MixFigures& file : all) {
    auto next = out.figures.begin();
    for (const Figure& figure : file.figures) {
      const auto there = std::find_if(out.figures.begin(), out.figures.end(), same(figure.key));
      if (there == out.figures.end()) {
        next = out.figures.insert(next, {figure.key, figure.label, {}}) + 1;
      } else {
        next = there + 1;
      }
    }
  }
  for (size_t file = 0; file < all.size(); ++file) {
    for (const std::string& mix : all[file].mixes) {
      out.mixes.push_back(fmt::format("{}: {}", names[file], mix));
    }
    const auto& own = all[file].figures;
    for (Figure& figure : out.figures) {
      const auto found = std::find_if(own.begin(), own.end(), same(figure.key));
      if (found == own.end()) {
        figure.values.resize(out.mixes.size());
      } else {
        figure.values.insert(figure.values.end(), found->values.begin(), found->values.end());
      }
    }
  }
  return out;
}

TextTable values_table(const MixFigures& figures) {
  TextTable table{"", {"mix"}, {}, {}};
  table.header.insert(table.header.end(), figures.mixes.begin(), figures.mixes.end());
  table.note = explained(figures);
  for (const Figure& figure : figures.figures) {
    if (is_zero(figure)) {
      continue;
    }
    std::vector<std::string> row{figure.label};
    for (const auto& value : figure.values) {
      row.push_back(value ? cell(*value, is_whole(figure), figure_text) : "-");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

TextTable changes_table(const MixFigures& figures) {
  TextTable table{fmt::format("Change against '{}'", figures.mixes.at(figures.base)), {"mix"}, {}, {}};
  for (size_t mix = 0; mix < figures.mixes.size(); ++mix) {
    if (mix != figures.base) {
      table.header.push_back(figures.mixes[mix]);
    }
  }
  for (const Figure& figure : figures.figures) {
    if (is_constant(figure) || !figure.values[figures.base]) {
      continue;
    }
    std::vector<std::string> row{figure.label};
    for (size_t mix = 0; mix < figure.values.size(); ++mix) {
      if (mix != figures.base) {
        const auto& base = figure.values[figures.base];
        row.push_back(figure.values[mix] && base ? cell(*figure.values[mix] - *base, is_whole(figure), change_text)
                                                 : "-");
      }
    }
    table.rows.push_back(std::move(row));
  }
  table.note = risen(figures);
  return table;
}

TextTable csv_table(const MixFigures& figures) {
  TextTable table{"", {"mix"}, {}, {}};
  for (const Figure& figure : figures.figures) {
    table.header.push_back(figure.key);
    table.header.push_back(figure.key + "_change");
  }
  for (size_t mix = 0; mix < figures.mixes.size(); ++mix) {
    std::vector<std::string> row{figures.mixes[mix]};
    for (const Figure& figure : figures.figures) {
      const auto& value = figure.values[mix];
      const auto& base = figure.values[figures.base];
      row.push_back(value ? exact_text(*value) : "");
      row.push_back(value && base ? exact_text(*value - *base) : "");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace hearthgrid::cli
