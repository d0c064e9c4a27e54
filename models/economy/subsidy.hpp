#pragma once
// Subsidy programmes: what each user is granted, in which years, and which level of government pays which part.
//
// A grant is worked out per user in whole fen (amount * quantity, quantity and grant each limited by a cap), added over
// the users of a group, and the sum is split among the payers by largest remainder, so that what is paid is what is
// received. The county's figures are sums of its groups (villages); a split that is not whole fen per user may differ
// from one split of the county's sum by a fen per village and payer.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/economy/ledger.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

/// What an amount is multiplied with.
enum class GrantBasis { per_user, per_kwh, per_m3, per_tonne, per_m2, share_of_price };

/// One kind of grant within a programme.
struct SubsidyItem {
  CostItem item = CostItem::equipment;
  UserKind user = UserKind::household;
  double amount = 0.0;  ///< CNY per unit of the basis; for share_of_price a share in [0, 1]
  GrantBasis basis = GrantBasis::per_user;
  double quantity_from = 0.0;          ///< units per user and year before the first that is subsidised
  std::optional<double> quantity_cap;  ///< units of the basis per user and year that are subsidised at most
  std::optional<double> cap_cny;       ///< per user and year
  int first_year = 0;                  ///< years after the conversion (0: the first winter)
  int years = 1;                       ///< how many times it is paid, once a year
  bool by_commissioning = false;       ///< the first winter counts by the share of it in which the heater ran
  std::vector<PayerShare> payers;
  std::optional<Payer> receiver;  ///< none: the user itself
  std::string split_status;       ///< "standard": the split is the programme's own; "assumed": ours, an input
  std::string status;
  std::string source;
};

/// A programme.
struct Subsidy {
  std::string name;
  std::vector<std::string> technologies;  ///< that it applies to; empty: every technology
  std::vector<SubsidyItem> items;

  [[nodiscard]] bool applies_to(const std::string& technology) const;
};

/// What a user's grants are reckoned from.
struct GrantUse {
  double heating_kwh = 0.0;  ///< electricity of the new heater in the season, since it was commissioned
  double gas_m3 = 0.0;       ///< the same of gas, at the tariff's conditions
  double fuel_t = 0.0;       ///< the same of pellets or clean coal
  double heated_area_m2 = 0.0;
  double price_cny = 0.0;     ///< of what the item buys
  double season_share = 1.0;  ///< of the first winter in which the new heater ran; 0 = not this winter
  bool in_time = true;        ///< whether it ran early enough for the first winter's running grants
};

/// What grants are reckoned from in the winter of the conversion, and in each later one.
struct GrantUses {
  GrantUse first, later;
};

/// One user's grant for one year in which the item is paid.
[[nodiscard]] Fen grant_fen(const SubsidyItem& item, const GrantUse& use);

/// One user's grant in the year of the conversion (0) or so many years after it, be the item paid then or not. Running
/// grants of the first winter are 0 for a heater that did not run in it or not in time.
[[nodiscard]] Fen grant_fen(const SubsidyItem& item, const GrantUses& uses, int years_after);
/// Whether an item is paid so many years after the conversion.
[[nodiscard]] bool is_paid(const SubsidyItem& item, int years_after);

/// Winters after which a user's running grants have ended, counted from the conversion; 0 = there are none.
[[nodiscard]] int running_winters(const Subsidy& subsidy, UserKind user);

/// Transfers to a group of users who converted in `converted_year`, in the years `from_year` to `last_year` (included):
/// so homes of earlier years go on receiving what is left to them. One entry per user.
[[nodiscard]] std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user,
                                                 std::span<const GrantUses> users, int converted_year, int from_year,
                                                 int last_year);
/// The same with every year's use like the first.
[[nodiscard]] std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user, std::span<const GrantUse> users,
                                                 int converted_year, int from_year, int last_year);
/// The same for `count` users who are all alike.
[[nodiscard]] std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user, const GrantUse& each, int count,
                                                 int converted_year, int from_year, int last_year);

/// A group's users one after the other: what each adds to the group's transfers, so that these parts add up to them to
/// the fen.
class GrantsInTurn {
 public:
  GrantsInTurn(const Subsidy& subsidy, UserKind user, int converted_year, int from_year, int last_year)
      : subsidy_(subsidy), user_(user), converted_year_(converted_year), from_year_(from_year), last_year_(last_year) {}

  /// Transfers of the next user; one of them may be a fen less than nothing where the splits' rounding moves.
  [[nodiscard]] std::vector<Transfer> next(const GrantUses& uses);

 private:
  const Subsidy& subsidy_;
  UserKind user_;
  int converted_year_, from_year_, last_year_;
  std::map<std::pair<size_t, int>, Fen> so_far_;  // by item and years after the conversion
};

[[nodiscard]] const std::vector<std::string>& grant_basis_names();  ///< in the order of GrantBasis
[[nodiscard]] std::optional<GrantBasis> grant_basis_of(std::string_view name);

}  // namespace hearthgrid::economy
