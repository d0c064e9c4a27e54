#include "models/electricity/transformer_type.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "models/electricity/transformer_table.hpp"

namespace hearthgrid::electricity {
namespace {

TransformerType type_from(const table::Row& row, VectorGroup group) {
  TransformerType type;
  type.series = row.series;
  type.rated_kva = row.rated_kva;
  type.no_load_loss_w = row.no_load_loss_w;
  type.load_loss_w = group == VectorGroup::dyn11 ? row.load_loss_dyn11_w : row.load_loss_yyn0_w;
  if (row.no_load_current_percent != table::UNKNOWN) type.no_load_current_share = row.no_load_current_percent / 100.0;
  type.impedance_share = row.impedance_percent / 100.0;
  type.status = row.evidence.status;
  type.source = row.evidence.source;
  return type;
}

std::vector<TransformerType> all_types(VectorGroup group) {
  std::vector<TransformerType> types;
  for (const auto& row : table::ROWS) types.push_back(type_from(row, group));
  return types;
}

}  // namespace

const std::vector<TransformerType>& standard_types(VectorGroup group) {
  static const std::vector<TransformerType> dyn11 = all_types(VectorGroup::dyn11);
  static const std::vector<TransformerType> yyn0 = all_types(VectorGroup::yyn0);
  return group == VectorGroup::dyn11 ? dyn11 : yyn0;
}

std::vector<std::string> series_names() {
  std::vector<std::string> names;
  for (const auto& row : table::ROWS) {
    if (names.empty() || names.back() != row.series) names.emplace_back(row.series);
  }
  return names;
}

const std::vector<double>& standard_sizes_kva() {
  static const std::vector<double> sizes = {30,  50,  63,  80,  100,  125,  160,  200,  250, 315,
                                            400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500};
  return sizes;
}

std::vector<double> sizes_of(std::string_view series) {
  std::vector<double> sizes;
  for (const auto& row : table::ROWS) {
    if (row.series == series) sizes.push_back(row.rated_kva);
  }
  return sizes;
}

const TransformerType& type_of(std::string_view series, double rated_kva, VectorGroup group) {
  for (const auto& type : standard_types(group)) {
    if (type.series == series && type.rated_kva == rated_kva) return type;
  }
  const auto sizes = sizes_of(series);
  if (sizes.empty()) {
    throw InputError(Problem{"", 0, 0, fmt::format("unknown transformer series '{}'", series),
                             advice_for_unknown(series, series_names())});
  }
  throw InputError(Problem{"", 0, 0, fmt::format("no {} transformer of {} kVA is known", series, rated_kva),
                           fmt::format("allowed: {} kVA", fmt::join(sizes, ", "))});
}

}  // namespace hearthgrid::electricity
