#include "tools/cli/uncertainty_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

#include "models/uncertainty/return_level.hpp"
#include "tools/cli/mix_figures.hpp"

namespace hearthgrid::cli {

namespace {

constexpr size_t MOST_DRIVERS = 3;  // of a headline, for people

std::string cell(double value, bool exact) {
  return exact ? exact_text(value) : number_text(value);
}

// A figure of the table of mixes and where its band stands in the file, if it has one.
struct BandedFigure {
  std::string key, label;
  size_t headline = 0;                                 // place along the dimension
  bool banded = false;                                 // the file has P05 to P95 of it
  std::string why_not;                                 // no band: what it would take
  std::vector<std::optional<double>> values, changes;  // by mix, as the tables of mixes have them
};

constexpr const char* NO_ENSEMBLE = "They hang on the simulation, and [ensemble] members is 1";
constexpr const char* RATIONED_KEY = "homes_short_of_gas";
constexpr const char* MAIN_RUN_ONLY = "Gas is rationed in the main run alone";

// The figures of the table of mixes in its order, as far as the file has them.
std::vector<BandedFigure> figures_of(const io::ResultsReader& reader) {
  const std::vector<std::string> headlines = reader.texts("headline");
  const std::vector<double> varies_by = reader.has("headline_varies_by") ? reader.numbers("headline_varies_by")
                                                                         : std::vector<double>(headlines.size(), 1.0);
  const bool ensemble = reader.size_of("ensemble") > 1;
  std::vector<BandedFigure> out;
  const MixFigures mixes = mix_figures(reader);
  for (const Figure& figure : mixes.figures) {
    if (std::none_of(figure.values.begin(), figure.values.end(), [](const auto& value) { return value.has_value(); })) {
      continue;
    }
    BandedFigure one{figure.key, figure.label, 0, false, MAIN_RUN_ONLY, figure.values, {}};
    for (const auto& value : figure.values) {
      const auto& before = figure.values[mixes.base];
      one.changes.push_back(value && before ? std::optional<double>(*value - *before) : std::nullopt);
    }
    const auto found = std::find(headlines.begin(), headlines.end(), figure.key);
    if (found != headlines.end()) {
      one.headline = static_cast<size_t>(found - headlines.begin());
      one.banded = ensemble || varies_by.at(one.headline) > 0.0;
      one.why_not = NO_ENSEMBLE;
      for (size_t mix = 0; mix < one.values.size(); ++mix) {  // beside the band, what it was reckoned from
        if (one.values[mix]) one.values[mix] = reader.numbers("headline_value", mix).at(one.headline);
        if (one.changes[mix]) one.changes[mix] = reader.numbers("headline_change", mix).at(one.headline);
      }
    } else if (figure.key != RATIONED_KEY) {
      continue;  // a file that was written before the figure had a band
    }
    out.push_back(std::move(one));
  }
  return out;
}

// "No band (-): cold homes; heater too small. They hang on ...", folded; empty where all have one.
std::string without_bands(const std::vector<BandedFigure>& figures) {
  std::string text;
  for (const char* reason : {NO_ENSEMBLE, MAIN_RUN_ONLY}) {
    std::string labels;
    for (const BandedFigure& figure : figures) {
      const bool zero = std::all_of(figure.values.begin(), figure.values.end(),
                                    [](const auto& value) { return value.value_or(0.0) == 0.0; });
      if (figure.banded || zero || figure.why_not != reason) continue;
      labels += (labels.empty() ? "" : "; ") + figure.label;
    }
    if (!labels.empty()) text += "\n" + folded(fmt::format("No band (-): {}. {}.", labels, reason), TABLE_WIDTH);
  }
  return text;
}

std::string members_note(const io::ResultsReader& reader) {
  const size_t members = reader.size_of("ensemble");
  return members > 1 ? fmt::format(" and {} members of the ensemble", members) : "";
}

// The three numbers of a band of one headline.
struct Band {
  std::vector<double> p05, p50, p95;
  Band(const io::ResultsReader& reader, const std::string& variable, size_t mix)
      : p05(reader.numbers(variable + "_p05", mix)),
        p50(reader.numbers(variable + "_p50", mix)),
        p95(reader.numbers(variable + "_p95", mix)) {}
  [[nodiscard]] bool zero(size_t i) const { return p05[i] == 0.0 && p95[i] == 0.0; }
};

std::string span_text(double low, double high) {
  return low == high ? figure_text(low) : fmt::format("{} to {}", figure_text(low), figure_text(high));
}

// Winters of the members, each counted once.
size_t distinct_winters(const io::ResultsReader& reader) {
  if (!reader.has("member_winter")) return reader.size_of("ensemble");  // written before it was kept
  const std::vector<double> winter = reader.numbers("member_winter");
  return winter.empty() ? 0 : 1 + static_cast<size_t>(*std::max_element(winter.begin(), winter.end()));
}

// First-order and total indices of a mix, [headline][input].
struct Indices {
  struct Index {
    std::vector<double> value, p05, p95;
    Index(const io::ResultsReader& reader, const std::string& variable, size_t mix)
        : value(reader.numbers(variable, mix)),
          p05(reader.numbers(variable + "_p05", mix)),
          p95(reader.numbers(variable + "_p95", mix)) {}
  };
  Index first, total;
  Indices(const io::ResultsReader& reader, const std::string& of, size_t mix)
      : first(reader, of + "first_order", mix), total(reader, of + "total_order", mix) {}

