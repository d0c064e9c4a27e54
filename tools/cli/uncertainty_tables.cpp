#include "tools/cli/uncertainty_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tools/cli/mix_figures.hpp"

namespace hearthgrid::cli {

namespace {

constexpr size_t MOST_DRIVERS = 3;  // of a headline, for people

std::string cell(double value, bool exact) {
  return exact ? exact_text(value) : number_text(value);
}

// Rows of the mixes' table bear the same names.
std::vector<std::string> labels_of(const io::ResultsReader& reader) {
  const MixFigures figures = mix_figures(reader);
  std::vector<std::string> labels;
  for (const std::string& key : reader.texts("headline")) {
    const auto found =
        std::find_if(figures.figures.begin(), figures.figures.end(), [&](const Figure& f) { return f.key == key; });
    labels.push_back(found != figures.figures.end() ? found->label : key == "nox_t" ? "NOx, t" : key);
  }
  return labels;
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
  return low == high ? number_text(low) : fmt::format("{} to {}", number_text(low), number_text(high));
}

}  // namespace

TextTable uncertainty_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> names = request.exact ? reader.texts("headline") : labels_of(reader);
  const std::vector<double> value = reader.numbers("headline_value", request.mix);
  const std::vector<double> changed = reader.numbers("headline_change", request.mix);
  const Band band(reader, "headline", request.mix), change(reader, "headline_change", request.mix);
  TextTable table{"", {request.exact ? "headline" : "figure", "value", "P05", "P50", "P95"}, {}, {}};
  const bool compares = request.exact || mix_figures(reader).base != request.mix;
  if (compares) table.header.insert(table.header.end(), {"change", "change P05", "change P50", "change P95"});
  for (size_t i = 0; i < names.size(); ++i) {
    if (!request.exact && band.zero(i) && value[i] == 0.0 && change.zero(i)) continue;
    std::vector<std::string> row{names[i]};
    for (const double figure : {value[i], band.p05[i], band.p50[i], band.p95[i]}) {
      row.push_back(cell(figure, request.exact));
    }
    for (const double figure : {changed[i], change.p05[i], change.p50[i], change.p95[i]}) {
      if (compares) row.push_back(request.exact ? exact_text(figure) : change_text(figure));
    }
    table.rows.push_back(std::move(row));
  }
  table.note = "\n" + folded(fmt::format("value: of the main run, with everything at its central value. P05, P50, P95: "
                                         "quantiles over the draws{}; a change is that against 'before' on the same "
                                         "draw.",
                                         members_note(reader)),
                             TABLE_WIDTH);
  return table;
}

