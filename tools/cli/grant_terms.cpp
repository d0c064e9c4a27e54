#include "tools/cli/grant_terms.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

// "central 4700, city 3000" as shares: "central 61 %, city 39 %".
std::string in_percent(const std::string& split) {
  std::vector<std::pair<std::string, double>> payers;
  double sum = 0.0;
  std::istringstream words(split);
  std::string name;
  for (double weight = 0.0; words >> name >> weight; words.ignore(1, ',')) {
    payers.emplace_back(name, weight);
    sum += weight;
  }
  if (payers.empty()) return split;
  Texts parts;
  for (const auto& [payer, weight] : payers) parts.push_back(fmt::format("{} {:.3g} %", payer, 100.0 * weight / sum));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string amount_text(double amount, const std::string& basis) {
  static const std::map<std::string, std::string> UNITS = {
      {"per_user", ""}, {"per_kwh", " per kWh"}, {"per_m3", " per m3"}, {"per_tonne", " per t"}, {"per_m2", " per m2"}};
  if (basis == "share_of_price") return fmt::format("{:.3g} % of the price", 100.0 * amount);
  const auto unit = UNITS.find(basis);
  return fmt::format("{:.12g} CNY{}", amount, unit == UNITS.end() ? " " + basis : unit->second);
}

std::string years_text(double first, double years) {
  if (years == 1.0) return fmt::format("in {:.0f}", first);
  return fmt::format("a year, {:.0f} to {:.0f}", first, first + years - 1.0);
}

std::string standing(const std::string& split_status) {
  if (split_status == "open") return "split open: an input";
  return split_status == "assumed" ? "split assumed: an input" : "the programme's split";
}

}  // namespace

GrantTerms::GrantTerms(const TableRequest& request) {
  const io::ResultsReader& r = request.reader;
  if (!r.has("grant_mix")) return;
  const Numbers mix = r.numbers("grant_mix"), first = r.numbers("grant_first_year"), years = r.numbers("grant_years"),
                cohort = r.numbers("grant_cohort"), homes = r.numbers("grant_earlier_homes");
  const bool with_amount = r.has("grant_basis");  // files of older versions have none
  const Numbers amount = with_amount ? r.numbers("grant_amount") : Numbers(mix.size());
  const Texts basis = with_amount ? r.texts("grant_basis") : Texts(mix.size());
  const Texts subsidy = r.texts("grant_subsidy"), item = r.texts("grant_item"), user = r.texts("grant_user"),
              split = r.texts("grant_split"), split_status = r.texts("grant_split_status"),
              status = r.texts("grant_status");
  for (size_t i = 0; i < mix.size(); ++i) {
    if (static_cast<size_t>(mix[i]) != request.mix) continue;
    rows_.push_back({first[i], first[i] + years[i], item[i], user[i], split[i], split_status[i]});
    std::string text =
        fmt::format("{}, {} of {} {}: {}{}; {}, {}", subsidy[i], item[i], user[i].starts_with('i') ? "an" : "a",
                    user[i], with_amount ? amount_text(amount[i], basis[i]) + " " : "", years_text(first[i], years[i]),
                    in_percent(split[i]), standing(split_status[i]));
    if (homes[i] > 0.0) text += fmt::format(", {:.0f} homes of {:.0f}, an input", homes[i], cohort[i]);
    if (status[i] != "standard") text += ", amount " + status[i];
    lines_.push_back(text);
  }
}

std::string GrantTerms::mark(const Which& which, double unsplit_cny) const {
  std::set<std::string> marks;
  if (unsplit_cny != 0.0) marks.insert("open");
  for (const Row& row : rows_) {
    const bool fits = (which.item.empty() || row.item == which.item) &&
                      (which.user.empty() || row.user == which.user) &&
                      (which.payer.empty() || row.split.find(which.payer + " ") != std::string::npos) &&
                      (which.year == 0.0 || (which.year >= row.from && which.year < row.to));
    if (fits && row.split_status != "standard") marks.insert(row.split_status);
  }
  return fmt::format("{}", fmt::join(marks, ", "));
}

std::string GrantTerms::list() const {
  std::string text;
  for (const std::string& line : lines_) text += folded("grant: " + line, TABLE_WIDTH) + "\n";
  return text;
}

std::string GrantTerms::pointer() const {
  return lines_.empty() ? "" : "terms of the grants: show --table money\n";
}

}  // namespace hearthgrid::cli
