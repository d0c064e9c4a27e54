#pragma once
// A book of costs by year, item and payer.
//
// A cost adds to what someone bears and leaves the books (to a shop, a power station); a transfer moves a burden from
// one party to another and adds nothing. So the sum over payers is the real cost whatever the subsidies, and a
// household's entry is what is left for it (negative under `running`, where subsidies for energy are booked).
//
// Beside it the book says who got the money: the supplier of an item (supplier_of) or whom a transfer went to. So for
// every year and item, what is borne adds up to what suppliers got, and what governments grant to what users got.

#include <map>
#include <tuple>
#include <vector>

#include "models/economy/money.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

/// A subsidy paid: in which year, for what, by whom, to whom.
struct Transfer {
  int year = 0;
  CostItem item = CostItem::equipment;
  Payer from = Payer::levels_unsplit;
  Payer to = Payer::household;
  Fen amount = 0;
};

struct LedgerLine {
  int year = 0;
  CostItem item = CostItem::equipment;
  Payer payer = Payer::household;
  Fen amount = 0;
};

struct Receipt {
  int year = 0;
  CostItem item = CostItem::equipment;
  Receiver receiver = Receiver::heater_seller;
  Fen amount = 0;
};

class Ledger {
 public:
  void add_cost(int year, CostItem item, Payer payer, Fen amount);
  void add_transfer(const Transfer& transfer);
  Ledger& operator+=(const Ledger& other);

  [[nodiscard]] Fen at(int year, CostItem item, Payer payer) const;
  [[nodiscard]] Fen total_of(Payer payer) const;  ///< over years and items
  [[nodiscard]] Fen total_of(Payer payer, int year) const;
  [[nodiscard]] Fen total() const;  ///< over everyone: the real cost
  /// Entries in order of year, item and payer; zeros left out.
  [[nodiscard]] std::vector<LedgerLine> lines() const;

  [[nodiscard]] Fen received(int year, CostItem item, Receiver receiver) const;
  [[nodiscard]] Fen received_by(Receiver receiver) const;  ///< over years and items
  /// What was received, in order of year, item and receiver; zeros left out.
  [[nodiscard]] std::vector<Receipt> receipts() const;

 private:
  std::map<std::tuple<int, CostItem, Payer>, Fen> entries_;
  std::map<std::tuple<int, CostItem, Receiver>, Fen> receipts_;
};

/// What an item costs a payer over all years, in money of `base_year` [CNY]: sum of amount / (1 + rate)^(year -
/// base_year).
[[nodiscard]] double present_value_cny(const Ledger& ledger, CostItem item, Payer payer, double rate, int base_year);
/// The same of what a party received of all items.
[[nodiscard]] double present_received_cny(const Ledger& ledger, Receiver receiver, double rate, int base_year);

}  // namespace hearthgrid::economy