TextTable drivers_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<std::string> names = request.exact ? reader.texts("headline") : labels_of(reader);
  const std::vector<std::string> inputs = reader.texts("uncertain_input");
  const auto of = [&](const char* variable) { return reader.numbers(variable, request.mix); };
  const std::vector<double> first = of("headline_first_order"), total = of("headline_total_order");
  const std::vector<double> low = of("headline_total_order_p05"), high = of("headline_total_order_p95");
  TextTable table{"", {request.exact ? "headline" : "figure", "input", "alone", "in all", "P05", "P95"}, {}, {1}};
  for (size_t i = 0; i < names.size(); ++i) {
    std::vector<size_t> order(inputs.size());
    std::iota(order.begin(), order.end(), i * inputs.size());
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return total[a] > total[b]; });
    const size_t most = request.exact ? order.size() : std::min(MOST_DRIVERS, order.size());
    for (size_t k = 0; k < most && total[order[k]] > 0.0; ++k) {
      const size_t at = order[k];
      std::vector<std::string> row{request.exact || k == 0 ? names[i] : "", inputs[at % inputs.size()]};
      for (const double share : {first[at], total[at], low[at], high[at]}) {
        row.push_back(request.exact ? exact_text(share) : fmt::format("{:.2f}", share));
      }
      table.rows.push_back(std::move(row));
    }
  }
  table.note = "\n" + folded(
                          "alone: share of the figure's variance that the input causes by itself (first-order "
                          "index). in all: with what it does together with others (total index), and the index's "
                          "band by the size of the design.",
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
  TextTable table{"", {"input", "distribution", "low", "central", "high", "status"}, {}, {1, 5}};
  if (request.exact) table.header.emplace_back("source");
  for (size_t i = 0; i < names.size(); ++i) {
    std::vector<std::string> row{names[i],
                                 kinds.at(static_cast<size_t>(kind[i])),
                                 cell(low[i], request.exact),
                                 cell(central[i], request.exact),
                                 cell(high[i], request.exact),
                                 status[i]};
    if (request.exact) row.push_back(source[i]);
    table.rows.push_back(std::move(row));
  }
  table.note = "\nFactors in g/MJ of fuel or g/kWh generated, all else multipliers. Sources: --csv";
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
  if (!reader.has("extreme_coldest_day_c")) return table;
  const std::vector<std::string> years = reader.texts("return_period");
  const std::vector<double> day = reader.numbers("extreme_coldest_day_c");
  const std::vector<double> kelvin_days = reader.numbers("extreme_degree_days_k_d");
  const std::vector<double> mw = reader.numbers("extreme_county_peak_mw", request.mix);
  if (request.exact) return table;
  table.note = "\nOne winter in so many is worse (Gumbel's law fitted to the members):";
  for (size_t i = 0; i < years.size(); ++i) {
    table.note += fmt::format("\n  {:>2}: coldest day {} degC, {} K d, county peak {} MW", years[i],
                              number_text(day[i]), number_text(kelvin_days[i]), number_text(mw[i]));
  }
  return table;
}

TextTable compared_bands(const std::vector<std::string>& names, const std::vector<const io::ResultsReader*>& readers) {
  TextTable table{"P05 to P95 (in brackets, of the change against 'before')", {"mix"}, {}, {}};
  std::vector<std::string> headlines;
  for (size_t file = 0; file < readers.size(); ++file) {
    const io::ResultsReader& reader = *readers[file];
    if (!reader.has("headline_p05")) continue;
    const std::vector<std::string> mixes = reader.texts("mix"), labels = labels_of(reader);
    const size_t base = mix_figures(reader).base;
    if (headlines.empty()) {
      headlines = labels;
      for (const std::string& label : labels) table.rows.push_back({label});
    }
    for (size_t mix = 0; mix < mixes.size(); ++mix) {
      table.header.push_back(names.size() > 1 ? fmt::format("{}: {}", names[file], mixes[mix]) : mixes[mix]);
      const Band band(reader, "headline", mix), change(reader, "headline_change", mix);
      for (size_t i = 0; i < headlines.size(); ++i) {
        const auto at = static_cast<size_t>(std::find(labels.begin(), labels.end(), headlines[i]) - labels.begin());
        if (at == labels.size()) {
          table.rows[i].emplace_back("-");
          continue;
        }
        std::string text = span_text(band.p05[at], band.p95[at]);
        if (mix != base) {
          text += fmt::format(" ({} to {})", change_text(change.p05[at]), change_text(change.p95[at]));
        }
        table.rows[i].push_back(std::move(text));
      }
    }
  }
  std::erase_if(table.rows, [](const std::vector<std::string>& row) {
    return std::all_of(row.begin() + 1, row.end(), [](const std::string& text) {
      return text == "-" || text.substr(0, text.find(' ')) == "0" || text.starts_with("0 (0 to 0)");
    });
  });
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
    const std::vector<std::string> own =
        reader->has("headline_p05") ? reader->texts("headline") : std::vector<std::string>{};
    for (size_t mix = 0; mix < reader->size_of("mix"); ++mix, ++row) {
      for (const std::string& key : keys) {
        const auto at = static_cast<size_t>(std::find(own.begin(), own.end(), key) - own.begin());
        for (const char* column : COLUMNS) {
          const std::string variable = std::string("headline_") + column;
          table.rows.at(row).push_back(at < own.size() ? exact_text(reader->numbers(variable, mix).at(at)) : "");
        }
      }
    }
  }
}

}  // namespace hearthgrid::cli
