#include "models/economy/subsidy.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

double quantity_of(GrantBasis basis, const GrantUse& use) {
  switch (basis) {
    case GrantBasis::per_user:
      return 1.0;
    case GrantBasis::per_kwh:
      return use.heating_kwh;
    case GrantBasis::per_m3:
      return use.gas_m3;
    case GrantBasis::per_tonne:
      return use.fuel_t;
    case GrantBasis::per_m2:
      return use.heated_area_m2;
    case GrantBasis::share_of_price:
      return use.price_cny;
  }
  throw std::logic_error("unknown basis of a grant");
}

Payer recipient_of(const SubsidyItem& item, UserKind user) {
  return item.receiver.value_or(payer_of(user));
}

std::vector<double> weights_of(const SubsidyItem& item) {
  std::vector<double> weights;
  for (const PayerShare& share : item.payers) {
    weights.push_back(share.weight);
  }
  return weights;
}

void add_item(std::vector<Transfer>& result, const SubsidyItem& item, Payer to, Fen total, int year) {
  const std::vector<Fen> parts = split(total, weights_of(item));
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] != 0) {
      result.push_back({year, item.item, item.payers[i].payer, to, parts[i]});
    }
  }
}

/// Transfers of all items, given what the group receives of an item so many years after the conversion.
template <typename TotalOf>
std::vector<Transfer> all_transfers(const Subsidy& subsidy, UserKind user, int converted_year, int from_year,
                                    int last_year, TotalOf total_of) {
  std::vector<Transfer> result;
  for (const SubsidyItem& item : subsidy.items) {
    if (item.user != user) {
      continue;
    }
    for (int after = item.first_year; after < item.first_year + item.years; ++after) {
      const int year = converted_year + after;
      if (year >= from_year && year <= last_year) {
        add_item(result, item, recipient_of(item, user), total_of(item, after), year);
      }
    }
  }
  return result;
}

}  // namespace

bool Subsidy::applies_to(const std::string& technology) const {
  return technologies.empty() || std::find(technologies.begin(), technologies.end(), technology) != technologies.end();
}

Fen grant_fen(const SubsidyItem& item, const GrantUse& use) {
  double quantity = quantity_of(item.basis, use);
  if (!(quantity >= 0.0)) {
    throw std::invalid_argument(fmt::format("a grant is reckoned from {}; it must be 0 or more", quantity));
  }
  quantity = std::max(0.0, quantity - item.quantity_from);
  if (item.quantity_cap) {
    quantity = std::min(quantity, *item.quantity_cap);
  }
  double cny = item.amount * quantity;
  if (item.cap_cny) {
    cny = std::min(cny, *item.cap_cny);
  }
  return fen_of_cny(cny);
}

bool is_paid(const SubsidyItem& item, int years_after) {
  return years_after >= item.first_year && years_after < item.first_year + item.years;
}

Fen grant_fen(const SubsidyItem& item, const GrantUses& uses, int years_after) {
  if (years_after > 0) return grant_fen(item, uses.later);
  const bool earned = uses.first.in_time && uses.first.season_share > 0.0;
  if (item.item == CostItem::running && !earned) return 0;
  const Fen whole = grant_fen(item, uses.first);
  return item.by_commissioning ? fen_of_cny(cny_of_fen(whole) * uses.first.season_share) : whole;
}

int running_winters(const Subsidy& subsidy, UserKind user) {
  int winters = 0;
  for (const SubsidyItem& item : subsidy.items) {
    if (item.user == user && item.item == CostItem::running) {
      winters = std::max(winters, item.first_year + item.years);
    }
  }
  return winters;
}

std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user, std::span<const GrantUses> users,
                                   int converted_year, int from_year, int last_year) {
  return all_transfers(subsidy, user, converted_year, from_year, last_year, [&](const SubsidyItem& item, int after) {
    Fen total = 0;
    for (const GrantUses& uses : users) {
      total += grant_fen(item, uses, after);
    }
    return total;
  });
}

std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user, std::span<const GrantUse> users,
                                   int converted_year, int from_year, int last_year) {
  std::vector<GrantUses> alike;
  alike.reserve(users.size());
  for (const GrantUse& use : users) alike.push_back({use, use});
  return transfers_of(subsidy, user, alike, converted_year, from_year, last_year);
}

std::vector<Transfer> transfers_of(const Subsidy& subsidy, UserKind user, const GrantUse& each, int count,
                                   int converted_year, int from_year, int last_year) {
  if (count < 0) {
    throw std::invalid_argument(fmt::format("a programme for {} users", count));
  }
  return all_transfers(subsidy, user, converted_year, from_year, last_year, [&](const SubsidyItem& item, int after) {
    return grant_fen(item, {each, each}, after) * count;
  });
}

std::vector<Transfer> GrantsInTurn::next(const GrantUses& uses) {
  std::vector<Transfer> result;
  for (size_t i = 0; i < subsidy_.items.size(); ++i) {
    const SubsidyItem& item = subsidy_.items[i];
    if (item.user != user_) continue;
    for (int after = item.first_year; after < item.first_year + item.years; ++after) {
      const int year = converted_year_ + after;
      if (year < from_year_ || year > last_year_) continue;
      Fen& total = so_far_[{i, after}];
      const std::vector<Fen> before = split(total, weights_of(item));
      total += grant_fen(item, uses, after);
      const std::vector<Fen> now = split(total, weights_of(item));
      for (size_t p = 0; p < now.size(); ++p) {
        const Fen part = now[p] - before[p];
        if (part != 0) result.push_back({year, item.item, item.payers[p].payer, recipient_of(item, user_), part});
      }
    }
  }
  return result;
}

const std::vector<std::string>& grant_basis_names() {
  static const std::vector<std::string> NAMES = {"per_user",  "per_kwh", "per_m3",
                                                 "per_tonne", "per_m2",  "share_of_price"};
  return NAMES;
}

std::optional<GrantBasis> grant_basis_of(std::string_view name) {
  const auto& names = grant_basis_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    return std::nullopt;
  }
  return static_cast<GrantBasis>(found - names.begin());
}

}  // namespace hearthgrid::economy
