#include "engine/io/subsidy_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

namespace hearthgrid::io {

namespace {

using economy::Subsidy;
using economy::SubsidyItem;

// What is bought in the first year, and the running of it. Later parts are their users' own, and energy is granted as
// running.
std::vector<std::string> items_that_may_be_granted() {
  const auto& all = economy::cost_item_names();
  std::vector<std::string> items{all.begin(), all.begin() + static_cast<int>(economy::CostItem::replacement)};
  items.push_back(all[static_cast<size_t>(economy::CostItem::running)]);
  return items;
}

KeySpec cap_key(const std::string& name, const std::string& unit, const std::string& description) {
  return {
      .name = name, .kind = Kind::number, .unit = unit, .description = description, .optional = true, .minimum = 0.0};
}

KeySpec year_key(const std::string& name, const std::string& description, const std::string& default_text,
                 double least) {
  return {.name = name,
          .kind = Kind::integer,
          .unit = "year",
          .description = description,
          .default_text = default_text,
          .minimum = least,
          .maximum = 100.0};
}

std::vector<KeySpec> grant_keys() {
  return {{.name = "item",
           .kind = Kind::text,
           .description = "What is subsidised.",
           .allowed = items_that_may_be_granted()},
          {.name = "user",
           .kind = Kind::text,
           .description = "Who is entitled.",
           .default_text = "\"household\"",
           .allowed = economy::user_kind_names()},
          {.name = "amount",
           .kind = Kind::number,
           .unit = "CNY",
           .description = "CNY per unit of the basis; a share in [0, 1] where the basis is share_of_price.",
           .minimum = 0.0},
          {.name = "basis",
           .kind = Kind::text,
           .description = "What the amount is multiplied with.",
           .default_text = "\"per_user\"",
           .allowed = economy::grant_basis_names()},
          {.name = "quantity_from",
           .kind = Kind::number,
           .unit = "see basis",
           .description = "Units per user and year before the first that is subsidised.",
           .default_text = "0.0",
           .minimum = 0.0},
          cap_key("quantity_cap", "see basis", "Most units that are subsidised per user and year."),
          cap_key("cap_cny", "CNY", "Most that is paid per user and year."),
          year_key("first_year", "Years from the conversion to the first payment.", "0", 0.0),
          year_key("years", "How many times it is paid, once a year.", "1", 1.0),
          {.name = "by_commissioning",
           .kind = Kind::boolean,
           .description =
               "Whether the first winter counts by the share of it in which the heater ran; else it is paid in full.",
           .default_text = "false"}};
}

std::vector<KeySpec> payer_keys() {
  return {{.name = "payers",
           .kind = Kind::text_list,
           .description = "Who pays: " + fmt::format("{}", fmt::join(economy::payer_names(), ", ")) + "."},
          {.name = "shares",
           .kind = Kind::number_list,
           .unit = "1",
           .description = "Each payer's weight (amounts or fractions; they need not add to 1).",
           .minimum = 0.0},
          {.name = "split_status",
           .kind = Kind::text,
           .description = "Whether the split is the programme's own (standard) or ours (assumed).",
           .allowed = {"standard", "assumed"}},
          {.name = "receiver",
           .kind = Kind::text,
           .description = "Who receives the money; left out: the user.",
           .optional = true,
           .allowed = economy::payer_names()},
          status_key(),
          source_key()};
}

Schema make_schema() {
  std::vector<KeySpec> item = grant_keys();
  const std::vector<KeySpec> payer = payer_keys();
  item.insert(item.end(), payer.begin(), payer.end());
  return {
      .file = "subsidies.toml",
      .description = "Subsidy programmes by payer and term.",
      .keys = {
          {.name = "subsidy",
           .kind = Kind::table_list,
           .description = "One programme.",
           .children = {
               {.name = "name", .kind = Kind::text, .description = "Name of the programme."},
               {.name = "technologies",
                .kind = Kind::text_list,
                .description = "Technologies it applies to; empty: every one.",
                .default_text = "[]"},
               {.name = "item", .kind = Kind::table_list, .description = "One kind of grant.", .children = item}}}}};
}

std::vector<economy::PayerShare> payers_of(const Settings& given, ProblemList& problems) {
  std::vector<economy::PayerShare> payers;
  const auto& names = given.texts("payers");
  const auto& shares = given.numbers("shares");
  if (names.size() != shares.size()) {
    problems.add(given.problem("shares", fmt::format("{} payers and {} shares", names.size(), shares.size()),
                               "give one share per payer"));
    return payers;
  }
  if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0.0) {
    problems.add(given.problem("shares", "the shares of all payers are 0", "give one of them a share above 0"));
    return payers;
  }
  for (size_t i = 0; i < names.size(); ++i) {
    if (std::count(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) > 0) {
      problems.add(given.problem("payers", fmt::format("payer '{}' stands twice", names[i]), "name it once"));
    } else if (const auto payer = economy::payer_of(names[i])) {
      payers.push_back({*payer, shares[i]});
    } else {
      problems.add(given.problem("payers", fmt::format("unknown payer '{}'", names[i]),
                                 advice_for_unknown(names[i], economy::payer_names())));
    }
  }
  return payers;
}

std::optional<double> optional_number(const Settings& given, const std::string& key) {
  return given.has(key) ? std::optional<double>(given.number(key)) : std::nullopt;
}

// Money that someone pays to itself is none, but for companies' own works that a rule tells of; and what is by the kWh
// follows the commissioning already.
void check_item(const Settings& given, const SubsidyItem& item, ProblemList& problems) {
  const economy::Payer to = item.receiver.value_or(economy::payer_of(item.user));
  const bool company = to == economy::Payer::utility || to == economy::Payer::gas_company;
  for (const economy::PayerShare& share : item.payers) {
    if (share.payer != to || company) continue;
    const std::string& name = economy::payer_names()[static_cast<size_t>(to)];
    problems.add(given.problem("payers", fmt::format("'{}' would pay the grant to itself", name),
                               "name other payers, or another receiver"));
  }
  using economy::GrantBasis;
  const bool by_quantity =
      item.basis == GrantBasis::per_kwh || item.basis == GrantBasis::per_m3 || item.basis == GrantBasis::per_tonne;
  if (item.by_commissioning && by_quantity) {
    problems.add(
        given.problem("by_commissioning", "a grant by quantity counts from the commissioning anyway", "leave it out"));
  }
  if (item.basis == GrantBasis::share_of_price && item.item != economy::CostItem::equipment) {
    problems.add(given.problem("basis", "a share of the price is of the equipment's alone",
                               "give an amount per user or per m2 for other items"));
  }
  if (item.basis == GrantBasis::share_of_price && item.amount > 1.0) {
    problems.add(given.problem("amount", fmt::format("a share of the price of {}", item.amount),
                               "give a share from 0 to 1: 85 % is 0.85"));
  }
}

SubsidyItem item_of(const Settings& given, ProblemList& problems) {
  SubsidyItem item;
  item.item = *economy::cost_item_of(given.text("item"));
  item.user = *economy::user_kind_of(given.text("user"));
  item.amount = given.number("amount");
  item.basis = *economy::grant_basis_of(given.text("basis"));
  item.quantity_from = given.number("quantity_from");
  item.quantity_cap = optional_number(given, "quantity_cap");
  item.cap_cny = optional_number(given, "cap_cny");
  item.first_year = static_cast<int>(given.integer("first_year"));
  item.years = static_cast<int>(given.integer("years"));
  item.by_commissioning = given.boolean("by_commissioning");
  item.payers = payers_of(given, problems);
  if (given.has("receiver")) {
    item.receiver = economy::payer_of(given.text("receiver"));
  }
  item.split_status = given.text("split_status");
  item.status = given.text("status");
  item.source = given.text("source");
  check_item(given, item, problems);
  return item;
}

}  // namespace

const Schema& subsidies_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

std::vector<Subsidy> read_subsidies(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, subsidies_schema(), {}, problems);
  std::vector<Subsidy> subsidies;
  if (problems.all().size() > problems_before) {
    return subsidies;
  }
  std::set<std::string> names;
  for (const Settings& given : file.tables("subsidy")) {
    if (!names.insert(given.text("name")).second) {
      problems.add(given.problem("name", fmt::format("the subsidy '{}' is given twice", given.text("name")),
                                 "give each programme its own name"));
    }
    Subsidy subsidy{given.text("name"), given.texts("technologies"), {}};
    for (const Settings& item : given.tables("item")) {
      subsidy.items.push_back(item_of(item, problems));
    }
    subsidies.push_back(std::move(subsidy));
  }
  return subsidies;
}

}  // namespace hearthgrid::io
