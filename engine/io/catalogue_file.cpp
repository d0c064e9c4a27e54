#include "engine/io/catalogue_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

namespace hearthgrid::io {

namespace {

using economy::CapitalCost;
using economy::Catalogue;
using economy::CatalogueEntry;

std::vector<KeySpec> cost_keys() {
  return {{.name = "item", .kind = Kind::text, .description = "What is bought.", .allowed = economy::cost_item_names()},
          {.name = "cny",
           .kind = Kind::number,
           .unit = "CNY",
           .description = "Cost per unit of the basis, before subsidies.",
           .minimum = 0.0},
          {.name = "basis",
           .kind = Kind::text,
           .description = "What the cost is multiplied with: one user, heated m2, or rated kW.",
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

Schema make_schema() {
  return {
      .file = "catalogue.toml",
      .description = "What heaters, envelopes and transformers cost and how long they last.",
      .keys = {{.name = "discount",
                .kind = Kind::table,
                .description = "How money of later years is weighed.",
                .children = {{.name = "rate",
                              .kind = Kind::number,
                              .unit = "1/year",
                              .description = "Discount rate.",
                              .minimum = 0.0,
                              .maximum = 1.0},
                             status_key(),
                             source_key()}},
               entries_key("technology", "Costs of a way of heating."),
               entries_key("envelope", "Costs of an envelope."),
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

CapitalCost cost_of(const Settings& given) {
  const auto& bases = economy::cost_basis_names();
  const auto basis = std::find(bases.begin(), bases.end(), given.text("basis")) - bases.begin();
  return {*economy::cost_item_of(given.text("item")),
          given.number("cny"),
          static_cast<economy::CostBasis>(basis),
          given.number("life_years"),
          given.number("maintenance_share"),
          *economy::payer_of(given.text("payer")),
          given.text("status"),
          given.text("source")};
}

std::vector<CatalogueEntry> entries_of(const Settings& file, const std::string& key, ProblemList& problems) {
  std::vector<CatalogueEntry> entries;
  std::set<std::string> names;
  for (const Settings& given : file.tables(key)) {
    std::vector<CapitalCost> costs;
    for (const Settings& cost : given.tables("cost")) {
      costs.push_back(cost_of(cost));
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
  catalogue.discount_rate = file.table("discount").number("rate");
  catalogue.technologies = entries_of(file, "technology", problems);
  catalogue.envelopes = entries_of(file, "envelope", problems);
  catalogue.transformers = transformers_of(file, problems);
  if (file.has("service")) catalogue.service_upgrade_cny = file.table("service").number("upgrade_cny");
  return catalogue;
}

}  // namespace hearthgrid::io
