#include "engine/run/results_money.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/county_money.hpp"
#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t CELLS = static_cast<size_t>(economy::COST_ITEMS) * economy::PAYERS;
constexpr size_t RECEIPT_CELLS = static_cast<size_t>(economy::COST_ITEMS) * economy::RECEIVERS;

size_t cell_of(const economy::LedgerLine& line) {
  return static_cast<size_t>(line.item) * economy::PAYERS + static_cast<size_t>(line.payer);
}

// One row for each grant of a subsidy that a mix pays, and of those that earlier homes receive.
struct TermRow {
  int mix = 0, cohort = 0, homes = 0;  // homes: earlier ones; 0 = those of the mix
  const economy::Subsidy* subsidy = nullptr;
  const economy::SubsidyItem* item = nullptr;
  bool earlier = false;
};

std::vector<TermRow> terms_of(const Scenario& c) {
  std::vector<TermRow> rows;
  for (int mix = 0; mix < static_cast<int>(c.plan.mixes.size()); ++mix) {
    const std::vector<std::string>& names = c.plan.mixes[mix].subsidy;
    for (const economy::Subsidy& subsidy : c.subsidies) {
      if (std::find(names.begin(), names.end(), subsidy.name) == names.end()) continue;
      for (const economy::SubsidyItem& item : subsidy.items) {
        rows.push_back({mix, first_year(c), 0, &subsidy, &item, false});
      }
    }
    for (const EarlierHomes& homes : c.money.earlier) {
      for (const economy::SubsidyItem& item : c.subsidies[homes.subsidy].items) {
        if (item.item != economy::CostItem::running) continue;
        rows.push_back({mix, homes.converted_year, homes.homes, &c.subsidies[homes.subsidy], &item, true});
      }
    }
  }
  return rows;
}

std::string split_of(const economy::SubsidyItem& item) {
  std::string text;
  for (const economy::PayerShare& share : item.payers) {
    text += fmt::format("{}{} {:g}", text.empty() ? "" : ", ", economy::payer_names()[static_cast<size_t>(share.payer)],
                        share.weight);
  }
  return text;
}

// What a split is worth: the plan's own, left open by it, or ours.
std::string status_of_split(const economy::SubsidyItem& item) {
  const bool open = std::any_of(item.payers.begin(), item.payers.end(), [](const economy::PayerShare& share) {
    return share.payer == economy::Payer::levels_unsplit && share.weight > 0.0;
  });
  return open ? "open" : item.split_status;
}

}  // namespace

void describe_money(io::ResultsWriter& file, const Scenario& scenario) {
  file.dimension("receiver", economy::receiver_names());
  std::vector<std::string> budgets;
  for (const economy::BudgetCap& cap : scenario.money.budgets) {
    budgets.push_back(fmt::format("{} {}", economy::payer_names()[static_cast<size_t>(cap.payer)], cap.year));
  }
  file.dimension("budget", budgets);
  file.dimension("grant", static_cast<int64_t>(terms_of(scenario).size()));
}

void begin_money(io::ResultsWriter& file) {
  for (const char* variable : {"household_bill_gross_cny", "household_bill_cny", "household_running_grant_cny",
                               "household_bill_later_cny", "household_outlay_cny"}) {
    file.begin_rows(variable);
  }
}

MoneyResults::MoneyResults(io::ResultsWriter& file, const Scenario& scenario)
    : file_(file),
      c_(scenario),
      outlays_(scenario),
      first_year_(first_year(scenario)),
      years_(money_years(scenario)),
      mixes_(scenario.plan.mixes.size()),
      villages_(scenario.population.villages.size()),
      cost_(mixes_ * static_cast<size_t>(years_) * CELLS),
      present_(mixes_ * CELLS),
      village_cost_(mixes_ * villages_ * CELLS),
      received_(mixes_ * static_cast<size_t>(years_) * RECEIPT_CELLS),
      received_present_(mixes_ * economy::RECEIVERS) {}

void MoneyResults::take(int mix, const std::vector<VillageAccount>& villages, const MoneyFigures& figures,
                        double gas_works_cny) {
  file_.write_rows("household_bill_gross_cny", mix, 0, std::span<const float>(figures.gross_cny));
  file_.write_rows("household_bill_cny", mix, 0, std::span<const float>(figures.payable_cny));
  file_.write_rows("household_running_grant_cny", mix, 0, std::span<const float>(figures.grant_cny));
  file_.write_rows("household_bill_later_cny", mix, 0, std::span<const float>(figures.later_cny));
  std::vector<float> outlay;
  for (const economy::Fen fen : figures.outlay) outlay.push_back(static_cast<float>(economy::cny_of_fen(fen)));
  file_.write_rows("household_outlay_cny", mix, 0, std::span<const float>(outlay));
  outlays_.take(mix, figures.outlay);
  economy::Ledger total = county_ledger(c_, gas_works_cny);
  for (size_t v = 0; v < villages.size(); ++v) {
    put_village(villages[v].ledger, static_cast<size_t>(mix), v);
    total += villages[v].ledger;
  }
  put(total, static_cast<size_t>(mix));
  budgets_.push_back(figures.budget);
}

