#include "engine/io/tariff_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <set>

#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/tariff_checks.hpp"

namespace hearthgrid::io {

namespace {

using economy::SubsidyBand;
using economy::TariffSet;

KeySpec price_key(const std::string& name, const std::string& unit, const std::string& description) {
  return {.name = name, .kind = Kind::number, .unit = unit, .description = description, .minimum = 0.0};
}

KeySpec hour_key(const std::string& name, const std::string& description) {
  return {.name = name, .kind = Kind::number, .unit = "h", .description = description, .minimum = 0.0, .maximum = 24.0};
}

KeySpec day_key(const std::string& name, const std::string& description) {
  return {.name = name, .kind = Kind::text, .description = description, .default_text = "\"\""};
}

// Keys of a part of the year, both or none.
std::vector<KeySpec> span_keys() {
  return {day_key("from_day", "First day of every year on which it holds, as \"11-15\"; the whole year if left out."),
          day_key("to_day", "Last such day, included; before from_day: across new year.")};
}

std::vector<KeySpec> joined(std::vector<KeySpec> keys, const std::vector<KeySpec>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

KeySpec payer_key() {
  return {
      .name = "payer", .kind = Kind::text, .description = "Who pays the subsidy.", .allowed = economy::payer_names()};
}

KeySpec group(const std::string& name, Kind kind, const std::string& description, std::vector<KeySpec> children) {
  children.push_back(status_key());
  children.push_back(source_key());
  return {.name = name,
          .kind = kind,
          .description = description,
          .optional = kind == Kind::table_list,
          .children = std::move(children)};
}

// A fuel that a family may collect itself: no price is a price of 0.
KeySpec collected(const std::string& name, const std::string& what) {
  KeySpec keys = group(name, Kind::table, what + "; where left out it is collected and costs nothing.",
                       {price_key("price_cny_t", "CNY/t", "Price, delivered; 0 = collected by the family.")});
  keys.optional = true;
  return keys;
}

KeySpec optional_group(const std::string& name, const std::string& description, std::vector<KeySpec> children) {
  KeySpec keys = group(name, Kind::table, description, std::move(children));
  keys.optional = true;
  return keys;
}

KeySpec band_keys() {
  KeySpec first = hour_key("first_hour", "Local hour at which it begins; after last_hour it runs across midnight.");
  KeySpec last = hour_key("last_hour", "Local hour at which it ends.");
  first.default_text = "0.0";
  last.default_text = "24.0";
  return group("band", Kind::table_list,
               "A further price by hour and part of the year; the first band that holds comes before day and valley.",
               joined({{.name = "name", .kind = Kind::text, .description = "What it is called: peak, flat."},
                       price_key("price_cny_kwh", "CNY/kWh", "Price."),
                       first,
                       last,
                       {.name = "for_all",
                        .kind = Kind::boolean,
                        .description = "Whether homes off the heating tariff have it too; else they pay the day price.",
                        .default_text = "false"}},
                      span_keys()));
}

KeySpec limit_keys() {
  return optional_group("heating_limit", "Where the heating tariff's prices end; what is beyond costs the day price.",
                        {price_key("kwh", "kWh", "Most kWh of a season at prices of valley and bands.")});
}

KeySpec ladder_keys() {
  return optional_group("ladder", "Surcharges of the residential ladder.",
                        {{.name = "period",
                          .kind = Kind::text,
                          .description = "What the tiers count: kWh of a calendar month, or of a year.",
                          .allowed = {"month", "year"}},
                         {.name = "up_to_kwh",
                          .kind = Kind::number_list,
                          .unit = "kWh",
                          .description = "Ends of the tiers but the last, rising.",
                          .minimum = 0.0},
                         {.name = "surcharge_cny_kwh",
                          .kind = Kind::number_list,
                          .unit = "CNY/kWh",
                          .description = "On top of the price, one for each tier and for what is above the last end.",
                          .minimum = 0.0},
                         {.name = "spares_heating",
                          .kind = Kind::boolean,
                          .description = "Whether homes on the heating tariff pay no surcharge.",
                          .default_text = "true"}});
}

std::vector<KeySpec> electricity_keys() {
  return {group("day", Kind::table, "Electricity outside the valley hours, and at all hours off the heating tariff.",
                {price_key("price_cny_kwh", "CNY/kWh", "Price.")}),
          group("valley", Kind::table, "Electricity in the valley hours, on the heating tariff.",
                joined({price_key("price_cny_kwh", "CNY/kWh", "Price."),
                        hour_key("first_hour",
                                 "Local hour at which the valley begins; after last_hour it runs across midnight."),
                        hour_key("last_hour", "Local hour at which the valley ends.")},
                       span_keys())),
          band_keys(),
          limit_keys(),
          ladder_keys(),
          group("electricity_subsidy", Kind::table_list,
                "Subsidy per kWh on the heating tariff; bands of one payer follow one another.",
                {price_key("cny_per_kwh", "CNY/kWh", "Rate."),
                 price_key("up_to_kwh", "kWh", "Length of the band per household and season."),
                 {.name = "counts",
                  .kind = Kind::text,
                  .description = "Which kWh are subsidised.",
                  .default_text = "\"all\"",
                  .allowed = {"all", "valley"}},
                 payer_key()})};
}

std::vector<KeySpec> fuel_keys() {
  KeySpec tier_end = price_key("up_to_m3", "m3", "End of the tier per season; left out in the last tier.");
  tier_end.optional = true;
  return {group("gas_tier", Kind::table_list, "Gas price, in rising tiers.",
                {tier_end, price_key("price_cny_m3", "CNY/m3", "Price within the tier.")}),
          group("gas_subsidy", Kind::table_list,
                "Subsidy per m3 for homes heated with gas; bands of one payer follow one another.",
                {price_key("cny_per_m3", "CNY/m3", "Rate."),
                 price_key("up_to_m3", "m3", "Length of the band per household and season."), payer_key()}),
          group("coal", Kind::table, "Coal.", {price_key("price_cny_t", "CNY/t", "Price, delivered.")}),
          optional_group("briquettes", "Clean briquettes; at the price of coal where left out.",
                         {price_key("price_cny_t", "CNY/t", "Price, delivered.")}),
          optional_group("semi_coke", "Semi-coke; at the price of coal where left out.",
                         {price_key("price_cny_t", "CNY/t", "Price, delivered.")}),
          group("pellets", Kind::table, "Pellets.", {price_key("price_cny_t", "CNY/t", "Price, delivered.")}),
          collected("wood", "Firewood"),
          collected("straw", "Straw, maize stalks")};
}

Schema make_schema() {
  std::vector<KeySpec> keys = {
      {.name = "name", .kind = Kind::text, .description = "Name of the tariff."},
      {.name = "description", .kind = Kind::text, .description = "What it stands for.", .default_text = "\"\""},
      {.name = "subsidy_winters",
       .kind = Kind::integer,
       .unit = "year",
       .description = "Winters in which its subsidies are paid, from the first; 0 = without end.",
       .default_text = "0",
       .minimum = 0.0,
       .maximum = 100.0}};
  for (auto&& part : {electricity_keys(), fuel_keys()}) {
    keys.insert(keys.end(), part.begin(), part.end());
  }
  return {.file = "tariffs.toml",
          .description = "Energy tariffs by place.",
          .keys = {{.name = "tariff", .kind = Kind::table_list, .description = "One tariff.", .children = keys}}};
}

std::vector<SubsidyBand> bands_of(const Settings& tariff, const std::string& key, const std::string& rate,
                                  const std::string& length) {
  std::vector<SubsidyBand> bands;
  for (const Settings& band : tariff.tables(key)) {
    const bool valley_only = key == "electricity_subsidy" && band.text("counts") == "valley";
    bands.push_back({band.number(rate), band.number(length), *economy::payer_of(band.text("payer")), valley_only});
  }
  return bands;
}

std::vector<economy::Tier> tiers_of(const Settings& tariff, ProblemList& problems) {
  std::vector<economy::Tier> tiers;
  const std::vector<Settings>& given = tariff.tables("gas_tier");
  for (size_t i = 0; i < given.size(); ++i) {
    const bool last = i + 1 == given.size();
    if (given[i].has("up_to_m3") == last) {
      problems.add(given[i].problem("up_to_m3", last ? "the last gas tier has an end" : "a gas tier has no end",
                                    "give up_to_m3 in every tier but the last"));
    }
    const double end = given[i].has("up_to_m3") ? given[i].number("up_to_m3") : std::numeric_limits<double>::infinity();
    if (!tiers.empty() && end <= tiers.back().up_to) {
      problems.add(given[i].problem("up_to_m3", fmt::format("the tier ends at {} m3, before it begins", end),
                                    "list the tiers with rising up_to_m3"));
    }
    tiers.push_back({end, given[i].number("price_cny_m3")});
  }
  if (given.empty()) {
    problems.add(tariff.problem("gas_tier", "a tariff needs at least one gas tier", "add [[tariff.gas_tier]]"));
  }
  return tiers;
}

// "11-15" to month and day.
bool read_day(const Settings& given, const std::string& key, int& month, int& day, ProblemList& problems) {
  const std::string& text = given.text(key);
  const bool shaped = text.size() == 5 && text[2] == '-' &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
  if (shaped && text.find('-') == text.rfind('-')) {
    month = std::stoi(text.substr(0, 2));
    day = std::stoi(text.substr(3));
    // A leap year knows every day that there is.
    if (std::chrono::year_month_day(std::chrono::year{2020}, std::chrono::month(static_cast<unsigned>(month)),
                                    std::chrono::day(static_cast<unsigned>(day)))
            .ok()) {
      return true;
    }
  }
  problems.add(given.problem(key, fmt::format("'{}' is no day of the year", text), "give month and day, as \"11-15\""));
  return false;
}

economy::YearSpan span_of(const Settings& given, ProblemList& problems) {
  economy::YearSpan span;
  if (given.given("from_day") != given.given("to_day")) {
    problems.add(given.problem(given.given("from_day") ? "from_day" : "to_day",
                               "a part of the year has a first day or a last day, but not both",
                               "give from_day and to_day, or neither"));
    return span;
  }
  if (!given.given("from_day")) return span;
  economy::YearSpan read;
  const bool first = read_day(given, "from_day", read.first_month, read.first_day, problems);
  const bool last = read_day(given, "to_day", read.last_month, read.last_day, problems);
  return first && last ? read : span;
}

void read_ladder(const Settings& given, TariffSet& tariff, ProblemList& problems) {
  const auto& ends = given.numbers("up_to_kwh");
  const auto& surcharges = given.numbers("surcharge_cny_kwh");
  const bool rising = std::adjacent_find(ends.begin(), ends.end(), std::greater_equal<>()) == ends.end();
  if (surcharges.size() != ends.size() + 1 || !rising) {
    problems.add(given.problem("up_to_kwh",
                               fmt::format("{} ends of tiers and {} surcharges", ends.size(), surcharges.size()),
                               "give rising ends of all tiers but the last, and one surcharge for every tier"));
    return;
  }
  tariff.ladder_period = given.text("period") == "month" ? economy::LadderPeriod::month : economy::LadderPeriod::year;
  tariff.ladder_spares_heating = given.boolean("spares_heating");
  for (size_t i = 0; i < surcharges.size(); ++i) {
    tariff.ladder.push_back({i < ends.size() ? ends[i] : std::numeric_limits<double>::infinity(), surcharges[i]});
  }
}

void read_bands(const Settings& given, TariffSet& tariff, ProblemList& problems) {
  tariff.valley_season = span_of(given.table("valley"), problems);
  for (const Settings& band : given.tables("band")) {
    tariff.bands.push_back({band.text("name"), band.number("price_cny_kwh"), band.number("first_hour"),
                            band.number("last_hour"), span_of(band, problems), !band.boolean("for_all")});
  }
  if (given.has("heating_limit")) tariff.heating_limit_kwh = given.table("heating_limit").number("kwh");
  if (given.has("ladder")) read_ladder(given.table("ladder"), tariff, problems);
}

TariffSet tariff_of(const Settings& given, ProblemList& problems) {
  TariffSet tariff;
  tariff.name = given.text("name");
  tariff.day_cny_kwh = given.table("day").number("price_cny_kwh");
  const Settings& valley = given.table("valley");
  tariff.valley_cny_kwh = valley.number("price_cny_kwh");
  tariff.valley_first_hour = valley.number("first_hour");
  tariff.valley_last_hour = valley.number("last_hour");
  read_bands(given, tariff, problems);
  tariff.subsidy_winters = static_cast<int>(given.integer("subsidy_winters"));
  tariff.electricity_subsidies = bands_of(given, "electricity_subsidy", "cny_per_kwh", "up_to_kwh");
  tariff.gas_tiers = tiers_of(given, problems);
  tariff.gas_subsidies = bands_of(given, "gas_subsidy", "cny_per_m3", "up_to_m3");
  tariff.coal_cny_t = given.table("coal").number("price_cny_t");
  const auto like_coal = [&](const char* fuel) {
    return given.has(fuel) ? given.table(fuel).number("price_cny_t") : tariff.coal_cny_t;
  };
  tariff.briquette_cny_t = like_coal("briquettes");
  tariff.semi_coke_cny_t = like_coal("semi_coke");
  tariff.pellet_cny_t = given.table("pellets").number("price_cny_t");
  if (given.has("wood")) tariff.wood_cny_t = given.table("wood").number("price_cny_t");
  if (given.has("straw")) tariff.straw_cny_t = given.table("straw").number("price_cny_t");
  check_tariff(given, tariff, problems);
  return tariff;
}

}  // namespace

const Schema& tariffs_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

std::vector<TariffSet> read_tariffs(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, tariffs_schema(), {}, problems);
  std::vector<TariffSet> tariffs;
  if (problems.all().size() > problems_before) {
    return tariffs;
  }
  std::set<std::string> names;
  for (const Settings& given : file.tables("tariff")) {
    if (!names.insert(given.text("name")).second) {
      problems.add(given.problem("name", fmt::format("the tariff '{}' is given twice", given.text("name")),
                                 "give each tariff its own name"));
    }
    tariffs.push_back(tariff_of(given, problems));
  }
  return tariffs;
}

}  // namespace hearthgrid::io