  void append(size_t at, std::string (*text)(double), std::vector<std::string>& row) const {
    for (const Index* index : {&first, &total}) {
      for (const double share : {index->value[at], index->p05[at], index->p95[at]}) row.push_back(text(share));
    }
  }
  // Places of a headline's inputs, what matters most first.
  [[nodiscard]] std::vector<size_t> order_of(size_t headline, size_t inputs) const {
    std::vector<size_t> order(inputs);
    std::iota(order.begin(), order.end(), headline * inputs);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return total.value[a] > total.value[b]; });
    return order;
  }
};

std::string share_text(double share) {
  return fmt::format("{:.2f}", share);
}

// The few inputs that matter most of each figure.
void add_drivers(const std::vector<BandedFigure>& figures, const std::vector<std::string>& inputs,
                 const Indices& indices, TextTable& table) {
  for (const BandedFigure& figure : figures) {
    if (!figure.banded) continue;
    const std::vector<size_t> order = indices.order_of(figure.headline, inputs.size());
    for (size_t k = 0; k < std::min(MOST_DRIVERS, order.size()) && indices.total.value[order[k]] > 0.0; ++k) {
      if (k == 0) table.rows.push_back({figure.label, "", "", "", "", "", ""});
      table.rows.push_back({"  " + inputs[order[k] % inputs.size()]});
      indices.append(order[k], share_text, table.rows.back());
    }
  }
}

// All of them, for machines.
TextTable exact_drivers(const std::vector<BandedFigure>& figures, const std::vector<std::string>& inputs,
                        const Indices& value, const Indices& change) {
  TextTable table{"", {"headline", "input"}, {}, {1}};
  for (const std::string of : {"", "change "}) {
    for (const char* index : {"alone", "in all"}) {
      for (const char* figure : {"", " P05", " P95"}) table.header.push_back(of + index + figure);
    }
  }
  for (const BandedFigure& figure : figures) {
    if (!figure.banded) continue;
    for (const size_t at : value.order_of(figure.headline, inputs.size())) {
      if (value.total.value[at] <= 0.0 && change.total.value[at] <= 0.0) continue;
      table.rows.push_back({figure.key, inputs[at % inputs.size()]});
      value.append(at, exact_text, table.rows.back());
      change.append(at, exact_text, table.rows.back());
    }
  }
  return table;
}

}  // namespace

TextTable uncertainty_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<BandedFigure> figures = figures_of(reader);
  const size_t base = mix_figures(reader).base;
  const Band band(reader, "headline", request.mix), change(reader, "headline_change", request.mix);
  TextTable table{"", {request.exact ? "headline" : "figure", "value", "P05", "P50", "P95"}, {}, {}};
  const bool compares = request.exact || base != request.mix;
  if (compares) table.header.insert(table.header.end(), {"change", "change P05", "change P50", "change P95"});
  for (const BandedFigure& figure : figures) {
    const auto &value = figure.values[request.mix], &changed = figure.changes[request.mix];
    const size_t i = figure.headline;
    const bool changes = changed.value_or(0.0) != 0.0;
    const bool moves = figure.banded && (!band.zero(i) || !change.zero(i));
    if (!request.exact && !moves && !changes && value.value_or(0.0) == 0.0) continue;
    std::vector<std::string> row{request.exact ? figure.key : figure.label};
    const auto put = [&](std::optional<double> of, std::string (*text)(double)) {
      row.push_back(!of ? request.exact ? "" : "-" : request.exact ? exact_text(*of) : text(*of));
    };
    const auto of_band = [&](const std::vector<double>& of, const std::optional<double>& central) {
      return figure.banded && central ? std::optional<double>(of[i]) : std::nullopt;
    };
    put(value, figure_text);
    for (const auto* of : {&band.p05, &band.p50, &band.p95}) put(of_band(*of, value), figure_text);
    if (compares) {
      put(changed, change_text);
      for (const auto* of : {&change.p05, &change.p50, &change.p95}) put(of_band(*of, changed), change_text);
    }
    table.rows.push_back(std::move(row));
  }
  table.note = "\n" +
               folded(fmt::format("value: of the main run, with the run's own factors and multipliers of 1; it may "
                                  "lie outside of P05 to P95 where spreads are skewed or an [[uncertainty.input]] "
                                  "has another centre. P05, P50, P95: quantiles over the draws{}; a change is that "
                                  "against 'before' on the same draw.",
                                  members_note(reader)),
                      TABLE_WIDTH) +
               without_bands(figures);
  return table;
}

