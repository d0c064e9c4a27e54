// `show --table pickup`: what transformers see when the power comes back, one row per length of the outage.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/cli/local_time.hpp"
#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

// Of a variable (mix, transformer, outage_hours), a mix's transformers at one length.
class Column {
 public:
  Column(const TableRequest& request, const char* variable) : all_(request.reader.numbers(variable, request.mix)) {}
  [[nodiscard]] std::vector<double> at(size_t length, size_t lengths) const {
    std::vector<double> values;
    for (size_t i = length; i < all_.size(); i += lengths) values.push_back(all_[i]);
    return values;
  }

 private:
  std::vector<double> all_;
};

// The smallest value that at least this share of the transformers does not exceed.
double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values.at(std::max<size_t>(1, rank) - 1);
}

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

size_t place_of_largest(const std::vector<double>& values) {
  return static_cast<size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

// Of the lines, where the file has them: the lowest voltage of a home, and homes below the limit; before `column`.
void add_voltages(const TableRequest& request, size_t lengths, std::ptrdiff_t column, TextTable& table) {
  const Column lowest(request, "pickup_min_voltage_pu"), below(request, "pickup_homes_undervoltage");
  table.header.insert(table.header.begin() + column, {"lowest V", "homes under"});
  table.left = {table.header.size() - 1};
  for (size_t i = 0; i < lengths; ++i) {
    const double volts = 220.0 * quantile(lowest.at(i, lengths), 0.0), homes = sum(below.at(i, lengths));
    table.rows[i].insert(table.rows[i].begin() + column,
                         {request.exact ? exact_text(volts) : fmt::format("{:.1f}", volts),
                          request.exact ? exact_text(homes) : fmt::format("{:.0f}", homes)});
  }
  table.note +=
      "\n" + folded("lowest V: of a home, phase to neutral, until follow_h ends; homes under: the limit.", TABLE_WIDTH);
}

// The soonest of those that get there.
std::string soonest(const std::vector<double>& minutes, bool exact) {
  double least = -1.0;
  for (const double m : minutes) {
    if (m >= 0.0 && (least < 0.0 || m < least)) least = m;
  }
  if (least < 0.0) return exact ? "" : "never";
  return exact ? exact_text(least) : fmt::format("{:.0f}", least);
}

}  // namespace

TextTable pickup_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const std::vector<double> hours = reader.numbers("outage_hours");
  const std::vector<std::string> units = reader.texts("transformer");
  const Column ratio(request, "pickup_ratio"), minutes(request, "pickup_minutes"), energy(request, "pickup_kwh"),
      hot_spot(request, "pickup_hot_spot_c"), indoor(request, "pickup_lowest_indoor_c");
  const bool knows_limit = reader.has("outage_minutes_to_limit");
  TextTable table;
  table.header = {"outage h",   "ratio median", "ratio 95 %",      "ratio largest", "longest min",
                  "energy kWh", "indoor degC",  "limit after min", "hottest degC",  "transformer"};
  table.left = {table.header.size() - 1};
  const auto first_limit = [&](const std::vector<double>& all) { return soonest(all, request.exact); };
  const auto text = [&](double value, int decimals) {
    return request.exact ? exact_text(value) : fmt::format("{:.{}f}", value, decimals);
  };
  for (size_t i = 0; i < hours.size(); ++i) {
    const std::vector<double> ratios = ratio.at(i, hours.size()), hot_c = hot_spot.at(i, hours.size());
    const std::vector<double> lasting = minutes.at(i, hours.size());
    const size_t hottest = place_of_largest(hot_c);
    table.rows.push_back(
        {text(hours[i], 0), text(quantile(ratios, 0.5), 2), text(quantile(ratios, 0.95), 2),
         text(quantile(ratios, 1.0), 2), text(quantile(lasting, 1.0), 0), text(sum(energy.at(i, hours.size())), 0),
         text(quantile(indoor.at(i, hours.size()), 0.5), 1),
         knows_limit ? first_limit(Column(request, "outage_minutes_to_limit").at(i, hours.size())) : "-",
         text(hot_c[hottest], 1), units[hottest]});
  }
  const LocalTime time(reader);
  table.title = "power back " + time.text(reader.numbers("outage_restored_time").at(0), true);
  table.note = folded(
      "ratio: the load in the worst 5 minutes over what it would have been; longest: until the load stays within 10 % "
      "of "
      "that; energy: above that, all transformers; indoor: lowest, median of transformers' medians; limit: first "
      "transformer "
      "with 105 degC top oil or 120 degC hot spot; hottest: highest "
      "hot "
      "spot, and where.",
      TABLE_WIDTH);
  if (reader.has("pickup_min_voltage_pu")) add_voltages(request, hours.size(), 7, table);
  return table;
}

std::string pickup_line(const io::ResultsReader& reader) {
  if (!reader.has("pickup_ratio")) return {};
  const std::vector<std::string> mixes = reader.texts("mix"), units = reader.texts("transformer");
  const std::vector<double> hours = reader.numbers("outage_hours");
  double hottest_c = -1e3, ratio = 1.0;
  std::string where;
  for (size_t mix = 0; mix < mixes.size(); ++mix) {
    const std::vector<double> hot_c = reader.numbers("pickup_hot_spot_c", mix);
    const size_t at = place_of_largest(hot_c);
    if (hot_c[at] <= hottest_c) continue;
    hottest_c = hot_c[at];
    ratio = reader.numbers("pickup_ratio", mix)[at];
    where =
        fmt::format("{} in mix '{}' after {:.0f} h", units[at / hours.size()], mixes[mix], hours[at % hours.size()]);
  }
  const LocalTime time(reader);
  return fmt::format("outage: power back {}; hottest is {}, {:.0f} degC at {:.1f} times its load (--table pickup)",
                     time.text(reader.numbers("outage_restored_time").at(0), true), where, hottest_c, ratio);
}

}  // namespace hearthgrid::cli
