#pragma once
// Who gains and who loses: homes' bills against their incomes, by band of income.
//
// Bands are cut so that each holds about as many homes; homes of equal income share a band, so that the order of homes
// does not matter. Homes without an income, and those that nobody lives in, are groups of their own and never count as
// poor. Money is added in whole fen and homes in whole numbers: tallies do not depend on the order either.
//
// A heating bill is a burden above a share of the yearly income (10 % as a rule). One season's bill is a year's:
// nothing heats outside of it.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/economy/money.hpp"

namespace hearthgrid::economy {

/// Which subsidies a bill knows of: all that are paid in the first winter; none; those that have no end.
enum class BillCase { with_subsidy, without_subsidy, after_subsidy };
constexpr int BILL_CASES = 3;
[[nodiscard]] const std::vector<std::string>& bill_case_names();  ///< in the order of BillCase

/// What a home's energy costs it in a season, by BillCase, and how cold it is then: after_subsidy is of a later winter,
/// in which its new heater runs from the first day. Negative where a fixed subsidy exceeds the bill.
struct SeasonBill {
  std::array<Fen, BILL_CASES> energy{};
  std::array<Fen, BILL_CASES> heating{};  ///< part of it: what the bill would be lower without the heater
  std::array<double, BILL_CASES> hours_below_14{};
};

/// A home, or `homes` of them that are all alike.
struct HomeIncome {
  Fen income = 0;  ///< per year; 0 = not known
  bool vacant = false;
  int64_t homes = 1;
};

/// Bands 0 ... bands() - 1 by income, then no_income() and vacant().
class IncomeBands {
 public:
  /// `bands` bands of about as many homes each; none where no home has an income. Throws std::invalid_argument for
  /// bands < 1, negative incomes or numbers of homes.
  [[nodiscard]] static IncomeBands by_quantiles(std::span<const HomeIncome> homes, int bands);
  /// Bands up to and including each of the limits [fen], which rise, and one above. Throws std::invalid_argument if
  /// they do not.
  [[nodiscard]] static IncomeBands by_limits(std::vector<Fen> limits);

  [[nodiscard]] int bands() const { return bands_; }
  [[nodiscard]] int no_income() const { return bands_; }
  [[nodiscard]] int vacant() const { return bands_ + 1; }
  [[nodiscard]] int groups() const { return bands_ + 2; }
  [[nodiscard]] int group_of(const HomeIncome& home) const;
  /// "1: up to 12000 CNY", ..., "5: above 40000 CNY" (limits rounded), "no income", "vacant".
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<Fen> limits_;  // upper, of all bands but the last
  int bands_ = 0;
};

/// When a home counts as burdened, and which changes count.
struct FairnessLimits {
  double burden_share = 0.10;     ///< of the yearly income
  Fen bill_tolerance = 100;       ///< a bill that changes by no more has not changed
  double cold_tolerance_h = 1.0;  ///< the same of hours below 14 degC
};

/// Homes of a group in one mix.
struct BandTally {
  int64_t homes = 0, converted = 0;
  Fen income = 0;  ///< sum
  std::array<Fen, BILL_CASES> energy{}, heating{};
  std::array<int64_t, BILL_CASES> burdened{}, bill_lower{}, bill_higher{};
  std::array<int64_t, BILL_CASES> better_off{};  ///< pay less and are no colder, or are warmer and pay no more
  std::array<int64_t, BILL_CASES> worse_off{};   ///< the reverse
  int64_t warmer = 0, colder = 0;                ///< fewer or more hours below 14 degC in the first winter

  BandTally& operator+=(const BandTally& other);
};

/// What a home pays before: its bill of today with the subsidies of today.
struct BeforeHome {
  Fen energy = 0;
  double hours_below_14 = 0.0;
};

/// Adds a home (or several alike). Homes without an income and vacant ones are never burdened.
void add_home(const HomeIncome& home, bool converted, const SeasonBill& now, const BeforeHome& before,
              const FairnessLimits& limits, BandTally& tally);

}  // namespace hearthgrid::economy