TextTable drivers_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> inputs = reader.texts("uncertain_input");
  const std::vector<BandedFigure> figures = figures_of(reader);
  const Indices value(reader, "headline_", request.mix), change(reader, "headline_change_", request.mix);
  if (request.exact) return exact_drivers(figures, inputs, value, change);
  // Inputs below their figure, so that all fits.
  TextTable table{"", {"figure / input", "alone", "P05", "P95", "in all", "P05", "P95"}, {}, {}};
  add_drivers(figures, inputs, value, table);
  if (request.mix != mix_figures(reader).base) {
    table.rows.push_back({"CHANGE AGAINST 'before'", "", "", "", "", "", ""});
    add_drivers(figures, inputs, change, table);
  }
  table.note = "\n" + folded(
                          "alone: share of the figure's variance that the input causes by itself (first-order "
                          "index). in all: with what it does together with others (total index). P05, P95: each "
                          "index's band by the size of the design. What a decision hangs on is what moves the change.",
                          TABLE_WIDTH);
  return table;
}

TextTable inputs_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> names = reader.texts("uncertain_input");
  const std::vector<std::string> kinds = reader.flag_meanings("input_distribution");
  const std::vector<double> kind = reader.numbers("input_distribution");
  const std::vector<double> low = reader.numbers("input_low"), central = reader.numbers("input_central"),
                            high = reader.numbers("input_high");
  const std::vector<std::string> status = reader.texts("input_status"), source = reader.texts("input_source");
  constexpr int MOST_DECIMALS = 12;  // factors are small
  TextTable table{"", {"input", "distribution", "low", "central", "high", "status"}, {}, {1, 5}};
  if (request.exact) table.header.emplace_back("source");
  for (size_t i = 0; i < names.size(); ++i) {
    std::vector<std::string> row{names[i], kinds.at(static_cast<size_t>(kind[i]))};
    for (const double value : {low[i], central[i], high[i]}) {
      row.push_back(request.exact ? exact_text(value) : significant_text(value, MOST_DECIMALS));
    }
    row.push_back(status[i]);
    if (request.exact) row.push_back(source[i]);
    table.rows.push_back(std::move(row));
  }
  table.note = "\n" + folded(
                          "Emission factors in g/MJ of fuel or g/kWh generated; gwp: warming over 100 years, kg CO2 "
                          "per kg; ensemble: the member's number; all else multipliers. Sources: --csv",
                          TABLE_WIDTH);
  return table;
}

TextTable members_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> headlines = reader.texts("headline"), weather = reader.texts("member_weather");
  const std::vector<double> coldest = reader.numbers("member_coldest_day_c");
  const std::vector<double> degree_days = reader.numbers("member_degree_days_k_d");
  const auto peak =
      static_cast<size_t>(std::find(headlines.begin(), headlines.end(), "county_peak_mw") - headlines.begin());
  TextTable table{"", {"member", "winter", "coldest day degC", "degree days K d", "county peak MW"}, {}, {1}};
  for (size_t m = 0; m < weather.size(); ++m) {
    const size_t at[] = {m, request.mix};
    const double mw = reader.numbers("member_headline", at).at(peak);
    table.rows.push_back({fmt::format("{}", m), weather[m], cell(coldest[m], request.exact),
                          cell(degree_days[m], request.exact), cell(mw, request.exact)});
  }
  if (request.exact) return table;
  const size_t winters = distinct_winters(reader);
  if (!reader.has("extreme_coldest_day_c")) {
    table.note = "\n" + folded(fmt::format("No winter that one in so many exceeds: that takes at least {} winters that "
                                           "differ, and the members have {}.",
                                           uncertainty::MIN_WINTERS, winters),
                               TABLE_WIDTH);
    return table;
  }
  const std::vector<std::string> years = reader.texts("return_period");
  const std::vector<double> day = reader.numbers("extreme_coldest_day_c");
  const std::vector<double> kelvin_days = reader.numbers("extreme_degree_days_k_d");
  const std::vector<double> mw = reader.numbers("extreme_county_peak_mw", request.mix);
  table.note =
      "\n" +
      folded(fmt::format("One winter in so many is worse (Gumbel's law fitted to {} winters; beyond one in {} it "
                         "is extrapolated far from so few, without a band):",
                         winters, 2 * winters),
             TABLE_WIDTH);
  for (size_t i = 0; i < years.size(); ++i) {
    table.note += fmt::format("\n  {:>2}: coldest day {} degC, {} K d, county peak {} MW", years[i],
                              number_text(day[i]), number_text(kelvin_days[i]), number_text(mw[i]));
  }
  return table;
}