void MoneyResults::put(const economy::Ledger& ledger, size_t mix) {
  const auto years = static_cast<size_t>(years_);
  const double rate = c_.settings.table("money").number("discount_rate");
  for (const economy::LedgerLine& line : ledger.lines()) {
    if (line.year < first_year_ || line.year >= first_year_ + years_) continue;
    const auto year = static_cast<size_t>(line.year - first_year_);
    cost_[(mix * years + year) * CELLS + cell_of(line)] += economy::cny_of_fen(line.amount);
  }
  for (int item = 0; item < economy::COST_ITEMS; ++item) {
    for (int payer = 0; payer < economy::PAYERS; ++payer) {
      present_[(mix * economy::COST_ITEMS + item) * economy::PAYERS + payer] = economy::present_value_cny(
          ledger, static_cast<economy::CostItem>(item), static_cast<economy::Payer>(payer), rate, first_year_);
    }
  }
  for (const economy::Receipt& receipt : ledger.receipts()) {
    if (receipt.year < first_year_ || receipt.year >= first_year_ + years_) continue;
    const auto year = static_cast<size_t>(receipt.year - first_year_);
    const size_t cell = static_cast<size_t>(receipt.item) * economy::RECEIVERS + static_cast<size_t>(receipt.receiver);
    received_[(mix * years + year) * RECEIPT_CELLS + cell] += economy::cny_of_fen(receipt.amount);
  }
  for (int receiver = 0; receiver < economy::RECEIVERS; ++receiver) {
    received_present_[mix * economy::RECEIVERS + receiver] =
        economy::present_received_cny(ledger, static_cast<economy::Receiver>(receiver), rate, first_year_);
  }
}

void MoneyResults::put_village(const economy::Ledger& ledger, size_t mix, size_t village) {
  for (const economy::LedgerLine& line : ledger.lines()) {
    village_cost_[(mix * villages_ + village) * CELLS + cell_of(line)] += economy::cny_of_fen(line.amount);
  }
}

void MoneyResults::finish(const std::vector<VillageAccount>& all) {
  file_.write("cost_cny", cost_);
  file_.write("cost_present_value_cny", present_);
  file_.write("village_cost_cny", village_cost_);
  file_.write("received_cny", received_);
  file_.write("received_present_value_cny", received_present_);
  outlays_.write(file_);
  write_bills(all);
  write_budgets();
  write_terms();
}

void MoneyResults::write_bills(const std::vector<VillageAccount>& all) {
  const auto column = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const VillageAccount& account : all) values.push_back(value(account));
    file_.write(variable, values);
  };
  column("village_bill_gross_cny", [](const VillageAccount& v) { return v.bills.gross_cny; });
  column("village_bill_cny", [](const VillageAccount& v) { return v.bills.payable_cny; });
  column("village_running_grant_cny", [](const VillageAccount& v) { return v.bills.grant_cny; });
  column("village_bill_later_cny", [](const VillageAccount& v) { return v.bills.later_cny; });
  column("village_converted_bill_gross_cny", [](const VillageAccount& v) { return v.converted_bills.gross_cny; });
  column("village_converted_bill_cny", [](const VillageAccount& v) { return v.converted_bills.payable_cny; });
  column("village_converted_running_grant_cny", [](const VillageAccount& v) { return v.converted_bills.grant_cny; });
  file_.attribute("bill_later_year", static_cast<int64_t>(first_year_ + first_year_without_subsidies(c_)));
  column("village_converted_bill_later_cny", [](const VillageAccount& v) { return v.converted_bills.later_cny; });
}

void MoneyResults::write_budgets() {
  std::vector<double> cap, rank(villages_), funded, need, unfunded;
  for (const economy::BudgetCap& budget : c_.money.budgets) cap.push_back(economy::cny_of_fen(budget.cap));
  if (cap.empty()) return;
  for (size_t place = 0; place < villages_; ++place) {
    rank[static_cast<size_t>(c_.money.village_order[place])] = static_cast<double>(place);
  }
  for (const BudgetOutcome& outcome : budgets_) {
    for (const int homes : outcome.funded) funded.push_back(homes);
    for (const economy::Fen fen : outcome.need) need.push_back(economy::cny_of_fen(fen));
    for (const economy::Fen fen : outcome.unfunded) unfunded.push_back(economy::cny_of_fen(fen));
  }
  file_.write("budget_cap_cny", cap);
  file_.write("budget_village_rank", rank);
  file_.write("budget_funded_homes", funded);
  file_.write("budget_need_cny", need);
  file_.write("budget_unfunded_cny", unfunded);
}

void MoneyResults::write_terms() {
  std::vector<double> mix, cohort, homes, first, years, amount;
  std::vector<std::string> subsidy, item, user, basis, split, split_status, status, source;
  for (const TermRow& row : terms_of(c_)) {
    mix.push_back(row.mix);
    cohort.push_back(row.cohort);
    homes.push_back(row.homes);
    first.push_back(row.cohort + row.item->first_year);
    years.push_back(row.item->years);
    subsidy.push_back(row.subsidy->name);
    const auto booked = row.earlier ? economy::CostItem::running_earlier : row.item->item;
    item.push_back(economy::cost_item_names()[static_cast<size_t>(booked)]);
    user.push_back(economy::user_kind_names()[static_cast<size_t>(row.item->user)]);
    amount.push_back(row.item->amount);
    basis.push_back(economy::grant_basis_names()[static_cast<size_t>(row.item->basis)]);
    split.push_back(split_of(*row.item));
    split_status.push_back(status_of_split(*row.item));
    status.push_back(row.item->status);
    source.push_back(row.item->source);
  }
  file_.write("grant_mix", mix);
  file_.write("grant_cohort", cohort);
  file_.write("grant_earlier_homes", homes);
  file_.write("grant_first_year", first);
  file_.write("grant_years", years);
  file_.write_text("grant_subsidy", subsidy);
  file_.write_text("grant_item", item);
  file_.write_text("grant_user", user);
  file_.write("grant_amount", amount);
  file_.write_text("grant_basis", basis);
  file_.write_text("grant_split", split);
  file_.write_text("grant_split_status", split_status);
  file_.write_text("grant_status", status);
  file_.write_text("grant_source", source);
}

}  // namespace hearthgrid::run
