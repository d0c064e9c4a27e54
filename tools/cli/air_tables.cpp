#include "tools/cli/air_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace hearthgrid::cli {

namespace {

using Values = std::vector<double>;
using Names = std::vector<std::string>;

constexpr double KG_PER_T = 1000.0;
constexpr double WORTH_SAYING = 0.01;  // of what there was before

constexpr const char* NOT_IN_CO2E =
    "co2e: CO2, methane and nitrous oxide, over 20 and 100 years. Not in it: CO2 of plants' growth (co2_biogenic), "
    "black "
    "and organic carbon, whose warming and cooling have no agreed figure. co2e_unsplit: equivalents of gas supply, "
    "whose "
    "source names no gases; in co2e, in no gas. low and high take every factor and warming potential at its end at "
    "once.";

constexpr const char* OF_DRAWS =
    "P05, P50, P95: 5 %, 50 % and 95 % quantile of the draws, over all places; of co2e over 100 years.";

constexpr const char* AIR_LIMITS =
    "An order of magnitude: an area source (ATDL) below a mixing height by wind, sun and cloud; a season's mean is "
    "good to "
    "a factor of two or three, a day less. Fine dust of the village's own stacks alone: nothing from elsewhere, none "
    "that "
    "forms from gases, none indoors.";

void add_text(TextTable& table, const std::string& header, const Names& cells) {
  table.header.push_back(header);
  table.rows.resize(cells.size());
  for (size_t i = 0; i < cells.size(); ++i) table.rows[i].push_back(cells[i]);
}

void add_numbers(TextTable& table, bool exact, const std::string& header, const Values& values) {
  table.header.push_back(header);
  const Names texts = column_text(values);
  for (size_t i = 0; i < values.size(); ++i) table.rows[i].push_back(exact ? exact_text(values[i]) : texts[i]);
}

// Sums over villages [t], [pollutant or horizon][place].
Values tonnes(const io::ResultsReader& reader, const std::string& name, size_t mix) {
  const std::vector<size_t> shape = reader.shape(name);  // mix, village, pollutant or horizon, place
  Values sums(shape.at(2) * shape.at(3));
  const Values kg = reader.numbers(name, mix);
  for (size_t i = 0; i < kg.size(); ++i) sums[i % sums.size()] += kg[i] / KG_PER_T;
  return sums;
}

Values over_places(const Values& sums, size_t places) {
  Values totals(sums.size() / places);
  for (size_t i = 0; i < sums.size(); ++i) totals[i / places] += sums[i];
  return totals;
}

// Pollutants, then equivalents where the file has them.
class Sums {
 public:
  Sums(const io::ResultsReader& reader, std::string level) : reader_(reader), level_(std::move(level)) {}

  [[nodiscard]] bool there() const { return reader_.has("emission" + level_ + "_kg"); }
  [[nodiscard]] Values of(size_t mix) const {
    Values sums = tonnes(reader_, "emission" + level_ + "_kg", mix);
    const std::string co2e = "co2e" + level_ + "_kg";
    if (reader_.has(co2e)) {
      const Values more = tonnes(reader_, co2e, mix);
      sums.insert(sums.end(), more.begin(), more.end());
    }
    return sums;
  }

