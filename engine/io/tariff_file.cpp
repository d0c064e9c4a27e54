#include "engine/io/tariff_file.hpp"

#include <fmt/format.h>

#include <limits>
#include <set>

#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

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

std::vector<KeySpec> electricity_keys() {
  return {
      group("day", Kind::table, "Electricity outside the valley hours, and at all hours off the heating tariff.",
            {price_key("price_cny_kwh", "CNY/kWh", "Price.")}),
      group("valley", Kind::table, "Electricity in the valley hours, on the heating tariff.",
            {price_key("price_cny_kwh", "CNY/kWh", "Price."),
             hour_key("first_hour", "Local hour at which the valley begins; after last_hour it runs across midnight."),
             hour_key("last_hour", "Local hour at which the valley ends.")}),
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
          group("pellets", Kind::table, "Pellets.", {price_key("price_cny_t", "CNY/t", "Price, delivered.")}),
          collected("wood", "Firewood"),
          collected("straw", "Straw, maize stalks")};
}

Schema make_schema() {
  std::vector<KeySpec> keys = {
      {.name = "name", .kind = Kind::text, .description = "Name of the tariff."},
      {.name = "description", .kind = Kind::text, .description = "What it stands for.", .default_text = "\"\""}};
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

TariffSet tariff_of(const Settings& given, ProblemList& problems) {
  TariffSet tariff;
  tariff.name = given.text("name");
  tariff.day_cny_kwh = given.table("day").number("price_cny_kwh");
  const Settings& valley = given.table("valley");
  tariff.valley_cny_kwh = valley.number("price_cny_kwh");
  tariff.valley_first_hour = valley.number("first_hour");
  tariff.valley_last_hour = valley.number("last_hour");
  tariff.electricity_subsidies = bands_of(given, "electricity_subsidy", "cny_per_kwh", "up_to_kwh");
  tariff.gas_tiers = tiers_of(given, problems);
  tariff.gas_subsidies = bands_of(given, "gas_subsidy", "cny_per_m3", "up_to_m3");
  tariff.coal_cny_t = given.table("coal").number("price_cny_t");
  tariff.pellet_cny_t = given.table("pellets").number("price_cny_t");
  if (given.has("wood")) tariff.wood_cny_t = given.table("wood").number("price_cny_t");
  if (given.has("straw")) tariff.straw_cny_t = given.table("straw").number("price_cny_t");
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
