#include "models/economy/ledger.hpp"

#include "models/economy/annuity.hpp"

namespace hearthgrid::economy {

void Ledger::add_cost(int year, CostItem item, Payer payer, Fen amount) {
  if (amount == 0) return;
  entries_[{year, item, payer}] += amount;
  receipts_[{year, item, supplier_of(item)}] += amount;
}

void Ledger::add_transfer(const Transfer& transfer) {
  if (transfer.amount == 0) return;
  entries_[{transfer.year, transfer.item, transfer.from}] += transfer.amount;
  entries_[{transfer.year, transfer.item, transfer.to}] -= transfer.amount;
  receipts_[{transfer.year, transfer.item, receiver_of(transfer.to)}] += transfer.amount;
}

Ledger& Ledger::operator+=(const Ledger& other) {
  for (const auto& [key, amount] : other.entries_) {
    entries_[key] += amount;
  }
  for (const auto& [key, amount] : other.receipts_) {
    receipts_[key] += amount;
  }
  return *this;
}

Fen Ledger::at(int year, CostItem item, Payer payer) const {
  const auto found = entries_.find({year, item, payer});
  return found == entries_.end() ? 0 : found->second;
}

Fen Ledger::total_of(Payer payer) const {
  Fen sum = 0;
  for (const auto& [key, amount] : entries_) {
    sum += std::get<Payer>(key) == payer ? amount : 0;
  }
  return sum;
}

Fen Ledger::total_of(Payer payer, int year) const {
  Fen sum = 0;
  for (const auto& [key, amount] : entries_) {
    sum += std::get<Payer>(key) == payer && std::get<int>(key) == year ? amount : 0;
  }
  return sum;
}

Fen Ledger::total() const {
  Fen sum = 0;
  for (const auto& entry : entries_) {
    sum += entry.second;
  }
  return sum;
}

std::vector<LedgerLine> Ledger::lines() const {
  std::vector<LedgerLine> result;
  for (const auto& [key, amount] : entries_) {
    if (amount != 0) {
      result.push_back({std::get<int>(key), std::get<CostItem>(key), std::get<Payer>(key), amount});
    }
  }
  return result;
}

Fen Ledger::received(int year, CostItem item, Receiver receiver) const {
  const auto found = receipts_.find({year, item, receiver});
  return found == receipts_.end() ? 0 : found->second;
}

Fen Ledger::received_by(Receiver receiver) const {
  Fen sum = 0;
  for (const auto& [key, amount] : receipts_) {
    sum += std::get<Receiver>(key) == receiver ? amount : 0;
  }
  return sum;
}

std::vector<Receipt> Ledger::receipts() const {
  std::vector<Receipt> result;
  for (const auto& [key, amount] : receipts_) {
    if (amount != 0) {
      result.push_back({std::get<int>(key), std::get<CostItem>(key), std::get<Receiver>(key), amount});
    }
  }
  return result;
}

double present_value_cny(const Ledger& ledger, CostItem item, Payer payer, double rate, int base_year) {
  double sum = 0.0;
  for (const LedgerLine& line : ledger.lines()) {
    if (line.item == item && line.payer == payer) {
      sum += cny_of_fen(line.amount) * discount_factor(rate, line.year - base_year);
    }
  }
  return sum;
}

double present_received_cny(const Ledger& ledger, Receiver receiver, double rate, int base_year) {
  double sum = 0.0;
  for (const Receipt& receipt : ledger.receipts()) {
    if (receipt.receiver == receiver) {
      sum += cny_of_fen(receipt.amount) * discount_factor(rate, receipt.year - base_year);
    }
  }
  return sum;
}

}  // namespace hearthgrid::economy