 private:
  const io::ResultsReader& reader_;
  std::string level_;
};

Names row_names(const io::ResultsReader& reader) {
  Names names = reader.texts("pollutant");
  if (!reader.has("co2e_kg")) return names;
  for (const std::string& years : reader.texts("gwp_years")) names.push_back("co2e_" + years);
  return names;
}

size_t base_mix(const io::ResultsReader& reader) {
  const Names mixes = reader.texts("mix");
  const auto before = std::find(mixes.begin(), mixes.end(), "before");
  return before == mixes.end() ? 0 : static_cast<size_t>(before - mixes.begin());
}

Values change_percent(const Values& now, const Values& before) {
  Values out;
  for (size_t i = 0; i < now.size(); ++i) out.push_back(before[i] > 0.0 ? 100.0 * (now[i] / before[i] - 1.0) : 0.0);
  return out;
}

void add_changes(TextTable& table, const TableRequest& request, const Values& totals, size_t places) {
  const size_t base = base_mix(request.reader);
  if (request.exact) {
    const Values before = over_places(Sums(request.reader, "").of(base), places);
    add_numbers(table, true, "change %", change_percent(totals, before));
    return;
  }
  if (base == request.mix) return;
  const Values before = over_places(Sums(request.reader, "").of(base), places);
  const Values change = change_percent(totals, before);
  table.header.emplace_back("change %");
  for (size_t i = 0; i < change.size(); ++i) {
    table.rows[i].push_back(before[i] > 0.0 ? fmt::format("{:+.0f}", change[i]) : "-");
  }
}

// Quantiles of the draws over all places, by pollutant; of equivalents over 100 years, a headline. Other rows have
// none.
void add_quantiles(TextTable& table, const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  if (!reader.has("county_emission_kg_p05")) return;
  for (const auto& [quantile, header] : {std::pair("p05", "P05 t"), {"p50", "P50 t"}, {"p95", "P95 t"}}) {
    Values values = reader.numbers(std::string("county_emission_kg_") + quantile, request.mix);
    for (double& value : values) value /= KG_PER_T;
    const std::string of_headlines = std::string("headline_") + quantile;
    const Names headlines = reader.has(of_headlines) ? reader.texts("headline") : Names{};
    const auto century = std::find(headlines.begin(), headlines.end(), "co2e_100_t");
    if (century != headlines.end()) {
      values.push_back(reader.numbers(of_headlines, request.mix)[static_cast<size_t>(century - headlines.begin())]);
    }
    const Names texts = column_text(values);
    table.header.emplace_back(header);
    for (size_t row = 0; row < table.rows.size(); ++row) {
      const bool of_century = century != headlines.end() && table.rows[row].front() == "co2e_100";
      const size_t from = of_century ? values.size() - 1 : row;
      const bool there = of_century || row < reader.size_of("pollutant");
      table.rows[row].push_back(!there          ? (request.exact ? "" : "-")
                                : request.exact ? exact_text(values[from])
                                                : texts[from]);
    }
  }
}

using Columns = std::vector<std::pair<std::string, std::string>>;  // name in the file, header

// Pollutants that have a column by village and month; for programs, the others after them.
Columns shown_pollutants(bool exact) {
  Columns shown{{"co2", "CO2 t"}, {"co2_biogenic", "biogenic CO2 t"},
                {"ch4", "CH4 t"}, {"so2", "SO2 t"},
                {"nox", "NOx t"}, {"pm25", "PM2.5 t"},
                {"bc", "BC t"},   {"co", "CO t"}};
  if (!exact) return shown;
  const Columns others{
      {"n2o", "N2O t"}, {"co2e_unsplit", "co2e_unsplit t"}, {"pm10", "PM10 t"}, {"oc", "OC t"}, {"nmvoc", "NMVOC t"}};
  shown.insert(shown.end(), others.begin(), others.end());
  return shown;
}

// Columns of a variable [row][pollutant][place], summed over places.
void add_pollutants(TextTable& table, const TableRequest& request, const Values& kg, size_t rows) {
  const Names pollutants = request.reader.texts("pollutant");
  const size_t places = request.reader.size_of("place");
  for (const auto& [name, header] : shown_pollutants(request.exact)) {
    const auto found = std::find(pollutants.begin(), pollutants.end(), name);
    if (found == pollutants.end()) continue;
    const auto pollutant = static_cast<size_t>(found - pollutants.begin());
    Values column(rows);
    for (size_t row = 0; row < rows; ++row) {
      for (size_t w = 0; w < places; ++w) {
        column[row] += kg[(row * pollutants.size() + pollutant) * places + w] / KG_PER_T;
      }
    }
    add_numbers(table, request.exact, header, column);
  }
}

}  // namespace

TextTable emissions_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Names places = reader.texts("place");
  const Values central = Sums(reader, "").of(request.mix);
  const Values totals = over_places(central, places.size());
  TextTable table;
  add_text(table, "pollutant", row_names(reader));
  for (size_t place = 0; place < places.size(); ++place) {
    Values column;
    for (size_t row = 0; row < totals.size(); ++row) column.push_back(central[row * places.size() + place]);
    add_numbers(table, request.exact, places[place] + " t", column);
  }
  add_numbers(table, request.exact, "total t", totals);
  for (const auto& [level, header] : {std::pair("_low", "low t"), {"_high", "high t"}}) {
    const Sums sums(reader, level);
    if (sums.there()) add_numbers(table, request.exact, header, over_places(sums.of(request.mix), places.size()));
  }
  add_changes(table, request, totals, places.size());
  add_quantiles(table, request);
  const std::string risen = risen_pollutants(reader, request.mix, base_mix(reader));
  table.note = (risen.empty() ? "" : folded("More than before: " + risen, TABLE_WIDTH) + "\n") +
               folded(NOT_IN_CO2E, TABLE_WIDTH);
  if (reader.has("county_emission_kg_p05")) table.note += "\n" + folded(OF_DRAWS, TABLE_WIDTH);
  return table;
}

