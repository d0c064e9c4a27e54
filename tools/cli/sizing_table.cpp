#include "tools/cli/sizing_table.hpp"

#include <algorithm>

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;

// The middle by rank, the lower one of two; 0 of nothing.
double median(Numbers values) {
  if (values.empty()) return 0.0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Heater {
  Numbers load_kw, capacity_kw;                            // of heated homes
  Numbers small_min_c, small_hours, small_kwh, other_kwh;  // of undersized homes, and of the others
};

std::string figure(const TableRequest& request, const Numbers& of, double value) {
  if (of.empty()) return request.exact ? "" : "-";
  return request.exact ? exact_text(value) : number_text(value);
}

std::vector<std::string> row_of(const TableRequest& request, const std::string& name, const Heater& heater) {
  const Numbers& small = heater.small_min_c;
  const double lowest_c = small.empty() ? 0.0 : *std::min_element(small.begin(), small.end());
  return {name,
          std::to_string(heater.load_kw.size()),
          figure(request, heater.load_kw, median(heater.load_kw)),
          figure(request, heater.capacity_kw, median(heater.capacity_kw)),
          std::to_string(small.size()),
          figure(request, small, median(small)),
          figure(request, small, lowest_c),
          figure(request, heater.small_hours, median(heater.small_hours)),
          figure(request, heater.small_kwh, median(heater.small_kwh)),
          figure(request, heater.other_kwh, median(heater.other_kwh))};
}

TextTable empty_table() {
  TextTable table;
  table.header = {"heater",           "homes",       "load kW",   "capacity kW",  "too small", "min degC, median",
                  "min degC, lowest", "h < 14 degC", "unmet kWh", "unmet, others"};
  table.note = folded(
      "Medians over heated homes. Load: heat that the wished room needs at the design temperature without sun and "
      "people; capacity: of the heater and its rod then. Too small: capacity below load. Of these homes, the coldest "
      "step, the hours below 14 degC and the heat that could not be given (also of the others); habits make a home "
      "cold too, where it is let cool by night or heated part of the day.",
      TABLE_WIDTH);
  return table;
}

}  // namespace

std::vector<bool> undersized_homes(const io::ResultsReader& reader, size_t mix) {
  const Numbers load_kw = reader.numbers("household_design_load_kw", mix);
  const Numbers capacity_kw = reader.numbers("household_heater_capacity_kw", mix);
  std::vector<bool> marks(load_kw.size());
  for (size_t h = 0; h < marks.size(); ++h) marks[h] = capacity_kw[h] < load_kw[h];
  return marks;
}

TextTable sizing_table(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  const auto of_mix = [&](const char* variable) { return reader.numbers(variable, request.mix); };
  const Numbers technology = of_mix("household_technology"), load_kw = of_mix("household_design_load_kw");
  const Numbers capacity_kw = of_mix("household_heater_capacity_kw"), min_c = of_mix("household_min_indoor_c");
  const Numbers hours = of_mix("household_hours_below_14"), unmet_kwh = of_mix("household_unmet_kwh");
  const std::vector<bool> undersized = undersized_homes(reader, request.mix);
  const std::vector<std::string> names = reader.flag_meanings("household_technology");
  std::vector<Heater> heaters(names.size());
  for (size_t h = 0; h < load_kw.size(); ++h) {
    if (load_kw[h] <= 0.0) continue;
    Heater& heater = heaters.at(static_cast<size_t>(technology[h]));
    heater.load_kw.push_back(load_kw[h]);
    heater.capacity_kw.push_back(capacity_kw[h]);
    (undersized[h] ? heater.small_kwh : heater.other_kwh).push_back(unmet_kwh[h]);
    if (!undersized[h]) continue;
    heater.small_min_c.push_back(min_c[h]);
    heater.small_hours.push_back(hours[h]);
  }
  TextTable table = empty_table();
  for (size_t i = 0; i < names.size(); ++i) {
    if (!heaters[i].load_kw.empty()) table.rows.push_back(row_of(request, names[i], heaters[i]));
  }
  return table;
}

}  // namespace hearthgrid::cli
