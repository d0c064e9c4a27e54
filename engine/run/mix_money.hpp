#pragma once
// The money of a mix, village by village: bills, what conversions cost and who pays for them.

#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::run {

/// What networks cost in a mix, by village; the power company pays it in the first year.
struct NetworkWorks {
  std::vector<double> electric_cny;  ///< the plan's measures; without one, stronger transformers
  std::vector<double> meter_cny;     ///< stronger connections of homes; booked only beside a plan's measures
  bool planned = false;              ///< a plan's measures stand in place of the power company's lines by the household
  double gas_cny = 0.0;  ///< what the gas network's sizing asks for, of no village; the gas company's budgets count it
};

/// A home's season.
struct HomeBill {
  economy::Fen gross = 0;    ///< energy before any subsidy
  economy::Fen payable = 0;  ///< less the tariff's own subsidies
  economy::Fen grant = 0;    ///< running grants of its programme in the first winter, beside the bill
  economy::Fen missed = 0;   ///< of these, not paid because its village is late
  economy::Fen outlay = 0;   ///< what its conversion costs the home itself in the first year, less grants for it then
  economy::Fen later = 0;    ///< energy of the winter after all running subsidies that end have ended, at its prices
};

/// What budgets allow, by village and by cap of MoneyInputs::budgets.
struct BudgetOutcome {
  std::vector<int> funded;                   ///< [village]: homes whose conversion is funded
  std::vector<economy::Fen> need, unfunded;  ///< [cap]: of the whole mix, and what is left out of it
};

/// What a home is billed for, pure figures: bills at other prices are household_bill of it, no more.
[[nodiscard]] economy::SeasonUse season_use(const Scenario& scenario, int household, const HomeSeason& season,
                                            heater::Carrier heats_with);

/// What a home's grants are reckoned from: what its new heater used since it was commissioned, nothing where it stands
/// unused. `area_m2`: heated; `price_cny`: of what an item buys.
[[nodiscard]] economy::GrantUse grant_use(const Mix& mix, int household, const HomeSeason& season, double area_m2,
                                          double price_cny);

/// Running grants that a programme pays the users themselves for their first winter.
[[nodiscard]] economy::Fen first_running_grant(const economy::Subsidy& subsidy, economy::UserKind user,
                                               const economy::GrantUses& uses);

/// The other grants that a programme pays the users themselves in the first year: for what is bought.
[[nodiscard]] economy::Fen first_purchase_grant(const economy::Subsidy& subsidy, economy::UserKind user,
                                                const economy::GrantUses& uses);

/// Year, counted from the first, in which no mix pays running subsidies that have an end: the same for every home and
/// mix, so that bills of later winters are at one year's prices.
[[nodiscard]] int first_year_without_subsidies(const Scenario& scenario);

/// Households and institutions.
[[nodiscard]] economy::UserKind kind_of(const Household& home);

/// Books one mix. Users of a village who share a conversion clause are granted their subsidy as a group.
class MixMoney {
 public:
  /// `capital_factor` multiplies what conversions cost, before grants are reckoned from it.
  MixMoney(const Scenario& scenario, const Simulation& simulation, int mix, NetworkWorks works,
           double capital_factor = 1.0);

  /// Bills a home's season and books its conversion, if it has one; homes in canonical order. `later`: a later winter
  /// (later_season).
  HomeBill add_home(int household, const HomeSeason& season, const HomeSeason& later);
  /// Its two halves, for who scales the first winter and all else apart: the first winter's energy, and the conversion
  /// with later winters.
  HomeBill add_first_winter(int household, const HomeSeason& season);
  HomeBill add_conversion(int household, const HomeSeason& season, const HomeSeason& later);

  /// A village's book of all years, once all homes are added.
  [[nodiscard]] economy::Ledger of_village(int village) const;
  /// How far the budgets reach (mix_budget.cpp). Counted, by payer and year: grants that it pays less those that it
  /// gets, and what it buys; no upkeep, and no subsidies within a tariff. Served: earlier homes, works on the gas
  /// network, then villages in their order, works on a village's electric network before its homes, these in canonical
  /// order. Where works are not funded, no home is that needs them.
  [[nodiscard]] BudgetOutcome budget() const;

 private:
  static constexpr int KINDS = 2;  // UserKind
  // Bills of one season of a village's users of a kind.
  struct Energy {
    std::array<economy::Fen, economy::COST_ITEMS> cost{};
    std::array<economy::Fen, economy::PAYERS> electricity_subsidy{}, gas_subsidy{};
  };
  struct Season {
    Energy first, later;
  };
  // What is bought in the first year, and its upkeep of a year, at the first year's prices.
  struct Capital {
    economy::Fen price = 0, upkeep = 0;
  };
  using Works = std::map<std::tuple<economy::CostItem, economy::Payer, int>, Capital>;  // item, payer, life [year]
  using Users = std::vector<economy::GrantUses>;
  // A home that the mix converts, as budgets see it.
  struct Conversion {
    int household = 0;
    economy::GrantUses uses;
    std::vector<economy::Fen> bought;  // by cap: by the capped payer itself
  };

  [[nodiscard]] const Option& option_of(int pair) const;
  [[nodiscard]] const Option& after(int household) const;
  [[nodiscard]] const economy::Subsidy* subsidy_of(int clause) const;
  [[nodiscard]] Season& season_of(const Household& home);
  economy::Bill bill(int household, const Option& option, const HomeSeason& season, Energy& sum) const;
  [[nodiscard]] economy::Fen later_fen(const economy::Bill& bill, int winters) const;
  economy::GrantUses invest(int household, const HomeSeason& season, const HomeSeason& later);
  double pay(const Household& home, const economy::CatalogueEntry& entry, double area_m2, double rated_kw, double size);
  void insulate(const Household& home, int envelope);
  void buy(const Household& home, const economy::CapitalCost& cost, economy::Fen price);
  void book_works(economy::Ledger& ledger, int village) const;
  void book_networks(economy::Ledger& ledger, int village) const;
  void book_energy(economy::Ledger& ledger, const Energy& sum, economy::UserKind user, int year) const;
  void grant(int village, economy::Ledger& ledger) const;
  // Of budgets: works that were funded stand open to the homes that need them.
  struct OpenWorks {
    bool electric = true, gas = true;
  };
  void fund_homes(int village, OpenWorks works, economy::BudgetQueue& line, BudgetOutcome& out) const;
  [[nodiscard]] bool can_run(int household, OpenWorks works) const;
  void add_grants(const std::vector<economy::Transfer>& transfers, std::vector<economy::Fen>& need) const;
  void add_purchases(const economy::Ledger& bought, std::vector<economy::Fen>& need) const;

  const Scenario& c_;
  const Simulation& s_;
  NetworkWorks network_;
  int mix_, year_, years_, later_year_;
  double capital_factor_;
  std::vector<const economy::CatalogueEntry*> entry_;  // per technology: its prices
  std::vector<std::array<Season, KINDS>> energy_;      // per village
  std::vector<Works> works_;                           // per village: what conversions cost
  std::map<std::tuple<int, int, bool>, Users> users_;  // by village, clause, institution
  std::vector<std::vector<Conversion>> conversions_;   // per village, where there are budgets
  // Of the home that is being booked: by cap, and by itself.
  std::vector<economy::Fen> bought_;
  economy::Fen own_ = 0;
};

}  // namespace hearthgrid::run