TextTable compared_bands(const std::vector<std::string>& names, const std::vector<const io::ResultsReader*>& readers) {
  TextTable table{"P05 to P95 (in brackets, of the change against its own file's 'before')", {"mix"}, {}, {}};
  std::vector<BandedFigure> all;  // of every file, each once
  std::vector<std::vector<BandedFigure>> own;
  for (const io::ResultsReader* reader : readers) {
    own.push_back(reader->has("headline_p05") ? figures_of(*reader) : std::vector<BandedFigure>{});
    for (const BandedFigure& figure : own.back()) {
      const auto known = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == figure.key; });
      if (known == all.end()) all.push_back(figure);
    }
  }
  for (const BandedFigure& figure : all) table.rows.push_back({figure.label});
  for (size_t file = 0; file < readers.size(); ++file) {
    const io::ResultsReader& reader = *readers[file];
    if (own[file].empty()) continue;
    const std::vector<std::string> mixes = reader.texts("mix");
    const size_t base = mix_figures(reader).base;
    for (size_t mix = 0; mix < mixes.size(); ++mix) {
      table.header.push_back(names.size() > 1 ? fmt::format("{}: {}", names[file], mixes[mix]) : mixes[mix]);
      const Band band(reader, "headline", mix), change(reader, "headline_change", mix);
      for (size_t i = 0; i < all.size(); ++i) {
        const auto at = std::find_if(own[file].begin(), own[file].end(),
                                     [&](const BandedFigure& one) { return one.key == all[i].key; });
        if (at == own[file].end() || !at->banded || !at->values[mix]) {
          table.rows[i].emplace_back("-");
          continue;
        }
        std::string text = span_text(band.p05[at->headline], band.p95[at->headline]);
        if (mix != base && at->changes[mix]) {
          text +=
              fmt::format(" ({} to {})", change_text(change.p05[at->headline]), change_text(change.p95[at->headline]));
        }
        table.rows[i].push_back(std::move(text));
      }
    }
  }
  std::erase_if(table.rows, [](const std::vector<std::string>& row) {
    return std::all_of(row.begin() + 1, row.end(),
                       [](const std::string& text) { return text == "-" || text == "0" || text == "0 (0 to 0)"; });
  });
  table.note = without_bands(all);
  return table;
}

void add_band_columns(const std::vector<const io::ResultsReader*>& readers, TextTable& table) {
  std::vector<std::string> keys;
  for (const io::ResultsReader* reader : readers) {
    if (keys.empty() && reader->has("headline_p05")) keys = reader->texts("headline");
  }
  constexpr const char* COLUMNS[] = {"p05", "p50", "p95", "change_p05", "change_p50", "change_p95"};
  for (const std::string& key : keys) {
    for (const char* column : COLUMNS) table.header.push_back(key + "_" + column);
  }
  size_t row = 0;
  for (const io::ResultsReader* reader : readers) {
    const std::vector<BandedFigure> own =
        reader->has("headline_p05") ? figures_of(*reader) : std::vector<BandedFigure>{};
    for (size_t mix = 0; mix < reader->size_of("mix"); ++mix, ++row) {
      for (const std::string& key : keys) {
        const auto at = std::find_if(own.begin(), own.end(), [&](const auto& one) { return one.key == key; });
        const bool banded = at != own.end() && at->banded;
        for (const char* column : COLUMNS) {
          const std::string variable = std::string("headline_") + column;
          const bool change = std::string_view(column).starts_with("change");
          const bool there = banded && (change ? at->changes : at->values)[mix].has_value();
          table.rows.at(row).push_back(there ? exact_text(reader->numbers(variable, mix).at(at->headline)) : "");
        }
      }
    }
  }
}

}  // namespace hearthgrid::cli
