#include "engine/io/catalogue_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

namespace hearthgrid::io {

namespace {

using economy::CapitalCost;
using economy::Catalogue;
using economy::CatalogueEntry;

// What can be bought; the items behind are reckoned.
std::vector<std::string> bought_items() {
  const auto& all = economy::cost_item_names();
  return {all.begin(), all.begin() + static_cast<int>(economy::CostItem::replacement)};
}

std::vector<KeySpec> cost_keys() {
  return {
      {.name = "item", .kind = Kind::text, .description = "What is bought.", .allowed = bought_items()},
      {.name = "cny",
       .kind = Kind::number,
       .unit = "CNY",
       .description = "Cost per unit of the basis, before subsidies.",
       .minimum = 0.0},
      {.name = "basis",
       .kind = Kind::text,
       .description = "What the cost is multiplied with: one user, heated m2 (of an envelope: floor m2), or rated kW.",
       .default_text = "\"per_user\"",
       .allowed = economy::cost_basis_names()},
      {.name = "life_years",
       .kind = Kind::number,
       .unit = "year",
       .description = "Years until it is replaced.",
       .minimum = 1.0,
       .maximum = 200.0},
      {.name = "maintenance_share",
       .kind = Kind::number,
       .unit = "1",
       .description = "Upkeep per year as a share of the cost.",
       .default_text = "0.0",
       .minimum = 0.0,
       .maximum = 1.0},
      {.name = "price_year",
       .kind = Kind::integer,
       .unit = "year",
       .description = "In whose money it is, for price_index; left out: in that of the scenario's first year.",
       .optional = true,
       .minimum = 1990.0,
       .maximum = 2100.0},
      {.name = "sizes",
       .kind = Kind::number_list,
       .unit = "1",
       .description = "Sizes over the technology's rated one that size_cny gives prices of, rising.",
       .optional = true,
       .minimum = 0.01},
      {.name = "size_cny",
       .kind = Kind::number_list,
       .unit = "CNY",
       .description = "Price of each of them in place of cny; linear between, by the price per size beyond.",
       .optional = true,
       .minimum = 0.0},
      {.name = "payer",
       .kind = Kind::text,
       .description = "Who is invoiced, before subsidies.",
       .default_text = "\"household\"",
       .allowed = economy::payer_names()},
      status_key(),
      source_key()};
}

KeySpec entries_key(const std::string& name, const std::string& description) {
  return {.name = name,
          .kind = Kind::table_list,
          .description = description,
          .optional = true,
          .children = {{.name = "name", .kind = Kind::text, .description = "Its name in the scenario."},
                       {.name = "also",
                        .kind = Kind::text_list,
                        .description = "Other names that cost the same.",
                        .default_text = "[]"},
                       {.name = "cost",
                        .kind = Kind::table_list,
                        .description = "One part of the investment.",
                        .optional = true,
                        .children = cost_keys()}}};
}

KeySpec positive_key(const std::string& name, const std::string& unit, const std::string& description, double least) {
  return {.name = name, .kind = Kind::number, .unit = unit, .description = description, .minimum = least};
}

KeySpec network_key(const std::string& name, const std::string& description) {
  return {.name = name,
          .kind = Kind::table,
          .description = description,
          .optional = true,
          .children = {positive_key("life_years", "year", "Years until it is replaced.", 1.0),
                       positive_key("maintenance_share", "1", "Upkeep per year as a share of the cost.", 0.0),
                       status_key(), source_key()}};
}

KeySpec index_key() {
  return {.name = "price_index",
          .kind = Kind::table_list,
          .description = "What costs with a price_year are brought to the scenario's first year by.",
          .optional = true,
          .children = {{.name = "year", .kind = Kind::integer, .unit = "year", .description = "The year."},
                       positive_key("index", "1", "Prices of that year; only ratios count.", 1e-6),
                       status_key(),
                       source_key()}};
}

// Files of earlier versions have it; nothing ever read it.
KeySpec discount_key() {
  KeySpec rate = {.name = "rate", .kind = Kind::number, .description = "Refused as well.", .optional = true};
  KeySpec status = status_key(), source = source_key();
  status.optional = source.optional = true;
  return {.name = "discount",
          .kind = Kind::table,
          .description = "Refused: the discount rate is money.discount_rate of the scenario.",
          .optional = true,
          .children = {rate, status, source}};
}

Schema make_schema() {
  return {
      .file = "catalogue.toml",
      .description = "What heaters, envelopes and transformers cost and how long they last.",
      .keys = {discount_key(),
               network_key("electric_network", "What the power company builds where a plan or a size rule says so."),
               network_key("gas_network", "The same of the gas company."),
               index_key(),
               entries_key("technology", "Costs of a way of heating."),
               entries_key("envelope",
                           "Costs of an envelope, per user or floor m2; one without costs here costs what the "
                           "archetypes' cost_cny says."),
               {.name = "transformer",
                .kind = Kind::table_list,
                .description = "Exchange of a distribution transformer to a rating, with works.",
                .optional = true,
                .children = {positive_key("kva", "kVA", "The new rating.", 1.0),
                             positive_key("cny", "CNY", "What it costs.", 0.0), status_key(), source_key()}},
               {.name = "service",
                .kind = Kind::table,
                .description = "A home's stronger connection: meter, breaker and service drop, with works.",
                .optional = true,
                .children = {positive_key("upgrade_cny", "CNY", "What it costs.", 0.0), status_key(), source_key()}}}};
}

std::vector<std::pair<double, double>> sizes_of(const Settings& given, ProblemList& problems) {
  std::vector<std::pair<double, double>> prices;
  if (!given.has("sizes") && !given.has("size_cny")) return prices;
  const std::vector<double> none;
  const auto& sizes = given.has("sizes") ? given.numbers("sizes") : none;
  const auto& cny = given.has("size_cny") ? given.numbers("size_cny") : none;
  const bool rising = std::adjacent_find(sizes.begin(), sizes.end(), std::greater_equal<>()) == sizes.end();
  if (sizes.empty() || sizes.size() != cny.size() || !rising) {
    problems.add(given.problem("sizes", fmt::format("{} sizes and {} prices of them", sizes.size(), cny.size()),
                               "give rising sizes, and one price in size_cny for each"));
    return prices;
  }
  for (size_t i = 0; i < sizes.size(); ++i) prices.emplace_back(sizes[i], cny[i]);
  return prices;
}

CapitalCost cost_of(const Settings& given, ProblemList& problems) {
  const auto& bases = economy::cost_basis_names();
  const auto basis = std::find(bases.begin(), bases.end(), given.text("basis")) - bases.begin();
  return {*economy::cost_item_of(given.text("item")),
          given.number("cny"),
          static_cast<economy::CostBasis>(basis),
          given.number("life_years"),
          given.number("maintenance_share"),
          *economy::payer_of(given.text("payer")),
          given.text("status"),
          given.text("source"),
          given.has("price_year") ? static_cast<int>(given.integer("price_year")) : 0,
          sizes_of(given, problems)};
}

economy::NetworkUpkeep upkeep_of(const Settings& given) {
  return {given.number("life_years"), given.number("maintenance_share")};
}

std::vector<std::pair<int, double>> index_of(const Settings& file, ProblemList& problems) {
  std::vector<std::pair<int, double>> index;
  for (const Settings& row : file.tables("price_index")) {
    const int year = static_cast<int>(row.integer("year"));
    if (!index.empty() && year <= index.back().first) {
      problems.add(row.problem("year", fmt::format("{} after {}", year, index.back().first),
                               "list the price index with rising years"));
    }
    index.emplace_back(year, row.number("index"));
  }
  return index;
}

// An envelope has neither a rating nor a size.
void check_envelope_cost(const Settings& cost, ProblemList& problems) {
  if (cost.text("basis") == "per_kw") {
    problems.add(cost.problem("basis", "an envelope has no rated kW", "give its cost per_user or per_m2"));
  }
  if (cost.has("sizes")) {
    problems.add(cost.problem("sizes", "an envelope has no size", "leave sizes and size_cny out"));
  }
}

std::vector<CatalogueEntry> entries_of(const Settings& file, const std::string& key, ProblemList& problems) {
  std::vector<CatalogueEntry> entries;
  std::set<std::string> names;
  for (const Settings& given : file.tables(key)) {
    std::vector<CapitalCost> costs;
    for (const Settings& cost : given.tables("cost")) {
      costs.push_back(cost_of(cost, problems));
      if (key == "envelope") check_envelope_cost(cost, problems);
    }
    std::vector<std::string> same = given.texts("also");
    same.insert(same.begin(), given.text("name"));
    for (const std::string& name : same) {
      if (!names.insert(name).second) {
        problems.add(given.problem("name", fmt::format("the {} '{}' is given twice", key, name),
                                   "put all its costs into one entry"));
      }
      entries.push_back({name, costs});
    }
  }
  return entries;
}

std::vector<economy::TransformerCost> transformers_of(const Settings& file, ProblemList& problems) {
  std::vector<economy::TransformerCost> steps;
  for (const Settings& given : file.tables("transformer")) {
    const double kva = given.number("kva");
    if (!steps.empty() && kva <= steps.back().kva) {
      problems.add(given.problem("kva", fmt::format("{} kVA after {} kVA", kva, steps.back().kva),
                                 "list the transformers with rising ratings"));
    }
    steps.push_back({kva, given.number("cny"), given.text("status"), given.text("source")});
  }
  return steps;
}

}  // namespace

const Schema& catalogue_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

Catalogue read_catalogue(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, catalogue_schema(), {}, problems);
  Catalogue catalogue;
  if (problems.all().size() > problems_before) {
    return catalogue;
  }
  if (file.has("discount")) {
    problems.add(file.problem("discount", "a catalogue has no discount rate",
                              "take [discount] out, and give money.discount_rate in the scenario"));
  }
  catalogue.technologies = entries_of(file, "technology", problems);
  catalogue.envelopes = entries_of(file, "envelope", problems);
  catalogue.transformers = transformers_of(file, problems);
  if (file.has("electric_network")) catalogue.electric_network = upkeep_of(file.table("electric_network"));
  if (file.has("gas_network")) catalogue.gas_network = upkeep_of(file.table("gas_network"));
  catalogue.price_index = index_of(file, problems);
  if (file.has("service")) catalogue.service_upgrade_cny = file.table("service").number("upgrade_cny");
  return catalogue;
}

}  // namespace hearthgrid::io
