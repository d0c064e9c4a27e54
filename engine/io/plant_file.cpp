#include "engine/io/plant_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "engine/base/names.hpp"
#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::io {

namespace {

using emission::GridFactor;
using emission::GridKind;
using emission::PlantHours;
using emission::Pollutant;

constexpr double MOST_CO2_G_KWH = 3000.0;  // of any hour
// Of the mean: a grid of water and wind, and above the oldest lignite; another unit lies outside.
constexpr double LEAST_MEAN_CO2_G_KWH = 5.0, MOST_MEAN_CO2_G_KWH = 1500.0;

// Plants' biogenic carbon and unsplit equivalents are no factors of theirs.
bool has_column(Pollutant pollutant) {
  return pollutant != Pollutant::co2e_unsplit && pollutant != Pollutant::co2_biogenic;
}

std::string column_of(size_t pollutant) {
  return emission::pollutant_names()[pollutant] + "_g_kwh";
}

Schema make_hours_schema() {
  Schema schema{
      .file = "plant_hours.csv",
      .description = "Power plants' emission factors by the hour: of one local year, or at UTC stamps.",
      .keys = {integer("hour", "h", "Hour of the local year, from 0 on; 8760 or 8784 rows.").range(0, 8783).or_absent(),
               text("time", "In its place: start of the hour, UTC, as in 2022-01-15T07:00Z.").or_absent()}};
  for (size_t p = 0; p < emission::POLLUTANTS; ++p) {
    if (!has_column(static_cast<Pollutant>(p))) continue;
    Key key =
        number(column_of(p), "g/kWh",
               fmt::format("{} per kWh generated; the plants' average where absent.", emission::pollutant_names()[p]))
            .range(0, static_cast<Pollutant>(p) == Pollutant::co2 ? MOST_CO2_G_KWH : 1e5);
    schema.keys.push_back(std::move(key).or_absent());
  }
  return schema;
}

// Hours since 1970 of "YYYY-MM-DDTHH:00Z"; nothing for another text.
std::optional<int64_t> hour_of_stamp(std::string_view text) {
  constexpr std::string_view FORM = "0000-00-00T00:00Z";  // 0: a digit
  if (text.size() != FORM.size()) return std::nullopt;
  for (size_t i = 0; i < FORM.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (FORM[i] == '0' ? !digit : text[i] != FORM[i]) return std::nullopt;
  }
  const auto whole = [&](size_t first, size_t count) {
    int value = 0;
    for (const char c : text.substr(first, count)) value = 10 * value + (c - '0');
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year{whole(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(whole(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(whole(8, 2))}};
  if (!date.ok() || whole(11, 2) > 23 || whole(14, 2) != 0) return std::nullopt;
  return int64_t{24} * std::chrono::sys_days{date}.time_since_epoch().count() + whole(11, 2);
}

class HoursReader {
 public:
  HoursReader(const Table& table, ProblemList& problems) : table_(table), problems_(problems) {}

  PlantHours read() {
    hours_.of_year = table_.has_column("hour");
    if (hours_.of_year == table_.has_column("time")) {
      problems_.add(
          {table_.file(), 1, 1, "hours are named twice, or not at all", "give a column hour or a column time"});
      return {};
    }
    for (size_t p = 0; p < emission::POLLUTANTS; ++p) {
      if (has_column(static_cast<Pollutant>(p)) && table_.has_column(column_of(p))) {
        hours_.pollutants.push_back(static_cast<Pollutant>(p));
      }
    }
    if (hours_.pollutants.empty()) {
      problems_.add({table_.file(), 1, 1, "no pollutant is given", "give at least the column co2_g_kwh"});
    }
    for (int row = 0; row < table_.rows(); ++row) take(row);
    const size_t hours = hours_.hour.size();
    if (hours_.of_year && hours != 8760 && hours != 8784) {
      problems_.add({table_.file(), 0, 0, fmt::format("a year has 8760 or 8784 hours, not {}", hours),
                     "give every hour of the year, or a column time for a part of it"});
    }
    check_carbon();
    return std::move(hours_);
  }

 private:
  // CO2 in another unit, or none, would pass for plants that are all but clean.
  void check_carbon() {
    const auto co2 = std::find(hours_.pollutants.begin(), hours_.pollutants.end(), Pollutant::co2);
    if (co2 == hours_.pollutants.end() || hours_.hour.empty()) return;
    double sum = 0.0;
    const size_t columns = hours_.pollutants.size();
    for (auto i = static_cast<size_t>(co2 - hours_.pollutants.begin()); i < hours_.g_per_kwh.size(); i += columns) {
      sum += hours_.g_per_kwh[i];
    }
    const double mean = sum / static_cast<double>(hours_.hour.size());
    if (mean >= LEAST_MEAN_CO2_G_KWH && mean <= MOST_MEAN_CO2_G_KWH) return;
    problems_.add({table_.file(), 0, 0, fmt::format("CO2 is {:.4g} g/kWh in the mean over its hours", mean),
                   fmt::format("give grams per kWh generated, in the mean {:g} to {:g}; a grid that lets out less goes "
                               "without hours, by factors of its own",
                               LEAST_MEAN_CO2_G_KWH, MOST_MEAN_CO2_G_KWH)});
  }

  void take(int row) {
    const char* const column = hours_.of_year ? "hour" : "time";
    std::optional<int64_t> hour;
    if (!hours_.of_year) {
      hour = hour_of_stamp(table_.text(row, "time"));
    } else if (const auto number = table_.number(row, "hour")) {
      hour = static_cast<int64_t>(*number);
    }
    if (!hour) {
      problems_.add(table_.problem(row, column, "the hour cannot be read",
                                   hours_.of_year ? "give 0, 1, 2 ..." : "write it as 2022-01-15T07:00Z"));
      return;
    }
    const int64_t expected = !hours_.hour.empty() ? hours_.hour.back() + 1 : hours_.of_year ? int64_t{0} : *hour;
    if (*hour != expected) {
      problems_.add(
          table_.problem(row, column, "the hour does not follow the one before", "give every hour once, in order"));
    }
    hours_.hour.push_back(*hour);
    for (const Pollutant pollutant : hours_.pollutants) {
      const std::string name = column_of(static_cast<size_t>(pollutant));
      const auto value = table_.number(row, name);
      if (!value) {
        problems_.add(table_.problem(row, name, "the cell is empty", "give the factor of every hour, or no column"));
      }
      hours_.g_per_kwh.push_back(value.value_or(0.0));
    }
  }

  const Table& table_;
  ProblemList& problems_;
  PlantHours hours_;
};

}  // namespace

const Schema& grid_years_schema() {
  static const Schema SCHEMA{.file = "grid_years.csv",
                             .description = "Carbon dioxide of power by region and year.",
                             .keys = {text("region", "Region, province or set of plants, as in electricity.carbon."),
                                      integer("year", "year", "Year that the figure is of.").range(1990, 2100),
                                      text("kind", "The average of all plants, or a margin of the baseline method.")
                                          .one_of(emission::grid_kind_names()),
                                      number("co2_g_kwh", "g/kWh", "Carbon dioxide per kWh generated.").range(0, 3000),
                                      status_key(), source_key()}};
  return SCHEMA;
}

const Schema& plant_hours_schema() {
  static const Schema SCHEMA = make_hours_schema();
  return SCHEMA;
}

std::vector<GridFactor> read_grid_years(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, grid_years_schema(), problems);
  std::vector<GridFactor> factors;
  if (problems.all().size() > problems_before) return factors;
  for (int row = 0; row < table.rows(); ++row) {
    const GridFactor factor{table.text(row, "region"),
                            static_cast<int>(*table.number(row, "year")),
                            *enum_named<GridKind>(table.text(row, "kind"), emission::grid_kind_names()),
                            *table.number(row, "co2_g_kwh"),
                            table.text(row, "status"),
                            table.text(row, "source")};
    const bool twice = std::any_of(factors.begin(), factors.end(), [&](const GridFactor& other) {
      return other.region == factor.region && other.year == factor.year && other.kind == factor.kind;
    });
    if (twice) {
      problems.add(table.problem(row, "region", fmt::format("{} in {} is given twice", factor.region, factor.year),
                                 "one row per region, year and kind"));
    }
    factors.push_back(factor);
  }
  return factors;
}

PlantHours read_plant_hours(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, plant_hours_schema(), problems);
  if (problems.all().size() > problems_before) return {};
  return HoursReader(table, problems).read();
}

}  // namespace hearthgrid::io
