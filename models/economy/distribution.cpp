#include "models/economy/distribution.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

// -1, 0, 1: falls, stays, rises by more than the tolerance.
template <typename Number>
int direction(Number before, Number now, Number tolerance) {
  return now > before + tolerance ? 1 : now < before - tolerance ? -1 : 0;
}

std::string cny_text(Fen fen) {
  return fmt::format("{:.0f}", cny_of_fen(fen));
}

}  // namespace

const std::vector<std::string>& bill_case_names() {
  static const std::vector<std::string> NAMES = {"with_subsidy", "without_subsidy", "after_subsidy"};
  return NAMES;
}

// The limit of band k of n is the lowest income that at least k/n of the homes do not exceed.
IncomeBands IncomeBands::by_quantiles(std::span<const HomeIncome> homes, int bands) {
  if (bands < 1) throw std::invalid_argument(fmt::format("{} bands of income", bands));
  std::map<Fen, int64_t> by_income;
  int64_t total = 0;
  for (const HomeIncome& home : homes) {
    if (home.income < 0 || home.homes < 0) {
      throw std::invalid_argument(fmt::format("{} homes with an income of {} fen", home.homes, home.income));
    }
    if (home.vacant || home.income == 0) continue;
    by_income[home.income] += home.homes;
    total += home.homes;
  }
  IncomeBands result;
  if (total == 0) return result;
  int64_t below = 0;
  int band = 1;
  for (const auto& [income, count] : by_income) {
    below += count;
    for (; band < bands && below * bands >= total * band; ++band) result.limits_.push_back(income);
  }
  result.bands_ = bands;
  return result;
}

IncomeBands IncomeBands::by_limits(std::vector<Fen> limits) {
  for (size_t i = 0; i < limits.size(); ++i) {
    if (limits[i] <= (i == 0 ? 0 : limits[i - 1])) throw std::invalid_argument("limits of income bands must rise");
  }
  IncomeBands result;
  result.bands_ = static_cast<int>(limits.size()) + 1;
  result.limits_ = std::move(limits);
  return result;
}

int IncomeBands::group_of(const HomeIncome& home) const {
  if (home.vacant) return vacant();
  if (home.income <= 0 || bands_ == 0) return no_income();
  const auto found = std::lower_bound(limits_.begin(), limits_.end(), home.income);
  return static_cast<int>(found - limits_.begin());
}

std::vector<std::string> IncomeBands::names() const {
  std::vector<std::string> names;
  for (int band = 0; band < bands_; ++band) {
    const bool last = band + 1 == bands_;
    if (bands_ == 1) {
      names.emplace_back("1: all incomes");
    } else {
      names.push_back(
          fmt::format("{}: {} {} CNY", band + 1, last ? "above" : "up to", cny_text(limits_[last ? band - 1 : band])));
    }
  }
  names.emplace_back("no income");
  names.emplace_back("vacant");
  return names;
}

BandTally& BandTally::operator+=(const BandTally& other) {
  homes += other.homes;
  converted += other.converted;
  income += other.income;
  warmer += other.warmer;
  colder += other.colder;
  for (int c = 0; c < BILL_CASES; ++c) {
    energy[c] += other.energy[c];
    heating[c] += other.heating[c];
    burdened[c] += other.burdened[c];
    bill_lower[c] += other.bill_lower[c];
    bill_higher[c] += other.bill_higher[c];
    better_off[c] += other.better_off[c];
    worse_off[c] += other.worse_off[c];
  }
  return *this;
}

void add_home(const HomeIncome& home, bool converted, const SeasonBill& now, const BeforeHome& before,
              const FairnessLimits& limits, BandTally& tally) {
  const int64_t n = home.homes;
  const auto cold_in = [&](BillCase c) {
    return direction(before.hours_below_14, now.hours_below_14[static_cast<size_t>(c)], limits.cold_tolerance_h);
  };
  const int first_cold = cold_in(BillCase::with_subsidy);
  tally.homes += n;
  tally.converted += converted ? n : 0;
  tally.income += n * home.income;
  tally.warmer += first_cold < 0 ? n : 0;
  tally.colder += first_cold > 0 ? n : 0;
  for (int c = 0; c < BILL_CASES; ++c) {
    const int cold = cold_in(static_cast<BillCase>(c));
    const int dear = direction(before.energy, now.energy[c], limits.bill_tolerance);
    tally.energy[c] += n * now.energy[c];
    tally.heating[c] += n * now.heating[c];
    tally.bill_lower[c] += dear < 0 ? n : 0;
    tally.bill_higher[c] += dear > 0 ? n : 0;
    tally.better_off[c] += dear <= 0 && cold <= 0 && dear + cold < 0 ? n : 0;
    tally.worse_off[c] += dear >= 0 && cold >= 0 && dear + cold > 0 ? n : 0;
    const double burden = limits.burden_share * static_cast<double>(home.income);
    const bool counts = home.income > 0 && !home.vacant;
    tally.burdened[c] += counts && static_cast<double>(now.heating[c]) > burden ? n : 0;
  }
}

}  // namespace hearthgrid::economy