TextTable village_emissions_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Names villages = reader.texts("village");
  TextTable table;
  add_text(table, "village", villages);
  if (reader.has("co2e_kg")) {
    const Values kg = reader.numbers("co2e_kg", request.mix);  // village, horizon, place
    const size_t places = reader.size_of("place"), horizons = reader.size_of("gwp_years");
    Values column(villages.size());
    for (size_t v = 0; v < villages.size(); ++v) {
      for (size_t w = 0; w < places; ++w) column[v] += kg[((v + 1) * horizons - 1) * places + w] / KG_PER_T;
    }
    add_numbers(table, request.exact, fmt::format("CO2e {} t", reader.texts("gwp_years").back()), column);
  }
  add_pollutants(table, request, reader.numbers("emission_kg", request.mix), villages.size());
  return table;
}

TextTable month_emissions_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Names months = reader.texts("month");
  const Values all = reader.numbers("month_emission_kg", request.mix);  // village, month, pollutant, place
  Values kg(months.size() * reader.size_of("pollutant") * reader.size_of("place"));
  for (size_t i = 0; i < all.size(); ++i) kg[i % kg.size()] += all[i];
  TextTable table;
  add_text(table, "month", months);
  if (reader.has("month_electricity_kwh")) {
    const Values kwh = reader.numbers("month_electricity_kwh", request.mix);  // village, month
    Values mwh(months.size());
    for (size_t i = 0; i < kwh.size(); ++i) mwh[i % months.size()] += kwh[i] / 1000.0;
    add_numbers(table, request.exact, "power MWh", mwh);
  }
  add_pollutants(table, request, kg, months.size());
  return table;
}

TextTable air_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const Values mean = reader.numbers("village_pm25_ug_m3", request.mix), people = reader.numbers("village_residents");
  TextTable table;
  add_text(table, "village", reader.texts("village"));
  Values area = reader.numbers("village_area_m2");
  for (double& a : area) a /= 1e4;
  add_numbers(table, request.exact, "area ha", area);
  add_numbers(table, request.exact, "people", people);
  for (const auto& [variable, header] : {std::pair("village_pm25_ug_m3", "mean ug/m3"),
                                         {"village_pm25_low_ug_m3", "low"},
                                         {"village_pm25_high_ug_m3", "high"},
                                         {"village_pm25_worst_day_ug_m3", "worst day"},
                                         {"village_pm25_days_above", "days above"},
                                         {"village_pm25_hours_above", "hours above"},
                                         {"village_pm25_year_ug_m3", "mean of year"}}) {
    add_numbers(table, request.exact, header, reader.numbers(variable, request.mix));
  }
  std::vector<size_t> order(mean.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return mean[a] > mean[b]; });
  std::vector<std::vector<std::string>> rows;
  for (const size_t v : order) rows.push_back(table.rows[v]);
  table.rows = std::move(rows);
  const double residents = std::accumulate(people.begin(), people.end(), 0.0);
  double weighted = 0.0;
  for (size_t v = 0; v < mean.size(); ++v) weighted += people[v] * mean[v];
  table.title = fmt::format(
      "PM2.5 that the villages' own stacks add: {} ug/m3 by the mean resident\n"
      "limits: {} ug/m3 by the day, {} ug/m3 by the year",
      number_text(residents > 0.0 ? weighted / residents : 0.0),
      reader.attribute("village_pm25_day_limit_ug_m3").value_or("-"),
      reader.attribute("village_pm25_year_limit_ug_m3").value_or("-"));
  table.note = folded(AIR_LIMITS, TABLE_WIDTH);
  return table;
}

std::string risen_pollutants(const io::ResultsReader& reader, size_t mix, size_t base) {
  const Names pollutants = reader.texts("pollutant");
  const size_t places = reader.size_of("place");
  const Values now = over_places(tonnes(reader, "emission_kg", mix), places);
  const Values before = over_places(tonnes(reader, "emission_kg", base), places);
  std::string out;
  for (size_t p = 0; p < pollutants.size(); ++p) {
    const bool apart = pollutants[p] == "co2e_unsplit" || pollutants[p] == "co2_biogenic";
    if (apart || now[p] - before[p] <= WORTH_SAYING * before[p]) continue;
    out += fmt::format("{}{} ", out.empty() ? "" : ", ", pollutants[p]);
    out += before[p] > 0.0 ? fmt::format("{:+.0f} %", 100.0 * (now[p] / before[p] - 1.0)) : "from nothing";
  }
  return out;
}

}  // namespace hearthgrid::cli
